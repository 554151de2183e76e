"""Reports headings that are counted wrongly: out of order, missing, twice, or in two kinds of figures.

Headings count as a series where two or more of one level begin alike: 1つ目, 2番目, 第3章, (4), 5., 六、, ⑦.
A number the text promises just before the series (次の4つの論点, 少なくとも五つの課題) must not be
greater than the number of headings that follow.

Left alone: the first heading where it says the title again; a single heading, lists, a series that begins anew at 1,
chapters that begin at another number than 1 (a part of a book), a first member that the running text tells
(1つ目は…). A gap that `lost-passage` reports is not reported here.
Source: JTF 日本語標準スタイルガイド 1.1.2 (見出し) for one style of headings; their order by this project's own method.

>>> from cleantext import check_text
>>> text = "第1章 序\\n\\n雨が降った。\\n\\n第3章 結\\n\\n雨は止んだ。"
>>> [(f.found, f.message) for f in check_text(text, select=["heading-order"])]
[('第3章', '第2章 is missing before it')]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..series import Member, Series, used

SUMMARY = "headings out of order, missing, doubled, or fewer than promised"
SEVERITY = "warning"
FIXES = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """One hit a heading with all that is wrong about its ordinal; one on a promise that is not kept."""
    for series in context.series:
        lost = used(context.lost, series)
        styles = Counter(member.kanji for member in series.members)
        for index, member in enumerate(series.members):
            faults = [] if _is_title(text, series, index) else list(_faults(series, index, lost))
            if len(styles) > 1 and member.kanji != styles.most_common(1)[0][0]:
                faults.append("it is written in other figures than the rest")
            if faults:
                yield Hit(member.start, member.end, None, "; ".join(faults), False, 0.9)
        promise = series.promise
        if promise and not lost and len(series.members) < promise.number:
            least = "at least " if promise.least else ""
            message = f"{least}{promise.number} are promised, and {len(series.members)} headings follow"
            yield Hit(promise.start, promise.end, None, message, False, 0.7)


def _is_title(text: str, series: Series, index: int) -> bool:
    """True for the second of a series if it says the first again, which is the title that the text begins with."""
    if index != 1:
        return False
    title, heading = series.members[:2]
    if title.number != heading.number or text[: title.start].strip("# \r\n\ufeff"):
        return False
    first, second = (re.split(r"[\r\n¶]", text[member.end : member.end + 80])[0] for member in (title, heading))
    return len(second.strip()) > 1 and first.startswith(second.rstrip())


def _faults(series: Series, index: int, lost: bool) -> Iterator[str]:
    member, before = series.members[index], series.members[:index]
    name = series.pattern.replace("N", "{}")
    seen = {other.number for other in before}
    if member.number in seen:
        yield f"there was {_name(name, member)} already"
    elif before and member.number < max(seen):
        yield f"it comes after {_name(name, next(m for m in before if m.number == max(seen)))}"
    elif not lost:
        last = max(seen, default=0)
        missing = [number for number in series.missing if last < number < member.number]
        if missing:
            verb = "is" if len(missing) == 1 else "are"
            yield f"{', '.join(name.format(n) for n in missing)} {verb} missing before it"


def _name(name: str, member: Member) -> str:
    return name.format(member.number)
