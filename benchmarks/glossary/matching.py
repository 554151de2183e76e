"""What a glossary costs: to load, to find its terms, in memory, from 100 entries to 10,000.

    python benchmarks/glossary/matching.py [TEXT…]

TEXT are Japanese texts, examples/miami-davos.ja.txt by default. Prints a Markdown table, for two kinds of glossary:

names   the first rows of the shipped glossary, then made-up names that stand in no text: what more entries cost.
words   the commonest words of the texts themselves, so that every sentence must be read by the tagger:
        the worst case. Where they are too few, made-up names follow.

Each figure is CPU time, the least of RUNS in fresh processes; `first` has the imports in it, `again` is a second load
in the same process. `find` is the speed over the texts, no sentence remembered, but the tagger's dictionary in memory.
`memory` is what the process grew by (resident set) from loading and making the glossary ready; the tagger comes on top.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZES = (100, 1_000, 10_000)
RUNS = 3
KATAKANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    "ガギグゲゴザジズゼゾダデドバビブベボパピプペポ"
)
KANJI = "安全保障会議統領府長官陸軍外相県市人民共和政党首書記局委員防衛経済産業庁研究所学病院東西南北中央"
HEADER = "id\tja\ten\tadmitted\tdeprecated\treading\ttype\tnote"
MEASURE = """
import json, resource, sys, time
def resident():
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * resource.getpagesize()
begun = time.process_time()
before = resident()
from glossaries import load_glossary
def load():
    glossary = load_glossary(sys.argv[1])
    glossary.find("")
    return glossary
glossary = load()
first = time.process_time() - begun
memory = resident() - before
begun = time.process_time()
load()
again = time.process_time() - begun
text = "".join(open(path, encoding="utf8").read() for path in sys.argv[2:])
from glossaries.morphology import edges
edges(text)
begun = time.process_time()
found = len(glossary.find(text))
took = time.process_time() - begun
print(json.dumps([first, again, memory / 1e6, len(text) / took, found]))
"""


def main(paths: list[str]) -> None:
    """Measure and print."""
    texts = [Path(path).resolve() for path in paths] or [ROOT / "examples/miami-davos.ja.txt"]
    text = "".join(path.read_text("utf8") for path in texts)
    print(f"{len(texts)} texts, {len(text):,} characters\n")
    made, common = names(), words(text)[: SIZES[-1]]
    print("| entries | kind | load first, s | load again, s | memory, MB | find, characters/s | found |")
    print("|---|---|---|---|---|---|---|")
    for kind, rows in (("names", made), ("words", [*common, *made[len(common) :]])):
        for size in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                table = Path(folder) / f"{kind}.tsv"
                table.write_text("\n".join([HEADER, *rows[:size]]) + "\n", "utf8")
                results = [measured(table, texts) for _ in range(RUNS)]
            first, again, memory = (min(result[n] for result in results) for n in range(3))
            speed, found = max(result[3] for result in results), results[0][4]
            print(f"| {size:,} | {kind} | {first:.2f} | {again:.2f} | {memory:.0f} | {speed:,.0f} | {found:,.0f} |")


def measured(table: Path, texts: list[Path]) -> list[float]:
    """First load, second load (s), growth (MB), characters per second and matches, from a process of its own."""
    command = [sys.executable, "-c", MEASURE, str(table), *map(str, texts)]
    result = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    figures: list[float] = json.loads(result.stdout)
    return figures


def names() -> list[str]:
    """Rows: the first of the shipped glossary, then made-up names with three forms each."""
    sys.path.insert(0, str(ROOT))
    from glossaries import load_glossary

    columns = ("admitted", "deprecated")
    rows: list[str] = []
    seen: set[str] = set()
    for term in list(load_glossary("ukraine"))[: SIZES[0]]:
        forms = ["|".join(form.text for form in term.forms if form.status == status) for status in columns]
        english = term.english[0] if term.english else ""
        rows.append("\t".join([term.id, term.preferred, english, *forms, term.reading, term.kind, term.note]))
        seen.update(form.text for form in term.forms)
    choose = random.Random(1)

    def word(signs: str, least: int, most: int) -> str:
        while True:
            made = "".join(choose.choices(signs, k=choose.randint(least, most)))
            if made not in seen:
                seen.add(made)
                return made

    while len(rows) < SIZES[-1]:
        number = len(rows)
        if number % 4:
            cells = [f"{word(KATAKANA, 4, 7)}・{word(KATAKANA, 4, 7)}", word(KATAKANA, 5, 8), word(KATAKANA, 5, 8)]
            kind = "person"
        else:
            cells, kind = [word(KANJI, 5, 9), word(KANJI, 5, 9), word(KANJI, 5, 9)], "organisation"
        ja, admitted, deprecated = cells
        rows.append(f"made-{number}\t{ja}\tMade Up {number}\t{admitted}\t{deprecated}\tつくり\t{kind}\ta made-up name")
    return rows


def words(text: str) -> list[str]:
    """Rows: the nouns, verbs and adjectives of a text with two letters or more, the commonest first."""
    from glossaries.morphology import tokens

    kinds = ("名詞", "動詞", "形容詞", "形状詞")
    counted = Counter(t.surface for t in tokens(text) if t.pos[0] in kinds and len(t.surface) > 1)
    plain = [word for word, _ in counted.most_common() if word.isalpha() and not word.isascii()]
    return [f"word-{n}\t{word}\tword {n}\t\t\t\tterm\t" for n, word in enumerate(dict.fromkeys(plain))]


if __name__ == "__main__":
    main(sys.argv[1:])
