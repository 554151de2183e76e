"""The rules of prh: YAML, one rule for each term that has deprecated forms.

    expected   the preferred form.
    patterns   the deprecated forms, the longest first.
    specs      those examples that prh can keep: `from`, `to`.

prh replaces text anywhere, inside longer words too (ゼレンスキ in ゼレンスキー). So a pattern says where it does not
count: inside every right form of the glossary that holds it. Left out: forbidden forms, since prh would replace them
without a person, and terms that hold only beside certain words or in inflected forms, which prh cannot tell.

Read are rules whose patterns are words or stand for a few words (ab(c|d)?e); every other rule is left out with a
sentence that says why. Where a pattern says what must not stand beside it, that becomes an example.

Source: prh (npm), README and misc/prh.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..folding import fold
from ..model import GlossaryError, Spec, Term
from .expressions import NotWords, Pattern, escaped, words_of
from .extras import need
from .incoming import Incoming, bounded, without_clashes
from .rows import ARROW, COLUMNS, Line
from .tables import decode, right

MOST, DEEPEST = 8 << 20, 12
"""Bytes of a file; how deep its values may be nested."""
HOLDS = ("ja", "deprecated", "specs")
LOSES = tuple(column for column in COLUMNS if column not in HOLDS)
_HEAD = "# taiyaku glossary\n"


def read(data: bytes, source: str) -> Incoming:
    """The rules that are words, as terms without ids. Raises GlossaryError where the file holds no rules."""
    text, remarks = decode(bounded(data, source, MOST), source)
    content = _parse(text, source)
    rules = content.get("rules") if isinstance(content, dict) else None
    if not isinstance(rules, list):
        raise GlossaryError(f"{source} holds no rules of prh: it must have a list called rules.")
    if content.get("imports"):
        remarks += (f"{source} imports other files: give each of them by itself.",)
    terms = []
    ours = text.startswith(_HEAD)
    for number, rule in enumerate(rules, start=1):
        name = str(rule.get("expected") if isinstance(rule, dict) else rule)[:40]
        try:
            terms.append(_term(rule, number, source, ours))
        except NotWords as reason:
            remarks += (f"{source}, rule {number} ({name}): left out, since {reason}.",)
        except GlossaryError as error:
            problem = str(error).partition(": ")[2] or str(error)
            remarks += (f"{source}, rule {number} ({name}): left out, since {problem}",)
    kept, clashes = without_clashes(terms, source)
    return Incoming(kept, HOLDS, remarks + clashes)


def _parse(text: str, source: str) -> Any:
    yaml = need("yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
                what = "is nested too deep" if depth > DEEPEST else f"refers to another value (*{event.anchor})"
                where = f"{source}, line {event.start_mark.line + 1}"
                raise GlossaryError(f"{where}: a value {what}: write it out.")
        return yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError) as error:
        raise GlossaryError(f"{source} is no YAML that prh reads: {' '.join(str(error).split())}.") from None


def _term(rule: Any, number: int, source: str, ours: bool) -> Term:
    """A rule as a term. Raises NotWords, or GlossaryError where a word is none for a glossary."""
    if isinstance(rule, str):
        rule = {"expected": rule}
    if not isinstance(rule, dict) or not isinstance(rule.get("expected"), str):
        raise NotWords("it has no expected form that is a text")
    if rule.get("regexpMustEmpty"):
        raise NotWords("regexpMustEmpty asks for a regular expression")
    expected = rule["expected"]
    patterns = rule.get("pattern") or rule.get("patterns") or []
    if re.search(r"\$\d", expected):
        raise NotWords("its expected form holds parts of what was found ($1)")
    found = Pattern((), ())
    for pattern in patterns if isinstance(patterns, list) else [patterns]:
        if not isinstance(pattern, str):
            raise NotWords("a pattern of it is no text")
        each = words_of(pattern)
        found = Pattern(found.words + each.words, found.others + each.others)
    known = {fold(expected).text}
    wrong = []
    for word in found.words:
        if fold(word).text not in known:
            known.add(fold(word).text)
            wrong.append(word)
    if "|" in "".join([expected, *wrong]):
        raise NotWords("a word of it holds the sign |")
    row = {"id": "x", "ja": expected, "deprecated": "|".join(wrong)}
    specs = list(_specs(rule.get("specs")))
    if not ours:
        specs += [Spec(other, other) for other in found.others if other != expected]
    term = Line(source, number, HOLDS).term(row)
    return replace(term, id="", specs=tuple({spec.text: spec for spec in specs}.values()))


def _specs(specs: Any) -> Iterator[Spec]:
    """The examples of a rule; those that a cell cannot hold are passed over."""
    for spec in specs if isinstance(specs, list) else ():
        pair = (spec.get("from"), spec.get("to")) if isinstance(spec, dict) else ()
        texts = [text.strip() for text in pair if isinstance(text, str)]
        if len(texts) == 2 and all(texts) and not re.search(f"[|{ARROW}\n\r\t]", "".join(texts)):
            yield Spec(*texts)


def write_terms(terms: Iterable[Term]) -> bytes:
    """The rules of these terms."""
    yaml = need("yaml")
    terms = tuple(terms)
    holders = _holders(terms)
    rules = []
    for term in terms:
        forms = [form.text for form in term.forms if form.status == "deprecated"]
        if forms and not (term.near or term.not_near or term.inflects or re.search(r"\$\d", term.preferred)):
            patterns = [_guarded(form, holders.get(form, ())) for form in sorted(forms, key=len, reverse=True)]
            rule: dict[str, Any] = {"expected": term.preferred}
            rule |= (
                {"pattern": f"/{patterns[0]}/"}
                if len(patterns) == 1
                else {"patterns": [f"/{pattern}/" for pattern in patterns]}
            )
            whole = re.compile("|".join(patterns))
            new = term.preferred.replace("\\", r"\\")
            kept = [spec for spec in term.specs if whole.sub(new, spec.text) == spec.wanted]
            if kept:
                rule["specs"] = [{"from": spec.text, "to": spec.wanted} for spec in kept]
            rules.append(rule)
    content = {"version": 1, "rules": rules}
    return (_HEAD + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)).encode()


def _holders(terms: Iterable[Term]) -> dict[str, list[str]]:
    """For each deprecated form the right forms of the glossary that hold it."""
    terms = tuple(terms)
    wrong = {form.text for term in terms for form in term.forms if form.status == "deprecated"}
    lengths = sorted({len(text) for text in wrong})
    found: dict[str, list[str]] = {}
    for text in dict.fromkeys(form.text for term in terms for form in right(term)):
        for length in lengths:
            for start in range(len(text) - length + 1):
                if text[start : start + length] in wrong and length < len(text):
                    found.setdefault(text[start : start + length], []).append(text)
    return {form: list(dict.fromkeys(texts)) for form, texts in found.items()}


def _guarded(form: str, holders: Iterable[str]) -> str:
    """The expression for a form that does not stand inside one of the holders."""
    guards = []
    for holder in holders:
        start = holder.find(form)
        while start >= 0:
            before = f"(?<={escaped(holder[:start])})" if start else ""
            guards.append(f"(?!{before}{escaped(holder[start:])})")
            start = holder.find(form, start + 1)
    return "".join(guards) + escaped(form)
