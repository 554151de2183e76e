"""Polite (です・ます) or plain (である): what the end of a Japanese sentence tells."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from .characters import members
from .lazy import lazy

Register = Literal["polite", "plain"]

TAIL = 8
"""Code points before the full stop that are looked at; a longer ending tells nothing more."""

_POLITE = lazy(
    r"(?:です|でした|でしょう|[いきしちにびみりじぎえけせてねべめれげぜで見観来出着寝得居経似煮](ます|ました|ません(?:でした)?|ましょう))[よねな]{0,2}$"
)
_PLAIN = lazy(
    r"(?:で(?:ある|あった)|だった|だろう|(?<=[てで])い(?:る|た)|(?<!ま)した|する|なかった|(?<![ぁ-ん])ない|[ぁ-ん]れ(?:る|た)|[えけせてねべめげき]る|[がもにと]ある|[にとく]なる|[かがさたなまわらばれきはで]ない|(?<=っ)た|(?<=の)だ)$"
)
_COURTEOUS = lazy(r"(?:感謝して?い?|申し上げ|願い(?:いた|致)?し?|ございま|祈りし)(?:ます|ました|した|す)$")
_LAST_COURTEOUS, _LAST_POLITE, _LAST_PLAIN = "すた", "すたうんよねな", "るたういだ"
"""What the three end with."""
_REQUEST = ("ください", "下さい", "なさい")
_ADJECTIVES = "高多安白痛無良悪長短強弱近遠早速広狭重軽深浅暗若古熱暑寒辛甘苦黒赤青丸細太薄厚濃硬固堅柔温緩遅低鋭鈍怖危"
_SURE = lazy(
    r"(?:(?:(?<=[見来出得寝着居似煮せてで])|(?<=[つづにがも]い)|(?<=[つか]け))た|(?<=[てでを])きた"
    r"|(?:(?<=[んうとけりきァ-ヶー])|(?<=はず)|(?<=まま)|(?<=みたい)|(?<=から)|(?<=のみ))だ|だろう"
    r"|(?<=[でくかがもはきられわたまばえさいしりけめせべねてゃにと])ない|(?<=んど)ない|(?<=[がもでて])いい|(?<=[てで]み)たい|(?<=[し見])たい"
    rf"|ほしい|大きい|小さい|すごい|ひどい|暖かい|やすい|にくい|[{_ADJECTIVES}]い"
    r"|(?<=と)[い言思]う|[持立打待勝放保]つ|[書行聞置解描引続抱届働築咲泣歩吐履磨驚輝頂導招嘆説除付着突開空響]く"
    r"|(?<=[てで])(?:る|くる|いく|みる|もらう|しまう|おく|あげる)|[上下広曲]がる|(?<=[にがも])いる|すぎる|ある)$"
)
"""What the tagger would say the same of, at many times the cost: 着た, できない, 思う."""
_INFLECTED = lazy(
    r"([^ぁ-ヺー])(?:[いきしちにみりびじえけねべめれげ](た)|(?<![未唯只])(だ)|ら?しい|[えけせてねべめれげいきしちにりびじ](たい)"
    rf"|(?<!恐)[かまわ]?る|(?<![難向{_ADJECTIVES}死謝号恋比休位心全])[うすむぶ])$"
)
"""The same after a kanji, which it has in its first group; た, だ and たい are told alone: 述べた, 必要だ, 分かる."""
_NONE = lazy("(?:そう|(?<![まとた])よう|がとう|でとう|さん|なく|(?<=.)しく|はい|(?<=[るただい])みたい|[くぐ]らい)$")
"""The same of what tells no register: 食べよう, ありがとう."""
_OPEN = lazy(r"[うくぐすつぬぶむるいただん][よねなわ]{0,2}$")
_PARTICLES = lazy("[よねなわ]{1,2}$")
_is_kanji = members("一-鿿")
_VERBAL = ("動詞", "形容詞", "助動詞")


class Ending(NamedTuple):
    """The register of a sentence, and how many characters before its full stop the telling word begins."""

    register: Register
    length: int


_DESU = Ending("polite", 2)


@lru_cache(8192)
def ending_of(tail: str) -> Ending | None:
    """The register that the last characters of a sentence tell, its full stop left out; None where they tell none.

    Nouns, questions, commands, requests (ください), thanks and sentences that break off (…が、…から) belong to
    neither.

    >>> ending_of("合意したのです"), ending_of("結んだ")
    (Ending(register='polite', length=2), Ending(register='plain', length=1))
    >>> ending_of("大きな狙い"), ending_of("なぜでしょうか"), ending_of("見てください")
    (None, None, None)
    """
    tail = tail[-TAIL:]
    if tail.endswith(_REQUEST):
        return None
    if tail.endswith("です"):
        return _DESU
    last = tail[-1:]
    if last in _LAST_COURTEOUS and _COURTEOUS.search(tail):
        return None
    if last in _LAST_POLITE and (match := _POLITE.search(tail)):
        return Ending("polite", len(tail) - match.start(1 if match.group(1) else 0))
    if last in _LAST_PLAIN and (match := _PLAIN.search(tail)):
        return Ending("plain", len(tail) - match.start())
    if not _OPEN.search(tail) or last in "うんくい" and _NONE.search(tail):
        return None
    verb = _PARTICLES.sub("", tail) if last in "よねなわ" else tail
    sure = verb is not tail and _PLAIN.search(verb) or _SURE.search(verb)
    if sure:
        return Ending("plain", len(tail) - sure.start())
    inflected = _INFLECTED.search(verb)
    if inflected and _is_kanji(inflected[1]):
        return Ending("plain", len(tail) - inflected.start(inflected.lastindex or 1))
    return ending_by_tagger(tail)


def ending_by_tagger(tail: str) -> Ending | None:
    """The same, by the morphological tagger alone."""
    from glossaries.morphology import tokens

    found = tokens(tail)
    while found and found[-1].pos[:2] == ("助詞", "終助詞") and found[-1].surface != "か":
        found.pop()
    if not found or found[-1].pos[0] not in _VERBAL:
        return None
    if found[-1].surface == "す" and found[-1].pos[4] == "助動詞-デス":  # そうっす, and slips like 返さす
        return None
    last = len(found) - 1
    while last > 0 and found[last].pos[4] in ("助動詞-タ", "助動詞-ヌ", "助動詞-デス", "助動詞-マス"):
        if found[last].pos[4] in ("助動詞-デス", "助動詞-マス"):
            while found[last - 1].pos[4] in ("助動詞-マス", "助動詞-ヌ") and last > 1:
                last -= 1
            return Ending("polite", len(tail) - found[last].start)
        last -= 1
    if found[last].pos[4] in ("助動詞-デス", "助動詞-マス"):
        return Ending("polite", len(tail) - found[last].start)
    form = found[-1].pos[5]
    if not form.startswith(("終止形", "連体形")) and found[-1].surface != "だろう" or found[-1].surface == "ん":
        return None
    if found[-1].pos[4].startswith("文語") or len(found) == 1 and found[0].oov:
        return None
    return Ending("plain", len(tail) - found[-1].start)
