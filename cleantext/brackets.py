"""Brackets and quotation marks that have no partner.

Each kind is matched by itself, line by line; across lines only where a paragraph is hard-wrapped or a
quotation runs over several paragraphs. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from .bracket_quotes import QUOTES, closes_later, odd_quotes
from .bracket_signs import JAPANESE, KINDS, NAMED, ROUND, Sign, begins, in_word, is_shown, signs_of, without_pairs
from .characters import HIRAGANA, LETTER, members
from .lazy import lazy
from .lines import BLANK_LINE, are_wrapped, line_spans
from .spans import Span

_KIND_OF = {sign: kind for kind in (*KINDS, *QUOTES) for sign in kind} | {"‘": "'", "’": "'"}
_OPENS = {sign: kind for kind in KINDS for sign in kind[: len(kind) // 2]}
_CLOSES = {sign: kind for kind in KINDS for sign in kind[len(kind) // 2 :]}
_SPOKEN = ("「」", "『』")
_JAPANESE_ENDS = "」』】〕"
_IS_NAMED = lazy(r",[(\[{]| (?:(?:か|や|と|または|あるいは)[ 、]|の(?:どれか|いずれか))")
_MOST_OPEN = 64
_EMPTY = ("()", "[]", "{}", "（）", "［］", "｛｝")
_WRAPPED = 8
"""Over so many lines at most a bracket is looked for that is no part of one paragraph."""
_STOPS = "。．！？!?"
_INDENT = lazy(r"[ \t\u3000]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*")
_MARK = lazy(
    r"(?:^|[\s、。「『“\"'（(はがをにでと:：])[(（]?(?:[0-9０-９]{1,3}|[A-Za-zａ-ｚＡ-Ｚア-ン①-⑳一二三四五六七八九十]|[0-9]{1,3}\.|[ivxIVX]{1,4}"
    r"|(?<![はがをにでと])[あ-こいろはほ]|(?:例|注|註|備考|参考|補足)[0-9０-９]{0,2})$"
)
_SLANG = lazy(r"[（(](?:笑|爆|汗|泣|涙|謎|苦笑|ry|略|以下略|棒|-?[;:])")
_OPEN_FACE = lazy(r"[（(](?=[^\s\w]*[_^;])[-_^;:><=+*´｀＾￣ToO. ]{2,9}(?=[\s。、]|$)")
"""A face whose other end was never set: (-_-;"""
_LABEL = lazy(r"[ \t\u3000]*[^\s、。（(]{1,6}[)）](?:\s|$)")
"""A label at the start of a line: 追加例）."""
_BOUND = r"\s*[-+−]?[\w.∞+/π−-]{1,12}(?:\([\w.+−-]{1,12}\))?\s*"
_INTERVAL = lazy(rf"[\[(]{_BOUND}[,，]{_BOUND}[\])]")
_QUOTED_LATIN = lazy(r"[ \u00a0\u202f]?[A-Za-zÀ-ÿ']{1,30}[ \u00a0][^«»‹›]{0,300}[.!?…][ \t]*$")
"""A sentence that « opens as in French, and no link to another page (« 前へ)."""
_after_less = members(LETTER + "「『`×○*")
_before_greater = members(LETTER + "」』`×○")
_AFTER_OPENING = " \u3000([{［｛〈《〔<～〜※+-$@#'"
_LT_AFTER = lazy(f"[\\s{HIRAGANA}、。「」（）・]|^$")
_GT_BEFORE = lazy(r"[、。」）]|は|が|を|に|と|の|で|も|$")


class Lone(NamedTuple):
    """text[at] has no partner; or its partner at `width` is of the other width."""

    at: int
    width: int | None = None


class _Open(NamedTuple):
    """A sign left open at the end of a line, whether it stands at the line's start, and the number of the line."""

    sign: Sign
    at_start: bool
    line: int


def lone_brackets(
    text: str, free: Callable[[int, int], bool], same_block: Callable[[int, int], bool], links: str = ""
) -> Iterator[Lone]:
    """Brackets without a partner, sorted by line.

    free(start, end)   True where nothing in text[start:end] is code or an address, whose signs are no brackets.
    same_block(a, b)   True if both offsets lie in one paragraph; asked only where a line does not balance.
    links              signs that are no brackets of the text anywhere.
    """

    def skip(at: int) -> bool:
        return text[at] in links or not free(at, at + 1)

    @cache
    def blank_lines() -> list[int]:
        return [match.start() for match in BLANK_LINE.finditer(text)]

    def are_apart(one: int, other: int) -> bool:
        """True if an empty line stands between the lines of two numbers."""
        return bisect_left(blank_lines(), lines[one][1]) < bisect_left(blank_lines(), lines[other][0])

    signs = signs_of(text, free)
    opened: list[_Open] = []
    found: list[Lone] = []
    lines = line_spans(text) if signs else ()
    done = 0
    while done < len(signs):
        first = done
        number = bisect_right(lines, (signs[first], len(text))) - 1
        start, end = lines[number]
        done = bisect_left(signs, end, first)
        here = without_pairs(text, start, end, signs[first:done])
        left, widths = _in_line(text, start, end, here, skip) if here else ([], [])
        found += widths
        head = _first_word(text, lines[number]) if left else start
        for sign in left:
            partner = None
            if text[sign.at] not in _OPENS and text[sign.at] != "“":
                last = next((i for i in range(len(opened) - 1, -1, -1) if opened[i].sign.kind == sign.kind), None)
                if last is not None and _spans_lines(text, opened[last], sign, number, lines, same_block, are_apart):
                    partner = opened.pop(last)
            if partner is None and text[sign.at] in _CLOSES:
                found += [] if sign.weak else [Lone(sign.at)]
            elif partner is None:
                opened.append(_Open(sign, sign.at <= head, number))
        found += [Lone(sign.at) for sign, _, _ in opened[:-_MOST_OPEN] if not sign.weak]
        del opened[:-_MOST_OPEN]
    for sign, at_start, number in opened:
        following = _first(text, lines[number + 1]) if number + 1 < len(lines) else len(text)
        again = at_start and sign.kind not in QUOTES and text.startswith(text[sign.at], following)
        if not (sign.weak or again or sign.kind == "'" and closes_later(text, sign.at)):
            found.append(Lone(sign.at))
    yield from sorted(found)


def _first(text: str, line: Span) -> int:
    """Where a line begins after its indent and the marks of lists and quotations."""
    head = _INDENT.match(text, *line)
    return head.end() if head else line[0]


def _first_word(text: str, line: Span) -> int:
    """The same, after the marks of bold and italic words too."""
    at = _first(text, line)
    while at < line[1] and text[at] in "*_":
        at += 1
    return at


def _spans_lines(
    text: str,
    opened: _Open,
    close: Sign,
    number: int,
    lines: tuple[Span, ...],
    same_block: Callable[[int, int], bool],
    are_apart: Callable[[int, int], bool],
) -> bool:
    """True if a sign that opens in one line may close in the line of a number: in one paragraph, or in one sentence."""
    if same_block(opened.sign.at, close.at):
        return True
    near = number - opened.line <= _WRAPPED
    apart = are_apart(opened.line, number)
    if near:
        wrapped = lines[opened.line : number]
        if not apart and all(text[end - 1] not in _STOPS for _, end in wrapped):
            return True
        if close.kind in ROUND and not apart and are_wrapped(text, [*wrapped, lines[number]]):
            return True
        if close.kind in ROUND and any(text[max(a, b - 8) : b].rstrip()[-1:] in (":", "：") for a, b in wrapped):
            return True  # what it announces stands between: code, a list
        if close.kind in _SPOKEN and not apart and not text[close.at + 1 : lines[number][1]].strip(" \t\u3000"):
            return True  # what somebody says in several lines
        between = text[lines[opened.line][1] : close.at] if close.kind in ROUND else "-"
        if not between.strip():
            return text[lines[opened.line][1] - 1] not in _STOPS  # (例えば, what is shown, ) as a page parts a sentence
    if near and close.kind in _SPOKEN and _is_long_quotation(text[opened.sign.at + 1 : close.at]):
        return True
    if not opened.at_start or close.kind in QUOTES and not near:
        return False
    return not apart and close.kind not in QUOTES or not text[close.at + 1 : lines[number][1]].strip(" \t\u3000。*_")


def _is_long_quotation(text: str) -> bool:
    """True for several sentences with no corner bracket among them: a quotation of several paragraphs."""
    return "。" in text[:-1] and not any(sign in text for sign in "「」『』")


def _in_line(
    text: str, start: int, end: int, signs: list[int], skip: Callable[[int], bool]
) -> tuple[list[Sign], list[Lone]]:
    """Of a line with such signs: those left without a partner, in order; pairs of different width."""
    stacks: dict[str, list[int]] = {}
    left: list[Sign] = []
    widths: list[Lone] = []
    quotes: list[int] = []
    for at in signs:
        sign = text[at]
        kind = _KIND_OF[sign]
        if kind in QUOTES:
            quotes.append(at)
        elif skip(at) or _is_named(text, at, start, end):
            left.append(Sign(at, kind, True))
        elif sign in _OPENS:
            if _opens(text, at, start, end):
                stacks.setdefault(kind, []).append(at)
            elif sign in "([{（［｛＜":
                left.append(Sign(at, kind, True))
        elif (stack := stacks.get(kind)) and not _ends_interval(text, stacks, at, sign, stack[-1]):
            opener = stack.pop()
            if len(kind) == 4 and (text[opener] == kind[0]) != (sign == kind[2]):
                widths.append(Lone(opener, at))
        elif not stack and not _ends_interval(text, stacks, at, sign):
            left.append(Sign(at, kind, not _closes(text, at, start, end)))
    if quotes:
        left += odd_quotes(text, start, end, quotes, skip)
    left += [
        Sign(at, kind)
        for kind, stack in stacks.items()
        for at in stack
        if not _SLANG.match(text, at) and not _OPEN_FACE.match(text, at)
    ]
    return _settle(text, sorted(left)) if len(left) > 1 else left, widths


def _settle(text: str, signs: list[Sign]) -> list[Sign]:
    """The signs that are left where those are paired that are only perhaps brackets."""
    stacks: dict[str, list[int]] = {}
    gone = set()
    for number, sign in enumerate(signs):
        if text[sign.at] in _OPENS:
            stacks.setdefault(sign.kind, []).append(number)
        elif stacks.get(sign.kind):
            gone |= {number, stacks[sign.kind].pop()}
    return [sign for number, sign in enumerate(signs) if number not in gone]


def _is_named(text: str, at: int, start: int, end: int) -> bool:
    """True for a sign alone in quotation marks, or an ASCII one that ends a line: it is shown, or code."""
    if at + 1 == end and text[at] in "([{":
        return True
    if text[at] in "([{" and text[at + 1 : at + 2] in ", " and _IS_NAMED.match(text, at + 1, end):
        return True
    return at > start and text[at - 1 : at + 2 : 2] in NAMED or is_shown(text, at)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """True if the sign opens a bracket, and is no part of a face, an arrow or a comparison."""
    after, before = text[at + 1 : min(at + 2, end)], text[max(start, at - 1) : at]
    if text[at] in JAPANESE or after and text[at] + after in _EMPTY:
        return True
    if text[at] in "<＜":
        return _after_less(after) and bool(_LT_AFTER.match(before))
    if text[at] in "«‹":
        return (
            before != "" and not (before == " " and after == " ") or _QUOTED_LATIN.match(text, at + 1, end) is not None
        )
    return after in ("", "<", "`", "*") or begins(after) or after in _AFTER_OPENING


def _closes(text: str, at: int, start: int, end: int) -> bool:
    """True if the sign, for which none is open, closes a bracket: no face, list mark, arrow or comparison."""
    before, after = text[max(start, at - 1) : at], text[at + 1 : min(at + 2, end)]
    if text[at] in "»›":
        return False
    if text[at] in ">＞":
        return _before_greater(before) and bool(_GT_BEFORE.match(after))
    if text[at] in ")）" and (_MARK.search(text[max(start, at - 6) : at]) or before in ":;=^"):
        return False
    if before == ">" and after == "<" or text[at] in ")）" and _labels(text, at, start, end):
        return False
    return before in ("", ">", "`", "*") or text[at] in _JAPANESE_ENDS or in_word(before) or before.isalnum()


def _labels(text: str, at: int, start: int, end: int) -> bool:
    """True for the bracket after a label at the start of a line."""
    match = _LABEL.match(text, start, end)
    return match is not None and match.end() > at


def _ends_interval(text: str, stacks: dict[str, list[int]], at: int, sign: str, last: int = -1) -> bool:
    """True for the end of a half-open interval, [0, 1) or (0, 1]; its opening bracket is then done with.

    last  the bracket that the sign would close otherwise: an interval begins after it.
    """
    other = stacks.get("[［]］" if sign == ")" else "(（)）" if sign == "]" else "")
    if other and other[-1] > last and _INTERVAL.fullmatch(text, other[-1], at + 1):
        other.pop()
        return True
    return False
