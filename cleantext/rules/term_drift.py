"""Reports a word that one article writes in two ways: 米国 and アメリカ, 既に and すでに, サーバ and サーバー.

Two names for one thing make a reader ask whether two things are meant, and searches miss half.

One hit a word, on the first place of the rarer form, with how often each form stands and in which lines. Where
the rarer form stands only there, the other is suggested. What to write is the editor's choice: an entry in a
glossary settles it for all places.

The words are pairs that mean the same everywhere (data/term-drift.tsv), words of the same kanji with other kana
at their end (data/spellings.tsv), katakana that the tagger knows as spellings of one word, and the preferred and
admitted forms of the glossary.

Left alone: forms in quotations, in brackets (米国（アメリカ合衆国）), in names and longer words (米国防総省,
南アメリカ), pairs that may differ in meaning (事/こと, 時/とき, 等/など).
Source: JTF 日本語標準スタイルガイド 2.1 (表記の統一); JIS Z 8301 附属書 H; SudachiDict for the spellings.

>>> from cleantext import check_text
>>> [(f.found, f.fix, f.reason) for f in check_text("米国と米国民。アメリカは動く。", select=["term-drift"])]
[('アメリカ', '米国', '米国 2 times (line 1), アメリカ once (line 1).')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..drift import drifts_of
from ..findings import Hit
from ..places import Places

SUMMARY = "one word in two forms: 米国 and アメリカ"
SEVERITY = "info"
FIXES = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """One hit a word, on the first place of its rarest form."""
    places = Places(context)
    blamed = _blamed(context)
    for drift in drifts_of(context):
        if blamed.intersection(form for form, _ in drift.forms):
            continue
        major, (minor, starts) = drift.forms[0][0], drift.forms[-1]
        reason = ", ".join(_told(form, at, places) for form, at in drift.forms) + "."
        fix = major if len(starts) == 1 and len(drift.forms) == 2 else None
        message = f"the article writes {major} and {minor}"
        yield Hit(starts[0], starts[0] + len(minor), fix, message, False, 0.7, reason)


def _blamed(context: Context) -> set[str]:
    """Forms that the rule glossary reports already."""
    terms = context.glossary or ()
    return {form.text for term in terms for form in term.forms if form.status in ("deprecated", "forbidden")}


def _told(form: str, starts: tuple[int, ...], places: Places) -> str:
    times = "once" if len(starts) == 1 else f"{len(starts)} times"
    return f"{form} {times}{places.named(starts)}"
