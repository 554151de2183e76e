"""Libraries that only some formats need: loaded when used, and named where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..model import GlossaryError


def need(module: str) -> Any:
    """The module of that name. Raises GlossaryError that says how to install it."""
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise GlossaryError(f"the library {name} is not installed: run pip install 'taiyaku[exchange]'.") from None
