"""The models that can be fetched, as data: `data/models.json` read into values."""

import json
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Part", "Spec", "known_specs", "starter_name"]


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


def _read() -> dict:
    return json.loads((Path(__file__).parent / "data" / "models.json").read_text("utf-8"))


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
