"""Reports a person whose surname stands before the full name: ウメロフ, and only later ルステム・ウメロフ.

The glossary says which short form belongs to which full name. The full name comes at the first mention in the body
of the text, the short form from then on. One hit for each person: on a short form that comes before the full name;
or, where the full name never comes, on the first short form if no title tells who it is; or on the first full name
that is repeated after the short form.

Left alone: headings, quotations, captions and tables; a first mention with a title (トランプ大統領, プーチン政権),
which is enough for a person whom readers know; an address (クーパーさん、).
Source: this project's own method, after the custom of newspapers.

>>> from cleantext import check_text
>>> from glossaries import Form, Glossary, Term
>>> full = Term("rustem-umerov", (Form("ルステム・ウメロフ", "preferred"),), kind="person")
>>> short = Term("umerov", (Form("ウメロフ", "preferred"),), kind="person-short", short_of="rustem-umerov")
>>> text = "ウメロフ氏が到着した。迎えたルステム・ウメロフ書記の部下は喜んだ。"
>>> [(f.found, f.message) for f in check_text(text, select=["first-mention"], glossary=Glossary("g", (full, short)))]
[('ウメロフ', 'the full name, ルステム・ウメロフ, comes only later')]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from glossaries.titles import offices

from ..context import Context
from ..findings import Hit

if TYPE_CHECKING:
    from glossaries import Match

SUMMARY = "a surname before the full name, or a full name again after the surname"
SEVERITY = "info"
FIXES = False
_ADDRESS = re.compile("(?:さん|様|さま|君|くん|ちゃん|先生|殿)[、！!？?…]")
"""A person is spoken to."""
BODY = ("paragraph", "list-item")


def find(text: str, context: Context) -> Iterator[Hit]:
    """At most one hit for each person."""
    if context.glossary is None:
        return
    names = {term.short_of: term.id for term in context.glossary if term.short_of and term.kind == "person-short"}
    places: dict[str, list[Match]] = defaultdict(list)
    titles: list[Match] = []
    for match in context.terms if names else ():
        is_name = match.term.id in names or match.term.short_of in names
        if (is_name or match.term.kind == "title") and _in_body(context, match) and context.free(*match[:2]):
            (places[match.term.id] if is_name else titles).append(match)
    for term in context.glossary if places else ():
        if shorts := places.get(names.get(term.id, "")):
            held = [title for title in titles if any(form.text in title.form.text for form in term.forms)]
            fulls = sorted(places.get(term.id, []) + held)
            if hit := _hit(text, term.preferred, shorts, fulls, titles):
                yield hit


def _hit(text: str, name: str, shorts: list[Match], fulls: list[Match], titles: list[Match]) -> Hit | None:
    """What is wrong with the mentions of one person; `titles` are titles of anybody, names included."""
    first = shorts[0]
    if any(first.form.text in title.form.text and title.start < first.start for title in titles):
        return None
    if not fulls:
        if _is_titled(text, first) or _ADDRESS.match(text, first.end):
            return None
        return Hit(first.start, first.end, None, "the full name is given nowhere, nor who this is", False, 0.5)
    if first.start < fulls[0].start:
        return Hit(first.start, first.end, None, f"the full name, {name}, comes only later", False, 0.7)
    again = next((full for full in fulls if full.start > first.start), None)
    if again is None:
        return None
    message = f"the full name again, after {first.term.preferred} has stood for it"
    return Hit(again.start, again.end, None, message, False, 0.5)


def _in_body(context: Context, match: Match) -> bool:
    index = context.part_at(match.start)
    return index >= 0 and context.parts[index].kind in BODY and not context.quoted(match.start)


def _is_titled(text: str, match: Match) -> bool:
    """Whether a title or an office beside the name tells who it is."""
    before = text[max(0, match.start - 14) : match.start]
    after, ahead = _titles()
    return bool(after.match(text, match.end) or ahead.search(before))


@cache
def _titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows a name, and what stands ahead of it."""
    return (
        re.compile(f"[一-鿿々・]{{0,16}}(?:{offices()}|CEO|政権|内閣)"),
        re.compile(f"(?:{offices()}|CEO)(?:の|である|だった|を務める|、)?$"),
    )
