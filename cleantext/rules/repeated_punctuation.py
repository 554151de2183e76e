"""Suggests one sign where 。 or 、 stands twice, or both stand together, 。 after ？ or ！, ・・ in a name.

They are left when a sentence is edited. Which of two different signs is meant, a person has to say; the
full stop is suggested.

Left alone: three or more, which are meant for an ellipsis (the rule `ellipsis`), signs that are cited
(「、。」), a name that ends in 。 or 、 before the sign of its sentence, code.
Source: JTF 日本語標準スタイルガイド 1.2.1, 4.1.1, 4.1.2 (句点・読点).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("終わった。。次は、、春だ、。", select=["repeated-punctuation"])]
[('。。', '。'), ('、、', '、'), ('、。', '。')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import CLOSING, KATAKANA, LETTER, NAMES_WITH_COMMA, NAMES_WITH_STOP, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import find_signs

SUMMARY = "。 or 、 twice: one"
SEVERITY = "warning"
FIXES = False
_SIGNS = lazy("[。、｡､][。、｡､](?![。、｡､])")
_FULL = str.maketrans("｡､", "。、")
_DOTS = lazy(f"・・(?<=[{KATAKANA}][{KATAKANA}][{KATAKANA}]..)(?=[{KATAKANA}]{{3}})")
_stands_before = members(LETTER + CLOSING + "0-9A-Za-z%％")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on pairs of 。 and 、 after a letter, a digit or a closing bracket."""
    half = "｡" in text or "､" in text
    for match in (
        _SIGNS.finditer(text) if half or any(pair in text for pair in ("。。", "、、", "。、", "、。")) else ()
    ):
        start, end = match.span()
        if not _stands_before(text[start - 1 : start]):
            continue
        found = match.group().translate(_FULL)
        names = NAMES_WITH_STOP if found[0] == "。" else NAMES_WITH_COMMA
        if text.endswith(names, max(0, start - 16), start) or not context.free(start, end):
            continue
        fix = found[0] if found[0] == found[1] else "。"
        yield Hit(start, end, fix, f"{found} stands for one sign", safe=False)
    for match in _DOTS.finditer(text) if "・・" in text else ():
        if context.free(*match.span()):
            yield Hit(*match.span(), "・", "・・ stands for one sign", safe=False)
    for match in find_signs(text, "？！", "。(?!。)"):
        if _stands_before(text[match.start() - 1 : match.start()]) and context.free(*match.span()):
            yield Hit(*match.span(), match.group()[0], "no 。 follows ？ or ！", safe=False)
