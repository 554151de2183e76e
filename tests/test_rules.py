"""Every rule against its cases: what it must find, what it must leave alone, and what it is known to miss."""

import ast
import doctest
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cleantext import check_text, fix_text
from cleantext.fix import FILLER_MARK
from cleantext.profiles import DEFAULT, load_profiles
from cleantext.rules import RULES, explain_rule, load_rule

CASES = Path(__file__).parent / "cases" / "rules"
FOLDER = Path(__file__).parent.parent / "cleantext" / "rules"
REPORTED = (
    "chinese-filler",
    "chinese-word",
    "chinese-quoted",
    "review-mark",
    "switch-comment",
    "lost-passage",
    "repetition",
    "breadcrumb",
    "first-mention",
    "out-of-date",
)
"""Rules without a safe fix of their own."""


def cases(kind: str, rules: tuple[str, ...] = RULES) -> list[Any]:
    found = []
    for rule in rules:
        path = CASES / f"{rule}.json"
        for case in json.loads(path.read_text("utf-8")).get(kind, []) if path.exists() else []:
            case = {"text": case} if isinstance(case, str) else case
            marks = [pytest.mark.xfail(strict=True)] if kind == "known_failures" else []
            found.append(pytest.param(rule, case, id=f"{rule}-{case['text'][:24]!a}", marks=marks))
    return found


def glossary_of(name: str | None) -> str | None:
    """A shipped glossary by its name; one of the cases by its file's name."""
    return str(CASES.parent / name) if name and name.endswith(".tsv") else name


def options(rule: str, case: dict[str, Any]) -> dict[str, Any]:
    return {
        "select": [rule],
        "format": case.get("format", "txt"),
        "glossary": glossary_of(case.get("glossary")),
        "date": case.get("date", ""),
        "profile": case.get("profile", DEFAULT),
    }


@pytest.mark.parametrize(("rule", "case"), cases("hits"))
def test_hit(rule: str, case: dict[str, Any]) -> None:
    text = case["text"]
    findings = check_text(text, **options(rule, case))
    assert [f.found for f in findings] == case["found"]
    assert all(text[f.start : f.end] == f.found and f.rule == rule and f.message for f in findings)
    if "fixed" in case:
        fixed = fix_text(text, **options(rule, case))
        assert fixed.text == case["fixed"]
        assert fix_text(fixed.text, **options(rule, case)).text == fixed.text


@pytest.mark.parametrize(("rule", "case"), cases("hits", tuple(rule for rule in RULES if not load_rule(rule).fixes)))
def test_rules_without_fix_have_none(rule: str, case: dict[str, Any]) -> None:
    assert not any(f.safe and f.fix is not None for f in check_text(case["text"], **options(rule, case)))


@pytest.mark.parametrize(("rule", "case"), cases("negatives"))
def test_left_alone(rule: str, case: dict[str, Any]) -> None:
    assert check_text(case["text"], **options(rule, case)) == []
    assert fix_text(case["text"], **options(rule, case)).text == case["text"]


@pytest.mark.parametrize(("rule", "case"), cases("known_failures"))
def test_known_failure(rule: str, case: dict[str, Any]) -> None:
    assert fix_text(case["text"], **options(rule, case)).text == case["fixed"]


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_whole(rule: str) -> None:
    """A rule has cases, a module of its name, a summary, a severity, a source and an example that runs."""
    kinds = json.loads((CASES / f"{rule}.json").read_text("utf-8"))
    assert len(kinds["hits"]) >= 3
    assert len(kinds["negatives"]) >= 3
    loaded = load_rule(rule)
    module = import_module(loaded.find.__module__)
    assert Path(str(module.__file__)).stem.replace("_", "-") == rule == loaded.id
    assert loaded.summary == module.SUMMARY
    assert len(loaded.summary) > 10
    assert not loaded.summary.endswith(".")
    assert loaded.severity in ("error", "warning", "info")
    assert ast.get_docstring(ast.parse(Path(str(module.__file__)).read_text("utf-8"))) == explain_rule(rule)
    assert ">>> " in explain_rule(rule)
    assert "Source:" in explain_rule(rule)


@pytest.mark.parametrize("rule", RULES)
def test_the_example_of_a_rule_runs_as_it_is_shown(rule: str) -> None:
    """`taiyaku rules ID` shows it without the module round it."""
    example = doctest.DocTestParser().get_doctest(explain_rule(rule), {}, rule, None, 0)
    shown: list[str] = []
    assert doctest.DocTestRunner().run(example, out=shown.append).attempted >= 2
    assert not shown


def test_every_module_is_registered() -> None:
    modules = {path.stem.replace("_", "-") for path in FOLDER.glob("*.py")} - {"--init--"}
    assert modules == set(RULES)
    assert len(set(RULES)) == len(RULES)
    assert {path.stem for path in CASES.glob("*.json")} == set(RULES)


def test_profiles_name_real_rules_and_the_same_settings() -> None:
    profiles = load_profiles()
    assert next(iter(profiles)) == DEFAULT
    assert all(profile.off <= set(RULES) for profile in profiles.values())
    assert len({frozenset(profile.settings) for profile in profiles.values()}) == 1


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="'coma'; did you mean 'comma'"):
        check_text("", select=["coma"])


def test_all_rules_together_keep_what_each_leaves_alone() -> None:
    """Good Japanese passes through all rules at once."""
    for text in GOOD:
        fixed = fix_text(text, glossary="ukraine")
        assert (fixed.text, fixed.applied, fixed.remaining) == (text, [], [])


GOOD = [
    "円相場は1ドル=150.25円、比率は2:1、開演は18:30だ。",
    "　彼は言った。「Don't worry, be happy!」と。",
    "　「なぜだ？　答えろ！」\n　「……」\n",
    "Yahoo!ニュースと（モーニング娘。の）公式サイト https://example.jp/a?b=c,d:e を見る。",
    "お問い合わせは info@example.co.jp（平日9:00〜17:00）まで。",
    "1. 目的\n2. 方法（甲・乙）\n\n| 甲 | 乙 |\n|---|---|\n| 1,000 | 2:3 |\n",
    "顔文字(^_^)や:-)は残す。",
    "保存先は C:\\資料\\2026 か ~/docs/a.txt である。",
    "名前,年齢,都市\n佐藤,30,東京\n鈴木,25,大阪\n",
    "『源氏物語』（全54帖）――その第1帖「桐壺」。",
]


def test_the_mark_left_by_cleaning_is_reported() -> None:
    assert [f.rule for f in check_text(FILLER_MARK, glossary="ukraine")] == ["review-mark"]


def test_documented_sources_name_a_standard_or_this_project() -> None:
    for rule in set(RULES) - set(REPORTED):
        assert re.search(r"Source: (?:JTF|JIS|ISO)", explain_rule(rule)), rule


def test_of_many_odd_brackets_in_a_paragraph_the_rest_are_counted() -> None:
    found = check_text("「" * 350 + "\n\n" + "（あ" * 100, select=["unmatched-bracket"])
    assert [f.found for f in found] == ["「"] * 100 + ["（"] * 100
    assert [n for n, f in enumerate(found) if "more brackets" in f.message] == [99]
    assert found[99].message.endswith("; 250 more brackets of it are odd")


def test_each_bracket_of_a_run_is_judged_by_its_own_run() -> None:
    found = check_text("彼は[]「(と言う", select=["unmatched-bracket"])
    assert [f.start for f in found] == [5]
