"""Makes the texts that compare.py times out of folders of Japanese web pages.

    python benchmarks/typography/corpus.py FOLDER... -o OUT [--characters 1200000] [--files 150]

FOLDER  unpacked Japanese documentation (`apt-get download` and `dpkg -x` of Debian's packages *-doc-ja and
        *-reference-ja, say), searched for .html files.

Writes `OUT/web pages as text`, a line for each block of a page but code, and `OUT/prose alone`, of these the lines
with a full stop and 30 % kana. Indexes and the like, pages with less than 25 % of prose, are left out, and so is
what is not Japanese. Pages are taken evenly from all that there are; the same folders give the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex
from lxml import html

BLOCKS = frozenset(
    "address article blockquote br caption dd div dl dt figcaption h1 h2 h3 h4 h5 h6 li ol p section table td th tr "
    "ul".split()
)
SHARE_OF_KANA = 0.3
LEAST_PROSE = 0.25

BREAK = "\N{PARAGRAPH SEPARATOR}"
JAPANESE = r"[\p{Hiragana}\p{Katakana}\p{Han}]"
kana = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
space = regex.compile(r"[ \t\r\n\f]+")
# a line of the source that ends between two Japanese characters
wrap = regex.compile(rf"(?<={JAPANESE}|[、。])[ \t]*\r?\n[ \t]*(?={JAPANESE})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    parser.add_argument("--characters", type=int, default=1_200_000)
    parser.add_argument("--files", type=int, default=150)
    asked = parser.parse_args()
    pages: list[list[str]] = []
    prose: list[list[str]] = []
    for path in sorted(pages_in(asked.folders)):
        lines = lines_of(path)
        running = [line for line in lines if is_prose(line)]
        if running and length_of(running) >= LEAST_PROSE * length_of(lines):
            pages.append(lines)
            prose.append(running)
    for name, texts in (("web pages as text", pages), ("prose alone", prose)):
        write(asked.output / name, list(chosen(texts, asked.characters)), asked.files)


def pages_in(folders: Iterable[Path]) -> Iterator[Path]:
    """All web pages in these folders."""
    for folder in folders:
        yield from (path for path in folder.rglob("*.html") if path.is_file())


def lines_of(path: Path) -> list[str]:
    """A page's text, a line a block."""
    try:
        tree = html.fromstring(path.read_bytes())
    except ValueError:
        return []
    for element in tree.xpath("//head | //script | //style | //pre"):
        element.drop_tree()
    for comment in tree.xpath("//comment() | //processing-instruction()"):
        if comment.getparent() is not None:
            comment.drop_tree()
    for element in tree.iter():
        if element.tag in BLOCKS:
            element.text = BREAK + (element.text or "")
            element.tail = BREAK + (element.tail or "")
    lines = (space.sub(" ", wrap.sub("", block)).strip(" ") for block in tree.text_content().split(BREAK))
    return [line for line in lines if line]


def is_prose(line: str) -> bool:
    """Whether a line is running Japanese."""
    return "。" in line and len(kana.findall(line)) >= SHARE_OF_KANA * len(line)


def length_of(lines: Iterable[str]) -> int:
    """Characters of these lines, their ends counted."""
    return sum(len(line) + 1 for line in lines)


def chosen(pages: list[list[str]], characters: int) -> Iterator[list[str]]:
    """Pages from all of a list, `characters` in all or what there is."""
    share = characters / sum(map(length_of, pages))
    seen = taken = 0
    for lines in pages:
        seen += length_of(lines)
        if taken + length_of(lines) / 2 <= share * seen:
            taken += length_of(lines)
            yield lines


def write(folder: Path, pages: list[list[str]], files: int) -> None:
    """These pages, one after the other, as `files` texts of about the same length."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [line for page in pages for line in page]
    length = length_of(lines)
    texts: list[list[str]] = [[] for _ in range(files)]
    done = 0
    for line in lines:
        texts[min(done * files // length, files - 1)].append(line)
        done += len(line) + 1
    for number, text in enumerate(texts, 1):
        (folder / f"{number:03}.txt").write_text("\n".join(text) + "\n", encoding="utf-8")
    print(f"{folder}: {len(pages)} pages, {length:,} characters")


if __name__ == "__main__":
    main()
