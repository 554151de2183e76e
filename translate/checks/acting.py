"""Who acts on whom in the Japanese: verbs with two people or bodies in their clause, each with its particle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from translate.tables import rows

from .actors import CLOSED, NOUNS, SUBJECTS, Span, actor_after, actor_before, ends_clause
from .pair import Pair

if TYPE_CHECKING:
    from glossaries.morphology import Token

_PHRASES = (5, 4, 3)
"""Of how many tokens a row of the table may be that is no single verb."""

_PREDICATES = ("動詞", "形容詞", "助動詞", "形状詞")
_FAVOURS = ("もらう", "いただく", "くれる", "くださる", "ほしい")
THAN = "より"
"""The particle of what is compared."""
_OTHERS_ACT = ("せる", "させる", "たい", "れる", "られる")

_EITHER_WAY = frozenset(
    "もらう 貰う 受ける 受け取る 得る 借りる 買う 買い取る 聞く 学ぶ 習う 教わる 負ける 敗れる"
    " 屈する 勝つ 会う 似る 加わる なる する ある いる 属する 苦しむ 直面 加入 参加 入る"
    " 勤める 住む 通う 着く 行く 来る 向かう 帰る 戻る 入院 就任 所属 出席 出演 次ぐ 続く"
    " 代わる 従う 基づく 関わる 関する 対する 知る 分かる 見る 思う 言う 述べる 話す 語る"
    " できる 含む 持つ 結婚 勝利 優勝 敗北 相談 悩む 頼る 依存 感じる 決まる つながる 当たる"
    " 就く 立つ 出る 生まれる 当選 転じる 転ずる 合流 合格 入社 入学 入団 移籍 派遣 出場 購入"
    " 落札 獲得 取得 継承 相続 納得 感心 感動 感激 感謝 驚く 喜ぶ 怒る 悲しむ 満足"
    " 失望 困る 慣れる 飽きる 憧れる 同情 共感 興奮 恵まれる".split()
)
"""Verbs, and nouns that する makes verbs, of which English often tells the other side (was impressed by), or that act
on nobody.
"""


class Verb(NamedTuple):
    """A row of the table: the particle of the other one; English whose subject acts, and whose subject does not."""

    particle: str
    acts: re.Pattern[str]
    suffers: re.Pattern[str] | None


class Told(NamedTuple):
    """That of the Japanese in which one acts on the other: places in the folded text; no verb for one of no table."""

    verb: Verb | None
    place: Span
    acting: Span
    other: Span


def told(pair: Pair) -> Iterator[Told]:
    """The verbs of the Japanese of which it is plain who acts on whom."""
    tokens = pair.short_tokens
    for at, token in enumerate(tokens):
        verb, end = _verb_at(tokens, at)
        if verb is None and not _is_plain(tokens, at, end):
            continue
        passive = end < len(tokens) and tokens[end].dictionary in ("れる", "られる")
        after = end + passive
        follows = [token.dictionary for token in tokens[after : after + 3]]
        if follows[:1] and follows[0] in _OTHERS_ACT or any(word in _FAVOURS for word in follows):
            continue
        particles = [verb.particle] if verb else ["を", "に"]
        found = [(particle, *_arguments(pair, particle, at, passive)) for particle in particles]
        particle, subjects, others = next((each for each in found if each[2]), found[0])
        if not subjects:
            subjects = _topic(pair, at, after, passive)
        described = actor_after(pair, after)
        if described and not subjects and others:
            subjects = [described]  # 首相を支持する議員
        elif described and len(subjects) == 1 and not others and not passive and particle == "を":
            others = [described]  # 首相が任命した大使
        if verb is None and not described and not ends_clause(tokens, after):
            continue
        if len(subjects) == 1 == len(others):
            acting, other = (others[0], subjects[0]) if passive else (subjects[0], others[0])
            yield Told(verb, (token.start, tokens[end - 1].end), acting, other)


def _verb_at(tokens: list[Token], at: int) -> tuple[Verb | None, int]:
    """The verb that begins with a token, if it is in the table, and the number of the token behind it."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else token
    for size in _PHRASES:  # 高く評価する, 感謝の意を示す
        phrase = tokens[at : at + size]
        together = _verbs().get("".join(each.surface for each in phrase[:-1]) + phrase[-1].dictionary)
        if together and len(phrase) == size:
            return together, at + size
    if token.pos[0] == following.pos[0] == "動詞":
        together = _verbs().get(token.surface + following.dictionary)  # 競り勝つ
        if together:
            return together, at + 2
    if token.pos[0] in ("動詞", "形容詞") or token.dictionary in ("年上", "年下"):
        return _verbs().get(token.dictionary), at + 1
    if token.pos[0] == "名詞" and at + 1 < len(tokens) and tokens[at + 1].dictionary == "する":
        return _verbs().get(token.dictionary + "する"), at + 2
    return None, at


