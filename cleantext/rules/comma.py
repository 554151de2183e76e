"""Sets the Western comma beside Japanese as 、.

Machine translation leaves `,` (or `，`) where Japanese sets 読点. With it goes the space that
Western text sets after a comma.

Only suggested is a comma in a list of which others stand between Latin words (X, Y, 角度, 幅): one sign is right for
all, and one in a row of a Markdown table that is mostly Latin, where Japanese words are cited.

Left alone: a comma that is named (値を , で区切る), the last one of a list of Latin words (English, Magyar, 中文),
digit groups (1,000), commas between Latin words (also PS, TTF, …) and in an English sentence, arrays ([鍵, 値]),
settings (root=甲, mode=乙), addresses, code, commas with nothing between them (甲,,乙 and 甲, , 乙), sources cited
in the Western way (海洋学会, Vol.2, pp.5-9), ， in a quotation of Chinese (only suggested where it may be one), rows
of values: lines with a * among them (港,名詞,*,港), or one after the other with as many commas each, no spaces after
them and no 。 or 、, a Markdown link alone in its line, which cites a title.
Source: JTF 日本語標準スタイルガイド 1.2.1 (句点と読点: 全角の「、」); 公用文作成の考え方 (2022) Ⅰ-3.

>>> from cleantext import fix_text
>>> fix_text("日本, 米国,TechMetの1,000人", select=["comma"]).text
'日本、米国、TechMetの1,000人'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import KANJI, KATAKANA, OPENING, is_beside
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import find_signs, run_round
from ..spans import Rows

SUMMARY = "half-width or full-width comma in Japanese text: 、"
SEVERITY = "warning"
SIGNS = ",，"
_COMMAS = (",", "，")
_NEUTRAL = frozenset("“”‘’…—,，")
"""What tells nothing of the comma beside it: what stands behind does. So a run of them is taken as one."""
_ENGLISH = lazy(" [a-z]+ [a-z]")
_FIELD = lazy(r" ?[A-Z][a-z]+: ")
"""What follows is a field of a line like Node: 概要, Next: 設定, Up: 目次."""
_KEY, _KEY_BEFORE = lazy(r" ?[A-Za-z_][\w-]*=(?!=)"), lazy(r"[A-Za-z_][\w-]*=[^=,，、。\r\n]+$")
_CITES = lazy(r" (?:&|(?:[Vv]ols?|[Nn]os?|pp?)\. ?\d)")
_SOURCE = lazy(
    r"\b(?:[Vv]ol|pp)\. ?[A-Z]{0,2}\d|\d\(\d{1,3}\), ?\d|\((?:19|20)\d\d\)\. "
    rf"|[{KANJI}{KATAKANA}]\. .*\b(?:19|20)\d\d\b"
)
"""What tells a line that cites a source in the Western way: 甲野太郎, 乙川花子. 港の歴史. 海洋学会, Vol.2, pp.5-9."""
_VOLUME = lazy(r"\b(?:[Vv]ol|[Nn]o|pp)\. ?[A-Z]{0,2}\d.*(?:\b(?:[Nn]o|pp)\. ?\d|\b(?:19|20)\d\d\b)")
_ENDS = lazy("[ぁ-ん][．.]\\s*$")
_NAMED = lazy("[でをがはもにの区]")
_BEFORE = lazy(r"[A-Za-z0-9)][,，] ?[A-Za-z][ -+\--~]{0,40}$")
_AFTER = lazy(r"[A-Za-z][ -+\--~]{0,40}[,，] ?[A-Za-z]")
_LISTED = lazy(r"[A-Za-z0-9)][,，] ?[A-Za-z][ -+\--~]{0,40}(?:[,，] ?[^\s,，、。]{1,8})+$")
_LAST_NAME = lazy(rf"[{KANJI}]{{1,4}}\.?[ \t]*(?:[\r\n]|$)")
"""What ends a list of names of other languages: English, Magyar, Nederlands, 中文."""
_ARRAY = lazy(r"\[[^\[\]、。,\r\n]{1,40}(?:,[^\[\]、。,\r\n]{1,40})+\]")
_QUOTATION = lazy("[「『《“][^ぁ-ゖァ-ヺ「」『』《》“”（）\r\n]{2,80}(?:（[^（）]{1,60}）)?[」』》”]")
NEAR = 60
_ROW = lazy("[^,，。、]*(?:[,，](?! )[^,，。、]*){2,}")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on commas with Japanese on either side."""
    values: Rows | None = None
    usual: bool | None = None
    low = high = 0
    for match in find_signs(text, SIGNS):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 2]
        if start >= high:
            low, high = run_round(text, start, end, _is_neutral)
        goes_on = is_beside(text[high : high + 1])
        if not (goes_on or is_beside(text[low - 1 : low])):
            continue
        end += goes_on and after[:1] == " "
        if (
            not before
            or before in "\r\n,，"
            or before in OPENING
            or before in "([{<"
            or after.lstrip(" ")[:1] in _COMMAS
        ):
            continue
        if before == " " and text[start - 2 : start - 1] in _COMMAS:
            continue
        if _ENGLISH.match(text, end) or _FIELD.match(text, end) or not context.free(start, end):
            continue
        if _KEY.match(text, end) and _KEY_BEFORE.search(text, max(0, start - NEAR), start):
            continue
        if _CITES.match(text, match.end()) or _is_source(text, start):
            continue
        if text[start] == "，" and (foreign := _is_foreign(text, start)) is not None:
            if not foreign:
                usual = _is_usual(text) if usual is None else usual
                yield Hit(start, end, "、", "a comma in Japanese text is 、", usual)
            continue
        if before in " \u3000" and _NAMED.match(text, end):
            continue
        if _is_array(text, start, context.format == "md"):
            continue
        if _is_starred(text, start):
            continue
        values = values or Rows(text, _fields)
        if values.hold(start):
            continue
        if context.format == "md" and _is_latin_row(text, start):
            yield Hit(start, end, "、", "a comma in Japanese text is 、", False)
            continue
        beside = _BEFORE.search(text, max(0, start - NEAR), start) or _AFTER.match(text, end)
        if beside and _LAST_NAME.match(text, end) and text.count(",", *line_bounds(text, start)) > 2:
            continue
        if after[:1] == " ":
            beside = beside or _LISTED.search(text, max(0, start - NEAR), start)
        yield Hit(start, end, "、", "a comma in Japanese text is 、", not beside)


