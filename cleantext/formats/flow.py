"""The blocks of a page: its tokens read as text that flows.

There is no tree: the stack of the open elements says what kind of text stands where, and every block-level tag ends a
block. Inline tags are crossed: <b>日</b>本 is one block of two runs.

Text     A run is a stretch of the source without & or <; each character reference is a run of its own, so that one
         that is not changed keeps its bytes. White space at the edges of a block or of a line is in no run.
Breaks   White space with a line break in it, as pretty-printed sources have, is a fixed run: "" beside a wide
         character (Japanese has no spaces there), else " ". <br> is a fixed run "\\n"; two of them end the block.
         Labels right after each other (はい, いいえ beside two buttons) are blocks of their own.
Fixed    code, kbd, samp, tt, CDATA; a formula (math), which is read as one line, a half as 1/2; an
         image is a fixed run "", so that no fix reaches across it.
No text  script, style, rp, svg, pre, textarea, iframe, annotations of formulas …; template, but for a shadow root,
         which is shown. What is hidden until a script shows it is text (hidden, aria-hidden, noscript).
Said     Attributes for people (alt, title …, see `attributes`) that hold Japanese are blocks of their own, after the
         block in which their tag stands, or which it begins.
Ruby     The base is in its block. A reading (rt) is in none: it is no part of the sentence, and no row to translate.
         A fixed run "" stands at its place. One that is too long, as where end tags are missing, is a block "note".
Off      translate="no", data-taiyaku="off" and the comments <!-- taiyaku-disable [rules] -->, taiyaku-enable and
         taiyaku-disable-line (its block, or those before it in its line, else the next) or -next-line (the next
         block) switch rules off; so does a `lang` other than Japanese, where the stretch holds no kana, and
         blockquote the rule register.

Source: WHATWG HTML, 15.3 for what is a block, 13.2.6 for what is text; CSS Text 3, 4.1 for white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from ..document import Block, Run
from ..files import FileProblem
from ..switches import ALL, read_switch
from .attributes import MAY_SAY, readable, resolve_in_value
from .elements import BLOCKS, HEADINGS, VOID, Elements, State, marked
from .foreign import Unfit
from .markup import REFERENCE, Token, attributes, decoded, resolve, tokens
from .pieces import WHITE, Piece, as_shown, first_shown

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
    "blockquote": {"quoted": True},
}
_MARKED = re.compile(r"\b(?:lang|translate|data-taiyaku|type|role|caption)\b", re.I)
_CAPTIONED = frozenset("div p span".split())
_CAPTION = re.compile(
    r"\sclass\s*=\s*(?:[\"'](?:[^\"'<>]*\s)?)?(?:(?:fig|figure-|image-)?caption|wp-caption-text)(?=[\s\"'>/])(?![^<>]*\srole\s*=)",
    re.I,
)
"""A caption of DocBook, Sphinx, WordPress; with a role it is a heading."""
_SHADOW = re.compile(r"\sshadowrootmode\s*=\s*[\"']?(?:open|closed)\b", re.I)
_SPACES = re.compile("[ \t\n\f\r]++")
_SPLIT = re.compile(f"[ \t\n\f\r]++|{REFERENCE}")
_KANA = re.compile("[ぁ-ゖァ-ヺｦ-ﾟ]")


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
        self.numbers: dict[str, int] = {}
        self.pieces: list[Piece] = []
        self.readings: list[list[Piece]] = []
        self.values: list[tuple[str, list[Piece]]] = []
        self.off: frozenset[str] = frozenset()
        self.next_off: frozenset[str] = frozenset()
        self.block_off: frozenset[str] = frozenset()
        self.line_off: frozenset[str] = frozenset()
        self.has_text = False
        self.count = 0
        self.passed = 0  # where a formula that was read as a whole ends
        self.label = (0, 0, 0)  # how many pieces, readings and values stand before the last label
        self.labelled = 0  # the first piece after it, 0 where it is open or holds no text

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
            self.take_comment(token)
        elif kind == "raw" and not skip and self.source.startswith("<![CDATA[", token.start):
            text = self.source[token.start + 9 : token.end].removesuffix("]]>")
            self.add("fixed", token.start, token.end, _SPACES.sub(" ", text))

    def take_start(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS or name in self.only:
            self.end_block()
        if name == "label" and not self.elements.state.skip:
            self.take_label()
        if name == "math" and not self.elements.state.skip and self.take_formula(token):
            return
        local = _LOCAL.get(name) if not self.only else {"skip": False, "kind": "heading"} if name in self.only else None
        if _MARKED.search(self.source, token.start, token.end):
            local = marked(attributes(self.source, token), local)
            if name in _CAPTIONED and _CAPTION.search(self.source, token.start, token.end):
                local = {"kind": "caption", **(local or {})}
        if name == "template" and not self.elements.state.skip and _SHADOW.search(self.source, token.start, token.end):
            self.end_block()
            local = None
        if (name in _OBJECTS or name == "rt") and not self.elements.state.skip:
            self.add("mark", token.start, token.start, "")
        says = not self.elements.state.skip and not self.only and MAY_SAY.search(self.source, token.start, token.end)
        is_open = name not in VOID and not (self.xml and self.source[token.end - 2] == "/")
        if is_open:
            self.elements.start(name, local)
        if says:
            state = self.elements.state
            self.take_values(token, state if is_open or not local else state._replace(**local))
        if is_open and name == "rt":
            self.readings.append([])

    def take_label(self) -> None:
        """Part a label from one right before it, and that one from the text before both."""
        if self.labelled and not first_shown(self.pieces[self.labelled :]):
            a, b, c = self.label
            last = self.pieces[a:], self.readings[b:], self.values[c:]
            del self.pieces[a:], self.readings[b:], self.values[c:]
            self.end_block()
            self.pieces, self.readings, self.values = last
            self.end_block()
        self.label, self.labelled = (len(self.pieces), len(self.readings), len(self.values)), 0

    def take_values(self, token: Token, state: State) -> None:
        """Read the attributes for people. They are in the line or block that a comment before the tag speaks of."""
        state = state._replace(kind="attribute")
        for label, start, end in readable(self.source, token):
            if not self.has_text and token.name in _OBJECTS:
                self.has_text, self.block_off, self.next_off = True, self.next_off, frozenset()
            off = self.off | self.next_off | (self.block_off if self.has_text else frozenset())
            pieces: list[Piece] = []

            def add(sort: Any, at: int, to: int, text: str, off: frozenset[str] = off, some: Any = pieces) -> None:
                some.append(Piece(sort, at, to, text, state, off))

            self.split(start, end, add, True)
            self.count += len(pieces)
            self.values.append((label, pieces))

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
        if name in BLOCKS or name in self.only or name == "template" and not self.elements.state.skip:
            self.end_block()
        if name == "label" and not self.labelled:
            self.labelled = len(self.pieces) if first_shown(self.pieces[self.label[0] :]) else 0
        self.elements.end(name)

    def take_break(self, token: Token) -> None:
        if self.elements.state.skip:
            return
        said = (piece for piece in reversed(self.pieces[-8:]) if piece.sort == "break" or piece.text.strip(WHITE))
        last = next(said, None)
        if last is not None and last.sort == "break":
            self.end_block()
        else:
            self.add("break", token.start, token.end, "\n")

    def take_comment(self, token: Token) -> None:
        comment = self.source[token.start + 4 : min(token.end, token.start + 1000)]
        switch = read_switch(comment.split("-->")[0])
        if switch is None:
            return
        if switch.action == "disable":
            self.off |= switch.rules
        elif switch.action == "enable":
            self.off = frozenset() if ALL in switch.rules else self.off - switch.rules
        elif switch.action == "disable-line" and self.has_text:
            self.line_off |= switch.rules
        elif switch.action == "disable-next-line" or not self.switch_off_before(token.start, switch.rules):
            self.next_off |= switch.rules

    def switch_off_before(self, end: int, rules: frozenset[str]) -> bool:
        """Switch rules off in the blocks that end in the line of source[end], before it; False if none does."""
        low = max(self.source.rfind(sign, 0, end) for sign in "\r\n") + 1
        count = len(self.blocks)
        while count and self.blocks[count - 1].runs[-1].ref[1] > low:
            count -= 1
            block = self.blocks[count]
            self.blocks[count] = block._replace(runs=tuple(run._replace(off=run.off | rules) for run in block.runs))
        return count < len(self.blocks)

    def take_text(self, token: Token) -> None:
        if self.elements.state.fixed:
            self.add("fixed", token.start, token.end, _SPACES.sub(" ", decoded(self.source[token.start : token.end])))
            return
        self.split(token.start, token.end, self.add)

    def split(self, last: int, end: int, add: Callable[[Any, int, int, str], None], in_value: bool = False) -> None:
        """Add a stretch of the source as texts, references and white space with a line break in it."""
        source = self.source
        for match in _SPLIT.finditer(source, last, end):
            found, start = match[0], match.start()
            if found[0] in "&<":
                size, value = resolve_in_value(source, found, match.end()) if in_value else resolve(found)
                to = start + size
            elif "\n" in found or "\r" in found:
                to, value = match.end(), "\n"
            else:
                continue
            if start > last:
                add("text", last, start, source[last:start])
            add("space" if value in WHITE else "reference", start, to, value)
            last = to
        if last < end:
            add("text", last, end, source[last:end])

    def add(self, sort: Any, start: int, end: int, text: str) -> None:
        self.count += 1
        if self.count > MOST_RUNS:
            raise FileProblem(f"is broken up into more than {MOST_RUNS:,} pieces; split it into several files")
        state = self.elements.state
        if state.reading and self.readings:
            self.readings[-1].append(Piece(sort, start, end, text, state, self.off))
            return
        if not self.has_text and text.strip():
            self.has_text, self.block_off, self.next_off = True, self.next_off, frozenset()
        self.pieces.append(Piece(sort, start, end, text, state, self.off))

    def end_block(self) -> None:
        """What was gathered is a block, if it holds any text."""
        pieces, readings, values = self.pieces, self.readings, self.values
        self.pieces, self.readings, self.values, self.has_text = [], [], [], False
        self.label, self.labelled = (0, 0, 0), 0
        line_off, self.line_off = self.line_off, frozenset()
        off = self.block_off | line_off
        self.make_block(pieces, off)
        for reading in readings:
            text = "".join(piece.text for piece in reading).strip()
            if len(text) > LONGEST_READING or "。" in text:
                some = [piece._replace(state=piece.state._replace(kind="note")) for piece in reading]
                self.make_block(some, off)
        for label, value in values:
            self.make_block(value, line_off, label)

    def make_block(self, pieces: list[Piece], block_off: frozenset[str], place: str = "") -> None:
        shown = first_shown(pieces)
        if shown is None:
            return
        runs = []
        for foreign, group in groupby(as_shown(pieces), lambda piece: piece.state.foreign):
            some = list(group)
            foreign = foreign and not _KANA.search("".join(piece.text for piece in some))
            for sort, start, end, text, state, off in some:
                off |= block_off
                if foreign or state.off or state.quoted:
                    off |= {ALL} if foreign or state.off else {"register"}
                runs.append(Run(text, (start, end), sort not in ("text", "reference"), off))
        prefix = "a" if shown.state.kind == "attribute" else "b"
        self.numbers[prefix] = number = self.numbers.get(prefix, 0) + 1
        self.blocks.append(Block(f"{prefix}{number:04d}", shown.state.kind, tuple(runs), place))
