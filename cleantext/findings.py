"""The values the rules deal in: a rule finds hits, a hit becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from .context import Context

Severity = Literal["error", "warning", "info"]


class Hit(NamedTuple):
    """What a rule saw: text[start:end], what should stand there instead, and why.

    fix        the replacement, or None where a person has to write it.
    safe       True: cleaning applies the fix. False: the fix is only a suggestion, or there is none.
    confidence how sure the rule is, 0 to 1.
    reason     the evidence, in plain sentences, where the message does not say all of it.
    severity   where it is not the rule's own.
    """

    start: int
    end: int
    fix: str | None
    message: str
    safe: bool = True
    confidence: float = 1.0
    reason: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Rule:
    """A rule finds, it never edits. `id` is the module's name with - for _.

    fixes   False: none of its hits is a safe fix. While a text is fixed it is then asked once, at the end.
    signs   it finds nothing in a text that holds none of these characters; "" where it may find something in any.
    rare    the same as a class, a-z, of characters that few texts hold: all such rules share one look for them.
    """

    id: str
    summary: str
    severity: Severity
    find: Callable[[str, Context], Iterable[Hit]]
    fixes: bool = True
    signs: str = ""
    rare: str = ""


class Finding(NamedTuple):
    """A hit with its rule. Offsets are code points and text[start:end] == found."""

    rule: str
    start: int
    end: int
    found: str
    fix: str | None
    severity: Severity
    message: str
    safe: bool = True
    confidence: float = 1.0
    reason: str = ""


class Fixed(NamedTuple):
    """What fix_text returns.

    text      the cleaned text.
    applied   the findings that were fixed; offsets in the text that was given.
    remaining the findings left for a person; offsets in `text`.
    """

    text: str
    applied: list[Finding]
    remaining: list[Finding]
