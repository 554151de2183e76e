"""What stands round the text of a bilingual page: the switches, the state of the text, how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from translate.outputs.characters import escape
from translate.outputs.edition import Edition, Language, Layout
from translate.outputs.passages import Passage, chapters_of

STATUSES = {
    "approved": "承認",
    "translated": "訳出",
    "repaired": "再訳",
    "aligned": "対応",
    "flagged": "要確認",
    "missing": "原文欠落",
    "omitted": "英語版になし",
    "added": "英語版で追加",
    "copied": "転記",
    "untranslated": "未訳",
}
ALWAYS = ("translated", "repaired", "flagged", "missing", "copied", "untranslated")
"""Statuses that are counted also where no row has them."""
READ_BY_A_PERSON = ("approved", "copied", "missing", "untranslated", "aligned", "omitted", "added")
KEYS = (
    "<span><kbd>↓</kbd> <kbd>↑</kbd> from sentence to sentence,</span>"
    " <span><kbd>Enter</kbd> to the other language</span>"
)
"""What the script shows once its keys work."""
OPEN_LIST = 20
"""A list of more rows to check than this is folded away at first."""


def controls(layout: Layout) -> Iterator[str]:
    """Yield the switches: one language or both, and which comes first. They work without a script."""
    yield '<section class="controls" aria-label="How the text is shown">'
    shown = layout.only or "both"
    yield '<fieldset><legend>Show <span lang="ja">表示</span></legend>'
    for value, label in (("both", "Both"), ("ja", '<span lang="ja">日本語</span>'), ("en", "English")):
        yield radio("show", value, label, value == shown)
    yield "</fieldset>"
    yield '<fieldset><legend>First <span lang="ja">先に</span></legend>'
    for value, label in (("ja", '<span lang="ja">日本語</span>'), ("en", "English")):
        yield radio("first", value, label, value == layout.first)
    yield "</fieldset>"
    yield f'<p class="keys" id="keys" hidden>{KEYS}</p>'
    yield "</section>"


def radio(name: str, value: str, label: str, checked: bool) -> str:
    """Return one choice of a switch."""
    on = " checked" if checked else ""
    return f'<label><input type="radio" name="{name}" id="{name}-{value}" value="{value}"{on}> {label}</label>'


def contents(edition: Edition, passages: Sequence[Passage], order: Sequence[Language]) -> Iterator[str]:
    """Yield the chapters of a book of several texts, each a link to where it begins, called as its heading."""
    chapters = chapters_of(edition, passages)
    if not chapters:
        return
    yield '<nav class="contents" aria-label="Contents">'
    yield '<p><span lang="ja">目次</span> Contents</p>'
    yield "<ol>"
    for start, heading in chapters:
        sides = (f'<span class="{each}" lang="{each}">{escape(heading.text(each))}</span>' for each in order)
        yield f'<li><a class="pair" href="#{start}">{" ".join(sides)}</a></li>'
    yield "</ol>"
    yield "</nav>"


def notice(edition: Edition, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield what a reader must know first: that nobody has read it, the notes, the counts, the rows to check."""
    counts = Counter(str(segment.status) for segment in edition.segments)
    yield '<aside class="notice" aria-label="State of this text">'
    if unread(edition):
        yield '<p class="warning">Machine translation, unreviewed <span lang="ja">機械翻訳・未校閲</span></p>'
    yield from (f'<p class="note">{escape(note)}</p>' for note in edition.notes)
    yield '<dl class="counts">'
    for status, label in STATUSES.items():
        if counts[status] or status in ALWAYS:
            yield f'<div><dt>{status} <span lang="ja">{label}</span></dt><dd>{counts[status]}</dd></div>'
    yield "</dl>"
    rows = [row for passage in passages for row in passage.rows if row.doubtful or row.segment.status == "missing"]
    if rows:
        unfolded = " open" if len(rows) <= OPEN_LIST else ""
        noun = "row" if len(rows) == 1 else "rows"
        yield f"<details{unfolded}>"
        yield f'<summary>{len(rows)} {noun} to check <span lang="ja">確認が必要な行</span></summary>'
        yield "<ul>"
        for row in rows:
            names = ", ".join(dict.fromkeys(flag.name for flag in row.segment.flags))
            what = f"{row.segment.status}: {names}" if names else row.segment.status
            yield f'<li><a href="#{row.anchor}">{escape(row.segment.id)}</a> {escape(what)}</li>'
        yield "</ul>"
        yield "</details>"
    yield "</aside>"


def unread(edition: Edition) -> bool:
    """True if a machine made any of the English and no person has approved it."""
    return any(segment.status not in READ_BY_A_PERSON for segment in edition.segments) or not edition.segments


def colophon(edition: Edition) -> Iterator[str]:
    """Yield how the page was made, and the signature to make it again."""
    yield "<footer>"
    yield f"<p>{' '.join(map(escape, statement(edition)))}</p>"
    if edition.layout.metadata.rights:
        yield f"<p>{escape(edition.layout.metadata.rights)}</p>"
    if edition.signature and not edition.layout.clean_copy:
        yield f"<p>Signature: <code>{escape(edition.signature)}</code></p>"
    yield "</footer>"


def statement(edition: Edition) -> Iterator[str]:
    """Yield, sentence by sentence, how the edition was made and whether anybody has read it."""
    if not edition.layout.clean_copy:
        maker = f" by {edition.creator}" if edition.creator else ""
        source = f" from {edition.source_name}" if edition.source_name else ""
        yield f"Made{maker}{source}. Each sentence of the Japanese is paired with its English."
    if unread(edition):
        yield "Programs translated and checked this text; no person has approved all of it."
        if not edition.layout.clean_copy:
            yield "Where a row has no flag the checks found nothing, which does not mean that it is right."
