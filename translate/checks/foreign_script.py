"""Letters in the English that English does not have: what the engine left as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.segment import Flag

from .pair import Pair

_FOREIGN = re.compile(  # kana, kanji, hangul, Cyrillic, Arabic, Thai, full-width Latin
    r"[\u3040-\u30ff\u3400-\u9fff\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]+"
)


def foreign_script(pair: Pair) -> Iterator[Flag]:
    """Flag `foreign-script`: the first stretch of letters that are not Latin."""
    found = _FOREIGN.search(pair.target)
    if found:
        start = pair.source.find(found.group())
        place = (start, start + len(found.group())) if start >= 0 else None
        yield Flag("foreign-script", f"not translated: {found.group()}", "error", place, found.span())
