"""Load a glossary: one that is shipped, by its name, or a file, by its path."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from .formats import format_of
from .glossary import Glossary
from .layers import layer_glossaries
from .model import GlossaryError, Term
from .specs import need_specs

_SHIPPED = Path(__file__).parent / "data"


def shipped_glossaries() -> list[str]:
    """The names of the glossaries that come with the package, sorted.

    >>> "ukraine" in shipped_glossaries()
    True
    """
    return sorted(path.stem for path in _SHIPPED.glob("*.tsv"))


def load_glossary(name_or_path: str | os.PathLike[str]) -> Glossary:
    """The glossary of a shipped name ("ukraine") or of a path; the file's ending names its format.

    A string that is a shipped name is that glossary; write "./ukraine" for a file of the same name.
    `sha256` is that of the file's bytes, `source` the path it was read from. Raises GlossaryError,
    in one sentence that says what to do, if the file is missing, unreadable or malformed, or an
    example in it fails.

    >>> load_glossary("ukraine").find("キエフで")[0].term.preferred
    'キーウ'
    """
    path = glossary_path(name_or_path)
    data = _read(path)
    return checked_glossary(path.stem, format_of(path).read_terms(data, path.name), data, str(path))


def checked_glossary(name: str, terms: tuple[Term, ...], data: bytes, source: str) -> Glossary:
    """The glossary of terms that were read from bytes. Raises GlossaryError where an example in it fails."""
    glossary = Glossary(name, terms, hashlib.sha256(data).hexdigest(), source)
    need_specs(glossary)
    return glossary


def load_glossaries(names_or_paths: Sequence[str | os.PathLike[str]]) -> Glossary:
    """Several glossaries as one, given from the farthest to the nearest (house, desk, article); see `layers`.

    Raises GlossaryError as load_glossary does, and ValueError where none is given.

    >>> load_glossaries(["ukraine"]).name
    'ukraine'
    """
    return layer_glossaries([load_glossary(each) for each in names_or_paths])


def glossary_bytes(name_or_path: str | os.PathLike[str]) -> bytes:
    """The bytes of the file that `load_glossary` reads. Raises GlossaryError if it is missing or unreadable."""
    return _read(glossary_path(name_or_path))


def glossary_path(name_or_path: str | os.PathLike[str]) -> Path:
    """The file that `load_glossary` reads."""
    if isinstance(name_or_path, str) and name_or_path in shipped_glossaries():
        return _SHIPPED / f"{name_or_path}.tsv"
    return Path(name_or_path)


def _read(path: Path) -> bytes:
    shipped = ", ".join(shipped_glossaries())
    try:
        return path.read_bytes()
    except FileNotFoundError:
        reason = "there is no such file"
    except IsADirectoryError:
        reason = "it is a folder"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    raise GlossaryError(
        f"The glossary {str(path)!r} cannot be read ({reason}): give the path of a glossary file, "
        f"or the name of a shipped glossary ({shipped})."
    )
