"""Tests marked `model` are skipped without the starter model, or fail if TAIYAKU_REQUIRE_MODEL is set."""

import os
import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cli_glossary import Editor
from cli_inside import Run
from cli_project import TEXT, Project
from hypothesis import settings
from tiny_model import Server

from taiyaku.errors import TaiyakuError
from taiyaku.models import find
from taiyaku.models.spec import starter_name

settings.register_profile("no clock", deadline=None)  # how long a case takes says something of the machine only
settings.load_profile("no clock")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("model"):
        try:
            find(starter_name())
        except TaiyakuError as error:
            pytest.skip(error.message)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and item.get_closest_marker("model")
        and os.environ.get("TAIYAKU_REQUIRE_MODEL")
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped although TAIYAKU_REQUIRE_MODEL is set: {report.longrepr}"
    return report


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model store; pip is cut off from all but the empty folder `wheels` beside it."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    (tmp_path / "wheels").mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))
    monkeypatch.delenv("TAIYAKU_MODEL", raising=False)
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture(scope="session")
def tiny_argos() -> dict[str, bytes]:
    """The files of an Argos package that knows the sentences of `tiny_argos.PAIRS`; trained once, in seconds."""
    pytest.importorskip("ctranslate2", reason="the argos extra is not installed")
    from tiny_argos import members_by_one_thread

    return members_by_one_thread()


@pytest.fixture
def package(tiny_argos: dict[str, bytes], tmp_path: Path) -> Path:
    """The tiny model as an Argos package in a file."""
    from tiny_argos import make_package

    return make_package(tmp_path / "訳 ja_en.argosmodel", tiny_argos)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers of the tiny model on this machine: `serve(with_ranges=True).url`."""
    servers = []

    def start(**settings: Any) -> Server:
        server = Server(**settings)
        servers.append(server)
        threading.Thread(target=partial(server.serve_forever, 0.02), daemon=True).start()
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "対訳 テスト"
    folder.mkdir()
    return Project(folder)


@pytest.fixture
def editor(project: Project, monkeypatch: pytest.MonkeyPatch) -> Editor:
    return Editor(project.folder, monkeypatch)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return Run(tmp_path, monkeypatch)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "対訳 テスト").mkdir()
    path = tmp_path / "対訳 テスト" / "記事.txt"
    path.write_bytes(TEXT.encode())
    return path
