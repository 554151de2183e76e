"""Suggests , for another sign between groups of three digits, and . for the comma or the full-width stop of a decimal.

`1，000`, `1、000` and `3．5` come from typing in full width or from setting 、 for every comma; `2,61％` and
`1.234.567円` from languages that write numbers so.

Left alone: 1,000 and 3.14, numbers in a row (100、200、300人; 0,1,2), coordinates, tables of values, numbers of
sections (第2．1節, 3．2 概要), addresses, code.
Source: JTF 日本語標準スタイルガイド 2.1.10 (桁区切りはカンマ、小数点はピリオド).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("1，000円と2、000人", select=["digit-separator"])]
[('1，000', '1,000'), ('2、000', '2,000')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import HIRAGANA, has_japanese
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import find_signs

SUMMARY = "wrong sign between groups of three digits (,) or before decimals (.)"
SEVERITY = "warning"
FIXES = False
SIGNS = "，、,．."
_GROUPS = lazy(r"[，、](?<=[0-9].)[0-9]{3}(?:[，、,][0-9]{3})*(?![0-9，、])")
_DECIMAL = lazy(
    r",(?<=0,)(?<![0-9A-Za-z_.,，、(（\[{=/:-]0,)"
    r"(?:[0-9]{2,9}|[0-9](?=[%％倍度℃]|ミリ|センチ|キロ|メートル|グラム|[mckµ]?[mgL]\b))(?![0-9.,，、)\]}/:])"
)
_UNIT = "[%％倍度℃秒]|パーセント|ポイント|メートル|ミリ|センチ|キロ|グラム|トン|リットル"
_COMMA_DECIMAL = rf"([0-9]{{2}})(?:{_UNIT})"
"""What follows the comma of a decimal beyond 0: 2,61％; one figure could be one of two values, 2,4％."""
_WHOLE = lazy(r"(?<![0-9A-Za-z_.,，、(（\[{=/:-])[1-9][0-9]{0,2}$")
_STOPS = r"[0-9]{3}(?:\.[0-9]{3})+(?=[円件台冊戸世票元]|ドル|ユーロ|ウォン|バレル|トン|キロ)"
_SUM = r"([1-9][0-9]{2})(?=円)(?<=[総額計約はがで万億][1-9]、...)"
_HEAD = lazy(r"(?<![0-9，、,.])[1-9][0-9]{0,2}$")
_POINT = lazy(
    f"．(?<=[0-9].)(?<![．.][0-9].)(?<![．.][0-9][0-9].)[0-9]{{1,9}}(?=[{HIRAGANA}、。）」%％倍度℃個人円万億兆点割ポメキミセ秒分時年]|$)"
)
_DAY = lazy("(?<![0-9])(?:1．17|2．26|3．11|5．15|6．4|8．15|9．11)(?![0-9])")
"""Days that are called by their numbers."""
_NUMBERED = lazy("(?:^|[\\s第図表式章節項例問付版（(A-Za-z.．-])[0-9]{1,3}$")
"""Digits before ． that may be the number of a section: 図3．2, 第2．1節, 3．2 at the start of a line."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on whole numbers with a wrong separator."""
    for match in _GROUPS.finditer(text) if "，" in text or "、0" in text else ():
        head = _HEAD.search(text[max(0, match.start() - 4) : match.start()])
        digits = match.group()
        if head is None or ("、" in digits and not re.search("、0", digits)):
            continue
        start, end = match.start() - len(head.group()), match.end()
        if context.free(start, end):
            fix = re.sub("[，、]", ",", text[start:end])
            yield Hit(start, end, fix, "groups of three digits are parted by ,", safe=False)
    for match in _POINT.finditer(text) if "．" in text else ():
        at = match.start()
        numbered = _NUMBERED.search(text[max(0, at - 4) : at]) or _DAY.search(text, max(0, at - 2), at + 3)
        if not numbered and context.free(at, at + 1):
            yield Hit(at, at + 1, ".", "the sign of a decimal is .", safe=False)
    for match in find_signs(text, ",", _COMMA_DECIMAL):
        at, part = match.start(), match[1]
        whole = _WHOLE.search(text, max(0, at - 4), at)
        if whole and len(whole[0]) == 1 and part[1] not in "05" and context.free(at - 1, at):
            yield Hit(at, at + 1, ".", "the sign of a decimal is .", safe=False)
    for match in find_signs(text, ".", _STOPS):
        whole = _WHOLE.search(text, max(0, match.start() - 4), match.start())
        if whole and context.free(whole.start(), whole.start() + 1):
            fix = text[whole.start() : match.end()].replace(".", ",")
            yield Hit(whole.start(), match.end(), fix, "groups of three digits are parted by ,", safe=False)
    for match in find_signs(text, "、", _SUM) if "円" in text else ():
        start, end = match.start() - 1, match.end()
        rough = match[1].endswith("00") and int(match[1][0]) == int(text[start]) + 1  # 2、300円 is 200 or 300
        if not rough and context.free(start, end):
            yield Hit(start, end, f"{text[start]},{match[1]}", "groups of three digits are parted by ,", safe=False)
    for match in _DECIMAL.finditer(text) if "0," in text else ():
        at = match.start()
        if has_japanese(text[slice(*line_bounds(text, at))]) and context.free(at - 1, at):
            yield Hit(at, at + 1, ".", "the sign of a decimal is .", safe=False)
