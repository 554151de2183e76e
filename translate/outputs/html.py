"""A bilingual page: Japanese and English side by side, for an editor to read and to print.

One file that needs nothing else: no script, no font, no picture, nothing from a network (its content
security policy forbids even the attempt). Every pair is one row with its id as the anchor, in order and
exactly once. What the machine doubts is said at the top, where it can be followed, and again in the row,
in words. Characters that XML forbids become U+FFFD, as in the other outputs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from urllib.parse import quote

from translate.outputs.characters import escape, legal
from translate.outputs.edition import Edition
from translate.segment import Segment, Status

STATUSES: dict[Status, str] = {
    "translated": "訳出",
    "repaired": "再訳",
    "flagged": "要確認",
    "missing": "原文欠落",
    "copied": "転記",
    "untranslated": "未訳",
}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
MARK = re.compile("【要確認(?:[：:][^】]*)?】")
LEAD = 4
"""The first heading is the title of the page if it is among so many first rows."""
OPEN_LIST = 20
"""A list of more rows to check than this is folded away at first."""


def render(edition: Edition) -> bytes:
    """Return `edition` as one self-contained HTML page in UTF-8."""
    return ("\n".join(lines(edition)) + "\n").encode()


def lines(edition: Edition) -> Iterator[str]:
    """Yield the page line by line."""
    lead = lead_rows(edition)
    body = edition.segments[len(lead) :]
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f'<meta name="generator" content="{escape(edition.creator)}">'
    yield f"<title>{escape(page_title(edition, lead))}</title>"
    yield f"<style>\n{(files('translate') / 'data' / 'edition.css').read_text('utf-8').strip()}\n</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    if lead:
        yield from blocks(lead, title=lead[-1].block)
    else:
        yield from titles(edition)
    yield "</header>"
    yield from notice(edition)
    yield "<main>"
    yield from blocks(body)
    yield "</main>"
    yield from footer(edition)
    yield "</body>"
    yield "</html>"


def lead_rows(edition: Edition) -> tuple[Segment, ...]:
    """Return the rows down to the end of the first heading, where that heading is the edition's title.

    They stand in the header of the page, so that the title is not printed twice. Empty where the first
    heading comes late, or says something other than the titles of the edition.
    """
    first = next((segment for segment in edition.segments[:LEAD] if segment.kind == "heading"), None)
    if first is None:
        return ()
    end = edition.segments.index(first)
    while end < len(edition.segments) and edition.segments[end].block == first.block:
        end += 1
    lead = edition.segments[:end]
    pairs = zip((edition.title_ja, edition.title_en), heading_text(lead), strict=True)
    return lead if all("".join(title.split()) in ("", "".join(text.split())) for title, text in pairs) else ()


def heading_text(lead: Sequence[Segment]) -> tuple[str, str]:
    """Return the Japanese and the English text of the last block of `lead`; ("", "") if it is empty."""
    rows = [segment for segment in lead if segment.block == lead[-1].block]
    return "".join(row.source for row in rows), " ".join(row.target for row in rows)


def page_title(edition: Edition, lead: Sequence[Segment]) -> str:
    """Return the title for the window: both titles, else those of the first heading, else the file's."""
    text_ja, text_en = heading_text(lead)
    pair = (edition.title_ja.strip() or text_ja.strip(), edition.title_en.strip() or text_en.strip())
    return " — ".join(filter(None, pair)) or edition.source_name or "Bilingual edition"


def titles(edition: Edition) -> Iterator[str]:
    """Yield the titles of the edition as a row without an id; the source's name if there are none."""
    yield '<div class="row">'
    if edition.title_ja.strip():
        yield f'<h1 class="ja" lang="ja">{escape(edition.title_ja)}</h1>'
    if edition.title_en.strip():
        yield f'<h1 class="en" lang="en">{escape(edition.title_en)}</h1>'
    if not (edition.title_ja + edition.title_en).strip():
        yield f'<h1 class="wide">{escape(edition.source_name or "Bilingual edition")}</h1>'
    yield "</div>"


