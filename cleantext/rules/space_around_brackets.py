"""Takes out half-width spaces just inside and outside full-width brackets.

Full-width brackets carry their space in themselves.

Left alone: brackets that hold nothing but spaces (a blank to fill in), two spaces and more, U+3000; a list of titles
(『坊っちゃん』 夏目漱石), labels before a headline, numbers and marks at the start of a line (第1章 「出会い」),
scripts of plays (太郎 「おはよう」), brackets that are spoken of (「 と 」 で囲む), half-width brackets.
Source: JTF 日本語標準スタイルガイド 3.3 (かっこ類と隣接する文字の間のスペースの有無).

>>> from cleantext import fix_text
>>> fix_text("これは 「良い」 と（ 注 ）にある。", select=["space-around-brackets"]).text
'これは「良い」と（注）にある。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bracket_signs import is_shown
from ..characters import HIRAGANA, LETTER, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..spacing import LABEL, after_ordinal, is_prose, line_of

SUMMARY = "space inside or outside full-width brackets: none"
SEVERITY = "info"
SIGNS = " "
_OPEN, _CLOSE = "「『（【〈《〔［｛", "」』）】〉》〕］｝"
_BOTH = _OPEN + _CLOSE
_SPACE = lazy(f" (?:(?=[{_OPEN}{_CLOSE}])|(?<=[{_OPEN}{_CLOSE}] ))")
_SIGNS = lazy(f"[{_OPEN}] [{_OPEN}] [{_OPEN}]|[{_CLOSE}] [{_CLOSE}] [{_CLOSE}]")
"""Brackets that are named in a row."""
_ENGLISH = lazy("[A-Za-z] [a-z]{2}")
_BOUND = lazy(f"[{HIRAGANA}A-Za-z0-9、。]$")
"""What may go on in a quotation; after a noun it may be a headline that ends there."""
_TITLED = lazy("(?:さん|くん|ちゃん|さま|です|ます|ました|でした|ません)$")
_may_stand = members(LETTER + "A-Za-z0-9、。")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the spaces."""
    for match in _SPACE.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before and after and _is_beside(before, after)) or not context.free(start - 1, end + 1):
            continue
        if _SIGNS.match(text, start - 3) or _SIGNS.match(text, start - 1):
            continue
        low, high = line_of(text, start, end)
        if any(text[at] in _BOTH and _is_named(text, at, low) for at in (start - 1, end)):
            continue
        if before not in _OPEN and after not in _CLOSE and _parts(text[low:start], text[end:high]):
            continue
        inside = before in _OPEN or after in _CLOSE
        if inside or is_prose(text[low:high]) or not context.rows.hold(start):  # a line of prose is no row
            sure = inside or after not in "「『" or _BOUND.search(before) is not None
            yield Hit(start, end, "", "no space beside a full-width bracket", sure, 1.0 if sure else 0.6)


def _is_named(text: str, at: int, low: int) -> bool:
    """True for a bracket that is spoken of, or one of a pair of which the first is, or that holds nothing."""
    sign = text[at]
    if sign in _CLOSE:
        opening = text.rfind(_OPEN[_CLOSE.index(sign)], low, at)
        return is_shown(text, at if opening < 0 else opening) or opening >= 0 and text[opening + 1 : at] == " "
    return is_shown(text, at) or text[at + 1 : at + 2] == " " and text[at + 2 : at + 3] == _CLOSE[_OPEN.index(sign)]


def _is_beside(before: str, after: str) -> bool:
    """True if the space between the two characters is one inside or outside a bracket."""
    return (
        before in _OPEN
        and not (after.isspace() or after in _CLOSE or after in "*_")
        or after in _CLOSE
        and not (before.isspace() or before in _OPEN or before in "*_")
        or after in _OPEN
        and _may_stand(before)
        or before in _CLOSE
        and _may_stand(after)
    )


def _parts(before: str, after: str) -> bool:
    """True if the space between the two parts of a line stands on purpose: between a label and what it labels."""
    if after_ordinal(before, after):
        return True
    if after[0] in "（［｛" and _may_stand(before[-1]):
        return before[-1].isascii() and _ENGLISH.search(before + after) is not None
    if not is_prose(before + after):
        return True
    if after[0] not in _OPEN:
        return not re.match(f"[{HIRAGANA}、。]", after) and "。" not in after
    if after[0] in "（［｛":
        return False
    if not re.search(f"[{HIRAGANA}、。]$", before) and not (is_prose(before) and "。" in after):
        return True  # 映画 『鏡』, ■沼 『…
    if after[0] in "「『" and _TITLED.search(before):
        return True  # 甲野乙子さん 『港』
    speaker = LABEL.fullmatch(before.strip()) and not re.search(f"[{HIRAGANA}]$", before)
    return bool(speaker) and after.rstrip()[-1:] in "」』"  # 太郎 「おはよう」
