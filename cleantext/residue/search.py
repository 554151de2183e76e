"""Searches a text for Chinese residue."""

from __future__ import annotations

import re
from functools import cache

from .model import Kind, Residue

_RUN = re.compile("[^ぁ-ゖァ-ヺー\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


@cache
def _strong() -> re.Pattern[str]:
    """Matches a character of GB 2312 that no Japanese character set has."""
    chars = []
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        for codec in ("cp932", "euc_jis_2004"):
            try:
                char.encode(codec)
                break
            except UnicodeEncodeError:
                pass
        else:
            chars.append(char)
    return re.compile("[" + "".join(chars) + "]")


def find_residue(text: str) -> list[Residue]:
    """Return the Chinese residue in `text`, sorted and without overlaps."""
    strong = _strong()
    if not strong.search(text):
        return []
    found: list[Residue] = []
    for run in _RUN.finditer(text):
        hits = list(strong.finditer(run[0]))
        if not hits:
            continue
        start, end = run.start() + hits[0].start(), run.start() + hits[-1].end()
        kind: Kind = "sentence" if len(hits) > 1 else "word"
        found.append(Residue(start, end, kind, 0.9, "No Japanese character set has these characters."))
    return found
