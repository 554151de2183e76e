r"""Tab-separated values: one line a pair, for tools, corpora and `git diff`.

UTF-8 without a byte order mark, `\n` after every line, and the header

    id  block  ja  en  status  flags  revision

`flags` holds `name: message`, joined by ` | `. `revision` is the revision of the edition since which the row says
what it says: a change of other rows leaves the line as it is, and an edit that comes back is compared with that.

Cells are raw, as in the registered type text/tab-separated-values, which knows no quoting: split at
`\n`, then at tabs (in Python `csv.reader(..., delimiter="\t", quoting=csv.QUOTE_NONE)`; in a
spreadsheet choose no text delimiter). A cell differs from its segment only so:

- each tab and each character that some reader takes for a line end (LF, CR, VT, FF, the separators
  U+001C to U+001E, U+0085, U+2028, U+2029) is one space. A segment is one sentence: where a line was
  broken inside it says nothing, and one character for one keeps offsets as they were;
- each control character, lone surrogate or non-character that XML forbids is U+FFFD, so that every
  output of an edition shows the same text;
- `|` in a flag's message is `｜`, so that the flags can be split.

A cell that begins with `=`, `+`, `-` or `@` is left alone. An apostrophe or space before it would keep
a spreadsheet from computing it, but would be wrong text for everything else that reads the file; a
list (`- …`), a signed number and a name (`@…`) are ordinary beginnings of a sentence.
"""

from __future__ import annotations

from translate.outputs.characters import legal
from translate.outputs.edition import Edition
from translate.segment import Segment

HEADER = ("id", "block", "ja", "en", "status", "flags", "revision")
BREAKS = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def render(edition: Edition) -> bytes:
    """Return the pairs of `edition`, all of them and in order, as UTF-8 tab-separated values."""
    rows = [HEADER, *map(row, edition.segments)]
    return "".join("\t".join(map(cell, cells)) + "\n" for cells in rows).encode()


def row(segment: Segment) -> tuple[str, ...]:
    """Return the columns of one pair, in the order of `HEADER`."""
    flags = " | ".join(f"{flag.name}: {flag.message.replace('|', '｜')}" for flag in segment.flags)
    return segment.id, segment.block, segment.source, segment.target, segment.status, flags, str(segment.revision)


def cell(text: str) -> str:
    r"""Return `text` with nothing in it that would end a cell or a line.

    >>> cell("a\tb\r\nc\x00")
    'a b  c�'
    """
    return legal(text.translate(BREAKS))