def _is_plain(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a token begins a verb that English as a rule tells by one whose subject is the same."""
    verb = end == at + 2 or tokens[at].pos[0] == "動詞" and tokens[at].pos[1] == "一般"
    return verb and tokens[at].dictionary not in _EITHER_WAY


def _arguments(pair: Pair, other: str, at: int, passive: bool) -> tuple[list[Span], list[Span]]:
    """Who may be the subject of a verb in its own clause, and who the other one, whose particle is `other`."""
    tokens, start = pair.short_tokens, _clause_start(pair.short_tokens, at)
    subjects, others, owners = list[Span](), list[Span](), list[Span]()
    for place in range(start, at):
        particle = tokens[place].surface
        if tokens[place].pos[0] != "助詞" or not (noun := actor_before(pair, place, start)):
            continue
        if particle in SUBJECTS:
            subjects.append(noun)
        elif particle == ("に" if passive else other) or passive and particle == "から":
            others.append(noun)
        elif particle == "の" and not passive and _owns_object(tokens, place, at, other):
            owners.append(noun)
    return subjects, others or owners


def _clause_start(tokens: list[Token], at: int) -> int:
    """The first token of the clause that ends with a verb: behind the predicate or the sign before it."""
    for place in range(at - 1, -1, -1):
        ends = tokens[place].pos[0] in _PREDICATES and not _is_adverb(tokens, place)
        if tokens[place].surface in CLOSED or ends:
            return place + 1
    return 0


def _is_adverb(tokens: list[Token], at: int) -> bool:
    """Whether a token only says how something is done, or what a noun is like: 厳しく, 全面的に, 惜しみない拍手を."""
    following = tokens[at + 1].surface if at + 1 < len(tokens) else ""
    if tokens[at].pos[0] == "形状詞":
        return following in ("に", "な")
    if tokens[at].pos[5].startswith("連体形") and tokens[at].pos[0] != "動詞":
        of = at - 1 if tokens[at].pos[0] == "形容詞" else at - 2
        bare = tokens[at].pos[0] == "形容詞" or tokens[at].surface == "な"
        return bare and (of < 0 or tokens[of].surface in ("に", "を", "は", "、", "で", "と"))
    inflected = tokens[at].pos[0] == "形容詞" and tokens[at].pos[5].startswith("連用形-一般")
    return tokens[at].pos[0] == "副詞" or inflected and following not in ("て", "、", "")


def _owns_object(tokens: list[Token], at: int, verb: int, particle: str) -> bool:
    """Whether what の belongs to is what the verb is about: 会社の提案を（強く）拒否した, 会社の提案を市が拒否した."""
    noun = at + 1
    while noun < verb and tokens[noun].pos[0] in NOUNS:
        noun += 1
    rest = range(noun + 1, verb)
    between = all(
        tokens[place].pos[0] in NOUNS or tokens[place].surface in ("が", "に") or _is_adverb(tokens, place)
        for place in rest
    )
    return at + 1 < noun < verb and tokens[noun].surface == particle and between


def _topic(pair: Pair, at: int, after: int, passive: bool) -> list[Span]:
    """The subject of a verb that has none in its clause: behind it (教え子に誘われて、山本さんは), or the topic."""
    tokens = pair.short_tokens
    following = after + (tokens[after : after + 1] != [] and tokens[after].surface == "て")
    if passive and following < len(tokens) and tokens[following].surface == "、":
        for place in range(following + 1, len(tokens)):
            if tokens[place].pos[0] == "助詞" and tokens[place].surface in SUBJECTS:
                noun = actor_before(pair, place, following + 1)
                return [noun] if noun and noun[0] == tokens[following + 1].start else []
            if tokens[place].pos[0] not in NOUNS:
                break
    if not ends_clause(tokens, after):
        return []
    for place in range(_clause_start(tokens, at) - 1, 0, -1):
        if tokens[place].surface in CLOSED:
            break
        if tokens[place].surface == "は" and tokens[place].pos[0] == "助詞":
            noun = actor_before(pair, place)
            return [noun] if noun else []
    return []


@lru_cache(maxsize=1)
def _verbs() -> dict[str, Verb]:
    return {
        word: Verb(particle, re.compile(rf"\b(?:{acts})\b"), re.compile(rf"\b(?:{suffers})\b") if suffers else None)
        for words, particle, acts, suffers in rows("roles.tsv")
        for word in words.split("|")
    }
