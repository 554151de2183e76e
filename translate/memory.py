"""Translation memory: what an engine has answered, and what people have approved, in one SQLite file.

Two tables. `answers` keeps every answer of an engine under the SHA-256 of the engine's signature, the sentence as
the engine got it (terms in English in it) and the attempt: a changed model, prompt, term or sentence has another
key, so nothing out of date is ever taken, and a changed term costs only the sentences that hold it. `units` keeps
pairs that a person has approved: they come before any engine.

Every entry is on disk before the next is asked for, and several processes may use one file at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from .engines import Answer, Engine, Hint, certainty_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, certainty REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS units (source TEXT PRIMARY KEY, target TEXT NOT NULL, origin TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS grams USING fts5(source, content='units', tokenize='trigram');
CREATE TRIGGER IF NOT EXISTS unit_added AFTER INSERT ON units BEGIN
  INSERT INTO grams(rowid, source) VALUES (new.rowid, new.source);
END;
CREATE TRIGGER IF NOT EXISTS unit_removed AFTER DELETE ON units BEGIN
  INSERT INTO grams(grams, rowid, source) VALUES ('delete', old.rowid, old.source);
END;
PRAGMA user_version = 2;
"""
VERSION = 2
"""Of the schema. In 1 answers had no certainty."""

_HEAD = b"SQLite format 3\0"
_WAIT = 60.0
"""Seconds to wait for another process that writes."""

STATUSES = ("approved", "aligned")
"""Statuses of rows whose pairs may stand among the units."""

CANDIDATES = 50
"""Units that share most with a sentence are compared with it letter by letter."""


class MemoryProblem(RuntimeError):
    """A memory that cannot be used; the message is one sentence that says what to do."""


class Unit(NamedTuple):
    """An approved pair. `origin` says where it came from: a file, a person."""

    source: str
    target: str
    origin: str = ""


class Similar(NamedTuple):
    """A unit whose source is like a sentence; `share` of it, 0 to 1, is the same (normalised Indel similarity)."""

    unit: Unit
    share: float


