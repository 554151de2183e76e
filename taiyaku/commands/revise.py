"""`taiyaku revise`: edits made in other programs come back."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ..options import config_options, glossary_option, open_configs
from ..project_command import ProjectCommand
from ..sources import open_glossary

if TYPE_CHECKING:
    from translate import Segment
    from translate.inputs.merging import Conflict, Take

    from ..revision import Edited, Revision


@click.command("revise", cls=ProjectCommand, tables=("translate",), beside="output")
@click.argument("edited", nargs=-1, required=True, metavar="EDITED...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of the edition.")
@click.option("--memory", metavar="FILE", help="Translation memory [DIR/.taiyaku/memory.sqlite].")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option(
    "--take",
    type=click.Choice(("mine", "theirs")),
    help="Settle conflicts: keep what the edition says, or take the files' English.",
)
@glossary_option
@config_options
@click.pass_context
def command(
    context: click.Context,
    edited: tuple[str, ...],
    output: str,
    memory: str | None,
    dry_run: bool,
    take: str | None,
    glossary: tuple[str, ...],
    config: str | None,
    no_config: bool,
) -> None:
    """Bring edits from EDITED (XLSX, CSV, TSV, XLIFF, TMX or JSONL) back into the edition in DIR.

    Every change is shown. All files of the edition in DIR are written anew, and the books of which it is a chapter.
    Approved pairs go into the translation memory, and come out of it where an approval is taken back. If there is a
    conflict, it is shown with both texts, nothing is written, and the command ends with 1. The same file a second time
    changes nothing. Glossary and memory may stand in the settings of the project that DIR lies in.
    """
    from translate import Memory

    from ..keeping import editions_in, memory_of
    from ..revision import edition_of, plan, read_edited
    from ..revision_files import write_revisions

    folder = Path(output)
    editions = editions_in(folder)
    groups: dict[str, list[Edited]] = defaultdict(list)
    for name in dict.fromkeys(edited):
        read = read_edited(Path(name))
        groups[edition_of(read, editions)].append(read)
    terms = open_glossary(open_configs(config, no_config, glossary=glossary).of(folder).glossary)
    revisions = [
        plan(folder, stem, editions[stem], files, terms, cast("Take | None", take)) for stem, files in groups.items()
    ]
    for revision in revisions:
        _show(revision)
    if any(revision.merged.conflicts or revision.unnamed for revision in revisions):
        click.echo("taiyaku: nothing was written: settle what is not clear, or choose with --take", err=True)
        context.exit(1)
    if dry_run or not any(revision.changed for revision in revisions):
        return
    with Memory(Path(memory) if memory else memory_of(folder)) as store:
        written = write_revisions(folder, revisions, editions, terms, store)
    for path in written.paths:
        click.echo(path)
    if written.withdrawn:
        click.echo(
            f"taiyaku: {written.withdrawn} pairs that are approved no more were taken out of the memory", err=True
        )
    for problem in written.problems:
        click.echo(f"taiyaku: {problem}", err=True)


def _show(revision: Revision) -> None:
    for old, new in revision.changed:
        _show_change(old, new)
    for conflict in revision.merged.conflicts:
        _show_conflict(conflict)
    for path in revision.unnamed:
        click.echo(f"{path}: CONFLICT: holds edits of its own: name it too, or move it away")
    for remark in revision.merged.remarks:
        click.echo(f"taiyaku: {remark}", err=True)
    edited = sum(old.target != new.target for old, new in revision.changed)
    conflicts = len(revision.merged.conflicts) + len(revision.unnamed)
    approved = sum(new.status == "approved" != old.status for old, new in revision.changed)
    rows = "row changes" if len(revision.changed) == 1 else "rows change"
    count = f"{len(revision.changed)} {rows}: {edited} edited, {approved} newly approved"
    click.echo(f"{revision.stem}: {count}; {conflicts} conflicts", err=True)


def _show_change(old: Segment, new: Segment) -> None:
    status = new.status if new.status == old.status else f"{old.status} → {new.status}"
    click.echo(f"{new.id}\t{status}")
    _line("ja", new.source)
    if old.target != new.target:
        _line("-", old.target)
        _line("+", new.target)
    else:
        _line("en", new.target)
    for flag in new.flags:
        if old.target != new.target or flag not in old.flags:
            _line("note", f"{flag.name}: {flag.message}")


def _show_conflict(conflict: Conflict) -> None:
    click.echo(f"{conflict.id or 'no row'}\tCONFLICT: {conflict.message}")
    _line("ja", conflict.source)
    if conflict.base is not None:
        _line("was", conflict.base)
    if conflict.id:
        _line("mine", conflict.mine)
    for where, text in conflict.theirs:
        click.echo(f"  theirs\t{' '.join(text.split())}  ({where})")


def _line(name: str, text: str) -> None:
    click.echo(f"  {name}\t{' '.join(text.split())}")
