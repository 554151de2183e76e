"""XLIFF 1.2: the pairs as a bilingual file for translation programs, whole, with states and notes.

A `trans-unit` is a segment, a `group` a block; ids are those of the edition. `state` says in XLIFF's words how far a
pair is (`STATES`), `approved="yes"` that a person has approved it, `state-qualifier` the status as it is (x-repaired).
Notes from "taiyaku" are doubts and scores, and what an attribute is (the alternative text of a picture, …), from
"glossary" the terms of the sentence with their English, from "reviewer" what people have said. `build-num` is the
revision of the edition.

`xml:space="preserve"`: white space is text. Characters XML forbids become U+FFFD, as in the other outputs.
Specification: XLIFF 1.2, OASIS Standard, 1 February 2008; strict schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from translate.outputs.characters import escape
from translate.outputs.edition import Edition, TermUse
from translate.outputs.remarks import comments_of, doubts_of, kinds_of, score_text, term_texts, uses_by_segment
from translate.outputs.tmx import TOOL, version
from translate.segment import Segment

STATES = {
    "approved": "final",
    "translated": "translated",
    "repaired": "translated",
    "copied": "translated",
    "aligned": "translated",
    "flagged": "needs-review-translation",
    "missing": "new",
    "untranslated": "needs-translation",
}
"""Status → state; any other status needs review."""
REVIEW = "needs-review-translation"
RESTYPES = {
    "heading": "heading",
    "list-item": "listitem",
    "cell": "cell",
    "caption": "caption",
    "note": "fn",
}


def render(edition: Edition) -> bytes:
    """Return the pairs of `edition`, all of them and in order, as a UTF-8 XLIFF 1.2 file."""
    return ("\n".join(lines(edition)) + "\n").encode()


def lines(edition: Edition) -> Iterator[str]:
    """Yield the file line by line."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
    yield (
        f'  <file original="{escape(edition.source_name)}" source-language="ja" target-language="en"'
        f' datatype="plaintext" tool-id="{TOOL}" build-num="{edition.revision}">'
    )
    yield "    <header>"
    yield f'      <tool tool-id="{TOOL}" tool-name="{TOOL}" tool-version="{escape(version(edition.creator))}"/>'
    for text in (*edition.notes, *about(edition)):
        yield note(text, TOOL, "      ")
    yield "    </header>"
    yield "    <body>"
    uses, kinds = uses_by_segment(edition), kinds_of(edition)
    seen: set[str] = set()
    for block, segments in groupby(edition.segments, key=lambda segment: (segment.block, segment.kind)):
        id = f' id="{escape(block[0])}"' if block[0] not in seen else ""
        seen.add(block[0])
        yield f'      <group{id} restype="{RESTYPES.get(block[1], f"x-{block[1]}")}">'
        for segment in segments:
            yield from unit(segment, uses.get(segment.id, []), kinds.get(segment.block, ""))
        yield "      </group>"
    yield "    </body>"
    yield "  </file>"
    yield "</xliff>"


def about(edition: Edition) -> Iterator[str]:
    """Yield what stands of the edition in words: its titles and signature."""
    for name, value in (
        ("title ja", edition.title_ja),
        ("title en", edition.title_en),
        ("signature", edition.signature),
    ):
        if value:
            yield f"{name}: {value}"


def unit(segment: Segment, uses: list[TermUse], kind: str) -> Iterator[str]:
    """Yield the lines of one pair; `kind` says what an attribute is."""
    approved = ' approved="yes"' if segment.status == "approved" else ""
    yield f'        <trans-unit id="{escape(segment.id)}"{approved} xml:space="preserve">'
    yield f'          <source xml:lang="ja">{escape(segment.source)}</source>'
    state = STATES.get(segment.status, REVIEW)
    yield (
        f'          <target xml:lang="en" state="{state}" state-qualifier="x-{segment.status}">'
        f"{escape(segment.target)}</target>"
    )
    for text in (*filter(None, [kind]), *doubts_of(segment)):
        yield note(text, TOOL)
    if score := score_text(segment):
        yield note(score, TOOL)
    for text in term_texts(segment, uses):
        yield note(text, "glossary")
    for text in comments_of(segment):
        yield note(text, "reviewer")
    yield "        </trans-unit>"


def note(text: str, sender: str, indent: str = "          ") -> str:
    """Return `text` as a note of `sender`."""
    return f'{indent}<note from="{sender}">{escape(text)}</note>'
