"""Glossaries as rules of prh: what goes there and back, and what is left out."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from glossary_terms import KYIV, US
from hypothesis import given
from hypothesis import strategies as st

from glossaries import Form, GlossaryError, Spec, Term, load_glossary
from glossaries.formats import FORMATS
from glossaries.formats.expressions import NotWords, words_of
from glossaries.formats.incoming import Incoming


def rules(*lines: str) -> Incoming:
    return FORMATS["prh"].read(("version: 1\nrules:\n" + "\n".join(lines) + "\n").encode(), "prh.yml")


def test_prh_export() -> None:
    keeps = Term("rus", (Form("キエフ・ルーシ", "preferred"),), ("Kievan Rus",))
    kyiv = replace(KYIV, specs=(Spec("キエフで", "キーウで"), Spec("キエフ・ルーシ", "キエフ・ルーシ")))
    data = FORMATS["prh"].write_terms([kyiv, keeps, US])
    assert data.decode() == (
        "# taiyaku glossary\nversion: 1\nrules:\n- expected: キーウ\n  pattern: /(?!キエフ・ルーシ)キエフ/\n  specs:\n"
        "  - from: キエフで\n    to: キーウで\n  - from: キエフ・ルーシ\n    to: キエフ・ルーシ\n"
    )
    (term,) = FORMATS["prh"].read(data, "prh.yml").terms
    assert term.forms == KYIV.forms[:2] and term.specs == kyiv.specs


def test_prh_rules_that_are_words() -> None:
    read = rules(
        "- expected: ハードウェア",
        "  patterns: [ハードウエアー, ハードウェアー, 'ハードウエア']",
        "- expected: デフォルト",
        "  pattern: /(?:ディ|デイ)フォル[トド]/",
        "- expected: サーバー",
        "  pattern: /サーバ(?!ー)/",
        "  specs: [{from: サーバ, to: サーバー}]",
        "- Cookie",
    )
    assert not read.remarks
    assert [(t.preferred, [form.text for form in t.forms[1:]]) for t in read.terms] == [
        ("ハードウェア", ["ハードウエアー", "ハードウェアー", "ハードウエア"]),
        ("デフォルト", ["ディフォルト", "ディフォルド", "デイフォルト", "デイフォルド"]),
        ("サーバー", ["サーバ"]),
        ("Cookie", []),
    ]
    assert read.terms[2].specs == (Spec("サーバ", "サーバー"),)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("- {expected: （$1）, pattern: '/\\(([^)]+)\\)/'}", r"parts of what was found"),
        ("- {expected: 犬, pattern: /い.ぬ/}", r"regular expression \(\.\)"),
        ("- {expected: 犬, pattern: /いぬ+/}", "repeats"),
        ("- {expected: 犬, pattern: '/[あ-ん]ぬ/'}", "range"),
        ("- {expected: 犬, pattern: /\\d犬/}", r"regular expression \(\\d\)"),
        ("- {expected: 犬, pattern: /(?=い)いぬ/}", "beside it"),
        ("- {expected: 犬, pattern: /いぬ|イヌ(?!科)/}", "one word of several"),
        ("- {expected: 犬, pattern: /いぬ/i}", "capitals"),
        ("- {expected: 犬, pattern: '/(いぬ/'}", "not closed"),
        ("- {expected: 犬, pattern: '/いぬ)/'}", "too many"),
        ("- {expected: 犬, pattern: '/(いぬ)?/'}", "empty"),
        ("- {expected: 犬, pattern: '/[ab][ab][ab][ab][ab][ab]/'}", "over 50 words"),
        (f"- {{expected: 犬, pattern: '/{'(' * 5000}/'}}", "longer than"),
        ("- {expected: 犬, pattern: いぬ, regexpMustEmpty: $1}", "regexpMustEmpty"),
        ("- {expected: 2024, pattern: 犬}", "no expected form"),
        ("- {expected: 犬, pattern: [[a]]}", "no text"),
        ("- {expected: 犬, pattern: a|b}", "the sign |"),
        ("- {expected: '！', pattern: '!'}", "has no letter"),
        ("- {expected: 猫, pattern: ねこ}\n- {expected: 犬, pattern: ねこ}", "stands in the entry of '猫' already"),
    ],
)
def test_prh_rules_left_out(rule: str, reason: str) -> None:
    read = rules(rule)
    assert len(read.remarks) == 1 and re.search(reason, read.remarks[0]), read.remarks
    assert read.remarks[0].endswith(".") and all(term.preferred == "猫" for term in read.terms)


@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")
@given(st.text("ab犬(|)?[]\\.!:<=-*", max_size=12))
def test_words_are_what_the_expression_matches(inside: str) -> None:
    try:
        found = words_of(f"/{inside}/")
    except NotWords:
        return
    expression = re.compile(inside)
    assert all(expression.fullmatch(word) for word in found.words)
    for other in found.others:
        assert not any(expression.match(other, at) for at in range(len(other)) if other[at:].startswith(found.words))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no rules"),
        (b"rules: 3", "holds no rules"),
        (b"rules: [", "is no YAML"),
        (b"a: &a [x]\nb: &b [*a,*a]\nrules: [*b]", r"line 2: a value refers to another value \(\*a\)"),
        (b"rules: !!python/object/apply:os.system ['true']", "is no YAML that prh reads"),
        (b"rules: " + b"[" * 50_000, "nested too deep|is no YAML"),
        (b"rules: [" + b"a," * (5 << 20) + b"]", "too large"),
        (b"rules: [2024-99-99]", "is no YAML"),
    ],
)
def test_hostile_yaml(data: bytes, message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        FORMATS["prh"].read(data, "prh.yml")


def test_prh_accepts_the_rules(tmp_path: Path) -> None:
    prh = shutil.which("prh")
    if not prh:
        pytest.skip("prh is not installed")
    signs = Term("signs", (Form("A.B-C(D)", "preferred"), Form("A-B/C", "deprecated"), Form("A*[B]", "deprecated")))
    kyiv = replace(KYIV, specs=(Spec("キエフで", "キーウで"),))
    others = [term for term in load_glossary("ukraine") if term.id != "kyiv"]
    (tmp_path / "prh.yml").write_bytes(FORMATS["prh"].write_terms([kyiv, signs, *others]))
    (tmp_path / "a.txt").write_text("首都キエフで、キエフ・ルーシとゼレンスキーとA-B/Cが。", "utf-8")
    command = [prh, "--rules", str(tmp_path / "prh.yml"), "--stdout", str(tmp_path / "a.txt")]
    ran = subprocess.run(command, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "首都キーウで、キエフ・ルーシとゼレンスキーとA.B-C(D)が。"
