"""Sets [ ] round Japanese as ［ ］, both ends, and a single one between two Japanese letters or with a
full-width partner.

Half-width brackets stand lower than Japanese letters and too close to them.

Left alone: brackets that hold no Japanese, buttons of a page ([ 上へ ], [次 >]), Markdown links, their labels and
footnotes, brackets after a Latin word or a figure (an index: 配列a[添字]), [[ ]] of wikis, brackets of commands
(paste [オプション]...), names of sections (several alone in their lines) and patterns (they hold a range (あ-ん),
one of | \\ = ^ * ? or stand beside another bracket), a row of brackets of which one holds no Japanese ([#12]
[甲野が報告]), what is set to a name or called (要望 = [値], [表].列), intervals and arrays ([0, 1), [鍵, 値]),
brackets that are shown (‘[’), columns between several spaces (移動  [回数]  方向) and padded ones ([港    ]), code.
Source: JTF 日本語標準スタイルガイド 4.3.2 (大かっこは全角).

>>> from cleantext import fix_text
>>> fix_text("画面の[保存]を押す[1]", select=["square-bracket"]).text
'画面の［保存］を押す[1]'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import CLOSING, HIRAGANA, KANJI, LETTER, OPENING, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import find_signs

SUMMARY = "half-width square brackets round Japanese: ［ ］"
SEVERITY = "warning"
SIGNS = "[]"
_PAIR = lazy(r"\[([^\[\]\r\n|\\=^*?$/]{1,80})\](?![\[(:{*+?])")
_MIXED = lazy(r"［[^\[\]［］\r\n]{1,80}\]|\[[^\[\]［］\r\n]{1,80}］")
_DEFINED = lazy(r"\[([^\[\]\r\n]{1,80})\]:")
_INDEX = lazy(r"(?<=[A-Za-z0-9}\]])\[[^\[\]\r\n]{1,80}\]")
"""Brackets that are an argument somewhere in the text: \\item[見出し]."""
_COLUMN = lazy(r"(?<=  )\[[^\[\]\r\n]{1,40}\](?=  )")
"""Brackets that are a column: 移動   [回数]   方向."""
_SECTION = lazy(r"^[ \t]*(\[[^\[\]\r\n。]{1,40}\])[ \t]*$", re.M)
"""Names alone in their lines, as those of sections of settings are."""
_is_japanese = members("ぁ-ゖァ-ヺ" + KANJI)
_stands_before = members(LETTER + OPENING + CLOSING + "、。！？：・")
_COMMAND = lazy(r"\s*(?:[^\s:：。、]{1,10}[:：]\s*)?[a-z][\w-]*\s+(?:(?:\[[^\[\]]*\]|[^\s\[\]]+(?=\s))\s*)*")
_CALL = lazy(r"\s*[^\s:：。、]{1,10}[:：]\s*(?=[a-z])")
_SENTENCE = lazy(f"[{HIRAGANA}。、]")
_ARGUMENT = lazy(r"[\[<{][^\[\]<>{}]*[\]>}]")
_NO_TEXT = lazy(r"[!-/:-@]{2}|.*(?:[!-/:-@]{2}| \.\.\.)$|(?:.-.)+$|[^、。,]+(?:,[^、。,]+)+$|[^(（]*[)）]| .* $|.*[<>]")
_ITEM = lazy(r"(?:[-*+]|\d{1,9}[.)])[ \t]+$")
_SHOWN = lazy(r"['\"‘’“”]|.*(?:  |[‘“])")
"""What follows a bracket that is shown (‘[’ 条件 ‘]’) or padded."""
_SET, _CALLED = lazy("[=＝][ \t]*$"), lazy(r"\.\w")
_ROW_BEFORE = lazy(r"(?:\[[^\[\]\r\n]{1,80}\](?:[,、，] ?| )?){1,20}$")
_ROW_AFTER = lazy(r"(?:(?:[,、，] ?| )?\[[^\[\]\r\n]{1,80}\]){1,20}")
_LATIN = lazy(r"\[[!-Z^-~ ]+\]")
_VARIABLE = lazy(r"[$]\w{1,30}$")
ROW = 200
"""So many code points before and after a bracket are looked at for others of its row."""
_MESSAGE = "square brackets round Japanese are full-width"


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on each end of a pair that holds Japanese, and on single brackets between Japanese letters."""
    paired: set[int] = set()
    arguments: set[str] | None = None
    defined: set[str] | None = None
    for match in _PAIR.finditer(text):
        start, end = match.start(), match.end() - 1
        paired |= {start, end}
        if start and not (_stands_before(text[start - 1]) or text[start - 1].isspace()):
            continue
        if not any(map(_is_japanese, match.group(1))) or _NO_TEXT.match(match.group(1)):
            continue
        if _SHOWN.match(match.group(1)):
            continue
        if _SET.search(text, max(0, start - 4), start) or _CALLED.match(text, end + 1):
            continue
        if _VARIABLE.search(text, max(0, start - 31), start) or _stands_by_latin(text, start, end + 1):
            continue
        if text.startswith("...", end + 1) or _is_synopsis(text, start):
            continue
        if not context.free(start, end + 1):
            continue
        if context.format == "md":
            defined = {*_DEFINED.findall(text)} if defined is None else defined
            if _is_label(match.group(1), defined) or _is_box(text, match):
                continue
        if arguments is None:
            sections = _SECTION.findall(text)
            arguments = {*_INDEX.findall(text), *_COLUMN.findall(text), *(sections if len(sections) > 1 else ())}
        if match.group() in arguments:
            continue
        yield Hit(start, start + 1, "［", _MESSAGE)
        yield Hit(end, end + 1, "］", _MESSAGE)
    for match in _MIXED.finditer(text) if "［" in text or "］" in text else ():
        start, end = match.start(), match.end() - 1
        at = start if text[start] == "[" else end
        if any(map(_is_japanese, match.group())) and context.free(at, at + 1):
            paired.add(at)
            yield Hit(at, at + 1, "［" if at == start else "］", _MESSAGE)
    for match in find_signs(text, SIGNS):
        at = match.start()
        if not (is_letter(text[at - 1 : at]) and is_letter(text[at + 1 : at + 2])):
            continue
        if at not in paired and context.free(at, at + 1) and _is_alone(text, at):
            yield Hit(at, at + 1, "［" if text[at] == "[" else "］", _MESSAGE)


