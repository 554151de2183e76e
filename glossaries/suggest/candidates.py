"""From mentions in all texts to candidates: one for each name or term, its spellings together, counted.

What one place shows holds for all: トランプ is a name everywhere if it stands before 氏 once. A name joined by
a middle dot is split where its first part is a person or a country by itself (トランプ・プーチン).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import NamedTuple

from ..folding import fold
from ..glossary import Glossary
from ..model import Form, Term
from .compounds import find_compounds, runs
from .english import brackets, japanese_in_brackets
from .mentions import KANJI, KATAKANA, Mention, Reading, is_new, is_proper
from .names import find_names
from .variants import groups

_GLOSSED = 0.75
"""The weight of Japanese that stands in brackets after a Latin name."""


class Passage(NamedTuple):
    """A stretch of text, and where it is from: the file, its first line (0 if there are none), or words."""

    text: str
    file: str = ""
    line: int = 0
    place: str = ""


class Spot(NamedTuple):
    """A place in the texts: passages[passage].text[start:end], offsets in code points of the folded text."""

    passage: int
    start: int
    end: int


@dataclass
class Candidate:
    """A name or term: its spellings, the most frequent first, with all places where they stand."""

    forms: list[str]
    kind: str
    weight: float
    spots: list[Spot] = field(default_factory=list)
    full: str = ""
    """Of a surname: the full name that ends with it."""
    near: str = ""
    """The form of a glossary of which this is probably another spelling."""

    @property
    def preferred(self) -> str:
        """The spelling that stands in the texts most often."""
        return self.forms[0]


@dataclass
class _Tally:
    kinds: Counter[str] = field(default_factory=Counter)
    weight: float = 0.0
    spots: set[Spot] = field(default_factory=set)

    def add(self, mention: Mention, passage: int) -> None:
        self.kinds[mention.kind] += 1
        self.weight = max(self.weight, mention.weight)
        self.spots.add(Spot(passage, mention.start, mention.end))

    @property
    def kind(self) -> str:
        """The kind most places speak for; "" only where none speaks."""
        known = [(count, kind) for kind, count in self.kinds.items() if kind]
        return max(known)[1] if known else ""


@dataclass
class Collection:
    """What was found: folded passages, candidates by confidence, Latin that stands in brackets after a form."""

    texts: list[str]
    candidates: list[Candidate]
    glossed: dict[str, Counter[str]]


def collect(passages: Sequence[Passage], glossaries: Sequence[Glossary] = ()) -> Collection:
    """All candidates in the passages; spellings that belong to one term of a glossary are together as well."""
    texts = [fold(passage.text).text for passage in passages]
    tallies: dict[str, _Tally] = {}
    joined: list[tuple[int, Mention]] = []
    often: Counter[str] = Counter()
    glossed: dict[str, Counter[str]] = {}
    for number, text in enumerate(texts):
        reading = Reading.of(text)
        latin, japanese = brackets(text), dict(japanese_in_brackets(text))
        for mention in (*find_names(reading), *find_compounds(reading)):
            form = text[mention.start : mention.end]
            if mention.parts:
                joined.append((number, mention))
            else:
                tallies.setdefault(form, _Tally()).add(mention, number)
            if mention.end in latin:
                glossed.setdefault(form, Counter())[latin[mention.end]] += 1
            if mention.end in japanese:
                spelled = japanese[mention.end]
                glossed.setdefault(spelled, Counter())[form] += 1
                tally = tallies.setdefault(spelled, _Tally())
                tally.weight = max(tally.weight, _GLOSSED)
        often.update(_compounds(reading))
    surnames = _settle(joined, texts, tallies)
    _add_frequent(often, tallies, sum(map(len, texts)))
    _drop_pieces(tallies)
    _find_all(texts, tallies)
    return Collection(texts, _group(tallies, surnames, glossaries), glossed)


def _settle(joined: list[tuple[int, Mention]], texts: list[str], tallies: dict[str, _Tally]) -> dict[str, str]:
    """Decide which joined runs are one name; returns the surnames with their full names."""
    titled = {form for form, tally in tallies.items() if tally.kind == "person-short"}
    last = {mention.parts[-1].text for _, mention in joined if mention.parts[0].word != "country"}
    surnames: dict[str, str] = {}
    for number, mention in joined:
        parts, text = mention.parts, texts[number][mention.start : mention.end]
        if all(part.word == "common" for part in parts) and not mention.kind:
            continue
        first = parts[0]
        if first.word == "country" or first.text in titled or (first.text in last and len(parts) > 1):
            _add_parts(number, mention, tallies)
            continue
        if all(part.kind == "place" for part in parts):
            _add_parts(number, mention, tallies)
            continue
        people = all(part.word == "new" or part.kind == "person-short" for part in parts)
        is_person = mention.kind == "person" or (not mention.kind and people)
        kind = "person" if is_person else mention.kind
        tallies.setdefault(text, _Tally()).add(mention._replace(kind=kind, parts=()), number)
        if is_person and len(parts[-1].text) > 1:
            surname = parts[-1].text
            surnames.setdefault(surname, text)
            start = mention.end - len(surname)
            tallies.setdefault(surname, _Tally()).add(Mention(start, mention.end, "person-short", 0.8), number)
    return surnames


def _add_parts(number: int, mention: Mention, tallies: dict[str, _Tally]) -> None:
    start = mention.start
    for part in mention.parts:
        end = start + len(part.text)
        if part.word != "common":
            weight = 0.85 if part.kind else 0.7
            tallies.setdefault(part.text, _Tally()).add(Mention(start, end, part.kind, weight), number)
        start = end + 1


def _compounds(reading: Reading) -> Iterator[str]:
    """Compounds of two to five words without names, as they stand between other words."""
    for run in runs(reading.tokens):
        if 2 <= len(run) <= 5 and all(token.surface != "・" for token in run):
            first, last = run[0], run[-1]
            if any(is_proper(t) or is_new(t) or t.pos[1] in ("数詞", "形状詞的") or t.pos[0] == "接頭辞" for t in run):
                continue
            if (
                first.pos[2] == "副詞可能"
                or last.pos[2] == "副詞可能"
                or last.pos[0] == "接尾辞"
                or first.pos[0] != "名詞"
            ):
                continue
            text = reading.text[first.start : last.end]
            if len(text) > 3 and all(KANJI.match(t.surface) or KATAKANA.match(t.surface) for t in run):
                yield text if last.pos[2] != "サ変可能" else text + "\t"


def _add_frequent(often: Counter[str], tallies: dict[str, _Tally], size: int) -> None:
    """Compounds that stand in the texts again and again; a text of 6,000 characters asks for two, of 600,000 for 20."""
    least = max(2, round((size / 1500) ** 0.5))
    for marked, count in often.items():
        text = marked.rstrip("\t")
        if count < least:
            continue
        weight = 0.35 + 0.1 * log2(2 * count / least) + 0.1 * bool(KATAKANA.search(text)) - 0.1 * (text != marked)
        tally = tallies.setdefault(text, _Tally())
        tally.kinds["term"] += 1
        tally.weight = max(tally.weight, min(weight, 0.7))


def _drop_pieces(tallies: dict[str, _Tally]) -> None:
    """A term or a place in kanji that stands only inside longer names is a piece of them (欧州 of 欧州委員会)."""
    spots = sorted((spot, form) for form, tally in tallies.items() for spot in tally.spots)
    covered: Counter[str] = Counter()
    reach = Spot(-1, 0, 0)
    for spot, form in sorted(spots, key=lambda item: (item[0].passage, item[0].start, -item[0].end)):
        if spot.passage == reach.passage and spot.end <= reach.end:
            covered[form] += 1
        else:
            reach = spot
    for form, count in covered.items():
        tally = tallies[form]
        if count == len(tally.spots) and (tally.kind == "term" or (tally.kind == "place" and KANJI.fullmatch(form))):
            del tallies[form]


def _find_all(texts: Sequence[str], tallies: dict[str, _Tally]) -> None:
    """Add the places where a form stands by itself though nothing there says that it is a name."""
    terms = (Term(f"t{n}", (Form(form, "preferred"),)) for n, form in enumerate(tallies))
    glossary = Glossary("candidates", tuple(terms))
    for number, text in enumerate(texts):
        for match in glossary.find(text):
            tallies[match.form.text].spots.add(Spot(number, match.start, match.end))


def _group(tallies: dict[str, _Tally], surnames: dict[str, str], glossaries: Sequence[Glossary]) -> list[Candidate]:
    """Spellings of one name together: by sound, if their kinds agree, and by the glossaries."""
    owner = {
        fold(form.text).text: (glossary.name, term.id)
        for glossary in reversed(glossaries)
        for term in glossary
        for form in term.forms
    }
    kinds = {form: tally.kind for form, tally in tallies.items()}
    near: dict[str, str] = {}
    together: dict[object, list[str]] = {}
    for group in groups([*tallies, *(form for form in owner if form not in tallies and KATAKANA.match(form))]):
        here = [form for form in group if form in tallies]
        strong = Counter(kinds[form] for form in here if kinds[form])
        for form in here:
            kind = kinds[form] or (strong.most_common(1)[0][0] if strong else "")
            if form not in owner:
                near[form] = next((other for other in group if other in owner), "")
            together.setdefault(owner.get(form) or (group[0], kind), []).append(form)
    return [_candidate(forms, tallies, surnames, near) for forms in together.values()]


def _candidate(
    forms: list[str], tallies: dict[str, _Tally], surnames: dict[str, str], near: dict[str, str]
) -> Candidate:
    forms.sort(key=lambda form: -len(tallies[form].spots))
    kind = next((tallies[form].kind for form in forms if tallies[form].kind), "")
    weight = round(min(max(tallies[form].weight for form in forms), 0.95), 2)
    spots = sorted({spot for form in forms for spot in tallies[form].spots})
    full = next((surnames[form] for form in forms if form in surnames), "") if kind == "person-short" else ""
    return Candidate(forms, kind, weight, spots, full, next(filter(None, map(near.get, forms)), ""))
