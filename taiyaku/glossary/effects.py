"""What a change to a glossary would change in articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleantext.documents import Located, check_document
from glossaries import Glossary

from ..show import COLUMNS, visible, wrap
from ..sources import read_source

RULES = ("glossary", "first-mention", "out-of-date")
"""The rules that ask the glossary."""

_AROUND = 8


def effects(old: Glossary, new: Glossary, paths: Sequence[str]) -> Iterator[str]:
    """A line for each finding that is new (+) or gone (-) in the articles, then how many. Raises FileProblem."""
    count = 0
    for path in paths:
        document = read_source(path).document
        before, after = ({_key(each): each for each in check_document(document, select=RULES, glossary=glossary)}
                         for glossary in (old, new))  # fmt: skip
        changed = [("-", each) for key, each in before.items() if key not in after]
        changed += [("+", each) for key, each in after.items() if key not in before]
        changed.sort(key=lambda item: (item[1].block or "", item[1].finding.start))
        count += len(changed)
        yield from (_line(path, sign, each) for sign, each in changed)
    yield f"{len(paths)} article{'s' * (len(paths) != 1)} tried, {count} difference{'s' * (count != 1)}\n"


def _key(located: Located) -> tuple[object, ...]:
    finding = located.finding
    return located.block, finding.start, finding.end, finding.rule, finding.fix, finding.safe


def _line(path: str, sign: str, located: Located) -> str:
    finding, place, text = located.finding, located.place, located.text
    where = place.text or f"{place.line}:{place.column}"
    before = text[max(0, finding.start - _AROUND) : finding.start].rpartition("\n")[2]
    after = text[finding.end : finding.end + _AROUND].partition("\n")[0]
    fix = f" → {finding.fix}{'' if finding.safe else ' ?'}" if finding.fix is not None else ""
    return wrap(f"{sign} {path}:{where}: {visible(before)}[{visible(finding.found)}{fix}]{visible(after)}", COLUMNS)
