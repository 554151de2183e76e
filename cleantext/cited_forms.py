"""Words that a sentence names as they were written: an error that is corrected, a name that was changed.

Whatever is wrong in them must be left as it is: 「11月31日」とあるのは「11月30日」の誤りでした。
"""

from __future__ import annotations

from collections.abc import Iterator

from .lazy import lazy
from .signs import find_signs

_SAYS = lazy(
    "」(?:と(?:ある|あった|した|(?:表)?記した|書いた|なって(?:いる|いた))のは[^。\n]{0,40}の?(?:誤り|間違い)(?:で[すし]|だ)"
    "|(?:とあ(?:る|った)(?:の|箇所|部分))?(?:から|を)[^。「」\n]{0,8}「([^「」\n]{1,60})」"
    "(?:に|へと?|と)[^。「」\n]{0,6}(?:訂正|改め|改称|改名|変え|変更|直し|直す|修正|置き換))"
)
_FORMER = "称(?:は|、|の)?「([^「」\n]{1,60})」"
LONGEST = 60


def cited_forms(text: str) -> Iterator[tuple[int, int]]:
    """Spans of such words, their marks not included; offsets are code points.

    >>> [text[a:b] for text in ["「彼のの船」とあるのは「彼の船」の誤りでした。"] for a, b in cited_forms(text)]
    ['彼のの船']
    """
    if "「" not in text:
        return
    for match in _SAYS.finditer(text):
        end = match.start()
        start = text.rfind("「", max(0, end - LONGEST), end) + 1
        if start and "\n" not in text[start:end]:
            yield start, end
            if match[1] is not None:  # what it became is named too
                yield match.span(1)
    yield from (match.span(1) for match in find_signs(text, "旧", _FORMER))
