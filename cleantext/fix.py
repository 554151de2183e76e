"""The one place where text is edited: findings become a plan of edits, and the plan is carried out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from .check import as_glossary, need_format, need_profile, run_rules
from .context import Context
from .findings import Finding, Fixed
from .rules import rules_for

if TYPE_CHECKING:
    from glossaries import Glossary

Filler = Literal["mark", "remove", "keep"]

FILLER_MARK = "【要確認：原文欠落（中国語の混入）】"
"""What stands in the place of Chinese filler: the filler stood where a passage was, which is lost."""

PASSES = 12
"""Fixes can make room for fixes; a text that still changes after so many passes is left as it is then."""


class Edit(NamedTuple):
    """text[start:end] becomes `new`; offsets are code points."""

    start: int
    end: int
    new: str


def fix_text(
    text: str,
    *,
    format: str = "txt",
    select: Iterable[str] | None = None,
    profile: str = "web-news",
    glossary: Glossary | str | None = None,
    suggestions: bool = False,
    filler: Filler = "mark",
) -> Fixed:
    """The text with its safe fixes made; with suggestions=True those of suggestions too.

    filler  what becomes of Chinese filler: "mark" puts FILLER_MARK there, "remove" takes it out,
            "keep" leaves it. Everything taken out is in `applied`.
    Returns Fixed(text, applied, remaining): offsets of `applied` are in the text given, those of
    `remaining` in the text returned. fix_text(fix_text(x).text).text == fix_text(x).text.
    Raises as check_text does, and ValueError for an unknown filler.
    """
    if filler not in get_args(Filler):
        raise ValueError(f"unknown filler {filler!r}; known: {', '.join(get_args(Filler))}")
    need_format(format)
    need_profile(profile)
    rules = rules_for(profile, select)
    terms = as_glossary(glossary)
    original = text
    passes: list[list[Edit]] = []
    applied: list[Finding] = []
    for _ in range(PASSES):
        findings = run_rules(Context(text, format, profile, terms), rules)
        kept = plan(text, findings, suggestions, filler)
        if not kept:
            break
        applied += [_in_original(finding, edit, original, passes) for finding, edit in kept]
        passes.append([edit for _, edit in kept])
        text = apply_edits(text, passes[-1])
    else:
        findings = run_rules(Context(text, format, profile, terms), rules)
    return Fixed(text, sorted(applied, key=lambda f: (f.start, f.end)), findings)


def plan(text: str, findings: Iterable[Finding], suggestions: bool, filler: Filler) -> list[tuple[Finding, Edit]]:
    """The edits to make: leftmost, then longest, none overlapping the last one kept, none without effect."""
    wanted = [(f, edit) for f in findings if (edit := _edit(text, f, suggestions, filler)) is not None]
    wanted.sort(key=lambda pair: (pair[1].start, -pair[1].end))
    kept: list[tuple[Finding, Edit]] = []
    for finding, edit in wanted:
        clear = not kept or edit.start > kept[-1][1].end or (edit.start == kept[-1][1].end and edit.start < edit.end)
        if clear and text[edit.start : edit.end] != edit.new:
            kept.append((finding, edit))
    return kept


def _edit(text: str, finding: Finding, suggestions: bool, filler: Filler) -> Edit | None:
    if finding.rule == "chinese-filler":
        return None if filler == "keep" else _edit_filler(text, finding, filler)
    if finding.fix is None or not (finding.safe or suggestions):
        return None
    return Edit(finding.start, finding.end, finding.fix)


def _edit_filler(text: str, finding: Finding, filler: Filler) -> Edit:
    """Filler goes with the spaces that follow it in the line; a line of nothing else goes with its break."""
    start, end = finding.start, finding.end
    while end < len(text) and text[end] in " \t":
        end += 1
    if filler == "mark":
        return Edit(start, end, FILLER_MARK)
    alone = (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")
    breaks = 0
    while alone and breaks < 2 and end < len(text) and text[end] in "\r\n":
        end += 2 if text.startswith("\r\n", end) else 1
        breaks += 1
    return Edit(start, end, "")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Text with sorted edits that do not overlap made.

    >>> apply_edits("日本,米国", [Edit(2, 3, "、")])
    '日本、米国'
    """
    parts, last = [], 0
    for start, end, new in edits:
        parts += [text[last:start], new]
        last = end
    return "".join(parts) + text[last:]


def _in_original(finding: Finding, edit: Edit, original: str, passes: list[list[Edit]]) -> Finding:
    """The finding placed in the text that was first given: exact in the first pass, else what its place came from."""
    if finding.rule == "chinese-filler":
        finding = finding._replace(fix=edit.new)
    start, end = finding.start, finding.end
    for edits in reversed(passes):
        start, end = _back(edits, start, False), _back(edits, end, True)
    end = max(start, end)
    return finding._replace(start=start, end=end, found=original[start:end])


def _back(edits: list[Edit], offset: int, is_end: bool) -> int:
    """The offset in the text before `edits` of an offset in the text after them; within new text, its edge."""
    shift = 0
    for start, end, new in edits:
        low, high = start + shift, start + shift + len(new)
        if offset < low or (offset == low and not is_end):
            break
        if offset < high or (is_end and offset == high):
            return end if is_end else start
        shift += len(new) - (end - start)
    return offset - shift
