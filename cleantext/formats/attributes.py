"""Attributes of a page that people read or hear: which they are, and how their values are read and written.

Source: WHATWG HTML, 3.2.6.2 (translatable attributes), 13.2.5.32 to .40 and .73 (attributes, character references in
them), WAI-ARIA 1.2, 6.6 and 6.7. Left out: the names of files and of submit buttons that are sent, keywords, style,
srcdoc; what a script or a style sheet goes by (titles of links and styles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..characters import has_japanese
from ..document import Block, Run
from .markup import REFERENCE, Token, decoded, resolve, value_spans

MAY_SAY = re.compile("[^\x00-\x25\x27-\x7f]")
"""A tag without such a sign says nothing in Japanese."""

_EVERYWHERE = frozenset(
    "title aria-label aria-description aria-placeholder aria-roledescription aria-valuetext".split()
)
_OF: dict[str, frozenset[str]] = {
    "alt": frozenset("img area input applet".split()),
    "placeholder": frozenset("input textarea".split()),
    "label": frozenset("option optgroup track menu".split()),
    "summary": frozenset(("table",)),
    "abbr": frozenset(("th",)),
}
_NO_TITLE = frozenset("link style".split())
_BUTTONS = frozenset("button reset submit".split())
_METAS = frozenset(
    "description application-name dc.title dc.description dcterms.title dcterms.description dcterms.abstract "
    "og:title og:description og:site_name og:image:alt article:section twitter:title twitter:description "
    "twitter:image:alt".split()
)
_REFERENCE = re.compile(REFERENCE)
_WHITE = " \t\n\f\r"
_NEEDS_MARKS = re.compile("[ \t\n\f\r>]")


class Value(NamedTuple):
    """The value of an attribute: source[start:end], without its quotation marks; `label` names it, "alt of img"."""

    label: str
    start: int
    end: int


def readable(source: str, tag: Token) -> Iterator[Value]:
    """The values of a start tag that people read or hear, where they hold Japanese, in order.

    >>> from .markup import tokens
    >>> page = '<a href="雪.html" title="雪の&lt;日&gt;">'
    >>> [(value.label, page[value.start : value.end]) for value in readable(page, next(tokens(page)))]
    [('title of a', '雪の&lt;日&gt;')]
    """
    spans = value_spans(source, tag)
    for name, (start, end) in spans.items():
        shown = _name(source, tag.name, name, spans)
        if shown and has_japanese(decoded(source[start:end])):
            yield Value(f"{shown} of {tag.name}", start, end)


def _name(source: str, element: str, name: str, spans: dict[str, tuple[int, int]]) -> str:
    """What the attribute is called to people; "" if it is nothing for them."""

    def said(other: str) -> str:
        start, end = spans.get(other, (0, 0))
        return decoded(source[start:end]).strip().lower()

    if name in _EVERYWHERE:
        return "" if name == "title" and element in _NO_TITLE else name
    if element in _OF.get(name, ()):
        return name
    if name == "value" and element == "input":
        kind = said("type")
        return name if kind in _BUTTONS and not (kind == "submit" and said("name")) else ""
    if name == "content" and element == "meta":
        return next((key for key in (said("name"), said("property")) if key in _METAS), "")
    return ""


def resolve_in_value(source: str, found: str, end: int) -> tuple[int, str]:
    """As `resolve`, for a match in an attribute that ends at `end` of the source: &copy=1 is no reference there.

    >>> resolve_in_value("&copy=1", "&copy", 5), resolve_in_value("&copy; 1", "&copy;", 6)
    ((1, '&'), (6, '©'))
    """
    size, text = resolve(found)
    if size > 1 and found[1] != "#" and found[size - 1] != ";":
        following = found[size : size + 1] or source[end : end + 1]
        if following == "=" or (following.isascii() and following.isalnum()):
            return 1, "&"
    return size, text


def value_edits(source: str, block: Block) -> list[tuple[int, int, str]]:
    """(start, end, new source) of what was changed in the block of a value.

    A value without quotation marks gets them where it needs them: where it is to hold a space, or nothing at all.
    """
    raws = [source[slice(*run.ref[-2:])] for run in block.runs]
    changed = [_is_changed(source, run, raw) for run, raw in zip(block.runs, raws, strict=True)]
    if not any(changed):
        return []
    start, end = block.runs[0].ref[-2], block.runs[-1].ref[-1]
    quote = _quote(source, start)
    if quote == "=" and source[end : end + 1] not in ("", ">", *_WHITE):
        quote = ""
    texts = zip(block.runs, raws, changed, strict=True)
    new = [_written(run.text, quote) if is_changed else raw for run, raw, is_changed in texts]
    for at, raw in enumerate(new[:-1]):
        if changed[at + 1] and not changed[at] and _is_read_anew(raw, "".join(new[at + 1 :])):
            new[at] = "&amp;" if raw == "&" else raw + ";"
    if quote != "=":
        edits = zip(block.runs, raws, new, strict=True)
        return [(*run.ref[-2:], text) for run, raw, text in edits if text != raw]
    whole = "".join(new)
    if not whole or whole[0] in "\"'" or _NEEDS_MARKS.search(whole):
        whole = f'"{whole.replace(chr(34), "&quot;")}"'
    return [(start, end, whole)]


def _quote(source: str, start: int) -> str:
    """The quotation mark before a value, "=" where it has none; "" where something else that is not shown begins it."""
    while source[start - 1] in _WHITE:
        start -= 1
    return source[start - 1] if source[start - 1] in "\"'=" else ""


def _written(text: str, quote: str) -> str:
    """A text as it may stand in a value with this mark round it, or with any or none (""); in XML too."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    if quote != "'":
        text = text.replace('"', "&quot;")
    if quote in ("'", ""):
        text = text.replace("'", "&#39;")
    if not quote:
        text = re.sub("[ \t\n\f\r>]", lambda match: f"&#{ord(match[0])};", text)
    return text


def _is_changed(source: str, run: Run, raw: str) -> bool:
    if run.fixed or raw == run.text:
        return False
    return raw[:1] != "&" or resolve_in_value(source, raw, run.ref[-1]) != (len(raw), run.text)


def _is_read_anew(raw: str, following: str) -> bool:
    """True if a bare &, or a reference without its ";", would mean something else before what follows now."""
    if raw[:1] != "&" or raw[-1] == ";":
        return False
    whole = raw + following[:40]
    match = _REFERENCE.match(whole)
    return match is None or resolve_in_value(whole, match[0], match.end())[0] != len(raw)
