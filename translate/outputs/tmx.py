"""Translation Memory eXchange 1.4b: the pairs as a translation memory, for OmegaT and its like.

One `tu` for every pair that has both sides and is a translation: those `missing` or `untranslated` are
left out. What a person should know of a pair goes with it: `x-status`, `x-block`, `x-origin` and `x-score` as
properties, and as notes what an attribute is, every reason for doubt and every comment; so doubtful pairs can be
filtered out. `x-revision` in the header says which state of the edition this is.

There is no DOCTYPE: `tmx14.dtd` would have to lie beside every file, and a parser that looks for it
fails or asks the network. Line ends inside a sentence are kept. Characters XML forbids become U+FFFD.
Specification: TMX 1.4b, Localization Industry Standards Association, 2005.
"""

from __future__ import annotations

from collections.abc import Iterator

from translate.outputs.characters import escape
from translate.outputs.edition import Edition
from translate.outputs.remarks import comments_of, doubts_of, kinds_of, score_of
from translate.segment import Segment

TOOL = "taiyaku"


def render(edition: Edition) -> bytes:
    """Return the translated pairs of `edition` as a UTF-8 TMX 1.4b file."""
    return ("\n".join(lines(edition)) + "\n").encode()


def lines(edition: Edition) -> Iterator[str]:
    """Yield the file line by line, header first."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield (
        f'  <header creationtool="{TOOL}" creationtoolversion="{escape(version(edition.creator))}"'
        ' segtype="sentence" o-tmf="taiyaku" adminlang="en" srclang="ja" datatype="plaintext">'
    )
    yield from (f"    {note}" for note in map(note_element, edition.notes))
    for kind, value in (
        ("x-source", edition.source_name),
        ("x-title-ja", edition.title_ja),
        ("x-title-en", edition.title_en),
        ("x-signature", edition.signature),
        ("x-revision", str(edition.revision)),
    ):
        yield from prop(kind, value, indent=4)
    yield "  </header>"
    yield "  <body>"
    kinds = kinds_of(edition)
    for segment in edition.segments:
        if is_translation(segment):
            yield from unit(segment, kinds.get(segment.block, ""))
    yield "  </body>"
    yield "</tmx>"


def is_translation(segment: Segment) -> bool:
    """Say whether a pair belongs in a memory: translated or copied, with text on both sides."""
    if segment.status in ("missing", "untranslated"):
        return False
    return bool(segment.source.strip() and segment.target.strip())


def unit(segment: Segment, kind: str) -> Iterator[str]:
    """Yield the lines of the `tu` of one pair; notes and properties come before the text, as they must.

    kind  says what an attribute is.
    """
    yield f'    <tu tuid="{escape(segment.id)}">'
    for text in (*filter(None, [kind]), *doubts_of(segment), *comments_of(segment)):
        yield f"      {note_element(text)}"
    yield from prop("x-status", segment.status)
    yield from prop("x-block", segment.block)
    yield from prop("x-origin", segment.origin)
    score = score_of(segment)
    yield from prop("x-score", "" if score is None else f"{score:.3f}")
    yield f'      <tuv xml:lang="ja"><seg>{escape(segment.source)}</seg></tuv>'
    yield f'      <tuv xml:lang="en"><seg>{escape(segment.target)}</seg></tuv>'
    yield "    </tu>"


def note_element(text: str) -> str:
    """Return `text` as a note."""
    return f"<note>{escape(text)}</note>"


def prop(kind: str, value: str, indent: int = 6) -> Iterator[str]:
    """Yield one property of type `kind`, or nothing where `value` is empty."""
    if value:
        yield f'{" " * indent}<prop type="{kind}">{escape(value)}</prop>'


def version(creator: str) -> str:
    """Return the version in `creator`, which TMX wants apart from the name; "unknown" if it holds none.

    >>> version("taiyaku 0.1.0"), version("somebody else")
    ('0.1.0', 'unknown')
    """
    name, _, number = creator.strip().partition(" ")
    return number if name == TOOL and number else "unknown"
