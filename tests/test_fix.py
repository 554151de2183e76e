"""Fixing: once is enough, nothing else is touched, and what was applied is where it says it was."""

from difflib import SequenceMatcher

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleantext import Finding, check_text, fix_text
from cleantext.context import Context
from cleantext.fix import FILLER_MARK, PASSES, SURE_FILLER, Edit, Filler, apply_edits, plan
from glossaries import load_glossary

UKRAINE = load_glossary("ukraine")
FILLERS: tuple[Filler, ...] = ("mark", "remove", "keep")
PIECES = [
    *"日本の人はとカタナー々〇。、，．・「」『』（）【】()[]{}<>《》“”‘’\"':;：；,.!?！？…—―-–~〜／/\\|#*_`>=^&@",
    *" \t　\u200b\u2028\u2029\x85\r\n·･•‧aBhw019０Ａｱﾞ這样话们说但是😀\u200d\ud800\udc00\x00\x0c",
    *(
        "\r\n",
        "キエフ",
        "キーウ",
        "ゼレンスキ",
        "安全保証",
        "这样的话,但是,",
        FILLER_MARK,
        "【要確認：",
        "https://a.jp/",
    ),
    *("```\n", "モーニング娘。", "。」", "(^_^)", "——", ": ", "， ", "「嘘?」", "---\n", "| 甲 |", "![", "](", "?  \n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
"""Texts of everything the rules look at, and of what breaks programs."""
SWARMS = st.sets(st.sampled_from(PIECES), min_size=2, max_size=7).flatmap(
    lambda some: st.lists(st.sampled_from(sorted(some)), max_size=30).map("".join)
)
"""Texts of few different pieces each, so that they meet often."""
ANY = TEXTS | SWARMS


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("suggestions", [False, True])
@pytest.mark.parametrize("form", ["txt", "md"])
@settings(max_examples=150, deadline=None)
@given(text=ANY)
@example("日本?!?はい。 」 (日本(NATO),——·)")
@example("彼は「一。」。 」")
@example("日， ， ， ， ， ， ， ， ， ")
def test_fixing_again_changes_nothing(form: str, suggestions: bool, filler: Filler, text: str) -> None:
    first = fix_text(text, format=form, suggestions=suggestions, filler=filler, glossary=UKRAINE)
    second = fix_text(first.text, format=form, suggestions=suggestions, filler=filler, glossary=UKRAINE)
    assert second.text == first.text
    assert second.applied == []
    assert second.remaining == first.remaining


@pytest.mark.parametrize("suggestions", [False, True])
@pytest.mark.parametrize("form", ["txt", "md"])
@settings(max_examples=100, deadline=None)
@given(before=st.sampled_from(["", "日本", "a", "（"]), unit=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
@example("港", ["，", "”"])
@example("", ["”", "’", ","])
@example("港", [", "])
@example("", ["…", "， "])
@example("", ["，", "——"])
@example("日本", ["——", "， "])
@example("", ["——", "，", " "])
def test_a_run_of_any_length_needs_few_passes(form: str, suggestions: bool, before: str, unit: list[str]) -> None:
    text = before + "".join(unit) * (4 * PASSES) + "海"
    first = fix_text(text, format=form, suggestions=suggestions, filler="keep")
    assert fix_text(first.text, format=form, suggestions=suggestions, filler="keep").text == first.text


@pytest.mark.parametrize("filler", FILLERS)
@settings(max_examples=150, deadline=None)
@given(text=ANY, suggestions=st.booleans())
def test_findings_stand_where_they_say(filler: Filler, text: str, suggestions: bool) -> None:
    found = check_text(text, glossary=UKRAINE)
    assert found == sorted(found, key=lambda f: (f.start, f.end))
    assert all(text[f.start : f.end] == f.found for f in found)
    fixed = fix_text(text, filler=filler, suggestions=suggestions, glossary=UKRAINE)
    assert all(text[f.start : f.end] == f.found for f in fixed.applied)
    assert all(fixed.text[f.start : f.end] == f.found for f in fixed.remaining)
    assert [(f.start, f.end) for f in fixed.applied] == sorted((f.start, f.end) for f in fixed.applied)
    assert fixed.remaining == check_text(fixed.text, glossary=UKRAINE)


@settings(max_examples=300, deadline=None)
@given(text=ANY)
def test_check_and_fix_agree(text: str) -> None:
    """What check finds nothing fixable in, fix gives back; what it fixes, check had found."""
    fixable = [f for f in check_text(text, glossary=UKRAINE) if f.safe and f.fix is not None]
    fixed = fix_text(text, filler="keep", glossary=UKRAINE)
    assert bool(fixable) == (fixed.text != text) == bool(fixed.applied)
    if not fixable:
        assert fixed.text == text


@settings(max_examples=300, deadline=None)
@given(text=ANY)
def test_what_is_outside_the_edits_survives(text: str) -> None:
    """Between the places of `applied`, each stretch of the original is in the result, in order."""
    fixed = fix_text(text, filler="remove", glossary=UKRAINE)
    position, last = 0, 0
    for f in [*fixed.applied, Finding("", len(text), len(text), "", None, "info", "")]:
        between = text[last : f.start]
        if fixed.applied and f.rule == "chinese-filler":
            between = between.rstrip("\r\n")
        kept = between.strip(" \t\r\n")  # filler goes with the spaces and breaks beside it
        position = fixed.text.find(kept, position)
        assert position >= 0
        position += len(kept)
        last = max(last, f.end)


def test_letters_are_never_lost() -> None:
    text = "防衛(防空、発電機): 「行こう。」首都キエフ, 米国——と?はい"
    fixed = fix_text(text, glossary=UKRAINE)
    assert fixed.text == "防衛（防空、発電機）：「行こう」首都キーウ、米国――と？　はい"
    blocks = SequenceMatcher(None, text, fixed.text, autojunk=False).get_opcodes()
    changed = "".join(text[a:b] for tag, a, b, _, _ in blocks if tag != "equal")
    assert not set(changed) & set("防衛空発電機行首都米国")


def test_plan_takes_the_leftmost_then_the_longest_and_compares_with_the_last_kept() -> None:
    def finding(start: int, end: int, fix: str) -> Finding:
        return Finding("comma", start, end, "abcdefgh"[start:end], fix, "warning", "")

    kept = plan("abcdefgh", [finding(0, 3, "x"), finding(2, 6, "y"), finding(5, 7, "z")], False, "keep")
    assert [edit for _, edit in kept] == [Edit(0, 3, "x"), Edit(5, 7, "z")]
    kept = plan("abcdefgh", [finding(0, 2, "x"), finding(0, 4, "y")], False, "keep")
    assert [edit for _, edit in kept] == [Edit(0, 4, "y")]
    assert plan("abcdefgh", [finding(0, 2, "ab")], False, "keep") == []
    assert apply_edits("abcdefgh", [Edit(0, 3, "x"), Edit(5, 7, "z")]) == "xdezh"


def test_what_two_rules_ask_for_alike_is_said_once() -> None:
    text = "港は静かだ。 「朝だ」と言う。"
    both = ["space-after-period", "space-around-brackets"]
    assert [f.rule for f in check_text(text, select=both)] == ["space-after-period"]
    assert [f.rule for rule in both for f in check_text(text, select=[rule])] == both


def test_suggestions_are_made_only_when_asked_for() -> None:
    text = "安全保証を求める"
    assert fix_text(text, glossary=UKRAINE).text == text
    assert fix_text(text, glossary=UKRAINE, suggestions=True).text != text


def test_places_of_later_passes_are_in_the_original() -> None:
    text = "「行こう。 」と「来い。 」と"
    fixed = fix_text(text)
    assert fixed.text == "「行こう」と「来い」と"
    assert [(f.rule, f.start, f.end) for f in fixed.applied] == [
        ("period-before-bracket", 4, 5),
        ("space-after-period", 5, 6),
        ("period-before-bracket", 11, 12),
        ("space-after-period", 12, 13),
    ]


def test_filler() -> None:
    loop = "这样的话,但是,这样的话,但是这样的话,但是这样的话。"
    text = f"会談は終わった。\n\n{loop}\n\n次の日。"
    assert fix_text(text).text == f"会談は終わった。\n\n{FILLER_MARK}\n\n次の日。"
    assert fix_text(text, filler="remove").text == "会談は終わった。\n\n次の日。"
    kept = fix_text(text, filler="keep")
    assert kept.text == text
    assert [f.rule for f in kept.remaining] == ["chinese-filler"]
    for filler in FILLERS:
        applied = fix_text(text, filler=filler).applied
        assert "".join(f.found for f in applied) == ("" if filler == "keep" else loop)


def test_doubtful_filler_stays_for_a_person() -> None:
    text = "港は静かだ。\n一個、典型例\n朝になる。"
    fixed = fix_text(text)
    assert fixed.text == text
    (left,) = (finding for finding in fixed.remaining if finding.rule == "chinese-filler")
    assert left.found == "一個、典型例" and left.confidence < SURE_FILLER
    assert FILLER_MARK in fix_text(text, suggestions=True).text


def test_wrong_names_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown filler 'erase'; known: mark, remove, keep"):
        fix_text("", filler="erase")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="unknown format 'doc'; known: txt, md"):
        fix_text("", format="doc")
    with pytest.raises(ValueError, match="unknown profile"):
        check_text("", profile="novel")


@settings(max_examples=200, deadline=None)
@given(text=ANY, form=st.sampled_from(["txt", "md"]), start=st.integers(0, 40), length=st.integers(0, 9))
def test_free_is_the_plain_definition(text: str, form: str, start: int, length: int) -> None:
    context = Context(text, form)
    spans = context._protected[1]
    end = max(start + length, start + 1)
    assert context.free(start, start + length) == (not any(a < end and start < b for a, b in spans))


@pytest.mark.parametrize(
    ("quotations", "wanted"),
    [
        ("", "「キーウは寒い」"),
        ("fix", "「キーウは寒い」"),
        ("suggest", "「キエフは寒い」"),
        ("leave", "「キエフは寒い」"),
    ],
)
def test_names_in_quotations(quotations: str, wanted: str) -> None:
    text = "「キエフは寒い」と述べた。キエフで"
    fixed = fix_text(text, select=["glossary"], glossary="ukraine", quotations=quotations)
    assert fixed.text == wanted + "と述べた。キーウで"
    assert [f.found for f in fixed.remaining] == (["キエフ"] if quotations == "suggest" else [])
