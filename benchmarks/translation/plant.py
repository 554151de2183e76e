"""How many planted errors the checks find, and how many good references they flag.

    pip install 'taiyaku[similarity]'
    python benchmarks/translation/plant.py SENTENCES.tsv [--glossary NAME] [--seed N] [--list KIND]

SENTENCES.tsv has a header with the columns `src` (Japanese) and `ref` (English by people). Into each reference that can
take it one error of each kind is put; which, depends on the seed alone. An error counts as found if the pair then has a
flag of severity error or warning that the untouched pair has not. A false alarm is an untouched reference with any
flag of severity error or warning. Flags of severity info count for neither and are told apart.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tenses import wrong_tense

from glossaries import Glossary, load_glossary
from translate import Flag, check_segment
from translate.checks import doubtful
from translate.names import is_common
from translate.numbers import MONTHS, read_english

Pairs = Sequence[tuple[str, str]]


class Planted(NamedTuple):
    """A pair with an error: `target` is `original` with one thing changed, of that kind."""

    kind: str
    source: str
    target: str
    original: str


class Row(NamedTuple):
    """A row of the table: of `all` pairs so many were found; by a flag of which name how often."""

    kind: str
    found: int
    all: int
    names: Counter[str]

    @property
    def share(self) -> float:
        return self.found / self.all if self.all else float("nan")


class Measured(NamedTuple):
    """Rows by kind, false alarms on untouched pairs (by error or warning; by info alone), and CPU time a pair."""

    rows: list[Row]
    alarms: Row
    informed: Row
    milliseconds: float
    missed: list[Planted]
    alarmed: list[tuple[str, str, list[Flag]]]


def plant(pairs: Pairs, seed: int = 1) -> list[Planted]:
    """Each pair with one error of each kind that it can take.

    >>> pairs = [("5人が死亡した。", "Five people died."), ("東京は晴れた。", "It was sunny in Tokyo.")]
    >>> [p.target for p in plant(pairs) if p.kind in ("wrong", "negation")]
    ['It was sunny in Tokyo.', 'It was not sunny in Tokyo.', 'Five people died.']
    """
    planted = []
    for index, (source, original) in enumerate(pairs):
        for kind, change in KINDS.items():
            dice = random.Random(f"{seed}|{kind}|{index}")
            target = change(original, index, pairs, dice)
            if target and target != original:
                planted.append(Planted(kind, source, target, original))
    return planted


def measure(
    planted: Sequence[Planted],
    pairs: Pairs,
    glossary: Glossary | None = None,
    check: Callable[[str, str, Glossary | None], list[Flag]] = check_segment,
) -> Measured:
    """Run the checks over planted and untouched pairs."""
    begun = time.process_time()
    before = {(source, target): check(source, target, glossary) for source, target in pairs}
    alarmed = [(source, target, flags) for (source, target), flags in before.items() if doubtful(flags)]
    informed = [pair for pair, flags in before.items() if flags and not doubtful(flags)]
    found: dict[str, list[int]] = {}
    names: dict[str, Counter[str]] = {}
    missed = []
    for each in planted:
        known = {(flag.name, flag.message) for flag in before.get((each.source, each.original), [])}
        flags = [f for f in check(each.source, each.target, glossary) if (f.name, f.message) not in known]
        found.setdefault(each.kind, []).append(doubtful(flags))
        names.setdefault(each.kind, Counter()).update({f.name for f in flags if f.severity != "info"})
        if not doubtful(flags):
            missed.append(each)
    spent = 1000 * (time.process_time() - begun) / max(1, len(before) + len(planted))
    rows = [Row(kind, sum(found[kind]), len(found[kind]), names[kind]) for kind in KINDS if kind in found]
    loud = Counter(name for _, _, flags in alarmed for name in {f.name for f in flags if f.severity != "info"})
    quiet = Counter(name for pair in informed for name in {f.name for f in before[pair]})
    alarms = Row("false alarms", len(alarmed), len(before), loud)
    return Measured(rows, alarms, Row("info only", len(informed), len(before), quiet), spent, missed, alarmed)


Change = Callable[[str, int, Pairs, random.Random], str | None]


def _number(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """Another figure: a digit changed, two swapped, a zero more or less; or another number word."""
    found = [(m.start(), m.end()) for m in re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?", text)]
    words = [m.span() for m in re.finditer(rf"\b(?:{'|'.join(_WORDS)})\b", text, re.I)]
    spots = found or words
    if not spots:
        return None
    start, end = dice.choice(spots)
    old = text[start:end]
    if old.lower() in _WORDS:
        new = dice.choice([word for word in _WORDS if word != old.lower()])
        return text[:start] + (new.capitalize() if old[0].isupper() else new) + text[end:]
    bare = old.rstrip(",").replace(",", "")
    end = start + len(old.rstrip(","))
    way = dice.choice(("digit", "digit", "swap", "zero"))
    if way == "swap" and len(bare) > 1 and bare.isdigit() and bare[0] != bare[1] and bare[1] != "0":
        new = bare[1] + bare[0] + bare[2:]
    elif way == "zero" and bare.isdigit() and not 1900 < int(bare) < 2100 and bare != "0":
        new = bare[:-1] if bare.endswith("0") and len(bare) > 1 else bare + "0"
    else:
        place = dice.choice([i for i, sign in enumerate(bare) if sign.isdigit()])
        low = "1" if place == 0 else "0"
        new = bare[:place] + dice.choice([d for d in "0123456789" if d != bare[place] and d >= low]) + bare[place + 1 :]
    if "," in old:
        whole, dot, rest = new.partition(".")
        new = f"{int(whole):,}{dot}{rest}"
    return text[:start] + new + text[end:]


_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()


def _month(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """Another month."""
    spots = [q for q in read_english(text) if q.kind == "month"]
    if not spots:
        return None
    spot = dice.choice(spots)
    other = dice.choice([month for number, month in enumerate(MONTHS, 1) if number != spot.value])
    dot = "." if text[spot.end : spot.end + 1] == "." and len(text[spot.start : spot.end]) < 5 else ""
    return text[: spot.start] + (other[:3] if dot else other) + text[spot.end :]


_MONEY = {
    "$": "€", "€": "$", "£": "€", "¥": "$", "dollars": "euros", "euros": "dollars", "yen": "dollars", "pounds": "euros",
    "yuan": "yen", "won": "yen", "rubles": "dollars", "dollar": "euro", "euro": "dollar", "pound": "dollar",
}  # fmt: skip


def _currency(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """Another currency."""
    spots = [m for m in re.finditer(r"[$€£¥]|\b[a-z]+\b", text) if m.group() in _MONEY]
    spots = [m for m in spots if re.search(r"\d|million|billion|trillion", text[max(0, m.start() - 12) : m.end() + 2])]
    if not spots:
        return None
    spot = dice.choice(spots)
    return text[: spot.start()] + _MONEY[spot.group()] + text[spot.end() :]


_NOT = re.compile(
    r"\b(?:(?P<aux>do|does|did) not (?=[a-z])|(?P<short>is|are|was|were|has|have|had|would|could|should|must)n['’]t\b"
    r"|(?P<did>do|does|did)n['’]t (?=[a-z])|(?:can)(?P<can>not|['’]t)\b|won(?P<wont>['’]t)\b| (?P<not>not|never) )"
)
_AUX = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|would|should|may|might|must|did|does|do)\b(?! not\b)(?=\s[a-z])"
)


def _negation(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """A negation taken out; or, where there is none, one put after an auxiliary."""
    found = _NOT.search(text)
    if found:
        said = found.group()
        if found["aux"] or found["did"]:
            new = ""
        elif found["short"]:
            new = found["short"]
        elif found["can"]:
            new = "can"
        elif found["wont"]:
            new = "will"
        else:
            new = " "
        assert said
        return text[: found.start()] + new + text[found.end() :]
    if re.search(r"\b(?:no|never|without|nor|neither|none|nothing|cannot)\b", text, re.I):
        return None
    spots = list(_AUX.finditer(text))
    if not spots:
        return None
    spot = dice.choice(spots[:2])
    return text[: spot.end()] + " not" + text[spot.end() :]


def _tense(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """What is done told as to come, or the reverse, where the Japanese leaves no doubt."""
    return wrong_tense(pairs[index][0], text)


def names_in(text: str) -> list[tuple[int, int]]:
    """Runs of words with capitals that are no common English words and do not begin a sentence."""
    words = [m.span() for m in re.finditer(r"(?<![\w'’.-])[A-Z][a-zà-ÿ]{2,}(?:-[A-Za-z]+)*(?![\w-])", text)]
    runs: list[tuple[int, int]] = []
    for start, end in words:
        word = text[start:end]
        parts = word.split("-")
        if all(is_common(part) or part in _SPARED for part in parts) or word.endswith("day"):
            continue
        if runs and text[runs[-1][1] : start] == " ":
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


_SPARED = {
    *MONTHS,
    *(month[:3] for month in MONTHS),
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Yahoo",
    "Covid",
    "Japan",
    "Japanese",
    "Olympic",
    "Olympics",
    "Shimbun",
    "Prof",
}


def _name(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """A name changed for one of another reference."""
    runs = names_in(text)
    if not runs:
        return None
    start, end = dice.choice(runs)
    others = []
    for _ in range(60):
        other = pairs[dice.randrange(len(pairs))][1]
        others += [other[a:b] for a, b in names_in(other)]
        others = [name for name in others if not set(name.split()) & set(text.split())]
        if others:
            return text[:start] + dice.choice(others) + text[end:]
    return None


_CLAUSE = re.compile(r"[,;:.]\s|\s(?=(?:and|but|which|that|as|while|when|after|because|in|of|to)\s)")


def _halves(text: str) -> tuple[str, str] | None:
    """The text cut near its middle, at a clause if there is one; None if it is too short."""
    words = text.split()
    if len(words) < 8:
        return None
    spots = [
        m.end()
        for m in re.finditer(r"[,;:.]\s|\s(?=(?:and|but|which|that|as|while|when|after|because|in|of|to)\s)", text)
    ]
    spots = [spot for spot in spots if 0.35 * len(text) < spot < 0.65 * len(text)] or [
        m.end() for m in re.finditer(r"\s", text) if 0.4 * len(text) < m.end() < 0.6 * len(text)
    ]
    if not spots:
        return None
    cut = min(spots, key=lambda spot: abs(spot - len(text) / 2))
    return text[:cut].rstrip(" ,;:"), text[cut:].strip()


def _omission(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """The first half or the second left out."""
    halves = _halves(text)
    if not halves:
        return None
    kept = halves[dice.randrange(2)]
    closing = "" if kept[-1] in '.!?"”' else "."
    return kept[0].upper() + kept[1:] + closing


def _addition(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """Half of another reference put after this one."""
    for _ in range(20):
        other = dice.randrange(len(pairs))
        halves = _halves(pairs[other][1]) if other != index else None
        if halves:
            more = halves[dice.randrange(2)]
            return f"{text} {more[0].upper()}{more[1:]}{'' if more[-1] in '.!?' else '.'}"
    return None


def _wrong(text: str, index: int, pairs: Pairs, dice: random.Random) -> str | None:
    """The reference of another sentence."""
    if len(pairs) < 2:
        return None
    other = dice.randrange(len(pairs) - 1)
    return pairs[other + (other >= index)][1]


KINDS: dict[str, Change] = {
    "number": _number,
    "month": _month,
    "currency": _currency,
    "negation": _negation,
    "name": _name,
    "tense": _tense,
    "omission": _omission,
    "addition": _addition,
    "wrong": _wrong,
}


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The columns src and ref of a TSV, quoted or not."""
    text = path.read_text("utf-8")
    quoting = csv.QUOTE_MINIMAL if '\t"' in text and '""' in text else csv.QUOTE_NONE
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=quoting)
    return [(row["src"], row["ref"]) for row in rows]


def table(measured: Measured) -> str:
    """The figures as a Markdown table."""
    lines = ["| error | found | of | recall | by flags |", "|---|---|---|---|---|"]
    for row in (*measured.rows, measured.alarms, measured.informed):
        names = ", ".join(f"{name} {count}" for name, count in row.names.most_common(7))
        lines.append(f"| {row.kind} | {row.found} | {row.all} | {row.share:.3f} | {names} |")
    return "\n".join([*lines, "", f"CPU time a pair: {measured.milliseconds:.1f} ms"])


def main() -> None:
    """Read, plant, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--glossary")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", metavar="KIND", help="print what was missed of that kind; `alarms`: the false alarms")
    given = parser.parse_args()
    pairs = read_pairs(given.path)
    measured = measure(plant(pairs, given.seed), pairs, load_glossary(given.glossary) if given.glossary else None)
    print(table(measured))
    for each in measured.missed:
        if each.kind == given.list:
            print(f"\n{each.source}\n{each.original}\n→ {each.target}")
    if given.list == "alarms":
        for source, target, flags in measured.alarmed:
            print(f"\n{source}\n{target}\n" + "; ".join(f"{f.name} ({f.severity}): {f.message}" for f in flags))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
