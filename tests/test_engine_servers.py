"""Servers that answer anything at all: one sentence each, no English that nobody said, no key in a message."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from cli_inside import Run

from taiyaku.engines import Choice, open_engine
from translate import EngineFailed, Hint
from translate.engines import SentenceFailed
from translate.engines.http import ask
from translate.engines.libretranslate import LibreTranslateEngine
from translate.engines.openai import OpenAIEngine

Reply = Callable[[bytes], bytes]


@pytest.fixture
def listen() -> Iterator[Callable[[Reply], str]]:
    """Starts a socket that sends bytes for a request; gives its address."""
    sockets: list[socket.socket] = []

    def start(reply: Reply) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        sockets.append(listening)

        def serve() -> None:
            while True:
                try:
                    one, _ = listening.accept()
                except OSError:
                    return
                with one:
                    asked = b""
                    while b"\r\n\r\n" not in asked and (part := one.recv(1 << 16)):
                        asked += part
                    one.sendall(reply(asked))

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for each in sockets:
        each.shutdown(socket.SHUT_RDWR)
        each.close()


def http(body: object, status: str = "200 OK") -> bytes:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status.encode(), len(data), data)


@pytest.mark.parametrize("engine", [OpenAIEngine, LibreTranslateEngine])
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"SSH-2.0-OpenSSH_9\r\n", "does not speak HTTP .*right port"),
        (b"", "cannot be reached"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nfoo", "broke off in its answer"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n{}", "does not speak HTTP"),
        (http(b"<html>Hello</html>"), "does not answer in JSON"),
        (http(b"[" * 200_000), "does not answer in JSON"),
        (http(b"<h1>Oops</h1>", "500 Oops"), r"refuses \(500\): look at its address"),
        (http(b"", "404 Not Found"), r"refuses \(404\): it is no server for this engine"),
        (http({"error": "no"}, "400 Bad Request"), "could not take.*look at its own log, or mend --server"),
        (http(None), "lists no model|does not translate"),
        (http(3), "lists no model|does not translate"),
        (http([{"code": ["ja"], "targets": None}]), "lists no model|does not translate"),
        (http([{"code": "ja", "targets": None}]), "lists no model|does not translate"),
    ],
)
def test_what_is_no_server_is_told_in_one_sentence(
    listen: Callable[[Reply], str], engine: Callable[[str], object], answer: bytes, message: str
) -> None:
    with pytest.raises(EngineFailed, match=message) as caught:
        engine(listen(lambda asked: answer))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [["The talks ended."], {"text": "The talks ended."}, 3])
def test_what_is_no_text_is_no_english(listen: Callable[[Reply], str], content: object) -> None:
    server = listen(lambda asked: http({"choices": [{"message": {"content": content}}]}))
    with pytest.raises(SentenceFailed):
        OpenAIEngine(server, "m").translate(["会談は終わった。"], [Hint()])
    languages = [{"code": "ja", "targets": ["en"]}]
    server = listen(lambda asked: http(languages if b"GET /lang" in asked else {"translatedText": [content]}))
    with pytest.raises(SentenceFailed):
        LibreTranslateEngine(server).translate(["会談は終わった。"], [Hint()])


def test_an_answer_that_drips_is_waited_for_no_longer_than_any_other() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            one, _ = listening.accept()
            one.recv(1 << 16)
            one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            try:
                while True:
                    one.sendall(b" ")
                    time.sleep(0.05)
            except OSError:
                one.close()

        threading.Thread(target=drip, daemon=True).start()
        with pytest.raises(SentenceFailed, match="no answer within 0.3 seconds"):
            ask(f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=0.3)


def test_a_libretranslate_server_without_japanese_says_so_when_any_engine_is_wanted(
    listen: Callable[[Reply], str],
) -> None:
    server = listen(lambda asked: http([]) if b"GET /lang" in asked else http(b"", "404 Not Found"))
    with pytest.raises(EngineFailed, match="does not translate Japanese into English"):
        open_engine(Choice(server=server))


@pytest.mark.parametrize(
    ("host", "through"),
    [
        ("localhost", False),
        ("LOCALHOST", False),
        ("localhost.", False),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("[::1]", False),
        ("10.255.255.1", False),
        ("nas", False),
        ("nas.local", False),
        ("nas.lan.", False),
        ("nas.home.arpa", False),
        ("translate.example.com", True),
    ],
)
def test_what_is_on_ones_own_network_is_asked_through_no_proxy(
    listen: Callable[[Reply], str], monkeypatch: pytest.MonkeyPatch, host: str, through: bool
) -> None:
    seen = []

    def proxy(asked: bytes) -> bytes:
        seen.append(asked)
        return http({"data": [{"id": "m"}]})

    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, listen(proxy))
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with nullcontext() if through else pytest.raises((EngineFailed, SentenceFailed)):
        ask(f"http://{host}:9/v1/models", timeout=1)
    assert bool(seen) == through


def test_a_certificate_of_ones_own_is_taken_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    make = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    named = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*make, *named], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    one, _ = listening.accept()
                    with context.wrap_socket(one, server_side=True) as safe:
                        safe.recv(1 << 16)
                        safe.sendall(http([]))
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        address = f"https://localhost:{listening.getsockname()[1]}"
        with pytest.raises(EngineFailed, match=r"not trusted \(self.signed certificate\): .* in SSL_CERT_FILE"):
            ask(address)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert ask(address) == []


def test_a_key_is_in_no_message(
    listen: Callable[[Reply], str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("会談は終わった。", "utf-8")
    server = listen(lambda asked: http({"error": "wrong key: geheim-1234\nsorry"}, "401 Unauthorized"))
    for address in (server, "http://anna:geheim-1234@localhost:1", f"{server}/?key=geheim-1234"):
        monkeypatch.setenv("TAIYAKU_SERVER_KEY", "geheim-1234")
        code, out, err = run("translate", "a.txt", "-o", "out", "--engine", "openai", "--server", address)
        assert (code, out, err.count("\n")) == (3 if address == server else 2, b"", 1)
        assert "TAIYAKU_SERVER_KEY" in err and "geheim" not in err
        assert ("wrong key: … sorry" in err) == (address == server)
