"""The options that say which files are written, how an edition is set, and what it says of itself."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cleantext.files import read_bytes
from translate.outputs import OUTPUTS
from translate.outputs.edition import Cover, Layout, Metadata

Command = TypeVar("Command", bound=Callable[..., Any])
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
LARGEST_COVER = 20 << 20


def files_options(formats: str) -> Callable[[Command], Command]:
    """Adds the options that say which files are written, and where.

    formats  those that are written unless others are wished for, with commas between.
    """

    def add(command: Command) -> Command:
        for option in reversed(
            (
                click.option("-o", "--output", required=True, metavar="DIR",
                             help="Folder for all files; made if it is not there."),
                click.option("--format", "formats", default=formats, show_default=True, metavar="F,…",
                             help=f"What to write, with commas between: {', '.join(OUTPUTS)}; docx is for Word, xlsx "
                                  "for review in a spreadsheet, xliff and tmx for translation programs."),
                click.option("--strict/--no-strict", help="End with 1 if any sentence is left in doubt (flagged)."),
            )
        ):  # fmt: skip
            command = option(command)
        return command

    return add


def edition_options(command: Command) -> Command:
    """Adds the options; the command is given `layout`, a Layout, and `book`, the name of --book or ""."""

    @functools.wraps(command)
    def with_layout(*arguments: Any, **options: Any) -> Any:
        said = {name: options.pop(option) or "" for name, option in _SAID.items()}
        how = {name: options.pop(name) for name in _HOW}
        metadata = Metadata(**said, cover=options.pop("cover"))
        layout = Layout(
            first="en" if how["english_first"] else "ja",
            only=how["only"] if how["only"] != "both" else None,
            stacked=how["stacked"],
            vertical=how["vertical"],
            clean_copy=how["clean_copy"],
            in_source=not how["facing"],
            metadata=metadata,
        )
        return command(*arguments, layout=layout, book=options.pop("book") or "", **options)

    decorated: Any = with_layout
    for option in reversed(
        (
            click.option("--clean-copy/--no-clean-copy", help="Editions without flags and marks for the editor."),
            click.option("--only", type=click.Choice(["ja", "en", "both"]), help="One language alone [both]."),
            click.option("--english-first/--no-english-first", help="English left of, or above, the Japanese."),
            click.option("--stacked/--no-stacked", help="The English under the Japanese, not beside it."),
            click.option("--vertical/--no-vertical", help="Japanese in vertical lines (html, pdf, epub)."),
            click.option("--facing/--no-facing",
                         help="Set an HTML, EPUB, DOCX or Markdown source anew, rather than put the English into it."),
            click.option("--book", metavar="NAME", callback=_file_name,
                         help="One edition of all files, a chapter for each, called NAME."),
            click.option("--title", metavar="T", help="Title of the edition, in Japanese [its first heading]."),
            click.option("--title-en", metavar="T", help="Title in English."),
            click.option("--author", metavar="A", help="Who wrote it."),
            click.option("--translator", metavar="A", help="Who translated it."),
            click.option("--publisher", metavar="P", help="Who publishes it."),
            click.option("--published", metavar="D", callback=_date, help="Date: 2026, 2026-01 or 2026-01-20."),
            click.option("--identifier", metavar="I", help="ISBN, URL or other name of the edition."),
            click.option("--rights", metavar="R", help="Who has the rights."),
            click.option("--cover", metavar="FILE", callback=_cover, help="Picture for the cover: JPEG or PNG."),
        )
    ):  # fmt: skip
        decorated = option(decorated)
    adorned: Command = decorated
    return adorned


def output_names(value: str) -> list[str]:
    """The formats of --format, with commas between. Raises BadParameter for an unknown one."""
    names = list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    for name in names:
        if name not in OUTPUTS:
            raise click.BadParameter(f"unknown format {name!r}; known: {', '.join(OUTPUTS)}")
    if not names:
        raise click.BadParameter(f"no format named; known: {', '.join(OUTPUTS)}")
    return names


_SAID = {name: name for name in "title title_en author translator publisher identifier rights".split()}
_SAID["date"] = "published"
_HOW = ("clean_copy", "only", "english_first", "stacked", "vertical", "facing")


def _date(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value and not _DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no date; write it as 2026, 2026-01 or 2026-01-20")
    return value


def _file_name(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value.strip(" .") or re.search(r"[/\\\x00-\x1f]", value)):
        raise click.BadParameter(f"{value!r} is no name of a file; give a name without a folder, as 文集")
    return value


def _cover(context: click.Context, option: click.Parameter, value: str | None) -> Cover | None:
    """The picture, told by its first bytes. Raises FileProblem, and BadParameter for what is no JPEG or PNG."""
    if value is None:
        return None
    data = read_bytes(Path(value))
    media_type = next((kind for head, kind in _PICTURES.items() if data.startswith(head)), None)
    if media_type is None:
        raise click.BadParameter(f"{value} is neither JPEG nor PNG; save the picture as one of them")
    if len(data) > LARGEST_COVER:
        raise click.BadParameter(f"{value} is larger than {LARGEST_COVER >> 20} MB; save the picture smaller")
    return Cover(data, media_type)
