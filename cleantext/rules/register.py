"""Reports sentences in the other register: です・ます in a である text, or the other way round.

Every sentence of the running text is judged by its ending; the register of most is the article's, of
equally many that of the first. One hit stands for a run of sentences, on the ending of its first.

Left alone: quotations, headings, lists, captions, tables and notes (list-register and caption-register see to
lists and captions); noun endings, questions, requests (…ください), sentences that break off; sentences in
brackets; interviews, and paragraphs of dialogue; what an editor says about the text before or after it.
Source: JTF 日本語標準スタイルガイド 1.1.1 (本文: 敬体と常体を混在させない); 公用文作成の考え方 (2022) Ⅲ-1.

>>> from cleantext import check_text
>>> [f.found for f in check_text("交渉は終わった。合意はありません。次は春である。", select=["register"])]
['ません']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..captions import captions
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..places import Places
from ..register import TAIL, Register, ending_of
from ..spans import Spans

SUMMARY = "polite (です・ます) and plain (である) sentences mixed in one article"
SEVERITY = "warning"
FIXES = False
NAMES = {"polite": "polite (です・ます)", "plain": "plain (である)"}
MANY = 20
"""From so many sentences on, an article in which the other register has more than EVEN of them has two registers."""
EVEN = 0.4
STOPS = "。．！!"
_SPOKEN = lazy(
    r"\s*(?:[―—–─]{1,2}|[QA][.．:：\s]|[QＱAＡ]\d*[.．:：、\s]|[問答][.．:：、\s]|[^\s。、「」]{1,10}[:：「])"
)
_NOTE = lazy(r"\s*(?:[※＊*＃#>|（(〔［\[【〈◇◆■●★☆・]|注|追記|編集部|編注|本稿|本記事|この記事|この連載|筆者)")
_BRACKETED = lazy(r"[（(][^（）()]*[）)]$")


class Judged(NamedTuple):
    """A sentence with its register; text[start:end] is the word that tells it."""

    start: int
    end: int
    register: Register


def find(text: str, context: Context) -> Iterator[Hit]:
    """One hit a run of sentences in the register that fewer sentences have."""
    judged = list(_judge(text, context))
    counts = Counter(sentence.register for sentence in judged)
    if len(counts) < 2:
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


def major_of(judged: list[Judged]) -> Register:
    """The register of most sentences; of equally many, that of the first.

    >>> major_of([Judged(0, 1, "plain"), Judged(2, 3, "polite")])
    'plain'
    """
    return Counter(sentence.register for sentence in judged).most_common(1)[0][0]


def _judge(text: str, context: Context) -> Iterator[Judged]:
    skipped, shown = _skipped(text, context), Spans.of(captions(text, context))
    for start, end, part in context.sentences:
        if text[end - 1] not in STOPS or part in skipped or shown.hold(end - 1):
            continue
        stop = end - 1
        while stop > start and text[stop - 1] in STOPS:
            stop -= 1
        if text[stop - 1] in "）)":
            bracket = _BRACKETED.search(text, max(start, stop - 80), stop)
            stop = bracket.start() if bracket else stop
        tail = text[stop - TAIL : stop]
        cut = stop - start < TAIL or "\n" in tail or " " in tail
        ending = ending_of(_tail(text, stop) if cut else tail)
        low = max(start, stop - ending.length) if ending else stop
        if ending and not context.quoted(stop - 1) and context.free(low, stop):
            yield Judged(low, stop, ending.register)


def _tail(text: str, stop: int) -> str:
    """The end of a sentence without spaces and line breaks, with the line before if that was cut in its middle."""
    tail = re.split(r"[。．！？!?]|\n\s*\n", text[max(0, stop - 3 * TAIL) : stop])[-1]
    return re.sub(r"\s", "", tail)[-TAIL:]


def _skipped(text: str, context: Context) -> set[int]:
    """Indices of the parts that are not running text in the writer's own voice."""
    paragraphs = [n for n, part in enumerate(context.parts) if part.kind == "paragraph"]
    skipped = set(range(len(context.parts))).difference(paragraphs)
    spoken = [n for n in paragraphs if _SPOKEN.match(text, context.parts[n].start)]
    skipped.update(spoken)
    dashed = [n for n in spoken if text[context.parts[n].start : context.parts[n].end].lstrip()[:1] in "―—–─QＱ問"]
    if len(dashed) > 1:  # an interview: the answers between the questions too, and the last answer
        last = max((n for n in paragraphs if n <= dashed[-1] + 1), default=dashed[-1])
        skipped.update(range(dashed[0], last + 1))
    skipped.update(n for n in paragraphs if _NOTE.match(text, context.parts[n].start))
    return skipped