def _stands_by_latin(text: str, start: int, end: int) -> bool:
    """True for a bracket in a row of which one holds no Japanese: [Ko86], [甲野87], [#12] [乙川が報告]."""
    rows = _ROW_BEFORE.search(text, max(0, start - ROW), start), _ROW_AFTER.match(text, end, end + ROW)
    return any(row is not None and _LATIN.search(row.group()) for row in rows)


def _is_label(label: str, defined: set[str]) -> bool:
    """True for what Markdown reads as a link or a footnote, if it is defined or may be."""
    return label.startswith("^") or label in defined


def _is_box(text: str, match: re.Match[str]) -> bool:
    """True for one sign in brackets that begins an item: - [済] 港へ."""
    start = match.start()
    return len(match.group(1)) == 1 and _ITEM.search(text, line_bounds(text, start)[0], start) is not None


def _is_synopsis(text: str, start: int) -> bool:
    """True in a line that shows how a command is called: paste [オプション] [ファイル]."""
    low, high = line_bounds(text, start)
    outside = _ARGUMENT.sub("", text[low:high])
    if ":" in outside or "：" in outside:
        outside = _CALL.sub("", outside)
    if not outside[:1].isascii() or not outside.strip() or _SENTENCE.search(outside):
        return False
    return _COMMAND.fullmatch(text, low, start) is not None or not any(map(is_letter, outside))


def _is_alone(text: str, at: int) -> bool:
    """True if no other square bracket stands in the line, nor a sign of code."""
    start, end = line_bounds(text, at)
    line = text[start:at] + text[at + 1 : end]
    return not re.search(r"[\[\]［］=|\\{}]", line)
