"""Setting up: all that is installed is pinned with hashes, and what is lacking is said clearly."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
FILES = ["build", "run", "test"]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pinned(name: str) -> dict[str, Version]:
    """The packages of `requirements/NAME.txt`; fails when a line is anything but a pin with its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = {}
    for line in re.sub(r"\s*\\\n\s*", " ", text).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            head, *hashes = line.split(" --hash=")
            assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()) for each in hashes), line
            match = re.fullmatch(r"([a-z0-9-]+)==([^\s;]+)(?: ;.*)?", head.strip())
            assert match, line
            pins[match[1]] = Version(match[2])
    return pins


def asked(name: str) -> list[str]:
    lines = (ROOT / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
    return sorted(line for line in lines if line and not line.startswith(("#", "-c ")))


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_with_hashes_and_no_place(name: str) -> None:
    pins = pinned(name)
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    for requirement in map(Requirement, asked(name)):
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier
    assert "://" not in text and "/" not in re.sub(r"#.*", "", text)
    assert not re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE)


def test_requirements_are_those_of_the_project() -> None:
    settings = project()
    extras = settings["project"]["optional-dependencies"]
    whole = {name for extra in ("llama", "exchange", "similarity", "editions") for name in extras[extra]}
    assert asked("run") == sorted({*settings["project"]["dependencies"], *whole})
    assert asked("test") == sorted(extras["test"])
    assert set(settings["build-system"]["requires"]) <= set(asked("build"))


def test_files_agree_on_versions() -> None:
    seen: dict[str, Version] = {}
    for name in FILES:
        for package, version in pinned(name).items():
            assert seen.setdefault(package, version) == version


def test_plain_install_is_lean() -> None:
    assert len(project()["project"]["dependencies"]) <= 9
    assert len(pinned("run")) <= 18  # with all that the whole job uses
    assert not {"torch", "stanza", "tensorflow", "transformers"} & set(pinned("run") | pinned("test"))


def make(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *words], cwd=folder, env={**kept, **environment}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The Makefile alone, in a folder with a name that shells and make stumble over."""
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    folder = tmp_path / "対訳 テスト #1 $x"
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    return folder


def false_python(folder: Path, code: str) -> str:
    """A program in the place of Python, which runs `code` before Python does what it is asked to."""
    path = folder.parent / "my python"
    path.write_text(f'#!/bin/sh\n{code}\nexec "{sys.executable}" "$@"\n', "utf-8")
    path.chmod(0o755)
    return str(path)


def test_make_alone_helps(copy: Path) -> None:
    ran = make(copy)
    assert ran.returncode == 0 and "make bilingual" in ran.stdout and ran.stderr == ""


def test_without_a_python_new_enough(copy: Path) -> None:
    for ran in (
        make(copy, ".venv/.done/venv", PYTHON="no-such-python"),
        make(copy, ".venv/.done/venv", "PYTHON=" + false_python(copy, "exit 1")),
    ):
        assert ran.returncode and "Python 3.11 or newer is needed" in ran.stderr


def test_without_the_means_to_make_environments(copy: Path) -> None:
    python = false_python(copy, 'case "$*" in *ensurepip*) exit 1;; esac')
    ran = make(copy, ".venv/.done/venv", f"PYTHON={python}")
    assert ran.returncode and "install its venv package (python3-venv on" in ran.stderr


def test_half_made_environment_is_made_anew(copy: Path) -> None:
    (copy / ".venv" / "bin").mkdir(parents=True)
    (copy / ".venv" / "bin" / "python").write_text("half", "utf-8")
    ran = make(copy, ".venv/.done/venv", f"PYTHON={false_python(copy, '')}")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("making .venv with Python 3.")
    assert make(copy, ".venv/.done/venv").stdout.endswith("up to date.\n")
    (copy / ".venv" / "bin" / "python").unlink()  # as when the system's Python went
    assert make(copy, "--dry-run", ".venv/.done/venv").stdout.count("-m venv --clear .venv") == 1


def test_scripts_are_well_formed() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    if shutil.which("bash"):
        assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
