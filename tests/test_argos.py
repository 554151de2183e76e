"""The argos engine against a transformer that is trained here, and the packages it is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_argos import METADATA, PAIRS, make_package
from tiny_model import own_model

from taiyaku import models
from taiyaku.commands.models import command
from taiyaku.engines import Choice, open_engine
from taiyaku.errors import ModelCorrupt, ModelMissing, TaiyakuError
from translate import EngineFailed, EngineMissing, Hint, load_engine
from translate.engines import Engine, SentenceFailed
from translate.engines.argos_package import read_argos

Files = dict[str, bytes]
STUB = {"metadata.json": json.dumps(METADATA).encode(), "sentencepiece.model": b"?", "model/model.bin": b"?"}
"""A package that looks right and holds nothing."""


@pytest.fixture
def engine(package: Path) -> Engine:
    return load_engine("argos", model=package, threads=1)


# The engine


def test_it_translates_what_it_was_taught(engine: Engine) -> None:
    assert engine.translate(list(PAIRS), [Hint()] * len(PAIRS)) == list(PAIRS.values())


def test_a_sentence_does_not_depend_on_its_neighbours_nor_on_threads(package: Path) -> None:
    sentences = [*PAIRS, "橋は静かだった。", "雨が来年まで続いた。", "市場は閉鎖されたのか？"]
    alone = [load_engine("argos", model=package).translate([each], [Hint(1)])[0] for each in sentences]
    for threads, order in ((1, sentences), (4, sentences[::-1])):
        answers = load_engine("argos", model=package, threads=threads).translate(order, [Hint(1)] * len(order))
        assert dict(zip(order, answers, strict=True)) == dict(zip(sentences, alone, strict=True))


def test_other_attempts_are_other_readings(engine: Engine) -> None:
    sentence = "橋は閉鎖された。"
    readings = [engine.translate([sentence], [Hint(attempt)])[0] for attempt in range(engine.attempts)]
    assert readings[0] == PAIRS[sentence] and len(set(readings)) == engine.attempts
    assert engine.translate([sentence] * 5, [Hint(n) for n in (9, 1, 0, 3, 2)]) == [
        readings[3], readings[1], readings[0], readings[3], readings[2]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("", ""),
        (" \n　", ""),
        ("\x00\x1b\ufeff", ""),
        ("会談は\x00終わった。", "The talks ended."),
        ("会談は終わった。\n橋は閉鎖された。", "The talks ended. The bridge was closed."),
        ("会談は終わった。橋は閉鎖された。結論", "The talks ended. The bridge was closed. Conclusion"),
    ],
)
def test_what_is_no_single_plain_sentence(engine: Engine, source: str, english: str) -> None:
    assert engine.translate([source], [Hint()]) == [english]


@pytest.mark.parametrize("source", ["\ud800会談", "</s>", "<s><unk>", "犭", "𠮷" * 40, "🦊"])
def test_strange_signs_do_no_harm(engine: Engine, source: str) -> None:
    assert isinstance(engine.translate([source], [Hint()])[0], str)
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]


@pytest.mark.parametrize(("count", "says"), [(130, "could not take this sentence"), (600, "is too long for")])
def test_what_the_model_cannot_hold_is_refused_and_never_cut(engine: Engine, count: int, says: str) -> None:
    """The model has 128 places; nothing of a longer sentence is left out in silence."""
    with pytest.raises(SentenceFailed, match=says):
        engine.translate(["橋" * count], [Hint()])
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]


def test_an_answer_without_an_end_is_refused(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.engines.argos.LONGEST", 8)
    engine = load_engine("argos", model=package)
    with pytest.raises(SentenceFailed, match="found no end"):
        engine.translate(["橋は来年完成する。", "結論"], [Hint()] * 2)
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]


def test_the_signature_tells_models_apart(package: Path, tiny_argos: Files, tmp_path: Path) -> None:
    first = load_engine("argos", model=package).signature()
    assert first.startswith("argos|model:translate-ja_en 1.0|sha256:")
    assert first == load_engine("argos", model=package, threads=7).signature()
    changed = make_package(tmp_path / "b.argosmodel", {**tiny_argos, "README.md": b"!"})
    assert load_engine("argos", model=changed).signature() != first


def test_an_unpacked_package_is_the_same_model(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as whole:
        whole.extractall(tmp_path)
    engine = load_engine("argos", model=tmp_path / "translate-ja_en-1_0")
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]
    before = engine.signature()
    (tmp_path / "translate-ja_en-1_0" / "model" / "config.json").write_bytes(b"{}")
    assert load_engine("argos", model=tmp_path / "translate-ja_en-1_0").signature() != before


def test_a_prefix_that_the_model_wants_is_not_in_the_english(tiny_argos: Files, tmp_path: Path) -> None:
    import sentencepiece

    tokens = sentencepiece.SentencePieceProcessor(model_proto=tiny_argos["sentencepiece.model"])
    first, *rest = tokens.encode("The talks ended.", out_type=str)
    metadata = json.dumps({**METADATA, "target_prefix": first}).encode()
    path = make_package(tmp_path / "p.argosmodel", {**tiny_argos, "metadata.json": metadata})
    answer = load_engine("argos", model=path).translate(["会談は終わった。"], [Hint()])
    assert answer == [tokens.decode_pieces(rest)]


@pytest.mark.parametrize("part", ["sentencepiece.model", "model/model.bin", "model/config.json"])
def test_a_broken_part_is_one_sentence(tiny_argos: Files, tmp_path: Path, part: str) -> None:
    path = make_package(tmp_path / "p.argosmodel", {**tiny_argos, part: tiny_argos[part][:100]})
    with pytest.raises(EngineFailed, match="translate-ja_en 1.0 cannot be loaded") as caught:
        load_engine("argos", model=path).translate(["結論"], [Hint()])
    assert "\n" not in str(caught.value)


def test_without_its_library(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(EngineMissing, match=r"pip install 'taiyaku\[argos\]'"):
        load_engine("argos", model=package)


# What a package may be


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


# Fetching


class Site:
    """A site of packages on this machine: what it gives by path, and what it was asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes | int | str] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                given = site.files.get(self.path, 404)
                if isinstance(given, str):
                    self.send_response(302)
                    self.send_header("Location", given)
                    self.end_headers()
                    return
                self.send_response(given if isinstance(given, int) else 200)
                body = given if isinstance(given, bytes) else b""
                cut = body.removesuffix(b"<cut>")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(cut)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def offer(self, version: str, *links: str, **changed: str) -> dict[str, object]:
        return {**METADATA, "package_version": version, "links": [f"{self.url}/{each}" for each in links], **changed}

    def index(self, *entries: object) -> None:
        self.files["/index/index.json"] = json.dumps(entries).encode()


