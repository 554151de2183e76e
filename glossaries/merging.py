"""Bring what a file holds into a glossary: entry by entry, cell by cell, and never silently.

An entry is found again by its id; one without an id by its forms and, where several entries have them, its English.
What is empty is filled in, forms that are new are added, and where the two differ the glossary keeps its own and the
difference is reported as a conflict, unless it is asked to take what comes in. The outcome is always a glossary that
loads: a form of one entry never becomes one of another's as well.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .entries import Conflict as Conflict
from .entries import Pair, column_of, key_of
from .formats.checks import is_conditional
from .formats.incoming import new_id
from .formats.rows import COLUMNS, row_of
from .model import Form, Term


class Change(NamedTuple):
    """A cell of an entry: what it held and what it holds now, as the table writes it ("キエフ|キイフ")."""

    id: str
    column: str
    before: str
    after: str


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
        self.held = {key_of(form.text) for form in old.forms} if old else set()


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
            known = self.by_form.setdefault(key_of(form.text), [])
            if entry not in known:
                known.append(entry)

    def take(self, term: Term, columns: frozenset[str], win: bool, drop: bool) -> None:
        """Bring one term in."""
        entry = self.by_id.get(term.id)
        if not term.id and (found := self.by_form.get(key_of(term.preferred))):
            alike = _alike(term, [each for each in found if each.now])
            if alike is None:
                self.conflicts += _unknown(term, [each.now for each in found if each.now])
                return
            entry = alike
        if entry is None or entry.now is None:
            term = dataclasses.replace(term, id=term.id or new_id("".join(term.english[:1]), self.by_id))
            self._add(_Entry(None, term), term)
            return
        if not term.id:
            term = _as_known(term, entry.now)
        pair = Pair(entry.now, term, columns, win, drop)
        entry.now = pair.merged()
        self.conflicts += pair.conflicts
        self._add(entry, entry.now)

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
                owners.setdefault(key_of(form.text), []).append(entry)
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
        self.conflicts.append(Conflict(before[1].id, column_of(form), "", form.text, reason))
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


def _alike(term: Term, found: Sequence[_Entry]) -> _Entry | None:
    """Of the entries that have its preferred form, the one a term without an id means.

    Of several, the only one with the same English, unless the term has a form of another one.
    """
    if len(found) == 1:
        return found[0]
    english = set(term.english)
    sharing = [each for each in found if each.now and english & {form.text for form in each.now.english_forms}]
    if len(sharing) != 1 or not sharing[0].now:
        return None
    own = {key_of(form.text) for form in sharing[0].now.forms}
    others = {key_of(form.text) for each in found if each.now for form in each.now.forms} - own
    return None if others & {key_of(form.text) for form in term.forms} else sharing[0]


def _unknown(term: Term, found: Sequence[Term]) -> list[Conflict]:
    """What a term says that none of the entries it may mean has: nobody knows to which of them it belongs."""
    known = {key_of(form.text) for each in found for form in each.forms}
    spoken = {form.text for each in found for form in each.english_forms}
    new = [(column_of(form), form.text) for form in term.forms if key_of(form.text) not in known]
    new += [(column_of(form, "en_"), form.text) for form in term.english_forms if form.text not in spoken]
    reason = f"{term.preferred!r} may be any of {', '.join(each.id for each in found)}"
    return [Conflict(found[0].id, column, "", text, reason) for column, text in new]


def _as_known(term: Term, known: Term) -> Term:
    """A term without an id for its entry: to have a form that is right there is no claim that it be preferred."""
    forms, english = term.forms, term.english
    form, first = _form(known, key_of(term.preferred)), known.forms[0]
    others = [each for each in forms[1:] if key_of(each.text) != key_of(first.text)]
    if form and form.status in ("preferred", "admitted") and len(others) == len(forms) - 1:
        forms = tuple(dict.fromkeys((first, form, *others)))
    if english and english[0] in known.english:
        english = tuple(dict.fromkeys((known.english[0], *english)))
    return dataclasses.replace(term, forms=forms, english=english)


def _form(term: Term | None, key: str) -> Form | None:
    return next((form for form in term.forms if key_of(form.text) == key), None) if term else None
