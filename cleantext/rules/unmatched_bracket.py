"""Reports brackets and quotation marks without a partner in their paragraph.

One end was lost in editing, or the ends are of different width: （ with ). Which words belong inside, only
a person knows.

Left alone: quotations that run over several paragraphs, each opened with 「 or closed at the end of the last;
marks of lists (1) a) ア） 例）), signs that are shown ("["), half-open intervals [0, 1), faces, （笑, apostrophes,
inches, arrows, comparisons, breadcrumbs (»), lines of other languages, code, [ and { beside what is no Japanese
(ESC[2~), [ ] in Markdown, which make links and boxes there.
Source: JTF 日本語標準スタイルガイド 4.3.1–4.3.8 (かっこ・引用符は対で使う); JIS X 4051 括弧類.

>>> from cleantext import check_text
>>> [f.found for f in check_text("首相は「辞めると述べた（関係者)。1)目的", select=["unmatched-bracket"])]
['「', '（']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..brackets import lone_brackets
from ..characters import has_japanese, is_beside
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds

SUMMARY = "bracket or quotation mark without a partner"
SEVERITY = "warning"
FIXES = False
_CODE = lazy(r"[\\=$%|]|[`_]|[A-Za-z]\(|[({\[]\"")
_EMPTY = lazy(r"\(\)|\[\]|\{\}|<>")
_CONTROL = lazy(r"\\[A-Za-z]{1,12}$|ESC[ -]?$")
_WESTERN = "\"'“”‘’()[]{}<>"


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on single brackets."""
    links = "[]" if context.format == "md" else ""

    escape = "\\\\" if context.format == "md" else "\\"

    def is_free(start: int, end: int) -> bool:
        return context.free(start, end) and not text.endswith(escape, max(0, start - 2), start)

    def is_same_block(a: int, b: int) -> bool:
        return context.part_at(a) == context.part_at(b) >= 0

    for at, other in lone_brackets(text, is_free, is_same_block, links):
        if text[at] in _WESTERN and _is_foreign(text, at):
            continue
        if _is_code(text, at) or other is None and text[at] in "[]{}" and not _holds_japanese(text, at):
            continue
        if other is not None:
            message = f"opens with {text[at]} and closes with {text[other]}; the ends are of different width"
        else:
            message = f"{text[at]} has no partner in this paragraph"
        yield Hit(at, at + 1, None, message)


def _is_foreign(text: str, at: int) -> bool:
    """True in a line without Japanese: for { } [ ], which are code, and for any sign in a text of several lines."""
    if has_japanese(text[slice(*line_bounds(text, at))]):
        return False
    return text[at] in "{}[]" or any(mark in text.strip() for mark in "\r\n")


def _holds_japanese(text: str, at: int) -> bool:
    """True if Japanese stands on the inner side of a bracket."""
    inner = at + 1 if text[at] in "[{" else at - 1
    return inner >= 0 and is_beside(text[inner : inner + 1])


def _is_code(text: str, at: int) -> bool:
    """True for ' " { } < > in a line with signs of code, and for signs that are shown: 「]]」, <>'"&, 、”、."""
    if text[at] in "()[]{}" and _CONTROL.search(text, max(0, at - 13), at):
        return True  # \\right( and ESC (
    if text.startswith("キー", at + 1):
        return True  # the key [
    if text[at] in "'\"{}<>" and _CODE.search(text, *line_bounds(text, at)):
        return True
    if text[at] == ">" and text.rfind("<", max(0, at - 20), at) > max(text.rfind(sign, 0, at) for sign in ">\n"):
        return True  # svs<誌名>
    low, high = at, at + 1
    while low and text[low - 1] in _WESTERN + "：:":
        low -= 1
    while high < len(text) and text[high] in _WESTERN + "：:":
        high += 1
    if high - low > 2 and _EMPTY.search(text, low, high):
        return True
    return text[low - 1 : low] + text[high : high + 1] in ("「」", "『』", "、、")
