"""`taiyaku models install argos` against a site of packages on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_argos import METADATA, STUB, make_package

from taiyaku import models
from taiyaku.commands.models import command
from taiyaku.errors import ModelCorrupt, ModelMissing, TaiyakuError


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
    monkeypatch.setattr("taiyaku.models.argos.INDEX", "http://127.0.0.1:9/")
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with pytest.raises(ModelMissing, match="the index of packages: .*; argos-net.com: ") as caught:
        models.install("argos")
    assert caught.value.exit_code == 3 and "\n" not in caught.value.message
