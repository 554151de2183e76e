"""Checks of several entries together: forms that are never found, forms inside others, circles, layers that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..folding import fold
from ..formats.checks import is_conditional
from ..glossary import Glossary
from ..layers import layer_conflicts
from ..model import Form, Match, Term
from .problem import Problem, column_of

_CARRIERS = ("{}", "「{}」", "{}は", "{}を", "{}の", "{}する", "{}な")
"""What a form is tried in; the first in which it is found will do."""

_LONGEST = 24
"""Code points; what stands behind them in a form is not looked through."""


def unreachable(glossary: Glossary, terms: Iterable[Term] | None = None) -> Iterator[tuple[Term, Problem]]:
    """Forms (of some entries, or of all) that are not even found in a text that is nothing but the form."""
    for term in glossary if terms is None else terms:
        for form in term.forms:
            taken: list[Match] = []
            for carrier in _CARRIERS:
                text = carrier.format(form.text) + (f"、{term.near[0]}" if term.near else "")
                start = carrier.index("{")
                matches = glossary.find(text)
                if any(m.term.id == term.id and (m.start, m.end) == (start, start + len(form.text)) for m in matches):
                    break
                taken = taken or [m for m in matches if m.start < start + len(form.text)]
            else:
                yield term, _unreachable(term, form, taken)


def _unreachable(term: Term, form: Form, taken: Sequence[Match]) -> Problem:
    if others := [match.term for match in taken if match.term.id != term.id]:
        problem = f"{form.text!r} is never found: {others[0].id!r} (line {others[0].line}) takes it"
        advice = "tell the two apart with near or not_near"
    elif taken:
        problem = f"{form.text!r} is never found whole, only {taken[0].form.text!r} in it"
        advice = "look whether it is written as articles have it"
    else:
        problem = f"{form.text!r} is never found: it is no whole word"
        advice = "write the whole word, as articles have it"
    corrects = any(each.status in ("deprecated", "forbidden") for each in term.forms)
    harmless = corrects and form.status in ("preferred", "admitted")
    return Problem("unreachable", "info" if harmless else "warning", column_of(form), problem, advice)


def inside(glossary: Glossary) -> Iterator[tuple[Term, Problem]]:
    """Replaced forms inside right ones; only the rule that the longest form wins protects these."""
    replaced = {fold(f.text).text: (t, f) for t in glossary for f in t.forms if f.status == "deprecated"}
    lengths = sorted({len(text) for text in replaced})
    holders: dict[str, list[str]] = {}
    for form in (form for term in glossary for form in term.forms if form.status in ("preferred", "admitted")):
        text = fold(form.text).text[:_LONGEST]
        parts = {text[at : at + size] for size in lengths for at in range(len(text) - size + 1) if size < len(text)}
        for part in parts & replaced.keys():
            holders.setdefault(part, []).append(form.text)
    for part, texts in holders.items():
        term, form = replaced[part]
        others = f" and {len(texts) - 2} more" if len(texts) > 2 else ""
        problem = f"{form.text!r} is replaced, and stands inside {', '.join(texts[:2])}{others}"
        advice = "nothing to do: these are rows or forms of their own and are found first"
        yield term, Problem("inside", "info", "deprecated", problem, advice)


CHECKS = (unreachable, inside)


def between_layers(glossaries: Sequence[Glossary]) -> Iterator[tuple[Glossary, Term, Problem]]:
    """Circles and chains of replacements within and across layers, and forms on which layers differ."""
    owners = {glossary.name: glossary for glossary in glossaries}
    yield from _circles(glossaries)
    for conflict in layer_conflicts(glossaries) if len(glossaries) > 1 else ():
        form, nearer, farther = conflict.form, conflict.nearer, conflict.farther
        lost = " and leaves the whole row out" if form.status == "preferred" else ""
        problem = f"takes {form.text!r} from {farther.id!r} of {farther.origin}{lost} ({conflict})"
        advice = f"if this row is to stand for that one, give it the id {farther.id}"
        yield owners[nearer.origin], nearer, Problem("layers", "warning", _column(nearer, form), problem, advice)


def _column(term: Term, form: Form) -> str:
    key = fold(form.text).text
    return next((column_of(each) for each in term.forms if fold(each.text).text == key), "ja")


Steps = Mapping[str, tuple[Glossary, Term, Form]]


def _circles(glossaries: Sequence[Glossary]) -> Iterator[tuple[Glossary, Term, Problem]]:
    """Forms that one row replaces by what another one replaces again."""
    steps: Steps = {
        fold(form.text).text: (glossary, term, form)
        for glossary in glossaries
        for term in glossary
        for form in term.forms
        if form.status == "deprecated"
    }
    for glossary, term, form in steps.values():
        path, at = [form.text], fold(term.preferred).text
        conditional = False
        while at in steps and steps[at][2].text not in path:
            _, following, again = steps[at]
            conditional = conditional or is_conditional(term, following)
            path.append(again.text)
            at = fold(following.preferred).text
        if len(path) == 1:
            continue
        circle = at in steps
        path.append(steps[at][2].text if circle else steps[fold(path[-1]).text][1].preferred)
        name, what = ("circle", "in a circle") if circle else ("chain", "twice")
        problem = f"{form.text!r} is replaced {what}: {' → '.join(path)}"
        advice = "keep one of the rows, or tell them apart with near" if circle else f"replace it by {path[-1]} at once"
        yield glossary, term, Problem(name, "info" if conditional else "warning", "deprecated", problem, advice)