class Memory:
    """A translation memory in a file, or in this process alone where there is no path.

    anew            no answer given before it was opened is taken; those given now are kept in the place of theirs.
    asked           how many answers came from an engine since it was opened.
    Raises MemoryProblem where the file is none of ours, or cannot be read or written.
    """

    def __init__(self, path: Path | None = None, *, anew: bool = False) -> None:
        self._path = path
        self._anew = anew
        self.asked = 0
        self._asked: set[str] = set()
        self._reused: set[str] = set()
        import sqlite3

        with self._problems():
            if path:
                _need_ours(path)
            self._base = sqlite3.connect(path or ":memory:", timeout=_WAIT, isolation_level=None)
            version = self._version()
            if version > VERSION:
                raise MemoryProblem(f"{path} is of a newer version of taiyaku: update taiyaku, or name another file")
            if version == 0:
                self._base.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")
            elif version < VERSION:
                self._update()

    def _version(self) -> int:
        return int(self._base.execute("PRAGMA user_version").fetchone()[0])

    def _update(self) -> None:
        self._base.execute("BEGIN IMMEDIATE")
        if self._version() == 1:  # else another process has been quicker
            self._base.execute("ALTER TABLE answers ADD COLUMN certainty REAL")
            self._base.execute(f"PRAGMA user_version = {VERSION}")
        self._base.execute("COMMIT")

    @property
    def reused(self) -> int:
        """How many answers of earlier runs it gave since it was opened, each counted once."""
        return len(self._reused)

    def close(self) -> None:
        """Close the file; nothing is lost without it. A memory that is used with `with` is closed at the end."""
        self._base.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # What an engine answered

    def translate(self, engine: Engine, sentence: str, hint: Hint) -> str:
        """The engine's answer, from memory if it was given before."""
        return self.translate_all(engine, [sentence], [hint])[0]

    def translate_all(self, engine: Engine, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        """The engine's answers; it is asked once, for those not given before, each of them once."""
        keys = [_key(engine, sentence, hint) for sentence, hint in zip(sentences, hints, strict=True)]
        known: dict[str, str] = {
            key: answer for key in dict.fromkeys(keys) if (answer := self._answer(key)) is not None
        }
        self._reused |= known.keys() - self._asked
        new = {key: n for n, key in reversed(list(enumerate(keys))) if key not in known}
        order = sorted(new.values())
        if order:
            self.asked += len(order)
            answers = engine.translate([sentences[n] for n in order], [hints[n] for n in order])
            given = [(keys[n], sentences[n], answer) for n, answer in zip(order, answers, strict=True)]
            rows = [(key, _storable(source), _storable(answer), certainty_of(answer)) for key, source, answer in given]
            with self._problems():
                self._base.execute("BEGIN IMMEDIATE")
                way = "REPLACE" if self._anew else "IGNORE"
                self._base.executemany(f"INSERT OR {way} INTO answers VALUES (?, ?, ?, ?)", rows)
                self._base.execute("COMMIT")
            known.update((key, answer) for key, _, answer in given)
            self._asked.update(known)
        return [known[key] for key in keys]

    def _answer(self, key: str) -> Answer | None:
        if self._anew and key not in self._asked:
            return None
        with self._problems():
            row = self._base.execute("SELECT target, certainty FROM answers WHERE key = ?", (key,)).fetchone()
        return None if row is None else Answer(*row)

    # What people approved

    def approve(self, units: Iterable[Unit]) -> int:
        """Keep approved pairs; one of the same Japanese is replaced. Returns how many are new or changed."""
        rows = [unit for unit in units if self.approved(unit.source) != unit.target]
        with self._problems():
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("DELETE FROM units WHERE source = ?", [(_storable(row.source),) for row in rows])
            self._base.executemany("INSERT INTO units VALUES (?, ?, ?)", [tuple(map(_storable, row)) for row in rows])
            self._base.execute("COMMIT")
        return len(rows)

    def withdraw(self, units: Iterable[Unit]) -> int:
        """Take pairs out again that are there with this very English. Returns how many were."""
        rows = [unit for unit in units if self.approved(unit.source) == unit.target]
        with self._problems():
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("DELETE FROM units WHERE source = ?", [(_storable(row.source),) for row in rows])
            self._base.execute("COMMIT")
        return len(rows)

    def approved(self, source: str) -> str | None:
        """The approved English of a sentence, or None."""
        with self._problems():
            row = self._base.execute("SELECT target FROM units WHERE source = ?", (_storable(source),)).fetchone()
        return None if row is None else str(row[0])

    def units(self) -> Iterator[Unit]:
        """All approved pairs, in the order they came."""
        with self._problems():
            yield from (Unit(*row) for row in self._base.execute("SELECT * FROM units ORDER BY rowid"))

    def similar(self, source: str, least: float = 0.7) -> list[Similar]:
        """Approved pairs whose Japanese is like a sentence, the likest first; the same one is left out.

        least  the smallest share.
        """
        from rapidfuzz.fuzz import ratio

        grams = {source[n : n + 3] for n in range(len(source) - 2)}
        wanted = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams) if gram.isprintable())
        if not wanted:
            return []
        query = "SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY rank LIMIT ?"
        with self._problems():
            rows = self._base.execute(
                f"SELECT source, target, origin FROM units WHERE rowid IN ({query})", (_storable(wanted), CANDIDATES)
            ).fetchall()
        found = [Similar(Unit(*row), ratio(source, row[0]) / 100) for row in rows if row[0] != source]
        return sorted((each for each in found if each.share >= least), key=lambda each: (-each.share, each.unit.source))

    @contextmanager
    def _problems(self) -> Iterator[None]:
        """Errors of SQLite as a MemoryProblem; what was begun is taken back."""
        import sqlite3

        try:
            yield
        except sqlite3.Error as error:
            if getattr(self, "_base", None) and self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise MemoryProblem(
                f"the translation memory {self._path} cannot be used ({error}): "
                "check the disk and its permissions, or move the file away to begin a new one"
            ) from None


def _need_ours(path: Path) -> None:
    """Raises MemoryProblem where the file is something else: SQLite would take a very short one for an empty base."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
    except FileNotFoundError:
        return
    except OSError as error:
        raise MemoryProblem(
            f"the translation memory {path} cannot be opened ({error.strerror}): name another"
        ) from None
    if head and head != _HEAD:
        raise MemoryProblem(f"{path} is no translation memory, and cannot be used as one: name another file")


def _key(engine: Engine, sentence: str, hint: Hint) -> str:
    parts = (engine.signature(), sentence, *map(str, hint))
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _storable(text: str) -> str:
    """The text without lone surrogates, which SQLite cannot keep."""
    return text.encode("utf-8", "replace").decode()
