"""What the rules of spaces share: which stretch a space stands in, and whether the space parts things on purpose."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

from .characters import HIRAGANA, LETTER
from .lazy import lazy
from .spans import Rows, Spans

_BREAKS = "\n\r|｜"
"""What ends a line, or the cell of a table."""
_SPACES = lazy(r"(?<=\S)[ \u3000\t]+(?=\S)")
LABEL = lazy(f"[{LETTER}A-Za-z0-9・ ]{{1,12}}")
_CUE = lazy(
    r"[\s\u3000・●○■◆★☆◎]*(?:[A-Z]{1,2}[0-9]{1,3}|(?:Ep|No)\.[0-9]{1,3}|(?:Lesson|Track|Unit|Part) ?[0-9]{1,3})"
)
"""A number of a cue, a lesson, a song: N1, S12, Ep.3, Lesson 1."""
_GRAMMAR = lazy(
    "(?:[はがをにでとのもへや]|です|でし|だ[っがとけ]|だ(?![ぁ-ん])|である|する|すれ|した|して|しな|しま|しよ|しつ|しう|しや|し、|され|させ"
    "|せず|でき|から|まで|より|など|だけ|しか|さえ|すら|こそ|ばかり|くらい|ぐらい|ほど|なら|な(?![ぁ-ん])|なの|らし|みたい|っぽ|って|さん"
    "|くん|ちゃん|さま|たち|つ(?:の|目|が|を|に|は|も|で|と|、|。)|ごと|ずつ|か[所国月年条村]|ヶ|および|または|あるいは|ないし|ならび|かつ"
    "|か(?![らな]?[ぁ-ん])|かどうか|だろ|なんて|なが|ない|ね(?![ぁ-ん])|よ(?![ぁ-ん])|ら(?:が|は|の|を|に|と|も)|すべき|しろ|せよ|ふう|ぶり|ごろ|ため|わけ|どうし"
    "|あて|つつ|たり)"
)
_WORD_OF_KANA = lazy(
    r"は(?:じ[めま]|てブ|い(?=[、。！!\s]|$)|なび|なし|やぶさ|るか|んこ|がき|さみ|なれ)|が(?:ん[ば者]|っこう|っつり)|に(?:ほん|わとり|んじん|んぎょう|ぎや|おい)"
    r"|で(?:んわ|んしゃ|んき|かけ)|と(?:じる|ても|ころ|りあえず|りつけ|りかえ|うふ|んかつ|びら)|の(?:りもの|みもの|ちほど|んびり)"
    r"|も(?:う(?!し)|し(?:も|くは)|っと|みじ|も(?=[のをが]))|へ(?:や(?=[のをがは])|そ(?=[のをが]))|や(?:さし|っと|すみ|すい|わら|りかた)"
)
"""A word that begins like a particle: はじめまして, とじる, なごり."""
_PROSE = lazy(f"[{HIRAGANA}、。]")
_WORD = "一-鿿々ァ-ヺー"
"""Kanji and katakana: the few ranges compile in a tenth of the time that all of `characters` take."""
_GOES_ON = lazy(
    f"(?:[0-9]{{1,3}}(?:[-.][0-9]{{1,3}})* ?)?(?:を|(?:[はがにのとでもへ]|から|まで|より) ?(?=[{_WORD}A-Za-z0-9]))"
)
"""What goes on in a sentence after a label or a number: 1 を, の港."""
_ORDINAL = lazy(
    r"[\s\u3000#>*_・●○■◆★☆◎▲▼◇□※-]*(?:>>[0-9]{1,4}|P\.[0-9]{1,4}|第?[0-9０-９一二三四五六七八九十百〇]+(?:章|節|部|編|回|話|巻|号|条|項|課|幕|日目|限|位|[.．)）])?"
    r"|[（(【〔［\[]?[0-9０-９]+[）)】〕］\]]|(?:図表|図|表|写真|付録|別表|資料|例題|例|問題|問|式|注|Fig|Figure|Table|Vol|No|Step|STEP|Q|A|Part|Chapter)"
    r"[.． ]?[0-9０-９]*(?:[-.－][0-9０-９]+)*|[0-9]+(?:[.:：-][0-9]+)*|[0-9]{1,2}/[0-9]{1,2}"
    r"|[A-Z]|[■●◆▼◇□▲○◎★☆・※→▶✓✔◯o])[.．:：]?"
)
_WORDS = (
    r"日[本米韓朝露英仏独印豪銀立]|人[気間工材民口生事権類]|名古|社[会長員説]|点[検字灯]|台[湾風所本東南北]"
    r"|時[事代期刻]|分[析布類裂別]|市[場民]|回[復答]|個[人別性]|代[表替理]|階[段級層]|版[画権]|校舎|区[分別]|週刊|万博|節[電約]"
)
"""What begins like a counter and is a word of its own: iPhone 15 台湾版, 1 日本の港."""
COUNTERS = (
    f"(?!{_WORDS}|本(?![目以立柱足勝線入組増減])[{_WORD}])"
    "(?:年|月|日|時|分|秒|円|人|個|件|本|名|台|社|章|節|巻|話|位|号|枚|冊|軒|校|区|匹|頭|羽|週|割|代|階|点|版|市|県|町|村|カ国|か国|ヶ国|カ月|か月|万|億|兆|歳|倍|回|度|世紀"
    "|つ目?(?=[のをがはもにとで、。]|$)|%|％)"
)
COUNTER = lazy(COUNTERS)
PARTICLES_ALONE = "(?:[をはがのにとでへも]|から|まで|より)(?![ぁ-ん])|を|です"
"""A particle or an ending with no other after it."""
UNITS = (
    "(?:[隻両機発基棟戸票桁行列](?![一-鿿])|世帯|議席|試合|文字|種類|段階|通り|次元|丁目|番地"
    "|(?:キロ|センチ|ミリ|メガ|ギガ)?(?:ドル|ユーロ|ポンド|ウォン|ルーブル|フラン|ペソ|キロ|センチ|ミリ|メートル|グラム|トン|リットル|ヘクタール"
    "|パーセント|ポイント|ヤード|マイル|ノット|バレル|ワット|ボルト|ヘルツ|バイト|ビット|カロリー|ページ|カ所|か所|ヶ所)(?![ァ-ヺー]))"
)
"""What counts where a particle stands before the number; after a label it is a word: 図1 ページの構成."""
UNIT = lazy(UNITS)
COUNTED = lazy(f"(?:{COUNTERS}){{1,3}}(?:[間目度前後半弱強]|以[上下内外前後]|未満|超|連続)*(?![{_WORD}A-Za-z])")
"""A counter that ends there, with no other word after it: 1 年で; but 1 年間行事, 2 本サービス are items of a list."""
SUFFIX = lazy("(?:社|版|用|型|製|系|式|級|側|氏|案|組|群|線|点|軸|面|国|県|市|内|圏|軍|語|化|的|性|言語)(?![一-鿿々])")
"""What makes a word with the letters before it: A 社, iOS 版."""
LONGEST = 400
LEAST_GAPS, GAP, NEAR = 3, 16, 48
_GAP = lazy(f" (?<=[{HIRAGANA}] )(?=[{LETTER}])")
_KANJI = lazy("[一-鿿々]")
KANJI_SHARE = 0.2


@lru_cache(1)  # asked for each space of one text
def breaks_of(text: str) -> str:
    """What ends lines or cells in a text."""
    return "".join([sign for sign in _BREAKS if sign in text])


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The line, or the cell of a table, that holds text[start:end]; at most 400 characters on either side."""
    low, high = max(0, start - LONGEST), min(len(text), end + LONGEST)
    for sign in breaks_of(text):
        before, after = text.rfind(sign, low, start), text.find(sign, end, high)
        low = before + 1 if before >= 0 else low
        high = after if after >= 0 else high
    return low, high


