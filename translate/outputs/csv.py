r"""Comma-separated values for spreadsheets: one row a pair, to be edited there and read back.

RFC 4180, UTF-8 with a byte order mark (without it Excel takes the file for the system's old encoding), and the header

    id,block,ja,en,status,comment,flags,score,revision,kind

`comment` holds what people have said, with ` | ` between; `flags` what the program doubts, as in TSV; `score` that of
the alignment, where there is one; `revision` which state of the edition the row was written from; `kind` whether the
row is of a paragraph, a heading, a cell …, or which attribute it is (the alternative text of a picture, …).

Line ends and characters that XML forbids are replaced as in TSV. A cell that begins with `=`, `+`, `-`, `@` or `'`
has one `'` before it, for a spreadsheet would compute it, or show an error for it; the reader takes it off. Tools that
want the bare text read TSV or JSONL.
Source: RFC 4180; OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io

from translate.outputs.edition import Edition
from translate.outputs.remarks import comments_of, doubts_of, kinds_of, score_of
from translate.outputs.tsv import cell
from translate.segment import Segment

HEADER = ("id", "block", "ja", "en", "status", "comment", "flags", "score", "revision", "kind")
COMPUTED = ("=", "+", "-", "@", "'")
"""What a cell must not begin with."""


def render(edition: Edition) -> bytes:
    """Return the pairs of `edition`, all of them and in order, as UTF-8 comma-separated values."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    kinds = kinds_of(edition)
    for segment in edition.segments:
        kind = kinds.get(segment.block, segment.kind)
        writer.writerow([guarded(cell(text)) for text in row(segment, edition.revision, kind)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def row(segment: Segment, revision: int, kind: str) -> tuple[str, ...]:
    """Return the columns of one pair, in the order of `HEADER`."""
    score = score_of(segment)
    return (
        segment.id,
        segment.block,
        segment.source,
        segment.target,
        segment.status,
        joined(comments_of(segment)),
        joined(doubts_of(segment)),
        "" if score is None else repr(score),
        str(revision),
        kind,
    )


def joined(texts: list[str]) -> str:
    """Return texts as one cell that can be split again."""
    return " | ".join(text.replace("|", "｜") for text in texts)


def guarded(text: str) -> str:
    """Return the text of a cell so that no spreadsheet computes it.

    >>> guarded("- 一つ目"), guarded("一つ目")
    ("'- 一つ目", '一つ目')
    """
    return f"'{text}" if text.startswith(COMPUTED) else text
