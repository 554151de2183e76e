"""Entries found and shown, in lines that fit a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glossaries import Glossary, Term
from glossaries.editing import Change
from glossaries.folding import fold
from glossaries.formats.rows import COLUMNS, Row, nearest, row_of
from glossaries.lint import Finding

from ..errors import TaiyakuError
from ..show import COLUMNS as WIDTH
from ..show import head, visible, width, wrap

_LABEL = 14


def find_entries(glossary: Glossary, wanted: str) -> list[Term]:
    """The entries with an id, else a form (Japanese or English, in any case and width) that is wanted."""
    if found := [term for term in glossary if term.id == wanted]:
        return found
    key = _key(wanted)
    return [term for term in glossary if key in {_key(form.text) for form in (*term.forms, *term.english_forms)}]


def one_entry(glossary: Glossary, wanted: str) -> Term:
    """The one entry of an id or a form. Raises TaiyakuError where there is none, or several, which it names."""
    found = find_entries(glossary, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{term.id} ({term.preferred})" for term in found)
        raise TaiyakuError(f"{wanted!r} is in several entries: {names}; name one by its id")
    known = [text for term in glossary for text in (term.id, term.preferred, *term.english)]
    near = f"did you mean {nearest(wanted, known)!r}?" if known else "it has no entries"
    raise TaiyakuError(f"{glossary.name} has no entry {wanted!r}; {near}")


def search(terms: Iterable[Term], text: str) -> list[Term]:
    """The entries that have a text in any cell, in any case and width."""
    key = _key(text)
    return [term for term in terms if any(key in _key(cell) for cell in row_of(term).values())]


def _key(text: str) -> str:
    return fold(text).text.casefold()


def entry_line(term: Term) -> str:
    """An entry in two lines at most: what to use, then the other forms."""
    title = " ".join(part for part in (term.preferred, "".join(term.english[:1])) if part)
    lines = head(visible(f"{title} [{term.id}]"), WIDTH) + "\n"
    others = [f"{form.text} ({form.status})" for form in (*term.forms[1:], *term.english_forms[1:])]
    return lines + wrap(visible(", ".join(others)), WIDTH, "    ")


def entry_text(term: Term, source: str = "") -> str:
    """An entry in full: a line a column that is filled in, and where it stands."""
    return row_text(row_of(term)) + (wrap(source, WIDTH, " " * _LABEL) if source else "")


def row_text(row: Row) -> str:
    """The cells of a row that are filled in, each with its column's name before it."""
    return "".join(_field(column, row[column].replace("|", " | ")) for column in COLUMNS if row.get(column))


def _field(label: str, text: str) -> str:
    lines = wrap(visible(text), WIDTH, " " * _LABEL) or "\n"
    return f"{label:<{_LABEL}}" + lines.lstrip(" ")


def change_text(change: Change, indent: str = "") -> str:
    """A change of a row: the cells before and after."""
    rows = []
    for column in COLUMNS:
        before, after = ((row or {}).get(column, "") for row in (change.before, change.after))
        if before != after:
            rows.append(_cell_change(column, before, after, indent))
    return "".join(rows)


def _cell_change(column: str, before: str, after: str, indent: str) -> str:
    old, new = (visible(cell.replace("|", " | ")) for cell in (before, after))
    if old and new:
        line = f"{indent}{column}: {old} → {new}"
        if width(line) <= WIDTH:
            return line + "\n"
        return f"{indent}{column}:\n" + wrap(f"- {old}", WIDTH, indent + "  ") + wrap(f"+ {new}", WIDTH, indent + "  ")
    return wrap(f"{column}: {new or f'{old} (taken out)'}", WIDTH, indent)


def finding_text(finding: Finding, path: str = "") -> str:
    """A finding of lint: where and what, then what to do, in lines that fit."""
    entry = f"{finding.id}, " if finding.id else ""
    where = f"{path}:{finding.line}: " if path else ""
    line = f"{where}{finding.severity}: {entry}{finding.column}: {visible(finding.message)} [{finding.check}]"
    if width(line) > WIDTH:
        line = f"{where}{finding.severity}: {entry}{finding.column}:\n" + wrap(
            f"{visible(finding.message)} [{finding.check}]", WIDTH, "    "
        )
    return line.rstrip("\n") + "\n" + (wrap(f"→ {finding.advice}", WIDTH, "    ") if finding.advice else "")


def listed(names: Sequence[str], limit: int = 5) -> str:
    """A few names in a sentence: a, b and 3 more."""
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
