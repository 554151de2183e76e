"""Glossaries of all kinds, for tests that hold for every one: terms that a table may hold, and sets of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from glossaries import Form, GlossaryError, Spec, Term
from glossaries.folding import fold
from glossaries.formats import FORMATS
from glossaries.formats.checks import check_together
from glossaries.formats.incoming import Incoming
from glossaries.formats.rows import COLUMNS, TYPES, VARIANTS, Line, row_of

WORDS = (
    st.text("キーウエフー・安全保障米国Ukゥ '=+-@\"#,;", min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda text: any(character.isalnum() for character in text))
)
"""Words with all that formats stumble over: leading signs of formulas, marks, remarks, separators."""
LATIN = st.text("Kyivabc", min_size=1, max_size=5)
NOTES = st.text("注・のnote =+-@\"'#,;:&<>{}[]!?😀", max_size=20).map(str.strip)


@st.composite
def terms(draw: st.DrawFn, id: str, others: Sequence[str] = (), simple: bool = False) -> Term:
    """A term with all fields of the model; a simple one has Latin English and no words round it."""
    japanese = draw(st.lists(WORDS, min_size=1, max_size=4, unique_by=lambda text: fold(text).text))
    english = draw(st.lists(LATIN if simple else WORDS, max_size=4, unique=True))
    statuses = [draw(st.sampled_from(VARIANTS)) for _ in japanese[1:]]
    kinds = [draw(st.sampled_from(VARIANTS)) for _ in english[1:]]
    specs = draw(st.lists(st.tuples(WORDS, WORDS), max_size=2, unique_by=lambda pair: pair[0]))
    days = st.sampled_from(["", "2024", "2024-09", "2024-09-05"])
    term = Term(
        id,
        (Form(japanese[0], "preferred"), *map(Form, japanese[1:], statuses)),
        (*english[:1], *(text for text, kind in zip(english[1:], kinds, strict=True) if kind == "admitted")),
        draw(st.sampled_from(["", *TYPES])),
        draw(st.sampled_from(["", "きーう"])),
        draw(NOTES),
        0,
        tuple(Form(text, kind) for text, kind in zip(english[1:], kinds, strict=True) if kind != "admitted"),
        draw(st.sampled_from(["", *(other for other in others if other != id)])),
        tuple(draw(st.lists(WORDS, max_size=0 if simple else 2, unique=True))),
        tuple(draw(st.lists(WORDS, max_size=0 if simple else 2, unique=True))),
        draw(st.booleans()),
        draw(days),
        draw(days),
        tuple(Spec(*pair) for pair in specs),
        draw(NOTES),
    )
    return Line("drawn", 0, COLUMNS).term(row_of(term))


def loads(found: Sequence[Term]) -> bool:
    """Whether these terms are a glossary that loads (apart from examples, which ask the tagger)."""
    try:
        for term in found:
            Line("drawn", 0, COLUMNS).term(row_of(term))
        check_together(found, "drawn", COLUMNS)
    except GlossaryError:
        return False
    return True


@st.composite
def glossaries(draw: st.DrawFn, most: int = 4, simple: bool = False) -> tuple[Term, ...]:
    """Terms that load together."""
    ids = draw(st.lists(st.sampled_from(["kyiv", "lviv", "a-1", "odesa"]), max_size=most, unique=True))
    found: list[Term] = []
    for id in ids:
        term = draw(terms(id, [other.id for other in found], simple))
        if loads([*found, term]):
            found.append(term)
    return tuple(found)


def plain(found: Sequence[Term]) -> list[dict[str, str]]:
    """Terms as their cells, whatever lines and files they came from."""
    return [row_of(term) for term in found]


KYIV = Term(
    "kyiv",
    (Form("キーウ", "preferred"), Form("キエフ", "deprecated"), Form("キーフ", "forbidden")),
    ("Kyiv",),
    "place",
    note="capital",
    english_wrong=(Form("Kiev", "deprecated"),),
)
US = Term("us", (Form("米国", "preferred"), Form("アメリカ", "admitted")), ("the United States", "US"), "place")


def again(name: str, terms: tuple[Term, ...]) -> Incoming:
    return FORMATS[name].read(FORMATS[name].write_terms(terms), "again")
