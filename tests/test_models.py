"""The model store: adding, finding, checking and removing what is there."""

import json
import os
import struct
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_model import BYTES, own_model, sha256

from taiyaku import models
from taiyaku.commands.models import command
from taiyaku.errors import ModelCorrupt, ModelMissing, TaiyakuError

pytestmark = pytest.mark.usefixtures("folder")


def test_a_touched_file_is_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = models.add(own_model(tmp_path / "mine.gguf"))
    os.utime(model.path, ns=(1, 1))
    assert models.find("mine").mtime_ns == 1
    monkeypatch.setattr("taiyaku.models.record.sha256_of", pytest.fail)
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

    monkeypatch.setattr("taiyaku.models.store.os.link", refuse)
    copy = models.add(mine, "copy")
    assert not copy.path.samefile(mine) and copy.path.read_bytes() == BYTES
    assert not list(copy.path.parent.glob("*.adding"))
    assert {each.name for each in models.list_models()} == {"私の モデル", "copy"}


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "is not a GGUF model"), (b"GGUF", "only the beginning of a GGUF"), (b"PK" + BYTES, "is not a GGUF model")],
)
def test_add_refuses_what_is_no_model(tmp_path: Path, folder: Path, data: bytes, says: str) -> None:
    with pytest.raises(TaiyakuError, match=says):
        models.add(own_model(tmp_path / "mine.gguf", data))
    with pytest.raises(TaiyakuError, match="there is no file"):
        models.add(tmp_path / "absent.gguf")
    with pytest.raises(TaiyakuError, match="there is no file"):
        models.add(tmp_path)
    assert not list(folder.iterdir())


def gguf(kind: int = 0, value: bytes = struct.pack("<I", 64), of: int = 4) -> bytes:
    """A GGUF file of one setting, the alignment, and two tensors of 32 numbers each."""

    def text(name: bytes) -> bytes:
        return struct.pack("<Q", len(name)) + name

    data = b"GGUF" + struct.pack("<IQQ", 3, 2, 1) + text(b"general.alignment") + struct.pack("<I", of) + value
    for name, offset in ((b"one", 0), (b"two", 128)):
        data += text(name) + struct.pack("<IQIQ", 1, 32, kind, offset)
    return data + bytes(-len(data) % 64) + bytes(128 + (128 if kind == 0 else 34))


@pytest.mark.parametrize("kind", [0, 8])
def test_a_model_of_which_a_byte_lacks_is_refused(tmp_path: Path, folder: Path, kind: int) -> None:
    data = gguf(kind)
    for end in (6, 20, 40, 70, 100, 140, len(data) - 1):
        with pytest.raises(TaiyakuError, match="only the beginning of a GGUF model; fetch or copy it again"):
            models.add(own_model(tmp_path / "mine.gguf", data[:end]))
    assert models.add(own_model(tmp_path / "mine.gguf", data)).size == len(data)


@pytest.mark.parametrize(("of", "value"), [(99, b""), (9, struct.pack("<IQ", 9, 1)), (8, struct.pack("<Q", 1 << 40))])
def test_a_table_that_cannot_be_read_is_left_to_the_engine(tmp_path: Path, of: int, value: bytes) -> None:
    assert models.add(own_model(tmp_path / "mine.gguf", gguf(0, value, of)))


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
    assert [(row["name"], row["state"], row["engine"]) for row in listed] == [
        ("mine", "installed", "llama"),
        ("qwen2.5-coder-1.5b-instruct-q4_k_m", "not installed", "llama"),
        ("translate-ja_en-1_1", "not installed", "argos"),
    ]
    text = run(command, ["list"]).stdout.splitlines()
    assert text[0].startswith("mine\t") and text[1].endswith("\tnot installed")
    assert run(command, ["verify"]).stdout == f"mine\tok\t{sha256(BYTES)}\n"
    assert run(command, ["remove", "mine"]).stdout.startswith("mine\tremoved\t")
    assert isinstance(run(command, ["remove", "mine"]).exception, ModelMissing)
