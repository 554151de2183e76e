"""Reports sentences in the other register: です・ます in a である text, or the other way round.

A sudden change of tone tells the reader that the text was put together from several.

Every sentence of the running text is judged by its ending; the register of most is the article's, of
equally many that of the first. One hit stands for a run of sentences, on the ending of its first.

Left alone: quotations (also those set apart: > in Markdown, blockquote in pages, styles like Quote and 引用文 in Word),
headings, lists, captions, tables, notes (list-register and caption-register see to lists and captions), in plain text
what is set in by spaces and paragraphs marked 1) or - one after the other; noun endings, questions, requests
(…ください), sentences that break off; sentences in brackets; interviews, conversations, and paragraphs
of dialogue or with the endings of speech (行くぞ。, そうじゃ。); plain exclamations (やった！);
what an editor says about the text before or after it.
Source: JTF 日本語標準スタイルガイド 1.1.1 (本文: 敬体と常体を混在させない); 公用文作成の考え方 (2022) Ⅲ-1.

>>> from cleantext import check_text
>>> [f.found for f in check_text("交渉は終わった。合意はありません。次は春である。", select=["register"])]
['ません']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from ..context import Context, Part
from ..findings import Hit
from ..lazy import lazy
from ..places import Places
from ..prose import sentences_of
from ..register import TAIL, Register, ending_of
from ..signs import find_signs
from ..spans import Spans

SUMMARY = "polite (です・ます) and plain (である) sentences mixed in one article"
SEVERITY = "warning"
FIXES = False
NAMES = {"polite": "polite (です・ます)", "plain": "plain (である)"}
MANY = 20
"""From so many sentences on, an article in which the other register has more than EVEN of them has two registers."""
EVEN = 0.4
TALK, LEAST_TALK = 0.25, 4
"""From that share and number of questions and endings of speech on, a text is a conversation."""
_END = lazy(r"[。．！？!?](?<=[^\s。．！？!?].)")
_TALKS, _ASKS = lazy(".*(?:[よねぞぜ]|かな|かも|じゃん|[だる]わ|だろ|んだ)."), lazy("[？?]$|か[。．]$")
_SAID, _SAYS = (
    "うゃぞわなよ",
    lazy("(?:のう|じゃ|[うくぐすつぬぶむるただい]ぞ|[だるたい]わ|[るただい]な|(?<!す)[るだ]よ)$"),
)
"""How sentences end in speech that is not polite, and nowhere else."""
STOPS = "。．！!"
_CUT = lazy(r"[。．！？!?\s]")
_SPOKEN = lazy(
    r"\s*(?:[―—–─]{1,2}|[QA][.．:：\s]|[QＱAＡ]\d*[.．:：、\s]|[問答][.．:：、\s]|[^\s。、「」]{1,10}[:：「])"
)
_SPOKEN_WITHIN = lazy(
    r"。[」』]?(?!注|例|補足|備考|参考|出典|問|答|手順|方法|結果|理由|目的|条件|写真|図|表)[^\s。、「」『』：:0-9]{2,12}[：:](?=[^\x00-\x7f])"
)
"""Who speaks, told within a paragraph: 会談した。甲大統領：準備はできている。"""
_NOTE = lazy(r"\s*(?:[※＊*＃#>|（(〔［\[【〈◇◆■●★☆・•]|;;|//|注|追記|編集部|編注)")
_INDENT = lazy(" *")
_ITEM = lazy(r"[ \t\u3000]*(?:[-*+][ \t]|[(（]?[0-9０-９]{1,2}(?:[)）]|[.．](?![0-9０-９]))|[①-⑳])")
USUAL = 0.15
"""The share of the paragraphs that the running text has at least, by how far it is set in."""
_ABOUT = lazy(
    r"\s*(?:本稿|本記事|この記事|この連載|筆者|[次前今][回号](?:は|の|に|から|まで)|読者の|ご(?:意見|感想|投稿|応募))"
)
_BRACKETED = lazy(r"[（(][^（）()]*[）)]$")


class Judged(NamedTuple):
    """A sentence with its register; text[start:end] is the word that tells it."""

    start: int
    end: int
    register: Register


def find(text: str, context: Context) -> Iterator[Hit]:
    """One hit a run of sentences in the register that fewer sentences have."""
    voiced = _voiced(text, context)
    stops = _stops_of(voiced, [match.start() for match in find_signs(text, STOPS)])
    seen: set[Register] = set()
    running = _own(text, (part for part in voiced if part in stops))
    told = [part for part in running if _tells(text, context, part, stops[part], seen)]
    if len(seen) < 2:
        return
    judged = list(_judge(text, context, [part for part in told if not _says(text, context, part, stops[part])]))
    counts = Counter(sentence.register for sentence in judged)
    if len(counts) < 2:
        return
    if _is_talk(text, voiced):
        return
    major = major_of(judged)
    minor: Register = "polite" if major == "plain" else "plain"
    where = Places(context).named(sentence.start for sentence in judged if sentence.register == minor)
    even = len(judged) >= MANY and counts[minor] > EVEN * len(judged)
    for register, run in groupby(judged, key=lambda sentence: sentence.register):
        if register != minor:
            continue
        first, *rest = run
        message = f"{NAMES[minor]} in a text that is {NAMES[major]}"
        if even:
            message = f"the text has two registers: {NAMES[minor]} begins here"
        elif rest:
            message += f"; {len(rest) + 1} sentences in a row"
        reason = f"{counts[major]} sentences are {major}, {counts[minor]} are {minor}{where}."
        yield Hit(first.start, first.end, None, message, False, 0.6 if even else 0.9, reason)
        if even:
            return


def _stops_of(parts: Iterable[Part], stops: list[int]) -> dict[Part, list[int]]:
    """The stops in each part that has any; parts and stops are sorted."""
    found: dict[Part, list[int]] = {}
    last = 0
    for part in parts:
        first = bisect_left(stops, part[0], last)
        last = bisect_left(stops, part[1], first)
        if first < last:
            found[part] = stops[first:last]
    return found


def _is_talk(text: str, parts: Iterable[Part]) -> bool:
    """True for a conversation of which no marks tell who speaks: many sentences ask, or end as only speech does."""
    stops = [(part.start, end.start()) for part in parts for end in _END.finditer(text, part.start, part.end)]
    ends = [text[_last_letters(text, start, at) : at + 1] for start, at in stops if start < at]
    spoken = sum(1 for end in ends if _ASKS.search(end) or _TALKS.match(end))
    return spoken >= LEAST_TALK and spoken >= TALK * len(ends)


def _last_letters(text: str, start: int, stop: int) -> int:
    """Where the last three characters before a stop begin, or fewer after a space or another stop."""
    if start <= stop - 3 and text[stop - 3 : stop].isalpha():
        return stop - 3
    start, at = max(start, stop - 3), stop - 1
    while at > start and text[at - 1] not in "。．！？!?" and not text[at - 1].isspace():
        at -= 1
    return at


def _says(text: str, context: Context, part: Part, stops: list[int]) -> bool:
    """True for a paragraph that somebody speaks without marks that tell so."""
    return any(
        text[stop - 1] in _SAID and _SAYS.search(text, max(part.start, stop - 3), stop) and not context.quoted(stop - 1)
        for stop in stops
    )


def major_of(judged: list[Judged]) -> Register:
    """The register of most sentences; of equally many, that of the first.

    >>> major_of([Judged(0, 1, "plain"), Judged(2, 3, "polite")])
    'plain'
    """
    return Counter(sentence.register for sentence in judged).most_common(1)[0][0]


def minority(text: str, context: Context, sentences: Iterable[tuple[int, int]], among: str) -> Iterator[Hit]:
    """A hit on the ending of each sentence, of items or captions, in the register that fewer of them have.

    among  what stands in the message between the name of that register and the name of the other.
    """
    judged = [found for start, end in sentences if (found := _judge_end(text, context, start, end))]
    if not judged:
        return
    major = major_of(judged)
    for each in judged:
        if each.register != major:
            yield Hit(each.start, each.end, None, f"{NAMES[each.register]} {among} {NAMES[major]}", False, 0.8)


def _judge_end(text: str, context: Context, start: int, end: int) -> Judged | None:
    """The register that text[start:end], an item or a caption, ends in; None where its end tells none."""
    while end > start and text[end - 1] in STOPS:
        end -= 1
    ending = ending_of(text[max(start, end - TAIL) : end])
    if not ending or context.quoted(end - 1) or not context.free(end - ending.length, end):
        return None
    return Judged(end - ending.length, end, ending.register)


def _tells(text: str, context: Context, part: Part, stops: list[int], seen: set[Register]) -> bool:
    """True if a sentence of a part may have a register; by its stops, which are looked at till `seen` holds both.

    The registers go to `seen`: nearly every text has but one.
    """
    tells = False
    begin = part.start
    for stop in stops:
        before = text[stop - 1]
        if before in STOPS and stop > begin:
            continue
        if before in "）)":
            stop = _before_bracket(text, begin, stop)
        tail = text[max(0, stop - TAIL) : stop]
        cut = stop - begin < TAIL or not tail.isalpha() and _CUT.search(tail)
        for each in {tail, _tail(text, stop)} if cut else (tail,):
            ending = ending_of(each)
            if ending and not (tells and ending.register in seen) and not context.quoted(stop - 1):
                seen.add(ending.register)
                tells = True
        if tells and len(seen) == 2:
            break
    return tells


def _judge(text: str, context: Context, parts: Iterable[Part]) -> Iterator[Judged]:
    shown = Spans.of(context.captions)
    for start, end in sentences_of(text, parts):
        while context.format == "md" and end > start + 1 and text[end - 1] in "*_":
            end -= 1
        if text[end - 1] not in STOPS or text[start] in "・•" or shown.hold(end - 1):
            continue
        stop = end - 1
        while stop > start and text[stop - 1] in STOPS:
            stop -= 1
        stop = _before_bracket(text, start, stop)
        tail = text[stop - TAIL : stop]
        cut = stop - start < TAIL or "\n" in tail or " " in tail
        ending = ending_of(_tail(text, stop) if cut else tail)
        low = max(start, stop - ending.length) if ending else stop
        if ending and ending.register == "plain" and text[stop] in "！!":
            continue
        if ending and not context.quoted(stop - 1) and context.free(low, stop):
            yield Judged(low, stop, ending.register)


def _before_bracket(text: str, start: int, stop: int) -> int:
    """Where a remark in brackets begins that ends at `stop`, else `stop`."""
    if text[stop - 1] not in "）)":
        return stop
    bracket = _BRACKETED.search(text, max(start, stop - 80), stop)
    if bracket is None:
        return stop
    stop = bracket.start()
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _tail(text: str, stop: int) -> str:
    """The end of a sentence without spaces and line breaks, with the line before if that was cut in its middle."""
    tail = re.split(r"[。．！？!?]|\n\s*\n", text[max(0, stop - 3 * TAIL) : stop])[-1]
    return re.sub(r"\s", "", tail)[-TAIL:]


def _may_speak(text: str, start: int) -> bool:
    """False where _SPOKEN surely does not match: nearly everywhere."""
    begin = text[start : start + 11]
    first = begin[:1]
    return first in "―—–─QＱAＡ問答" or first.isspace() or ":" in begin or "：" in begin or "「" in begin


def _own(text: str, parts: Iterable[Part]) -> list[Part]:
    """Parts without those in which an editor speaks about the text: marked as notes, or the first or last that do."""
    own = [part for part in parts if not _NOTE.match(text, part.start)]
    if len(own) > 2:
        return own[_ABOUT.match(text, own[0].start) is not None :][: -1 if _ABOUT.match(text, own[-1].start) else None]
    return own


def _voiced(text: str, context: Context) -> list[Part]:
    """The paragraphs, without dialogue and interviews."""
    parts = context.parts
    paragraphs = [n for n, part in enumerate(parts) if part.kind == "paragraph"]
    if context.blocks is not None and context.has_exceptions:  # quotations that are set apart
        paragraphs = [n for n in paragraphs if not context.is_off("register", parts[n].start, parts[n].end)]
    if context.format == "txt":
        paragraphs = _no_items(text, parts, _not_set_in(text, parts, paragraphs) if "  " in text else paragraphs)
    spoken = [n for n in paragraphs if _may_speak(text, parts[n].start) and _SPOKEN.match(text, parts[n].start)]
    skipped = set(spoken)
    if "：" in text or ":" in text:
        skipped.update(n for n in paragraphs if _SPOKEN_WITHIN.search(text, parts[n].start, parts[n].end))
    dashed = [n for n in spoken if text[parts[n].start : parts[n].end].lstrip()[:1] in "―—–─QＱ問"]
    if len(dashed) > 1:  # an interview: the answers between the questions too, and the last answer
        last = max((n for n in paragraphs if n <= dashed[-1] + 1), default=dashed[-1])
        skipped.update(range(dashed[0], last + 1))
    return [parts[n] for n in paragraphs if n not in skipped]


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
