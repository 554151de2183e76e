"""Builds cleantext/data/residue.bin, the table of how Chinese or Japanese a character and a pair is.

    pip install jieba==0.42.1 unidic-lite==1.0.8 opencc-python-reimplemented==0.1.7
    python benchmarks/residue/build_table.py

The same packages give the same file byte for byte. Only the standard library computes; the packages are
read, not imported, but for jieba's table of transitions:

    jieba (MIT)                          words of Chinese with their frequency and part of speech, and how
                                         parts of speech follow each other
    opencc-python-reimplemented (Apache) traditional forms, and simplified to Japanese forms
    unidic-lite (BSD)                    words of Japanese with their cost and part of speech

Method: both languages are modelled as words that follow each other by part of speech; from the words come
the probability of a character after a character in each (within a word, and where two words meet), and the
table holds the logarithm of their ratio in tenths, above 0 for Chinese. A pair that adds nothing to what
its second character says alone is left out.
"""

from __future__ import annotations

import importlib.util
import math
import struct
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "cleantext" / "data" / "residue.bin"
MAGIC = b"taiyaku-residue-2\n"

Counts = dict[str, float]

# How much of each language's character pairs lie within words and how much where two words meet.
JA_TEMPERATURE = 900.0  # cost units a factor of e, to turn dictionary costs into frequencies
OLD_FORMS = 0.1  # share of a Japanese word's frequency that its spelling in old forms gets
TRADITIONAL = 0.4  # share of the Chinese that is written in traditional characters
MEETING_CHARS = 1800  # characters for which the meeting of two words is worked out pair by pair
PAIR_FLOOR = 2e-7  # a pair less likely than this in both languages is left to its characters
MIN_GAIN = 5  # tenths by which a pair must differ from its character to be kept
CLIP = 60
JA_WORD = 5e-7  # a pair this frequent within Japanese words ...
JA_WORD_CAP = 3  # ... speaks for Chinese by this much at most
SPELLING_COST = 16000  # words of unidic-lite dearer than this are left out of the spellings


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char in "々〇" or "\u3400" <= char <= "\u4dbf"


def package_file(package: str, path: str) -> Path:
    return Path(str(distribution(package).locate_file(path)))


