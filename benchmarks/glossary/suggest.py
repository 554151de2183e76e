"""How many of the names that a text holds `glossary suggest` finds, and how much of what it suggests is wanted.

    python benchmarks/glossary/suggest.py NAMES.tsv ARTICLE [--wanted FILE] [--shipped] [--synonyms FILE] [--en FILE]

NAMES.tsv has the columns ja, ja_variants (with | between) or admitted, en and type. A name counts as found if
a suggestion has any form of it. Two counts of what the text holds: by itself (longest match at word boundaries),
and anywhere in it, inside longer names too. Of the suggestions that NAMES does not have, those in WANTED (one a
line, as a person judged them) count as right too; the others are listed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from time import process_time

from glossaries import Form, Glossary, Term, load_glossary, shipped_glossaries
from glossaries.folding import fold
from glossaries.suggest import Offline, Passage, Suggestion, suggest_terms


def main() -> None:
    options = _options()
    names = _names(options.names)
    text = fold(options.article.read_text("utf-8")).text
    shipped = [load_glossary(name) for name in shipped_glossaries()] if options.shipped else []
    offline = Offline(
        glossaries=shipped,
        parallel=options.en.read_text("utf-8") if options.en else "",
        synonyms=options.synonyms.read_bytes() if options.synonyms else b"",
    )
    begin = process_time()
    found = suggest_terms([Passage(text, options.article.name, 1)], offline=offline)
    print(f"{len(text)} characters, {len(found)} suggestions, {process_time() - begin:.2f} s with loading")
    by_form = {form: suggestion for suggestion in found for form in suggestion.counts}
    alone = {match.term.id for match in names.find(text)}
    _recall("by themselves", [term for term in names if term.id in alone], by_form)
    _recall("anywhere", [term for term in names if any(form.text in text for form in term.forms)], by_form)
    wanted = set(options.wanted.read_text("utf-8").split("\n")) if options.wanted else set()
    _precision(found, names, wanted)
    _english(found, names)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", type=Path)
    parser.add_argument("article", type=Path)
    parser.add_argument("--wanted", type=Path, help="suggestions that a person judged right, one a line")
    parser.add_argument("--shipped", action="store_true", help="take English from the shipped glossaries")
    parser.add_argument("--synonyms", type=Path, help="sudachi-synonyms-dictionary.json")
    parser.add_argument("--en", type=Path, help="an English edition of the article")
    return parser.parse_args()


def _names(path: Path) -> Glossary:
    with path.open(encoding="utf-8", newline="") as file:
        terms = []
        for number, row in enumerate(csv.DictReader(file, delimiter="\t")):
            others = (row.get("ja_variants") or row.get("admitted") or "").split("|")
            forms = [Form(row["ja"], "preferred"), *(Form(form, "admitted") for form in others if form)]
            terms.append(Term(str(number), tuple(forms), tuple(filter(None, [row["en"]])), row["type"]))
    return Glossary("names", tuple(terms))


def _recall(label: str, terms: list[Term], by_form: dict[str, Suggestion]) -> None:
    all_of: Counter[str] = Counter(term.kind for term in terms)
    missed = [term for term in terms if not any(fold(form.text).text in by_form for form in term.forms)]
    missing: Counter[str] = Counter(term.kind for term in missed)
    print(f"\nNames that stand in the text {label}: {len(terms) - len(missed)}/{len(terms)} found", end="")
    print(f" ({1 - len(missed) / len(terms):.1%})")
    for kind, count in sorted(all_of.items()):
        print(f"  {kind:13} {count - missing[kind]:3}/{count}")
    print("  missed:", ", ".join(term.preferred for term in missed) or "none")


def _precision(found: list[Suggestion], names: Glossary, wanted: set[str]) -> None:
    known = {fold(form.text).text for term in names for form in term.forms}
    listed = [each for each in found if known & set(each.counts)]
    judged = [each for each in found if each not in listed and wanted & set(each.counts)]
    other = [each for each in found if each not in listed and each not in judged]
    right = len(listed) + len(judged)
    print(f"\nSuggestions: {len(listed)} are in the names, {len(judged)} judged right: {right}/{len(found)}", end="")
    print(f" ({right / len(found):.1%})")
    print("  others:", ", ".join(f"{each.term.preferred} {each.confidence:.2f}" for each in other) or "none")


def _english(found: list[Suggestion], names: Glossary) -> None:
    """English by source against that of the names: right if it is the same but for case, articles and signs."""
    right: dict[str, list[str]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    forms = {fold(form.text).text: term for term in names for form in term.forms}
    for suggestion in found:
        term = next((forms[form] for form in suggestion.counts if form in forms), None)
        if term is None or not term.english:
            continue
        for english in suggestion.english:
            for source in english.source.split("; "):
                same = any(_plain(english.text) == _plain(each) for each in term.english)
                (right if same else wrong)[source].append(f"{suggestion.term.preferred} {english.text}")
    print("\nEnglish candidates of suggestions that are in the names, by source:")
    for source in sorted(right.keys() | wrong.keys()):
        print(f"  {source:18} {len(right[source]):3}/{len(right[source]) + len(wrong[source])} right", end="")
        print("; wrong: " + ", ".join(wrong[source]) if wrong[source] else "")


def _plain(english: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^the ", "", english.lower()))


if __name__ == "__main__":
    sys.exit(main())
