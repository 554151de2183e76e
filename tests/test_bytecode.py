"""Compiled patterns that are kept between runs: the same patterns, and nothing that can go wrong with the file."""

from __future__ import annotations

import importlib
import marshal
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cleantext
from cleantext import bytecode
from cleantext.lazy import _Lazy

TEXT = "彼は20日、ＡＢＣ社に,行った．Windows 版は３つ目。这样的话,但是,终于。\n"


def patterns() -> list[_Lazy]:
    """The patterns that modules of the package hold by name."""
    names = [module.name for module in pkgutil.walk_packages(cleantext.__path__, "cleantext.")]
    held = [value for name in names for value in vars(importlib.import_module(name)).values()]
    return [value for value in held if type(value) is _Lazy]


def test_what_is_kept_is_built_again_the_same() -> None:
    found = patterns()
    assert len(found) > 300
    for each in found:
        source, flags = each._source, each._flags
        rebuilt, fresh = bytecode._rebuilt(source, bytecode._taken_apart(source, flags)), re.compile(source, flags)
        assert rebuilt == fresh and rebuilt.flags == fresh.flags and rebuilt.pattern == source
        assert rebuilt.groups == fresh.groups and rebuilt.groupindex == fresh.groupindex
        assert [m.regs for m in rebuilt.finditer(TEXT)] == [m.regs for m in fresh.finditer(TEXT)]


def run(folder: Path, code: str, **environment: str) -> str:
    """What Python prints for some code, its bytecode in a folder."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert not done.stderr
    return done.stdout


CHECK = f"""
import re
compiled = []
original, re.compile = re.compile, lambda *args, **more: compiled.append(args) or original(*args, **more)
from cleantext import check_text
print([finding[:5] for finding in check_text({TEXT!r} * 3)])
print(len(compiled))
"""


def kept(folder: Path) -> list[Path]:
    return list(folder.rglob("*.patterns*"))


def test_a_second_run_finds_the_same_and_compiles_little(tmp_path: Path) -> None:
    first, second = (run(tmp_path, CHECK).splitlines() for _ in range(2))
    assert first[0] == second[0] and "comma" in first[0]
    assert int(first[1]) > 60
    assert int(second[1]) < int(first[1]) / 3
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"\x00" * 100,
        lambda data: marshal.dumps((("another Python",), marshal.loads(data)[1])),
        lambda data: marshal.dumps((marshal.loads(data)[0], None)),
        lambda data: marshal.dumps((marshal.loads(data)[0], dict.fromkeys(marshal.loads(data)[1]))),
        lambda data: marshal.dumps(
            (marshal.loads(data)[0], {k: (v[0], v[1][:-8], *v[2:]) for k, v in marshal.loads(data)[1].items()})
        ),
    ],
    ids=["empty", "half", "zeros", "of another build", "of another shape", "of other entries", "code cut off"],
)
def test_a_broken_file_is_as_none(tmp_path: Path, spoil: object) -> None:
    first = run(tmp_path, CHECK).splitlines()
    (place,) = kept(tmp_path)
    place.write_bytes(spoil(place.read_bytes()))  # type: ignore[operator]
    assert run(tmp_path, CHECK).splitlines()[0] == first[0]


def test_nothing_is_written_where_python_writes_none(tmp_path: Path) -> None:
    run(tmp_path, CHECK, PYTHONDONTWRITEBYTECODE="1")
    assert not kept(tmp_path)


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "comma" in run(tmp_path / "file", CHECK)


def test_what_is_too_much_is_begun_anew(tmp_path: Path) -> None:
    code = "from cleantext import bytecode; bytecode.MOST = 2\nfor n in range({}, {}): bytecode.compiled('a' * n)"
    run(tmp_path, code.format(0, 3))
    (place,) = kept(tmp_path)
    assert len(marshal.loads(place.read_bytes())[1]) == 3
    run(tmp_path, code.format(3, 4))
    assert len(marshal.loads(place.read_bytes())[1]) == 1
