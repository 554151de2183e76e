"""Bring what a file holds into a glossary: entry by entry, cell by cell, and never silently.

An entry is found again by its id; one without an id by its forms. What is empty is filled in, forms that are new
are added, and where the two differ the glossary keeps its own and the difference is reported as a conflict, unless
it is asked to take what comes in. The outcome is always a glossary that loads: a form of one entry never becomes
one of another's as well.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from .folding import fold
from .formats.incoming import new_id
from .formats.rows import COLUMNS, VARIANTS, is_conditional, row_of, spec_cell
from .model import Form, Spec, Term

Value = TypeVar("Value")


class Change(NamedTuple):
    """A cell of an entry: what it held and what it holds now, as the table writes it ("キエフ|キイフ")."""

    id: str
    column: str
    before: str
    after: str


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


@dataclass(frozen=True)
class Merged:
    """A glossary after a merge: the entries in their old order, the new ones behind them.

    added      the entries that are new.
    changed    the cells that differ from before.
    kept       the ids of the entries that are as before.
    conflicts  what was not taken.
    """

    terms: tuple[Term, ...]
    added: tuple[Term, ...] = ()
    changed: tuple[Change, ...] = ()
    kept: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class Diff:
    """How two glossaries differ, by id; `same` are the ids of the entries that are equal in every cell."""

    added: tuple[Term, ...]
    removed: tuple[Term, ...]
    changed: tuple[Change, ...]
    same: tuple[str, ...]


def diff(old: Iterable[Term], new: Iterable[Term]) -> Diff:
    """What must be done to `old` to get `new`; the order of entries does not count."""
    before, after = {term.id: term for term in old}, {term.id: term for term in new}
    both = [id for id in before if id in after]
    changes = {id: changes_of(before[id], after[id]) for id in both}
    return Diff(
        tuple(term for id, term in after.items() if id not in before),
        tuple(term for id, term in before.items() if id not in after),
        tuple(change for id in both for change in changes[id]),
        tuple(id for id in both if not changes[id]),
    )


def changes_of(before: Term, after: Term) -> list[Change]:
    """The cells in which two states of an entry differ, in the order of the table."""
    old, new = row_of(before), row_of(after)
    return [Change(before.id, column, old[column], new[column]) for column in COLUMNS if old[column] != new[column]]


def merge(
    base: Iterable[Term],
    incoming: Iterable[Term],
    *,
    columns: Collection[str] = COLUMNS,
    theirs: bool = False,
    replace: bool = False,
) -> Merged:
    """The glossary `base` with what comes in.

    columns  those that the incoming file can hold (Incoming.columns).
    theirs   where both say something and differ, what comes in is taken; what it does not mention stays.
    replace  the incoming cells take the place of ours, empty ones too; columns that the file lacks stay.
    No entry is ever removed.
    """
    desk = _Desk(tuple(base))
    for term in incoming:
        desk.take(term, frozenset(columns), theirs or replace, replace)
    return desk.merged()


class _Entry:
    """One entry at work: as it was (None for a new one) and as it is now (None for one not taken)."""

    def __init__(self, old: Term | None, now: Term) -> None:
        self.old = old
        self.now: Term | None = now
        self.held = {_key(form.text) for form in old.forms} if old else set()


class _Desk:
    """The merge at work."""

    def __init__(self, base: Iterable[Term]) -> None:
        self.entries: list[_Entry] = []
        self.by_id: dict[str, _Entry] = {}
        self.by_form: dict[str, list[_Entry]] = {}
        self.conflicts: list[Conflict] = []
        for term in base:
            self._add(_Entry(term, term), term)

    def _add(self, entry: _Entry, term: Term) -> None:
        if term.id not in self.by_id:
            self.by_id[term.id] = entry
            self.entries.append(entry)
        for form in term.forms:
            known = self.by_form.setdefault(_key(form.text), [])
            if entry not in known:
                known.append(entry)

    def take(self, term: Term, columns: frozenset[str], win: bool, drop: bool) -> None:
        """Bring one term in."""
        entry = self.by_id.get(term.id) if term.id else self._alike(term)
        if entry is None or entry.now is None:
            term = dataclasses.replace(term, id=term.id or new_id("".join(term.english[:1]), self.by_id))
            self._add(_Entry(None, term), term)
            return
        if not term.id:
            term = _as_known(term, entry.now)
        pair = _Pair(entry.now, term, columns, win, drop)
        entry.now = pair.merged()
        self.conflicts += pair.conflicts
        self._add(entry, entry.now)

    def _alike(self, term: Term) -> _Entry | None:
        """The entry that has the preferred form of a term without an id; of several, one with the same English."""
        key, english = _key(term.preferred), set(term.english)

        def likeness(entry: _Entry) -> tuple[bool, bool]:
            assert entry.now
            shared = english & {form.text for form in entry.now.english_forms}
            return bool(shared), _key(entry.now.preferred) == key

        return max(self.by_form.get(key, []), key=likeness, default=None)

    def merged(self) -> Merged:
        """What came of it, after taking back what would make the glossary one that does not load."""
        while self._give_back():
            pass
        self._check_references()
        terms = [(entry.old, entry.now) for entry in self.entries if entry.now]
        changes = [(before.id, changes_of(before, now)) for before, now in terms if before]
        return Merged(
            tuple(now for _, now in terms),
            tuple(now for before, now in terms if not before),
            tuple(change for _, made in changes for change in made),
            tuple(id for id, made in changes if not made),
            tuple(dict.fromkeys(self.conflicts)),
        )

    def _give_back(self) -> bool:
        """Separate entries that have come to share a form; True where some had."""
        owners: dict[str, list[_Entry]] = {}
        for entry in self.entries:
            for form in entry.now.forms if entry.now else ():
                owners.setdefault(_key(form.text), []).append(entry)
        given = False
        for key, sharing in owners.items():
            # Who had the form before keeps it, otherwise who came first.
            sharing.sort(key=lambda entry: key not in entry.held)
            for place, entry in enumerate(sharing):
                for owner in sharing[:place]:
                    given = self._separate(key, owner, entry) or given
        return given

    def _separate(self, key: str, owner: _Entry, entry: _Entry) -> bool:
        form, held = _form(entry.now, key), _form(owner.now, key)
        if not (form and held and owner.now and entry.now) or is_conditional(owner.now, entry.now):
            return False
        before = owner.now, entry.now
        reason = f"it is a form of {owner.now.id!r} already, and a form belongs to one entry"
        if key in entry.held:
            reason = f"without near and not_near it cannot be told from that of {owner.now.id!r}"
            owner.now, entry.now = owner.old, entry.old
        elif form.status == "preferred":
            entry.now = entry.old
        else:
            entry.now = dataclasses.replace(entry.now, forms=tuple(each for each in entry.now.forms if each != form))
        self.conflicts.append(Conflict(before[1].id, _column(form), "", form.text, reason))
        return before != (owner.now, entry.now)

    def _check_references(self) -> None:
        ids = {entry.now.id for entry in self.entries if entry.now}
        for entry in self.entries:
            term = entry.now
            if term and term.short_of and term.short_of not in ids:
                kept = entry.old.short_of if entry.old else ""
                reason = f"there is no entry {term.short_of!r}"
                self.conflicts.append(Conflict(term.id, "short_of", kept, term.short_of, reason))
                entry.now = dataclasses.replace(term, short_of=kept)


class _Pair:
    """An entry of the glossary and what comes in for it."""

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
            forms=self._forms(ours.forms, other.forms, "", _key),
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
                self._refuse(_column(form, prefix), f"the glossary prefers {ours[0].text!r}")
            elif old != form:
                reason = f"in the glossary {old.text!r} is {old.status}"
                self._refuse(_column(form, prefix), reason, old.text, form.text)
        if self.drop:
            emptied = {word for word, form in known.items() if _column(form, prefix) in self.columns} - new.keys()
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


def _as_known(term: Term, known: Term) -> Term:
    """A term without an id for its entry: to have a form that is right there is no claim that it be preferred."""
    forms, english = term.forms, term.english
    form, first = _form(known, _key(term.preferred)), known.forms[0]
    others = [each for each in forms[1:] if _key(each.text) != _key(first.text)]
    if form and form.status in ("preferred", "admitted") and len(others) == len(forms) - 1:
        forms = tuple(dict.fromkeys((first, form, *others)))
    if english and english[0] in known.english:
        english = tuple(dict.fromkeys((known.english[0], *english)))
    return dataclasses.replace(term, forms=forms, english=english)


def _form(term: Term | None, key: str) -> Form | None:
    return next((form for form in term.forms if _key(form.text) == key), None) if term else None


def _in_order(forms: Iterable[Form]) -> Iterator[Form]:
    """The preferred form first, then by status as the table has them."""
    forms = list(forms)
    for status in ("preferred", *VARIANTS):
        yield from (form for form in forms if form.status == status)


def _column(form: Form, prefix: str = "") -> str:
    """The column of the table in which a form stands."""
    if form.status == "preferred":
        return "en" if prefix else "ja"
    return prefix + form.status


def _key(text: str) -> str:
    return fold(text).text
