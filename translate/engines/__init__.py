"""Engines that translate sentences. An engine is one module and one line in ENGINES; it loads when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple, Protocol

ENGINES = {
    "llama": "LlamaEngine",
    "argos": "ArgosEngine",
    "openai": "OpenAIEngine",
    "libretranslate": "LibreTranslateEngine",
}


class Hint(NamedTuple):
    """How one sentence is to be translated.

    attempt  0 is the engine's best, later ones are other readings of it.
    terms    (Japanese, English) pairs to use, of terms that stand in the sentence in Japanese.
    """

    attempt: int = 0
    terms: tuple[tuple[str, str], ...] = ()


class Answer(str):
    """The English of a sentence. `certainty` is the mean (geometric) of the probabilities that the model gave to the
    tokens it chose, 0 to 1; None where the engine cannot tell.
    """

    certainty: float | None

    def __new__(cls, text: str, certainty: float | None = None) -> Answer:
        answer = super().__new__(cls, text)
        answer.certainty = certainty
        return answer


class Engine(Protocol):
    """What translates. Sentences are Japanese with terms and numbers already in English.

    batch     so many sentences are best given at once.
    attempts  so many attempts give answers of their own; with more of them the last is repeated.

    One whose strings are Answers may have an attribute `unsure`: below this certainty an answer carries a flag.
    One whose model is as a rule so large that it knows people has `knows_people`, and is not told doubtful readings.
    """

    batch: int
    attempts: int

    def signature(self) -> str:
        """What the output depends on: engine, version, model hash, settings. The same means the same output."""

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        """The English of each sentence; the list has the length of `sentences`. A string may be an Answer."""


class Usage(NamedTuple):
    """What a model has computed, as its library counts it: tokens, and seconds spent on them.

    An engine that can tell has it as its attribute `usage`, from its first sentence on.

    read     tokens of prompts that were not in the cache.
    written  tokens of answers.
    load_seconds  until the first sentence could be asked.
    """

    read: int = 0
    read_seconds: float = 0.0
    written: int = 0
    written_seconds: float = 0.0
    load_seconds: float = 0.0


class EngineMissing(ImportError):
    """An engine's library is not installed; the message names the command that installs it."""


class EngineFailed(RuntimeError):
    """An engine cannot load or run its model at all; the message is one sentence."""


class SentenceFailed(RuntimeError):
    """An engine could not translate one sentence; the next may well go. The message is one sentence."""


def usage_of(engine: Engine | None) -> Usage | None:
    """What an engine has computed so far; None where it does not count, or has computed nothing."""
    usage = getattr(engine, "usage", None)
    return usage if isinstance(usage, Usage) and usage.written else None


def certainty_of(answer: str) -> float | None:
    """How sure an engine was of an answer; None where it does not tell."""
    return answer.certainty if isinstance(answer, Answer) else None


def load_engine(name: str, **settings: Any) -> Engine:
    """The engine of a name, with its own settings. Raises ValueError, EngineMissing or EngineFailed."""
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}; known: {', '.join(ENGINES)}")
    engine: Engine = getattr(import_module(f"{__name__}.{name}"), ENGINES[name])(**settings)
    return engine
