"""A negation that one text has and the other has not, where that is certain.

Japanese is read by its morphemes (ない, ず, ぬ, まい, ません), without the phrases in which they do not negate
(かもしれない, なければならない, だけでなく). Words that deny by themselves (不, 未, 拒む; fail, without) stand for a
negation of the other text, but need none there. So a pair is flagged only where one text plainly denies and the other
has nothing at all that could.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cleantext.lazy import lazy
from translate.preediting import plain_words
from translate.segment import Flag
from translate.tables import rows

from .pair import Pair

_NO_NEGATION = lazy(
    "(?:すみません|すいません|申し訳(?:あり|ござい)ません|(?:な(?:けれ|きゃ)(?:ば|)|なく(?:て|)は|ね(?:ば)|ないと)(?:な(?:ら|り)|いけ|だめ)[^、。]{0,6}|ざるを得|ざるをえ|わけにはいか"
    "|[なね]ければ"
    "|かもしれ|かも知れ|しか[^、。]{0,12}(?:な|ありま)|だけで(?:は)?(?:な|あり)|のみ(?:なら|で(?:は)?な)|ばかりで(?:は)?な|ばかりか|じゃな[いく]"
    "|で(?:は)?な(?:い|かった|かろう)(?:の)?(?:だろう|でしょう)?か|ない(?:だろう|でしょう)?か(?=[。？?」と、をど])|ませんか|なかろうか"
    "|少なくな|少なから|に(?:す|過)ぎ(?:な|ず|ま)|に違いな|に(?:他|ほか)なら|間違い(?:な|あり)|紛れもな|まぎれもな|やむを[得え]|仕方(?:が)?な|しかた(?:が)?な"
    "|余儀な"
    "|問わず|かかわらず|関わらず|拘わらず|限らず|思わず|絶えず|必ず|相変わらず|とりあえず|残らず|はからずも|遠から|いざ知ら|おしなべ"
    "|なくはな|なくもな|ないこともな|ないわけではな|ないとは(?:言え|いえ|限ら)|とは限ら|までもな|言うまでも|いうまでも"
    "|欠かせ|見逃せ|見逃さ|聞き逃せ|外せ|否め|否定でき|変わら|とどま[らり]|止まら|収まら|絶えな|尽きな|足り|知らず|知れ|限りな|もったいな|何気な|なんでもな"
    "|ないうち|ないまま|なく(?:なり|なる|なっ|なれ|な[いく]す)|たまら|つまら|くだら|かまわ|構わ|差し支え|いたたまれ|お[かけ]げさま|忘れ|構い|かまい|しょうがな|どうしようもな"
    "|なるべく|隔てな|さりげな|とめどな|程な|ほどな|まもな|間もな|ともな|もな[くい](?:、|$)|なければ(?:と|。|、|」)|言わざる|ねばと|たところで|訳ない|わけな"
    "|変わり(?:ませ|な)|かつてな|これまでにな|前例のな|かね(?:な|ませ)|わけな|わけがな|てもらえません|てくれない(?=と)|でき(?:ない|ません)か|ないと。?$"
    "|首が回ら|らちが[明あ]か|埒が[明あ]か|うだつが上がら|頭が上がら|手に負え|歯が立た"
    "|それほど|さほど|あまり"
    "|(?:まで|以外|ほど)[^、。]{0,8}(?=ない|なかった|ません|ず))(?:な(?:い|かった|く)|い|ません|ず|ぬ)?"
)
_MUST = lazy(
    "(?:なけれ(?:ば)?|なきゃ|なくて?は|ねば|ないと|なくちゃ)(?:なら|なり|いけ|だめ)(?:な(?:い|かった|く)|ません|ぬ|ず)?|かも(?:しれ|知れ)(?:な(?:い"
    "|かった)|ません|ず|ぬ)?"
)
_DENIES = lazy(
    "(?:では|には|とは|はし|でき|られ|られてい|てい|でい|[えけげせてねべめれい])(?:な(?:い|かった|く)|ません)|(?<![少危])なかった|ません|ないこと(?:を決|に(?:し|決|な[っり])|で(?:合意|一致))|ないと(?:し|述|説|語|話|発"
    "|主張|強調|い|言|見)"
    "|(?<!心配し)(?<!遠慮し)(?<!気にし)ないで(?:くださ|下さ|[ほ欲]し)"
    "|[^少危]ない(?:。|」|$|ん[でだ]|の[でだ]|方針|考え|姿勢|意向|見通し)"
)
_LEXICAL = lazy(
    "不(?!動産|思議|足|安|便|幸|調|振|倫|良|景気|正|審|祥|況)|無(?![線料事人数])|未(?![来明遂満成亡])|非(?!常)|(?<!拒)否|拒|禁|断念|断[っりる]|欠(?!場)|失敗|(?<!た)(?<!ら)しか(?![しも])|だけ(?!で(?:は|も)?な)|のみ(?!な)|わずか"
    "|以外|(?<![見みけ])なし(?!遂)|なくな|もとな|避(?!難)|免|違|ゼロ|足りな|(?<![避困])難(?!民)|困難|反対|見送|まだ|控え|やめ|中止|撤回|閉(?!じ込)|省略|そのまま|いいえ|いいや|いえいえ|ううん|(?:^|[。、！？「])(?:いえ|いや(?=[、。いぁー]))|以上です|の誤り|苦手|無理|ダメ|だめ|駄目|ごめん"
    "|保留|遠慮|(?<=[いきしちにみりえけせてねべめれ])(?:づら|にく|難|(?<!あり)がた)[いくさ]|(?<![海郊野屋案意国社])外(?=[のだでにと、。])|[るたい]か[をはが]"
)


class _Word(NamedTuple):
    """A word that denies by itself, and the English that tells it; `alone` if that tells no other denial beside it."""

    japanese: re.Pattern[str]
    english: re.Pattern[str]
    alone: bool


_WORDS = tuple(
    _Word(lazy(ours), lazy(rf"\b(?:{english})\b"), alone)
    for ours, english, alone in (
        ("まだ", "still|yet", False),
        ("わずか|だけ|のみ", r"only|mere\w*|just|alone|exclusiv\w*|sole\w*|simply|slight\w*|small|few|single", False),
        ("難", r"difficult\w*|hard|harder|tough\w*|challeng\w*|struggl\w*|refugee\w*|disaster\w*", False),
        ("違|異な", r"mistak\w*|differ\w*|wrong\w*|violat\w*|error\w*|unlike|illegal\w*|surely|sure|must", False),
        (
            "見送",
            r"postpon\w*|skip\w*|forgo\w*|forwent|(?:put|call|see|saw|seen)\w* off|shelv\w*|defer\w*|scrap\w*",
            False,
        ),
        ("免", r"exempt\w*|dismiss\w*|licen[cs]e\w*|immun\w*|spar\w*|duty-free|waiv\w*", False),
        ("断念", r"g[ia]v\w* up|abandon\w*|drop\w*", False),
        ("控え", r"ahead|before|prepar\w*|upcoming|refrain\w*|backup|reserve\w*|substitut\w*|hold\w* back", False),
        ("無傷|無事", r"un(?:harmed|hurt|injured|scathed)|safe\w*", False),
        ("不[通満正明安]", r"cut[ -]off|discontent\w*|fraud\w*|unknown|unclear|anxi\w*|worr\w*|concern\w*", False),
        ("失敗", r"mistake\w*|error\w*|unsuccess\w*|blunder\w*", False),
        ("否定|否認", r"den(?:y|ied|ies|ying|ial)|disput\w*", True),
        ("拒否?", r"refus\w+|reject\w*|declin\w*|turn\w* down|boycott\w*|resist\w*|veto\w*", True),
        ("反対|反発", r"oppos\w*|against|resist\w*|object\w*", True),
        ("中止|停止|取りやめ", r"cancel\w*|suspend\w*|halt\w*|stop\w*|call\w* off|scrap\w*|abort\w*", True),
    )
)

_DENIES_IN_FORM = lazy("な[いくかけ]|ず")
_NEGATING = frozenset({"ない", "無い", "ぬ", "ず", "まい", "ん", "ざる", "へん", "なし", "無し"})
_NOT = lazy(r"\b(?:not|never|cannot|no|nobody|nothing|none|nor|neither|nowhere)\b|n't\b")
_PLAIN_NOT = lazy(r"\b(?:not|never|cannot|nobody|nothing|none)\b|n't\b")
_NOT_ONLY = lazy(
    r"\bnot (?:\w+ )?(?:\w+ )?only\b|\byou (?:do not|don't) want to\b|\bnot (?:a bad|bad\b"
    r"|only|just|merely|simply|to mention|least|long|unlike|uncommon|a few|infrequent)"
    r"|\bif not\b"
    r"|\bor (?:may |might )?not\b|\bnothing (?:more|less|other|but)\b"
    r"|\bwhy not\b|\bcan(?:'t|not) (?:help|wait|but)|\bno (?:longer|less|later|more|fewer|matter"
    r"|doubt|sooner"
    r"|other)\b|\bno[. ]\d"
    r"|\bno-?one else\b|\bcouldn't be (?:more|happier)|(?:\bnot|n't)\b[^.]{0,35}\b(?:but|until"
    r"|unless"
    r"|without)\b|\bbut not\b|\bn't (?:it|he|she|they|we|you|that)\b"
    r"|(?:^|[.!?,\"“—] ?|\b(?:why|but|so|and|well) )(?:is|are|was|were|do|does|did|has|have|had|ca|could|would"
    r"|should|wo)n't\b(?:[^.!]|\b(?:mr|ms|mrs|dr)\.)*\?|(?:\b(?:not|never|no|nothing)|n't)\b[^.!?]{0,25}\?"
)
_IMPLICIT = lazy(
    r"\bun(?!der|ti|it|i[fqv]|ion|ease)[a-z-]{4,}|(?!wire|regard|none|serve)[a-z]{3,}less(?:ly)?\b|\bnon[a-z-]{3,}"
    r"|\b(?:impossib|inab"
    r"|intract|immov|immut|immob|desync|deactiv|incap|inadequa|insuffic|invalid|incorrect"
    r"|ineffect|inconven|incompl|independ|indirect|informal|illegal|irreg|irrelev|irrespons"
    r"|impatien|imperfect"
    r"|improper|inaccur|inactiv|inconsist"
    r"|indiffer|inevit|inexp|infreq|invis|insec|intoler|inaccess|indecis|indef|inelig|insign"
    r"|invulner|imposs"
    r"|disagr|disappr|disab|disapp"
    r"|disconn|discont|dishon|dislik|dismiss|disob|disqual|disreg|dissat|distrust|disbel|disput"
    r"|discourag"
    r"|mis(?:s|trust|under))\w*"
    r"|\b(?:without|fail\w*|lack\w*|refus\w+|den(?:y|ied|ies|ying|ial)|reject\w*|avoid\w*"
    r"|prevent\w*|stop\w*"
    r"|ban\w*|bar(?:red|s)|forbid\w*"
    r"|forbade|prohibit\w*|little|few|hardly|barely|rare\w*|seldom|scarce\w*|only|rather|instead"
    r"|free|absen\w+"
    r"|yet|remain\w*"
    r"|short|far|beyond|too|los[et]\w*|except\w*|unless|until|before|exclud\w+|declin\w+|resist\w*"
    r"|oppos\w+"
    r"|against|halt\w*|suspend\w*"
    r"|cancel\w*|abandon\w*|withdr\w+|delay\w*|less|least|zero|nil|empty|vacant|gone|vanish\w*"
    r"|spare\w*"
    r"|escap\w+|contrary|doubt\w*|skeptic\w+"
    r"|false|difficult\w*|struggl\w+|hesitat\w+|reluctan\w+|wary|refrain\w*|restrain\w*|ruled? out"
    r"|ignor\w+"
    r"|neglect\w*|overlook\w*|omit\w*"
    r"|skip\w*|void|blank|closed|shut\w*|nonetheless|nevertheless|regardless|irrespective|minimal"
    r"|otherwise|other than|bad idea|pending|more than one"
    r"|outside the|left out|leav(?:e|es|ing) (?:\w+ ){0,3}out|h[eo]ld(?:s|ing)? (?:\w+ ){0,5}back"
    r"|(?:keep(?:s|ing)?|kept) (?:\w+ ){0,3}(?:out|away|off|back|shut|secret)"
    r"|than ever|still|shy|averse|no-\w+|ex-\w+)\b"
)
_WITHIN = lazy(
    r"\b(?:impossib|inab|incap|insuffic|unab|unlikel|uncert|unclear|unchang|unexpect|unimagin|unprec"
    r"|unknown"
    r"|unnecess|unaccept"
    r"|(?!wire|regard|none|serve)[a-z]{3,}less\b|closed|closure|suspen|withdr|stopp|halt"
    r"|disapp|disagr|fail|refus|reject|lack|without|absen|prevent|avoid|prohibit|forbid|banned"
    r"|cancel|denied"
    r"|deny)\w*"
)
_SAME = (
    ("prevent", lazy("防|対策")),
    ("lack", lazy("不足|低さ|乏し")),
    ("suspen", lazy("サスペンド|停止|停職|休止|出場停止")),
    ("cancel", lazy("キャンセル|取り?消|中止|解約")),
    ("clos", lazy("閉|休館|休業|休校|廃")),
    ("fail", lazy("失敗|不合格|故障|落ち|怠")),
    ("reject", lazy("却下|退け")),
    ("stop", lazy("止ま|止め|やま|やめ|途絶")),
)
_TITLE_NO = lazy(r"(?<=[A-Z][a-z]) no (?=[A-Z])|(?<=[a-z]{3}) no (?=[A-Z][a-z])")
"""The particle の in a title in Latin letters: Kimetsu no Yaiba."""

_NOT_TO = lazy(r"(?:n't|not)\b[^.]{0,30}\bnot to\b|\bno, (?:no|not|never|i|it|he|she|we|they|that)\b")
"""Not twice denied: I could not persuade him not to; no, never."""

_UNTIL_NONE = lazy(r"\buntil (?:none|nothing|no)\b")
"""What is done to the last: 全て終わるまで."""

_JAPANESE = lazy("[ぁ-ヺ一-鿿]")
_PROHIBITION = lazy(r"[うくぐすつぬぶむる]な(?:よ|、?と|\s?[。！!」』]|$)")
_LEFT_OUT = lazy("(?:一度|一つ|一人|少し|全然|別に|誰|何|どこ)も(?:[。、！]|$)|(?:全然|別に)(?:[。、！]|$)")
"""A denial of which the verb is left out: いいえ、一度も。"""
_BOTH = lazy("も、?[^。、]{1,12}も[^。、]{0,6}な[いくか]|も[^。、]{1,12}もありません")
"""Neither this nor that: one denial of two things, which English may say twice."""
_ASKS = lazy(r"[？?か][」』）]?[。]?\s*$")


def negation(pair: Pair) -> Iterator[Flag]:
    """Flag `negation`; what the English denies is asked of each of its sentences.

    Sentences of which one denies too much and another too little have changed places.
    """
    if len(pair.source) < 5 or not _JAPANESE.search(pair.source):
        return
    parts = pair.parts
    alone = [(part, said) for part in parts if (said := _denied_alone(part.pair))]
    if alone and not (len(parts) > 1 and any(_undenied(part.pair) for part in parts)):
        for part, said in alone:
            message = f"the English says {said.group()!r}, the Japanese denies nothing"
            place = said.start() + part.target, said.end() + part.target
            yield Flag("negation", message, "warning", None, place)
    elif plain := _undenied(pair):
        yield Flag("negation", "the Japanese denies, the English does not", "warning", plain)


def _undenied(pair: Pair) -> tuple[int, int] | None:
    """The place of a plain denial of the Japanese, if nothing in the English could stand for it."""
    low = pair.low
    if _NOT.search(low) or _ASKS.search(pair.source):
        return None
    rest = _without_affirming_idioms(pair.source)
    for phrase in (_MUST, _NO_NEGATION):
        rest = phrase.sub(lambda found: "＿" * len(found.group()), rest)
    plain = _DENIES.search(rest)
    return plain.span() if plain and not _IMPLICIT.search(_without_told(pair.source, plain.end(), low)) else None


def _denied_alone(pair: Pair) -> re.Match[str] | None:
    """A plain denial of the English that nothing in the Japanese accounts for."""
    said = _PLAIN_NOT.search(pair.low)
    if said and not _NOT_ONLY.search(pair.low) and not _is_opposite(pair) and _denies_more(pair):
        return said
    return None


def _without_affirming_idioms(source: str) -> str:
    """The Japanese with a line in the place of each idiom that denies in form alone: 申し分ない is perfect."""
    for start, end, plain in plain_words(source):
        if not _DENIES_IN_FORM.search(plain):
            source = source[:start] + "＿" * (end - start) + source[end:]
    return source


def _without_told(source: str, at: int, low: str) -> str:
    """The English without the words that tell what another clause of the Japanese denies by itself.

    上げないと述べたが、相手は否定した: "denied" tells 否定, and nothing tells ない.
    """
    clause = re.split("[、。]", source[at:], maxsplit=1)[0]
    for word in _WORDS:
        if word.alone and word.japanese.search(source) and not word.japanese.search(clause):
            low = word.english.sub(" ", low)
    return low


def _denies_more(pair: Pair) -> bool:
    """Whether the English denies more often than the Japanese can account for.

    A word that denies by itself, and the English that tells just it, stand for each other and for nothing else.
    """
    source, low = pair.source, pair.low
    for word in _WORDS:
        if word.japanese.search(source) and word.english.search(low):
            source, low = word.japanese.sub("＿", source, count=1), word.english.sub("_", low, count=1)
    return _denials(low, pair) > _denied(pair) + len(_LEXICAL.findall(source)) + _denying_idioms(pair.source)


def _denying_idioms(source: str) -> int:
    """How many idioms deny only when they are said plainly: 物別れに終わった ended without agreement."""
    return sum(
        bool(_DENIES_IN_FORM.search(_MUST.sub("", plain))) and not _DENIES_IN_FORM.search(source[start:end])
        for start, end, plain in plain_words(source)
    )


def _is_opposite(pair: Pair) -> bool:
    return any(said.search(pair.low) and ours.search(pair.source) for said, ours in _opposites())


@cache
def _opposites() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """English that denies the opposite of what the Japanese says, as English likes to, with that Japanese."""
    return [
        (re.compile(rf"(?:\bnot|\bnever|n't)\b(?: [\w']+){{0,{most}}} (?:{words})\b"), re.compile(ours))
        for most, words, ours in rows("denied-opposites.tsv")
    ]


def _denials(low: str, pair: Pair) -> int:
    """How often an English text denies, by itself or within a word, but for words that the Japanese has as well."""
    same = sum(low.count(word) for word, ours in _SAME if word in low and ours.search(pair.source))
    same += len(_TITLE_NO.findall(pair.target)) + len(_NOT_TO.findall(low)) + len(_UNTIL_NONE.findall(low))
    same += len(re.findall(r"\bnor\b", low)) if "not" in low or "n't" in low else 0
    return len(_NOT.findall(low)) + len(_WITHIN.findall(low)) - same


def _denied(pair: Pair) -> int:
    """How many negating morphemes and prohibitions (心配するな) the Japanese has, whatever they say there.

    Those of なければならない and かもしれない are none.
    """
    source = pair.source.lower()
    must = [found.span() for found in _MUST.finditer(pair.folded.text)]
    return (
        len(_PROHIBITION.findall(source))
        + len(_LEFT_OUT.findall(source))
        + len(_BOTH.findall(source))
        + len(_NOT.findall(source))
        + len(_WITHIN.findall(source))
        + sum(
            token.dictionary in _NEGATING
            and token.pos[0] in ("助動詞", "形容詞", "接尾辞", "名詞", "助詞")
            or token.surface in ("ん", "ず", "ぬ", "ざる", "なく", "なかっ", "なけれ")
            for token in pair.short_tokens
            if not any(start <= token.start and token.end <= end for start, end in must)
        )
    )
