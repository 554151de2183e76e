"""What an engine that is given one sentence cannot know, and so has made up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .numbers import read_english, read_japanese
from .segment import Flag

_MONTH_MEANT = re.compile("年末|年始|正月|元日|元旦|新年|年明け|大みそか|クリスマス")


def invented(source: str, target: str) -> Iterator[Flag]:
    """A month for a day of which the Japanese tells no month; a person who translates may know it.

    >>> [flag.message for flag in invented("会社は25日に発表した。", "The company announced it on March 25.")]
    ['the Japanese names no month']
    >>> list(invented("会社は25日に発表した。", "The company announced it on the 25th."))
    []
    """
    if _MONTH_MEANT.search(source) or any(quantity.kind == "month" for quantity in read_japanese(source)):
        return
    for quantity in read_english(target):
        if quantity.kind == "month":
            yield Flag("date", "the Japanese names no month", "warning", None, (quantity.start, quantity.end))
