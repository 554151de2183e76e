"""The glossary of OmegaT: UTF-8, tabs, three columns: Japanese, English, comment; one row a form.

Right forms stand with the preferred English. A deprecated or forbidden form stands with it too, so that OmegaT finds
it in the source, and its comment begins with the status and the form to use: "deprecated → キーウ". The ending must be
.txt: OmegaT reads .tsv in the encoding of the system.

Source: OmegaT user manual, "Glossaries".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from ..folding import fold
from ..model import Form, GlossaryError, Status, Term
from .incoming import Incoming
from .rows import COLUMNS, Line
from .tables import Record, decode, read_list

LOSES = tuple(column for column in COLUMNS if column not in ("ja", "en", "admitted", "deprecated", "forbidden", "note"))
LONGEST = 60
"""Code points of a line without a tab that may still be a term."""
_WRONG = re.compile("(deprecated|forbidden) → ([^;]+)(?:; )?(.*)")


def read(data: bytes, source: str) -> Incoming:
    """The terms of a glossary. A wrong form joins the term that has the form to use. Raises GlossaryError."""
    text, remarks = decode(data, source)
    if "\t" not in text and any(len(line) > LONGEST for line in text.split("\n")):
        raise GlossaryError(f"{source} has no tab in it: it is no glossary of OmegaT, which parts its columns by tabs.")
    good: list[Record] = []
    wrong: dict[str, dict[str, Form]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in [*line.split("\t"), "", ""][:3]]
            if found := _WRONG.fullmatch(cells[2]):
                forms = wrong.setdefault(fold(found[2]).text, {})
                forms.setdefault(fold(cells[0]).text, Form(cells[0], cast(Status, found[1])))
            else:
                good.append(Record(number, cells))
    if not good:
        raise GlossaryError(f"{source} holds no term: give lines of Japanese, tab, English, tab, comment.")
    incoming = read_list([Record(0, ["ja", "en", "note"]), *good], source)
    terms = []
    for term in incoming.terms:
        row = {"id": "x", "ja": term.preferred, "en": "".join(term.english[:1]), "note": term.note}
        row["en_admitted"] = "|".join(term.english[1:])
        others = wrong.get(fold(term.preferred).text, {}).values()
        for status in ("deprecated", "forbidden"):
            row[status] = "|".join(form.text for form in others if form.status == status)
        terms.append(replace(Line(source, term.line, ("ja", "en", "note")).term(row), id=""))
    return Incoming(tuple(terms), ("ja", "en", "deprecated", "forbidden", "note"), remarks)


def write_terms(terms: Iterable[Term]) -> bytes:
    """The glossary of these terms; those without English stand with an empty one."""
    lines = []
    for term in terms:
        english = "".join(term.english[:1])
        for form in term.forms:
            right = form.status in ("preferred", "admitted")
            parts = [] if right else [f"{form.status} → {term.preferred}"]
            note = "; ".join(parts + ([term.note] if term.note else []))
            if not form.text.startswith("#"):  # which is a remark for OmegaT
                lines.append("\t".join((form.text, english, note)))
    return ("\n".join(lines) + "\n").encode()