@pytest.fixture
def site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()
    threading.Thread(target=site.server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{site.url}/index/")
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_install_takes_the_newest_package(site: Site, package: Path, folder: Path) -> None:
    site.index(
        site.offer("1.9", "old"),
        site.offer("2.0", "wrong", from_code="en", to_code="ja"),
        site.offer("1.10", "absent", "broken", "moved"),
        site.offer("3.0", "sbd", type="sbd"),
        "nonsense",
    )
    site.files |= {"/broken": b"half<cut>", "/moved": "/good", "/good": package.read_bytes()}
    run = CliRunner().invoke
    path = folder / "translate-ja_en-1_10.argosmodel"
    assert run(command, ["install", "argos"]).stdout == f"{path}\n"
    assert path.read_bytes() == package.read_bytes()
    assert {each.name for each in folder.iterdir()} == {path.name, "translate-ja_en-1_10.json", ".argos.lock"}
    asked = list(site.asked)
    assert asked == ["/index/index.json", "/absent", "/broken", "/moved", "/good"]
    assert run(command, ["install", "argos"]).stdout == f"{path}\n" and site.asked == asked
    assert run(command, ["install", "argos", "--force"]).stdout == f"{path}\n" and len(site.asked) == 2 * len(asked)
    model = models.find("translate-ja_en-1_10", "argos")
    assert model.source == f"{site.url}/moved"


@pytest.mark.parametrize(
    ("index", "says"),
    [
        (404, "the index of packages: .*Not Found"),
        (b"<html>", "it is no JSON"),
        (b"{}", "it names no package from Japanese to English"),
        (b"[" * 100_000, "it is no JSON"),
        (b" " * (11 << 20), "it has no end"),
        ("https://127.0.0.1:9/", "the index of packages: "),
        ("ftp://example.invalid/", "an address that is not https"),
    ],
)
def test_an_index_that_cannot_be_used(site: Site, folder: Path, index: bytes | int | str, says: str) -> None:
    site.files["/index/index.json"] = index
    with pytest.raises(ModelMissing, match=says) as caught:
        models.install("argos")
    assert caught.value.exit_code == 3 and "\n" not in caught.value.message
    assert "taiyaku models add FILE.argosmodel" in caught.value.message


def test_links_that_are_not_to_be_trusted(site: Site, folder: Path) -> None:
    site.index({**METADATA, "links": ["file:///etc/passwd", "ftp://127.0.0.1/a", "ipfs://x", "http://[", 7]})
    with pytest.raises(ModelMissing, match="no address gives it"):
        models.install("argos")
    site.index({**METADATA, "links": 7})
    with pytest.raises(ModelMissing, match="no address gives it"):
        models.install("argos")


def test_what_came_is_no_package(site: Site, folder: Path, tmp_path: Path) -> None:
    site.index(site.offer("1.0", "page"))
    site.files["/page"] = b"<html>not here</html>"
    with pytest.raises(TaiyakuError, match="it is no Argos package"):
        models.install("argos")
    site.index(site.offer("1.1", "page"))
    site.files["/page"] = make_package(tmp_path / "p.argosmodel", STUB).read_bytes()
    with pytest.raises(ModelCorrupt, match="is not translate-ja_en-1_1 as published"):
        models.install("argos")
    assert [each.name for each in folder.iterdir()] == [".argos.lock"]


def test_the_known_package_is_asked_for_only_without_a_mirror(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the index cannot be had: no network here, so that both fail, each with its reason."""
    monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
    monkeypatch.setattr("taiyaku.models_argos.INDEX", "http://127.0.0.1:9/")
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with pytest.raises(ModelMissing, match="the index of packages: .*; argos-net.com: ") as caught:
        models.install("argos")
    assert caught.value.exit_code == 3 and "\n" not in caught.value.message


# The whole command

ARTICLE = """結論

会談は終わった。橋は閉鎖された。

停電は5600棟に及んだ。住民は30万人に上る。キーウで会談が開かれた。

「まだ早い」と住民は話した。合意は遠いのか？
"""
EDITION = {
    "結論": "Conclusion",
    "会談は終わった。": "The talks ended.",
    "橋は閉鎖された。": "The bridge was closed.",
    "停電は5600棟に及んだ。": "The power cut affected 5,600 buildings.",
    "住民は30万人に上る。": "The residents number 300,000.",
    "キーウで会談が開かれた。": "Talks were held in Kyiv.",
    "「まだ早い」と住民は話した。": "“It is too early,” a resident said.",
    "合意は遠いのか？": "Is a deal far off?",
}
"""Numbers and names are put into the Japanese before the engine gets it."""


def test_translate_with_a_package(package: Path, tmp_path: Path) -> None:
    (tmp_path / "記事.txt").write_text(ARTICLE, "utf-8")
    arguments = ["translate", "記事.txt", "-o", "out", "--engine", "argos", "--model", str(package)]
    started = subprocess.run(
        [sys.executable, "-m", "taiyaku", *arguments, "--glossary", "ukraine", "--strict"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "TAIYAKU_MODELS": str(tmp_path)},
    )  # fmt: skip
    assert started.returncode == 0, started.stderr
    assert "by argos (translate-ja_en 1.0)" in started.stderr
    assert "terms 1 of 1 (100.0 %), numbers 2 of 2 (100.0 %)" in started.stderr
    rows = [line.split("\t") for line in (tmp_path / "out" / "記事.tsv").read_text("utf-8").splitlines()[1:]]
    assert {row[2]: row[3] for row in rows} == EDITION
    assert {(row[4], row[5]) for row in rows} == {("translated", "")}
    report = json.loads((tmp_path / "out" / "記事.report.json").read_text("utf-8"))
    assert "argos|model:translate-ja_en 1.0|sha256:" in json.dumps(report)
