"""`taiyaku glossary`: glossaries as editors keep them."""

from __future__ import annotations

import click

from ..lazy import LazyGroup

_HERE = "taiyaku.commands.glossary_"
LAZY = {
    "list": (f"{_HERE}list:list_command", "The shipped glossaries, or the entries of one."),
    "show": (f"{_HERE}list:show_command", "All about one entry."),
    "lint": (f"{_HERE}lint:command", "What is wrong, or looks wrong."),
    "add": (f"{_HERE}edit:add_command", "Add an entry, by questions or options."),
    "edit": (f"{_HERE}edit:edit_command", "Change an entry."),
    "remove": (f"{_HERE}edit:remove_command", "Remove an entry."),
    "log": (f"{_HERE}history:log_command", "Who changed what, and when."),
    "undo": (f"{_HERE}history:undo_command", "Take back a change."),
    "diff": (f"{_HERE}exchange:diff_command", "How one glossary differs from another."),
    "merge": (f"{_HERE}exchange:merge_command", "Bring one glossary into another."),
    "import": (f"{_HERE}exchange:import_command", "Bring in a spreadsheet or a term base."),
    "export": (f"{_HERE}exchange:export_command", "Write a spreadsheet, a term base, or a table of your own."),
    "stats": (f"{_HERE}stats:command", "Which entries occur in articles, in which forms, and where."),
    "suggest": (f"{_HERE}suggest:command", "Names and terms of articles that a glossary should have."),
}
"""Name → where the command is, and what it does."""


@click.group("glossary", cls=LazyGroup, lazy=LAZY)
def command() -> None:
    """Keep glossaries: look at them, change them, check them.

    A glossary G is the name of a shipped one (ukraine) or the path of a table (house.tsv).
    """
