"""Cleaning files: one file's fixes as a value that can come from another process."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from cleantext.check import TEXT_FORMATS
from cleantext.document import Document
from cleantext.documents import FixedDocument, fix_document
from cleantext.files import FileProblem
from cleantext.findings import Finding
from cleantext.fix import Filler
from cleantext.formats import document_bytes, place_of, with_attributes

from .checking import Task, rule_options
from .records import Record, records_of
from .sources import Source, read_source, shown

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as diff and patch count them: only \\n ends one."""
_UNSAFE = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {'"': r"\"", "\\": r"\\", "\t": r"\t", "\n": r"\n"}


class Wish(NamedTuple):
    """What is wanted of a cleaned file.

    encoding  the one to write, None for the one that was read.
    tracked   the fixes of a Word document are tracked changes, and what is left comments.
    listed    what was fixed and what is left is wanted finding by finding, not only its number.
    counted   how many findings are left is wanted; else they are looked for only where `listed` or `tracked` asks.
    """

    task: Task
    filler: Filler
    suggestions: bool
    encoding: str | None
    diff: bool
    tracked: bool = False
    listed: bool = False
    counted: bool = True


class Cleaned(NamedTuple):
    """A cleaned file, or why it could not be cleaned.

    data       the bytes to write; the very bytes that were read, where nothing changed.
    encoding   the one that was read, of a text.
    diff       as a unified diff, if it was wanted.
    fixed      how many findings were fixed; `left` is how many are left, 0 where that was not wanted.
    applied    those that were fixed, placed in the original, and `remaining` in what is written, if they were wanted.
    remark     what of the file could not be read, with its name; "" for nothing.
    """

    path: str
    data: bytes
    changed: bool
    encoding: str | None
    diff: str
    fixed: int
    left: int
    applied: list[Record]
    remaining: list[Record]
    problem: str | None = None
    remark: str = ""


def clean_file(wish: Wish) -> Cleaned:
    """Read and clean one file; one that cannot be read, or written in the encoding wished for, is a problem."""
    path = wish.task.path
    try:
        source = read_source(path, empty=not wish.task.named)
    except FileProblem as e:
        return _failed(path, str(e))
    try:
        return _clean(wish, source)
    except FileProblem as e:
        return _failed(path, f"{shown(path)}: {e}")


def _failed(path: str, problem: str) -> Cleaned:
    return Cleaned(path, b"", False, None, "", 0, 0, [], [], problem)


def _clean(wish: Wish, source: Source) -> Cleaned:
    task, document = wish.task, source.document
    if wish.tracked and document.format != "docx":
        raise FileProblem("is no Word document, in which changes could be tracked; leave --tracked out")
    if wish.encoding and document.format not in TEXT_FORMATS:
        raise FileProblem("is no plain text, and keeps its own encoding; leave --encoding out")
    fixed = fix_document(
        document,
        suggestions=wish.suggestions,
        filler=wish.filler,
        written=not wish.tracked,
        left=wish.counted or wish.listed or wish.tracked,
        **rule_options(task),
    )
    if wish.tracked:
        data = tracked_bytes(fixed)
    else:
        data = document_bytes(_encoded(fixed.document, wish.encoding) if wish.encoding else fixed.document)
    return Cleaned(
        path=task.path,
        data=data,
        changed=data != source.data,
        encoding=source.encoding,
        diff=diff(task.path, document, fixed.document) if wish.diff else "",
        fixed=len(fixed.applied),
        left=len(fixed.remaining),
        applied=records_of(fixed.applied) if wish.listed else [],
        remaining=records_of(fixed.remaining) if wish.listed else [],
        remark=source.remark,
    )


def tracked_bytes(fixed: FixedDocument) -> bytes:
    """A Word document with its fixes as tracked changes of this minute, and what is left as comments."""
    from cleantext.formats.docx import serialise_tracked

    remaining = [
        (each.block, each.finding.start, each.finding.end, _remark(each.finding))
        for each in fixed.remaining
        if each.block is not None
    ]
    return serialise_tracked(fixed.document, remaining, date=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:00Z"))


def _remark(finding: Finding) -> str:
    suggestion = f" → {finding.fix}" if finding.fix else ""
    return f"{finding.message}{suggestion} [{finding.rule}]"


def _encoded(document: Document, encoding: str) -> Document:
    return replace(document, source=replace(document.source, encoding=encoding, bom=b"", data=None))


def diff(path: str, old: Document, new: Document) -> str:
    """A unified diff of two states of a document; of one that is no text, of its blocks, with their places."""
    if old.format in TEXT_FORMATS:
        import difflib

        mark = "\ufeff" if old.source.bom == BOM_UTF8 else ""
        before, after = (_LINE.findall(mark + document.source.text) for document in (old, new))
        found = difflib.unified_diff(before, after, *_heads(path), n=1)
        return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in found)
    hunks = "".join(_hunks(with_attributes(old), with_attributes(new)))
    return hunks and "--- {}\n+++ {}\n{}".format(*_heads(path), hunks)


def _heads(path: str) -> tuple[str, str]:
    """A path as the heads of a diff name it, so that patch finds the file: a name with spaces ends with a tab, one
    with quotation marks or what cannot be seen stands in quotation marks, as git has it."""
    if _UNSAFE.search(path):
        path = '"' + _UNSAFE.sub(lambda sign: _ESCAPES.get(sign[0]) or f"\\{ord(sign[0]):03o}", path) + '"'
    return path + ("\t" if " " in path else ""), f"{path}\t(cleaned)"


def _hunks(old: Document, new: Document) -> Iterator[str]:
    before, after = ([block.text for block in document.blocks] for document in (old, new))
    if len(before) == len(after):
        changes = [(n, n + 1, n, n + 1) for n in range(len(before)) if before[n] != after[n]]
    else:
        import difflib

        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        changes = [each[1:] for each in matcher.get_opcodes() if each[0] != "equal"]
    for a, b, c, d in changes:
        block = old.blocks[min(a, len(old.blocks) - 1)]
        line, _, place = place_of(old, block, 0)
        where = place or ", ".join(filter(None, (f"line {line}", block.place)))
        yield f"@@ {where} @@\n"
        yield "".join(f"-{line}\n" for text in before[a:b] for line in text.split("\n"))
        yield "".join(f"+{line}\n" for text in after[c:d] for line in text.split("\n"))
