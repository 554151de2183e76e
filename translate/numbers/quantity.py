"""A quantity of a text, in either language, and the table of units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from translate.tables import rows

MONTHS = "January February March April May June July August September October November December".split()

Kind = Literal[
    "number", "count", "money", "percent", "fraction", "measure", "temperature", "duration", "age",
    "year", "month", "day", "hour", "minute", "decade", "ordinal", "times", "name",
]  # fmt: skip
"""number   nothing says what is counted.
count    things: 5人, 3 people. In English a noun is not looked at: such a quantity is a number there.
measure  a unit of length, weight, area …
decade   1990年代, 30代, the 1990s, in her 30s.
times    倍, twice, tenfold.
name     a part of a name in Latin script: G7, COVID-19.
"""

Bound = Literal["", "about", "several", "at least", "more than", "at most", "less than"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What text[start:end] says, its unit included; offsets are code points.

    value   of the numeral with its scale; of 3分の1 a third, of 氷点下10度 -10; of a month 1 to 12.
    high    the last value of an interval (数十 is 10 to 99, 1990年代 is 1990 to 1999), else value.
    unit    a name of the table of units, two joined by | where the text leaves it open (キロ), a counter, or "".
    also    other values the same words can stand for (20時: 8; 21年: 2021), for comparing.
    needed  False: a translation may well do without (一人, 二重).
    figures True if Arabic digits show it.
    """

    start: int
    end: int
    kind: Kind
    value: float
    high: float
    unit: str = ""
    bound: Bound = ""
    also: tuple[float, ...] = ()
    needed: bool = True
    figures: bool = True

    @property
    def values(self) -> tuple[float, ...]:
        """Every value it may stand for, the first the plain one."""
        return (self.value, *self.also)


@dataclass(frozen=True, slots=True)
class Numeral:
    """text[start:end] shows a value; what it counts is still to be read from what stands round it."""

    text: str
    start: int
    end: int
    value: float
    figures: bool
    ordinal: bool = False
    vague: bool = False

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The forty signs before it."""
        return self.text[max(0, self.start - 40) : self.start]

    @property
    def whole(self) -> bool:
        return self.value == int(self.value)

    def counts(
        self,
        kind: Kind,
        end: int,
        unit: str = "",
        *also: float,
        value: float | None = None,
        high: float | None = None,
    ) -> Quantity:
        """The quantity it makes with all up to `end`; value and high where they are not its own."""
        value = self.value if value is None else value
        high = value if high is None else high
        return Quantity(self.start, end, kind, value, high, unit, also=also, figures=self.figures)


class Unit(NamedTuple):
    """A row of the table: what it measures, and how large it is in the first unit of that dimension."""

    name: str
    dimension: str
    size: float
    japanese: tuple[str, ...]
    english: tuple[str, ...]


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """The table of units and currencies by name."""
    table = {}
    for name, dimension, size, japanese, english in rows("units.tsv"):
        table[name] = Unit(name, dimension, float(size), tuple(japanese.split()), tuple(english.split()))
    return table


def dimension(unit: str) -> str:
    """What a unit measures; "" for a counter.

    >>> dimension("kilometre"), dimension("JPY"), dimension("人")
    ('length', 'money', '')
    """
    return units()[unit].dimension if unit in units() else ""


_KINDS: dict[str, Kind] = {
    "money": "money", "percent": "percent", "point": "number", "temperature": "temperature", "duration": "duration",
}  # fmt: skip


def kind_of(unit: str) -> Kind:
    """The kind of a quantity in this unit of the table."""
    return _KINDS.get(dimension(unit), "measure")


def with_word_before(text: str, quantity: Quantity) -> str:
    """A quantity as it stands in a text, with the word before it."""
    return text[text.rfind(" ", 0, max(0, quantity.start - 1)) + 1 : quantity.end]
