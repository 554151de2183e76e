"""What is wrong with comments that are to switch rules off: a word misspelt, no such rule, a stretch without end.

A reader of a format gathers the comments that may be meant so (`MAY_SWITCH`); `slips_of` says what is wrong with each.
In pages an attribute may be meant so too (`MAY_MARK`, `mark_slip`).
A comment that is like nothing of ours, that of another program too, has no slip.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, get_args

from .lazy import lazy
from .lines import line_bounds
from .nearest import nearest
from .rules import RULES
from .spans import Spans
from .switches import ALL, LONGEST, Action, Switch, read_switch

MAY_SWITCH = lazy(r"<!--(?=\s{0,40}[TtＴｔ][A-Za-zＡ-Ｚａ-ｚ]{4,8}[\s_.:：‐－—–-])")
"""The opening of a comment that may be for us; a few others begin so too."""
MAY_MARK = lazy(
    r"data(?!-taiyaku\s{0,9}=\s{0,9}[\"']?\s{0,9}off[\"'\s/>])[-_.:]?[Tt](?=[A-Za-z]{4,8}(?:[^A-Za-z]|\Z))[A-Za-z]{0,4}[YyKk]"
)
"""The beginning of an attribute that may be for us and is not data-taiyaku="off"; a few others begin so too."""

_ACTIONS = get_args(Action)
_OTHER_WORDS = {
    **dict.fromkeys("off ignore skip stop exclude suppress disable-start disable-file ignore-start".split(), "disable"),
    **dict.fromkeys("on start resume end disable-end ignore-end".split(), "enable"),
    **dict.fromkeys(("off-line", "ignore-line", "skip-line", "noqa"), "disable-line"),
    **dict.fromkeys(("off-next-line", "ignore-next-line", "skip-next-line", "disable-next"), "disable-next-line"),
}
"""How other programs call what we call otherwise."""

_HEAD = lazy(r"\s*(\S+?)(?:[:：]?\s+([A-Za-z_-]+))?(?=[:：,、]?(?:\s|\Z))")
_JOINTS = lazy("[_.:：‐－—–]")
_COMMENT = lazy(r"<!--.*?(?:-->|\Z)", re.S)
_REASON = "words for people follow ' -- ' or ' — '"
_SHOWN = 60
"""Code points that are shown of a comment without end."""
_BESIDE = 2_000
_NEAR = 0.75
_NEAR_NAME = 0.8


class Comment(NamedTuple):
    """A comment of a page or text: source[start:end], and what stands between its marks; None if it is not closed."""

    start: int
    end: int
    content: str | None


class Slip(NamedTuple):
    """The comment or attribute source[start:end] and, in words, what is wrong with it."""

    start: int
    end: int
    message: str


def slip_in(content: str) -> str:
    """What is wrong with a comment by itself, in words; "" if nothing is, or if it is not for us.

    >>> slip_in(" taiyaku-disabel comma "), slip_in(" taiyaku-disable coma ")
    ('taiyaku-disabel is no switch; did you mean taiyaku-disable?', 'coma is no rule; did you mean comma?')
    >>> slip_in(" textlint-disable "), slip_in(" taiyaku で確認済み "), slip_in(" taiyaku-disable comma -- 人名 ")
    ('', '', '')
    """
    switch = read_switch(content)
    if switch is not None:
        return _unknown(switch)
    head, right = _meant(content[:_SHOWN])
    if not right:
        return ""
    if head == right:
        return f"what follows {right} cannot be read: rules are parted by commas, and {_REASON}"
    return f"{head} is no switch; did you mean {right}?"


def _unknown(switch: Switch) -> str:
    names = sorted(switch.rules - {ALL} - frozenset(RULES))
    if not names:
        return ""
    near = [right for name in names if (right := nearest(name.lower(), RULES))]
    what = f"{', '.join(names)} {'are no rules' if len(names) > 1 else 'is no rule'}"
    if near:
        return f"{what}; did you mean {', '.join(near)}?"
    if not all(map(str.isascii, names)):
        return f"{what}; {_REASON}"
    return f"{what}; `taiyaku rules` lists them"


def mark_slip(name: str, value: str) -> str:
    """What is wrong with an attribute that is to switch rules off; "" if nothing is, or if it is not for us.

    >>> mark_slip("data-taiyaku", "of"), mark_slip("data-taiyku", "off")
    ('the value it knows is "off", for all rules', 'data-taiyku is no switch; did you mean data-taiyaku="off"?')
    >>> mark_slip("data-taiyaku", "OFF"), mark_slip("data-taiyaki", "3"), mark_slip("data-taiyaku-row", "7")
    ('', '', '')
    """
    name, value = name.lower(), value.strip().lower()
    if name == "data-taiyaku":
        return "" if value == "off" else 'the value it knows is "off", for all rules'
    ours, _, word = _JOINTS.sub("-", name).removeprefix("data").lstrip("-").partition("-")
    said = word or value
    said = _OTHER_WORDS.get(said) or nearest(said, ["off", *_ACTIONS], _NEAR_NAME)
    if said in ("", "enable") or not nearest(ours, ["taiyaku"], _NEAR_NAME):
        return ""
    return f'{name} is no switch; did you mean data-taiyaku="off"?'


@lru_cache(256)
def _meant(content: str) -> tuple[str, str]:
    """How the first words of a comment are written, and the switch they are like; "" for none."""
    match = _HEAD.match(content)
    if match is None:
        return "", ""
    head, second = match[1].rstrip(":：,、"), match[2] or ""
    name, _, word = _JOINTS.sub("-", unicodedata.normalize("NFKC", head).lower()).partition("-")
    apart = not word
    if apart:
        head, word = f"{head} {second}", second.lower().replace("_", "-")
    if not word or not nearest(name, ["taiyaku"], _NEAR_NAME):
        return "", ""
    near = "" if apart else _OTHER_WORDS.get(word, "")
    near = near or nearest(word, _ACTIONS, _NEAR)
    return head, f"taiyaku-{near}" if near else ""


def slips_of(comments: Sequence[Comment], first: int, last: int) -> list[Slip]:
    """What is wrong with the comments of one page or text, which are in order; one slip a comment at most.

    first  where its text begins, headings and comments left out: a stretch that begins before is meant for the whole.
    last   where its text ends: a comment after it has nothing to switch off.
    """
    switches, slips, wrong = [], [], {}
    for comment in comments:
        switch, message = _as_meant(comment)
        if message:
            wrong[comment.start] = message
            slips.append(Slip(comment.start, comment.end, message))
        if switch:
            switches.append((comment, switch))
    return sorted([*slips, *(slip for slip in _pair(switches, wrong, first, last) if slip.start not in wrong)])


def _as_meant(comment: Comment) -> tuple[Switch | None, str]:
    """What a comment asks for, or should ask for, and what is wrong with it by itself."""
    if comment.content is None:
        return None, "the comment is not closed with -->"
    switch, message = read_switch(comment.content), slip_in(comment.content)
    if message and not switch:
        return read_switch(_meant(comment.content[:_SHOWN])[1]), message
    return switch, message


def _pair(switches: list[tuple[Comment, Switch]], wrong: Container[int], first: int, last: int) -> Iterator[Slip]:
    """What is wrong with switches beside each other. After one that is wrong by itself the rest may be right."""
    opened: dict[str, Comment] = {}
    for comment, (action, rules) in switches:
        start, end, _ = comment
        if action == "enable":
            missing = sorted(rules - opened.keys())
            if any(one.start in wrong for one in opened.values()):
                pass
            elif ALL in rules and not opened:
                yield Slip(start, end, "no rule is switched off here")
            elif missing and ALL not in rules and ALL in opened:
                what = f"{', '.join(missing)} stays off"
                yield Slip(start, end, f"{what}: all rules are, and only taiyaku-enable without names ends that")
            elif missing and ALL not in rules:
                yield Slip(start, end, f"{', '.join(missing)} is not switched off here")
            for rule in list(opened) if ALL in rules or start in wrong else rules:
                opened.pop(rule, None)
        elif action != "disable-line" and start >= last:
            yield Slip(start, end, "no text follows that this could be for")
        elif action == "disable":
            for rule in rules:
                opened.setdefault(rule, comment)
    for start, end, _ in dict.fromkeys(opened.values()):
        if start >= first:
            message = "nothing ends this; end it with taiyaku-enable, or put it before all text to mean the whole of it"
            yield Slip(start, end, message)


def text_bounds(parts: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Where the text of blocks (start, end, kind) begins, headings left out, and where it ends.

    >>> text_bounds([(0, 2, "heading"), (4, 9, "paragraph"), (11, 13, "heading")])
    (4, 13)
    """
    end = parts[-1][1] if parts else 0
    return next((start for start, _, kind in parts if kind != "heading"), end), end


