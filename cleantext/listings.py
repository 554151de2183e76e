"""Listings in plain text, whose Japanese stands only in strings and comments: forms of Lisp, lines of C and scripts.

A line with Japanese anywhere else is prose, and so is all that has not the shape of a form or a statement;
`named_listings` knows some by their frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from .lazy import lazy
from .lines import line_bounds
from .named_listings import named_listings
from .program_lines import LONGEST_LINE, program_lines
from .signs import find_signs
from .spans import Span

_HEAD = lazy(r"\((?:def[a-z]+|setq|let\*?|lambda|progn|cond|fset|autoload|provide|require|[a-z]+(?:-[a-z0-9]+)+)[\s()]")
_LISP = lazy(r'"(?:[^"\\]|\\.){0,4000}"|;[^\r\n]*|\?\\?[!-~]|[()]|[^\x00-\x7f]', re.S)
_REMARK = lazy(r"[ \t]*;")
_FORM_ENDS = lazy(r"[ \t]*(?:;[^\r\n]*)?(?=[\r\n]|\Z)")
LONGEST = 20_000
"""Characters that a form or a comment may have."""

_QUOTED = lazy(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.){1,8}'|/\*.*?\*/|(?<![^\s;{}),])//.*")
_STATEMENT = lazy(
    r"\s*(?:\#\s*(?:include|define|ifn?def|if|endif)\b.*"
    r"|(?:[A-Za-z_][\w:.*<>\[\]&-]*[ \t]+)*[*&]*[A-Za-z_][\w:.>\[\]-]*[ \t]*(?:\(.*\)|[-+*/|&]?=[^=].*)[ \t]*;"
    r"|\}?[ \t]*(?:(?:else[ \t]*)?(?:if|for|while|switch)\b[ \t]*\(.*\)|else|do)[ \t]*\{?"
    r"|[A-Za-z_][\w \t*&:,]*\([^;]*\)[ \t]*\{"
    r"|return\b[^;]*;)\s*"
)
_LINE_ENDS = lazy(r"[ \t]*(?=[\r\n]|\Z)")


def listings(text: str) -> list[Span]:
    """Forms of Lisp that fill their lines, with the comments right above them; statements and comments of C that do.

    And `program_lines`, and `named_listings`, whose names may be Japanese too.

    >>> listings('例：\\n(setq a "港,町") ; 町(旧)\\n')
    [(3, 24)]
    >>> listings('puts("港,町"); /* 町(旧) */\\n(NHK "港,町" 2026)\\n')
    [(0, 23)]
    """
    return [*_forms(text), *_statements(text), *_comments(text), *program_lines(text), *named_listings(text)]


def _forms(text: str) -> Iterator[Span]:
    last = 0
    for match in find_signs(text, "(", r"[a-z][\w*+/!?<>=:-]*[\s()]"):
        start = line_bounds(text, match.start())[0]
        if start < last or text[start : match.start()].strip(" \t"):
            continue
        closed, end = _form_end(text, match.start())
        if closed and (_HEAD.match(text, match.start()) or "'" in text[start:end]):
            while start > last and _REMARK.match(text, above := line_bounds(text, start - 1)[0]):
                start = max(last, above)
            yield start, end
        last = end


def _form_end(text: str, start: int) -> tuple[bool, int]:
    """Whether the form that begins at `start` is closed with nothing else in its lines, and where its last line ends.

    Of one that is not, how far it was read.
    """
    depth, position = 0, start
    for match in _LISP.finditer(text, start, start + LONGEST):
        sign, position = match.group(), match.end()
        if not sign.isascii() and sign[0] not in '";':
            return False, position
        if sign in "()":
            depth += 1 if sign == "(" else -1
            if not depth:
                ends = _FORM_ENDS.match(text, position)
                return (True, ends.end()) if ends else (False, position)
    return False, position


def _statements(text: str) -> Iterator[Span]:
    if ";" not in text and "{" not in text and "#" not in text:
        return
    lines = text.splitlines(keepends=True)
    found = [number for number, line in enumerate(lines) if ";" in line or "{" in line or line[0] == "#"]
    starts: list[int] = []
    for number in found:
        line = lines[number]
        if len(line) <= LONGEST_LINE and not line.isascii():
            bare = _QUOTED.sub(_emptied, line)
            if bare.isascii() and _STATEMENT.fullmatch(bare):
                starts = starts or list(accumulate(map(len, lines), initial=0))
                yield starts[number], starts[number] + len(line.rstrip())


def _comments(text: str) -> Iterator[Span]:
    """Comments of C that fill their lines."""
    end = 0
    while (opened := text.find("/*", end)) >= 0 and (closed := text.find("*/", opened + 2)) >= 0:
        start, end = line_bounds(text, opened)[0], closed + 2
        if not text[start:opened].strip(" \t") and closed - opened <= LONGEST and _LINE_ENDS.match(text, end):
            yield start, end


def _emptied(match: re.Match[str]) -> str:
    """Nothing for a comment, an empty string for a string."""
    return " " if match.group()[0] == "/" else '""'
