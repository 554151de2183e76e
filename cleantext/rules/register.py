"""Reports sentences in the other register: です・ます in a である text, or the other way round.

A sudden change of tone tells the reader that the text was put together from several.

Every sentence of the running text is judged by its ending; the register of most is the article's, of
equally many that of the first. One hit stands for a run of sentences, on the ending of its first.

Left alone: quotations (also those set apart: > in Markdown, blockquote in pages, styles like Quote and 引用文 in
Word, and those of several paragraphs), headings, lists, captions, tables, notes (list-register and caption-register
see to lists and captions), in plain text what is set in by spaces and paragraphs marked 1) or - one after the other;
noun endings, questions, requests (…ください), sentences that break off, a word or two that somebody feels (寒い。);
sentences in brackets; interviews, plays, conversations, comments (▽甲野の話　…), answers below lines that name who
gives them, paragraphs of dialogue or with the endings of speech (行くぞ。, そうじゃ。); plain exclamations
(やった！); what an editor says about the text before or after it, and asks of readers.
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
from ..voices import own_parts, voiced_parts

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
_CRY = lazy("(?:とにかく|本当に|とても|ああ、?)?(?:本当だ|あった|いた|[^はもをがのにで]{1,5}い)")
"""What somebody may feel or find: 寒い, 本当だ, あった."""
_BRACKETED = lazy(r"[（(][^（）()]*[）)]$")


class Judged(NamedTuple):
    """A sentence with its register; text[start:end] is the word that tells it.

    cry  it is a word or two that somebody may feel or think, and counts for nothing in a polite text.
    """

    start: int
    end: int
    register: Register
    cry: bool = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """One hit a run of sentences in the register that fewer sentences have."""
    voiced = voiced_parts(text, context)
    stops = _stops_of(voiced, [match.start() for match in find_signs(text, STOPS)])
    seen: set[Register] = set()
    running = own_parts(text, (part for part in voiced if part in stops))
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
    if major == "polite":
        judged = [sentence for sentence in judged if not sentence.cry]
        counts = Counter(sentence.register for sentence in judged)
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
            yield Judged(low, stop, ending.register, ending.register == "plain" and _is_cry(text, start, stop))


def _is_cry(text: str, start: int, stop: int) -> bool:
    """True for a word or two that somebody feels or thinks: 寒い。 あった。 本当だ。"""
    return _CRY.fullmatch(text[start:stop].strip("…―— \u3000")) is not None


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
