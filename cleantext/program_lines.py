"""Lines of programs in plain text: Shell, Python, JavaScript and what is written like them, JSON.

A line is one by its shape without its strings and comments, in which alone Japanese may stand. A comment that fills a
line, and a string that does, is part of a listing only beside such a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lazy import lazy
from .spans import Span

LONGEST_LINE = 400
_SIGNS = ('"', "'", "#", "//", "`")
"""What Japanese in a program stands in or behind."""
_INSIDE = lazy(
    r'"""(?:.*?""")?|\'\'\'(?:.*?\'\'\')?|"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\'|`[^`\r\n]*`'
    r"|(?<![^\s;{}),])//.*|(?:(?<=\s)|(?<![\s\S]))\#.*",
)
_NAME = r"[A-Za-z_$][\w$.:>-]*(?:\[[^\]]*\])?"
_SHAPE = lazy(
    r"(?:"
    r"(?:(?:export|local|declare|readonly|const|let|var|val|my|our|public|private|static|final)[ ]+)*"
    rf"{_NAME}(?:[ ]?:[ ]?[\w.<>\[\]]+)?"
    r"(?:[ ]?[-+*/|&.]?=[ ]?(?![=~]).+|\(.*\)[ ]*[;,:]?)"
    r"|(?:echo|printf|print|puts|return|raise|throw|yield|alias|source|exit)\b[ ]*.*(?:''|[;)$\"]).*"
    r"|(?:def|class|fn|func|function|async[ ]def|async[ ]function)[ ]+\w+.*[:{]"
    r"|\}?[ ]?(?:if|elif|for|while|with|except|switch|case|catch|else[ ]if)\b.+(?:[:{]|;[ ]*(?:then|do))"
    r"|(?:try|else|finally|do|begin)[ ]?[:{]?|(?:fi|done|esac|then|end)(?:[ ]*[;|<>].*)?"
    r"|from[ ][\w.]+[ ]import[ ].+|import[ ][\w.]+(?:[ ]as[ ]\w+)?;?|use[ ][\w:]+;|\#![!-~].*|<\?php|\?>"
    r"|''[ ]?:[ ]?(?:''|-?\d[\d.]*|true|false|null|[\[{]),?"
    r"|[\[\](){};,]+"
    r")"
)
_BARE_STRING = lazy(r"''[,;]?")


def program_lines(text: str) -> Iterator[Span]:
    """Such lines that hold Japanese, without their ends, in order.

    >>> text = '# 港,町\\necho "港,町"  # 表示\\n\\n"港,町"\\n# 港,町\\n'
    >>> [text[start:end] for start, end in program_lines(text)]
    ['# 港,町', 'echo "港,町"  # 表示']
    """
    if not any(sign in text for sign in _SIGNS):
        return
    waiting: list[Span] = []
    inside, start = False, 0
    for line in text.splitlines(keepends=True):
        bare = _bare(line)
        span = (start, start + len(line.rstrip()))
        start += len(line)
        if bare is None:
            waiting, inside = [], False
        elif _SHAPE.fullmatch(bare):
            yield from waiting
            yield from () if line.isascii() else (span,)
            waiting, inside = [], True
        elif bare and not _BARE_STRING.fullmatch(bare):
            waiting, inside = [], False
        elif inside:
            yield from () if line.isascii() else (span,)
        elif not line.isascii():
            waiting.append(span)


def _bare(line: str) -> str | None:
    """A line with '' for each string and without comments; None for one that is surely no program."""
    line = line.strip()
    if not line or not line[0].isascii() or len(line) > LONGEST_LINE:
        return None
    if not line.isascii() and not any(sign in line for sign in _SIGNS):
        return None
    bare = _INSIDE.sub(_emptied, line).strip()
    return bare if bare.isascii() else None


def _emptied(match: re.Match[str]) -> str:
    """Nothing for a comment, an empty string for a string; the first line of a script stays."""
    found = match.group()
    return found if found.startswith("#!") else "" if found[0] in "#/" else "''"
