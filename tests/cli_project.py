"""A folder in which tests run the program as a user does."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from taiyaku.cli import main

ROOT = Path(__file__).parent.parent
TEXT = "首都キエフ:雪が降った。\n「寒いですか?」と聞く。\n"
CLEAN = "首都キーウ：雪が降った。\n「寒いですか？」と聞く。\n"


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def files(self) -> list[str]:
        return list(dict.fromkeys(record["path"] for record in self.records))

    @property
    def rules(self) -> list[str]:
        return [record["rule"] for record in self.records]


class Project:
    """A folder with files in it, in which the program runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str = TEXT) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def __call__(self, *arguments: str, cwd: str = "", **environment: str) -> Ran:
        """Runs the command in this process; with an environment, or several workers, in one of its own."""
        if environment or "-j" in arguments:
            return self.process(*arguments, cwd=cwd, **environment)
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.chdir(self.folder / cwd)
            main(list(arguments))
        out.flush(), err.flush()
        assert isinstance(ended.value.code, int)
        said = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
        return Ran(ended.value.code, *said)

    def process(self, *arguments: str, cwd: str = "", **environment: str) -> Ran:
        """Runs the command in a process of its own."""
        ran = subprocess.run(
            [sys.executable, "-W", "error", "-m", "taiyaku", *arguments],
            cwd=self.folder / cwd,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            check=False,
        )
        assert b"Traceback" not in ran.stderr, ran.stderr.decode()
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def check(self, *arguments: str, **more: Any) -> Ran:
        return self("check", "--format", "jsonl", *arguments, **more)
