"""The one place where text is edited: findings become a plan of edits, and the plan is carried out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_args

from .check import context_options, need_text_format, run_rules
from .context import Context
from .findings import Finding, Fixed, Rule
from .rules import rules_for

if TYPE_CHECKING:
    from glossaries import Glossary

Filler = Literal["mark", "remove", "keep"]
State = TypeVar("State")

FILLER_MARK = "【要確認：原文欠落（中国語の混入）】"
"""What stands in the place of Chinese filler: the filler stood where a passage was, which is lost."""

SURE_FILLER = 0.75
"""Chinese of less confidence, a few characters that Japanese has too, is left in its place for a person."""

PASSES = 12
"""Fixes can make room for fixes; a text that still changes after so many passes is left as it is then.

No text is known that needs more than six: a rule takes a run of signs at once, however long it is.
"""


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
    allow: Iterable[str] = (),
    date: str = "",
    quotations: str = "",
) -> Fixed:
    """The text with its safe fixes made; with suggestions=True those of suggestions too.

    filler  what becomes of Chinese filler: "mark" puts FILLER_MARK there, "remove" takes it out,
            "keep" leaves it. Everything taken out is in `applied`. What is of less confidence than SURE_FILLER is
            left and told, but with suggestions=True.
    Returns Fixed(text, applied, remaining): offsets of `applied` are in the text given, those of
    `remaining` in the text returned. fix_text(fix_text(x).text).text == fix_text(x).text.
    Raises as check_text does, and ValueError for an unknown filler.
    """
    need_text_format(format)
    options = context_options(profile, glossary, allow, date, quotations)

    def look(text: str) -> Context:
        return Context(text, format, **options)

    return Fixed(*fix_until_still(text, look, apply_edits, rules_for(profile, select), suggestions, filler))


def fix_until_still(
    state: State,
    look: Callable[[State], Context],
    change: Callable[[State, list[Edit]], State],
    rules: list[Rule],
    suggestions: bool,
    filler: Filler,
    left: bool = True,
) -> tuple[State, list[Finding], list[Finding]]:
    """What the fixes of some rules make of a state that can be looked at as a text and changed by edits.

    Returns the new state, the findings that were fixed (offsets in the text first seen) and those left (offsets
    in the new one); with left=False those are not looked for. Raises ValueError for an unknown filler.
    """
    if filler not in get_args(Filler):
        raise ValueError(f"unknown filler {filler!r}; known: {', '.join(get_args(Filler))}")
    fixing = [rule for rule in rules if suggestions or rule.fixes]
    reporting = [rule for rule in rules if not (suggestions or rule.fixes)]
    context = look(state)
    original = context.text
    passes: list[_Moved] = []
    applied: list[Finding] = []
    for _ in range(PASSES):
        findings = run_rules(context, fixing)
        kept = plan(context.text, findings, suggestions, filler, context.blocks is None)
        kept = [(finding, edit) for finding, edit in kept if context.may_change(edit.start, edit.end)]
        if not kept:
            break
        applied += [_in_original(finding, edit, original, passes) for finding, edit in kept]
        edits = [edit for _, edit in kept]
        passes.append(_Moved(edits))
        state = change(state, edits)
        context = look(state)
    else:
        findings = run_rules(context, fixing)
    applied.sort(key=lambda f: (f.start, f.end))
    if not left:
        return state, applied, []
    return state, applied, sorted([*findings, *run_rules(context, reporting)], key=lambda f: (f.start, f.end, f.rule))


def plan(
    text: str, findings: Iterable[Finding], suggestions: bool, filler: Filler, lines: bool = True
) -> list[tuple[Finding, Edit]]:
    """The edits to make: leftmost, then longest, none overlapping the last one kept, none without effect.

    lines  the breaks of lines are the text's own; False: they part blocks, and an edit stays inside one.
    """
    wanted = [(f, edit) for f in findings if (edit := _edit(text, f, suggestions, filler, lines)) is not None]
    wanted.sort(key=lambda pair: (pair[1].start, -pair[1].end))
    kept: list[tuple[Finding, Edit]] = []
    for finding, edit in wanted:
        clear = not kept or edit.start > kept[-1][1].end or (edit.start == kept[-1][1].end and edit.start < edit.end)
        if clear and text[edit.start : edit.end] != edit.new:
            kept.append((finding, edit))
    return kept


def _edit(text: str, finding: Finding, suggestions: bool, filler: Filler, lines: bool) -> Edit | None:
    if finding.rule == "chinese-filler":
        sure = finding.confidence >= SURE_FILLER or suggestions
        return _edit_filler(text, finding, filler, lines) if sure and filler != "keep" else None
    if finding.fix is None or not (finding.safe or suggestions):
        return None
    return Edit(finding.start, finding.end, finding.fix)


def _edit_filler(text: str, finding: Finding, filler: Filler, lines: bool) -> Edit:
    """Filler goes with the spaces that follow it in the line; a line of nothing else goes with its break."""
    start, end = finding.start, finding.end
    while text.startswith(" ", end):
        end += 1
    if filler == "mark":
        return Edit(start, end, FILLER_MARK)
    if not lines:
        return Edit(start, end, "")
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


class _Moved:
    """What one pass of edits moved: offsets in the text after it, taken back to the text before it."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._lows: list[int] = []
        self._shifts = [0]
        for start, end, new in edits:
            self._lows.append(start + self._shifts[-1])
            self._shifts.append(self._shifts[-1] + len(new) - (end - start))

    def back(self, offset: int, is_end: bool) -> int:
        """The offset before the edits of one after them; within new text, that text's edge."""
        index = (bisect_left if is_end else bisect_right)(self._lows, offset) - 1
        if index >= 0:
            start, end, new = self._edits[index]
            high = self._lows[index] + len(new)
            if offset < high or (is_end and offset == high):
                return end if is_end else start
        return offset - self._shifts[index + 1]


def _in_original(finding: Finding, edit: Edit, original: str, passes: list[_Moved]) -> Finding:
    """The finding placed in the text that was first given: exact in the first pass, else what its place came from."""
    if finding.rule == "chinese-filler":
        finding = finding._replace(fix=edit.new)
    if not passes:
        return finding
    start, end = finding.start, finding.end
    for moved in reversed(passes):
        start, end = moved.back(start, False), moved.back(end, True)
    end = max(start, end)
    return finding._replace(start=start, end=end, found=original[start:end])
