"""A made-up model in three small parts, and the places it can be fetched from."""

import hashlib
import os
import subprocess
import sys
import textwrap
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from taiyaku.models.spec import Part, Spec

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


def offer(tmp_path: Path, spec: Spec, numbers: tuple[int, ...] = (1, 2, 3), data: bytes = BYTES) -> None:
    for n in numbers:
        make_wheel(tmp_path / "wheels", spec.parts[n - 1], data[(n - 1) * PART : n * PART])


def install_in_child(code: str, **environment: str) -> subprocess.Popen[str]:
    """Start a process that runs `code` with `spec` and `models` at hand."""
    head = f"""
        import os, signal, sys, time
        sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parent.parent)]!r}
        from tiny_model import make_spec
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
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and self.server.with_ranges else 0
        body = self.server.data[start:]
        self.send_response(206 if self.server.with_ranges else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.cut_first_at and len(self.server.ranges) == 1:
            body = body[: self.server.cut_first_at]
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def own_model(path: Path, data: bytes = BYTES) -> Path:
    path.write_bytes(data)
    return path


def touch_later(path: Path, data: bytes) -> None:
    before = path.stat().st_mtime_ns
    path.write_bytes(data)
    os.utime(path, ns=(before + 10**9, before + 10**9))
