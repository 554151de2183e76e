"""What stands behind the name of a person: a title, さん, an age."""

from __future__ import annotations

import re
from functools import cache

from glossaries.titles import titles

AGE = re.compile(r"[(（]\s*[0-9０-９]{1,3}\s*[)）]|[=＝]")
CALLED = re.compile("さん|ちゃん|くん|[君氏]|様(?![式々子])")
BEFORE_TITLE = re.compile("[副前元新故各両]")


def title_at(text: str, at: int) -> bool:
    """Whether a title of people stands there, or one with 前, 副 or the like.

    >>> title_at("西山前市長", 2), title_at("西山町", 2)
    (True, False)
    """
    at += BEFORE_TITLE.match(text, at) is not None
    return any(text.startswith(title, at) for title in personal_titles())


@cache
def personal_titles() -> tuple[str, ...]:
    """The titles of people, the longest first."""
    people = (word for word, title in titles().items() if title.kind == "person")
    return tuple(sorted(people, key=len, reverse=True))
