"""Listings and rules: blocks of code, which no one translates, and the lines between parts of a text.

Source: CommonMark 0.31, 4.1, 4.4 and 4.5; WHATWG HTML, 4.4.3 (a line end at the head of `pre` is not part of it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from cleantext.document import Block
from cleantext.formats.markup import Token, decoded
from cleantext.structure import markdown_blocks
from translate.outputs.edition import Figure

_FENCE = re.compile(r"((?:[ \t]*>)*)([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})[ \t]*([^\r\n`]*)")
_RULE = re.compile(r"[ \t]{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_LINES = re.compile(r"\r\n|\r|\n")


class Aside(NamedTuple):
    """A listing or a rule in a text: where it begins, what it is, its text, and what the source calls its language.

    indented  it may stand in the item of a list before it.
    """

    start: int
    kind: Literal["code", "rule"]
    text: str = ""
    name: str = ""
    indented: bool = False


def is_rule(text: str) -> bool:
    """Whether a line of Markdown is a rule.

    >>> is_rule("* * *"), is_rule("---"), is_rule("**")
    (True, True, False)
    """
    return bool(_RULE.fullmatch(text.rstrip("\r\n")))


def asides_in(text: str) -> Iterator[Aside]:
    """Yield the listings of a Markdown text, and the rules that are no block of it, in order."""
    indented: tuple[int, int] | None = None
    for start, end in [*markdown_blocks(text), (len(text), len(text))]:
        if indented and (
            start > indented[1] and text[indented[1] : start].strip() or not _is_indented(text[start:end])
        ):
            yield Aside(indented[0], "code", _dedented(text[slice(*indented)]))
            indented = None
        if match := _FENCE.match(text, start, end):
            yield Aside(start, "code", _fenced(text[match.end() : end], match), match[4].strip(), text[start] in " \t")
        elif _is_indented(text[start:end]):
            indented = (indented[0] if indented else start, end)
        elif is_rule(text[start:end]) and not _line_before(text, start).strip():
            yield Aside(start, "rule")


def _is_indented(text: str) -> bool:
    return bool(re.match(r"(?: {4}| {0,3}\t)[ \t]*\S", text))


def _line_before(text: str, start: int) -> str:
    return (_LINES.split(text[:start].removesuffix("\n").removesuffix("\r")) or [""])[-1] if start else ""


def _dedented(text: str) -> str:
    return "\n".join(re.sub(r"^(?: {1,4}| {0,3}\t)", "", line) for line in _LINES.split(text)).strip("\n")


def _fenced(text: str, fence: re.Match[str]) -> str:
    """The lines after an opening fence, without the closing one, the marks of quotations and its own indentation."""
    lines = _LINES.split(text)[1:]
    if lines and not lines[-1].strip():
        lines.pop()
    if lines and re.fullmatch(rf"[ \t>]*{re.escape(fence[3])}{fence[3][0]}*[ \t]*", lines[-1]):
        lines.pop()
    quoted, width = fence[1].count(">"), len(fence[2].expandtabs(4)) - (1 if ">" in fence[1] else 0)
    cut = re.compile(rf"(?:[ \t]*>[ ]?){{0,{quoted}}}[ ]{{0,{max(width, 0)}}}")
    return "\n".join(line[cut.match(line).end() :] if cut.match(line) else line for line in lines)  # type: ignore[union-attr]


def breaks_in(block: Block) -> Iterator[Figure]:
    """Yield the line breaks between the words of a block of a page, a book or a Word document."""
    text = block.text
    for match in re.finditer("\n", text.rstrip()):
        if at := sum(not sign.isspace() for sign in text[: match.start()]):
            yield Figure("", at=at, kind="break")


def beside_row(figures: Iterable[Figure], number: int, last: bool, end: int) -> Iterator[tuple[int, Figure]]:
    """Yield the listings and rules of a Markdown block that stand before its first row or after its last one.

    number, last, end  of a row: its number from 0, whether it is the last of its block, where its text ends.
    """
    for figure in figures:
        if figure.kind in ("code", "rule") and (last if figure.at else number == 0):
            yield number, figure._replace(at=end if figure.at else 0)


class Preformatted:
    """Reads the listings of a page from its tokens."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.open: tuple[int, list[str]] | None = None

    def take(self, token: Token) -> Aside | None:
        """Look at the next token; a listing is returned when it ends, a rule where it stands."""
        if self.open is None:
            if token.kind == "start" and token.name == "pre":
                self.open = token.start, []
            return Aside(token.start, "rule") if token.kind == "start" and token.name == "hr" else None
        if token.kind == "text":
            self.open[1].append(decoded(self.source[token.start : token.end]))
        elif token.kind == "raw" and self.source.startswith("<![CDATA[", token.start):
            self.open[1].append(self.source[token.start + 9 : token.end].removesuffix("]]>"))
        elif token.name == "br":
            self.open[1].append("\n")
        elif token.kind == "end" and token.name == "pre":
            return self.close()
        return None

    def close(self) -> Aside | None:
        """The listing that is open, where its end tag or the page ends."""
        if self.open is None:
            return None
        (start, parts), self.open = self.open, None
        lines = "\n".join(_LINES.split("".join(parts)))
        text = lines.removeprefix("\n").rstrip()
        return Aside(start, "code", text) if text else None
