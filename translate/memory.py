"""What an engine has answered, kept on disk, so that a job that was stopped goes on where it was.

A file of one JSON object a line: {"key", "source", "target"}. The key is the SHA-256 of the engine's
signature, the sentence as the engine got it and the attempt: a changed model, prompt, term or sentence
has another key, so nothing out of date is ever taken.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

from .engines import Engine, Hint


class Memory:
    """Answers by key. With a path they are kept in that file, each flushed to disk as it comes."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._answers = _read(path) if path else {}
        self.reused = 0
        self.asked = 0

    def translate(self, engine: Engine, sentence: str, hint: Hint) -> str:
        """The engine's answer, from memory if it was given before. Raises OSError if it cannot be kept."""
        key = sha256(
            "\x1f".join((engine.signature(), sentence, str(hint.attempt))).encode("utf-8", "replace")
        ).hexdigest()
        if key in self._answers:
            self.reused += 1
            return self._answers[key]
        self.asked += 1
        answer = engine.translate([sentence], [hint])[0]
        self._answers[key] = answer
        if self._path:
            _append(self._path, {"key": key, "source": sentence, "target": answer})
        return answer


def _read(path: Path) -> dict[str, str]:
    """The answers in a file; a line that is torn or broken is passed over."""
    answers: dict[str, str] = {}
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return answers
    for line in data.split(b"\n"):
        try:
            entry = json.loads(line)
            answers[str(entry["key"])] = str(entry["target"])
        except (ValueError, KeyError, TypeError):
            continue
    return answers


def _append(path: Path, entry: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(entry, ensure_ascii=True).encode() + b"\n"
    fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        size = os.fstat(fd).st_size
        if size and os.pread(fd, 1, size - 1) != b"\n":
            line = b"\n" + line
        os.write(fd, line)
        os.fsync(fd)
    finally:
        os.close(fd)
