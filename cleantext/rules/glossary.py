"""Makes names and terms agree with the glossary.

A deprecated form (キエフ) is another spelling of the same name: the preferred form is set in its place.
A forbidden form (安全保証) is wrong, but what is right depends on the context: it is only suggested.
The longest form at token boundaries counts, so ゼレンスキ is never found inside ゼレンスキー. A katakana word
that is no form but looks like another spelling of one (ウメーロフ) is suggested.

Left alone: admitted forms (アメリカ beside 米国), honorifics and titles after a name; and only suggested, not set: a
form that is itself in brackets (旧称の「キエフ」), or stands written somewhere (「キエフ通り」のまま), in the title
of a work (『…』), or beside the preferred form (キーウ（キエフ）). The profile says with `glossary-quotes` whether
words that somebody said, in 「…」, are fixed, suggested or left.
Source: ISO 30042 (TBX) for the statuses; the note of each entry for its reason.

>>> from cleantext import fix_text
>>> fix_text("首都キエフでゼレンスキー大統領は", select=["glossary"], glossary="ukraine").text
'首都キーウでゼレンスキー大統領は'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "a name or term that the glossary spells otherwise"
SEVERITY = "warning"
NEAR = 12
FAR = 60
_INSCRIBED = lazy(
    "」(?:と(?:刻|彫|記され|印刷|表記|銘|題|大書|いう(?:看板|表示|標識|碑|旧称|旧名))|の(?:まま|表記|看板|表示|文字|銘))"
)
"""What is said of words that stand written somewhere."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on deprecated and forbidden forms, and on what looks like another spelling of a form."""
    if context.glossary is None:
        return
    quotes = context.quotations or context.setting("glossary-quotes")
    titles: list[tuple[int, int]] | None = None
    for start, end, form, term, fix in context.terms:
        if form.status not in ("deprecated", "forbidden") or not context.free(start, end):
            continue
        said = quotes != "fix" and context.quoted(start)
        if said and quotes == "leave":
            continue
        if titles is None:
            from glossaries.boundaries import titles_of

            titles = titles_of(text)
        message, safe = f"the glossary has {term.preferred}", fix is not None
        if form.status == "forbidden":
            note = f" ({term.note})" if term.note else ""
            message, safe = f"the glossary forbids this; it has {term.preferred}{note}", False
        elif _spoken_of(text, start, end, term.preferred) or any(a < start and end < b for a, b in titles):
            message, safe = f"{message}, but the word itself seems to be meant", False
        elif said:
            message, safe = f"{message}, but somebody is quoted", False
        yield Hit(start, end, fix, message, safe)
    for start, end, form, _, fix in context.glossary.variants(text, context.terms):
        if context.free(start, end) and not (quotes == "leave" and context.quoted(start)):
            yield Hit(start, end, fix, f"looks like another spelling of {form.text}", False)


def _spoken_of(text: str, start: int, end: int, preferred: str) -> bool:
    """True if the word is spoken of, not used: alone in brackets, or explained by the preferred form."""
    if text[start - 1 : start] in ("「", "“", '"') and text[end : end + 1] in ("」", "”", '"'):
        return True
    closing = text.find("」", end, end + FAR)
    if closing > 0 and _INSCRIBED.match(text, closing) and "「" not in text[end:closing]:
        return True
    around = text[max(0, start - NEAR - len(preferred)) : start], text[end : end + NEAR + len(preferred)]
    bracketed = re.search(r"[（(][^）)]*$", around[0]) or re.match(r"[^（(]{0,4}[（(]", around[1])
    return bool(bracketed) and any(preferred in part for part in around)
