"""Packages for the argos engine: what is refused, how they are kept, and which is taken."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_argos import METADATA, STUB, Files, make_package
from tiny_model import own_model

from taiyaku import models
from taiyaku.commands.models import command
from taiyaku.engines import Choice, open_engine
from taiyaku.errors import ModelCorrupt, ModelMissing, TaiyakuError
from translate import EngineFailed, Hint, load_engine
from translate.engines.argos_package import read_argos


def without(name: str) -> Files:
    return {each: data for each, data in STUB.items() if each != name}


def metadata(**changed: object) -> Files:
    return {**STUB, "metadata.json": json.dumps({**METADATA, **changed}).encode()}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (without("metadata.json"), "lacks its metadata.json"),
        (without("model/model.bin"), "lacks its model/model.bin"),
        (without("sentencepiece.model"), "lacks its sentencepiece.model"),
        ({**without("sentencepiece.model"), "bpe.model": b"?"}, "cuts words by bpe.model"),
        ({**STUB, "sentencepiece.model": b""}, "empty sentencepiece.model"),
        ({**STUB, "metadata.json": b"{"}, "broken metadata.json"),
        ({**STUB, "metadata.json": b"[]"}, "broken metadata.json"),
        ({**STUB, "metadata.json": b"[" * 100_000}, "broken metadata.json"),
        ({**STUB, "metadata.json": b"\xff\xff"}, "broken metadata.json"),
        (metadata(from_code="en", to_code="ja"), "from en to ja, not from ja to en"),
        (metadata(from_code=None), "from None to en"),
        (metadata(from_code="\n\x1b" * 99), "is a package from "),
        (metadata(type="sbd"), "is a package for sbd"),
        ({**STUB, "../../escaped": b"!"}, "leaves the package"),
        ({**STUB, "model/vast.bin": b"\0" * (9 << 20)}, "unfolds to a vast size"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, folder: Path, files: Files, says: str) -> None:
    path = make_package(tmp_path / "p.argosmodel", files)
    with pytest.raises(TaiyakuError, match=says) as caught:
        models.add(path)
    assert caught.value.exit_code == 2 and "\n" not in caught.value.message
    assert not list(folder.iterdir()) and not (tmp_path.parent / "escaped").exists()
    with pytest.raises(EngineFailed, match=says):
        load_engine("argos", model=path)


@pytest.mark.parametrize("data", [b"", b"GGUF" * 9, b"PK\x03\x04" + b"?" * 99])
def test_what_is_no_zip_is_refused(tmp_path: Path, folder: Path, data: bytes) -> None:
    (tmp_path / "p.argosmodel").write_bytes(data)
    with pytest.raises(TaiyakuError, match="it is no Argos package"):
        models.add(tmp_path / "p.argosmodel")
    with pytest.raises(TaiyakuError, match="there is no file"):
        models.add(tmp_path / "absent.argosmodel")
    with pytest.raises(EngineFailed, match="there is no file"):
        load_engine("argos", model=tmp_path / "absent.argosmodel")


def test_a_package_may_lie_at_the_root_of_its_file(tmp_path: Path) -> None:
    assert read_argos(make_package(tmp_path / "p.argosmodel", STUB, "")).name == "translate-ja_en 1.0"


# The store


def test_add_find_verify_remove(package: Path, folder: Path) -> None:
    run = CliRunner().invoke
    assert run(command, ["add", str(package), "--name", "訳"]).stdout == f"{folder / '訳.argosmodel'}\n"
    model = models.find(engine="argos")
    assert (model.name, model.engine, model.path.read_bytes()) == ("訳", "argos", package.read_bytes())
    assert run(command, ["list"]).stdout.splitlines()[0].split("\t")[0::2] == ["訳", "argos"]
    assert run(command, ["verify"]).stdout == f"訳\tok\t{model.sha256}\n"
    for name in ("p.argosmodel", "../p", ".p"):
        with pytest.raises(TaiyakuError, match="cannot be a model's name"):
            models.add(package, name)
    own_model(folder / "other.gguf")
    with pytest.raises(TaiyakuError, match="another model is named other"):
        models.add(package, "other")
    with pytest.raises(TaiyakuError, match="is not the published translate-ja_en-1_1"):
        models.add(package, "translate-ja_en-1_1")
    package.unlink()
    model.path.write_bytes(b"PK")
    with pytest.raises(ModelCorrupt, match="remove it and add it again"):
        models.find("訳", "argos")
    models.remove("訳")
    assert not list(folder.glob("*訳.*s*"))


def test_which_engine_is_the_best(package: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_engine(Choice())
    assert (opened.name, opened.engine) == ("llama", None)
    opened = open_engine(Choice("argos"))
    assert opened.engine is None and "taiyaku models install argos" in opened.missing
    models.add(package, "mine")
    assert open_engine(Choice()).name == open_engine(Choice("argos")).name == "argos"
    own_model(folder / "large.gguf")
    assert open_engine(Choice()).name == "llama"
    for wanted in ("mine", str(package), str(folder / "mine.argosmodel")):
        assert open_engine(Choice(model=wanted)).name == "argos"
        assert open_engine(Choice("argos", wanted)).name == "argos"
        with pytest.raises(TaiyakuError, match="is no model for llama"):
            open_engine(Choice("llama", wanted))
    with pytest.raises(TaiyakuError, match="is no model for argos"):
        open_engine(Choice("argos", "large"))
    monkeypatch.setenv("TAIYAKU_MODEL", "mine")
    assert open_engine(Choice()).name == "argos" and open_engine(Choice("llama")).name == "llama"
    monkeypatch.setenv("TAIYAKU_MODEL", "large")
    assert open_engine(Choice()).name == "llama" and open_engine(Choice("argos")).name == "argos"
    monkeypatch.delenv("TAIYAKU_MODEL")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    assert open_engine(Choice()).name == "argos"
    models.add(package, "second")
    with pytest.raises(TaiyakuError, match="several models are installed, name one of them: mine, second"):
        open_engine(Choice("argos"))


def test_what_argos_translate_has_installed_is_used(
    tiny_argos: Files, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    store = tmp_path / "argos-translate" / "packages"
    assert models.own_packages() == []
    for name, changed in {
        "translate-ja_en-1_9": {"package_version": "1.9"},
        "translate-ja_en-1_10": {"package_version": "1.10"},
        "translate-en_ja-2_0": {"from_code": "en", "to_code": "ja", "package_version": "2.0"},
        "broken": {},
    }.items():
        files = {**tiny_argos, "metadata.json": json.dumps({**METADATA, **changed}).encode()}
        for each, data in files.items():
            path = store / name / each
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if name != "broken" else b"{")
    assert [model.name for model in models.own_packages()] == ["translate-ja_en-1_10", "translate-ja_en-1_9"]
    opened = open_engine(Choice())
    assert opened.engine and opened.engine.translate(["結論"], [Hint()]) == ["Conclusion"]
    assert "|model:translate-ja_en 1.10|" in opened.engine.signature()
    named = open_engine(Choice(model="translate-ja_en-1_9"))
    assert named.engine and "|model:translate-ja_en 1.9|" in named.engine.signature()
    listed = json.loads(CliRunner().invoke(command, ["list", "--format", "json"]).stdout)
    assert [row["path"] for row in listed if row["state"] == "installed"] == [
        str(model.path) for model in models.own_packages()
    ]
    with pytest.raises(ModelMissing):
        models.remove("translate-ja_en-1_9")
    with pytest.raises(TaiyakuError, match="is a folder; a package's folder is used where it lies"):
        models.add(store / "translate-ja_en-1_9")
