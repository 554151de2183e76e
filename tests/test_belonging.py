"""What lies in a country or a prefecture, or is its own: translate/names/belonging.py."""

from __future__ import annotations

import pytest

from translate.checks.pair import Pair
from translate.names import belongs, places_in
from translate.tables import rows


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("French", "マクロン大統領は議会下院の解散を発表した。", True),
        ("German", "マクロン大統領は議会下院の解散を発表した。", False),
        ("U.S.", "ブリンケン国務長官が訪れた。", True),
        ("United States", "ダラスで銃撃があった。", True),
        ("Texas", "ダラスで銃撃があった。", True),
        ("Ohio", "ダラスで銃撃があった。", False),
        ("British", "リバプールの港で火事があった。", True),
        ("South Korean", "釜山の港で火事があった。", True),
        ("Niigata", "柏崎刈羽原発で訓練があった。", True),
        ("Ishikawa", "輪島市で訓練があった。", True),
        ("Toyama", "輪島市で訓練があった。", False),
        ("Smith", "輪島市で訓練があった。", False),
    ],
)
def test_a_country_or_a_prefecture_is_known_by_what_is_in_it(name: str, text: str, wanted: bool):
    pair = Pair(text, "")
    assert belongs(name, text, places_in(text, pair.short_tokens)) is wanted


def test_the_tables_name_each_holder_once_and_nothing_twice():
    for table in ("places-within.tsv", "country-signs.tsv"):
        listed = rows(table)
        holders = [holder for holder, _ in listed]
        if table == "country-signs.tsv":
            assert len(holders) == len(set(holders))
        for holder, words in listed:
            names = words.split("|")
            assert len(names) == len(set(names)), holder
            assert all(len(name) > 1 for name in names), holder
