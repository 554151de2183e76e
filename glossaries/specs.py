"""The examples of a glossary's entries: a glossary that fails one of them is not loaded.

What passed is remembered by the hash of the table and of the program in the user's cache folder, so that it is
tried again only where one of the two has changed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from .glossary import Glossary
from .model import GlossaryError, Spec, Term

_KEPT = 500
"""Remembered tables; the oldest are forgotten."""


def respell(text: str, glossary: Glossary) -> str:
    """The text with every deprecated form of the glossary replaced, where its replacement is known.

    >>> from glossaries import load_glossary
    >>> respell("キエフ・ルーシの首都はキエフだった。", load_glossary("ukraine"))
    'キエフ・ルーシの首都はキーウだった。'
    """
    for match in reversed(glossary.find(text)):
        if match.form.status == "deprecated" and match.fix is not None:
            text = text[: match.start] + match.fix + text[match.end :]
    return text


def failed_specs(glossary: Glossary) -> list[tuple[Term, Spec, str]]:
    """The examples that fail, each with its term and what came out, in the order of the table."""
    outcomes = ((term, spec, respell(spec.text, glossary)) for term in glossary for spec in term.specs)
    return [(term, spec, came) for term, spec, came in outcomes if came != spec.wanted]


def need_specs(glossary: Glossary) -> None:
    """Raises GlossaryError for the first example that fails; what is known to pass is not tried again."""
    if not any(term.specs for term in glossary) or _is_known(glossary.sha256):
        return
    for term, spec, came in failed_specs(glossary):
        wanted = "must stay as it is" if spec.text == spec.wanted else f"must become {spec.wanted!r}"
        others = sorted({m.term.id for m in glossary.find(spec.text) if m.form.status == "deprecated"} - {term.id})
        blamed = f" (changed by {', '.join(others)})" if others else ""
        where = f"{Path(glossary.source).name}, line {term.line}, column specs"
        raise GlossaryError(
            f"{where}: in the example of {term.id!r}, {spec.text!r} {wanted}, but becomes {came!r}{blamed}: "
            "mend the forms of the entry, or the example."
        )
    _remember(glossary.sha256)


def _is_known(digest: str) -> bool:
    return bool(digest) and (_folder() / _name(digest)).exists()


def _remember(digest: str) -> None:
    """Keep that a table passed. Where that cannot be done, nothing is kept: a cache is no reason to fail."""
    with suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        known = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in known[: max(0, len(known) - _KEPT)]:
            path.unlink()
        (folder / _name(digest)).touch()


def _name(digest: str) -> str:
    return sha256(f"{_program()} {digest}".encode()).hexdigest()


@cache
def _program() -> str:
    """What the outcome depends on besides the table: the modules here and the tagger's dictionary."""
    found = [find_spec(name) for name in ("sudachipy", "sudachidict_core")]
    stats = [os.stat(spec.origin) for spec in found if spec and spec.origin]
    stamps = [f"{stat.st_size} {stat.st_mtime_ns}".encode() for stat in stats]
    modules = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return sha256(b"\0".join([*stamps, *modules])).hexdigest()


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "taiyaku" / "glossaries"
