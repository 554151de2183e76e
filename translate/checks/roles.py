"""Who does it to whom: 田中氏が佐藤氏を批判した, told as if Sato had criticized Tanaka.

Looked at are verbs of `translate/data/roles.tsv` that have both in their own clause, each with its particle, each of
them a name or a word of `translate/data/actors.tsv`; and English with one mention of either, on both sides of a verb
for that, with little between. All else is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.lazy import lazy
from translate.segment import Flag

from .acting import THAN, Verb, told
from .actors import Mentions, Span, is_within
from .pair import Pair
from .tense import PAST

_CLAUSE = lazy(
    r"[,;:.!?\"“”()—–]|\b(?:who|whom|whose|that|which|said|says|say|and|or|but|because|after|before|when|while|as|if"
    r"|than|by)\b"
)
"""What must not stand between a verb and whom it belongs to."""

_BE = lazy(r"\b(?:is|are|was|were|be|been|being|got|get|gets)\b|'s\b(?=\s+\w+ed\b)")
_BY = lazy(r"\bby\b")
_WHO = lazy(r",? (?:who|which|that)\b(?: (?:had|have|has))?|,(?= )")
"""Behind a mention, what begins a clause of which it is the subject."""

_IN_FRONT = lazy(r"(?:^|[.;:] |[\"“])(?:(?:after|having|while|when|being|been|once) )*$")
_BEHIND_IT = lazy(r"(?P<by> by)?(?: (?:the|a|an|his|her|its|their))? ?")
_THEN = lazy(r"[^,.;]{0,20}, (?:the |a |an )?(?:\w+ )?")
"""About a participle before the main clause: Praised by the manager, Kobayashi."""

_OWN = lazy(r"'s?\b|'(?=\s)|\s+(?:of|from|in|at)\b")
"""Behind a mention that is only a part of who acts: its president, the head of it."""

_BEGINS = lazy(r"(?:the |an? |some |many |several |[a-z-]+ )?(?:[a-z-]+ )?")
_ENDS = lazy(r"$|[.,;]|['’]s? |\s(?:in|on|at|to|for|with|over|about|during|after|before|by|as|last|this|and)\b")
_WHOM = lazy(r",? who\b")
_DONE_BY = lazy(
    r"(?:,|,? who)?(?: (?:was|were|has been|have been|is|are|got))? (?:\w+ly )?(\w+)(?: \w+)?"
    r" by (?:the |an? )?(?:[a-z-]+ )?"
)
_DOES = lazy(
    r"(?:,? who)? (?:has |have |had |also |later |then |\w+ly )?(\w+)"
    r"(?: (?!by|from|of|with|under|than|like|as|that|he|she|they|it)[\w-]+){0,4} ?"
)
_CONVERSE = lazy(
    r"\b(?:was|were|been|be|received?|got|bought|purchased|acquired|borrowed|learned|learnt|heard|lost|faced|drew|suffered|under\w+|won"
    r"|had|met|married|fought|inherited|enjoyed|earned|saw|gained|owed|joined|followed|succeeded|attended|became|turned|fell|"
    r"replied|bowed|listened|came|went|belonged|worked|served|lived|stayed|relied|depended|needed|wanted|feared|and|or)\b"
)
"""What is said of who suffers it as well, or of both."""

_A = lazy(r"\b(?:an?|the|no|any|some) $")
"""Before what is no verb: took a question from."""

_FAR = 45
"""More characters than this between a verb and a mention, and it may not belong to it."""


def roles(pair: Pair) -> Iterator[Flag]:
    """Flag `roles`: the English turns round who acts on whom; for the first verb alone."""
    mentions = Mentions(pair)
    for each in told(pair):
        acting, other = mentions.of(each.acting), mentions.of(each.other)
        if len(acting) != 1 or len(other) != 1 or acting[0][0] < other[0][1] and other[0][0] < acting[0][1]:
            continue
        first, second = sorted((acting[0], other[0]))
        verb = each.verb
        found = _subject_acts(pair.low, verb, first, second) if verb else _does_something(pair.low, first, second)
        if found and found[0] != (acting[0] < other[0]):
            one, another = (pair.folded.text[slice(*noun)] for noun in (each.acting, each.other))
            message = f"in the Japanese {one} acts on {another}; the English turns it round"
            yield Flag("roles", message, "warning", pair.original(*each.place), found[1])
            return


def _subject_acts(low: str, verb: Verb, first: Span, second: Span) -> tuple[bool, Span] | None:
    """Whether the first of two mentions acts on the second, and where that is told; None if that is not plain."""
    found = [(True, match.span()) for match in verb.acts.finditer(low, first[1], second[0])]
    if verb.suffers:
        found += [(False, match.span()) for match in verb.suffers.finditer(low, first[1], second[0])]
    found = [each for each in found if not any(is_within(each[1], other[1]) for other in found)]
    if not found:
        return _in_front(low, verb, first, second)
    if len(found) != 1:
        return None
    acts, (start, end) = found[0]
    before, after = low[first[1] : start], low[end : second[0]]
    by = _BY.search(after)
    who = _WHO.match(before)
    participle = who is None or who.group() == ","
    if who and (not participle or by or low.endswith("ing", start, end)):
        before = before[who.end() :]
    if _OWN.match(before) or _A.search(before) or len(before) > _FAR or len(after) > _FAR or _CLAUSE.search(before):
        return None
    compares = verb.particle == THAN
    passive = _BE.search(before) is not None and not compares and not low.endswith("ing", start, end)
    passive = passive or participle and by is not None and not before.strip()
    if passive != (by is not None) or _CLAUSE.search(after[: by.start()] + after[by.end() :] if by else after):
        return None
    return acts != passive, (start, end)


def _in_front(low: str, verb: Verb, first: Span, second: Span) -> tuple[bool, Span] | None:
    """Likewise of a participle before both: Praised by the manager, Kobayashi; having praised her, the manager."""
    if not _THEN.fullmatch(low, first[1], second[0]):
        return None
    for match in verb.acts.finditer(low, 0, first[0]):
        behind = _BEHIND_IT.fullmatch(low, match.end(), first[0])
        if behind and _IN_FRONT.search(low, 0, match.start()):
            active = match.group().endswith("ing") or low.endswith(("having ", "after "), 0, match.start())
            if active != bool(behind["by"]):
                return bool(behind["by"]), match.span()
    return None


def _does_something(low: str, first: Span, second: Span) -> tuple[bool, Span] | None:
    """Likewise where the verb is in no table: only a plain sentence that begins with one of the two is read."""
    between = low[first[1] : second[0]]
    ends = _WHOM.match(between) or _ENDS.match(low, second[1])
    if len(between) > _FAR or not ends or not _BEGINS.fullmatch(low, 0, first[0]):
        return None
    if passive := _DONE_BY.fullmatch(between):
        return False, (first[1] + passive.start(1), first[1] + passive.end(1))
    active = _DOES.fullmatch(between)
    if (
        not active
        or not (PAST.fullmatch(active[1]) or active[1].endswith("s"))
        or _CONVERSE.search(between, active.start(1))
    ):
        return None
    return True, (first[1] + active.start(1), first[1] + active.end(1))
