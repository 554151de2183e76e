"""XLIFF 2.0: the pairs as a bilingual file for translation programs, whole, with states, notes and terms.

A `unit` with one `segment` is a segment of the edition, a `group` a block; ids are those of the edition (where one is
no NMTOKEN, it is the `name`). `state` says how far a pair is, `subState` its status as it is (taiyaku:repaired); what
a person has approved is final. Terms are marked in the source (`mrk type="term"`) and stand with their English in the
glossary module. Notes of category "flag" and "score" are the program's, "attribute" says which one a unit is,
"comment" what people have said; the file's note of category "revision" is the revision of the edition.

`canResegment="no"`: the sentences stay what they are. Characters XML forbids become U+FFFD, as in the other outputs.
Specification: XLIFF 2.0, OASIS Standard, 5 August 2014; core and glossary module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from translate.outputs.characters import escape
from translate.outputs.edition import Edition, TermUse
from translate.outputs.remarks import comments_of, doubts_of, kinds_of, score_text, uses_by_segment
from translate.outputs.xliff import about
from translate.segment import Segment

STATES = {"approved": "final", "missing": "initial", "untranslated": "initial"}
"""Status → state; any other is translated."""
_NMTOKEN = re.compile(r"[A-Za-z0-9_.:-]+")


def render(edition: Edition) -> bytes:
    """Return the pairs of `edition`, all of them and in order, as a UTF-8 XLIFF 2.0 file."""
    return ("\n".join(lines(edition)) + "\n").encode()


def lines(edition: Edition) -> Iterator[str]:
    """Yield the file line by line."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"'
        ' version="2.0" srcLang="ja" trgLang="en">'
    )
    yield f'  <file id="f1" original="{escape(edition.source_name)}" canResegment="no" xml:space="preserve">'
    yield from notes(
        [("revision", str(edition.revision)), *(("about", text) for text in (*edition.notes, *about(edition)))], "    "
    )
    uses, kinds = uses_by_segment(edition), kinds_of(edition)
    groups, units = Ids(), Ids(segment.id for segment in edition.segments)
    for block, segments in groupby(edition.segments, key=lambda segment: (segment.block, segment.kind)):
        yield f'    <group {groups.attributes(block[0])} type="taiyaku:{block[1]}">'
        for segment in segments:
            yield from unit(
                segment, uses.get(segment.id, []), units.attributes(segment.id), kinds.get(segment.block, "")
            )
        yield "    </group>"
    if not edition.segments:
        yield '    <group id="empty"/>'
    yield "  </file>"
    yield "</xliff>"


class Ids:
    """Ids as XLIFF 2 allows them, each once."""

    def __init__(self, reserved: Iterator[str] | tuple[str, ...] = ()) -> None:
        self._taken: set[str] = set()
        self._reserved = frozenset(reserved)
        self._count = 0

    def attributes(self, id: str) -> str:
        """The attribute `id`, and `name` where the id is not as it was."""
        written = id
        while (
            not _NMTOKEN.fullmatch(written) or written in self._taken or (written != id and written in self._reserved)
        ):
            self._count += 1
            written = f"x{self._count}"
        self._taken.add(written)
        return f'id="{written}"' if written == id else f'id="{written}" name="{escape(id)}"'


def unit(segment: Segment, uses: list[TermUse], ids: str, kind: str) -> Iterator[str]:
    """Yield the lines of one pair; `ids` are the XML attributes that name it, `kind` says what an attribute is."""
    yield f"      <unit {ids}>"
    if uses:
        yield "        <gls:glossary>"
        for number, use in enumerate(uses, 1):
            yield (
                f'          <gls:glossEntry ref="#m{number}"><gls:term source="{escape(use.term)}">'
                f"{escape(segment.source[use.start : use.end])}</gls:term>"
                f"<gls:translation>{escape(use.english)}</gls:translation></gls:glossEntry>"
            )
        yield "        </gls:glossary>"
    score = score_text(segment)
    said = [("attribute", kind)] if kind else []
    said += [("flag", text) for text in doubts_of(segment)] + ([("score", score)] if score else [])
    yield from notes(said + [("comment", text) for text in comments_of(segment)], "        ")
    yield f'        <segment state="{STATES.get(segment.status, "translated")}" subState="taiyaku:{segment.status}">'
    yield f"          <source>{marked(segment.source, uses)}</source>"
    yield f"          <target>{escape(segment.target)}</target>"
    yield "        </segment>"
    yield "      </unit>"


def notes(said: list[tuple[str, str]], indent: str) -> Iterator[str]:
    """Yield notes, given as (category, text); nothing where there are none."""
    if said:
        yield f"{indent}<notes>"
        for category, text in said:
            yield f'{indent}  <note category="{category}">{escape(text)}</note>'
        yield f"{indent}</notes>"


def marked(source: str, uses: list[TermUse]) -> str:
    """Return a source with its terms marked: m1, m2, … in order."""
    parts, last = [], 0
    for number, use in enumerate(uses, 1):
        parts.append(escape(source[last : use.start]))
        parts.append(f'<mrk id="m{number}" type="term">{escape(source[use.start : use.end])}</mrk>')
        last = use.end
    return "".join([*parts, escape(source[last:])])
