"""How much was found by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .checking import Checked


def statistics(files: Iterable[Checked]) -> str:
    """A line a rule, most findings first: their number, the rule, how many `taiyaku clean` fixes. "" for none."""
    found: Counter[str] = Counter()
    fixable: Counter[str] = Counter()
    for file in files:
        for record in file.records:
            found[record.rule] += 1
            fixable[record.rule] += record.fix is not None and record.safe
    if not found:
        return ""
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    rows.append(("all", found.total()))
    fixable["all"] = fixable.total()
    numbers, names = len(str(found.total())), max(len(rule) for rule, _ in rows)
    return "".join(
        f"{count:{numbers}}  {rule:{names}}  {100 * fixable[rule] / count:3.0f} % fixable\n" for rule, count in rows
    )
