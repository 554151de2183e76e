"""The table of English names and words with a capital that sound like nothing in the Japanese: what stands for them."""

from __future__ import annotations

from functools import lru_cache

from translate.tables import rows

from .sounds import plain


def is_listed_in(name: str, text: str) -> bool:
    """Whether the table of this folder has something in a Japanese text that a name stands for: Capitol, 国会議事堂."""
    stands = [words().get(plain(part).rstrip("."), "") for part in name.split()]
    return any(form and form in text for each in stands for form in each.split("|"))


@lru_cache(maxsize=1)
def words() -> dict[str, str]:
    """English words with what stands for them in Japanese, joined by |."""
    table: dict[str, str] = {}
    for english, japanese in rows("name-words.tsv"):
        for form in english.split("|"):
            table[form.replace(".", "") if "." in form else form] = japanese
    return table
