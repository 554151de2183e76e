"""`taiyaku align`: pair two editions that exist."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleantext.characters import is_letter
from cleantext.files import FileProblem, write_atomic

from ..config import folder_of
from ..edition_options import edition_options
from ..jobs import output_names
from ..options import config_options, open_configs
from ..project_command import ProjectCommand
from ..revising import keep_edition
from ..sources import Source, glossary_option, open_glossary, read_source, shown
from ..version import VERSION
from ..writing import make_folder, refuse_source

if TYPE_CHECKING:
    from cleantext.document import Document
    from translate import Bead, Segment, Unit
    from translate.outputs.edition import Layout, Picture, Shape

NOTE = (
    "Paired by a program from two editions. A bead without a flag is probably right; whether the English says what the "
    "Japanese says, no program has looked at but where checks are named."
)
FEW, SWAPPED = 20, 0.2
"""Letters that tell a language, and how much more Japanese in EN than in JA tells that they are the wrong way round."""
STRONG = 0.99
"""Pairs as probable as this are approved into a memory."""


@click.command("align", cls=ProjectCommand, tables=("align", "edition"), beside="ja")
@click.argument("ja", metavar="JA")
@click.argument("en", metavar="EN")
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for all files; made if it is not there.")
@click.option("--format", "formats", default="tsv,tmx", show_default=True, metavar="F,…", help="What to write.")
@click.option("--review/--no-review", help="Check every pair too: numbers, names, terms, length.")
@click.option("--memory", metavar="FILE", help="Approve strong pairs into this translation memory.")
@click.option(
    "--strong",
    type=click.FloatRange(0, 1),
    default=STRONG,
    show_default=True,
    metavar="X",
    help="How sure of a pair to be to approve it.",
)
@click.option("--strict/--no-strict", help="End with 1 if any row carries a flag.")
@glossary_option
@edition_options
@config_options
@click.pass_context
def command(
    context: click.Context,
    ja: str,
    en: str,
    output: str,
    formats: str,
    review: bool,
    memory: str | None,
    strong: float,
    strict: bool,
    glossary: tuple[str, ...],
    layout: Layout,
    book: str,
    config: str | None,
    no_config: bool,
) -> None:
    """Pair the Japanese edition JA with the English edition EN, sentence by sentence, each in any format.

    What one edition alone has is shown as omitted or added; doubtful pairs are flagged. The paths of the files written
    go to standard output. Options may stand under [align] and [edition] in taiyaku.toml or pyproject.toml of the
    project.
    """
    from translate import Memory, align_documents
    from translate.outputs import EDITIONS, Edition, extension, render, require
    from translate.outputs.pictures import illustrated
    from translate.segment import doubtful
    from translate.similarity import MODEL, has_encoder, load_numpy
    from translate.terms import term_uses

    names = output_names(formats)
    if book:
        raise click.UsageError("--book is for several files; align makes one edition of two")
    for name in names:
        require(name)
    if ja == en:
        raise click.UsageError("name two files: the Japanese edition and the English one")
    load_numpy()
    sources = [read_source(ja), read_source(en)]
    _need_two_languages(*sources)
    terms = open_glossary(open_configs(config, no_config, glossary=glossary).of(folder_of(ja)).glossary)
    if not has_encoder():
        click.echo(
            "taiyaku: without the sentence encoder pairs are found by length, numbers and names alone, and many will "
            "be wrong; better: pip install 'taiyaku[similarity]'",
            err=True,
        )
    pairs = align_documents(sources[0].document, sources[1].document, terms, review=review)
    segments = tuple(segment for segment, _ in pairs)
    title = next((s for s in segments if s.kind == "heading" and s.status in ("aligned", "flagged")), None)
    signature = {
        "taiyaku": VERSION,
        "ja": hashlib.sha256(sources[0].data).hexdigest()[:16],
        "en": hashlib.sha256(sources[1].data).hexdigest()[:16],
        "glossary": f"{terms.name}#{terms.sha256[:16]}" if terms else "none",
        "encoder": MODEL if has_encoder() else "none",
    }
    pictures: tuple[Picture, ...] = ()
    shapes = _shapes(sources[0].document, segments)
    if any(name in EDITIONS for name in names):
        shapes, pictures = illustrated(sources[0].document, shapes, Path(ja).parent if ja != "-" else None)
    edition = Edition(
        title.source if title else "",
        title.target if title else "",
        segments,
        "|".join(f"{name}:{value}" for name, value in signature.items()),
        Path(ja).name if ja != "-" else "",
        f"taiyaku {VERSION}",
        (NOTE,),
        layout=layout,
        shapes=shapes,
        terms=term_uses(segments, terms),
        pictures=pictures,
    )
    folder, stem = Path(output), sources[0].stem
    make_folder(folder)
    edition = keep_edition(folder, stem, edition)
    files = [(folder / f"{stem}{extension(name)}", render(name, edition)) for name in names]
    files.append((folder / f"{stem}.beads.jsonl", _beads(pairs)))
    for path, data in files:
        refuse_source(path, sources)
        write_atomic(path, data)
        click.echo(path)
    if memory:
        store = Memory(Path(memory))
        count = store.approve(_units(segments, strong, f"{shown(ja)} {shown(en)}"))
        click.echo(f"{memory}: {count} pairs new or changed", err=True)
    click.echo(f"{shown(ja)} and {shown(en)}: {_summary(segments)}", err=True)
    context.exit(1 if strict and any(doubtful(segment.flags) for segment in segments) else 0)


def _need_two_languages(ja: Source, en: Source) -> None:
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
    from translate.outputs.shapes import shapes_of

    sources: dict[str, str] = {}
    for segment in segments:
        sources[segment.block] = sources.get(segment.block, "") + segment.source
    whole = {block.id for block in document.blocks if _bare(block.text) == _bare(sources.get(block.id, ""))}
    return tuple(shape for shape in shapes_of(document) if shape.block in whole)


def _bare(text: str) -> str:
    return "".join(text.split())


def _beads(pairs: Iterable[tuple[Segment, Bead]]) -> bytes:
    """One line of JSON a row: which sentences of either edition, counted from 0, and how sure."""
    rows = (
        {"id": segment.id, "ja": bead.ja, "en": bead.en, "score": bead.score, "status": segment.status}
        for segment, bead in pairs
    )
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _units(segments: Iterable[Segment], strong: float, origin: str) -> list[Unit]:
    """The strong pairs; of the same Japanese the surest."""
    from translate import Unit

    best: dict[str, Segment] = {}
    for segment in segments:
        score = segment.score or 0.0
        if segment.status == "aligned" and score >= strong and score > (_score(best.get(segment.source))):
            best[segment.source] = segment
    return [Unit(segment.source, segment.target, origin) for segment in best.values()]


def _score(segment: Segment | None) -> float:
    return segment.score or 0.0 if segment else -1.0


def _summary(segments: Iterable[Segment]) -> str:
    segments = list(segments)
    counts = Counter(segment.status for segment in segments)
    parts = [f"{len(segments)} rows"]
    parts += [f"{counts[status]} {status}" for status in ("aligned", "flagged", "omitted", "added", "missing")
              if counts[status]]  # fmt: skip
    if moved := sum(flag.name == "moved" for segment in segments for flag in segment.flags):
        parts.append(f"{moved} of these in another order")
    return ", ".join(parts)
