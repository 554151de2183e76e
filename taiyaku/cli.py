"""The command `taiyaku`: one group; each subcommand is a module in `commands`, loaded when it is called."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

import click

from .errors import TaiyakuError
from .lazy import LazyGroup
from .version import VERSION

COMMANDS = {
    "check": "Find what should not be printed.",
    "clean": "Fix what is safe to fix, and list what is left for a person.",
    "translate": "Translate and align, sentence by sentence, offline.",
    "bilingual": "The whole job: clean, translate, verify, write an edition and a report.",
    "align": "Pair two editions that exist: which English is the translation of which Japanese.",
    "engines": "What can translate here, and engines side by side on a text of yours.",
    "glossary": "Keep glossaries: look, change, check, import, export.",
    "memory": "Approved pairs in and out of a translation memory.",
    "models": "Fetch, add, check and remove translation models.",
    "revise": "Bring edits made in other programs back into an edition.",
    "rules": "What each rule does, why, and what it leaves alone.",
}
GO_ON = {"translate", "bilingual", "models"}
"""Commands that go on, when they are called again, where they were stopped."""

_LAZY = {name: (f"taiyaku.commands.{name}:command", summary) for name, summary in COMMANDS.items()}


@click.group(cls=LazyGroup, lazy=_LAZY, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="taiyaku")
def group() -> None:
    """Clean Japanese articles before they are published, and make aligned Japanese-English editions, offline."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command; every foreseeable error is one sentence on stderr and an exit code.

    What goes to a file or another program is UTF-8, whatever the system's own encoding.
    """
    _open_streams()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="backslashreplace")
    gc.set_threshold(100_000)  # what a run makes is mostly kept to its end, and holds no cycles
    try:
        code = group.main(args=arguments, prog_name="taiyaku", standalone_mode=False)
        sys.stdout.flush()
        gc.freeze()  # nothing is looked through for cycles at the end
        sys.exit(code if isinstance(code, int) else 0)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _stop(_stopped(arguments), 130)
    except click.exceptions.NoArgsIsHelpError as e:
        e.show()
        sys.exit(2)
    except click.UsageError as e:
        command = e.ctx.command_path if e.ctx else "taiyaku"
        _stop(f"{e.format_message().rstrip('.')} (see {command} --help)", 2)
    except click.ClickException as e:
        _stop(e.format_message(), 2)
    except TaiyakuError as e:
        _stop(e.message, e.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as e:
        if isinstance(e.__context__, KeyboardInterrupt):  # what it was stopped in could not be tidied up
            _stop(_stopped(arguments), 130)
        _stop(_sentence(e), 2)
    except MemoryError:
        _stop("there is not enough memory for this; close other programs or take a smaller file", 2)
    except Exception as e:
        _stop_for(e)


def _open_streams() -> None:
    """What was closed (`>&-`, a program without a terminal) is the null device, so that no file gets its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _stopped(arguments: list[str] | None) -> str:
    if GO_ON.isdisjoint((sys.argv[1:] if arguments is None else arguments)[:1]):
        return "stopped; every file is as it was, or whole"
    return "stopped; what is done is kept, and the same command goes on from there"


def _sentence(error: OSError) -> str:
    if error.strerror is None:
        return str(error)
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror}; check the disk, its free space and its permissions"


def _stop_for(error: Exception) -> None:
    """End with the sentence of an error of the lower floors; an unknown error is a fault of ours and shows whole."""
    from glossaries import GlossaryError
    from translate import EngineFailed, EngineMissing, MemoryProblem
    from translate.similarity import EncoderMissing

    if isinstance(error, (GlossaryError, MemoryProblem)):
        _stop(str(error), 2)
    if isinstance(error, (EngineFailed, EngineMissing, EncoderMissing)):
        _stop(str(error), 3)
    raise error


def _stop(sentence: str, code: int) -> None:
    click.echo(f"taiyaku: {sentence}", err=True)
    sys.exit(code)
