"""The models that can be fetched, as data: `data/models.json` read into values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ArgosSpec", "Part", "Spec", "known_argos", "known_specs", "published_sha256", "starter_name"]


@dataclass(frozen=True)
class Part:
    """One stretch of a model, packed in a wheel.

    `member` is the file's name inside the wheel; `size` is in bytes; `sha256` is that of the stretch.
    """

    package: str
    version: str
    member: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Spec:
    """A published model: its parts laid end to end are the file of `size` bytes at `url`."""

    name: str
    licence: str
    size: int
    sha256: str
    url: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ArgosSpec:
    """A published Argos package from Japanese to English; `size` in bytes, `version` as the index writes it."""

    name: str
    version: str
    size: int
    sha256: str
    url: str


def _read() -> dict:
    return json.loads((Path(__file__).parents[1] / "data" / "models.json").read_text("utf-8"))


def starter_name() -> str:
    """The name of the model that is used when none is named.

    >>> starter_name()
    'qwen2.5-coder-1.5b-instruct-q4_k_m'
    """
    return _read()["starter"]


def known_specs() -> dict[str, Spec]:
    """Every model that `taiyaku models install` knows, by name.

    >>> spec = known_specs()[starter_name()]
    >>> spec.licence, len(spec.parts), sum(part.size for part in spec.parts) == spec.size
    ('Apache-2.0', 22, True)
    """
    specs = {}
    for entry in _read()["models"]:
        parts = tuple(Part(**part) for part in entry.pop("parts"))
        specs[entry["name"]] = Spec(**entry, parts=parts)
    return specs


def known_argos() -> ArgosSpec:
    """The Argos package whose bytes are known.

    >>> known_argos().name
    'translate-ja_en-1_1'
    """
    return ArgosSpec(**_read()["argos"])


def published_sha256(path: Path) -> str:
    """The SHA-256 of the published model that a file is named after, or ""."""
    argos = known_argos()
    if path.suffix == ".argosmodel":
        return argos.sha256 if path.stem == argos.name else ""
    spec = known_specs().get(path.stem)
    return spec.sha256 if spec else ""
