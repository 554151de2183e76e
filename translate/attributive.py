"""The English of a term as it stands before a noun: フランス当局者 is given to an engine as French当局者.

Left with "France当局者" a small model writes "France officials". Only for countries and parts of the world, and only
where the adjective is one of the English forms that the glossary has for the term.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .tables import rows

if TYPE_CHECKING:
    from glossaries import Match

_NOUN = re.compile(
    "政府|大統領|首相|[外内財防法]相|国防相|財務相|外務省|国防省|財務省|議会|国会|議員|上院|下院|最高裁|政権|与党|野党|当局"
    "|高官|外交|大使|首脳|指導|代表(?!作)|国王|王室|軍(?![配手])|[陸海空]軍|兵|部隊|警察|検察|裁判所|中央銀行|中銀|国営|国有"
    "|企業|メディア|各?紙|社会|経済|市場|通貨|諸国|各国|同盟国|側|製|産|籍|系|領|料理|映画|文学|文化"
)
_PEOPLE = re.compile("国民|市民|住民|男性|女性|選手|難民|移民|留学生|観光客|労働者|人(?![気工材])")


@cache
def _adjectives() -> dict[str, list[str]]:
    """Countries with their adjective, and after it that of their people where it is another."""
    return {country: adjectives for country, *adjectives in rows("adjectives.tsv")}


def english_of(match: Match, source: str) -> str:
    """The English that an engine is given for a term: its first form, or the adjective where a noun follows it."""
    english = match.term.english
    adjectives = _adjectives().get(english[0])
    if adjectives is None:
        return english[0]
    before_people = _PEOPLE.match(source, match.end)
    adjective = adjectives[-1 if before_people else 0]
    is_wanted = adjective in english and (before_people or _NOUN.match(source, match.end))
    return adjective if is_wanted else english[0]
