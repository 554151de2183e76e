"""Reports brackets and quotation marks without a partner in their paragraph.

One end was lost in editing, or the ends are of different width: （ with ). Which words belong inside, only
a person knows. Of more than a hundred in one paragraph the rest are counted in the message of the hundredth.

Left alone: quotations that run over several paragraphs, each opened with 「 or closed at the end of the last; marks
of lists (1) a) ア） 例）), marks of notes (頭痛1)2)、腹痛1)。) or, two and more, of speakers (議長)本日は), signs
that are shown ("["), half-open intervals [0, 1), faces, （笑, apostrophes, inches, arrows, comparisons, breadcrumbs
(»), lines of other languages, code, [ and { beside what is no Japanese (ESC[2~), [ ] in Markdown, which make links
and boxes there, but for one that is alone in its paragraph.
Source: JTF 日本語標準スタイルガイド 4.3.1–4.3.8 (かっこ・引用符は対で使う); JIS X 4051 括弧類.

>>> from cleantext import check_text
>>> [f.found for f in check_text("首相は「辞めると述べた（関係者)。1)目的", select=["unmatched-bracket"])]
['「', '（']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice

from ..brackets import lone_brackets
from ..characters import has_japanese, is_beside
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import run_round

SUMMARY = "bracket or quotation mark without a partner"
SEVERITY = "warning"
FIXES = False
_CODE = lazy(r"[\\=$%|]|[`_]|[A-Za-z]\(|[({\[]\"")
_EMPTY = lazy(r"\(\)|\[\]|\{\}|<>")
_CONTROL = lazy(r"\\[A-Za-z]{1,12}$|ESC[ -]?$")
_NOTE = lazy(
    r"(?:[^0-9０-９.．,，]|(?<![0-9０-９])[,，])[0-9０-９]{1,2}(?:[,，、–~〜～-][0-9]{1,2}){0,4}$|(?:^|[\s、。,，])[a-zA-Zア-ンⅰ-ⅹ]$"
)
_ONE_NOTE = lazy(
    r"[ぁ-ん」』）)※注*＊>^究者例査][0-9]{1,2}(?:[,，、–~〜～-][0-9]{1,2}){0,4}[)）]\^?[。、）)]"
    r"|[,，;；] ?(?:[2-9]|1[0-9]|[b-z])[)）]"
)
_SPEAKER = lazy(r"(?:^|[\r\n])[ \t\u3000]*[^\s、。「」（）()0-9]{1,8}$")
_WESTERN = "\"'“”‘’()[]{}<>"
MOST = 100
"""So many brackets of a paragraph are told one by one."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on single brackets; the last of many in a paragraph says how many more there are."""
    for _, group in groupby(_hits(text, context), key=lambda hit: context.part_at(hit.start)):
        hits = iter(group)
        told = list(islice(hits, MOST))
        if more := sum(1 for _ in hits):
            told[-1] = told[-1]._replace(message=f"{told[-1].message}; {more:,} more brackets of it are odd")
        yield from told
    if context.format == "md" and ("[" in text or "]" in text):
        yield from _lone_square(text, context)


def _lone_square(text: str, context: Context) -> Iterator[Hit]:
    """Hits on [ and ] beside Japanese in a paragraph of Markdown that has no other end at all: no link, no box."""
    for start, end, _ in context.parts:
        for sign, other in ("[]", "]["):
            at = text.find(sign, start, end)
            if at < 0 or text.find(other, start, end) >= 0 or text.find(sign, at + 1, end) >= 0:
                continue
            if _holds_japanese(text, at) and context.free(at, at + 1) and not text.endswith("\\", 0, at):
                yield Hit(at, at + 1, None, f"{sign} has no partner in this paragraph")


def _hits(text: str, context: Context) -> Iterator[Hit]:
    links = "[]" if context.format == "md" else ""
    escape = "\\\\" if context.format == "md" else "\\"

    def is_free(start: int, end: int) -> bool:
        return context.free(start, end) and not text.endswith(escape, max(0, start - 2), start)

    def is_same_block(a: int, b: int) -> bool:
        return context.part_at(a) == context.part_at(b) >= 0

    several = "\n" in text.strip() or "\r" in text.strip()
    shown, end = False, 0
    lone = list(lone_brackets(text, is_free, is_same_block, links))
    marks = _marks(text, [at for at, other in lone if other is None and text[at] in ")）"])
    for at, other in lone:
        if at in marks:
            continue
        if text[at] in _WESTERN and _is_foreign(text, at, several):
            continue
        western = _is_western(text, at)
        if at >= end or not western:  # no other sign of the same run
            shown, end = _is_shown(text, at)
            end = end if western else 0
        if shown or _is_code(text, at, context):
            continue
        if other is None and text[at] in "[]{}" and not _holds_japanese(text, at):
            continue
        if other is not None:
            message = f"opens with {text[at]} and closes with {text[other]}; the ends are of different width"
        else:
            message = f"{text[at]} has no partner in this paragraph"
        yield Hit(at, at + 1, None, message)


def _marks(text: str, closing: list[int]) -> set[int]:
    """Which brackets close marks, that come in numbers: of notes (吐き気1)2)、頭痛1)), of who speaks (議長)本日は)."""
    notes, speakers = ([at for at in closing if mark.search(text, max(0, at - 9), at)] for mark in (_NOTE, _SPEAKER))
    if len(notes) < 2:
        notes = [at for at in notes if any(_ONE_NOTE.match(text, low) for low in range(max(0, at - 8), at))]
    return {*notes, *(speakers if len(speakers) > 1 else ())}


def _is_foreign(text: str, at: int, several: bool) -> bool:
    """True in a line without Japanese: for { } [ ], which are code, and for any sign in a text of several lines."""
    return (several or text[at] in "{}[]") and not has_japanese(text[slice(*line_bounds(text, at))])


def _holds_japanese(text: str, at: int) -> bool:
    """True if Japanese stands on the inner side of a bracket."""
    inner = at + 1 if text[at] in "[{" else at - 1
    return inner >= 0 and is_beside(text[inner : inner + 1])


def _is_code(text: str, at: int, context: Context) -> bool:
    """True for ' " { } < > in a line with signs of code, and for signs that a word shows.

    In Markdown code is marked as such: what stands in the marks tells nothing of the rest of the line.
    """
    if text[at] in "()[]{}" and _CONTROL.search(text, max(0, at - 13), at):
        return True  # \right( and ESC (
    if text.startswith("キー", at + 1):
        return True  # the key [
    if text[at] in "'\"{}<>":
        signs = _CODE.finditer(text, *line_bounds(text, at))
        if any(context.format != "md" or context.free(*sign.span()) for sign in signs):
            return True
    before = max(0, at - 20)  # svs<誌名>
    return text[at] == ">" and text.rfind("<", before, at) > max(text.rfind(sign, before, at) for sign in ">\n")


def _is_shown(text: str, at: int) -> tuple[bool, int]:
    """Whether the run of signs round a bracket is shown, 「]]」, 、”、, <>'"&; and where the run ends."""
    low, high = run_round(text, at, at + 1, _is_western)
    if high - low > 2 and _EMPTY.search(text, low, high):
        return True, high
    return text[low - 1 : low] + text[high : high + 1] in ("「」", "『』", "、、"), high


def _is_western(text: str, at: int) -> bool:
    return text[at] in _WESTERN + "：:"
