"""The libretranslate engine and the command against the real program, where $TAIYAKU_LIBRETRANSLATE or PATH has it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_argos import METADATA, PAIRS
from tiny_splitter import splitter

from taiyaku.commands.translate import command
from taiyaku.engines import Choice, open_engine
from translate import EngineFailed, Hint, load_engine
from translate.engines import SentenceFailed

PROGRAM = os.environ.get("TAIYAKU_LIBRETRANSLATE") or shutil.which("libretranslate")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="libretranslate is not installed: set TAIYAKU_LIBRETRANSLATE")

CUT_SHORT = {"市場は静かだった。", "橋は来年完成する。", "橋は閉鎖された。", "停電は5,600棟に及んだ。"}
"""What the server's own search, which ends early, does not read as it was taught."""


@pytest.fixture(scope="module")
def start(
    tiny_argos: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., tuple[str, dict[str, str], Path]]]:
    """Starts servers with options of their own; gives address, environment and folder. They know no network."""
    processes = []
    assert PROGRAM

    def started(*options: str) -> tuple[str, dict[str, str], Path]:
        home = tmp_path_factory.mktemp("libretranslate")
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
        environment = {**os.environ, **{name: str(home / name) for name in names}}
        for source, target in (("ja", "en"), ("en", "ja")):  # with one package it would look for more on the network
            changed = json.dumps({**METADATA, "from_code": source, "to_code": target}).encode()
            for name, data in {**tiny_argos, "metadata.json": changed, "minisbd/ja.onnx": splitter()}.items():
                path = home / "ARGOS_PACKAGES_DIR" / f"translate-{source}_{target}-1_0" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        if "--api-keys" in options:
            (home / "db").mkdir()
            (home / "db" / "api_keys.db").touch()
        arguments = [PROGRAM, "--host", "127.0.0.1", "--port", str(port), "--load-only", "ja,en", *options]
        quiet = subprocess.DEVNULL
        processes.append(subprocess.Popen(arguments, env=environment, cwd=home, stdout=quiet, stderr=quiet))
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/languages", timeout=5).close()
                return address, environment, home
            except OSError:
                assert processes[-1].poll() is None, "libretranslate ended"
                time.sleep(0.2)
        raise AssertionError("libretranslate did not start")

    yield started
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def address(start: Callable[..., tuple[str, dict[str, str], Path]]) -> str:
    return start()[0]


def test_sentences_alone_and_together(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = load_engine("libretranslate", server=address)
    known = {ja: en for ja, en in PAIRS.items() if ja not in CUT_SHORT}
    assert engine.translate(list(known), [Hint()] * len(known)) == list(known.values())
    assert [engine.translate([ja], [Hint()])[0] for ja in known] == list(known.values())
    monkeypatch.setenv("TAIYAKU_SERVER_KEY", "of no use here")
    opened = open_engine(Choice(server=address))
    assert opened.name == "libretranslate"


def test_the_english_is_left_as_the_model_has_it(address: str) -> None:
    engine = load_engine("libretranslate", server=address)
    sources = ["", "NATOは終わった。", "kmは終わった。", "\x00結論"]
    answers = engine.translate(sources, [Hint()] * len(sources))
    assert answers == ["", "The talks ended.", "The talks ended.", "Conclusion"]


def test_alternatives(address: str) -> None:
    engine = load_engine("libretranslate", server=address)
    readings = [engine.translate(["会談は終わった。"], [Hint(attempt)])[0] for attempt in range(engine.attempts)]
    assert readings[0] == "The talks ended." and len(set(readings)) == engine.attempts
    assert all(reading.endswith(".") and "。" not in reading for reading in readings)


def test_what_the_model_cannot_hold(address: str) -> None:
    engine = load_engine("libretranslate", server=address)
    with pytest.raises(SentenceFailed, match="could not translate this sentence"):
        engine.translate(["橋" * 600], [Hint()])
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]


def test_keys_and_limits(
    start: Callable[..., tuple[str, dict[str, str], Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--api-keys", "--require-api-key-origin", "never.example", "--batch-limit", "3", "--char-limit", "200")
    address, environment, home = start(*options, "--alternatives-limit", "0")
    assert PROGRAM
    manage = Path(PROGRAM).with_name("ltmanage")
    subprocess.run(
        [manage, "keys", "add", "120", "--key", "good"], env=environment, cwd=home, check=True, capture_output=True
    )
    for key in ("", "bad"):
        monkeypatch.setenv("TAIYAKU_SERVER_KEY", key)
        with pytest.raises(EngineFailed, match="TAIYAKU_SERVER_KEY"):
            load_engine("libretranslate", server=address).translate(["結論"], [Hint()])
    monkeypatch.setenv("TAIYAKU_SERVER_KEY", "good")
    engine = load_engine("libretranslate", server=address)
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]
    for sources, attempt in ((["結論"] * 5, 0), (["橋" * 250], 0), (["結論"], 1)):
        with pytest.raises(SentenceFailed, match="could not take this sentence .400: "):
            engine.translate(sources, [Hint(attempt)] * len(sources))


def test_the_whole_command(address: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("結論\n\n会談は終わった。合意は遠いのか？\n\nキーウで会談が開かれた。\n", "utf-8")
    arguments = [str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--engine", "libretranslate"]
    ran = CliRunner().invoke(command, [*arguments, "--server", address, "--glossary", "ukraine", "--strict"])
    assert ran.exit_code == 0, ran.output
    rows = [line.split("\t") for line in (tmp_path / "out" / "a.tsv").read_text("utf-8").splitlines()[1:]]
    english = ["Conclusion", "The talks ended.", "Is a deal far off?", "Talks were held in Kyiv."]
    assert [row[3] for row in rows] == english
    assert {row[4] for row in rows} == {"translated"}
