"""A line of text as Markdown: markup, ruby and pictures in it, and all that Markdown would read otherwise escaped.

Emphasis is written with * where every reader of CommonMark sees it as such (6.2), else as the HTML that CommonMark lets
through: **「雪」**が would be seen as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translate.outputs.characters import legal
from translate.outputs.edition import Figure, Language, Ruby
from translate.outputs.emphasis_md import is_mark
from translate.outputs.html_figures import unseen
from translate.outputs.inline import Wrap, woven
from translate.outputs.inline_md import Span
from translate.outputs.rows import Row

LINES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_SIGNS = re.compile(r"[\\`*_\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~")
_MARKS = {"strong": "**", "em": "*", "i": "*", "del": "~~", "code": "`"}
_TAGS = {"strong": "strong", "em": "em", "i": "em", "del": "s", "code": "code", "sup": "sup", "sub": "sub", "u": "u"}


def line(row: Row, language: Language, before: str = "", after: str = "") -> str:
    """Return one side of a row.

    before, after  what stands beside it in its line: the last sign before it, the first after it; "" for nothing.
    """
    text = row.texts[language]
    styles = [span for span in row.styles[language] if span.kind not in ("ref", "noteref")]
    readings = row.ruby if language == "ja" else ()
    figures = row.figures_in(language)
    formulas = {formula.start: formula for formula in row.formulas[language]}
    if not (styles or readings or figures or formulas):
        return plain(text)
    places = [(reading.start, reading.end) for reading in readings] + [(figure.at, figure.at) for figure in figures]
    places += [(formula.start, formula.end) for formula in formulas.values()]
    wraps, code = [], []
    for number, span in enumerate(styles):
        others = [other[1:3] for other in (*styles[:number], *styles[number + 1 :])]
        signed = _is_signed(text, span, [*others, *places], before, after)
        if signed and span.kind == "code":
            code.append((span.start, span.end))
        wraps.append(_wrap(span, signed))
    bases = {reading.start: reading for reading in readings}

    def shown(start: int, end: int) -> str:
        if start in formulas:
            return plain(formulas[start].text)
        if any(low <= start and end <= high for low, high in code):
            return LINES.sub(" ", legal(text[start:end]))
        return ruby_of(text, bases[start]) if start in bases else plain(text[start:end])

    return woven(len(text), wraps, places, [(figure.at, picture(figure)) for figure in figures], shown)


def _is_signed(text: str, span: Span, others: Sequence[tuple[int, int]], before: str, after: str) -> bool:
    """Whether the signs of Markdown are read as what a stretch is, and nothing else in the line changes that."""
    start, end = span.start, span.end
    if span.kind not in _MARKS or any(_meets(start, end, low, high) for low, high in others):
        return False
    inside = text[start:end]
    if span.kind == "code":
        return (
            "`" not in inside
            and inside == inside.strip()
            and not any(low < end and start < max(high, low + 1) for low, high in others)
        )
    left, right = text[start - 1] if start else before or " ", text[end] if end < len(text) else after or " "
    opens = not inside[0].isspace() and (not is_mark(inside[0]) or left.isspace() or is_mark(left))
    closes = not inside[-1].isspace() and (not is_mark(inside[-1]) or right.isspace() or is_mark(right))
    return opens and closes


def _meets(start: int, end: int, low: int, high: int) -> bool:
    """Whether two stretches share an edge, or each has a part that the other lacks."""
    return bool({start, end} & {low, high}) or start < low < end < high or low < start < high < end


def _wrap(span: Span, signed: bool) -> Wrap:
    if span.kind == "link":
        return Wrap(span.start, span.end, "[", f"](<{span.value}>)")
    if signed:
        return Wrap(span.start, span.end, _MARKS[span.kind], _MARKS[span.kind])
    return Wrap(span.start, span.end, f"<{_TAGS[span.kind]}>", f"</{_TAGS[span.kind]}>")


def neighbours(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield, for each of the texts of a line, the last sign before it and the first after it, "" for none."""
    for number in range(len(texts)):
        before = next((text for text in reversed(texts[:number]) if text), "")
        after = next((text for text in texts[number + 1 :] if text), "")
        yield before[-1:], after[:1]


def picture(figure: Figure) -> str:
    """Return a picture: pointed to, where the source says where it is, else in words; a listing as code in a line."""
    if figure.kind == "code":
        return code_in_line(figure.text)
    if figure.kind in ("note", "break"):
        return f"<sup>{plain(figure.text)}</sup>" if figure.kind == "note" else "<br>"
    if figure.picture and figure.address:
        address = figure.address.replace("<", "%3C").replace(">", "%3E")
        return f"![{plain(figure.alt)}](<{LINES.sub(' ', address)}>)"
    return plain(unseen(figure))


def code_in_line(text: str) -> str:
    """Return a listing on one line, for a cell."""
    return "<br>".join(f"<code>{plain(line)}</code>" for line in text.split("\n"))


def figure_lines(figure: Figure) -> Iterator[str]:
    """Yield a picture, a listing or a rule between passages, and an empty line after it."""
    if figure.kind == "code":
        longest = max((len(run) for run in re.findall("`+", figure.text)), default=0)
        fence = "`" * max(3, longest + 1)
        yield f"{fence}{legal(figure.alt).replace('`', '')}"
        yield from (legal(text).rstrip() for text in figure.text.split("\n"))
        yield fence
    elif figure.kind == "rule":
        yield "---"
    else:
        yield picture(figure)
    yield ""


def ruby_of(text: str, reading: Ruby) -> str:
    """Return a word with its reading as HTML."""
    base = plain(text[reading.start : reading.end])
    return f"<ruby>{base}<rp>(</rp><rt>{plain(reading.reading)}</rt><rp>)</rp></ruby>"


def plain(text: str) -> str:
    r"""Return a text with nothing in it that Markdown reads as markup, on one line.

    >>> plain("a*b <c> [d]")
    'a\\*b \\<c> \\[d\\]'
    """
    return _SIGNS.sub(r"\\\g<0>", LINES.sub(" ", legal(text)))
