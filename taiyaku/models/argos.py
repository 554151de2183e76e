"""Argos packages from Japanese to English: those that Argos Translate has installed, and fetching the newest one.

The index and its settings are Argos Translate's own: $ARGOS_PACKAGE_INDEX, $ARGOS_PACKAGES_DIR.
Source: argostranslate.settings and argostranslate.package.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..errors import ModelCorrupt, ModelMissing
from .fetch import Progress, need_space
from .record import Model
from .spec import known_argos

__all__ = ["Fetched", "fetch_package", "own_packages"]

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
LARGEST_INDEX, LARGEST_PACKAGE = 10 << 20, 2 << 30
"""Bytes; more is refused."""

_SECONDS = 60  # without a byte from the network
_CHUNK = 1 << 20


class Fetched(NamedTuple):
    """A package that was fetched to `path`, and has still to be looked into."""

    name: str
    path: Path
    sha256: str
    source: str


class _Failed(Exception):
    """A source could not give what was asked; the text says why."""


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """From https to nothing less."""
        if not _trusted(newurl, req.full_url):
            raise _Failed(f"{urlsplit(req.full_url).netloc} sends on to an address that is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def own_packages() -> list[Model]:
    """The packages from Japanese to English in Argos Translate's own store, the newest first; nothing is hashed."""
    chosen = os.environ.get("ARGOS_PACKAGES_DIR")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    store = Path(chosen).expanduser() if chosen else data / "argos-translate" / "packages"
    found = []
    try:
        folders = sorted(folder for folder in store.iterdir() if (folder / "metadata.json").is_file())
    except OSError:
        return []
    for folder in folders:
        try:
            metadata = json.loads((folder / "metadata.json").read_bytes()[:LARGEST_INDEX])
        except (OSError, ValueError, RecursionError):
            continue
        if _is_wanted(metadata):
            size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            found.append((_version(metadata), Model(folder.name, folder, size, "", "Argos Translate")))
    return [model for _, model in sorted(found, key=lambda each: each[0], reverse=True)]


def fetch_package(folder: Path, progress: Progress = lambda done, total: None) -> Fetched:
    """Fetch the newest package that the index names into a folder; its name there ends in ".partial".

    Without $ARGOS_PACKAGE_INDEX, and where the index cannot be had, it is the package whose bytes are known.
    Raises ModelMissing when no address gives it, ModelCorrupt when what came is not what was published,
    TaiyakuError when the disk is too small, OSError when it cannot be written.
    """
    failures = []
    known = known_argos()
    chosen = os.environ.get("ARGOS_PACKAGE_INDEX")
    index = chosen or INDEX
    index = index if index.endswith(".json") else f"{index.rstrip('/')}/index.json"
    try:
        version, links = _newest(index)
        sources = [(version, link) for link in links]
    except _Failed as failure:
        failures.append(f"the index of packages: {failure}")
        sources = []
    if not chosen and (known.version, known.url) not in sources:
        sources.append((known.version, known.url))
    for version, link in sources:
        name = f"translate-ja_en-{version.replace('.', '_')}"
        path = folder / f"{name}.argosmodel.partial"
        try:
            sha256 = _download(link, path, known.size if name == known.name else 0, progress)
        except _Failed as failure:
            failures.append(f"{urlsplit(link).netloc}: {failure}")
            continue
        if name == known.name and sha256 != known.sha256:
            path.unlink(missing_ok=True)
            raise ModelCorrupt(
                f"what {urlsplit(link).netloc} gave is not {name} as published (wrong SHA-256 {sha256[:12]}…) and was "
                "removed; get the file elsewhere and run `taiyaku models add FILE.argosmodel`"
            )
        return Fetched(name, path, sha256, link)
    raise ModelMissing(
        f"the Argos package could not be fetched ({'; '.join(failures) or 'no address gives it'}); check the network "
        "and run `taiyaku models install argos` again, or get translate-ja_en elsewhere and run "
        "`taiyaku models add FILE.argosmodel`"
    )


def _newest(index: str) -> tuple[str, list[str]]:
    """The version of the newest package, and the addresses that it can be had from."""
    data = b""
    for chunk in _stream(index):
        data += chunk
        if len(data) > LARGEST_INDEX:
            raise _Failed("it has no end")
    try:
        entries = json.loads(data)
    except (ValueError, RecursionError):
        raise _Failed("it is no JSON") from None
    wanted = [entry for entry in entries if _is_wanted(entry)] if isinstance(entries, list) else []
    if not wanted:
        raise _Failed("it names no package from Japanese to English")
    newest = max(wanted, key=_version)
    links = newest.get("links")
    links = [str(link) for link in links if _trusted(str(link), index)] if isinstance(links, list) else []
    return ".".join(map(str, _version(newest))), links


def _is_wanted(entry: Any) -> bool:
    return isinstance(entry, dict) and (
        entry.get("from_code"), entry.get("to_code"), entry.get("type") or "translate"
    ) == ("ja", "en", "translate")  # fmt: skip


def _version(entry: dict[str, Any]) -> tuple[int, ...]:
    """The version in numbers; (0,) for one that is none."""
    written = str(entry.get("package_version", ""))
    return tuple(map(int, written.split("."))) if re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", written) else (0,)


def _trusted(link: str, given_by: str) -> bool:
    """Whether an address is https, or no less safe than what gave it."""
    try:
        scheme = urlsplit(link).scheme
    except ValueError:
        return False
    return scheme == "https" or (scheme == "http" and urlsplit(given_by).scheme == "http")


def _stream(address: str) -> Iterator[bytes]:
    yield from (chunk for chunk, _ in _answer(address))


def _answer(address: str) -> Iterator[tuple[bytes, int]]:
    """What an address gives, piece by piece, each with the length that the whole is said to have, 0 for unknown."""
    request = urllib.request.Request(address, headers={"User-Agent": "taiyaku"})
    try:
        with urllib.request.build_opener(_SafeRedirects()).open(request, timeout=_SECONDS) as answer:
            length = int(answer.headers.get("Content-Length") or 0)
            done = 0
            while chunk := answer.read(_CHUNK):
                done += len(chunk)
                yield chunk, length
            if done < length:
                raise _Failed(f"it broke off after {done:,} of {length:,} bytes")
    except (OSError, HTTPException, ValueError) as error:
        raise _Failed(str(getattr(error, "reason", "") or error)) from None


def _download(link: str, path: Path, size: int, progress: Progress) -> str:
    """Bring what an address gives into a file that has reached the disk; returns its SHA-256."""
    digest = hashlib.sha256()
    done = 0
    answer = _answer(link)
    try:
        with open(path, "wb") as file:
            for chunk, length in answer:
                if max(length, done + len(chunk)) > LARGEST_PACKAGE:
                    raise _Failed(f"it is larger than {LARGEST_PACKAGE >> 30} GB")
                if not done:
                    need_space(length or size, path.parent)
                file.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                progress(done, max(length or size, done))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return digest.hexdigest()
