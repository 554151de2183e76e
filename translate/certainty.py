"""How sure an engine says it is of its answer, and when that is too little.

Of what a model knows about its own translations the mean probability of its tokens is the cheapest sign that it makes
something up, and one of the best (Guerreiro, Voita and Martins: Looking for a Needle in a Haystack, EACL 2023).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .engines import Engine, certainty_of
from .segment import Flag


def least_certainty(answers: Iterable[str]) -> float | None:
    """Of the least certain of some answers; None where none tells."""
    return min((each for answer in answers if (each := certainty_of(answer)) is not None), default=None)


def unsure(certainty: float | None, engine: Engine) -> Iterator[Flag]:
    """A flag where an engine's certainty is below its attribute `unsure`; never for an engine that has none.

    >>> class Model:
    ...     unsure = 0.6
    >>> [flag.message for flag in unsure(0.42, Model())], list(unsure(0.6, Model())), list(unsure(None, Model()))
    (['the model was unsure: it gave its words a probability of only 42 % on average'], [], [])
    """
    if certainty is not None and certainty < getattr(engine, "unsure", 0.0):
        percent = round(100 * certainty)
        yield Flag("unsure", f"the model was unsure: it gave its words a probability of only {percent} % on average")