def notice(edition: Edition) -> Iterator[str]:
    """Yield what a reader must know first: that nobody has read it, the notes, the counts, the rows to check."""
    segments = edition.segments
    counts = Counter(segment.status for segment in segments)
    yield '<aside class="notice" aria-label="State of this text">'
    yield '<p class="warning">Machine translation, unreviewed <span lang="ja">機械翻訳・未校閲</span></p>'
    yield from (f'<p class="note">{escape(note)}</p>' for note in edition.notes)
    yield '<dl class="counts">'
    for status, label in STATUSES.items():
        number = counts[status]
        yield f'<div><dt>{status} <span lang="ja">{label}</span></dt><dd>{number}</dd></div>'
    yield "</dl>"
    doubtful = [segment for segment in segments if segment.status in ("flagged", "missing") or segment.flags]
    if doubtful:
        unfolded = " open" if len(doubtful) <= OPEN_LIST else ""
        noun = "row" if len(doubtful) == 1 else "rows"
        yield f"<details{unfolded}>"
        yield f'<summary>{len(doubtful)} {noun} to check <span lang="ja">確認が必要な行</span></summary>'
        yield "<ul>"
        for segment in doubtful:
            reasons = ", ".join(dict.fromkeys(flag.name for flag in segment.flags))
            what = f"{segment.status}: {reasons}" if reasons else segment.status
            anchor = f'<a href="#{quote(legal(segment.id))}">{escape(segment.id)}</a>'
            yield f"<li>{anchor} {escape(what)}</li>"
        yield "</ul>"
        yield "</details>"
    yield "</aside>"


def blocks(segments: Sequence[Segment], title: str | None = None) -> Iterator[str]:
    """Yield the rows, those of one block together; the block `title` is the page's `h1`."""
    for block, rows in groupby(segments, key=lambda segment: segment.block):
        yield f'<div class="block" data-block="{escape(block)}">'
        for segment in rows:
            yield from row(segment, "h1" if block == title else None)
        yield "</div>"


def row(segment: Segment, tag: str | None = None) -> Iterator[str]:
    """Yield one pair: its id, the Japanese, the English, and every reason to doubt it."""
    tag = tag or ("h2" if segment.kind == "heading" else "p")
    name = escape(segment.id)
    label = "" if segment.status == "translated" else f" <span>{segment.status}</span>"
    yield f'<div class="row {segment.status}" id="{name}">'
    yield f'<p class="id"><a href="#{quote(legal(segment.id))}">{name}</a>{label}</p>'
    yield side(tag, "ja", segment.source, '<strong class="box">原文欠落</strong>' if lost(segment) else "")
    if lost(segment):
        box = '<strong class="box">Text missing in the original</strong>'
    elif not segment.target.strip():
        box = '<strong class="box">Not translated</strong>'
    else:
        box = ""
    yield side(tag, "en", segment.target, box)
    if segment.flags or segment.status == "flagged":
        yield from reasons(segment)
    yield "</div>"


def lost(segment: Segment) -> bool:
    """Say whether the source of a row is lost."""
    return segment.status == "missing"


def side(tag: str, lang: str, text: str, box: str) -> str:
    """Return one side of a row: its text, after the box that says what is wrong with the whole of it."""
    inner = " ".join(filter(None, (box, marked(text))))
    return f'<{tag} class="{lang}" lang="{lang}">{inner}</{tag}>'


def reasons(segment: Segment) -> Iterator[str]:
    """Yield why a row is doubtful, in words."""
    yield '<div class="reasons">'
    if segment.status == "flagged":
        yield '<p><strong>Flagged <span lang="ja">要確認</span></strong></p>'
    else:
        yield "<p><strong>Remark</strong></p>"
    yield "<ul>"
    for flag in segment.flags:
        yield f"<li><b>{escape(flag.name)}</b> {escape(flag.message)}</li>"
    if not segment.flags:
        yield "<li>No reason was recorded.</li>"
    yield "</ul>"
    yield "</div>"


def marked(text: str) -> str:
    """Return `text` escaped, with the marks a cleaned text carries for its editor highlighted.

    >>> marked("前【要確認：欠落】後 & c")
    '前<mark lang="ja">【要確認：欠落】</mark>後 &amp; c'
    """
    return MARK.sub(lambda mark: f'<mark lang="ja">{mark.group()}</mark>', escape(text))


def footer(edition: Edition) -> Iterator[str]:
    """Yield how the page was made, and the signature to make it again."""
    yield "<footer>"
    maker = f" by {escape(edition.creator)}" if edition.creator else ""
    source = f" from {escape(edition.source_name)}" if edition.source_name else ""
    yield (
        f"<p>Made{maker}{source}. Each row pairs one Japanese sentence with its English."
        " Programs translated and checked it; no person has read it. Where a row has no flag the checks"
        " found nothing, which does not mean that it is right.</p>"
    )
    if edition.signature:
        yield f"<p>Signature: <code>{escape(edition.signature)}</code></p>"
    yield "</footer>"
