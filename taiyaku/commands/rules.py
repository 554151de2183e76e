"""`taiyaku rules`: what each rule does."""

from __future__ import annotations

import click

from cleantext.rules import RULES, explain_rule, load_rule

from ..sources import known_rules


@click.command("rules")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """List the rules, or explain one: what it does, why, what it leaves alone, its source, an example."""
    if rule:
        click.echo(explain_rule(known_rules((rule,))[0]))
        return
    width = max(map(len, RULES))
    for rule_id in RULES:
        click.echo(f"{rule_id:{width}}  {load_rule(rule_id).severity:7}  {load_rule(rule_id).summary}")