def in_codec(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


# ---- Chinese ---------------------------------------------------------------------------------------------


def read_transitions() -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return P(first part of speech) and P(next part of speech | part of speech), from jieba."""

    def load(name: str) -> dict:
        spec = importlib.util.spec_from_file_location(name, package_file("jieba", f"jieba/posseg/{name}.py"))
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.P

    start: dict[str, float] = defaultdict(float)
    for (_, pos), value in load("prob_start").items():
        if value > -1e9:
            start[pos] += math.exp(value)
    follow: dict[str, dict[str, float]] = {}
    for (state, pos), row in load("prob_trans").items():
        if state in "ES":
            target = follow.setdefault(pos, defaultdict(float))
            for (after, next_pos), value in row.items():
                if after in "BS":
                    target[next_pos] += math.exp(value) / 2
    return start, follow


def read_conversion(name: str) -> dict[str, str]:
    table = {}
    path = package_file("opencc-python-reimplemented", f"opencc/dictionary/{name}.txt")
    for line in path.read_text("utf8").splitlines():
        left, _, right = line.strip().partition("\t")
        if right:
            table[left] = right.split(" ")[0]
    return table


def traditional(word: str, phrases: dict[str, str], chars: dict[str, str]) -> str:
    out, i = [], 0
    while i < len(word):
        for size in range(min(6, len(word) - i), 1, -1):
            if word[i : i + size] in phrases:
                out.append(phrases[word[i : i + size]])
                i += size
                break
        else:
            out.append(chars.get(word[i], word[i]))
            i += 1
    return "".join(out)


def read_chinese() -> Iterator[tuple[str, float, str]]:
    """Yield (word, frequency, part of speech), simplified and traditional."""
    phrases, chars = read_conversion("STPhrases"), read_conversion("STCharacters")
    taiwan = read_conversion("TWVariants")
    for line in package_file("jieba", "jieba/dict.txt").read_text("utf8").splitlines():
        word, frequency, pos = line.split(" ")
        if not all(map(is_han, word)):
            continue
        # Names are of no use here: Japanese text is full of them, and they are not residue.
        weight = float(frequency) * (0.3 if pos[:2] in ("nr", "ns", "nt", "nz") else 1.0)
        yield word, weight * (1 - TRADITIONAL), pos
        old = traditional(word, phrases, chars)
        yield old, weight * TRADITIONAL / 2, pos
        yield "".join(taiwan.get(c, c) for c in old), weight * TRADITIONAL / 2, pos


# ---- Japanese --------------------------------------------------------------------------------------------


def read_japanese() -> Iterator[tuple[str, float, str]]:
    """Yield (word, frequency, class) of unidic-lite's compiled dictionary."""
    data = package_file("unidic-lite", "unidic_lite/dicdir/sys.dic").read_bytes()
    _, _, _, _, _, _, trie, tokens, features, _ = struct.unpack("<10I", data[:40])
    start = 72 + trie
    texts = data[start + tokens : start + tokens + features]
    seen: set[tuple[str, str]] = set()
    old_forms = set(read_conversion("JPVariants"))
    for _, _, _, cost, at, _ in struct.iter_unpack("<HHHhII", data[start : start + tokens]):
        fields = texts[at : texts.index(b"\0", at)].decode("utf8").split(",")
        if len(fields) < 9 or not any(map(is_han, fields[8])):
            continue
        kind = "/".join(fields[:3])
        if kind.startswith("記号") or (fields[8], kind) in seen:
            continue
        seen.add((fields[8], kind))
        # The dictionary gives old character forms the cost of the new ones; text hardly has them.
        weight = OLD_FORMS if old_forms.intersection(fields[8]) else 1.0
        yield fields[8], weight * math.exp(-cost / JA_TEMPERATURE), japanese_class(kind)


def japanese_class(kind: str) -> str:
    for name, prefixes in {
        "suffix": ("接尾辞",),
        "prefix": ("接頭辞",),
        "number": ("名詞/数詞",),
        "name": ("名詞/固有名詞",),
        "noun": ("名詞", "形状詞"),
        "verb": ("動詞", "形容詞", "助動詞"),
    }.items():
        if kind.startswith(prefixes):
            return name
    return "other"


# How often words of one class follow words of the other without kana between them.
JA_FOLLOW = {
    "noun": {"noun": 0.55, "suffix": 0.25, "name": 0.05, "prefix": 0.04, "verb": 0.06, "number": 0.03, "other": 0.02},
    "name": {"noun": 0.35, "suffix": 0.25, "name": 0.35, "verb": 0.01, "prefix": 0.02, "other": 0.02},
    "suffix": {"noun": 0.6, "suffix": 0.15, "name": 0.15, "verb": 0.05, "number": 0.03, "other": 0.02},
    "prefix": {"noun": 0.8, "verb": 0.05, "name": 0.05, "suffix": 0.05, "number": 0.05},
    "number": {"noun": 0.3, "suffix": 0.3, "number": 0.4},
    "other": {"noun": 0.6, "verb": 0.25, "name": 0.05, "prefix": 0.05, "number": 0.05},
    "verb": {"noun": 0.5, "verb": 0.2, "suffix": 0.3},
}  # fmt: skip


# ---- The two models --------------------------------------------------------------------------------------


class Model:
    """Probabilities of a character after a character, from words and the classes that follow each other."""

    def __init__(
        self, words: Iterator[tuple[str, float, str]], follow: dict[str, dict[str, float]], meeting: float
    ) -> None:
        within: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
        start: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
        end: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
        self.single: Counts = defaultdict(float)
        for word, weight, kind in words:
            for char in word:
                if is_han(char):
                    self.single[char] += weight
            for left, right in zip(word, word[1:], strict=False):
                if is_han(left) and is_han(right):
                    within[left][right] += weight
            if is_han(word[0]):
                start[kind][word[0]] += weight
            if is_han(word[-1]):
                end[kind][word[-1]] += weight
        self.within = within
        self.sizes = {left: sum(row.values()) for left, row in within.items()}
        self.total = sum(self.single.values())
        self.meeting = meeting
        self.starts: dict[str, Counts] = {}
        for kind, counts in start.items():
            size = sum(counts.values())
            self.starts[kind] = {char: count / size for char, count in counts.items()}
        self.onset: Counts = defaultdict(float)
        for counts in start.values():
            for char, count in counts.items():
                self.onset[char] += count
        size = sum(self.onset.values())
        for char in self.onset:
            self.onset[char] /= size
        self.by_char: dict[str, dict[str, float]] = defaultdict(dict)
        for kind, probabilities in self.starts.items():
            for char, value in probabilities.items():
                self.by_char[char][kind] = value
        # For a first character: how many words end there, and the classes of the words that follow.
        self.leaving: Counts = defaultdict(float)
        self.next_kinds: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
        for kind, counts in end.items():
            row = follow.get(kind, {})
            for char, count in counts.items():
                self.leaving[char] += count
                for next_kind, value in row.items():
                    self.next_kinds[char][next_kind] += count * value

    def unigram(self, char: str) -> float:
        return self.single.get(char, 0.0) / self.total

    def after(self, left: str, right: str) -> float:
        """P(right | left, and a Han character follows left)."""
        inside = self.within.get(left, {})
        size = self.sizes.get(left, 0.0)
        leaving = self.leaving.get(left, 0.0) * self.meeting
        seen = inside.get(right, 0.0)
        kinds = self.next_kinds.get(left)
        met = 0.0
        if kinds:
            row = self.by_char.get(right, {})
            met = sum(kinds.get(kind, 0.0) * value for kind, value in row.items()) * self.meeting
        backoff = 0.5 * self.unigram(right) + 0.5 * self.onset.get(right, 0.0) + 2e-6
        weight = size + leaving
        # A little of the plain frequency goes in, more where the left character was seldom seen.
        extra = 0.1 * weight + 2e-6 * self.total
        return (seen + met + extra * backoff) / (weight + extra)


def read_simplified() -> dict[str, str]:
    """Return Japanese character -> simplified character, where they differ."""
    old_to_new = read_conversion("JPVariants")
    old_to_new.update(EXTRA_JAPANESE)
    simplified = read_conversion("TSCharacters")
    table = {c: s for c, s in simplified.items() if c != s and len(c) == len(s) == 1}
    for old, new in sorted(old_to_new.items()):
        target = simplified.get(old, old)
        if new != target:
            table[new] = target
        else:
            table.pop(new, None)
    return table


# Japanese forms that opencc's table of variants lacks.
EXTRA_JAPANESE = {"發": "発", "對": "対", "關": "関", "圖": "図", "爲": "為", "澤": "沢", "氣": "気", "價": "価"}


def strong_characters() -> str:
    """Return the characters that GB 2312 has and no Japanese character set has."""
    return "".join(
        c
        for c in map(chr, range(0x4E00, 0xA000))
        if in_codec(c, "gb2312") and not in_codec(c, "cp932") and not in_codec(c, "euc_jis_2004")
    )


def spellings(strong: str) -> dict[str, str]:
    """Return Japanese words as they look when written with simplified characters: 设定 -> 設定."""
    table = read_simplified()
    rare = set(strong)
    found: dict[str, tuple[float, str]] = {}
    for word, frequency, _ in read_japanese():
        if not 2 <= len(word) <= 4 or not all(map(is_han, word)):
            continue
        if frequency < math.exp(-SPELLING_COST / JA_TEMPERATURE):
            continue
        written = "".join(table.get(c, c) for c in word)
        if rare.intersection(written) and frequency > found.get(written, (0.0, ""))[0]:
            found[written] = (frequency, word)
    return {written: word for written, (_, word) in sorted(found.items())}


def clip(value: float) -> int:
    return max(-CLIP, min(CLIP, round(value * 10)))


def main() -> int:
    _, follow = read_transitions()
    chinese = Model(read_chinese(), follow, 1.0)
    japanese = Model(read_japanese(), JA_FOLLOW, 0.35)
    chars = sorted(set(chinese.single) | set(japanese.single))
    alone: dict[str, int] = {}
    floor = 1e-6
    for char in chars:
        ratio = (0.5 * chinese.unigram(char) + 0.5 * chinese.onset.get(char, 0.0) + floor) / (
            0.5 * japanese.unigram(char) + 0.5 * japanese.onset.get(char, 0.0) + floor
        )
        alone[char] = clip(math.log(ratio))
    common = sorted(chinese.single, key=lambda c: (-chinese.single[c], c))[:MEETING_CHARS]
    known = {c: i for i, c in enumerate(chars)}
    keys, values = array("I"), array("b")
    for left in chars:
        rights = set(chinese.within.get(left, {})) | set(japanese.within.get(left, {}))
        if left in common:
            rights.update(common)
        for right in sorted(rights):
            zh, ja = chinese.after(left, right), japanese.after(left, right)
            if max(zh * chinese.unigram(left), ja * japanese.unigram(left)) < PAIR_FLOOR:
                continue
            score = clip(math.log(zh / ja))
            if japanese.within.get(left, {}).get(right, 0.0) > JA_WORD * japanese.total:
                score = min(score, JA_WORD_CAP)
            if right == "的":  # Japanese has it after any noun of two characters
                score = min(score, 20)
            if abs(score - alone[right]) >= MIN_GAIN:
                keys.append(known[left] << 16 | known[right])
                values.append(score)
    if sys.byteorder != "little":
        keys.byteswap()
    strong = strong_characters()
    words = spellings(strong)
    text = "\n".join(["".join(chars), strong, " ".join(words), " ".join(words.values())]).encode("utf8")
    body = (
        struct.pack("<I", len(text))
        + text
        + bytes(array("b", [alone[c] for c in chars]))
        + keys.tobytes()
        + values.tobytes()
    )
    OUT.write_bytes(MAGIC + struct.pack("<II", len(chars), len(keys)) + body)
    print(f"{len(chars)} characters, {len(keys)} pairs, {len(words)} spellings, {OUT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
