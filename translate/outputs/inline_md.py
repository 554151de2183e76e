r"""The inline markup of Markdown: what of a text is markup, and what the rest is to be set as.

Read are emphasis, code, links, pictures, struck-out text, escapes, references of characters, ruby as HTML
(<ruby>岬<rt>みさき</rt></ruby>) and as {岬|みさき}. All else, and all that does not close, is text as it was typed.

Source: CommonMark 0.31, 6.1 to 6.7 and its appendix "A parsing strategy"; GitHub Flavored Markdown 6.5; and, as
Japanese has no spaces, the amendment of markdown-cjk-friendly: a mark beside a Japanese bracket counts as beside a
word, so that **「雪」**が is bold. The time is linear in any text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Literal, NamedTuple

from translate.outputs.emphasis_md import Delimiter, flanks, is_mark, pairs
from translate.outputs.ruby_md import Base, ruby_at

Kind = Literal["strong", "em", "i", "code", "del", "sup", "sub", "u", "link", "ref", "noteref", "ruby", "image"]
"""`i` is slanted: emphasis of words that are not Japanese, in a Japanese text."""
LONGEST = 200_000
"""Longer texts are left as they were typed."""
_SPECIAL = re.compile(r"[\\`<{!\[\]*_~&]")
_TICKS = re.compile("`+")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{1,2000})>")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(
    r"\(\s*(?:<([^<>\n]{0,2000})>|((?:[^()\s\x00-\x1f]|\([^()\s]{0,400}\)){0,2000}))"
    r"(?:\s+(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'|\([^()\n]{0,400}\)))?\s*\)"
)
_LABEL = re.compile(r"\[([^\[\]\n]{0,200})\]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Span(NamedTuple):
    """What text[start:end] is.

    value  the address of a link or picture, the reading of ruby.
    alt    what a picture shows, in words; it stands at `start`, and `end` is the same.
    typed  where a picture stands in the text as it was typed.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""
    alt: str = ""
    typed: int = 0


class Parsed(NamedTuple):
    """A text without its markup; where each of its characters stood; what its stretches are, the outer ones first."""

    text: str
    kept: list[int]
    spans: tuple[Span, ...]


class _Bracket(NamedTuple):
    node: int
    image: bool
    delimiters: int


def label_of(text: str) -> str:
    """A label as references find it."""
    return " ".join(text.casefold().split())


def parsed(typed: str, targets: Mapping[str, str] | None = None, ruby: bool = True) -> Parsed:
    """A text with its markup read.

    targets  the addresses of reference links by their labels, as `label_of` gives them.
    ruby     readings are markup; without it they are text as it was typed.

    >>> parsed("本文は**大事**だ。[*詳細*](https://a.example/)へ").text
    '本文は大事だ。詳細へ'
    >>> [(span.kind, span.start, span.end) for span in parsed("本文は**大事**だ。[*詳細*](https://a.example/)へ").spans]
    [('strong', 3, 5), ('link', 7, 9), ('em', 7, 9)]
    """
    if len(typed) > LONGEST or not _SPECIAL.search(typed):
        return Parsed(typed, list(range(len(typed))), ())
    return _Parser(typed, targets or {}, ruby).parse()


