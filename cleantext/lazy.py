"""Regular expressions that are compiled when they are first used.

Compiling a class of all kanji takes a millisecond, and most texts hold few of the signs that rules look for.
"""

from __future__ import annotations

import re
from typing import Any, cast


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
        """Called for what is not there: from then on all that the compiled pattern has is."""
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in dir(compiled) if each[0] != "_")
        return getattr(compiled, name)
