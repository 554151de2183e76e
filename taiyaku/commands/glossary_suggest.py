"""`taiyaku glossary suggest`: the names and terms of articles that a glossary should have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from cleantext.check import TEXT_FORMATS
from cleantext.document import Block
from cleantext.files import FileProblem, read_bytes, write_atomic
from cleantext.formats import place_of
from cleantext.protect import protected_spans
from glossaries import load_glossary, shipped_glossaries
from glossaries.formats import format_of
from glossaries.suggest import SURE, Context, Offline, Passage, Suggestion, suggest_terms
from translate.engines import Hint, SentenceFailed

from ..config import Config, Configs
from ..discover import PathProblem, find_files
from ..engines import Choice, open_engine
from ..errors import ModelMissing
from ..show import COLUMNS, head, tail, visible, width
from ..sources import Source, read_source

INDENT = " " * 13
_BLACK = re.compile(r"[^\n]")


@click.command("suggest")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write a glossary to review, .tsv or .xlsx, instead of a list.")
@click.option("--glossary", multiple=True, metavar="G", help="Leave out what this glossary has; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="List what the glossaries have too, marked as known.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=SURE,
    show_default=True,
    metavar="X",
    help="Leave out what is less sure.",
)
@click.option("--en", metavar="FILE", help="An English edition, or pairs (.tsv, .tmx), to take English names from.")
@click.option("--synonyms", metavar="FILE", help="sudachi-synonyms-dictionary.json, to take English from.")
@click.option("--no-shipped", is_flag=True, help="Take no English from the glossaries that come with taiyaku.")
@click.option("--ask-model", is_flag=True, help="Ask the translation model where nothing else is sure.")
@click.option("--model", metavar="M", help="Name of an installed model, or a GGUF file.")
def command(
    paths: tuple[str, ...],
    output: str | None,
    glossary: tuple[str, ...],
    everything: bool,
    min_confidence: float,
    en: str | None,
    synonyms: str | None,
    no_shipped: bool,
    ask_model: bool,
    model: str | None,
) -> None:
    """Find the names and terms in PATHS that a glossary should have, with English candidates.

    Nothing enters a glossary by itself: review the file, then `taiyaku glossary import`.
    """  # fmt: skip
    target = Path(output) if output else None
    if target:
        format_of(target)
        if target.exists():
            raise FileProblem(f"{target}: is there already; name another file with -o")
    passages = [passage for source in _sources(paths) for passage in _passages(source)]
    offline = Offline(
        glossaries=[] if no_shipped else [load_glossary(name) for name in shipped_glossaries()],
        parallel=_english(en) if en else "",
        synonyms=read_bytes(synonyms) if synonyms else b"",
        ask=_model(model) if ask_model else None,
    )
    known = [load_glossary(name) for name in reversed(glossary)]
    found = suggest_terms(passages, known=known, offline=offline, sure=min_confidence)
    new = [suggestion for suggestion in found if not suggestion.known]
    left_out = len(found) - len(new)
    if target:
        write_atomic(target, format_of(target).write_terms(suggestion.term for suggestion in new))
        click.echo(target)
    else:
        for suggestion in found if everything else new:
            click.echo(_shown(suggestion), nl=False)
    terms = "term" if len(new) == 1 else "terms"
    click.echo(f"taiyaku: {len(new)} {terms} to review, {left_out} known already", err=True)


def _sources(paths: tuple[str, ...]) -> Iterator[Source]:
    for found in find_files(paths, Configs(Config(Path.cwd()))):
        if isinstance(found, PathProblem):
            raise found
        yield read_source(found.path)


def _passages(source: Source) -> Iterator[Passage]:
    """The blocks of a document; code, addresses and what else is no text of it become spaces."""
    name = "-" if source.name == "-" else Path(source.name).name
    document = source.document
    plain = _blanked(document.source.text, document.format) if document.format in TEXT_FORMATS else ""
    for block in document.blocks:
        place = place_of(document, block, 0)
        yield Passage(_text(block, plain), name, place.line or 0, place.text)


def _english(name: str) -> str:
    """The text of an English edition, or the English of the pairs that `taiyaku align` or another program wrote."""
    if Path(name).suffix.lower() == ".tmx":
        from translate.tmx_reading import read_tmx

        return "\n\n".join(unit.target for unit in read_tmx(read_bytes(name), Path(name).name))
    if Path(name).suffix.lower() == ".tsv":
        head, *rows = [line.split("\t") for line in read_source(name).document.source.text.split("\n")]
        if "en" not in head:
            raise FileProblem(f"{name}: has no column en; give the table that `taiyaku align` wrote")
        column = head.index("en")
        return "\n\n".join(row[column] for row in rows if len(row) > column)
    return "\n\n".join(passage.text for passage in _passages(read_source(name)))


def _blanked(text: str, format: str) -> str:
    pieces, done = [], 0
    for start, end in protected_spans(text, format):
        pieces += [text[done:start], _BLACK.sub(" ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _text(block: Block, plain: str) -> str:
    if plain:
        start, end = block.runs[0].ref
        return plain[start:end]
    return "".join(_BLACK.sub(" ", run.text) if run.fixed else run.text for run in block.runs)


def _model(name: str | None) -> Callable[[str], str]:
    """A function that translates one form. Raises EngineMissing, EngineFailed or ModelMissing."""

    opened = open_engine(Choice(model=name))
    engine = opened.engine
    if engine is None:
        raise ModelMissing(opened.missing)

    def ask(form: str) -> str:
        try:
            return engine.translate([form], [Hint()])[0]
        except SentenceFailed:
            return ""

    return ask


def _shown(suggestion: Suggestion) -> str:
    """Lines that fit a terminal: how sure, how often, what, of which kind; English; where it stands first."""
    mark = "known" if suggestion.known else f"{suggestion.confidence:5.2f}"
    forms = "、".join(form.text for form in suggestion.term.forms)
    lines = [f"{mark} {suggestion.count:4}×  {forms}  {suggestion.term.kind}"]
    if suggestion.english:
        english = (f"{each.text} ({each.source}, {each.confidence:.2f})" for each in suggestion.english[:3])
        lines.append(INDENT + "; ".join(english))
    lines += [INDENT + _around(context, COLUMNS - len(INDENT)) for context in suggestion.contexts[:1]]
    return "".join(f"{head(visible(line.rstrip()), COLUMNS)}\n" for line in lines)


def _around(context: Context, columns: int) -> str:
    """A context in so many columns: as much on the left of the term as on the right, if there is as much."""
    room = columns - width(f"{context.where} 【{context.found}】")
    left = max(room // 2, room - width(context.after))
    before = tail(context.before, left)
    return f"{context.where} {before}【{context.found}】{head(context.after, max(room - width(before), 1))}"
