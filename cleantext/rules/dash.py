"""Sets the double em dash —— (U+2014) as ―― (U+2015).

Chinese sets its dash as two U+2014; Japanese sets two U+2015, which join without a gap in Japanese
fonts. The length of the dash stays. Two hyphens, two box-drawing lines (U+2500), and the long vowel mark ー
between kanji, which are typed for the dash, are suggestions.

Left alone: a single —, single hyphens, dashes between Latin words or digits, options of commands
(--help), rules drawn with lines, boxes, ーー in a drawn-out word, ー in quotations.
Source: JIS X 4051 一般 (全角ダッシュ); 文化庁「くぎり符号の使ひ方」(1946) ツナギテン・ナカセン.

>>> from cleantext import fix_text
>>> fix_text("同盟国——特に英国——は a——b", select=["dash"]).text
'同盟国――特に英国――は a——b'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import KANJI, OPENING, is_beside, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import run_round

SUMMARY = "Chinese dash ——: ――"
SEVERITY = "warning"
SIGNS = "\u2014\u2500-ー"
_DASHES = "\u2014\u2500-"
_IN_RUN = frozenset("\u2014,，")
"""Commas beside a dash tell nothing of it: what stands behind them does. So a run of both is taken as one."""
_ENDS_LINE = lazy(r"[\r\n]|$")
_VOWEL = lazy("ーー?(?=[はがをにのともで、]|[々一-鿿])")
_is_kanji = members(KANJI)
_NAMES = {"\u2014": "U+2014", "\u2500": "U+2500, which draws boxes,", "-": "a hyphen"}


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on runs of two or more U+2014 beside Japanese, and on other signs typed twice for them."""
    runs = [match.span() for sign in _DASHES if sign * 2 in text for match in lazy(f"{sign}{sign}+").finditer(text)]
    low = high = 0
    for start, end in sorted(runs):
        left, right = text[max(0, start - 1) : start], text[end : end + 1]
        sign = text[start]
        if sign == "\u2014":
            if start >= high:
                low, high = run_round(text, start, end, _is_in_run)
            wanted = is_beside(text[max(0, low - 1) : low]) or is_beside(text[high : high + 1])
        else:
            closed = is_beside(right) or _ENDS_LINE.match(right)
            wanted = (
                end - start == 2
                and left not in ("、", "。")
                and is_beside(left)
                and left not in OPENING
                and bool(closed)
            )
        if wanted and context.free(start, end):
            yield Hit(
                start,
                end,
                "\u2015" * (end - start),
                f"the dash is {_NAMES[sign]} twice; Japanese uses ―― (U+2015)",
                safe=sign == "\u2014",
            )
    last = -1
    for match in _VOWEL.finditer(text) if "ー" in text else ():
        start, end = match.span()
        if not _is_kanji(text[start - 1 : start]) or context.quoted(start):
            continue
        if not _is_kanji(text[end : end + 1]) and (end - start == 1 or last < 0 or "。" in text[last:start]):
            continue  # before a particle it can only be the second of two: 国ーー英国ーーは
        if context.free(start, end):
            last = end
            yield Hit(start, end, "\u2015" * (end - start), "ー between kanji stands for a dash", False, 0.7)


def _is_in_run(text: str, at: int) -> bool:
    return text[at] in _IN_RUN
