"""Text that stands in listings (`pre`, fenced and indented code, code styles of Word), and so is not translated."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.characters import has_japanese
from cleantext.document import Document
from cleantext.formats.markup import tokens
from translate.outputs.listings import Preformatted, asides_in
from translate.outputs.notes_docx import listings_of, styles_in

NAMES = {"md": "fenced or indented code", "docx": "a style of code"}


def texts(document: Document) -> Iterator[str]:
    """Yield the listings of a document."""
    if document.format == "md":
        yield from (aside.text for aside in asides_in(document.source.text) if aside.kind == "code")
    elif document.format == "docx":
        styles = styles_in(document.source)
        for part in document.source.parts.values():
            yield from (listing.text for listing in listings_of(part, styles))
    elif document.format in ("html", "epub"):
        single = document.format == "html"
        for page in [document.source] if single else document.source.pages.values():
            if "<pre" not in page.text.lower():
                continue
            reader = Preformatted(page.text)
            some = [reader.take(token) for token in tokens(page.text, not single or page.xml)]
            yield from (aside.text for aside in [*some, reader.close()] if aside and aside.kind == "code")


def remark(document: Document) -> str:
    """A sentence for the user where more of a document's Japanese stands in listings than in its text; else "".

    Titles and attributes are not counted as text.
    """
    from translate.outputs.shapes import shapes_of

    inside = sum(_japanese(text) for text in texts(document))
    if not inside:
        return ""
    asides = {shape.block for shape in shapes_of(document) if shape.aside}
    outside = sum(_japanese(block.text) for block in document.blocks if block.id not in asides)
    if inside <= outside:
        return ""
    name = NAMES.get(document.format, "<pre>")
    share = "all" if not outside else "most"
    return (
        f"{share} of its Japanese stands in {name}, which is kept as it is and not translated; prose needs paragraphs"
    )


def _japanese(text: str) -> int:
    return sum(has_japanese(sign) for sign in text)
