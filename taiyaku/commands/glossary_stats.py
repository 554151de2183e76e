"""`taiyaku glossary stats`: which entries occur in articles, in which forms, and where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

import click

from cleantext.files import FileProblem
from cleantext.formats import place_of
from glossaries import Form, Glossary, Term, load_glossaries, shipped_glossaries
from glossaries.load import glossary_path

from ..discover import PathProblem
from ..glossary.entries import listed
from ..options import named_files, open_configs, say
from ..show import COLUMNS, head, visible, width, wrap
from ..sources import read_source

_SHOWN = 5
"""Places of a form in one file that text names."""


class Place(NamedTuple):
    """Where a form stands: the file as it was named, and the line (or the place in words) in it."""

    path: str
    where: str


Counts = Mapping[str, Mapping[Form, list[Place]]]
"""The id of an entry → its forms that occur → where."""


@click.command("stats")
@click.argument("names", metavar="G... PATH...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "tsv", "json"]), default="text", help="How to print [text]."
)
@click.option("--never", is_flag=True, help="Name the entries that never occur, too.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], form: str, never: bool) -> None:
    """Count the entries of G in PATH: files of any format, and folders of them.

    G is the first name, and further ones that end in .tsv or are shipped glossaries (layers, the nearest last).
    Each form is shown with its places; what never occurs is counted. Ends with 2 if a file could not be read.
    """
    glossaries, paths = _parted(names)
    glossary = load_glossaries(glossaries)
    counts, files, problems = _count(glossary, paths)
    if form == "json":
        click.echo(json.dumps([_object(term, counts) for term in glossary], ensure_ascii=False, indent=2))
    elif form == "tsv":
        click.echo("id\tform\tstatus\tcount\tfiles\tplaces")
        for term in glossary:
            for each, places in counts.get(term.id, {}).items():
                cells = (term.id, each.text, each.status, len(places), len(_files(places)), "|".join(_lines(places)))
                click.echo("\t".join(map(str, cells)))
    else:
        click.echo("".join(_text(term, counts[term.id]) for term in _by_number(glossary, counts)), nl=False)
    absent = [term for term in glossary if term.id not in counts]
    if never and form == "text" and absent:
        click.echo(wrap(f"never: {', '.join(term.preferred for term in absent)}", COLUMNS), nl=False)
    say(f"{files} file{'s' * (files != 1)}: {len(counts)} of {len(glossary)} entries occur, {len(absent)} never")
    context.exit(2 if problems else 0)


def _parted(names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The glossaries and the paths of articles among the names."""
    shipped = shipped_glossaries()
    number = 1
    while number < len(names) and (names[number] in shipped or glossary_path(names[number]).suffix.lower() == ".tsv"):
        number += 1
    if number == len(names):
        raise click.UsageError("name articles, or a folder of them, after the glossary")
    return list(names[:number]), list(names[number:])


def _count(glossary: Glossary, paths: Iterable[str]) -> tuple[Counts, int, int]:
    """Where the entries occur, in how many files, and how many could not be read."""
    counts: dict[str, dict[Form, list[Place]]] = {}
    files = problems = 0
    configs = open_configs(None, False, select=(), extend_select=(), ignore=())
    for found in named_files(tuple(paths), configs):
        if isinstance(found, PathProblem):
            say(found.message)
            problems += 1
            continue
        try:
            document = read_source(found[0].path, empty=True).document
        except FileProblem as error:
            say(str(error))
            problems += 1
            continue
        files += 1
        for block in document.blocks:
            for match in glossary.find(block.text):
                if not block.free(match.start, match.end):
                    continue
                place = place_of(document, block, match.start)
                where = place.text or str(place.line)
                counts.setdefault(match.term.id, {}).setdefault(match.form, []).append(Place(found[0].path, where))
    return counts, files, problems


def _by_number(glossary: Glossary, counts: Counts) -> list[Term]:
    """The entries that occur, the most frequent first."""
    return sorted((term for term in glossary if term.id in counts), key=lambda term: -_total(counts[term.id]))


def _total(forms: Mapping[Form, list[Place]]) -> int:
    return sum(map(len, forms.values()))


def _files(places: Iterable[Place]) -> set[str]:
    return {place.path for place in places}


def _lines(places: Iterable[Place]) -> list[str]:
    return list(dict.fromkeys(f"{place.path}:{place.where}" for place in places))


def _text(term: Term, forms: Mapping[Form, list[Place]]) -> str:
    """An entry with its number, then each form with its own and its places; right forms without places."""
    files = len({path for places in forms.values() for path in _files(places)})
    number = f"{_total(forms):>5} in {files} file{'s' * (files != 1)}"
    title = head(visible(f"{term.preferred} [{term.id}]"), COLUMNS - len(number) - 2)
    text = f"{title}{' ' * max(2, COLUMNS - width(title) - len(number))}{number}\n"
    order = ("preferred", "admitted", "deprecated", "forbidden")
    for form, places in sorted(forms.items(), key=lambda item: order.index(item[0].status)):
        if len(forms) > 1 or form.status != "preferred":
            text += wrap(visible(f"{len(places)} {form.text} ({form.status})"), COLUMNS, "    ")
            for path, inside in groupby(places, key=lambda place: place.path):
                lines = list(dict.fromkeys(place.where for place in inside))
                text += wrap(visible(f"{path}:{listed(lines, _SHOWN)}"), COLUMNS, "        ")
    return text


def _object(term: Term, counts: Counts) -> dict[str, object]:
    forms = counts.get(term.id, {})
    found = [
        {"form": form.text, "status": form.status, "count": len(places), "places": [p._asdict() for p in places]}
        for form, places in forms.items()
    ]
    files = len({place.path for places in forms.values() for place in places})
    return {"id": term.id, "ja": term.preferred, "count": _total(forms), "files": files, "forms": found}
