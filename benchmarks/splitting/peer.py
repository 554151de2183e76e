"""Splits texts with another tool: JSON lines {"text", "lang"} on standard input, lists of sentences on standard output.

    python benchmarks/splitting/peer.py NAME [--seconds] < TEXTS

Runs in the Python that has the peers and imports nothing of taiyaku but where NAME is taiyaku. A line that the tool
raises an error on is answered with null. With --seconds nothing but the CPU-seconds of the splitting are printed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

Split = Callable[[str], list[str]]


def taiyaku(lang: str) -> Split:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from cleantext import split_sentences

    return partial(split_sentences, lang=lang)


def bunkai(lang: str) -> Split:
    from bunkai import Bunkai

    splitter = Bunkai()
    return lambda text: [piece.replace("▁", "\n") for piece in splitter(text.replace("\n", "▁"))]  # as its manual says


def pysbd(lang: str) -> Split:
    from pysbd import Segmenter

    return Segmenter(language=lang, clean=False).segment


def sentencex(lang: str) -> Split:
    from sentencex import segment

    return lambda text: list(segment(lang, text))


def yasbd(lang: str) -> Split:
    from yasbd import BoundaryDetector

    detector = BoundaryDetector(lang=lang)
    return lambda text: list(detector.segment(text))


def sentencesplit(lang: str) -> Split:
    from sentencesplit import Segmenter

    return Segmenter(language=lang).segment


def ja_sentence_segmenter(lang: str) -> Split:
    from ja_sentence_segmenter.common.pipeline import make_pipeline
    from ja_sentence_segmenter.split.simple_splitter import split_newline, split_punctuation

    split = make_pipeline(split_newline, partial(split_punctuation, punctuations="。!?！？"))
    return lambda text: list(split(text))


def konoha(lang: str) -> Split:
    from konoha import SentenceTokenizer

    return SentenceTokenizer().tokenize


def blingfire(lang: str) -> Split:
    from blingfire import text_to_sentences

    return lambda text: text_to_sentences(text).split("\n")


def every_stop(lang: str) -> Split:
    """No tool: a cut after every stop and line break."""
    pattern = re.compile(r"[。！？!?]+|\n+" if lang == "ja" else r"[.!?]+\s+|\n+")

    def split(text: str) -> list[str]:
        ends = [match.end() for match in pattern.finditer(text)]
        return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if a < b]

    return split


PEERS: dict[str, tuple[Callable[[str], Split], str, str]] = {
    "taiyaku": (taiyaku, "ja en", ""),
    "bunkai": (bunkai, "ja", "bunkai"),
    "pysbd": (pysbd, "ja en", "pysbd"),
    "sentencex": (sentencex, "ja en", "sentencex"),
    "yasbd-lib": (yasbd, "ja en", "yasbd-lib"),
    "sentencesplit": (sentencesplit, "ja en", "sentencesplit"),
    "ja_sentence_segmenter": (ja_sentence_segmenter, "ja", "ja_sentence_segmenter"),
    "konoha": (konoha, "ja", "konoha"),
    "blingfire": (blingfire, "en", "blingfire"),
    "every stop": (every_stop, "ja en", ""),
}
"""Name → (what makes its splitter for a language, its languages, its distribution or "" for none)."""


def main() -> None:
    make, _, _ = PEERS[sys.argv[1]]
    splitters: dict[str, Split] = {}
    answers, seconds = [], 0.0
    with open(os.devnull, "w") as quiet, contextlib.redirect_stdout(quiet):  # some print what they think
        for line in sys.stdin:
            asked = json.loads(line)
            if asked["lang"] not in splitters:
                splitters[asked["lang"]] = make(asked["lang"])
                splitters[asked["lang"]]("A. B.\n" if asked["lang"] == "en" else "雨。風。\n")
            began = time.process_time()
            try:
                answer = splitters[asked["lang"]](asked["text"])
            except Exception:
                answer = None
            seconds += time.process_time() - began
            answers.append(answer)
    print(seconds if "--seconds" in sys.argv else "\n".join(json.dumps(answer) for answer in answers))


if __name__ == "__main__":
    main()
