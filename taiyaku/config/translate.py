"""[translate]: what translates, for `translate` and `bilingual`; [bilingual]: what is otherwise in the latter."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .values import Check, Table, flag, one_of, path, seconds, some_of, text, whole


def _engines() -> Iterable[str]:
    from ..engines import CHOICES

    return CHOICES


def _fallbacks() -> Iterable[str]:
    from translate.engines import ENGINES

    return (*ENGINES, "none")


def _outputs() -> Iterable[str]:
    from translate.outputs import OUTPUTS

    return OUTPUTS


def formats(value: Any, folder: Path) -> str:
    """The formats to write, as --format takes them; in the file a list, or the same text."""
    names = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    named: tuple[str, ...] = some_of(_outputs, "format")(names, folder)
    if not named:
        raise ValueError("must name a format")
    return ",".join(named)


def _model(value: Any, folder: Path) -> str:
    """A name as it stands; of a file, its path from the folder of the settings."""
    place = path(value, folder)
    is_file = value.endswith((".gguf", ".argosmodel")) or value.startswith(("./", "../", "~/"))
    return str(place) if is_file or place.exists() else str(value)


def _server(value: Any, folder: Path) -> str:
    """An address of this machine: a file that lies beside a text must not send it anywhere else."""
    try:
        host = urlsplit(text(value)).hostname or ""
    except ValueError:
        host = ""
    if host != "localhost" and not _is_loopback(host):
        raise ValueError(
            f"may only be an address of this machine, as http://localhost:8080, not {value!r}; "
            "give another with --server or $TAIYAKU_SERVER"
        )
    return str(value)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


_JOB: dict[str, Check] = {"formats": formats, "strict": flag}

TRANSLATE = Table(
    {
        "engine": one_of(_engines),
        "model": _model,
        "server": _server,
        "fallback": one_of(_fallbacks),
        "tries": whole(1, 20),
        "patience": seconds,
        "threads": whole(1, 256),
        "memory": path,
        **_JOB,
    }
)
BILINGUAL = Table(_JOB)
