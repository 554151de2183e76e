"""A Word document whose changes are tracked, for an editor to accept or reject, with comments on what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from ...document import Document
from ..package_writing import write_package
from . import xml
from .comments import Pen, Remark, end_mark, place_comments, start_mark, write_comments
from .diff import hunks
from .layout import Element, Part, Spot, Text
from .parts import W_STRICT, W
from .reading import AUTHOR, DocxSource
from .writing import Change, runs_of

_ID = re.compile(rb"[\s:]id\s*=\s*[\"'](\d{1,10})[\"']")
_BLANK = b" \t\r\n"

Edit = tuple[int, int, bytes]
Marks = dict[Spot, list[tuple[int, str, int]]]
"""By run: (offset in its new text, "start", "end" or "both", id of the comment)."""


class Token(NamedTuple):
    """A piece of a w:t: "keep", "del" or "ins" with its text as XML, or a mark of a comment with its id."""

    kind: str
    content: bytes
    id: int = 0


def serialise_tracked(document: Document, remaining: Iterable[Remark], *, author: str = AUTHOR, date: str) -> bytes:
    """The document with every change as a tracked deletion and insertion, and `remaining` as comments.

    remaining  (block id, start, end, message); offsets in code points of the block's text as it is now. Those in
               blocks in which Word takes no comments are left out: see takes_comments.
    date       as in XML: "2026-01-20T12:00:00Z".
    Accepting all changes gives the text of the blocks, rejecting all the text that was read.
    Raises FileProblem for text that XML cannot hold, ValueError for blocks that are not those that were read.
    """
    source: DocxSource = document.source
    ids = _free_ids(source)
    main = source.parts[source.main]
    pen = Pen(xml.attribute(author), xml.attribute(date), b"w:", (W_STRICT if main.strict else W).encode())
    marks: Marks = {}
    around: list[Edit] = []
    comments: list[tuple[int, str]] = []
    for block, anchor, message in place_comments(document, remaining):
        id = next(ids)
        comments.append((id, message))
        if anchor.first < 0:
            here = pen._replace(prefix=main.prefix)
            around += [(anchor.start, anchor.start, start_mark(here, id)), (anchor.end, anchor.end, end_mark(here, id))]
            continue
        same = (anchor.first, anchor.start) == (anchor.last, anchor.end)
        first, last = block.runs[anchor.first].ref, block.runs[anchor.last].ref
        marks.setdefault(first, []).append((anchor.start, "both" if same else "start", id))
        if not same:
            marks.setdefault(last, []).append((anchor.end, "end", id))
    changed = {}
    touched = runs_of(document, frozenset(marks))
    for name in [*touched, *([source.main] if around and source.main not in touched else [])]:
        part = source.parts[name]
        edits = [*around] if name == source.main else []
        for run, texts in _by_run(part, touched.get(name, {})).items():
            edits += _Writer(part, part.runs[run], pen, ids).write(texts, marks)
        changed[name] = xml.splice(part.data, edits)
    more, added = write_comments(source, pen, comments, changed) if comments else ({}, {})
    changed.update((name, data) for name, data in more.items() if name in source.parts)
    members = {
        name: xml.stored(data, source.parts[name].encoding, source.parts[name].stored) for name, data in changed.items()
    }
    return write_package(source.package, {**more, **members}, added)


def _free_ids(source: DocxSource) -> Iterator[int]:
    """Numbers that are no id in any part: changes, comments and bookmarks count in one row."""
    used = {int(id) for part in source.parts.values() for id in _ID.findall(part.data)}
    return (id for id in count(1) if id not in used)


def _by_run(part: Part, texts: dict[int, list[Change]]) -> dict[int, list[tuple[Text, list[Change]]]]:
    """The w:t to write anew, with their copies, by the w:r that holds them, sorted."""
    runs: dict[int, list[tuple[Text, list[Change]]]] = {}
    for index, changes in texts.items():
        for copy in [index, *part.copies.get(index, [])]:
            text = part.texts[copy]
            runs.setdefault(text.run, []).append((text, changes))
    for touched in runs.values():
        touched.sort(key=lambda pair: pair[0].start)
    return runs


class _Writer:
    """Writes one w:r anew: cut where it changes, each piece with the properties of the whole."""

    def __init__(self, part: Part, run: Element, pen: Pen, ids: Iterator[int]) -> None:
        self.data, self.run, self.ids = part.data, run, ids
        self.head, self.tail = part.data[run.start : run.body], part.data[run.end : run.stop]
        self.pen = pen._replace(prefix=xml.prefix(part.data, run.start))
        self.out: list[bytes] = []
        self.is_open = False

    def write(self, texts: list[tuple[Text, list[Change]]], marks: Marks) -> list[Edit]:
        """The edits of the part. What stands between the texts of the run stays as it is."""
        edits: list[Edit] = []
        low, high = self.run.start, self.run.body
        for text, changes in texts:
            if self.data[high : text.start].strip(_BLANK):
                self._open()
            edits.append((low, high, b"".join(self.out)))
            self.out, low, high = [], text.start, text.stop
            for token in _tokens(self.data, changes, marks):
                self._put(token)
        if self.data[high : self.run.end].strip(_BLANK):
            self._open()
        edits.append((low, high, b"".join(self.out)))
        edits.append((self.run.end, self.run.stop, self.tail if self.is_open else b""))
        return edits

    def _open(self) -> None:
        if not self.is_open:
            self.out.append(self.head)
            self.is_open = True

    def _put(self, token: Token) -> None:
        if token.kind == "keep":
            self._open()
            self.out.append(self._text(b"t", token.content))
            return
        if self.is_open:
            self.out.append(self.tail)
            self.is_open = False
        if token.kind in ("del", "ins"):
            tag, name = self.pen.tag(token.kind, next(self.ids)), b"delText" if token.kind == "del" else b"t"
            close = b"</" + self.pen.prefix + token.kind.encode() + b">"
            change = b"<" + tag + b">" + self.head + self._text(name, token.content) + self.tail + close
            self.out.append(self._apart(change) if token.kind == "ins" else change)
        else:
            self.out += [start_mark(self.pen, token.id)] if token.kind != "end" else []
            self.out += [end_mark(self.pen, token.id)] if token.kind != "start" else []

    def _text(self, name: bytes, content: bytes) -> bytes:
        p = self.pen.prefix
        return b'<%b%b xml:space="preserve">%b</%b%b>' % (p, name, content, p, name)

    def _apart(self, change: bytes) -> bytes:
        """An insertion in another's insertion stands between the two halves of that."""
        if self.run.inserted < 0:
            return change
        tag = self.data[self.run.inserted : xml.tag_end(self.data, self.run.inserted)]
        again = _ID.sub(lambda match: match.group().replace(match[1], b"%d" % next(self.ids)), tag, count=1)
        return b"</" + xml.prefix(tag, 0) + b"ins>" + change + again