def _is_neutral(text: str, at: int) -> bool:
    """True for commas, each with a space or none, and for neutral signs."""
    return text[at] in _NEUTRAL or text[at] == " " and text[at - 1 : at] in _COMMAS


def _is_foreign(text: str, at: int) -> bool | None:
    """Whether the quotation round the comma has Chinese characters that Japanese has not; None where it has kana."""
    low = max(text.rfind(sign, max(0, at - NEAR), at) for sign in "「『《“")
    match = _QUOTATION.match(text, low) if low >= 0 else None
    if match is None or match.end() <= at:
        return None
    from ..residue.table import load
    from ..residue.words import load_words

    return (load().strong.search(match[0]) or load_words().pattern.search(match[0])) is not None


def _is_usual(text: str) -> bool:
    """True if the text has ， outside of quotations too: then it is the writer's own."""
    return "，" in _QUOTATION.sub("", text)


def _is_array(text: str, at: int, links: bool) -> bool:
    """True for the comma of an array: [鍵, 値]; not for that of a link, [岬, 港](a.md), where there are links."""
    opening = text.rfind("[", max(0, at - NEAR), at) if text[at] == "," else -1
    match = _ARRAY.match(text, opening) if opening >= 0 else None
    return match is not None and match.end() > at and not (links and text[match.end() : match.end() + 1] in ("(", "["))


def _is_starred(text: str, at: int) -> bool:
    """True in a row of values with a * among them, near the comma."""
    low, high = max(0, at - NEAR), at + NEAR
    if text.find(",*,", low, high) < 0:
        return False
    return any(",*," in line and first <= at < first + len(line) for first, line in _lines(text, low, high))


def _lines(text: str, low: int, high: int) -> Iterator[tuple[int, str]]:
    """The lines of text[low:high] with where they begin."""
    for line in text[low:high].splitlines(keepends=True):
        yield low, line
        low += len(line)


def _is_source(text: str, at: int) -> bool:
    """True in a line that cites a source, and is no sentence."""
    line = text[slice(*line_bounds(text, at))]
    if "。" in line or "、" in line or _ENDS.search(line):
        return False
    return (_SOURCE if text[at + 1 : at + 2] == " " else _VOLUME).search(line) is not None


def _is_latin_row(text: str, at: int) -> bool:
    """True in a row of a table with more Latin letters than Japanese ones: words of a language that are cited."""
    line = text[slice(*line_bounds(text, at))]
    return line.startswith("|") and sum(map(str.isalpha, line)) < 2 * sum(c.isascii() and c.isalpha() for c in line)


def _fields(line: str) -> int:
    """How many commas a row of values has; 0 for another line."""
    count = line.count(",") + line.count("，")
    return count if count > 1 and _ROW.fullmatch(line) else 0
