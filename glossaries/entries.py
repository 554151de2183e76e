"""One entry of a glossary and what comes in for it: brought together cell by cell.

What is empty is filled in and forms that are new are added. Where both say something and differ, ours stays and a
`Conflict` says so, unless what comes in is wanted.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from .folding import fold
from .formats.rows import VARIANTS, row_of, spec_cell
from .model import Form, Spec, Term

Value = TypeVar("Value")


class Conflict(NamedTuple):
    """What the glossary kept although the file says otherwise.

    id        the entry of the glossary; where none was made of an entry of the file, its id there, or "".
    column    of the table.
    kept      what the glossary has.
    incoming  what the file has.
    reason    why it was not taken, in words.
    """

    id: str
    column: str
    kept: str
    incoming: str
    reason: str


class Pair:
    """An entry of the glossary and what comes in for it.

    columns  those that the incoming file holds; win: where the two differ, the incoming is taken; drop: what the
    incoming lacks is taken away.
    """

    def __init__(self, ours: Term, other: Term, columns: frozenset[str], win: bool, drop: bool) -> None:
        self.ours, self.other, self.columns, self.win, self.drop = ours, other, columns, win, drop
        self.conflicts: list[Conflict] = []

    def merged(self) -> Term:
        """The entry of both; what was not taken is in `conflicts`."""
        ours, other = self.ours, self.other
        english = self._forms(ours.english_forms, other.english_forms, "en_", str)
        if english and english[0].status not in ("preferred", "admitted"):
            self._refuse("en", "the entry would be left with wrong English only")
            english = ours.english_forms
        right = tuple(form.text for form in english if form.status in ("preferred", "admitted"))
        return dataclasses.replace(
            ours,
            forms=self._forms(ours.forms, other.forms, "", key_of),
            english=right,
            english_wrong=english[len(right) :],
            kind=self._cell("type", ours.kind, other.kind),
            reading=self._cell("reading", ours.reading, other.reading),
            note=self._cell("note", ours.note, other.note),
            short_of=self._cell("short_of", ours.short_of, other.short_of),
            near=self._cell("near", ours.near, other.near),
            not_near=self._cell("not_near", ours.not_near, other.not_near),
            inflects=self._cell("inflects", ours.inflects, other.inflects),
            valid_from=self._cell("from", ours.valid_from, other.valid_from),
            valid_until=self._cell("until", ours.valid_until, other.valid_until),
            specs=self._specs(),
            source=self._cell("source", ours.source, other.source),
        )

    def _cell(self, column: str, ours: Value, other: Value) -> Value:
        """One value: ours, unless it is empty, the other is wanted, or the other is our note with more behind it."""
        if ours == other or column not in self.columns or not (other or self.drop):
            return ours
        more = column == "note" and str(other).startswith(str(ours))
        if ours and not self.win and not more:
            self._refuse(column, "both have something here")
            return ours
        return other

    def _forms(
        self, ours: tuple[Form, ...], other: tuple[Form, ...], prefix: str, key: Callable[[str], str]
    ) -> tuple[Form, ...]:
        """The forms of a language: all of ours, and those of the other that are new or wanted."""
        known, new = {key(form.text): form for form in ours}, {key(form.text): form for form in other}
        forms = dict(known)
        for word, form in new.items():
            old = known.get(word)
            if self.win or (old is None and (form.status != "preferred" or not known)):
                forms[word] = form
            elif old is None:
                self._refuse(column_of(form, prefix), f"the glossary prefers {ours[0].text!r}")
            elif old != form:
                reason = f"in the glossary {old.text!r} is {old.status}"
                self._refuse(column_of(form, prefix), reason, old.text, form.text)
        if self.drop:
            emptied = {word for word, form in known.items() if column_of(form, prefix) in self.columns} - new.keys()
            forms = {word: form for word, form in forms.items() if word not in emptied}
        preferred = [form for form in forms.values() if form.status == "preferred"]
        if len(preferred) > 1:
            old = preferred[0]
            forms[key(old.text)] = old._replace(status="admitted")
        return tuple(_in_order(forms.values()))

    def _specs(self) -> tuple[Spec, ...]:
        ours, other = self.ours.specs, self.other.specs
        if self.drop and "specs" in self.columns:
            return other
        specs = {spec.text: spec for spec in ours}
        for spec in other:
            if self.win or spec.text not in specs:
                specs[spec.text] = spec
            elif specs[spec.text] != spec:
                self._refuse(
                    "specs",
                    "the two want different things of one example",
                    spec_cell(specs[spec.text]),
                    spec_cell(spec),
                )
        return tuple(specs.values())

    def _refuse(self, column: str, reason: str, kept: str = "", incoming: str = "") -> None:
        kept, incoming = kept or row_of(self.ours)[column], incoming or row_of(self.other)[column]
        self.conflicts.append(Conflict(self.ours.id, column, kept, incoming, reason))


def _in_order(forms: Iterable[Form]) -> Iterator[Form]:
    """The preferred form first, then by status as the table has them."""
    forms = list(forms)
    for status in ("preferred", *VARIANTS):
        yield from (form for form in forms if form.status == status)


def column_of(form: Form, prefix: str = "") -> str:
    """The column of the table in which a form stands."""
    if form.status == "preferred":
        return "en" if prefix else "ja"
    return prefix + form.status


def key_of(text: str) -> str:
    """What a form is found by: its width and kind of dot do not count."""
    return fold(text).text
