"""How far a translation is, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from translate.translator import Progress

from .show import head

LABEL = 26
"""Columns of the name before a progress bar: with the bar, the count and the time left it fits a terminal."""


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A progress bar with the time left on stderr; nothing where that is no terminal."""
    bar: Any = None

    def progress(done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            bar = click.progressbar(
                length=total,
                label=head(label, LABEL),
                file=sys.stderr,
                show_pos=True,
                hidden=not sys.stderr.isatty(),
                width=24,
            )
            bar.__enter__()
        bar.update(done - bar.pos)

    try:
        yield progress
    finally:
        if bar is not None:
            bar.render_finish()
