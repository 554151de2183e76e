"""Names in the English that nothing in the Japanese supports: a small model puts countries and people in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossaries import Glossary, Match

_KINDS = frozenset({"person", "person-short", "place"})

# One-character names of countries as headlines and compounds write them (米露, 対ロ制裁, 英首相, 日欧).
_SHORT = (
    (re.compile("米(?=[^国粒飯作価騒])"), ("united states", "us", "u.s", "america", "american")),
    (re.compile("英(?=[^国語雄知字断])"), ("united kingdom", "uk", "u.k", "britain", "british")),
    (re.compile("仏(?=[^教像閣具壇陀様])"), ("france", "french")),
    (re.compile("独(?=[^立自特占身創学断裁得力])"), ("germany", "german")),
    (re.compile("伊(?=[^藤豆達勢丹東])"), ("italy", "italian")),
    (re.compile("[対日米英仏独欧中反親駐在訪]ロ(?![ァ-ヺー])|露(?=[^出天骨店呈])"), ("russia", "russian")),
    (re.compile("欧(?=[^州])"), ("europe", "european")),
)

_HOME = re.compile("国内|全国|自国|母国|本国|同国|[我わ]が国")
"""What an article on a country calls it, where English names it: in the UK."""


def unsupported_names(
    source: str, matches: list[Match], target: str, glossary: Glossary, people: Sequence[str] = ()
) -> list[str]:
    """Names of people and places of the glossary that stand in the English but not in the Japanese.

    matches are the terms found in source, people the English of people whom it means without a name. Supported as
    well: a name that the source has in Latin script or as the one character of a country, a Japanese form inside a
    longer word, a full name by its surname, and a country for 国内 where the source names no place.
    """
    japanese, named = _names(glossary)
    supported = " | ".join(form.lower() for match in matches for form in match.term.english)
    supported += " | ".join(["", *(name.lower() for name in people)])
    supported += " | " + source.lower()
    at_home = _HOME.search(source) is not None and not any(match.term.kind == "place" for match in matches)
    short = {name for sign, names in _SHORT if sign.search(source) for name in names}

    def known(name: str) -> bool:
        plain = name.lower()
        return (
            _stands_in(plain, supported)
            or plain.rstrip(".") in short
            or (" " in plain and _stands_in(plain.split()[-1], supported))
            or any(form in source for form in japanese[name])
            or (at_home and _is_home(name, target))
        )

    return [name for name in dict.fromkeys(match.form.text for match in named.find_english(target)) if not known(name)]


def _is_home(name: str, target: str) -> bool:
    return re.search(rf"\b(?:in|across|within|throughout|of) (?:the )?{re.escape(name)}(?!\w)", target) is not None


def _stands_in(name: str, text: str) -> bool:
    """True if the name is a word of its own in text: uk is not in ukraine, nor us in russia."""
    return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text) is not None


@lru_cache(maxsize=8)
def _names(glossary: Glossary) -> tuple[dict[str, set[str]], Glossary]:
    """English name → the Japanese forms it stands for; and the terms that are names, with these alone."""
    japanese: dict[str, set[str]] = {}
    terms = []
    for term in glossary:
        names = [name for name in term.english if name[:1].isupper() and len(name) > 1]
        if term.kind == "person" and names and " " in term.english[0]:  # He and No are surnames, too
            names = [name for name in names if " " in name]
        if term.kind in _KINDS and names:
            terms.append(replace(term, english=tuple(names), english_wrong=()))
            for name in names:
                japanese.setdefault(name, set()).update(form.text for form in term.forms)
    return japanese, replace(glossary, terms=tuple(terms))
