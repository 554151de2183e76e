"""HTML and XHTML, changed in place: only the characters of a changed run are written anew. What is a block: flow.py."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..characters import has_japanese
from ..document import Block, Document, Place, Run
from ..files import FileProblem, decode, encode
from ..lines import Lines
from .attributes import value_edits
from .flow import blocks_of
from .markup import REFERENCE, decoded, escaped, resolve

LARGEST = 200 << 20

_DECLARED = re.compile(
    rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)|<meta\s[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.I,
)
_REFERENCE = re.compile(REFERENCE)
_END_TAGS = re.compile(r"(?:</(?:a|abbr|b|cite|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u|var)>)*", re.I)
_JAPANESE = {
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis".split(), "cp932"),
    **dict.fromkeys("euc-jp x-euc-jp cseucpkdfmtjapanese".split(), "euc_jp"),
    **dict.fromkeys("iso-2022-jp csiso2022jp".split(), "iso2022_jp_ext"),
    **dict.fromkeys("utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be".split(), "utf-8"),
    **dict.fromkeys("iso-8859-1 iso8859-1 latin1 us-ascii ascii".split(), "cp1252"),
}
_OTHERS = re.compile(r"cp125\d|iso8859-\d+|koi8-[ru]|gbk|gb2312|gb18030|big5|big5hkscs|euc_kr|cp949|mac-roman")


@dataclass(frozen=True)
class Page:
    """A page as it was read: its text, how it was stored, and the bytes themselves."""

    text: str
    encoding: str
    bom: bytes
    data: bytes

    @property
    def xml(self) -> bool:
        """True for XHTML that says so in its first line."""
        return self.text.startswith("<?xml")

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)


def parse(data: bytes) -> Document:
    """The blocks of a page. Raises FileProblem for what is no text, is too large, or declares entities of its own."""
    page = read_page(data)
    return Document("html", blocks_of(page.text, page.xml), page)


def serialise(document: Document) -> bytes:
    """The page with its blocks as they are now. What its encoding lacks is written as a character reference."""
    return write_page(document.source, document.blocks)


def place_of(document: Document, block: Block, offset: int) -> Place:
    """The line and column in the file of a character of a block."""
    page: Page = document.source
    return Place(*page.lines.of(source_offset(block, offset)[1]))


def source_offset(block: Block, offset: int) -> tuple[Run, int]:
    """The run in which a character of a block lies, and the place of the character in the run's source."""
    high = 0
    for run in block.runs:
        low, high = high, high + len(run.text)
        if offset < high:
            break
    start, end = run.ref[-2:]
    inside = 0 if run.fixed or end - start != len(run.text) else offset - low
    return run, min(start + inside, end)


def read_page(data: bytes) -> Page:
    """The text of a page, by its byte order mark, by its own word (XML declaration, meta charset), or by its look.

    A page that declares another encoding but is Japanese in UTF-8 is UTF-8: it was saved anew by an editor.
    Source: WHATWG Encoding for the names.
    """
    if len(data) > LARGEST:
        raise FileProblem(f"is a page of {len(data) >> 20} MB, more than {LARGEST >> 20} MB; split it")
    declared = _DECLARED.search(data, 0, 4096)
    label = (declared[1] or declared[2]).decode("ascii", "ignore").lower() if declared else ""
    encoding = _codec(label)
    if encoding in ("", "utf-8") or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Page(*decode(data), data)
    if not data.isascii():
        try:
            if has_japanese(text := data.decode("utf-8")):
                return Page(text, "utf-8", b"", data)
        except UnicodeDecodeError:
            pass
    try:
        return Page(data.decode(encoding), encoding, b"", data)
    except UnicodeDecodeError:
        return Page(*decode(data), data)


def _codec(label: str) -> str:
    if label in _JAPANESE:
        return _JAPANESE[label]
    try:
        name = codecs.lookup(label).name if label else ""
    except LookupError:
        return ""
    return name if _OTHERS.fullmatch(name) else ""


def write_page(page: Page, blocks: Iterable[Block]) -> bytes:
    """The bytes of a page with its blocks as they are now; the very bytes that were read if none was changed."""
    runs: list[Run] = []
    edits: list[tuple[int, int, str]] = []
    for block in blocks:
        if block.kind == "attribute":
            edits += value_edits(page.text, block)
        else:
            runs += block.runs
    return splice(page, edits + _edits(page.text, runs))


def splice(page: Page, edits: list[tuple[int, int, str]]) -> bytes:
    """The bytes of a page with edits (start, end, new source) made that do not overlap; all else as it was read."""
    if not edits:
        return page.data
    edits = sorted((start, end, _storable(new, page.encoding)) for start, end, new in edits)
    if page.bom + page.text.encode(page.encoding, "replace") == page.data:
        return encode(_edited(page.text, 0, edits), page.encoding, page.bom)
    return page.bom + _lines_kept(page, edits)


def _edited(text: str, at: int, edits: list[tuple[int, int, str]]) -> str:
    """A stretch of the source that begins at an offset, with the edits in it made."""
    parts, last = [], 0
    for start, end, new in edits:
        parts += [text[last : start - at], new]
        last = end - at
    return "".join(parts) + text[last:]


def _storable(text: str, encoding: str) -> str:
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)


def _edits(source: str, runs: list[Run]) -> list[tuple[int, int, str]]:
    """(start, end, new source) of what was changed, and of a bare & or < that could be read with what now follows."""
    edits: list[tuple[int, int, str]] = []
    for number, run in enumerate(runs):
        start, end = run.ref[-2:]
        if run.fixed or not _is_changed(source, run):
            continue
        text, beyond = run.text, _END_TAGS.match(source, end) if run.text[-1:] in (" ", "\u3000") else None
        if beyond and beyond.end() > end and source[end - 1] not in " \u3000":  # the space stands after what it ends
            edits.append((beyond.end(), beyond.end(), text[-1]))
            text = text[:-1]
        edits.append((start, end, escaped(text)))
        before = runs[number - 1] if number else run
        low, high = before.ref[-2:]
        sign = source[low:high]
        apart = high != start or before.fixed or not run.text or sign[:1] not in ("&", "<") or sign[-1] == ";"
        if not apart and not _is_changed(source, before) and _is_read_anew(sign, run.text):
            edits.append((low, high, escaped(sign) if len(sign) == 1 else sign + ";"))
    return edits


def _is_read_anew(sign: str, new: str) -> bool:
    """True if a bare & or <, or a reference without its ";", would mean something else before the new text."""
    if sign == "<":
        return new[0] in "!?/" or (new[0].isascii() and new[0].isalpha())
    match = _REFERENCE.match(sign + new[:40])
    return match is None or resolve(match[0])[0] != len(sign)


def _is_changed(source: str, run: Run) -> bool:
    start, end = run.ref[-2:]
    found = source[start:end]
    return found != run.text and (found[:1] != "&" or decoded(found) != run.text)


def _lines_kept(page: Page, edits: list[tuple[int, int, str]]) -> bytes:
    """The bytes of a page whose encoding has several codes for one character: lines without an edit keep theirs."""
    parts, at, number = [], 0, 0
    for line, stored in zip(page.text.split("\n"), page.data[len(page.bom) :].split(b"\n"), strict=True):
        first, after = number, at + len(line) + 1
        while number < len(edits) and edits[number][0] < after:
            number += 1
        parts.append(_edited(line, at, edits[first:number]).encode(page.encoding) if number > first else stored)
        at = after
    return b"\n".join(parts)
