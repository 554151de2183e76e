"""的 where Japanese has の: 2時間的練習 for 2時間の練習.

Japanese has 的 too, in 政治的判断 and 父親的存在, and which of the two a 的 is often depends on the meaning. Found
are only those after words that Japanese does not join to 的; everything else is left to the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import members
from ..lazy import lazy
from .model import Residue
from .table import HAN, is_han

CONFIDENCE = 0.4

_COUNTED = (
    "(?<=[0-9０-９])(?:時間|分間|秒間|年間|[かカヶケ]月間?|日間|週間|時|分|秒|年|月|日|人|円|回|個|台|枚|冊|歳|軒|ドル|ユーロ|%|％|"
    "キロ|メートル|センチ|トン|リットル|kg|km|cm|mm)"
)
# Adjectives that take な or の; 必要的, 可能的 and the like are terms of law and philosophy.
_ADJECTIVES = (
    "同様|様々|色々|大切|大事|簡単|綺麗|上手|下手|便利|豊富|有名|著名|立派|新鮮|丁寧|貴重|重要|優秀|巨大|膨大|莫大|多様|多彩|"
    "独特|高価|安価|急速|迅速|顕著|不可欠|不可能|詳細|快適|厳重|慎重|素敵|奇妙|贅沢|大量|多額|最大|最新|最高級|不要不急|"
    "唯一|当時|最近|今後|以前|以後|以降|以下|以上|以外|今年|昨年|来年|昨日|明日|翌日|今回|前回|次回|当初|直後|直前"
)
_BEFORE = lazy(rf"(?:{_COUNTED}|{_ADJECTIVES})\Z")
_LONGEST = 4  # characters of a word that _BEFORE matches
_PARTICLE = lazy("的(?![確中外])")  # not 的確, 的中, 的外れ
_is_in_noun = members(HAN + "ァ-ヺー")
_is_after = members(HAN + "ァ-ヺA-Za-z0-9")
# Words that follow 的 in Japanese after anything: どうにかなる的発想, 父親的存在.
_ABSTRACT = lazy(
    "発想|発言|考え|思考|思想|感覚|感じ|感性|雰囲気|存在|役割|役回|立場|立ち|位置|意味|要素|側面|性格|性質|体質|視点|観点|価値|手法|"
    "態度|議論|論|話|空気|状況|展開|言|表現|行動|対応|姿勢|印象|世界|文化|社会|人物|人間|キャラ|ポジション|スタンス|イメージ|ニュアンス|ノリ"
)


def find_particles(line: str, start: int, end: int) -> Iterator[Residue]:
    """Yield each 的 in line[start:end] that is most likely の."""
    for match in _PARTICLE.finditer(line, start, end):
        at = match.start()
        if at == start or at + 1 == end or not _is_after(line[at + 1]):
            continue
        known = _ends_name(line[max(0, at - 3) : at]) or _BEFORE.search(line, max(start, at - _LONGEST), at)
        if known and not _ABSTRACT.match(line, at + 1):
            yield Residue(at, at + 1, "word", CONFIDENCE, "Japanese does not join 的 to the word before it.", "の")


def _ends_name(before: str) -> bool:
    """True after 等 and, in the name of an office, after 省, 庁 and 署; `before` is three characters at most."""
    noun, last = before[:-1], before[-1]
    near = noun[-1:]
    if last == "等":
        return len(noun) == 2 and all(map(_is_in_noun, noun)) and near not in "均平対中高初同下上特優劣"
    if last == "省":
        return len(noun) == 2 and all(map(is_han, noun)) and near not in "反自内帰全"
    if last == "庁":
        return is_han(near) and near not in "全官県府道省"
    return last == "署" and near in tuple("察防務")
