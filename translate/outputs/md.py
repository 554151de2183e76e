"""Markdown (CommonMark 0.31): the Japanese, then its English as a quotation, passage by passage.

Headings and lists are such; ruby stands as HTML, which CommonMark lets through. Characters that Markdown would read as
markup are escaped. What is to be checked is a list after its passage. Characters that XML forbids become U+FFFD, as in
the other outputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from translate.outputs.characters import legal
from translate.outputs.edition import Edition, Language, Ruby
from translate.outputs.html import order
from translate.outputs.html_frame import statement, unread
from translate.outputs.passages import Passage, Row, passages_of, set_out, space_between, titles_of

_SIGNS = re.compile(r"[\\`*_\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~")
HEAD = re.compile(r"^(\d*)(?=[#+=>.)-])")
LINES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")


def render(edition: Edition) -> bytes:
    """Return `edition` as a Markdown text in UTF-8."""
    return ("\n".join(lines(edition)).rstrip() + "\n").encode()


def lines(edition: Edition) -> Iterator[str]:
    """Yield the text line by line."""
    layout, said = edition.layout, edition.layout.metadata
    passages = passages_of(edition)
    if not any(passage.depth == 1 for passage in passages):
        titles = titles_of(edition)
        yield from ("# " + " / ".join(plain(titles[language]) for language in order(layout) if titles[language]), "")
    translator = said.translator and f"Translated by {said.translator}"
    parts = [plain(part) for part in (said.author, translator, said.publisher, said.date) if part]
    if parts:
        yield from (" · ".join(parts), "")
    if not layout.clean_copy:
        if unread(edition):
            yield from ("**Machine translation, unreviewed / 機械翻訳・未校閲**", "")
        for note in edition.notes:
            yield from (plain(note), "")
    indent: list[str] = []
    fresh = False
    for part in set_out(passages):
        if isinstance(part, Passage):
            yield from passage_lines(part, edition, indent, fresh)
            fresh = False
        elif part.kind == "item":
            indent.append(f"{part.item.number}. " if part.item.ordered else "- ")
            fresh = True
        elif part.kind == "/item":
            indent.pop()
    yield from ("---", "")
    yield plain(" ".join(statement(edition)))
    if said.rights:
        yield from ("", plain(said.rights))


def passage_lines(passage: Passage, edition: Edition, indent: list[str], fresh: bool) -> Iterator[str]:
    """Yield the lines of a passage; `fresh`: it is the first of its item."""
    layout = edition.layout
    sides = [language for language in order(layout) if layout.only in (None, language)]
    texts = [text for language in sides if (text := "".join(sentences(passage.rows, language, layout.clean_copy)))]
    blank = "".join(" " * len(sign) for sign in indent)
    head = blank[: len(blank) - len(indent[-1])] + indent[-1] if fresh else blank
    if passage.depth:
        yield from ("#" * passage.depth + " " + " / ".join(texts), "")
    else:
        for number, text in enumerate(texts):
            quoted = "> " if number else ""
            yield from ((blank if number else head) + quoted + HEAD.sub(r"\1\\", text), "")
    for row in passage.rows:
        if row.doubtful:
            said = "; ".join(f"{flag.name}: {flag.message}" for flag in row.segment.flags)
            sign = "要確認" if row.segment.status == "flagged" else "注"
            yield f"{blank}**※ {plain(row.segment.id)} {sign}** {plain(said or 'No reason was recorded.')}"
            yield ""


def sentences(rows: Iterable[Row], language: Language, clean: bool) -> Iterator[str]:
    """Yield one side of a passage, sentence by sentence."""
    before = ""
    for row in rows:
        text, gap = row.texts[language], row.gap(language)
        if gap and clean and row.segment.status in ("added", "omitted"):
            continue
        space = space_between(before, text) or (" " if before and gap and not text else "")
        before = text or before
        sign = "※" if row.doubtful and language == "en" else ""
        shown = with_ruby(text, row.ruby if language == "ja" else ())
        yield space + " ".join(filter(None, (f"**［{gap}］**" if gap else "", shown))) + sign


def with_ruby(text: str, ruby: Iterable[Ruby]) -> str:
    """Return a text with its readings as HTML."""
    parts, last = [], 0
    for start, end, reading in ruby:
        base = plain(text[start:end])
        parts += [plain(text[last:start]), f"<ruby>{base}<rp>(</rp><rt>{plain(reading)}</rt><rp>)</rp></ruby>"]
        last = end
    return "".join([*parts, plain(text[last:])])


def plain(text: str) -> str:
    r"""Return a text with nothing in it that Markdown reads as markup, on one line.

    >>> plain("a*b <c> [d]")
    'a\\*b \\<c> \\[d\\]'
    """
    return _SIGNS.sub(r"\\\g<0>", LINES.sub(" ", legal(text)))
