"""Two editions that exist as one: the edition of their pairs, its beads, and the pairs that a memory may hold."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from cleantext.characters import is_letter
from cleantext.document import Document
from cleantext.files import FileProblem
from glossaries import Glossary
from translate import Bead, Segment, Unit
from translate.outputs.edition import Edition, Layout, Picture, Shape
from translate.outputs.pictures import illustrated
from translate.outputs.shapes import shapes_of
from translate.outputs.term_uses import term_uses
from translate.similarity import MODEL, has_encoder

from .sources import Source, shown
from .version import VERSION

NOTE = (
    "Paired by a program from two editions. A bead without a flag is probably right; whether the English says what the "
    "Japanese says, no program has looked at but where checks are named."
)
FEW, SWAPPED = 20, 0.2
"""Letters that tell a language, and how much more Japanese in EN than in JA tells that they are the wrong way round."""


def edition_of_pairs(
    ja: Source, en: Source, segments: tuple[Segment, ...], terms: Glossary | None, layout: Layout, *, pictures: bool
) -> Edition:
    """The edition of two documents whose pairs are these segments. Its title is that of the first heading paired.

    pictures  the pictures of the Japanese are read too, for formats that show them.
    """
    title = next((s for s in segments if s.kind == "heading" and s.status in ("aligned", "flagged")), None)
    signature = {
        "taiyaku": VERSION,
        "ja": hashlib.sha256(ja.data).hexdigest()[:16],
        "en": hashlib.sha256(en.data).hexdigest()[:16],
        "glossary": f"{terms.name}#{terms.sha256[:16]}" if terms else "none",
        "encoder": MODEL if has_encoder() else "none",
    }
    shapes, shown_pictures = _shapes(ja.document, segments), tuple[Picture, ...]()
    if pictures:
        folder = Path(ja.name).parent if ja.name != "-" else None
        shapes, shown_pictures = illustrated(ja.document, shapes, folder)
    return Edition(
        title.source if title else "",
        title.target if title else "",
        segments,
        "|".join(f"{name}:{value}" for name, value in signature.items()),
        Path(ja.name).name if ja.name != "-" else "",
        f"taiyaku {VERSION}",
        (NOTE,),
        layout=layout,
        shapes=shapes,
        terms=term_uses(segments, terms),
        pictures=shown_pictures,
    )


def need_two_languages(ja: Source, en: Source) -> None:
    """Raises FileProblem where the editions are in one language, or the wrong way round."""
    japanese, english = _share(ja.document), _share(en.document)
    names = shown(ja.name), shown(en.name)
    if japanese is not None and english is not None and japanese + SWAPPED < english:
        raise FileProblem(f"{names[0]} seems to be the English edition, {names[1]} the Japanese one: name that first")
    if english is not None and english > 0.5:
        raise FileProblem(f"{names[1]} is in Japanese: name the Japanese edition first, then the English one")
    if japanese is not None and japanese < 0.01:
        raise FileProblem(f"{names[0]} holds no Japanese: name the Japanese edition first, then the English one")


def _share(document: Document) -> float | None:
    """How much of the letters of a document is Japanese, 0 to 1; None where too few letters tell."""
    letters = [sign for block in document.blocks for sign in block.text if sign.isalpha()]
    return sum(map(is_letter, letters)) / len(letters) if len(letters) >= FEW else None


def _shapes(document: Document, segments: Iterable[Segment]) -> tuple[Shape, ...]:
    """How the blocks of the Japanese are set, but for those whose sentences are paired across their bounds."""
    sources: dict[str, str] = {}
    for segment in segments:
        sources[segment.block] = sources.get(segment.block, "") + segment.source
    whole = {block.id for block in document.blocks if _bare(block.text) == _bare(sources.get(block.id, ""))}
    return tuple(shape for shape in shapes_of(document) if shape.block in whole)


def _bare(text: str) -> str:
    return "".join(text.split())


def beads_jsonl(pairs: Iterable[tuple[Segment, Bead]]) -> bytes:
    """One line of JSON a row: which sentences of either edition, counted from 0, and how sure."""
    rows = (
        {"id": segment.id, "ja": bead.ja, "en": bead.en, "score": bead.score, "status": segment.status}
        for segment, bead in pairs
    )
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def strong_units(segments: Iterable[Segment], strong: float, origin: str) -> list[Unit]:
    """The pairs without a flag that are at least so probable (0 to 1), for a memory; of the same Japanese the surest.

    origin  what the memory says of where they come from.
    """
    best: dict[str, Segment] = {}
    for segment in segments:
        score = segment.score or 0.0
        if segment.status == "aligned" and score >= strong and score > (_score(best.get(segment.source))):
            best[segment.source] = segment
    return [Unit(segment.source, segment.target, origin) for segment in best.values()]


def _score(segment: Segment | None) -> float:
    return segment.score or 0.0 if segment else -1.0


def summary(segments: Sequence[Segment]) -> str:
    """How many rows there are, and of which statuses, in words."""
    counts = Counter(segment.status for segment in segments)
    parts = [f"{len(segments)} rows"]
    parts += [f"{counts[status]} {status}" for status in ("aligned", "flagged", "omitted", "added", "missing")
              if counts[status]]  # fmt: skip
    if moved := sum(flag.name == "moved" for segment in segments for flag in segment.flags):
        parts.append(f"{moved} of these in another order")
    return ", ".join(parts)
