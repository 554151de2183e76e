"""Brackets and quotation marks that have no partner.

Each kind is matched by itself, line by line; across lines only where a paragraph is hard-wrapped or a
quotation runs over several paragraphs. Offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .characters import HIRAGANA, KATAKANA, LETTER, is_letter, members
from .lazy import lazy

_KINDS = ("「」", "『』", "【】", "〈〉", "《》", "〔〕", "(（)）", "[［]］", "{｛}｝", "«»", "‹›", "<＜>＞")
_OPENS = {sign: kind for kind in _KINDS for sign in kind[: len(kind) // 2]}
_CLOSES = {sign: kind for kind in _KINDS for sign in kind[len(kind) // 2 :]}
_JAPANESE, _JAPANESE_ENDS = "「『【〔", "」』】〕"
_MOST_OPEN = 64
_SIGNS = lazy("[" + re.escape("".join(_KINDS)) + "\"“”'‘’]")
_LINE = lazy(r"[^\r\n]+")
_INDENT = lazy(r"[ \t\u3000]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*")
_MARK = lazy(
    r"(?:^|[\s、。「（(はがをにでと:：])[(（]?(?:[0-9０-９]{1,3}|[A-Za-zａ-ｚＡ-Ｚア-ンぁ-ん①-⑳一二三四五六七八九十]|[ivxIVX]{1,4})$"
)
_SLANG = lazy(r"[（(](?:笑|爆|汗|泣|涙|謎|苦笑|ry|略|以下略|棒)")
_INTERVAL = lazy(r"[\[(]\s*[-+−]?[\w.∞+/π−-]{1,12}\s*[,，]\s*[-+−]?[\w.∞+/π−-]{1,12}\s*[\])]")
_in_word = members(LETTER + '_「」『』（）【】。、！？!?.%％`*“”"…')
_after_less = members(LETTER + "「『`×○*")
_before_greater = members(LETTER + "」』`×○")
_AFTER_OPENING = " \u3000([{［｛〈《〔<～〜※+-$@#'"
_LT_AFTER = lazy(f"[\\s{HIRAGANA}、。「」（）・]|^$")
_GT_BEFORE = lazy(r"[\s、。」）]|は|が|を|に|と|の|で|も|$")
_IN_KATAKANA = lazy(f"[{KATAKANA}]{{2}}")


class Sign(NamedTuple):
    """A bracket at text[at] and its kind: "「」", "(（)）" …"""

    at: int
    kind: str


class Lone(NamedTuple):
    """text[at] has no partner; or its partner at `width` is of the other width."""

    at: int
    width: int | None = None


def lone_brackets(text: str, skip: Callable[[int], bool], same_block: Callable[[int, int], bool]) -> Iterator[Lone]:
    """Brackets without a partner, sorted by line.

    skip(at)           True where the sign at an offset is no bracket of the text (code, addresses).
    same_block(a, b)   True if both offsets lie in one paragraph; asked only where a line does not balance.
    """
    signs = [match.start() for match in _SIGNS.finditer(text)]
    opened: list[tuple[Sign, bool, int]] = []  # left open at the end of a line, whether at its start, its number
    found: list[Lone] = []
    lines = list(_LINE.finditer(text)) if signs else []
    done = 0
    for number, line in enumerate(lines):
        start, end = line.span()
        if done == len(signs) or signs[done] >= end:
            continue
        first = done
        done = bisect_left(signs, end, first)
        opens, closes, others = _in_line(text, start, end, [at for at in signs[first:done] if not skip(at)])
        found += others
        for close in closes:
            at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0].kind == close.kind), None)
            if at is not None and _spans_lines(text, opened[at], close, line, lines, same_block):
                del opened[at]
            else:
                found.append(Lone(close.at))
        head = _first(text, line) if opens else start
        opened += [(sign, sign.at == head, number) for sign in opens]
        found += [Lone(sign.at) for sign, _, _ in opened[:-_MOST_OPEN]]
        del opened[:-_MOST_OPEN]
    for sign, at_start, number in opened:
        following = _first(text, lines[number + 1]) if number + 1 < len(lines) else len(text)
        if not (at_start and text.startswith(text[sign.at], following)):
            found.append(Lone(sign.at))
    yield from sorted(found)


def _first(text: str, line: re.Match[str]) -> int:
    """Where a line begins after its indent and the marks of lists and quotations."""
    head = _INDENT.match(text, *line.span())
    return head.end() if head else line.start()


def _spans_lines(
    text: str,
    opened: tuple[Sign, bool, int],
    close: Sign,
    line: re.Match[str],
    lines: list[re.Match[str]],
    same_block: Callable[[int, int], bool],
) -> bool:
    """True if a bracket that opens in one line may close in another."""
    sign, at_start, number = opened
    if same_block(sign.at, close.at):
        return True
    if not at_start:
        return False
    rest = text[close.at + 1 : line.end()].strip(" \t\u3000。")
    between = text[lines[number].end() : line.start()]
    return not rest or not re.search(r"\n[ \t]*\n|\r\n[ \t]*\r\n|\r[ \t]*\r", between)


def _in_line(text: str, start: int, end: int, signs: list[int]) -> tuple[list[Sign], list[Sign], list[Lone]]:
    """Of a line with such signs: brackets left open, brackets closed but not opened, quotation marks left alone."""
    stacks: dict[str, list[int]] = {}
    closes: list[Sign] = []
    lone: list[Lone] = []
    straight: list[int] = []
    curly: list[int] = []
    single: list[int] = []
    for at in signs:
        sign = text[at]
        if sign in _OPENS:
            if _opens(text, at, start, end):
                stacks.setdefault(_OPENS[sign], []).append(at)
        elif sign in _CLOSES:
            kind = _CLOSES[sign]
            stack = stacks.get(kind)
            if stack:
                opener = stack.pop()
                if len(kind) == 4 and (text[opener] == kind[0]) != (sign == kind[2]):
                    lone.append(Lone(opener, at))
            elif not _ends_interval(text, stacks, at, sign) and _closes(text, at, start, end):
                closes.append(Sign(at, kind))
        elif sign == '"':
            if len(straight) % 2 or at == start or not text[at - 1].isdigit():  # not 24"
                straight.append(at)
        elif sign in "“”":
            curly.append(at)
        elif sign in "'‘" and _is_quote(text, at, start, end, bool(single)):
            single.append(at)
        elif sign == "’" and single and text[single[-1]] == "‘":
            single.pop()
    if len(straight) % 2:
        lone.append(Lone(straight[-1]))
    if len(curly) % 2:
        lone.append(Lone(_odd(text, curly)))
    if len(single) % 2:
        lone.append(Lone(single[-1]))
    opens = [Sign(at, kind) for kind, stack in stacks.items() for at in stack if not _SLANG.match(text, at)]
    return opens, closes, lone


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """True if the sign opens a bracket, and is no part of a face, an arrow or a comparison."""
    after, before = text[at + 1 : min(at + 2, end)], text[max(start, at - 1) : at]
    if text[at] in _JAPANESE:
        return True
    if text[at] in "<＜":
        return _after_less(after) and bool(_LT_AFTER.match(before))
    if text[at] in "«‹":
        return before != ""
    return after in ("", "<", "`", "*") or _in_word(after) or after.isalnum() or after in _AFTER_OPENING


def _closes(text: str, at: int, start: int, end: int) -> bool:
    """True if the sign, for which none is open, closes a bracket: no face, list mark, arrow or comparison."""
    before, after = text[max(start, at - 1) : at], text[at + 1 : min(at + 2, end)]
    if text[at] in "»›":
        return False
    if text[at] in ">＞":
        return _before_greater(before) and bool(_GT_BEFORE.match(after))
    if text[at] in ")）" and (_MARK.search(text[max(start, at - 6) : at]) or before in ":;=^"):
        return False
    return before in ("", ">", "`", "*") or text[at] in _JAPANESE_ENDS or _in_word(before) or before.isalnum()


def _ends_interval(text: str, stacks: dict[str, list[int]], at: int, sign: str) -> bool:
    """True for the end of a half-open interval, [0, 1) or (0, 1]; its opening bracket is then done with."""
    other = stacks.get("[［]］" if sign == ")" else "(（)）" if sign == "]" else "")
    if other and _INTERVAL.fullmatch(text, other[-1], at + 1):
        other.pop()
        return True
    return False


def _is_quote(text: str, at: int, start: int, end: int, inside: bool) -> bool:
    """True if ' or ‘ is a quotation mark: it stands before Japanese, or ends what was opened so."""
    before, after = text[max(start, at - 1) : at], text[at + 1 : min(at + 2, end)]
    if inside:
        return text[at] == "'" and not (before.isascii() and after.isascii() and after.isalpha())
    if _IN_KATAKANA.match(before + after):  # ホ'オポノポノ
        return False
    if is_letter(after):
        return not (before.isascii() and before.isalnum())
    return text[at] == "'" and bool(re.match("[×○`*「]", after)) and not before.isalnum()


def _odd(text: str, marks: list[int]) -> int:
    """Of curly marks that are odd in number, the one without a partner."""
    opened: list[int] = []
    for at in marks:
        if text[at] == "“":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            return at
    return opened[-1] if opened else marks[-1]
