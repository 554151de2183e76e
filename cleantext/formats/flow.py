"""The blocks of a page: its tokens read as text that flows.

There is no tree: the stack of the open elements says what kind of text stands where, and every block-level tag ends a
block. Inline tags are crossed: <b>日</b>本 is one block of two runs.

Text     A run is a stretch of the source without & or <; each character reference is a run of its own, so that one
         that is not changed keeps its bytes. White space at the edges of a block or of a line is in no run.
Breaks   White space with a line break in it, as pretty-printed sources have, is a fixed run: "" beside a wide
         character (Japanese has no spaces there), else " ". <br> is a fixed run "\\n"; two of them end the block.
Fixed    code, kbd, samp, tt, CDATA; a formula (math), which is read as one line, a half as 1/2; an
         image is a fixed run "", so that no fix reaches across it.
No text  script, style, template, svg, pre, textarea, iframe, annotations of formulas …; attributes (alt, title) are not
         read.
Ruby     The base is in its block. A reading (rt) is in none: it is no part of the sentence, and no row to translate.
         A fixed run "" stands at its place. What is too long for a reading, as where end tags are missing, is read as
         a block "note". rp is left out.
Off      translate="no", data-taiyaku="off" and the comments <!-- taiyaku-disable [rules] -->, taiyaku-enable and
         taiyaku-disable-line or -next-line (the next block) switch rules off; so does a `lang` other than
         Japanese, where the stretch holds no kana.

Source: WHATWG HTML, 15.3 for what is a block, 13.2.6 for what is text; CSS Text 3, 4.1 for white space.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any, Literal, NamedTuple
from unicodedata import east_asian_width

from ..document import Block, Run
from ..files import FileProblem
from ..switches import ALL, read_switch
from .elements import BLOCKS, HEADINGS, VOID, Elements, State
from .foreign import Unfit
from .markup import REFERENCE, Token, attributes, decoded, resolve, tokens

MOST_RUNS = 2_000_000
LONGEST_READING = 24

_OBJECTS = frozenset("img svg input embed object video audio canvas iframe".split())
_LOCAL: Mapping[str, dict[str, Any]] = {
    **dict.fromkeys((*HEADINGS, "title", "legend", "summary"), {"kind": "heading"}),
    **dict.fromkeys(("li", "dt", "dd"), {"kind": "list-item"}),
    **dict.fromkeys(("td", "th"), {"kind": "cell"}),
    **dict.fromkeys(("caption", "figcaption"), {"kind": "caption"}),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "math"), {"fixed": True}),
    **dict.fromkeys(
        "template svg pre listing xmp textarea rp script style iframe noembed noframes".split()
        + ["annotation", "annotation-xml"],
        {"skip": True},
    ),
    **dict.fromkeys(("rt", "rtc"), {"reading": True}),
}
_MARKED = re.compile(r"\b(?:lang|translate|data-taiyaku|type|role)\b", re.I)
_NOTE = re.compile(r"\b(?:doc-)?(?:foot|end|rear)notes?\b")
_JAPANESE = re.compile("(?:ja|jp|jpn|mul|und)?(?:[-_]|$)", re.I)
_SPACES = re.compile("[ \t\n\f\r]++")
_SPLIT = re.compile(f"[ \t\n\f\r]++|{REFERENCE}")
_KANA = re.compile("[ぁ-ゖァ-ヺｦ-ﾟ]")
_WHITE = " \t\n\f\r"


class _Piece(NamedTuple):
    """source[start:end], with the text that its run will have. A mark is an object in the line, or a reading."""

    sort: Literal["text", "reference", "fixed", "space", "break", "mark"]
    start: int
    end: int
    text: str
    state: State
    off: frozenset[str]


def blocks_of(source: str, xml: bool = False, only: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """The blocks of a page in reading order; a run's ref is its (start, end) in the source, in code points.

    only  if given, the text of these elements alone, each a heading.
    Raises FileProblem for a page that is nested or broken up beyond all use.
    """
    reader = _Reader(source, xml, only)
    for token in tokens(source, xml):
        reader.take(token)
    reader.end_block()
    return tuple(reader.blocks)


class _Reader:
    def __init__(self, source: str, xml: bool, only: frozenset[str]) -> None:
        self.source, self.xml, self.only = source, xml, only
        self.elements = Elements(xml, State(skip=bool(only)))
        self.blocks: list[Block] = []
        self.pieces: list[_Piece] = []
        self.readings: list[list[_Piece]] = []
        self.off: frozenset[str] = frozenset()
        self.next_off: frozenset[str] = frozenset()
        self.block_off: frozenset[str] = frozenset()
        self.has_text = False
        self.count = 0
        self.passed = 0  # where a formula that was read as a whole ends

    def take(self, token: Token) -> None:
        kind, skip = token.kind, self.elements.state.skip
        if token.start < self.passed:
            return
        if kind == "text":
            if not skip:
                self.take_text(token)
        elif token.name == "br":
            self.take_break(token)
        elif kind == "start":
            self.take_start(token)
        elif kind == "end":
            self.take_end(token.name)
        elif kind == "comment":
            self.take_comment(self.source[token.start + 4 : min(token.end, token.start + 1000)])
        elif kind == "raw" and not skip and self.source.startswith("<![CDATA[", token.start):
            text = self.source[token.start + 9 : token.end].removesuffix("]]>")
            self.add("fixed", token.start, token.end, _SPACES.sub(" ", text))

    def take_start(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS or name in self.only:
            self.end_block()
        if name == "math" and not self.elements.state.skip and self.take_formula(token):
            return
        local = _LOCAL.get(name) if not self.only else {"skip": False, "kind": "heading"} if name in self.only else None
        if _MARKED.search(self.source, token.start, token.end):
            local = _marked(attributes(self.source, token), local)
        if (name in _OBJECTS or name == "rt") and not self.elements.state.skip:
            self.add("mark", token.start, token.start, "")
        if name in VOID or (self.xml and self.source[token.end - 2] == "/"):
            return
        self.elements.start(name, local)
        if name == "rt":
            self.readings.append([])

    def take_formula(self, token: Token) -> bool:
        """Read a formula as a whole, in one line: a half is 1/2, not 12. False where that cannot be."""
        from .formulas import mathml_at

        try:
            _, text, self.passed = mathml_at(self.source, token.start, self.xml)
        except Unfit:
            return False
        self.add("fixed", token.start, self.passed, text)
        return True

    def take_end(self, name: str) -> None:
        if name in BLOCKS or name in self.only:
            self.end_block()
        self.elements.end(name)

    def take_break(self, token: Token) -> None:
        if self.elements.state.skip:
            return
        said = (piece for piece in reversed(self.pieces[-8:]) if piece.sort == "break" or piece.text.strip(_WHITE))
        last = next(said, None)
        if last is not None and last.sort == "break":
            self.end_block()
        else:
            self.add("break", token.start, token.end, "\n")

    def take_comment(self, comment: str) -> None:
        switch = read_switch(comment.split("-->")[0])
        if switch is None:
            return
        if switch.action == "disable":
            self.off |= switch.rules
        elif switch.action == "enable":
            self.off = frozenset() if ALL in switch.rules else self.off - switch.rules
        else:
            self.next_off |= switch.rules

    def take_text(self, token: Token) -> None:
        source, last = self.source, token.start
        if self.elements.state.fixed:
            self.add("fixed", token.start, token.end, _SPACES.sub(" ", decoded(source[token.start : token.end])))
            return
        for match in _SPLIT.finditer(source, token.start, token.end):
            found, start = match[0], match.start()
            if found[0] in "&<":
                size, value = resolve(found)
                end = start + size
            elif "\n" in found or "\r" in found:
                end, value = match.end(), "\n"
            else:
                continue
            if start > last:
                self.add("text", last, start, source[last:start])
            self.add("space" if value in _WHITE else "reference", start, end, value)
            last = end
        if last < token.end:
            self.add("text", last, token.end, source[last : token.end])

    def add(self, sort: Any, start: int, end: int, text: str) -> None:
        self.count += 1
        if self.count > MOST_RUNS:
            raise FileProblem(f"is broken up into more than {MOST_RUNS:,} pieces; split it into several files")
        state = self.elements.state
        if state.reading and self.readings:
            self.readings[-1].append(_Piece(sort, start, end, text, state, self.off))
            return
        if not self.has_text and text.strip():
            self.has_text, self.block_off, self.next_off = True, self.next_off, frozenset()
        self.pieces.append(_Piece(sort, start, end, text, state, self.off))

    def end_block(self) -> None:
        """What was gathered is a block, if it holds any text."""
        pieces, readings = self.pieces, self.readings
        self.pieces, self.readings, self.has_text = [], [], False
        self.make_block(pieces)
        for reading in readings:
            text = "".join(piece.text for piece in reading).strip()
            if len(text) > LONGEST_READING or "。" in text:
                self.make_block([piece._replace(state=piece.state._replace(kind="note")) for piece in reading])

    def make_block(self, pieces: list[_Piece]) -> None:
        shown = next((piece for piece in pieces if piece.text.strip()), None)
        if shown is None:
            return
        runs = []
        for foreign, group in groupby(_lines(pieces, self.source), lambda piece: piece.state.foreign):
            some = list(group)
            foreign = foreign and not _KANA.search("".join(piece.text for piece in some))
            for sort, start, end, text, state, off in some:
                off |= self.block_off
                if foreign or state.off:
                    off |= {"*"}
                runs.append(Run(text, (start, end), sort not in ("text", "reference"), off))
        self.blocks.append(Block(f"b{len(self.blocks) + 1:04d}", shown.state.kind, tuple(runs)))


def _marked(found: Mapping[str, str], local: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the attributes of an element change in the state, added to what its name does."""
    changes = dict(local or {})
    if _NOTE.search(found.get("epub:type", "") + " " + found.get("role", "")):
        changes["kind"] = "note"
    if found.get("translate", "").strip().lower() == "no" or found.get("data-taiyaku", "").strip().lower() == "off":
        changes["off"] = True
    language = found.get("xml:lang", found.get("lang"))
    if language is not None:
        changes["foreign"] = not _JAPANESE.match(language.strip())
    return changes or None


