"""What is structure in a text: in Markdown blocks of code, front matter, tables' rules, marks, links; else sessions."""

from __future__ import annotations

import re

from .characters import has_japanese
from .lazy import lazy
from .signs import find_signs
from .spans import Span

LONGEST_PROMPT = 80
_PROMPT = lazy(
    r"[ \t]*(?:(?:[\w.-]+@[\w.-]+:\S*|\[[\w.-]+@[^\]\n]{1,60}\]|\([\w.-]+\)) ?[$#%](?= ?[a-z]{2})"
    r"|(?:PS )?[A-Z]:\\[^>\n]*>|>>>(?= [A-Za-z_][^\n]*[=(])|In \[[0-9]+\]:"
    r"|irb\([^)\n]*\)[^>\n]{0,12}>|(?:mysql|sqlite|postgres|MariaDB \[[^\]\n]*\])>)"
)
_COMMAND = lazy(r"[$%#] (?:[a-z~./][ -~]*|[a-z]{2,12}(?: [^、。\r\n]*)?)(?=\r?\n|\Z)")
_LOGGED = lazy(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]|[0-9]{1,2}月 +[0-9]{1,2} )[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"(?:[.,][0-9]+)?[ \t][^\r\n]*"
)
_LINES = lazy(r"(?<=\n)|(?<=\r)(?!\n)")
_FENCE = lazy(r"((?:[ \t]*>)*)[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_CODE = lazy(r"(?: {4}| {0,3}\t)[ \t]*\S")
LONGEST_TARGET = 400
"""Code points of a link's target that is looked past."""
_ITEM = lazy(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)|\[\^")
_TABLE_CELL = lazy(r":?-{2,}:?")
_TITLE = r"\"([^\"\n]{0,400})\"|'([^'\n]{0,400})'|\(([^()\n]{0,400})\)"
_LINK_END = lazy(
    r"\]\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,400}\)[^()\s]{0,400}){0,4})"
    rf"(?:(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)(?:{_TITLE}))?\s*\)"
)
_REFERENCE = lazy(r"\]\[[^\[\]\n]{0,200}\]")
_IMAGE = lazy(r"!\[(?=[^\]\n]{0,400}\][(\[])")
_DEFINITION = lazy(r"(?:\A|(?<=\n)) {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*(?:(?<!\]:)\S|(?=\S))[^\n]*")
_DEFINITION_TITLE = lazy(rf"(?<=\S)(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)(?:{_TITLE})[^\S\n]*$", re.M)
_NOTE = lazy(r"\[\^[^\[\]\n]{1,80}\]:?")
_LABEL = lazy(r"\[([^\[\]\n]{1,200})\](?![(\[:])|\[([^\[\]\n]{1,200})\]\[\]")
_ALONE = lazy(r"(?:\A|(?<=\n))[ \t>]{0,20}(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(\[[^\[\]\n]{1,400}\](?=[(\[]))")
_BLANK_LINE = lazy(r"\n[ \t]*\r?\n|\Z")
_MARK = lazy(r"(?:\A|\n)(?:[ \t]*>[ \t]?){0,8}[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|\#{1,6}[ \t]+)")


def sessions(text: str) -> list[Span]:
    """Paragraphs of plain text that show what a program said: a prompt and a command, and all lines after them.

    After # alone the command is set in, for a heading may begin with it too. A line that begins with a day and a time
    to the second is one of a log.

    >>> sessions("例です。\\n\\n$ ls -a\\n合計 3\\n\\n終わり。"), sessions("PS C:\\\\> dir")
    ([(6, 18)], [(0, 11)])
    """
    spans: list[Span] = []
    prompts = find_signs(text, "$%#>", r" ?(?=[A-Za-z~./\"'(\[{_-])")
    if "In [" in text:
        prompts = sorted([*prompts, *find_signs(text, ":", r" ?(?<=\]:)(?=[A-Za-z(%!])")], key=re.Match.start)
    for match in prompts:
        low = text.rfind("\n", 0, match.start()) + 1
        if spans and low < spans[-1][1] or match.start() - low > LONGEST_PROMPT:
            continue
        before = text[low : match.start()]
        if before.strip(" \t"):
            if not _PROMPT.fullmatch(text, low, match.start() + 1):
                continue
        else:
            line = text[text.rfind("\n", 0, max(0, low - 1)) + 1 : low]
            if line.strip() or not _COMMAND.match(text, match.start()) or match[0][0] == "#" and not before:
                continue
        end = _BLANK_LINE.search(text, match.end())
        spans.append((low, end.start() if end else len(text)))
    for match in find_signs(text, ":", r"[0-9]{2}:[0-9]{2}(?![0-9:])"):
        low = text.rfind("\n", 0, match.start()) + 1
        if match.start() - low < LONGEST_PROMPT and (logged := _LOGGED.match(text, low)):
            spans.append(logged.span())
    return spans


def markdown_blocks(text: str) -> list[Span]:
    """Front matter, fenced and indented code, and the rule lines of tables in a Markdown text."""
    spans: list[Span] = []
    lines = _LINES.split(text)
    offset = front = _front_matter(lines)
    if front:
        spans.append((0, front))
    fence, opened, quoted, blank, listed = "", 0, "", True, False
    position = 0
    for line in lines:
        start, position = position, position + len(line)
        if start < offset:
            continue
        bare = line.strip()
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence and quoted and ">" not in line:
            spans.append((opened, start))
            fence = ""
        if fence:
            if match and match.group(2).startswith(fence) and not bare.strip("> \t").strip(fence[0]):
                spans.append((opened, position))
                fence = ""
        elif match and "`" not in line[match.end() :]:
            quoted, fence, opened = match.group(1), match.group(2), start
        elif bare and blank and not listed and _CODE.match(line):
            spans.append((start, position))
            continue
        elif "-" in bare and _is_table_rule(line):
            spans.append((start, position))
        if bare:
            listed = _ITEM.match(line) is not None or listed and line[0] in " \t"
        blank = not bare
    if fence:
        spans.append((opened, len(text)))
    return spans


def _front_matter(lines: list[str]) -> int:
    """The length of the front matter, YAML between --- or TOML between +++; 0 if there is none."""
    mark = lines[0].lstrip("\ufeff").rstrip()
    if mark not in ("---", "+++"):
        return 0
    length = len(lines[0])
    for line in lines[1:]:
        length += len(line)
        if line.rstrip() == mark or mark == "---" and line.rstrip() == "...":
            return length
    return 0


def _is_table_rule(line: str) -> bool:
    """True for the line under a table's head.

    >>> _is_table_rule("| --- |:--:|"), _is_table_rule("- a | b")
    (True, False)
    """
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(_TABLE_CELL.fullmatch(cell.strip()) for cell in cells)


def markdown_spans(text: str) -> list[Span]:
    """Link targets, definitions, labels, marks of notes, lists and headings; links that are a line of their own.

    The title of a link is no part of its target: people read it. The text of a link that makes up a whole line or
    list item is the title of another's page, cited as it is.
    """
    spans = [match.span() for match in _MARK.finditer(text)]
    if "[" not in text:
        return spans
    ends = {}
    for match in _LINK_END.finditer(text):
        ends[match.start()] = match.end()
        spans += _but_title(match.span(), match)
    labels = set()
    for match in _DEFINITION.finditer(text):
        labels.add(match.group(1).casefold())
        title = _DEFINITION_TITLE.search(text, match.end(1), match.end())
        spans += _but_title(match.span(), title)
    for pattern in (_REFERENCE, _IMAGE, _NOTE):
        spans += [match.span() for match in pattern.finditer(text)]
    if labels:
        for match in _LABEL.finditer(text):
            if (match.group(1) or match.group(2)).casefold() in labels:
                spans.append(match.span())
    for match in _ALONE.finditer(text):
        start, close = match.start(1), match.end(1) - 1
        end = ends.get(close) or _end_of(_REFERENCE, text, close)
        if end and not text[end : end + 40].split("\n", 1)[0].strip():
            spans.append((start, end))
    return spans


def _but_title(span: Span, title: re.Match[str] | None) -> list[Span]:
    """A link's target or a definition, without the title in it that people read, if that is Japanese."""
    if title and title.lastindex and has_japanese(title[title.lastindex]):
        start, end = title.span(title.lastindex)
        return [(span[0], start), (end, span[1])]
    return [span]


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else 0


def word_end(text: str, at: int) -> int:
    """Where the word before text[at] ends in Markdown, without marks of emphasis and the target of a link after it.

    >>> word_end("**港**:", 5), word_end("[港](a.md).", 9), word_end("港（北）.", 4)
    (3, 2, 4)
    """
    while at and text[at - 1] == "*":
        at -= 1
    link = text.rfind("](", max(0, at - LONGEST_TARGET), at) if text[at - 1 : at] == ")" else -1
    return link if link > 0 and _LINK_END.fullmatch(text, link, at) else at
