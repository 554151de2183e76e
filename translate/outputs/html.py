"""A bilingual page: Japanese and English facing each other, to read, to edit and to print.

One file that needs nothing else: no font, pictures in the page itself, nothing from a network (its content security
policy forbids even the attempt; its scripts are named there by their hashes). Every pair stands in the page once, its
id as the anchor; the two sentences of a pair light up together. What the machine doubts is said at the top, where it
can be followed, and again under its passage, in words. Without scripts all can be read and switched: the style then
looks which choices are made, for which a browser goes through a long page at each key. With them the choices are
classes of the body, and the arrow keys walk through the sentences. Characters that XML forbids become U+FFFD, as in
the other outputs.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from translate.outputs.characters import escape
from translate.outputs.edition import Edition, Language, Layout
from translate.outputs.html_figures import Pictures, embedded, figures, inner, table_rows
from translate.outputs.html_frame import colophon, contents, controls, notice
from translate.outputs.inline import inline
from translate.outputs.joining import space_between
from translate.outputs.passages import Passage, passages_of, titles_of
from translate.outputs.rows import Row
from translate.outputs.setting import Mark, Table, set_out, within

LIGHT = ":is(:hover, :focus, :target)"
"""When a sentence is lit up, and the other of its pair with it."""


def render(edition: Edition) -> bytes:
    """Return `edition` as one self-contained HTML page in UTF-8."""
    return ("\n".join(lines(edition)) + "\n").encode()


def lines(edition: Edition) -> Iterator[str]:
    """Yield the page line by line."""
    layout = edition.layout
    passages, pictures = passages_of(edition), embedded(edition)
    end = next((number for number, passage in enumerate(passages, 1) if passage.depth == 1), 0)
    switches, keys = read_data("switches.js"), "" if layout.clean_copy and not passages else read_data("edition.js")
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy((switches, keys), bool(pictures))}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield from metadata(edition)
    yield f"<title>{escape(' — '.join(filter(None, titles_of(edition).values())))}</title>"
    yield "<style>"
    yield from (read_data("edition.css"), read_data("switches.css"), pairing(passages) + gutter(passages), "</style>")
    yield f'<style id="unscripted">\n{unscripted()}\n</style>'
    yield "</head>"
    yield f'<body class="{" ".join(classes(layout))}">'
    yield "<header>"
    if end:
        yield from passages_as_html([*passages[: end - 1], passages[end - 1]._replace(after=())], layout, pictures)
    else:
        yield from title_block(edition)
    yield from byline(edition)
    yield "</header>"
    yield from controls(layout)
    yield f"<script>{switches}</script>"
    if not layout.clean_copy:
        yield from notice(edition, passages)
    yield from contents(edition, passages, order(layout))
    yield "<main>"
    if end:
        yield from figures(passages[end - 1].after, pictures)
    yield from passages_as_html(passages[end:], layout, pictures)
    yield "</main>"
    yield from colophon(edition)
    if keys:
        yield f"<script>{keys}</script>"
    yield "</body>"
    yield "</html>"


def read_data(name: str) -> str:
    """Return a file of translate/data without the line end at its end."""
    return (files("translate") / "data" / name).read_text("utf-8").strip()


def unscripted() -> str:
    """Return the style that the switches need where no script runs, which the first script takes out of the page."""
    style = re.sub(r"\.((?:show|first)-\w+)", r":has(#\1:checked)", read_data("switches.css"))
    return f"{style}\n@supports not selector(:has(*)) {{ .controls {{ display: none; }} }}"


def policy(scripts: Iterable[str], pictures: bool) -> str:
    """Return the content security policy of a page with these scripts; pictures may only be in the page itself."""
    hashes = (b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts if script)
    allowed = " script-src" + "".join(f" 'sha256-{digest}'" for digest in hashes) + ";"
    allowed += " img-src data:;" if pictures else ""
    return f"default-src 'none'; style-src 'unsafe-inline';{allowed} base-uri 'none'; form-action 'none'"


def metadata(edition: Edition) -> Iterator[str]:
    """Yield what programs are told of the page."""
    said = edition.layout.metadata
    yield f'<meta name="generator" content="{escape(edition.creator)}">'
    for name, value in (
        ("author", said.author),
        ("dcterms.contributor", said.translator),
        ("dcterms.publisher", said.publisher),
        ("dcterms.date", said.date),
        ("dcterms.identifier", said.identifier),
        ("dcterms.rights", said.rights),
    ):
        if value:
            yield f'<meta name="{name}" content="{escape(value)}">'


def classes(layout: Layout) -> Iterator[str]:
    """Yield the classes of the page, which its style goes by."""
    yield "clean" if layout.clean_copy else "working"
    if layout.stacked:
        yield "stacked"
    if layout.vertical:
        yield "vertical"


def pairing(passages: Sequence[Passage]) -> str:
    """Return the rules that light up both sentences of a pair: sentence n of a passage on either side is .n<n>."""
    most = max((len(passage.rows) for passage in passages), default=0)
    lit = "background: var(--pair); outline: var(--lit);"
    return "\n".join(f":where(.pair:has(.n{n}{LIGHT})) .n{n} {{ {lit} }}" for n in range(1, most + 1))


def gutter(passages: Sequence[Passage]) -> str:
    """Return the rule that makes room for ids of more than five signs, as those of books are; "" for none."""
    longest = max((len(row.segment.id) for passage in passages for row in passage.rows[:1]), default=0)
    return f"\n:root {{ --gutter: {min(longest, 20) * 0.5 + 0.75:g}rem; }}" if longest > 5 else ""


def title_block(edition: Edition) -> Iterator[str]:
    """Yield the titles of the edition where no heading of the text holds them."""
    titles = titles_of(edition)
    yield '<div class="block"><h1 class="pair">'
    for language in order(edition.layout):
        if titles[language]:
            yield f'<span class="{language}" lang="{language}">{escape(titles[language])}</span>'
    yield "</h1></div>"


def byline(edition: Edition) -> Iterator[str]:
    """Yield who wrote, translated and published the edition, where that was said."""
    parts = [f"<span>{escape(part)}</span>" for part in edition.layout.metadata.byline]
    if parts:
        yield f'<p class="byline">{" · ".join(parts)}</p>'


def order(layout: Layout) -> tuple[Language, Language]:
    """Return the languages as they follow each other."""
    return ("ja", "en") if layout.first == "ja" else ("en", "ja")


def passages_as_html(passages: Sequence[Passage], layout: Layout, pictures: Pictures) -> Iterator[str]:
    """Yield the passages with the lists and tables round them."""
    for part in set_out(passages):
        if isinstance(part, Passage):
            yield from passage_as_html(part, layout, pictures)
        elif isinstance(part, Table):
            yield from table_as_html(part, layout, pictures)
        elif tag := list_tag(part):
            yield tag


def table_as_html(table: Table, layout: Layout, pictures: Pictures) -> Iterator[str]:
    """Yield a table, both languages in each cell, and under it every reason to doubt its rows."""
    yield f'<div class="block table" id="{table.passages[0].anchor}-table">'
    if not layout.clean_copy:
        yield f'<p class="id">{name_of(table.passages[0])}</p>'
    label = f"Table {table.passages[0].cell.table if table.passages[0].cell else ''}"
    yield f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">'
    yield from table_rows(table, lambda some: cell_as_html(some, layout, pictures))
    yield "</div>"
    yield from why(row for passage in table.passages for row in passage.rows)
    yield "</div>"


def cell_as_html(passages: Sequence[Passage], layout: Layout, pictures: Pictures) -> Iterator[str]:
    """Yield what stands in a cell."""
    for part in within(passages):
        if isinstance(part, Mark):
            if tag := list_tag(part):
                yield tag
            continue
        yield from figures(part.before, pictures)
        if not part.is_picture:
            yield f'<div class="pair" id="{part.anchor}">'
            yield from sides(part, "p", layout, pictures, once=True)
            yield "</div>"
        yield from figures(part.after, pictures)


def list_tag(mark: Mark) -> str:
    """Return the tag with which a list, an item or a quotation begins or ends; "" where there is none."""
    item, end = mark.item, "/" if mark.kind.startswith("/") else ""
    if mark.kind in ("item", "/item"):
        tag = {"item": "li", "term": "dt", "definition": "dd", "quote": ""}[item.kind]
        return f"<{end}{tag}>" if tag else ""
    if item.kind != "item":
        return f"<{end}{'blockquote' if item.kind == 'quote' else 'dl'}>"
    tag = "ol" if item.ordered else "ul"
    return f'<ol start="{item.number}">' if item.ordered and item.number != 1 and not end else f"<{end}{tag}>"


def passage_as_html(passage: Passage, layout: Layout, pictures: Pictures) -> Iterator[str]:
    """Yield one block: its pictures, its id, both sides, and every reason to doubt it."""
    outer, inner_tag = (f"h{passage.depth}", "span") if passage.depth else ("div", "p")
    lost = " lost" if all(row.segment.status == "missing" for row in passage.rows) else ""
    yield from figures(passage.before, pictures)
    if not (passage.is_picture and not any(row.doubtful for row in passage.rows)):
        whole = " whole" if passage.is_short else ""
        yield f'<div class="block {passage.kind}{lost}{whole}" id="{passage.anchor}">'
        if not layout.clean_copy:
            yield f'<p class="id">{name_of(passage)}</p>'
        size = f' style="--signs: {len(passage.text("ja"))}"' if layout.vertical else ""
        yield f'<{outer} class="pair"{size}>'
        yield from sides(passage, inner_tag, layout, pictures)
        yield f"</{outer}>"
        yield from why(passage.rows)
        yield "</div>"
    yield from figures(passage.after, pictures)


def name_of(passage: Passage) -> str:
    """Return the name of a passage, to point to it."""
    return f'<a href="#{passage.anchor}">{escape(passage.rows[0].segment.id)}</a>'


def sides(passage: Passage, tag: str, layout: Layout, pictures: Pictures, once: bool = False) -> Iterator[str]:
    """Yield both sides of a passage; `once`: what both have alike is shown in one of them."""
    for language in order(layout):
        text = "".join(sentences(passage.rows, language, layout, pictures))
        same = " same" if once and passage.is_same and language == "en" else ""
        yield f'<{tag} class="{language}{same}" lang="{language}">{text}</{tag}>'


def why(rows: Iterable[Row]) -> Iterator[str]:
    """Yield every reason to doubt rows, as a list."""
    some = [row for row in rows if row.doubtful]
    if some:
        yield '<ul class="why" aria-label="Reasons to check">'
        for row in some:
            yield from reasons(row)
        yield "</ul>"


def sentences(rows: Iterable[Row], language: Language, layout: Layout, pictures: Pictures) -> Iterator[str]:
    """Yield one side of a passage, sentence by sentence."""
    before = ""
    for row in rows:
        text = row.texts[language]
        space, gap = space_between(before, text), row.gap(language)
        if gap and not text and before and language == "en":
            space = " "
        before = text or before or gap
        if gap and layout.clean_copy and row.segment.status in ("added", "omitted"):
            continue
        parts = []
        if gap:
            parts.append(f'<strong class="box">{gap}</strong>')
        if text:
            upright = layout.vertical and language == "ja"
            ruby = row.ruby if language == "ja" else ()
            shown = inner(row, pictures, language)
            parts.append(
                inline(text, ruby, row.places[language], upright, row.styles[language], shown, row.formulas[language])
            )
        doubt = " flagged" if row.doubtful else ""
        name = row.anchor if language == "ja" else f"{row.anchor}-en"
        yield f'{space}<span class="s n{row.number}{doubt}" id="{name}" tabindex="-1">{" ".join(parts)}</span>'
        if row.doubtful and language == "en":
            label = f"Reasons to check {escape(row.segment.id)}"
            yield f'<a class="ref" href="#{row.anchor}-why" aria-label="{label}">※</a>'


def reasons(row: Row) -> Iterator[str]:
    """Yield why a row is doubtful, in words."""
    segment = row.segment
    word = 'Flagged <span lang="ja">要確認</span>' if segment.status == "flagged" else "Remark"
    yield f'<li id="{row.anchor}-why"><a href="#{row.anchor}">{escape(segment.id)}</a> <strong>{word}</strong>'
    for flag in segment.flags:
        yield f'<span class="flag"><b>{escape(flag.name)}</b> {escape(flag.message)}</span>'
    if not segment.flags:
        yield '<span class="flag">No reason was recorded.</span>'
    yield "</li>"