def _lines(pieces: list[_Piece], source: str) -> list[_Piece]:
    """The pieces as they are shown: white space at the edges of lines is taken out, line breaks become "" or " "."""
    shown: list[_Piece] = []
    before, space, slot = "", None, 0  # the last sign shown, "" at the start of a line; white space not yet shown
    for piece in pieces:
        if piece.sort == "space":
            if space is None:
                space, slot = piece, len(shown)
            continue
        if piece.sort == "break":
            _trim(shown)
            before, space = "", None
            shown += [piece] if shown else []
            continue
        if piece.sort == "text" and not before:
            text = piece.text.lstrip(" \t\f")
            piece = piece._replace(start=piece.start + len(piece.text) - len(text), text=text)
        if not piece.text:
            if piece.sort == "mark" and shown:
                shown.append(piece)
            continue
        if space is not None and before:
            tight = before == " " or piece.text[0] == " " or _is_wide(before) or _is_wide(piece.text[0])
            shown.insert(slot, space._replace(text="" if tight else " "))  # before marks that came after it
        space, before = None, piece.text[-1]
        shown.append(piece)
    _trim(shown)
    while shown and shown[-1].sort in ("break", "mark"):
        shown.pop()
        _trim(shown)
    return shown


def _trim(shown: list[_Piece]) -> None:
    """Take out the white space at the end of a line."""
    while shown and shown[-1].sort == "text":
        piece = shown.pop()
        text = piece.text.rstrip(" \t\f")
        if text:
            shown.append(piece._replace(end=piece.start + len(text), text=text))
            return


def _is_wide(sign: str) -> bool:
    """True for what is set without spaces: kana, kanji, full-width signs, but not Hangul."""
    return east_asian_width(sign) in "WFH" and not "\u1100" <= sign <= "\u11ff" and not "\uac00" <= sign <= "\ud7a3"
