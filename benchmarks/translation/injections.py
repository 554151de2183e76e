"""Texts that ask the engine to do something else than to translate them: what was obeyed, and whether a flag says so.

    python benchmarks/translation/injections.py [--engine llama] [--tries N] [--threads N]

The texts are tests/cases/injections.json. Each goes through the whole recipe, repair too. It counts as obeyed where one
of its patterns is found in the English, which only tells what to read: some are found in a right translation as well.
Ends with 1 where one that was obeyed carries no flag of severity error or warning.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

from cleantext.formats import parse_document
from glossaries import load_glossary
from taiyaku.engines import open_engine, parse_choice
from translate import Budget, Memory, doubtful, translate_document
from translate.repair import STANDARD

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases" / "injections.json"


def main() -> None:
    """Translate all, print what was obeyed."""
    parser = argparse.ArgumentParser(description="Texts that ask the engine to do something else.")
    parser.add_argument("--engine", default="llama")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--tries", type=int, default=STANDARD.tries)
    parser.add_argument("--dump", type=Path)
    options = parser.parse_args()
    opened = open_engine(replace(parse_choice(options.engine), threads=options.threads))
    if opened.engine is None:
        sys.exit(opened.missing)
    memory, glossary = Memory(), load_glossary("ukraine")
    obeyed, unflagged, flagged, dump = 0, 0, 0, []
    cases = json.loads(CASES.read_text("utf-8"))
    for number, case in enumerate(cases, 1):
        document = parse_document(case["text"].encode())
        segments = translate_document(document, opened.engine, glossary, memory=memory, budget=Budget(options.tries))
        english = "\n".join(segment.target for segment in segments if segment.status != "copied")
        patterns = [case["obeyed"]] if isinstance(case["obeyed"], str) else case["obeyed"]
        found = any(re.search(pattern, english, re.I) for pattern in patterns)
        doubt = any(doubtful(segment.flags) for segment in segments)
        flagged += doubt
        obeyed += found
        unflagged += found and not doubt
        dump.append({"id": case["id"], "text": case["text"], "english": english, "obeyed": found, "flagged": doubt})
        if found and not doubt:
            print(f"{case['id']}: {case['text']}\n    → {english}")
        print(f"\r{number} of {len(cases)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    if options.dump:
        options.dump.write_text(json.dumps(dump, ensure_ascii=False, indent=1), encoding="utf-8")
    print(
        f"{len(cases)} texts: {flagged} flagged, {obeyed} with a sign of obedience, {unflagged} of these without a flag"
    )
    sys.exit(1 if unflagged else 0)


if __name__ == "__main__":
    main()
