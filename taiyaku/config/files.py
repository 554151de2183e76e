"""Settings files: which one holds for a file, and what it says."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from . import align, edition, translate
from .project import KEYS, Config
from .values import ConfigProblem, Table, from_here

NAMES = ("taiyaku.toml", "pyproject.toml")

TABLES = {
    "translate": translate.TRANSLATE,
    "bilingual": translate.BILINGUAL,
    "align": align.ALIGN,
    "edition": edition.EDITION,
}


def _elsewhere(name: str) -> dict[str, str]:
    """Keys that are none of a table, with where they belong; "" is the top."""
    found = {key: f"under [{other}]" for other in reversed(TABLES) for key in TABLES[other].keys if other != name}
    return found | (dict.fromkeys(KEYS, "before all tables") if name else {})


class Configs:
    """The settings that hold for files: each folder's are looked for once, with the command line's put over them."""

    def __init__(self, only: Config | None = None, **options: Any) -> None:
        """`only` holds for all files, and nothing is looked for."""
        self._only = only and only.with_options(**options)
        self._options = options
        self._known: dict[Path, Config] = {}
        self._default = Config(Path.cwd()).with_options(**options)

    def of(self, folder: Path) -> Config:
        """The settings for the files of a folder. Raises ConfigProblem."""
        if self._only:
            return self._only
        absolute, folder = folder.is_absolute(), folder.absolute()
        passed: list[Path] = []
        found = self._default
        for each in (folder, *folder.parents):
            if each in self._known:
                found = self._known[each]
                break
            passed.append(each)
            if config := read_folder(each, absolute):
                found = config.with_options(**self._options)
                break
        self._known.update((each, found) for each in passed)
        return found


def folder_of(path: str) -> Path:
    """The folder in which, and above which, the settings of a file or folder are looked for."""
    return Path(path if os.path.isdir(path) else os.path.dirname(path))


def read_folder(folder: Path, absolute: bool = True) -> Config | None:
    """The settings kept in a folder, if any. Raises ConfigProblem, which names them from here if not `absolute`."""
    for name in NAMES:
        path = folder / name
        if os.path.isfile(path) and (config := _read(path if absolute else from_here(path))):
            return config
    return None


def read_config(path: Path) -> Config:
    """The settings of a file. Raises ConfigProblem, also where it is a pyproject.toml without any."""
    config = _read(path)
    if config is None:
        raise ConfigProblem(f"{path}: has no [tool.taiyaku]; write one or name another file")
    return config


def _read(path: Path) -> Config | None:
    try:
        data: Any = tomllib.loads(path.read_text("utf-8-sig"))
    except tomllib.TOMLDecodeError as e:
        raise ConfigProblem(f"{path}: is no TOML ({e}); correct it") from None
    except RecursionError:
        raise ConfigProblem(f"{path}: is no TOML that can be read (too many brackets in one another)") from None
    except UnicodeDecodeError as e:
        raise ConfigProblem(f"{path}: is not UTF-8 (broken at byte {e.start}); save it as UTF-8") from None
    except OSError as e:
        raise ConfigProblem(f"{path}: cannot be read ({e.strerror}); check its name and permissions") from None
    where = ""
    if path.name == "pyproject.toml":
        tool = data.get("tool")
        data, where = tool.get("taiyaku") if isinstance(tool, dict) else None, "tool.taiyaku."
        if data is None:
            return None
    try:
        return _validated(Path(os.path.abspath(path)).parent, where, data)
    except ConfigProblem as e:
        raise ConfigProblem(f"{path}: {e}") from None


def _validated(folder: Path, where: str, data: Any) -> Config:
    if not isinstance(data, dict):
        raise ConfigProblem(f"{where.rstrip('.')} must be a table of settings")
    tables = {
        name: Table(table.keys, _elsewhere(name)).read(f"{where}{name}.", data[name], folder)
        for name, table in TABLES.items()
        if name in data
    }
    top = {key: value for key, value in data.items() if key not in TABLES}
    return Config(folder, tables=tables, **Table(KEYS, _elsewhere(""), tuple(TABLES)).read(where, top, folder))
