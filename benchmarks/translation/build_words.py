"""Makes cleantext/data/common-words.txt: English words that, with a capital, need not be a name.

    npm pack dictionary-en && tar xzf dictionary-en-*.tgz && pip install wordfreq
    python benchmarks/translation/build_words.py package/index.dic > cleantext/data/common-words.txt

The words in small letters of the English Hunspell dictionary (SCOWL; free to use and change) that wordfreq
(Apache-2.0) has at least about once in three million words, but NAMES, which are mostly names in news.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

NAMES = frozenset(
    """afghan amazon anchorage auburn bailey barker barney basil basque batman beck bohemian bolivar bologna bob
    bobby bourbon brad buffalo bursa bush butler byzantine cal canton carol carter castor chad chamberlain
    chandler charlie chesterfield chihuahua china chuck cologne colleen collier cooper cork cox curie dale
    danish davenport derby derrick dick dirk drake dutch fritz frank frankfurter ford french garland garner
    gibbon gill griffin graham guinea hamburg hamlet hank harry heather hector hogan homer hooker hoover
    jaguar japan java jack jasper jay jean jenny jersey jimmy joey john johnny josh kaiser kelvin ken kip
    kohl lee lance leach madras manila marge maria marina marlin max mercer meg mecca mickey mike miller
    molly mongol morocco moss mulligan napoleon nelson newton nick nestle noel oxford panama pascal patty
    peter phoenix pollard polish potter ray rick rob robin rod roger roman romeo rosemary sally sawyer savoy
    seine shanghai sheila smith sol sonny soviet stein stetson sue swede tanner ted terry timothy tom tony
    troy trump tucker turkey turner tut twain twitter ulster val valentine van veronica victor viola wade
    waldo walker ware warren watt wellington welsh willy wright xerox yahoo yang""".split()
)
PREFIXES = {"A": "re", "C": "de", "E": "dis", "F": "con", "I": "in", "K": "pro", "U": "un"}
"""What the flags of the dictionary put before a word."""

OTHERS = frozenset("amidst amongst whilst towards afterwards upwards".split())
LEAST = 800
"""The bucket of wordfreq from which on a word is too rare, in centibels below certainty."""


def main(dictionary: Path) -> None:
    """Print the words, sorted."""
    from wordfreq import get_frequency_list

    rank = {word: place for place, bucket in enumerate(get_frequency_list("en", "large")) for word in bucket}
    lines = dictionary.read_text("utf-8").splitlines()[1:]
    words = set()
    for line in lines:
        word, _, flags = line.partition("/")
        words |= {word, *(PREFIXES[flag] + word for flag in flags if flag in PREFIXES)}
    kept = {word for word in words if re.fullmatch("[a-z]{3,}", word) and rank.get(word, LEAST + 1) <= LEAST}
    sys.stdout.write("\n".join(sorted((kept | OTHERS) - NAMES)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
