"""Argos Translate's packages: an .argosmodel, which is a ZIP file, or the folder that it unpacks to.

Nothing is unpacked to disk and nothing of it is run. Source of the layout: argostranslate.package (MIT).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from cleantext.files import FileProblem, read_bytes
from cleantext.formats.package import Limits, read_package

LIMITS = Limits(member=2 << 30, total=6 << 30)
"""Models are large files; they fold little."""

LARGEST = 6 << 30
"""Bytes of a package in all."""

_TOKENS, _METADATA = "sentencepiece.model", "metadata.json"
_MODEL = re.compile(r"model/([^/]+)")


class ArgosPackage(NamedTuple):
    """A package from Japanese to English.

    name    as Argos names it, with its version: "translate-ja_en 1.1".
    prefix  the token that every answer of the model begins with, or "".
    model   the files of the CTranslate2 model by name.
    tokens  the sentencepiece model that cuts sentences into tokens.
    sha256  of the .argosmodel file; of a folder, of all files that count.
    """

    name: str
    prefix: str
    model: dict[str, bytes]
    tokens: bytes
    sha256: str


def read_argos(path: Path, sha256: str = "") -> ArgosPackage:
    """The package in a file or folder; `sha256` is that of the file where it is known.

    Raises FileProblem where it is none, is not whole, or is not from Japanese to English.
    """
    if path.is_dir():
        return _read_folder(path, sha256)
    if not path.is_file():
        raise FileProblem(f"there is no file {path}")
    if path.stat().st_size > LARGEST:
        raise FileProblem(f"{path}: is too large for an Argos package")
    data = read_bytes(path)
    try:
        package = read_package(data, LIMITS)
        home = min((name for name in package.names if name.split("/")[-1] == _METADATA), key=_depth, default="")
        top = home.removesuffix(_METADATA)
        names = {name.removeprefix(top): name for name in package.names if name.startswith(top)}
        return _read(names, lambda name: package.read(names[name]), sha256 or hashlib.sha256(data).hexdigest())
    except FileProblem as error:
        raise FileProblem(f"{path}: {_said(error)}") from None


def _depth(name: str) -> tuple[int, str]:
    return name.count("/"), name


def _said(error: FileProblem) -> str:
    """What is wrong with a package; the advice for documents is left out."""
    return f"{str(error).split(';')[0]}; it is no Argos package (.argosmodel) that can be used"


def _read_folder(folder: Path, sha256: str) -> ArgosPackage:
    names = [name for name in (_METADATA, _TOKENS, "bpe.model") if (folder / name).is_file()]
    if (folder / "model").is_dir():
        names += sorted(f"model/{each.name}" for each in (folder / "model").iterdir() if each.is_file())
    if sum((folder / name).stat().st_size for name in names) > LARGEST:
        raise FileProblem(f"{folder}: is too large for an Argos package")
    try:
        package = _read(dict.fromkeys(names, ""), lambda name: read_bytes(folder / name), sha256)
    except FileProblem as error:
        raise FileProblem(f"{folder}: {_said(error)}") from None
    if sha256:
        return package
    parts = sorted({**package.model, _TOKENS: package.tokens}.items())
    digest = hashlib.sha256()
    for name, data in parts:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return package._replace(sha256=digest.hexdigest())


def _read(names: dict[str, str], read: Callable[[str], bytes], sha256: str) -> ArgosPackage:
    """The package whose files are named so. Raises FileProblem without the path."""
    if _METADATA not in names:
        raise FileProblem(f"lacks its {_METADATA}")
    name, prefix = _read_metadata(read(_METADATA))
    files = {match[1]: each for each in names if (match := _MODEL.fullmatch(each))}
    if "model.bin" not in files:
        raise FileProblem("lacks its model/model.bin")
    if _TOKENS not in names:
        if "bpe.model" in names:
            raise FileProblem("cuts words by bpe.model, which is not supported: take one with a sentencepiece.model")
        raise FileProblem(f"lacks its {_TOKENS}")
    tokens = read(_TOKENS)
    if not tokens:
        raise FileProblem(f"has an empty {_TOKENS}")
    return ArgosPackage(name, prefix, {short: read(long) for short, long in files.items()}, tokens, sha256)


def _read_metadata(data: bytes) -> tuple[str, str]:
    """Name and prefix. Raises FileProblem where it is no table, or of other languages."""
    try:
        metadata = json.loads(data)
        if not isinstance(metadata, dict):
            raise ValueError
    except (ValueError, RecursionError):
        raise FileProblem(f"has a broken {_METADATA}") from None
    kind = str(metadata.get("type") or "translate")
    languages = (str(metadata.get("from_code")), str(metadata.get("to_code")))
    if kind != "translate" or languages != ("ja", "en"):
        what = f"from {languages[0]} to {languages[1]}" if kind == "translate" else f"for {kind}"
        raise FileProblem(f"is a package {re.sub(r'[^ -~]', '?', what)[:60]}, not from ja to en")
    version = re.sub(r"[^0-9A-Za-z.-]", "", str(metadata.get("package_version", "")))[:20]
    return f"translate-ja_en {version}".strip(), str(metadata.get("target_prefix") or "")