class _Parser:
    """Nodes are stretches of text; a span goes from one node to another, both left out."""

    def __init__(self, typed: str, targets: Mapping[str, str], ruby: bool) -> None:
        self.typed, self.targets, self.ruby = typed, targets, ruby
        self.texts: list[str] = []
        self.places: list[list[int]] = []
        self.spans: list[tuple[Kind, int, int, str, str]] = []
        self.delimiters: list[Delimiter] = []
        self.brackets: list[_Bracket] = []
        self.ticks: dict[int, int] = {}  # from where on there is no run of so many ticks
        self.at = 0

    def parse(self) -> Parsed:
        typed = self.typed
        while self.at < len(typed):
            match = _SPECIAL.search(typed, self.at)
            end = match.start() if match else len(typed)
            if end > self.at:
                self.add(typed[self.at : end], range(self.at, end))
                self.at = end
            if match:
                self.take(typed[end])
        self.emphasise(0)
        return self.result()

    def add(self, text: str, places: range | list[int]) -> int:
        self.texts.append(text)
        self.places.append(list(places))
        return len(self.texts) - 1

    def literal(self, length: int = 1) -> int:
        start, self.at = self.at, self.at + length
        return self.add(self.typed[start : self.at], range(start, self.at))

    def take(self, sign: str) -> None:
        typed, at = self.typed, self.at
        if sign == "\\" and (match := _ESCAPED.match(typed, at)):
            self.add(match[1], [at + 1])
            self.at += 2
        elif sign == "`":
            self.take_code()
        elif sign == "<":
            self.take_tag()
        elif sign == "{" and self.ruby and (found := ruby_at(typed, at)):
            self.take_ruby(*found)
        elif sign in "*_" or (sign == "~" and typed.startswith("~~", at)):
            self.take_run(sign)
        elif sign == "[" or typed.startswith("![", at):
            image = sign == "!"
            node = self.literal(2 if image else 1)
            self.brackets.append(_Bracket(node, image, len(self.delimiters)))
        elif sign == "]":
            self.close_bracket()
        elif sign == "&" and (match := _ENTITY.match(typed, at)) and (text := unescape(match[0])) != match[0]:
            self.add(text, [at] * len(text))
            self.at = match.end()
        else:
            self.literal()

    def take_code(self) -> None:
        match = _TICKS.match(self.typed, self.at)
        size = len(match[0]) if match else 1
        close = self.find_ticks(self.at + size, size)
        if close < 0:
            self.literal(size)
            return
        low, high = self.at + size, close
        if high - low > 2 and self.typed[low] == self.typed[high - 1] == " " and self.typed[low:high].strip():
            low, high = low + 1, high - 1
        node = self.add(self.typed[low:high], range(low, high))
        self.spans.append(("code", node - 1, node + 1, "", ""))
        self.add("", [])
        self.at = close + size

    def find_ticks(self, start: int, size: int) -> int:
        if self.ticks.get(size, len(self.typed) + 1) <= start:
            return -1
        for match in _TICKS.finditer(self.typed, start):
            if len(match[0]) == size:
                return match.start()
        self.ticks[size] = start
        return -1

    def take_tag(self) -> None:
        if match := _AUTOLINK.match(self.typed, self.at):
            node = self.add(match[1], range(match.start(1), match.end(1)))
            self.spans.append(("link", node - 1, node + 1, match[1], ""))
            self.add("", [])
        elif match := _BREAK.match(self.typed, self.at):
            self.add(" ", [self.at])
        elif self.ruby and (found := ruby_at(self.typed, self.at)):
            self.take_ruby(*found)
            return
        else:
            self.literal()
            return
        self.at = match.end()

    def take_ruby(self, bases: list[Base], end: int) -> None:
        for base, start, reading in bases:
            node = self.add(base, range(start, start + len(base)))
            if reading.strip():
                self.spans.append(("ruby", node - 1, node + 1, reading.strip(), ""))
                self.add("", [])
        self.at = end

    def take_run(self, sign: str) -> None:
        typed, start = self.typed, self.at
        end = start
        while end < len(typed) and typed[end] == sign:
            end += 1
        before, after = typed[start - 1] if start else "\n", typed[end] if end < len(typed) else "\n"
        left, right = flanks(before, after)
        opens, closes = left, right
        if sign == "_":
            opens, closes = left and (not right or is_mark(before)), right and (not left or is_mark(after))
        node = self.literal(end - start)
        if sign != "~" or end - start == 2:
            self.delimiters.append(Delimiter(node, sign, opens, closes, end - start))

    def close_bracket(self) -> None:
        node = self.literal()
        if not self.brackets:
            return
        opener = self.brackets.pop()
        if not opener.image and self.close_note(opener, node):
            return
        inside = self.typed[self.places[opener.node][-1] + 1 : self.at - 1]
        found = self.target(inside)
        if found is None or opener.delimiters < 0:
            return
        address, self.at = found
        if opener.image:
            alt = "".join(self.texts[opener.node + 1 : node])
            alt = "".join(sign for sign in alt if sign not in "*`") if self.delimiters[opener.delimiters :] else alt
            del self.delimiters[opener.delimiters :]
            self.spans = [span for span in self.spans if span[1] < opener.node]
            for number in range(opener.node + 1, node + 1):
                self.texts[number], self.places[number] = "", []
            self.spans.append(("image", opener.node, node, address, alt))
        else:
            self.emphasise(opener.delimiters)
            self.spans.append(("link", opener.node, node, address, ""))
            self.texts[node], self.places[node] = "", []
            self.brackets = [each if each.image else each._replace(delimiters=-1) for each in self.brackets[-50:]]
        place = self.places[opener.node][0]
        self.texts[opener.node], self.places[opener.node] = "", [place] if opener.image else []

    def close_note(self, opener: _Bracket, node: int) -> bool:
        """The mark of a note, [^1], where there is such a note."""
        inside = self.typed[self.places[opener.node][-1] + 1 : self.at - 1]
        first = opener.node + 1
        block = self.targets.get(label_of(inside), "") if inside.startswith("^") else ""
        if not block or not self.texts[first].startswith("^"):
            return False
        self.texts[first], self.places[first] = self.texts[first][1:], self.places[first][1:]
        if opener.delimiters >= 0:
            del self.delimiters[opener.delimiters :]
        for number in (opener.node, node):
            self.texts[number], self.places[number] = "", []
        self.spans += [("noteref", opener.node, node, block, ""), ("sup", opener.node, node, "", "")]
        return True

    def target(self, inside: str) -> tuple[str, int] | None:
        """The address that stands after a bracket, or that its label has; and where what follows begins."""
        if match := _TARGET.match(self.typed, self.at):
            address = match[1] if match[1] is not None else match[2]
            return unescape(_ESCAPED.sub(r"\1", address)), match.end()
        match = _LABEL.match(self.typed, self.at)
        label = label_of(match[1] if match and match[1].strip() else inside[:200])
        if label in self.targets:
            return self.targets[label], match.end() if match else self.at
        return None

    def emphasise(self, bottom: int) -> None:
        """Pair the delimiters from `bottom` on; those that find none are text."""
        for kind, opener, closer, used in pairs(self.delimiters[bottom:]):
            self.texts[opener], self.places[opener] = self.texts[opener][:-used], self.places[opener][:-used]
            self.texts[closer], self.places[closer] = self.texts[closer][used:], self.places[closer][used:]
            self.spans.append((kind, opener, closer, "", ""))
        del self.delimiters[bottom:]

    def result(self) -> Parsed:
        starts, length = [], 0
        for text in self.texts:
            starts.append(length)
            length += len(text)
        starts.append(length)
        spans, images = [], {node: self.places[node].pop() for kind, node, *_ in self.spans if kind == "image"}
        for order, (kind, opener, closer, value, alt) in enumerate(self.spans):
            start, end = starts[opener + 1], starts[closer]
            if kind == "image":
                spans.append((start, -start, -order, Span(kind, start, start, value, alt, images[opener])))
            elif end > start:
                spans.append((start, -end, -order, Span(kind, start, end, value)))
        kept = [place for places in self.places for place in places]
        return Parsed("".join(self.texts), kept, tuple(span for *_, span in sorted(spans, key=lambda each: each[:3])))
