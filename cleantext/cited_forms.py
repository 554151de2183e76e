"""Words that a sentence names as they were written: an error that is corrected, a name that was changed.

Whatever is wrong in them must be left as it is: 「11月31日」とあるのは「11月30日」の誤りでした。
"""

from __future__ import annotations

from collections.abc import Iterator

from .lazy import lazy

_CUES = ("誤り", "間違い", "訂正", "改", "変え", "変更", "直し", "直す", "旧称")
_MARKED = "「([^「」\n]{1,60})」"
_WRONG = lazy(
    f"{_MARKED}(?:とある|とあった|とした|と(?:表)?記した|と書いた|となって(?:いる|いた))のは[^。\n]{{0,60}}(?:誤り|間違い)"
)
_CHANGED = lazy(
    f"{_MARKED}(?:とあ(?:る|った)(?:の|箇所|部分))?(?:から|を)[^。「」\n]{{0,8}}「[^「」\n]{{1,60}}」"
    "(?:に|へと?|と)(?:[^。「」\n]{0,6})(?:訂正|改|変|直|修正|置き換)"
)
_FORMER = lazy(f"旧称(?:は|、|の)?{_MARKED}")


def cited_forms(text: str) -> Iterator[tuple[int, int]]:
    """Spans of such words, their marks not included; offsets are code points.

    >>> [text[a:b] for text in ["「彼のの船」とあるのは「彼の船」の誤りでした。"] for a, b in cited_forms(text)]
    ['彼のの船']
    """
    if "「" in text and any(cue in text for cue in _CUES):
        for pattern in (_WRONG, _CHANGED, _FORMER):
            yield from (match.span(1) for match in pattern.finditer(text))
