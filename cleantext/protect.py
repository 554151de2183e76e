"""Spans that no rule may touch: addresses, code, tags, faces; and the structure of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

Span = tuple[int, int]

_ANYWHERE = re.compile(
    r"""
      (?:https?|ftp|file)://[A-Za-z0-9.:@_~%-]*                   # addresses: a host, and a path where one follows,
      (?:(?:(?=[/?\#])|(?<=://)(?=[^\x00-\x7f]))                 # or a host of other letters
        (?:[^\s<>()「」『』（）、。"'`]|\([^\s<>()「」『』（）、。"'`]{0,200}\))*)?(?<![,.;:!?])
    | (?<![\w.])www\.[A-Za-z0-9.-]+[A-Za-z0-9/](?:[^\s<>「」『』（）、。"'`]*)
    | [A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}
    | `[^`\n]{1,400}`                                             # code
    | </?[A-Za-z][^<>\n]{0,400}>                                  # tags
    | &(?:[A-Za-z]{2,31}|\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6});       # character references
    | (?<![\w/])(?:~|\.{1,2})?/(?:[\w.-]+/)+[\w.-]*               # paths
    | (?<![A-Za-z])[A-Za-z]:\\[^\s<>「」、。]+
    | [:;=][-^o']?[()DPp](?![A-Za-z0-9぀-ヿ一-鿿「])                 # :-) ;)
    | [:;=][-^o'][()DPp]
    | :[a-z][a-z0-9_+-]{1,30}:(?![0-9/])                           # :smile:
    | \([^()\w\s]{0,3}[\^;´｀`T>・°ﾟ][^()\n]{0,3}[_ωー∀Д.▽-][^()\n]{0,6}\)  # (^_^)
    """,
    re.VERBOSE,
)
_MARKDOWN_LINK = re.compile(
    r"!?\[[^\]\n]{0,400}(\]\([^()\s]{1,2000}(?:\s+\"[^\"\n]{0,400}\")?\))|^\s{0,3}(\[[^\]\n]{1,200}\]:\s*\S+.*)",
    re.M,
)
_MARKDOWN_IMAGE = re.compile(r"!\[(?=[^\]\n]{0,400}\][(\[])")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_TABLE_CELL = re.compile(r":?-{2,}:?")


def protected_spans(text: str, format: str = "txt") -> list[Span]:
    """Sorted, merged spans of text that rules leave alone; offsets are code points."""
    spans = [match.span() for match in _ANYWHERE.finditer(text)]
    if format == "md":
        spans += markdown_blocks(text)
        spans += [match.span(1 if match.group(1) else 2) for match in _MARKDOWN_LINK.finditer(text)]
        spans += [match.span() for match in _MARKDOWN_IMAGE.finditer(text)]
    return merge(spans)


def markdown_blocks(text: str) -> list[Span]:
    """Front matter, fenced code, and the rule lines of tables in a Markdown text."""
    spans: list[Span] = []
    offset, fence, opened = 0, "", 0
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    front = lines[0].rstrip() == "---" and any(line.rstrip() in ("---", "...") for line in lines[1:])
    for number, line in enumerate(lines):
        end = offset + len(line)
        match = _FENCE.match(line)
        if front:
            if number and line.rstrip() in ("---", "..."):
                spans.append((0, end))
                front = False
        elif fence:
            if match and match.group(1).startswith(fence) and not line.strip().strip(fence[0]):
                spans.append((opened, end))
                fence = ""
        elif match:
            fence, opened = match.group(1), offset
        elif _is_table_rule(line):
            spans.append((offset, end))
        offset = end
    if fence:
        spans.append((opened, len(text)))
    return spans


def _is_table_rule(line: str) -> bool:
    """True for the line under a table's head.

    >>> _is_table_rule("| --- |:--:|"), _is_table_rule("- a | b")
    (True, False)
    """
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(_TABLE_CELL.fullmatch(cell.strip()) for cell in cells)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans sorted, with those that overlap put together.

    >>> merge([(5, 7), (0, 2), (1, 3)])
    [(0, 3), (5, 7)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
