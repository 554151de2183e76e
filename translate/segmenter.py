"""A document as segments: every sentence in exactly one, in order, and lost passages apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cleantext.characters import LETTER, has_japanese
from cleantext.document import Block, Document
from cleantext.residue import find_residue
from cleantext.rules.review_mark import MARK
from cleantext.sentences import split_sentences

from .segment import Flag, Segment

LOST = Flag(
    "lost-passage",
    "text is missing in the original here: a passage was lost, and what stood in its place is not Japanese",
)
_BREAK = re.compile(r"[ \t]*(?:\r\n|[\r\n\u2028\u2029\x85])[ \t]*")
_LETTER = re.compile(f"[{LETTER}、。]")


def segment_document(document: Document) -> list[Segment]:
    """The segments of a document, not yet translated.

    Chinese filler, and marks 【要確認：…】 where it stood, are `missing`; sentences without a Japanese
    letter are `copied`; the others are `untranslated`. Signs that stand alone go with the row before.
    The sources of a block's segments, put together, are its text but for white space. Ids are s0001 …; those of
    attributes are a0001 …, so that the text keeps its own whatever pictures are called.
    """
    segments: list[Segment] = []
    counts = {"a": 0, "s": 0}
    for block in document.blocks:
        for text, lost in _pieces(block, document.format == "md"):
            source = _one_line(text)
            if not source:
                continue
            if segments and segments[-1].block == block.id and not any(sign.isalnum() for sign in source):
                segments[-1] = replace(segments[-1], source=segments[-1].source + source)
                continue
            letter = "a" if block.kind == "attribute" else "s"
            counts[letter] += 1
            segment = Segment(f"{letter}{counts[letter]:04d}", block.id, block.kind, source)
            if lost:
                segment = replace(segment, status="missing", flags=(LOST,), origin="source")
            elif not has_japanese(source):
                segment = replace(segment, target=source, status="copied", origin="copy")
            segments.append(segment)
    return segments


def _pieces(block: Block, markdown: bool) -> Iterator[tuple[str, bool]]:
    """(sentence, False) and (lost passage, True), in order; together they are the block's text."""
    split = _split_markdown if markdown and "![" in block.text else split_sentences
    text = block.text
    spans = [(r.start, r.end) for r in find_residue(text) if r.kind != "word"]
    spans = sorted(spans + [match.span() for match in MARK.finditer(text)])
    last = 0
    for start, end in spans:
        if start < last:
            continue
        yield from ((sentence, False) for sentence in split(text[last:start]))
        yield text[start:end], True
        last = end
    yield from ((sentence, False) for sentence in split(text[last:]))


def _split_markdown(text: str) -> list[str]:
    """The sentences of a Markdown text; the sign before the bracket of a picture ends none.

    >>> _split_markdown("記号![印](a.png)も残る。次へ。")
    ['記号![印](a.png)も残る。', '次へ。']
    """
    sentences: list[str] = []
    for sentence in split_sentences(text):
        if sentences and sentences[-1].endswith("!") and sentence.startswith("["):
            sentences[-1] += sentence
        else:
            sentences.append(sentence)
    return sentences


def _one_line(text: str) -> str:
    """The sentence without the line breaks of a hard-wrapped text; a space stays between Latin words.

    >>> _one_line("交渉は長\\n引いた。 "), _one_line("the Davos\\nforum")
    ('交渉は長引いた。', 'the Davos forum')
    """
    text = text.strip()
    parts = _BREAK.split(text)
    joined = parts[0]
    for part in parts[1:]:
        latin = joined and part and not _LETTER.match(joined[-1]) and not _LETTER.match(part[0])
        joined += (" " if latin else "") + part
    return joined
