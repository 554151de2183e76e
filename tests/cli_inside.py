"""The command run in the process of the tests, in a folder of its own."""

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from taiyaku.cli import main


class Ran(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


class Run:
    """Runs the command in this process, in a folder of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, monkeypatch

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._patch.setattr(sys, "stdout", out)
        self._patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        self._patch.undo()
        self._patch.chdir(self.folder)
        for stream in (out, err):
            stream.flush()
        code = ended.value.code
        assert isinstance(code, int)
        said = err.buffer.getvalue().decode()  # type: ignore[attr-defined]
        assert "Traceback" not in said
        return Ran(code, out.buffer.getvalue(), said)  # type: ignore[attr-defined]
