"""How good the English is: the whole recipe on sentences with reference translations.

    pip install sacrebleu
    python benchmarks/translation/score.py SENTENCES.tsv [GLOSSARY]

SENTENCES.tsv has a header with the columns `src` (Japanese) and `ref` (English). GLOSSARY is a name or a path, none
by default. Prints a Markdown table: chrF2 and BLEU by sacrebleu, the share of digits in the sources whose value stands
in the English, rows by status, how many references the same checks would flag (false alarms), and the time.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path

import sacrebleu

from cleantext.formats import parse_document
from glossaries import load_glossary
from taiyaku.run import Settings, open_engine
from translate import Memory, Segment, check_segment, segment_document
from translate.numbers import missing_numbers, source_numbers
from translate.translator import translate_segment


def main(path: Path, glossary_name: str | None) -> None:
    """Translate, score, print."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    glossary = load_glossary(glossary_name) if glossary_name else None
    engine, missing = open_engine(Settings())
    if engine is None:
        sys.exit(missing)
    memory, begun = Memory(), time.monotonic()
    statuses: Counter[str] = Counter()
    outputs, kept, total = [], 0, 0
    for number, row in enumerate(rows, 1):
        done: list[Segment] = []
        for segment in segment_document(parse_document(row["src"].encode())):
            if segment.status == "untranslated":
                segment = translate_segment(segment, engine, glossary, memory)
            done.append(segment)
            statuses[segment.status] += 1
            total += len(source_numbers(segment.source))
            kept += len(source_numbers(segment.source)) - len(missing_numbers(segment.source, segment.target))
        outputs.append(" ".join(segment.target for segment in done))
        print(f"\r{number} of {len(rows)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    references = [row["ref"] for row in rows]
    alarms = sum(bool(check_segment(row["src"], row["ref"], glossary)) for row in rows)
    print("| engine | chrF2 | BLEU | numbers kept | rows by status | references flagged | answers | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    print(
        f"| {engine.signature().split('|sha256')[0]} "
        f"| {sacrebleu.corpus_chrf(outputs, [references]).score:.1f} "
        f"| {sacrebleu.corpus_bleu(outputs, [references]).score:.1f} | {kept} of {total} "
        f"| {', '.join(f'{status} {count}' for status, count in statuses.most_common())} "
        f"| {alarms} of {len(rows)} | {memory.asked} | {time.monotonic() - begun:.0f} |"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
