"""Tables of one's own, changed by one program at a time, whole or not at all, with their history beside them."""

from __future__ import annotations

import getpass
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from cleantext.files import FileProblem, read_bytes, write_atomic
from glossaries import Glossary, shipped_glossaries
from glossaries.editing import Change, Table, check_table, read_table
from glossaries.journal import Act, act_bytes, acts_before, now, read_acts
from glossaries.load import glossary_path

from ..errors import TaiyakuError
from ..lock import hold_lock
from ..options import say

Edit = Callable[[Table], tuple[Table, list[Change]]]
"""What makes a table another one, and says which changes that took."""


class Opened(NamedTuple):
    """A table of one's own as it was read, and as a glossary; `is_new` where the file is missing or empty."""

    path: Path
    table: Table
    glossary: Glossary
    is_new: bool

    @property
    def name(self) -> str:
        """The path as it was given."""
        return str(self.path)


def open_table(name: str, *, make: bool = False) -> Opened:
    """A table to be changed. Raises TaiyakuError, FileProblem or GlossaryError where it cannot be.

    make  a file that is not there, or is empty, is a new table.
    """
    path = _own_path(name)
    data = b"" if make and not path.exists() and path.parent.is_dir() else read_bytes(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise TaiyakuError(f"{path}: may not be written; change its permissions, or copy it and change the copy")
    if not data.strip() and not make:
        raise TaiyakuError(f"{path}: is empty; `taiyaku glossary add {path}` begins a table in it")
    for mark, program in ((f".~lock.{path.name}#", "LibreOffice"), (f"~${path.name}", "Excel")):
        if (path.parent / mark).exists():
            say(f"{path}: is open in {program}; close it there first, or what it saves next undoes this change")
    table = read_table(data, path.name)
    return Opened(path, table, check_table(table), not data.strip())


def _own_path(name: str) -> Path:
    shipped = glossary_path(shipped_glossaries()[0]).parent.resolve()
    path = Path(name)
    if name in shipped_glossaries() or path.resolve().parent == shipped:
        own = f"my-{Path(name).stem}.tsv"
        raise TaiyakuError(
            f"{name}: comes with taiyaku and stays as it is; `taiyaku glossary add {own}` begins a table of your own, "
            f"used on top of it with --glossary {Path(name).stem} --glossary {own}, and "
            f"`taiyaku glossary export {Path(name).stem} -o {own}` makes a copy to change"
        )
    if path.suffix.lower() != ".tsv":
        raise TaiyakuError(
            f"{name}: only tables whose name ends in .tsv are changed here; "
            f"make one with `taiyaku glossary import {path.stem or 'words'}.tsv {name}`"
        )
    return path


def history_path(path: Path) -> Path:
    """The history of a table: house.tsv → house.tsv.log, beside the file itself where the path is a link."""
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.name}.log")


def read_history(path: Path) -> list[Act]:
    """The acts in the history of a table, oldest first; [] where it has none."""
    log = history_path(path)
    return read_acts(read_bytes(log)) if log.exists() else []


def write_table(path: Path, edit: Edit, what: str, who: str, undoes: int = 0) -> Act:
    """Change a table and note it; the act comes back as it was noted.

    The change is made to the table as it is at that moment, and nothing is written if it does not fit any more.
    Raises TaiyakuError, FileProblem or GlossaryError.
    """
    with hold_lock(history_path(path), lambda: say(f"{path}: another taiyaku is writing it; waiting")) as log:
        log.seek(0)
        history = log.read()
        data = read_bytes(path) if path.exists() else b""
        old = read_table(data, path.name)
        new, changes = edit(old)
        check_table(new)
        columns = tuple(column for column in new.header if column not in old.header)
        act = Act(now(), who, what, tuple(changes), columns, undoes)
        acts = [*acts_before(read_acts(history), old, act.when), act]
        if (read_bytes(path) if path.exists() else b"") != data:
            raise TaiyakuError(f"{path}: was changed by another program at this moment; do it again")
        _write(path, bytes(new))
        _append(log, act_bytes(acts, history))
        return read_acts(history + act_bytes(acts, history))[-1]


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomic(path, data)
    except FileProblem as error:
        raise FileProblem(str(error).replace("choose another place with -o", "change its permissions")) from None


def _append(log: IO[bytes], lines: bytes) -> None:
    log.write(lines)
    log.flush()
    os.fsync(log.fileno())


def editor_of(name: str | None, folder: Path) -> str:
    """Who makes a change: as given, or $TAIYAKU_EDITOR_NAME, git's user.name, the name of the login."""
    if name or (name := os.environ.get("TAIYAKU_EDITOR_NAME")):
        return name
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], cwd=folder, capture_output=True, encoding="utf-8", timeout=5, check=False
        )
        name = asked.stdout.strip()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
