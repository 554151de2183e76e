"""Makes labelled lines for compare.py from a folder of Japanese texts and folders of Chinese ones.

    python benchmarks/residue/generate.py JAPANESE CHINESE... -o LINES.jsonl [--seed 1] [--each 100] [--clean 5000]

Each folder is read for .txt, .md and .html files in UTF-8; the Japanese lines must hold kana, the Chinese ones no
kana and sentences. EACH is how many lines each kind of residue gets in each script (simplified and traditional,
told by their characters); CLEAN how many clean lines. A tenth as many hard negatives are made: Chinese quoted or
glossed in a Japanese sentence, Chinese names in brackets, lines of kanji compounds, headings. The same folders and
seed give the same file.

The kinds: loop (a phrase or some phrases over and over, alone on a line), sentence (Chinese alone), prefix and
suffix (a Chinese sentence or loop before or after a Japanese one), infix (a Chinese clause at a clause edge inside
a Japanese sentence), word (a Japanese compound written with the characters of Chinese, or a Chinese word beside
a particle).
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from cleantext.residue.table import load  # noqa: E402

HAN = "\u4e00-\u9fff"
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_TAG = re.compile(
    "<(script|style|pre)\\b.*?</\\1>|<(/?)(p|li|td|th|h[1-6]|dt|dd|div|br|tr|title)\\b[^>]*>|<[^>]*>", re.S | re.I
)
_ODD = re.compile("[<>{}\\\\|$=_*#@%&~^]|https?:|\\d{5}")
_ZH_SENTENCE = re.compile(f"[{HAN}A-Za-z0-9，、：；“”《》（） ]{{6,60}}[。！？]")
_JA_SENTENCE = re.compile("[^。！？\\n]{8,80}[。！？]")
_CLAUSE = re.compile(f"[{HAN}]{{3,8}}")
_COMPOUND = re.compile(f"(?<![{HAN}])[{HAN}]{{2,4}}(?=[はがをにでとのへ])")
_NOUNS = re.compile(f"[{HAN}]{{2,6}}")
# Characters by which a line is told to be simplified or traditional; few, common and in no doubt.
_SIMPLIFIED = frozenset("这们说时为个会对过还样发现问题经没让从给进开关见长门间单书话认让谁请")
_TRADITIONAL = frozenset("這們說時為個會對過還樣發現問題經沒讓從給進開關見長門間單書話認誰請")

Row = dict[str, object]


def lines_of(folder: Path) -> list[str]:
    """Return the different lines of every text file of a folder, in order."""
    found: dict[str, None] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md", ".html", ".htm")):
        text = path.read_text("utf8", errors="replace")
        if path.suffix.startswith(".htm"):
            text = html.unescape(_TAG.sub(lambda m: "\n" if m[3] else "", text.replace("\n", " ")))
        for line in text.split("\n"):
            line = " ".join(line.split())
            if len(line) >= 6 and not _ODD.search(line) and "\ufffd" not in line:
                found[line] = None
    return list(found)


def script(text: str) -> str | None:
    """Return "simp" or "trad"; None if it cannot be told."""
    simplified = sum(char in _SIMPLIFIED and char not in _TRADITIONAL for char in text)
    traditional = sum(char in _TRADITIONAL and char not in _SIMPLIFIED for char in text)
    return None if simplified == traditional else "simp" if simplified > traditional else "trad"


class Texts:
    """Sentences and clauses of both languages, shuffled; each is given once until they run out."""

    def __init__(self, japanese: Path, chinese: list[Path], dice: random.Random) -> None:
        self.dice = dice
        self.japanese = [line for line in lines_of(japanese) if _HIRAGANA.search(line) and len(line) < 200]
        pool = [m[0] for line in self.japanese for m in _JA_SENTENCE.finditer(line) if _HIRAGANA.search(m[0])]
        self.sentences = [s.strip() for s in dict.fromkeys(pool)]
        dice.shuffle(self.sentences)
        self.compounds = list(dict.fromkeys(m[0] for s in self.sentences for m in _COMPOUND.finditer(s)))
        self.nouns = list(dict.fromkeys(m[0] for s in self.sentences for m in _NOUNS.finditer(s)))
        self.chinese: dict[str, list[str]] = {"simp": [], "trad": []}
        for folder in chinese:
            for line in lines_of(folder):
                if not _KANA.search(line):
                    for match in _ZH_SENTENCE.finditer(line):
                        if kind := script(match[0]):
                            self.chinese[kind].append(match[0].strip())
        for kind, pool in self.chinese.items():
            self.chinese[kind] = list(dict.fromkeys(pool))
            dice.shuffle(self.chinese[kind])
        self._next: dict[str, int] = {}

    def take(self, name: str, pool: list[str]) -> str:
        at = self._next.get(name, 0)
        self._next[name] = at + 1
        return pool[at % len(pool)]

    def sentence(self) -> str:
        return self.take("ja", self.sentences)

    def foreign(self, kind: str) -> str:
        return self.take(kind, self.chinese[kind])

    def clause(self, kind: str) -> str:
        while True:
            clauses = _CLAUSE.findall(self.foreign(kind))
            if clauses:
                return self.dice.choice(clauses)

    def loop(self, kind: str) -> str:
        phrases = [self.clause(kind) for _ in range(self.dice.choice((1, 1, 2)))]
        mark = self.dice.choice(("，", "，", ",", "、", ""))
        turns = mark.join(phrases[i % len(phrases)] for i in range(self.dice.randint(3, 12)))
        return turns + self.dice.choice(("。", ""))


def row(pieces: list[tuple[str, str | None]], source: str) -> Row:
    """Return a line made of (text, kind of residue or None)."""
    text, spans = "", []
    for piece, kind in pieces:
        if kind:
            spans.append({"start": len(text), "end": len(text) + len(piece), "kind": kind})
        text += piece
    return {"text": text, "spans": spans, "source": source}


def corrupted(texts: Texts, kind: str, script_: str, words: dict[str, dict[str, str]]) -> Row:
    """Return one line with residue of a kind."""
    source = f"corrupt/{kind}/{script_}"
    dice = texts.dice
    if kind == "loop":
        return row([(texts.loop(script_), kind)], source)
    if kind == "sentence":
        return row([(texts.foreign(script_), kind)], source)
    if kind in ("prefix", "suffix"):
        foreign = texts.loop(script_) if dice.random() < 0.3 else texts.foreign(script_)
        joint = dice.choice(("", "", " "))
        if kind == "prefix":
            return row([(foreign, kind), (joint, None), (texts.sentence(), None)], source)
        return row([(texts.sentence(), None), (joint, None), (foreign, kind)], source)
    if kind == "infix":
        while True:
            left, comma, right = texts.sentence().partition("、")
            if comma and _HIRAGANA.search(left[-3:]) and _HIRAGANA.search(right):
                clause = (
                    texts.foreign(script_).rstrip("。！？") if dice.random() < 0.5 else texts.loop(script_).rstrip("。")
                )
                return row([(left + comma, None), (clause, kind), ("，", None), (right, None)], source)
    table = words[script_]
    while True:
        sentence = texts.sentence()
        found = [m for m in _COMPOUND.finditer(sentence) if m[0] in table]
        if found:
            match = dice.choice(found)
            end = match.end()
            return row([(sentence[: match.start()], None), (table[match[0]], "word"), (sentence[end:], None)], source)


def spelled(compounds: list[str]) -> dict[str, dict[str, str]]:
    """Return for each script Japanese words -> the same in Chinese characters, where no Japanese set has one.

    Traditional forms are old forms in Japanese and no error; so both scripts get the simplified spelling.
    """
    table = load()
    written: dict[str, str] = {}
    for chinese, japanese in table.spellings.items():
        written.setdefault(japanese, chinese)
    found = {word: written[word] for word in compounds if word in written}
    return {"simp": found, "trad": found}


def hard(texts: Texts, number: int) -> Row:
    """Return one hard negative: clean, though it holds Chinese on purpose or looks like it."""
    dice = texts.dice
    kind = dice.choice(("simp", "trad"))
    makers = (
        ("quoted", lambda: f"看板には「{texts.clause(kind)}」と書いてあった。"),
        ("quoted", lambda: f"中国語では“{texts.foreign(kind)}”と言う。"),
        ("quoted", lambda: f"{texts.take('noun', texts.nouns)}は中国語で『{texts.clause(kind)}』という。"),
        ("gloss", lambda: f"{texts.take('noun', texts.nouns)}（簡体字：{texts.clause('simp')}）について述べる。"),
        ("title", lambda: f"映画《{texts.clause(kind)}》が公開された。"),
        ("row", lambda: "、".join(texts.take("noun", texts.nouns) for _ in range(dice.randint(4, 9)))),
        ("heading", lambda: "".join(texts.take("noun", texts.nouns) for _ in range(dice.randint(2, 3)))),
        ("table", lambda: " ".join(texts.take("noun", texts.nouns) for _ in range(dice.randint(3, 8)))),
    )
    name, make = makers[number % len(makers)]
    return {"text": make(), "spans": [], "source": f"clean/hard/{name}"}


def generate(japanese: Path, chinese: list[Path], seed: int, each: int, clean: int) -> Iterator[Row]:
    """Yield the lines in an order of chance."""
    dice = random.Random(seed)
    texts = Texts(japanese, chinese, dice)
    if not texts.sentences or not all(texts.chinese.values()):
        raise SystemExit("Both folders need sentences, the Chinese ones in simplified and in traditional characters.")
    words = spelled(texts.compounds)
    rows = [
        corrupted(texts, kind, script_, words)
        for kind in ("loop", "sentence", "prefix", "suffix", "infix", "word")
        for script_ in ("simp", "trad")
        for _ in range(each)
    ]
    lines = list(texts.japanese)
    dice.shuffle(lines)
    rows += [{"text": line, "spans": [], "source": "clean/line"} for line in lines[:clean]]
    rows += [hard(texts, number) for number in range(clean // 10)]
    dice.shuffle(rows)
    return (found | {"id": f"{number:05}"} for number, found in enumerate(rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("japanese", type=Path)
    parser.add_argument("chinese", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--clean", type=int, default=5000)
    options = parser.parse_args()
    rows = generate(options.japanese, options.chinese, options.seed, options.each, options.clean)
    options.output.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
