"""The rules. A rule is one module named like its id (- for _) and one line in RULES.

A rule module has SUMMARY (one sentence), SEVERITY, and find(text, context), which yields hits. It may have FIXES =
False where none is a safe fix, and SIGNS, characters of which a text must hold one for the rule to find anything; or
RARE, a class of such characters (as in a pattern, without brackets) that few texts hold. Its docstring says
what the rule does, why, what it leaves alone, and where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from ..findings import Rule
from ..nearest import nearest
from ..profiles import need_profile

RULES = (
    "chinese-filler",
    "chinese-word",
    "chinese-quoted",
    "glossary",
    "first-mention",
    "out-of-date",
    "period",
    "comma",
    "digit-separator",
    "colon",
    "colon-ending",
    "semicolon",
    "question-mark",
    "middle-dot",
    "dash",
    "range-dash",
    "hyphen",
    "ellipsis",
    "repeated-punctuation",
    "doubled-particle",
    "parentheses",
    "square-bracket",
    "unmatched-bracket",
    "nested-quote",
    "quotation-mark",
    "period-before-bracket",
    "heading-period",
    "missing-period",
    "percent",
    "sentence-length",
    "comma-count",
    "space-after-period",
    "control-character",
    "zero-width",
    "nfd-kana",
    "half-width-kana",
    "kangxi-radical",
    "look-alike",
    "full-width-alphanumeric",
    "space-between-widths",
    "space-between-full-width",
    "parted-words",
    "space-around-brackets",
    "trailing-space",
    "katakana-space",
    "title-drift",
    "breadcrumb",
    "review-mark",
    "switch-comment",
    "heading-order",
    "lost-passage",
    "term-drift",
    "repetition",
    "numeral-mix",
    "date-order",
    "impossible-date",
    "register",
    "heading-register",
    "list-register",
    "caption-register",
    "list-period",
)


@cache
def load_rule(rule_id: str) -> Rule:
    """The rule of an id. Raises ValueError for an unknown one, with the nearest name."""
    if rule_id not in RULES:
        near = nearest(rule_id, RULES)
        raise ValueError(f"unknown rule {rule_id!r}" + (f"; did you mean {near!r}?" if near else ""))
    module = import_module(f"{__name__}.{rule_id.replace('-', '_')}")
    options = {name.lower(): getattr(module, name) for name in ("FIXES", "SIGNS", "RARE") if hasattr(module, name)}
    return Rule(rule_id, module.SUMMARY, module.SEVERITY, module.find, **options)


def rules_for(profile: str, select: Iterable[str] | None = None) -> list[Rule]:
    """The rules to run: those selected, or those of the profile. Raises ValueError for unknown names."""
    off = need_profile(profile).off
    chosen = [rule for rule in RULES if rule not in off] if select is None else dict.fromkeys(select)
    return [load_rule(rule_id) for rule_id in chosen]


def explain_rule(rule_id: str) -> str:
    """What a rule does, why and what it leaves alone: the docstring of its module."""
    load_rule(rule_id)
    return (import_module(f"{__name__}.{rule_id.replace('-', '_')}").__doc__ or "").strip()
