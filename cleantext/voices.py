"""Which paragraphs of an article its author says: not those that others say, and not those about the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .context import Context, Part
from .lazy import lazy

_SPOKEN = lazy(
    r"\s*(?:[―—–─]{1,2}|[QA][.．:：\s]|[QＱAＡ]\d*[.．:：、\s]|[問答][.．:：、\s]|[^\s。、「」]{1,10}[:：「])"
)
_SPOKEN_WITHIN = lazy(
    r"。[」』]?(?!注|例|補足|備考|参考|出典|問|答|手順|方法|結果|理由|目的|条件|写真|図|表)[^\s。、「」『』：:0-9]{2,12}[：:](?=[^\x00-\x7f])"
)
"""Who speaks, told within a paragraph: 会談した。甲大統領：準備はできている。"""
_NOTE = lazy(r"\s*(?:[※＊*＃#>|（(〔［\[【〈◇◆■●★☆・•]|;;|//|注|追記|編集部|編注)")
_INDENT = lazy("[ \u3000]*")
_CUE = lazy("[ \u3000]*([^\\s\u3000、。「」（）0-9]{1,8})\u3000(?=[^\\s\u3000])")
"""A name before what somebody says, in a play or a talk: 太郎　もう帰ります。"""
LONGEST_NAME, ANSWER = 60, 3
"""Characters of a line that names who answers, and how many paragraphs an answer has."""
LEAST_CUES = 3
LONGEST_CUE = 12
_COMMENT = lazy("\\s*[▽△◎○▲▼][^。\\n]{1,30}の(?:話|談|コメント)[ \u3000：:]")
_NOTICE = lazy(
    "(?:お寄せ|ご応募|お問い合わせ(?:は|くだ)|お申し込み(?:は|くだ)|ご了承くだ|投稿はお断り|投稿はこちら|取材班は[^。\n]{0,40}募集)"
)
"""What a newsroom asks of its readers below an article."""
MOST_NOTICES = 3
_PERSONS = ("代", "回答者", "参加者", "男性", "女性", "さん")
_NO_NAMES = frozenset("昨日 今日 明日 昨年 今年 来年 第一 第二 第三 一 二 三 四 五 一方 例 注 問 答 結果 結論".split())
_PERSON = lazy(
    r"[ \t\u3000#*・■◆○●▼]*(?:回答者|参加者)[ 0-9０-９A-ZＡ-Ｚ]"
    r"|[ \t\u3000#*・■◆○●▼]*[^。\n]{0,16}(?:[0-9０-９]{2}代[・ 、の]?[男女]性"
    r"|[男女]性[（(・][^。\n]{0,4}[0-9０-９]{2}|[A-ZＡ-Ｚ]さん[（(])[^。\n]{0,12}$"
)
"""A line that names who answers: 回答者1（30代・女性）."""
_ITEM = lazy(r"[ \t\u3000]*(?:[-*+][ \t]|[(（]?[0-9０-９]{1,2}(?:[)）]|[.．](?![0-9０-９]))|[①-⑳])")
USUAL = 0.15
"""The share of the paragraphs that the running text has at least, by how far it is set in."""
_ABOUT = lazy(
    r"\s*(?:本稿|本記事|この記事|この連載|筆者|[次前今][回号](?:は|の|に|から|まで)|読者の|ご(?:意見|感想|投稿|応募))"
)


def _may_speak(text: str, start: int) -> bool:
    """False where _SPOKEN surely does not match: nearly everywhere."""
    begin = text[start : start + 11]
    first = begin[:1]
    return first in "―—–─QＱAＡ問答" or first.isspace() or ":" in begin or "：" in begin or "「" in begin


def own_parts(text: str, parts: Iterable[Part]) -> list[Part]:
    """Parts without those in which an editor speaks: marked as notes, the first or last about the text, notices."""
    own = [part for part in parts if not _NOTE.match(text, part.start)]
    if any(sign in text for sign in "▽△◎○▲▼"):
        own = [part for part in own if not _COMMENT.match(text, part.start)]
    last = own[1:][-MOST_NOTICES:]
    notice = next((at for at, part in enumerate(last) if _NOTICE.search(text, part.start, part.end)), len(last))
    own = own[: len(own) - (len(last) - notice)]
    if len(own) > 2:
        return own[_ABOUT.match(text, own[0].start) is not None :][: -1 if _ABOUT.match(text, own[-1].start) else None]
    return own


def voiced_parts(text: str, context: Context) -> list[Part]:
    """The paragraphs, without dialogue and interviews."""
    parts = context.parts
    paragraphs = [n for n, part in enumerate(parts) if part.kind == "paragraph"]
    if context.blocks is not None and context.has_exceptions:  # quotations that are set apart
        paragraphs = [n for n in paragraphs if not context.is_off("register", parts[n].start, parts[n].end)]
    if context.format == "txt":
        deep = "  " in text or "\u3000\u3000" in text
        paragraphs = _no_items(text, parts, _not_set_in(text, parts, paragraphs) if deep else paragraphs)
    quoted = _quotations_in_paragraphs(text, parts, paragraphs) | _cued(text, parts, paragraphs)
    if any(sign in text for sign in _PERSONS):
        quoted |= _answers(text, parts)
    if quoted:
        paragraphs = [n for n in paragraphs if n not in quoted]
    spoken = [n for n in paragraphs if _may_speak(text, parts[n].start) and _SPOKEN.match(text, parts[n].start)]
    skipped = set(spoken)
    if "：" in text or ":" in text:
        skipped.update(n for n in paragraphs if _SPOKEN_WITHIN.search(text, parts[n].start, parts[n].end))
    dashed = [n for n in spoken if text[parts[n].start : parts[n].end].lstrip()[:1] in "―—–─QＱ問"]
    if len(dashed) > 1:  # an interview: the answers between the questions too, and the last answer
        last = max((n for n in paragraphs if n <= dashed[-1] + 1), default=dashed[-1])
        skipped.update(range(dashed[0], last + 1))
    return [parts[n] for n in paragraphs if n not in skipped]


def _quotations_in_paragraphs(text: str, parts: tuple[Part, ...], paragraphs: list[int]) -> set[int]:
    """Paragraphs of a quotation that goes over several, each of which opens it anew, to the one that closes it."""
    found: set[int] = set()
    opened: list[int] = []
    for n in paragraphs:
        start, end, _ = parts[n]
        inside = text[start:end].strip()
        if inside[:1] in ("「", "『") and inside.count(inside[0]) > inside.count("」" if inside[0] == "「" else "』"):
            opened.append(n)
        elif opened:
            if inside[:1] in ("「", "『") or inside.count("」") > inside.count("「"):
                found.update(opened, [n])
            opened = []
    return found


def _cued(text: str, parts: tuple[Part, ...], paragraphs: list[int]) -> set[int]:
    """Paragraphs that begin with a name and a space, where such names come again: lines of a play, of a talk."""
    if "\u3000" not in text:
        return set()
    begins = [n for n in paragraphs if text.find("\u3000", parts[n].start + 1, parts[n].start + LONGEST_CUE) >= 0]
    cues = {n: match[1] for n in begins if (match := _CUE.match(text, parts[n].start, parts[n].end))}
    names = {n: name for n, name in cues.items() if name not in _NO_NAMES and not all("ぁ" <= c <= "ん" for c in name)}
    counts = Counter(names.values())
    again = {n for n, name in names.items() if counts[name] > 1}
    return set(names) if len(again) >= LEAST_CUES else set()


def _answers(text: str, parts: tuple[Part, ...]) -> set[int]:
    """Paragraphs below lines that name who answers, two such lines and more."""
    short = [
        n for n, part in enumerate(parts) if part.end - part.start < LONGEST_NAME and text[part.end - 1] not in "。！？"
    ]
    lines = [n for n in short if _PERSON.match(text, parts[n].start, parts[n].end)]
    return {n for line in lines for n in range(line, min(line + ANSWER + 1, len(parts)))} if len(lines) > 1 else set()


def _no_items(text: str, parts: tuple[Part, ...], paragraphs: list[int]) -> list[int]:
    """Paragraphs without those that are marked as items of a list, as the one before or after is."""
    items = {n for n in paragraphs if _ITEM.match(text, parts[n].start, parts[n].end)}
    return [n for n in paragraphs if not (n in items and (n - 1 in items or n + 1 in items))] if items else paragraphs


def _not_set_in(text: str, parts: tuple[Part, ...], paragraphs: list[int]) -> list[int]:
    """Paragraphs without those set in by more spaces than the running text: examples, definitions, code."""
    found = {n: len(match[0]) for n in paragraphs if (match := _INDENT.match(text, parts[n].start, parts[n].end))}
    counts = Counter(found.values())
    usual = min((depth for depth, count in counts.items() if count >= USUAL * len(paragraphs)), default=0)
    return [n for n in paragraphs if found[n] < usual + 2]
