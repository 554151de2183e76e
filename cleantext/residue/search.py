"""Searches a text for Chinese residue, line by line.

Most lines are not looked at: see `suspects`. The rest is cut at kana (Chinese has none); each stretch goes through
the search in `path`, what that finds must show enough evidence, and single words are looked for in what is left.
"""

from __future__ import annotations

from functools import lru_cache

from ..lazy import lazy
from .ends import CELL_EDGES, find_ends
from .evidence import judge, judge_quoted
from .model import Residue
from .path import emissions
from .quotes import cited_spans, is_citation
from .suspects import LINE, may_be_filler, suspect_lines
from .table import KANA, Table, is_han, load
from .words import find_words

_SURNAMES = (
    "李王張劉陳楊趙黄周呉徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂蘇盧蒋蔡賈丁魏薛葉閻余潘杜戴夏鍾汪田任姜范"
    "方石姚譚廖鄒熊金陸郝孔白崔康毛邱秦江史顧侯邵孟龍万段章銭湯尹黎易常武喬賀頼龔文朴全裵権安柳南申具卞河"
)
LONGEST = 2_000  # code points of a line whose result is kept
MIN_HAN = 3  # fewer characters in a stretch without kana are a word at most

_KANA_SET = frozenset(chr(c) for a, b in ((0x3041, 0x3096), (0x30A1, 0x30FA)) for c in range(a, b + 1))
_STRETCH = lazy(f"[^{KANA}]+")
_CLASSICAL = lazy(r"[也焉矣哉耳](?=[。；;！!？?])|[焉矣哉](?=[，,、])|曰[:：「]")
"""What only clauses of classical Chinese end with: a line of it is a source that is cited, no machine's slip."""
_CELLS = lazy(f"[^{KANA}{CELL_EDGES}]+")
"""The same in a row of a table: no residue goes over the edge of a cell."""
_OFFICES = (
    "代表|副?大統領|総統|副?主席|[副首外国蔵財法]相|議[長員]|[副会社学部院所署隊団局]長|教授|委員|知事|市長|候補|選手|監督|書記"
    "|将軍|容疑者|被告|夫人|氏|政権"
)
_NAMED = lazy(
    f"(?<![一-鿿々])(?:[{_SURNAMES}][一-鿿々]{{1,2}}(?:[前元新故]|次期)?(?:{_OFFICES})"
    "|[一-鿿々]{3,4}(?:監督|容疑者|被告|外相|防衛相|氏(?![一-鿿々])))"
)
"""A name and an office, 李在明代表: they say nothing, whatever characters the name has."""


def find_residue(text: str) -> list[Residue]:
    """Return the Chinese residue in `text`, sorted and without overlaps; no span crosses a line break.

    Any string will do, and the time taken grows with its length alone.

    >>> [tuple(r[:3]) for r in find_residue("这样的情报,但是,这样的情报。 会談は続いた。")]
    [(0, 15, 'prefix')]
    >>> find_residue("中国の検索サイト「支付宝」に注意。国家安全保障会議")
    []
    """
    found: list[Residue] = []
    for start, end in suspect_lines(text):
        line = text[start:end]
        residues = _search_line(line) if len(line) <= LONGEST else _search_line.__wrapped__(line)
        found += [r._replace(start=r.start + start, end=r.end + start) for r in residues]
    return found


def find_quoted(text: str) -> list[Residue]:
    """Return the Chinese that Japanese sentences of `text` cite on purpose, sorted, without its marks.

    >>> [text[r.start:r.end] for text in ["店の名は「我们的家」だ。"] for r in find_quoted(text)]
    ['我们的家']
    """
    table = load()
    residue = iter([*find_residue(text), None])
    last = next(residue)
    found: list[Residue] = []
    for match in LINE.finditer(text):
        line, offset = match[0], match.start()
        if _STRETCH.fullmatch(line):
            continue
        for start, end in cited_spans(line, _KANA_SET, table.strong):
            first, end = _inside(line, start, end)
            if first == end or found and found[-1].end > first + offset:
                continue
            while last and last.end <= first + offset:
                last = next(residue)
            quoted = judge_quoted(line, first, end, emissions(line[first:end], None, table), table)
            if quoted and not (last and last.start < end + offset):
                found.append(quoted._replace(start=first + offset, end=end + offset))
    return found


def _inside(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the ends of a citation without the marks, and without a label before a colon."""
    start = max(start, *(line.rfind(mark, start, end) + 1 for mark in ":：は"))
    while start < end and not line[start].isalnum():
        start += 1
    while end > start and not line[end - 1].isalnum():
        end -= 1
    return start, end


@lru_cache(1024)  # most lines of a text are the same after it was fixed
def _search_line(line: str) -> tuple[Residue, ...]:
    table = load()
    japanese = _STRETCH.fullmatch(line) is None
    if not japanese and (_CLASSICAL.search(line) or is_citation(line)):
        return ()
    cited = cited_spans(line, _KANA_SET, table.strong) if japanese else []
    filler = _find_filler(line, cited, table)
    # A quotation that a Chinese sentence opens belongs to it: look again without those.
    opened = {r.end for r in filler}
    kept = [span for span in cited if span[0] not in opened]
    if len(kept) < len(cited):
        cited, filler = kept, _find_filler(line, kept, table)
    words: list[Residue] = []
    if japanese:
        taken = cited + [(r.start, r.end) for r in filler]
        words = list(find_words(line, taken, table))
    return tuple(sorted([*filler, *words]))


def _find_filler(line: str, cited: list[tuple[int, int]], table: Table) -> list[Residue]:
    muted = [False] * len(line)
    for start, end in cited:
        muted[start:end] = [True] * (end - start)
    size = len(line)
    letters = (
        next((i for i in range(size) if line[i].isalnum()), size),
        next((i for i in range(size - 1, -1, -1) if line[i].isalnum()), -1),
    )
    filler: list[Residue] = []
    done = 0
    stretch = _CELLS if line.lstrip()[:1] == "|" or "\t" in line else _STRETCH
    for match in stretch.finditer(line):
        if sum(map(is_han, match[0])) < MIN_HAN:
            continue
        if not table.strong.search(match[0]) and not may_be_filler(match[0]):
            continue
        scores = emissions(match[0], muted[match.start() : match.end()], table)
        for name in _NAMED.finditer(match[0]):
            scores[name.start() : name.end()] = [min(0, score) for score in scores[name.start() : name.end()]]
        for start, end in find_ends(match, scores):
            found = judge(line, letters, max(start, done), end, scores, match.start(), table)
            if found:
                filler.append(found)
                done = found.end
    return filler
