"""How sentences are put together again."""

from __future__ import annotations

from collections.abc import Iterable


def parts_picture(before: str, after: str) -> bool:
    """True if a picture of Markdown was parted between two sentences: ![x](y) after its first sign."""
    return before.endswith("!") and after.startswith("[")


def joined(texts: Iterable[str]) -> str:
    """Sentences put together: with a space between them where Latin text meets.

    >>> joined(["終わった。", "次へ。"]), joined(["It ended.", "On."])
    ('終わった。次へ。', 'It ended. On.')
    """
    whole = ""
    for text in texts:
        whole += space_between(whole, text) + text
    return whole


def space_between(before: str, after: str) -> str:
    """What stands between two sentences of a paragraph: a space between Latin ones, nothing beside Japanese."""
    if not before or not after or before[-1].isspace():
        return ""
    wide = before[-1] > "\u2e7f" or after[0] > "\u2e7f"
    return "" if wide else " "
