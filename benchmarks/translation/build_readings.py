"""Makes translate/data/kanji-readings.tsv: how each kanji may sound in a name, in Latin letters.

    pip install unidic-lite pypinyin hanja
    python benchmarks/translation/build_readings.py > translate/data/kanji-readings.tsv

Japanese readings are cut out of the words of UniDic (BSD): the reading of a word is shared out among its kanji so
that the shares are the most frequent ones (hard EM, five rounds), and what a kanji has at least twice is kept.
Chinese readings are those of pypinyin's table (MIT), Korean ones those of hanja's (MIT).
Columns: kanji, Japanese readings as kana (the most frequent first), Chinese syllables, Korean syllables.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

KANJI = re.compile("[㐀-鿿]+")
KANA = re.compile("[ァ-ヴー]+")
LONGEST = 4
KEPT = 14


def words() -> Iterator[tuple[str, str, bool]]:
    """(kanji, kana, is a name) of the words of UniDic that are written in kanji alone."""
    import unidic_lite

    with open(os.path.join(unidic_lite.DICDIR, "sys.dic"), "rb") as file:
        data = file.read()
    double_array, tokens, features = struct.unpack("<3I", data[24:36])
    start = 72 + double_array + tokens
    for line in set(data[start : start + features].split(b"\0")):
        fields = line.decode("utf-8", "replace").split(",")
        if len(fields) < 18 or fields[0] != "名詞":
            continue
        surface, kana = fields[8], fields[17]
        if KANJI.fullmatch(surface) and KANA.fullmatch(kana) and len(surface) <= len(kana) <= 12:
            yield surface, kana, fields[1] == "固有名詞"


def share(surface: str, kana: str, counts: dict[str, Counter[str]]) -> list[str] | None:
    """The most likely way to share the reading out; None where there is none."""
    best: dict[int, tuple[float, list[str]]] = {0: (1.0, [])}
    for index, sign in enumerate(surface):
        left = len(surface) - index - 1
        total = sum(counts[sign].values()) + 1.0
        after: dict[int, tuple[float, list[str]]] = {}
        for place, (score, parts) in best.items():
            for size in range(1, LONGEST + 1):
                end = place + size
                if end > len(kana) - left or kana[end : end + 1] in ("ー", "ャ", "ュ", "ョ"):
                    continue
                value = score * (counts[sign][kana[place:end]] + 0.02 / size) / total
                if value > after.get(end, (0.0, []))[0]:
                    after[end] = (value, [*parts, kana[place:end]])
        best = after
    return best.get(len(kana), (0.0, None))[1]


def main() -> None:
    """Print the table."""
    known = sorted(words())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for surface, kana, _ in known:
        if len(surface) == 1 and len(kana) <= LONGEST + 1:
            counts[surface][kana] += 2
    for _ in range(5):
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for surface, kana, name in known:
            parts = share(surface, kana, counts)
            for sign, part in zip(surface, parts or (), strict=bool(parts)):
                found[sign][part] += 2 if name else 1
        counts = found
    from hanja.table import hanja_table
    from pypinyin import Style, pinyin

    korean = hanja_table
    print("# kanji, Japanese readings, Chinese, Korean; made by benchmarks/translation/build_readings.py")
    for sign in sorted(counts):
        least = max(2, sum(counts[sign].values()) / 400)
        kept = [kana for kana, count in counts[sign].most_common(KEPT) if count >= least]
        chinese = [syllable for syllable in pinyin(sign, style=Style.NORMAL, heteronym=True)[0] if syllable.isalpha()]
        if kept:
            row = (sign, " ".join(kept), " ".join(dict.fromkeys(chinese[:2])), korean.get(sign, ""))
            sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
