"""Glossaries in layers: the house's, the desk's, the article's; the nearest one decides.

An entry of a nearer layer takes the place of one with the same id farther off. A form belongs to the nearest
layer that has it: farther entries lose it, and one that loses its preferred form is left out whole. Entries of
different layers that the words round them tell apart (near, not_near) keep a form together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from .folding import fold
from .formats.checks import has_conditions
from .glossary import Glossary
from .model import Form, Term


@dataclass(frozen=True)
class Conflict:
    """A form on which two layers differ; the nearer one holds.

    nearer, farther  the terms, each with its `origin`; form  the form as the farther one has it.
    """

    form: Form
    nearer: Term
    farther: Term

    def __str__(self) -> str:
        held = next(f for f in self.nearer.forms if fold(f.text).text == fold(self.form.text).text)
        return (
            f"{self.form.text}: {held.status} in {self.nearer.origin} ({self.nearer.id}), "
            f"{self.form.status} in {self.farther.origin} ({self.farther.id})"
        )


def layer_glossaries(glossaries: Sequence[Glossary]) -> Glossary:
    """One glossary of several, given from the farthest to the nearest; one alone comes back as it is.

    Raises ValueError where none is given.
    """
    if len(glossaries) == 1:
        return glossaries[0]
    if not glossaries:
        raise ValueError("there is no glossary to layer")
    terms, _ = _layered(glossaries)
    digest = sha256("".join(glossary.sha256 for glossary in glossaries).encode()).hexdigest()
    names = "+".join(glossary.name for glossary in glossaries)
    return Glossary(names, tuple(terms), digest, " + ".join(glossary.source for glossary in glossaries))


def layer_conflicts(glossaries: Sequence[Glossary]) -> list[Conflict]:
    """The forms on which layers differ, given from the farthest to the nearest; [] where they agree.

    An entry replaced whole by one of the same id is no conflict, nor is a form that both give the same status
    under the same preferred form.
    """
    return _layered(glossaries)[1]


def _layered(glossaries: Iterable[Glossary]) -> tuple[list[Term], list[Conflict]]:
    """The terms of all layers, the nearest layer's first, and where they differ."""
    terms: list[Term] = []
    conflicts: list[Conflict] = []
    ids: set[str] = set()
    owners: dict[str, Term] = {}
    for glossary in reversed(list(glossaries)):
        added = [replace(term, origin=glossary.name) for term in glossary if term.id not in ids]
        for term in added:
            forms = []
            for form in term.forms:
                owner = owners.get(fold(form.text).text)
                if owner is None or has_conditions(term):
                    forms.append(form)
                elif _differ(owner, term, form):
                    conflicts.append(Conflict(form, owner, term))
            if forms and forms[0] == term.forms[0]:
                terms.append(replace(term, forms=tuple(forms)))
        for term in added:
            for form in () if has_conditions(term) else term.forms:
                owners.setdefault(fold(form.text).text, term)
        ids.update(term.id for term in added)
    return terms, conflicts


def _differ(nearer: Term, farther: Term, form: Form) -> bool:
    held = next(f for f in nearer.forms if fold(f.text).text == fold(form.text).text)
    return (held.status, nearer.preferred) != (form.status, farther.preferred)