def slips_in_text(text: str, code: Spans, parts: Sequence[tuple[int, int, str]]) -> list[Slip]:
    """What is wrong with the switches of a plain text or Markdown text.

    code   where code stands: a comment there is shown, not meant.
    parts  (start, end, kind) of the blocks of the text.
    """
    comments = []
    for match in MAY_SWITCH.finditer(text):
        start = match.start()
        if code.hold(start):
            continue
        close = text.find("-->", match.end(), match.end() + LONGEST)
        if close >= 0:
            comments.append(Comment(start, close + 3, text[match.end() : close]))
        elif _meant(text[match.end() : match.end() + _SHOWN])[1]:
            comments.append(Comment(start, min(line_bounds(text, start)[1], match.end() + _SHOWN), None))
    if not comments:
        return []
    slips = slips_of(comments, *text_bounds([bare for part in parts if (bare := _without_comments(text, *part))]))
    taken = {slip.start for slip in slips}
    lines = [Slip(*comment[:2], message) for comment in comments if (message := _line_slip(text, comment))]
    return sorted([*slips, *(slip for slip in lines if slip.start not in taken)])


def _without_comments(text: str, start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    """A block without the comments and spaces at its edges; None where nothing else is in it."""
    shown = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[start:end])
    low, high = start + len(shown) - len(shown.lstrip()), start + len(shown.rstrip())
    return (low, high, kind) if low < high else None


def _line_slip(text: str, comment: Comment) -> str:
    switch = read_switch(comment.content or "")
    if switch is None or switch.action != "disable-line":
        return ""
    low, high = line_bounds(text, comment.start, _BESIDE)[0], line_bounds(text, comment.end, _BESIDE)[1]
    beside = text[low : comment.start] + text[comment.end : high]
    if _COMMENT.sub("", beside).strip():
        return ""
    return "nothing else stands in this line; taiyaku-disable-next-line is for the one after it"
