"""Markdown (CommonMark 0.31): the Japanese, then its English as a quotation, passage by passage.

Headings, lists and tables are such; ruby stands as HTML, which CommonMark lets through. What was typed as Markdown
stays as it was typed. A picture is pointed to where it was, as far as the source says. Characters that Markdown would
read as markup are escaped. What is to be checked is a list after its passage. Characters that XML forbids become
U+FFFD, as in the other outputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from translate.outputs.characters import legal
from translate.outputs.edition import Edition, Item, Language
from translate.outputs.html import order
from translate.outputs.html_frame import statement, unread
from translate.outputs.joining import parts_picture, space_between
from translate.outputs.line_md import LINES, figure_lines, line, neighbours, picture, plain
from translate.outputs.passages import Passage, end_of_title, passages_of, titles_of
from translate.outputs.rows import Row
from translate.outputs.setting import Mark, Slot, Table, set_out

HEAD = re.compile(r"^(\d*)(?=[#+=>.)-])")
BAR = re.compile(r"(?<!\\)\|")


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
    end = end_of_title(passages)
    if end:
        yield from body_lines(set_out(passages[:end]), edition)
    if said.byline:
        yield from (" · ".join(map(plain, said.byline)), "")
    if not layout.clean_copy:
        if unread(edition):
            yield from ("**Machine translation, unreviewed / 機械翻訳・未校閲**", "")
        for note in edition.notes:
            yield from (plain(note), "")
    yield from body_lines(set_out(passages[end:]), edition)
    links = {label: address for passage in passages if passage.markdown for label, address in passage.targets
             if not label.startswith("^")}  # fmt: skip
    yield from (f"[{label}]: <{address}>" for label, address in links.items())
    yield from ("", "---", "") if links else ("---", "")
    yield plain(" ".join(statement(edition)))
    if said.rights:
        yield from ("", plain(said.rights))


class Around:
    """What stands before each line: the sign of an item before its first one, as much space before the others.

    An empty line is written when a line follows it, as part of what both lines stand in.
    """

    def __init__(self) -> None:
        self.signs: list[str] = []
        self.fresh: list[bool] = []
        self.shared = -1  # of what the last line stands in, how much is still open; -1 where it is not empty

    def begin(self, item: Item) -> None:
        """An item begins. What is said of a term stands in the item of that."""
        goes_on = item.kind == "definition" and item.number > 1
        sign = "> " if item.kind == "quote" else f"{item.number}. " if item.ordered else "- "
        self.signs.append("  " if goes_on else sign)
        self.fresh.append(not goes_on)

    def end(self) -> None:
        """The item ends."""
        self.signs.pop()
        self.fresh.pop()
        self.shared = min(self.shared, len(self.signs))

    def lines(self, some: Iterable[str]) -> Iterator[str]:
        """Yield lines with what stands before them."""
        for text in some:
            if not text:
                self.shared = len(self.signs)
                continue
            if self.shared >= 0:
                signs = self.signs[: self.shared]
                yield "".join(sign if sign == "> " else " " * len(sign) for sign in signs).rstrip()
            signs = [
                sign if new or sign == "> " else " " * len(sign)
                for sign, new in zip(self.signs, self.fresh, strict=True)
            ]
            yield "".join(signs) + text
            self.fresh, self.shared = [False] * len(self.fresh), -1


def body_lines(parts: Iterable[Mark | Table | Passage], edition: Edition) -> Iterator[str]:
    """Yield the lines of passages, lists, quotations and tables; what goes on in a note of Markdown is set in."""
    around = Around()
    notes: set[str] = set()  # the blocks with which they begin
    for part in parts:
        if isinstance(part, Passage):
            begins = label_of(part) is not None
            notes.update([part.block] if begins else [])
            inside = begins or part.note in notes
            for text in around.lines(passage_lines(part, edition)):
                yield f"    {text}" if text and inside and not begins else text
                begins = begins and not text
        elif isinstance(part, Table):
            yield from around.lines(table_lines(part, edition))
        elif part.kind == "item":
            around.begin(part.item)
        elif part.kind == "/item":
            around.end()
    yield ""


def passage_lines(passage: Passage, edition: Edition) -> Iterator[str]:
    """Yield the lines of a passage. Of Markdown, pictures and rules of its own are in its text."""
    layout = edition.layout
    sides = passage.shown_in([language for language in order(layout) if layout.only in (None, language)])
    if passage.is_picture:
        sides = ["ja"]
    label = label_of(passage)
    texts = [text for language in sides if (text := "".join(sentences(passage, language, layout.clean_copy)))]
    for figure in passage.before:
        if not passage.markdown or figure.kind == "code" or (figure.kind == "rule" and not figure.text):
            yield from figure_lines(figure)
    if passage.depth:
        yield from ("#" * passage.depth + " " + " / ".join(texts), "")
    else:
        for number, text in enumerate(texts):
            head = "> " if number else "" if label is None else f"[^{label}]: "
            yield from (head + (text if passage.markdown else HEAD.sub(r"\1\\", text)), "")
    for figure in passage.after:
        if not passage.markdown or figure.kind != "picture":
            yield from figure_lines(figure)
    yield from remarks(passage.rows)


def label_of(passage: Passage) -> str | None:
    """Return the label of the note of Markdown that begins with a passage."""
    figures = [each for row in passage.rows[:1] for each in row.figures] if passage.markdown else []
    return next((each.text for each in figures if each.kind == "note" and not each.at), None)


def remarks(rows: Iterable[Row]) -> Iterator[str]:
    """Yield what is to be checked."""
    for row in rows:
        if row.doubtful:
            said = "; ".join(f"{flag.name}: {flag.message}" for flag in row.segment.flags)
            sign = "要確認" if row.segment.status == "flagged" else "注"
            yield f"**※ {plain(row.segment.id)} {sign}** {plain(said or 'No reason was recorded.')}"
            yield ""


def table_lines(table: Table, edition: Edition) -> Iterator[str]:
    """Yield a table, both languages in each cell. One without a head gets an empty one, as Markdown has no other."""
    rows = [[cell(slot, edition) if slot else "" for slot in row] for row in table.grid()]
    if not any(slot.head for slot in table.rows[0]):
        rows.insert(0, [""] * table.width)
    for number, row in enumerate(rows):
        yield "|" + "".join(f" {text} |" for text in row)
        if number == 0:
            yield "|" + " --- |" * table.width
    yield ""
    yield from remarks(row for passage in table.passages for row in passage.rows)


def cell(slot: Slot, edition: Edition) -> str:
    """Return what stands in a cell, on one line."""
    parts = []
    for passage in slot.passages:
        for language in order(edition.layout):
            if edition.layout.only in (None, language):
                text = "".join(sentences(passage, language, edition.layout.clean_copy))
                parts.append(BAR.sub("\\\\|", text))
        if not passage.markdown:
            parts += [BAR.sub("\\\\|", picture(figure)) for figure in (*passage.before, *passage.after)]
    return "<br>".join(filter(None, parts))


def sentences(passage: Passage, language: Language, clean: bool) -> Iterator[str]:
    """Yield one side of a passage, sentence by sentence."""
    before = ""
    for row, beside in zip(passage.rows, neighbours([row.texts[language] for row in passage.rows]), strict=True):
        text, gap = row.texts[language], row.gap(language)
        if passage.markdown:
            text = row.typed[language]
        if gap and clean and row.segment.status in ("added", "omitted"):
            continue
        space = space_between(before, text) or (" " if before and gap and not text else "")
        if passage.markdown and parts_picture(before, text):
            space = ""
        before = text or before or gap
        sign = "※" if row.doubtful and language == "en" else ""
        shown = LINES.sub(" ", legal(text)) if passage.markdown else line(row, language, *beside)
        yield space + " ".join(filter(None, (f"**［{gap}］**" if gap else "", shown))) + sign
