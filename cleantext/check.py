"""Running the rules over a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from .context import Context
from .findings import Finding, Rule
from .lazy import lazy
from .profiles import need_profile
from .rules import rules_for

if TYPE_CHECKING:
    from glossaries import Glossary

_finding = cast("Callable[[tuple[Any, ...]], Finding]", partial(tuple.__new__, Finding))  # Finding._make, unchecked
_PLACE = itemgetter(*map(Finding._fields.index, ("start", "end", "rule")))

TEXT_FORMATS = ("txt", "md")
"""Formats whose files are text all through; a document of another is checked with `check_document`."""


def check_text(
    text: str,
    *,
    format: str = "txt",
    select: Iterable[str] | None = None,
    profile: str = "web-news",
    glossary: Glossary | str | None = None,
    allow: Iterable[str] = (),
    date: str = "",
    quotations: str = "",
) -> list[Finding]:
    """What should be looked at in text, sorted by place; text[f.start:f.end] == f.found, in code points.

    format    "txt", or "md" to leave Markdown's code, links and tables alone.
    select    exactly the rules to run; None for those of the profile.
    glossary  a Glossary, or the name or path of one; None for no names.
    allow     texts in which nothing is ever found; /…/ is a regular expression, whose ^ and $ are ends of lines.
    date      the day the article is of, 2026-01-20; "" for the one it names itself, else today.
    quotations  names in 「…」 that the glossary spells otherwise: "fix", "suggest", "leave"; "" as the profile says.
    Raises ValueError for an unknown rule, profile or format, GlossaryError for a bad glossary.

    >>> [(f.rule, f.found, f.fix) for f in check_text("日本,米国")]
    [('comma', ',', '、')]
    """
    options = context_options(profile, glossary, allow, date, quotations)
    return run_rules(Context(text, need_text_format(format), **options), rules_for(profile, select))


def context_options(
    profile: str, glossary: Glossary | str | None, allow: Iterable[str], date: str, quotations: str
) -> dict[str, Any]:
    """What a Context is made with, from what callers may give. Raises ValueError or GlossaryError."""
    name, terms = need_profile(profile).name, as_glossary(glossary)
    return {"profile": name, "glossary": terms, "allow": tuple(allow), "date": date, "quotations": quotations}


def run_rules(context: Context, rules: Iterable[Rule]) -> list[Finding]:
    """The findings of some rules, sorted by start, end and rule; what two rules ask for alike is said once."""
    text = context.text
    wanted = context.is_wanted if context.has_exceptions else None
    findings: list[Finding] = []
    for rule in _may_find(text, list(rules)):
        name, usual = rule.id, rule.severity
        found = [
            (
                name,
                start,
                end,
                text[start:end],
                fix,
                own or usual,
                message,
                safe and fix is not None,
                confidence,
                reason,
            )
            for start, end, fix, message, safe, confidence, reason, own in rule.find(text, context)
            if wanted is None or wanted(name, start, end)
        ]
        findings += map(_finding, found)
    findings.sort(key=_PLACE)
    repeated = [n for n, (one, other) in enumerate(pairwise(findings), 1) if one[1] == other[1] and _alike(one, other)]
    for n in reversed(repeated):
        del findings[n]
    return findings


def _alike(one: Finding, other: Finding) -> bool:
    """True if the second finding, which begins where the first does, asks for the same fix, and no surer."""
    return one.fix is not None and one.fix == other.fix and one.end == other.end and one.safe >= other.safe


def _may_find(text: str, rules: list[Rule]) -> Iterator[Rule]:
    """The rules for which the text holds a sign that they ask for."""
    rare = "".join([rule.rare for rule in rules])
    held = "".join(set(lazy(f"[{rare}]").findall(text))) if rare else ""
    for rule in rules:
        if rule.rare and not (held and lazy(f"[{rule.rare}]").search(held)):
            continue
        if rule.signs and not any(sign in text for sign in rule.signs):
            continue
        yield rule


def as_glossary(glossary: Glossary | str | None) -> Glossary | None:
    """A glossary from what callers may give for one."""
    if isinstance(glossary, str):
        from glossaries import load_glossary

        return load_glossary(glossary)
    return glossary


def need_text_format(format: str) -> str:
    """The format. Raises ValueError where it is none of a text."""
    if format not in TEXT_FORMATS:
        raise ValueError(f"unknown format {format!r}; known: {', '.join(TEXT_FORMATS)}")
    return format