def _tokens(data: bytes, changes: list[Change], marks: Marks) -> list[Token]:
    """The pieces of a w:t in order; between two that are kept, first what goes, then what comes."""
    found: list[Token] = []
    for change in changes:
        start, end = change.spot.start, change.spot.end
        if change.old == change.new and change.spot not in marks:
            found.append(Token("keep", data[start:end]))
        else:
            found += _run_tokens(change, sorted(marks.get(change.spot, []), key=lambda m: (m[0], m[1] != "end")))
    ordered: list[Token] = []
    pending: list[Token] = []
    for token in [*found, Token("", b"")]:
        if token.kind in ("del", "ins"):
            pending.append(token)
            continue
        for kind in ("del", "ins"):
            if content := b"".join(t.content for t in pending if t.kind == kind):
                ordered.append(Token(kind, content))
        pending = []
        if token.kind == "keep" and ordered and ordered[-1].kind == "keep":
            ordered[-1] = Token("keep", ordered[-1].content + token.content)
        elif token.kind:
            ordered.append(token)
    return ordered


def _run_tokens(change: Change, marks: list[tuple[int, str, int]]) -> Iterator[Token]:
    """The pieces of one run, cut where a mark stands in its new text."""
    at = position = 0

    def new(kind: str, text: str) -> Iterator[Token]:
        nonlocal position
        while text:
            while marks and marks[0][0] <= position:
                _, mark, id = marks.pop(0)
                yield Token(mark, b"", id)
            cut = min(len(text), marks[0][0] - position) if marks else len(text)
            yield Token(kind, xml.escape(text[:cut]))
            text, position = text[cut:], position + cut
        while marks and marks[0][:2] == (position, "end"):  # before what is deleted after it
            _, mark, id = marks.pop(0)
            yield Token(mark, b"", id)

    for hunk in hunks(change.old, change.new):
        yield from new("keep", change.old[at : hunk.start])
        if hunk.start < hunk.end:
            yield Token("del", xml.escape(change.old[hunk.start : hunk.end]))
        yield from new("ins", hunk.new)
        at = hunk.end
    yield from new("keep", change.old[at:])
    for _, mark, id in marks:
        yield Token(mark, b"", id)
