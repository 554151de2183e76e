"""Reports a person who is in office in one place and a former holder in another: 前大統領トランプ, 大統領トランプ.

Names in katakana are compared by their last part, with the titles that stand right before or after them. The hit is
on the form that stands less often, the later one of equally many.

Left alone: titles of different offices (外相 and 首相), names in kanji, quotations, 現職 beside a plain title, a person
of whom the article tells both in one sentence (前大統領から大統領に).
Source: JTF 日本語標準スタイルガイド 2.1 (表記の統一); this project's own method.

>>> from cleantext import check_text
>>> text = "前大統領トランプの娘婿が来た。トランプ大統領は笑った。トランプ大統領は去った。"
>>> [(f.found, f.reason) for f in check_text(text, select=["title-drift"])]
[('前大統領トランプ', '大統領 2 times, 前大統領 once.')]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from glossaries.titles import offices

from ..context import Context
from ..findings import Hit
from ..signs import find_signs

SUMMARY = "a person in office here and out of office there: 前大統領 and 大統領"
SEVERITY = "info"
FIXES = False
SIGNS = "前元"
_NAME = r"[ァ-ヺー]{2,12}(?:[・＝][ァ-ヺー]{1,12}){0,3}"
_OTHER = "(?!府|選|制|令|補佐|特使|候補|官邸)"
"""大統領府 and the like are no office that a person holds."""


@cache
def _titled() -> re.Pattern[str]:
    office = f"(?:{offices('one')}){_OTHER}"
    return re.compile(
        rf"(?P<former>[前元])?(?P<office>{office})(?P<name>{_NAME})"
        rf"|(?P<name2>{_NAME})(?P<former2>[前元])?(?:[ァ-ヺー一-鿿]{{0,4}}(?<![前元]))?(?P<office2>{office})"
    )


def find(text: str, context: Context) -> Iterator[Hit]:
    """A hit on each place that goes against the rest of the article."""
    places: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    titled = find_signs(text, SIGNS, f"(?:{offices('one')}){_OTHER}")
    for match in _titled().finditer(text) if titled else ():
        name = re.split("[・＝]", match["name"] or match["name2"])[-1]
        office, former = match["office"] or match["office2"], match["former"] or match["former2"] or ""
        if context.free(*match.span()) and not context.quoted(match.start()):
            places[name, office][former].append(match.span())
    for (_, office), forms in places.items():
        if len(forms) < 2:
            continue
        ordered = sorted(forms.items(), key=lambda item: (-len(item[1]), item[1][0]))
        told = ", ".join(f"{former}{office} {_times(len(spans))}" for former, spans in ordered)
        for former, spans in ordered[1:]:
            for start, end in spans:
                message = f"the article has {ordered[0][0]}{office} and {former}{office} of one person"
                yield Hit(start, end, None, message, False, 0.7, f"{told}.")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
