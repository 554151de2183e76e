"""Engines and settings side by side on sentences with reference translations: one command, one table.

    pip install sacrebleu
    python benchmarks/translation/compare.py SENTENCES.tsv [--row ROW]... [--glossary G] [--limit N] [-o results.md]

SENTENCES.tsv has a header with the columns `src` (Japanese) and `ref` (English). A row is an engine as
`taiyaku engines compare` takes it, and settings after commas:

    llama                 the usual model, the whole recipe
    llama,tries=1         without repair
    llama,bare            the sentence as it stands to the engine: no terms, no numbers, no repair
    argos=FILE.argosmodel      libretranslate=http://localhost:5000      openai=http://localhost:8080

Each row runs in a process of its own, so that its memory and time are its own. The columns: chrF2 and BLEU by
sacrebleu, terms as the glossary has them and numbers of the source whose value stands in the English (both counted
over the source, as the report of `taiyaku bilingual` does), rows by status, wall seconds with the loading of the
model, tokens written a second where the engine counts them, peak memory. A second table: the checks themselves, on
the references as they stand (false alarms) and with planted errors (recall by kind); it does not depend on an engine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from plant import measure, plant, read_pairs
from plant import table as checks_table

HEADER = ("engine", "chrF2", "BLEU", "terms", "numbers", "rows by status", "seconds", "tokens/s", "MB")


def run_row(spec: str, pairs: list[tuple[str, str]], glossary_name: str, threads: int | None) -> dict[str, Any]:
    """Translate all sources by one engine and setting; what came of it."""
    from cleantext.formats import parse_document
    from taiyaku.config import DEFAULT_GLOSSARY, glossary_names
    from taiyaku.engines import open_engine, parse_choice
    from taiyaku.run_report import numbers_kept, term_adherence
    from taiyaku.sources import open_glossary
    from translate import Budget, Hint, Memory, Segment, segment_document
    from translate.engines import usage_of
    from translate.translator import translate_segment

    name, *settings = spec.split(",")
    opened = open_engine(replace(parse_choice(name), threads=threads))
    if opened.engine is None:
        sys.exit(opened.missing)
    engine = opened.engine
    glossary = open_glossary(glossary_names((glossary_name,)) if glossary_name else DEFAULT_GLOSSARY)
    tries = next((int(each[6:]) for each in settings if each.startswith("tries=")), None)
    budget = Budget(tries) if tries else Budget()
    begun = time.monotonic()
    memory, segments, outputs = Memory(), [], []
    for number, (source, _) in enumerate(pairs, 1):
        done: list[Segment] = []
        for segment in segment_document(parse_document(source.encode())):
            if segment.status == "untranslated" and "bare" in settings:
                target = engine.translate([segment.source], [Hint()])[0]
                segment = replace(segment, target=target, status="translated", origin="bare")
            elif segment.status == "untranslated":
                segment = translate_segment(segment, engine, glossary, memory, budget)
            done.append(segment)
        segments += done
        outputs.append(" ".join(segment.target for segment in done))
        print(f"\r{spec}: {number} of {len(pairs)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    usage = usage_of(engine)
    speed = usage.written / usage.written_seconds if usage else None
    return {
        "engine": engine.signature().split("|sha256")[0] + "".join(f", {each}" for each in settings),
        "outputs": outputs,
        "terms": str(term_adherence(segments, glossary)),
        "numbers": str(numbers_kept(segments)),
        "statuses": Counter(segment.status for segment in segments),
        "seconds": time.monotonic() - begun,
        "speed": speed,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def table(results: list[dict[str, Any]], pairs: list[tuple[str, str]]) -> str:
    """The Markdown table of the engines."""
    import sacrebleu

    references = [[reference for _, reference in pairs]]
    lines = ["| " + " | ".join(HEADER) + " |", "|---" * len(HEADER) + "|"]
    for result in results:
        cells = [
            result["engine"],
            f"{sacrebleu.corpus_chrf(result['outputs'], references).score:.1f}",
            f"{sacrebleu.corpus_bleu(result['outputs'], references).score:.1f}",
            result["terms"],
            result["numbers"],
            ", ".join(f"{status} {count}" for status, count in sorted(result["statuses"].items())),
            f"{result['seconds']:.0f}",
            f"{result['speed']:.1f}" if result["speed"] else "",
            f"{result['memory']:.0f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run the rows, print the tables."""
    parser = argparse.ArgumentParser(description="Engines and settings side by side, with reference translations.")
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--row", action="append", help="an engine and settings; again for each [llama and llama,bare]")
    parser.add_argument("--glossary", default="", help="name or path [the usual]")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--seed", type=int, default=1, help="of the planted errors")
    parser.add_argument("-o", "--output", type=Path, help="write the tables here as well")
    parser.add_argument("--dump", type=Path, help="write what each row gave as JSON, a file a row, into this folder")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    pairs = read_pairs(options.sentences)[: options.limit]
    if options.one:
        print(json.dumps(run_row(options.one, pairs, options.glossary, options.threads)))
        return
    results = []
    for number, row in enumerate(options.row or ["llama", "llama,bare"]):
        command = [sys.executable, __file__, str(options.sentences), "--one", row, "--glossary", options.glossary]
        command += ["--limit", str(options.limit)] if options.limit else []
        command += ["--threads", str(options.threads)] if options.threads else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        results.append(json.loads(done.stdout))
        if options.dump:
            options.dump.mkdir(parents=True, exist_ok=True)
            (options.dump / f"{number}.json").write_text(done.stdout, encoding="utf-8")
    text = table(results, pairs) + "\n" + checks_table(measure(plant(pairs, options.seed), pairs)) + "\n"
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
