"""Reports a name or title that the glossary keeps for another time: クレバ外相 in an article of 2026.

An entry may say from when and until when it is right (an office holder, a ministry before its new name). The article's
day is the one given (`--date`), else the first date in its first or last lines, else today.

Left alone: sentences that speak of a year in which the entry was right, or of the past in so many words (当時, かつて,
在任中, 2024年当時), quotations in which a year is named.
Source: this project's own method.

>>> from glossaries import Form, Glossary, Term
>>> from cleantext import check_text
>>> kuleba = Term("kuleba-minister", (Form("クレバ外相", "preferred"),), valid_until="2024-09-05")
>>> text = "2026年1月20日\\n\\nクレバ外相は述べた。2023年、クレバ外相は訪日した。"
>>> [(f.start, f.message) for f in check_text(text, select=["out-of-date"], glossary=Glossary("g", (kuleba,)))]
[(12, 'the glossary has this until 2024-09-05, and the article is of 2026-01-20')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..dates import first_day, is_before, years_in
from ..findings import Hit

SUMMARY = "a name or title that is not right any more, or not yet, on the article's day"
SEVERITY = "warning"
FIXES = False
ENDS = 3
"""Blocks at either end of the article in which its day is looked for."""
_PAST = re.compile("当時|かつて|在任中|在職中|就任前|退任|辞任|解任|前任|時代|歴代|元は|だった頃|であった頃")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on terms whose dates do not hold the article's day."""
    day = ""
    for start, end, form, term, _ in context.terms:
        if not (term.valid_from or term.valid_until) or form.status not in ("preferred", "admitted"):
            continue
        day = day or context.date or _day_of(context) or date.today().isoformat()
        if term.valid_until and is_before(term.valid_until, day):
            told = f"the glossary has this until {term.valid_until}"
        elif term.valid_from and is_before(day, term.valid_from):
            told = f"the glossary has this from {term.valid_from} on"
        else:
            continue
        sentence = _sentence(text, start, end)
        first, last = int(term.valid_from[:4] or 0), int(term.valid_until[:4] or 9999)
        if _PAST.search(sentence) or any(first <= year <= last for year in years_in(sentence)):
            continue
        if not context.free(start, end):
            continue
        yield Hit(start, end, None, f"{told}, and the article is of {day}", False, 0.8, term.note)


def _sentence(text: str, start: int, end: int) -> str:
    low = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    found = re.compile("[。！？\n]").search(text, end)
    return text[low : found.end() if found else len(text)]


def _day_of(context: Context) -> str:
    """The day that the article itself gives in its first or its last blocks."""
    blocks = [context.text[part.start : part.end] for part in context.parts]
    return next((day for block in (*blocks[:ENDS], *blocks[-ENDS:]) if (day := first_day(block))), "")
