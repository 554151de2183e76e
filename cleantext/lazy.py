"""Regular expressions that are compiled when they are first used.

Compiling a class of all kanji takes a millisecond, and most texts hold few of the signs that rules look for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from .bytecode import compiled


@cache
def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """What turns into re.compile(source, flags) when it is first asked for anything.

    >>> lazy("[0-9]+").findall("20日、31日")
    ['20', '31']
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: from then on it is there as the compiled pattern has it."""
        if name[0] == "_" and name != "_compiled":
            raise AttributeError(name)
        value = compiled(self._source, self._flags) if name == "_compiled" else getattr(self._compiled, name)
        self.__dict__[name] = value
        return value
