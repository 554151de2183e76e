"""`taiyaku glossary` for tests: an editor with a table."""

import io
import sys
from pathlib import Path

import pytest
from cli_project import Ran

from taiyaku.cli import main
from taiyaku.show import width

G = "用語 house.tsv"
"""The table of the editor."""

HOUSE = (
    "# house words\r\nid\tja\ten\tdeprecated\ttype\tnote\r\n\r\nkyiv\tキーウ\tKyiv\tキエフ\tplace\t\r\n# animals\r\n"
    "dog\t犬\tdog\t\tterm\t\r\n"
)
ARTICLE = "首都キエフで雪が降った。\nキーウの犬。犬は寒い。\n"


class Editor:
    """An editor with a table, in a folder with Japanese and a space in its name."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, monkeypatch
        self.path = folder / G
        self.path.write_bytes(HOUSE.encode())

    def __call__(self, command: str, *arguments: str) -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with self.patch.context() as patch, pytest.raises(SystemExit) as ended:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setenv("TAIYAKU_EDITOR_NAME", "オクサナ")
            patch.chdir(self.folder)
            main(["glossary", command, *arguments])
        out.flush(), err.flush()
        code = ended.value.code
        assert isinstance(code, int)
        ran = Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))  # type: ignore[attr-defined]
        assert all(width(line) <= 80 for line in ran.out.splitlines() if "\t" not in line and "{" not in line), ran.out
        assert ran.code != 2 or ran.err.strip()
        return ran

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    @property
    def log(self) -> Path:
        return self.folder / f"{G}.log"
