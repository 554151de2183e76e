"""`taiyaku glossary list` and `show`."""

from __future__ import annotations

import json

import click

from glossaries import Term, load_glossaries, load_glossary, shipped_glossaries
from glossaries.formats.rows import COLUMNS, TYPES, row_of
from glossaries.formats.tsv import line_of

from ..glossary.entries import entry_line, entry_text, find_entries, one_entry, search
from ..options import say
from ..show import COLUMNS as WIDTH
from ..show import wrap


@click.command("list")
@click.argument("glossaries", metavar="[G]...", nargs=-1)
@click.option("--kind", type=click.Choice(TYPES), help="Only entries of this type.")
@click.option("--find", "text", metavar="TEXT", help="Only entries that have TEXT in any cell.")
@click.option(
    "--format", "form", type=click.Choice(["text", "tsv", "json"]), default="text", help="How to print [text]."
)
def list_command(glossaries: tuple[str, ...], kind: str | None, text: str | None, form: str) -> None:
    """Print the shipped glossaries, or the entries of G; several are layers, the nearest last.

    Each entry has a line: the form to use, the English, the id; below it stand the other forms.
    """
    if not glossaries:
        for name in shipped_glossaries():
            click.echo(f"{name}\t{len(load_glossary(name))} entries")
        return
    terms: list[Term] = list(load_glossaries(glossaries))
    if kind:
        terms = [term for term in terms if term.kind == kind]
    if text:
        terms = search(terms, text)
    if form == "json":
        click.echo(json.dumps([row_of(term) for term in terms], ensure_ascii=False, indent=2))
    elif form == "tsv":
        click.echo("\n".join(["\t".join(COLUMNS), *(line_of(row_of(term), COLUMNS) for term in terms)]))
    else:
        click.echo("".join(map(entry_line, terms)), nl=False)
    if not terms:
        say("no entry is like that")


@click.command("show")
@click.argument("glossaries", metavar="G...", nargs=-1, required=True)
@click.argument("entry", metavar="ENTRY")
def show_command(glossaries: tuple[str, ...], entry: str) -> None:
    """Print all there is about ENTRY: its id, or any of its forms, Japanese or English.

    Where several entries have the form, they are listed.
    """
    glossary = load_glossaries(glossaries)
    found = find_entries(glossary, entry)
    if not found and (found := search(glossary, entry)):
        say(f"no entry is or has exactly {entry!r}; these have it somewhere")
    if not found:
        one_entry(glossary, entry)
    if len(found) > 1:
        click.echo("".join(map(entry_line, found)), nl=False)
        return
    (term,) = found
    short = [each.id for each in glossary if each.short_of == term.id]
    places = f"{term.origin or glossary.name}, line {term.line}" if term.line else term.origin or glossary.name
    click.echo(entry_text(term) + wrap(f"in {places}", WIDTH), nl=False)
    if short:
        click.echo(wrap(f"short forms: {', '.join(short)}", WIDTH), nl=False)
