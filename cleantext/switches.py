"""Comments that switch rules off for a stretch of a document.

    <!-- taiyaku-disable -->             every rule, until taiyaku-enable or the end
    <!-- taiyaku-disable comma, dash --> these rules
    <!-- taiyaku-enable comma -->        this rule again; without a name, all of them
    <!-- taiyaku-disable-line comma -->  on this line, wherever the comment stands in it
    <!-- taiyaku-disable-next-line -->   on the next line that holds text
    <!-- taiyaku-disable comma -- why --> what follows " -- " or " — " is for people

Plain text and Markdown have them as HTML comments; other formats hand the text of their own comments to `read_switch`.
What is wrong with a comment that is meant so and is none: `switch_slips`.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from .lazy import lazy
from .spans import Span, Spans

ALL = "*"
NONE = Spans([], [])
Action = Literal["disable", "enable", "disable-line", "disable-next-line"]


class Switch(NamedTuple):
    """What a comment asks for; rules is {"*"} where it names none."""

    action: Action
    rules: frozenset[str]


class Off(NamedTuple):
    """The rules that are off in text[start:end], in code points; "*" is all of them."""

    start: int
    end: int
    rules: frozenset[str]


_SWITCH = lazy(
    r"\s*taiyaku-(disable-next-line|disable-line|disable|enable)(?![\w-])((?:(?!\s--)[\w\s,*、-])*)(?:\s(?:--|[–—―]).*)?\Z",
    re.S,
)
_COMMENT = lazy(r"<!--(?=\s{0,40}taiyaku-)")
_LINE_END = lazy(r"\r\n|[\r\n]|\Z")
LONGEST = 2000
"""Code points that a comment may have behind its opening."""


def read_switch(comment: str) -> Switch | None:
    """What the text inside a comment asks for; None if it is not for us. Names of rules are not looked up.

    >>> read_switch(" taiyaku-disable-line comma, dash ")
    Switch(action='disable-line', rules=frozenset({...}))
    >>> read_switch(" taiyaku-enable ").rules, read_switch("TODO")
    (frozenset({'*'}), None)
    """
    match = _SWITCH.match(comment)
    if match is None:
        return None
    action = next(name for name in get_args(Action) if name == match.group(1))
    return Switch(action, frozenset(re.findall(r"[\w-]+|\*", match.group(2))) or frozenset({ALL}))


def switched_off(text: str, code: Spans = NONE) -> tuple[Off, ...]:
    """Where a plain text or Markdown text switches rules off, sorted by start; stretches may overlap.

    code  where code stands: a comment there is shown, not meant.
    A rule that is enabled while all are off stays off: only taiyaku-enable without a name ends that.

    >>> switched_off("<!-- taiyaku-disable-line comma -->東京,大阪")
    (Off(start=0, end=40, rules=frozenset({'comma'})),)
    """
    found: list[Off] = []
    lines = _Lines(text)
    opened: dict[str, int] = {}
    for start, end, switch in _switches(text, code):
        if switch.action == "disable":
            for rule in switch.rules:
                opened.setdefault(rule, start)
        elif switch.action == "enable":
            for rule in sorted(opened if ALL in switch.rules else switch.rules & opened.keys()):
                found.append(Off(opened.pop(rule), end, frozenset({rule})))
        else:
            low, high = lines.of(start if switch.action == "disable-line" else end)
            if switch.action == "disable-next-line":
                low, high = lines.with_text(high)
            found.append(Off(low, high, switch.rules))
    found += [Off(start, len(text), frozenset({rule})) for rule, start in opened.items()]
    return tuple(sorted(found, key=lambda off: (off.start, off.end, sorted(off.rules))))


def _switches(text: str, code: Spans) -> list[tuple[int, int, Switch]]:
    switches = []
    for match in _COMMENT.finditer(text):
        end = text.find("-->", match.end(), match.end() + LONGEST)
        switch = read_switch(text[match.end() : end]) if end >= 0 else None
        if switch and not code.hold(match.start()):
            switches.append((match.start(), end + 3, switch))
    return switches


class _Lines:
    """The lines of a text, each looked at once however many comments stand in it or before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = (0, 0)
        self._next: dict[int, Span] = {}

    def of(self, offset: int) -> Span:
        """The line that holds the offset, with its break."""
        low, high = self._last
        if not low <= offset < high:
            low = self._text.rfind("\n", 0, offset) + 1
            low = max(low, self._text.rfind("\r", low, offset) + 1)
            match = _LINE_END.search(self._text, offset)
            self._last = low, match.end() if match else len(self._text)
        return self._last

    def with_text(self, offset: int) -> Span:
        """The first line from an offset on, where one begins, that holds more than comments; else the end."""
        passed = []
        while offset < len(self._text) and offset not in self._next:
            passed.append(offset)
            low, offset = self.of(offset)
            line = self._text[low:offset].strip()
            if line and not (line.startswith("<!--") and line.endswith("-->")):
                self._next[low] = low, offset
                offset = low
        found = self._next.get(offset, (offset, offset))
        self._next.update(dict.fromkeys(passed, found))
        return found
