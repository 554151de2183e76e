"""Pictures and tables as HTML or XHTML, in pages and in books."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from translate.outputs.characters import escape
from translate.outputs.edition import Edition, Figure, Language, Picture
from translate.outputs.inline import as_mathml
from translate.outputs.passages import Passage
from translate.outputs.pictures import METAFILES
from translate.outputs.rows import Row
from translate.outputs.setting import Slot, Table


class Shown(NamedTuple):
    """Where a picture is, for a page, and its size in pixels."""

    source: str
    width: int
    height: int


SMALL = 64
"""Pictures in a line that are no higher than so many pixels are signs of the text, and as high as the line."""
Pictures = Mapping[str, Shown]
"""The pictures of an edition by their names."""


def embedded(edition: Edition) -> dict[str, Shown]:
    """The pictures of an edition as addresses that hold them."""
    return {
        picture.name: Shown(
            f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}", picture.width, picture.height
        )
        for picture in on_pages(edition)
    }


def on_pages(edition: Edition) -> list[Picture]:
    """Return the pictures of an edition that pages and books show."""
    return [picture for picture in edition.pictures if picture.media_type not in METAFILES]


def figures(some: Sequence[Figure], pictures: Pictures) -> Iterator[str]:
    """Yield pictures, listings and rules that stand between passages."""
    for figure in some:
        if figure.kind == "code":
            code = escape(figure.text).replace("&#10;", "\n").replace("&#9;", "\t")
            yield f'<pre tabindex="0"><code>{code}</code></pre>'
        elif figure.kind == "rule":
            yield "<hr/>"
        elif figure.formula and (markup := as_mathml(figure.formula, True)):
            yield f'<div class="formula">{markup}</div>'
        elif figure.picture in pictures:
            yield f'<figure class="picture">{image(figure, pictures[figure.picture])}</figure>'
        else:
            yield f'<p class="picture" lang="{figure.tongue}">{escape(unseen(figure))}</p>'


def image(figure: Figure, shown: Shown, kind: str = "") -> str:
    """Return the tag of a picture."""
    size = f'width="{shown.width}" height="{shown.height}"'
    named = f' class="{kind}"' if kind else ""
    return f'<img src="{shown.source}"{named} {size} alt="{escape(figure.alt)}" lang="{figure.tongue}"/>'


def inner(row: Row, pictures: Pictures, language: Language = "ja") -> list[tuple[int, str]]:
    """Return the pictures in the line of a row, as `inline` takes them."""
    found = []
    for figure in row.figures_in(language):
        if figure.kind == "note":
            mark = escape(figure.alt or figure.text)
            if figure.target:
                role = ' role="doc-noteref"' if figure.at or row.number > 1 else ""
                mark = f'<a href="{escape(figure.target)}"{role}>{mark}</a>'
            found.append((figure.at, f"<sup>{mark}</sup>"))
            continue
        if figure.kind == "break":
            found.append((figure.at, "<br/>"))
            continue
        if figure.formula and (markup := as_mathml(figure.formula)):
            found.append((figure.at, markup))
            continue
        picture = pictures.get(figure.picture)
        kind = "sign" if picture and picture.height <= SMALL else "inside"
        found.append((figure.at, image(figure, picture, kind) if picture else escape(unseen(figure))))
    return found


def unseen(figure: Figure) -> str:
    """Return what stands in place of a picture that is not shown.

    >>> unseen(Figure("", "港", 0, "https://a.example/b.png", "it is on the web"))
    '［図：港 — https://a.example/b.png (it is on the web)］'
    """
    if figure.kind == "formula":
        return f"［図：{figure.text}］"
    if figure.kind != "picture":
        return figure.text or {"rule": "――――"}.get(figure.kind, "")
    told = " ".join(filter(None, (figure.address, f"({figure.why})" if figure.why else "")))
    said = " — ".join(filter(None, (figure.alt, told)))
    return f"［図：{said}］" if said else "［図］"


def table_rows(table: Table, content: Callable[[Sequence[Passage]], Iterable[str]]) -> Iterator[str]:
    """Yield a table; `content` gives what stands in a cell, of its passages."""
    yield "<table>"
    heads = next((n for n, row in enumerate(table.rows) if not all(slot.head for slot in row)), 0)
    for number, row in enumerate(table.rows):
        if heads and number in (0, heads):
            yield "<thead>" if number == 0 else "</thead>"
        if number == heads:
            yield "<tbody>"
        yield "<tr>"
        for column, slot in enumerate(row):
            tag = "th" if slot.head and slot.passages else "td"
            yield f"<{tag}{_over(slot)}{_scope(tag, number, column, heads)}>"
            yield from content(slot.passages)
            yield f"</{tag}>"
        yield "</tr>"
    yield from ("</tbody>", "</table>")


def _over(slot: Slot) -> str:
    rows = f' rowspan="{slot.rows}"' if slot.rows > 1 else ""
    return rows + (f' colspan="{slot.columns}"' if slot.columns > 1 else "")


def _scope(tag: str, row: int, column: int, heads: int) -> str:
    if tag == "td":
        return ""
    return ' scope="col"' if row < heads or (row == 0 and column) else ' scope="row"'
