"""`taiyaku rules`: what each rule does."""

from __future__ import annotations

from typing import get_args

import click

from cleantext.findings import Severity
from cleantext.profiles import load_profiles
from cleantext.rules import RULES, explain_rule, load_rule

from ..options import RuleList
from ..show import wrap


@click.command("rules")
@click.argument("rule", required=False, type=RuleList())
def command(rule: tuple[str, ...] | None) -> None:
    """List the rules and the profiles in which they run, or explain one.

    An explanation says what the rule does, why, what it leaves alone, its source, with an example.
    """
    for each in rule or ():
        click.echo(explain_rule(each))
    if not rule:
        click.echo(_table(), nl=False)


def _table() -> str:
    """The rules by severity; each with the numbers of the profiles in which it runs."""
    profiles = list(load_profiles().values())
    names = ", ".join(f"{number} {profile.name}" for number, profile in enumerate(profiles, 1))
    lines = [wrap(f"The figures are the profiles in which a rule runs unless the settings say otherwise: {names}.")]
    width = max(map(len, RULES))
    for severity in get_args(Severity):
        rules = [rule for rule in map(load_rule, RULES) if rule.severity == severity]
        lines += [f"\n{severity}\n"] if rules else []
        for rule in rules:
            on = "".join("-" if rule.id in p.off else str(number) for number, p in enumerate(profiles, 1))
            lines.append(f"  {on}  {rule.id:{width}}  {rule.summary}\n")
    return "".join(lines)
