"""`taiyaku memory`: approved pairs in and out of a translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleantext.files import FileProblem, read_bytes, write_atomic

if TYPE_CHECKING:
    from translate import Memory


@click.group("memory")
def command() -> None:
    """Keep a translation memory: what people have approved comes before any engine.

    MEMORY is the file that --memory names, or OUT/.taiyaku/memory.sqlite of an earlier run.
    """


@command.command("import", short_help="Approve the pairs of TMX files.")
@click.argument("memory", metavar="MEMORY")
@click.argument("files", nargs=-1, required=True, metavar="FILE.tmx...")
def import_command(memory: str, files: tuple[str, ...]) -> None:
    """Approve the pairs of TMX files; MEMORY is made if it is not there.

    Of a TMX that taiyaku itself wrote, only the pairs are taken that a person has approved or that come from an
    edition. Where a sentence has several translations, the newest that holds everywhere is taken.
    """
    from translate import Memory
    from translate.memory import STATUSES
    from translate.tmx_reading import one_each, read_pairs

    read = [(name, list(read_pairs(read_bytes(name), Path(name).name))) for name in files]
    with Memory(Path(memory)) as store:
        for name, pairs in read:
            good = [pair for pair in pairs if pair.status in ("", *STATUSES)]
            units = one_each(good)
            count = store.approve(units)
            click.echo(f"{name}\t{len(good)} pairs\t{count} new or changed")
            if left := len(pairs) - len(good):
                click.echo(f"taiyaku: {name}: {left} pairs that nobody has approved were left out", err=True)
            if several := len({pair.unit[:2] for pair in good}) - len(units):
                click.echo(
                    f"taiyaku: {name}: {several} other translations of the same sentences were left out", err=True
                )


@command.command("export")
@click.argument("memory", metavar="MEMORY")
@click.option("-o", "--output", required=True, metavar="FILE.tmx", help="The file to write.")
def export_command(memory: str, output: str) -> None:
    """Write the approved pairs as TMX."""
    from translate.outputs.edition import Edition
    from translate.outputs.tmx import render
    from translate.segment import Segment

    from ..version import VERSION

    with _open(memory) as store:
        segments = tuple(
            Segment(f"u{n}", "", "paragraph", unit.source, unit.target, "approved", (), unit.origin)
            for n, unit in enumerate(store.units(), 1)
        )
    write_atomic(output, render(Edition("", "", segments, "", Path(memory).name, f"taiyaku {VERSION}", ())))
    click.echo(output)


@command.command("list", short_help="Print the approved pairs.")
@click.argument("memory", metavar="MEMORY")
def list_command(memory: str) -> None:
    """Print the approved pairs: Japanese, English and origin, with tabs between."""
    with _open(memory) as store:
        for unit in store.units():
            click.echo("\t".join(" ".join(part.split()) for part in unit))


def _open(memory: str) -> Memory:
    from translate import Memory

    if not Path(memory).is_file():
        raise FileProblem(f"{memory}: there is no such translation memory; `taiyaku memory import` makes one")
    return Memory(Path(memory))