def is_prose(line: str) -> bool:
    """True if the line has hiragana, 、 or 。: it is running text, no label and no row of values."""
    return _PROSE.search(line) is not None


def prose_in(text: str, low: int, high: int) -> int:
    """The offset of the first hiragana, 、 or 。 in text[low:high]; `high` if it has none."""
    match = _PROSE.search(text, low, high)
    return match.start() if match else high


def after_ordinal(before: str, after: str) -> bool:
    """True if `before`, the line up to a space, is only a number, a label or a mark (第1章, 図2, 10:30, ■).

    A number whose counter follows (2026 年に) is none, nor a letter that is half of a word (A 社), nor what a particle
    follows (図 1 を).

    >>> after_ordinal("第1章", "はじめに"), after_ordinal("図2", "構成"), after_ordinal("2026", "年に")
    (True, True, False)
    """
    if _CUE.fullmatch(before) and is_word_of_kana(after):
        return True
    if not _ORDINAL.fullmatch(before) or _GOES_ON.match(after):
        return False
    return not (before[-1:].isdigit() and COUNTED.match(after) or before[-1:].isalpha() and SUFFIX.match(after))


def is_word_of_kana(text: str) -> bool:
    """True if text begins with hiragana that are no particle and no ending: a word of its own.

    >>> is_word_of_kana("みなと"), is_word_of_kana("はじめまして"), is_word_of_kana("を見る"), is_word_of_kana("である")
    (True, True, False, False)
    """
    return "ぁ" <= text[:1] <= "ん" and (_GRAMMAR.match(text) is None or _WORD_OF_KANA.match(text) is not None)


@lru_cache(1)
def parted_lines(text: str) -> Spans | None:
    """The lines of a text whose words are parted by spaces, as in books for children and in verse; None for none.

    A line counts with the two before and after it: three such spaces, one for 16 letters and more; two where it has no
    kanji.
    """
    gaps = [match.start() for match in _GAP.finditer(text)] if " " in text else []
    if len(gaps) < LEAST_GAPS - 1:
        return None
    found: list[tuple[int, int]] = []
    close = {at for one, other in pairwise(gaps) if other - one <= NEAR for at in (one, other)}
    for at in sorted(close):
        if found and at < found[-1][1]:
            continue
        line = line_of(text, at, at + 1)
        low, high = line
        for _ in range(2):
            low = max(0, text.rfind("\n", 0, max(0, low - 1)) + 1, low - LONGEST)
            line_break = text.find("\n", high + 1)
            high = min(line_break if line_break >= 0 else len(text), high + LONGEST)
        count = bisect_left(gaps, high) - bisect_left(gaps, low)
        around = text[low:high]
        kanji = len(_KANJI.findall(text, *line))
        if "。" in text[slice(*line)] and kanji > KANJI_SHARE * (line[1] - line[0]):
            continue  # a machine has parted them
        least = LEAST_GAPS if kanji else LEAST_GAPS - 1
        if count >= least and sum(map(str.isalpha, around)) <= GAP * count:
            found.append(line)
    return Spans.of(found) if found else None


def rows_of_values(text: str) -> Rows:
    """Lines that are rows of values or names: neighbours with as many spaces each, and no prose."""
    return Rows(text, _spaces, 2)


def _spaces(line: str) -> int:
    if " " not in line and "\u3000" not in line and "\t" not in line or is_prose(line):
        return 0
    return len(_SPACES.findall(line.strip()))
