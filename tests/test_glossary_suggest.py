"""Names and terms that are suggested for a glossary, their spellings, their English, and the command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossaries import Form, Glossary, GlossaryError, Term, load_glossary
from glossaries.folding import fold
from glossaries.formats import tsv
from glossaries.suggest import Offline, Passage, Suggestion, suggest_terms
from glossaries.suggest.variants import are_variants, groups
from taiyaku.show import COLUMNS, width

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "examples" / "miami-davos.ja.txt"
CASES = json.loads((ROOT / "tests" / "cases" / "suggest.json").read_text("utf-8"))
UKRAINE = load_glossary("ukraine")


def suggested(*texts: str, **options: object) -> dict[str, Suggestion]:
    """The suggestions for some texts by each of their spellings that stands there."""
    found = suggest_terms([Passage(text, "a.txt", 1) for text in texts], **options)  # type: ignore[arg-type]
    return {form: suggestion for suggestion in found for form in suggestion.counts}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_case(case: dict) -> None:
    found = {form: suggestion.term.kind for form, suggestion in suggested(case["text"]).items()}
    assert {form: found.get(form) for form in case["wanted"]} == case["wanted"]
    assert not found.keys() & set(case["unwanted"])


SAME = """
キーウ キイウ|ダボス ダヴォス|スームィ スムイ|ドリスコル ドリスコール|ウメロフ ウメロウ
グレンバウム グルーエンバウム|イヴェット・クーパー イベット・クーパー|ティモシェンコ チモシェンコ
ウォロディミル ヴォロディーミル|ジョルジャ・メローニ ジョルジア・メロニ|ザポリージャ ザポリッジャ
スティーブ・ウィトコフ スティーブン・ウィトコフ|ホワイト・ハウス ホワイトハウス|ダボス会議 ダヴォス会議
国家安全保障・国防会議 国家安全保障国防会議|28項目の和平案 28項目和平案
"""
OTHER = """
イラン イラク|オーストリア オーストラリア|スロバキア スロベニア|ゼレンスキー ゼレンスカ
アレクサンドル アレクサンドラ|キエフ キーウ|カイロ カイル|リトアニア ラトビア|アイルランド アイスランド
マリ マニラ|国防省 国防相|ニジェール ナイジェリア|パリ バリ
"""


@pytest.mark.parametrize("pair", SAME.replace("\n", "|").strip("|").split("|"))
def test_variants_meet(pair: str) -> None:
    one, other = pair.split()
    assert are_variants(one, other)
    assert groups(["モスクワ", one, "ロンドン", other]) == [["モスクワ"], [one, other], ["ロンドン"]]


@pytest.mark.parametrize("pair", OTHER.replace("\n", "|").strip("|").split("|"))
def test_other_names_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert not are_variants(one, other)
    assert groups([one, other]) == [[one], [other]]


def test_spellings_in_several_articles_are_one_row_with_counts_and_places() -> None:
    texts = ("首都キーウで雪が降った。\nキーウは寒い。", "キイウの駅に着いた。")
    row = suggested(*texts)["キーウ"]
    assert row.counts == {"キーウ": 2, "キイウ": 1}
    assert row.count == 3
    assert row.term.forms == (Form("キーウ", "preferred"), Form("キイウ", "admitted"))
    assert [(context.line, context.found) for context in row.contexts] == [(1, "キーウ"), (2, "キーウ"), (1, "キイウ")]
    assert str(row.contexts[0]) == "a.txt:1 首都【キーウ】で雪が降った。"
    assert "decide which spelling" in row.term.note


def test_a_decided_respelling_meets_through_a_glossary_only() -> None:
    text = "キエフで会談した。"
    assert suggested(text)["キエフ"].term.preferred == "キエフ"
    row = suggested(text, offline=Offline(glossaries=[UKRAINE]))["キエフ"]
    assert row.term.forms == (Form("キーウ", "preferred"), Form("キエフ", "deprecated"))
    assert row.term.english == ("Kyiv",)
    assert "the glossary ukraine prefers キーウ" in row.term.note


def test_a_surname_is_tied_to_the_full_name() -> None:
    found = suggested("キリロ・ブダノフ長官が来た。ブダノフ氏は話した。")
    assert found["ブダノフ"].term.short_of == found["キリロ・ブダノフ"].term.id
    assert found["ブダノフ"].count == 2


def test_what_a_glossary_has_is_known_and_a_near_spelling_is_noted() -> None:
    house = Glossary("house", (Term("umerov", (Form("ウメロフ", "preferred"),)),))
    found = suggested("ウメロフ氏とウメロウ氏とブダノフ氏。", known=[house])
    assert found["ウメロフ"].known == "house"
    assert not found["ブダノフ"].known
    assert not found["ウメロウ"].known
    assert "another spelling of ウメロフ" in found["ウメロウ"].term.note


@pytest.mark.parametrize(
    ("text", "form", "english", "source"),
    [
        ("北大西洋条約機構（NATO）に入る。", "北大西洋条約機構", "NATO", "in the article"),
        (
            "北大西洋条約機構（North Atlantic Treaty Organization、NATO）だ。",
            "北大西洋条約機構",
            "North Atlantic Treaty Organization",
            "in the article",
        ),
        ("ウメロフ（Umerov）氏は話した。", "ウメロフ", "Umerov", "in the article"),
        ("TechMet（テックメット）社だ。", "テックメット", "TechMet", "in the article"),
        ("EUと話す。", "EU", "EU", "as written"),
        ("マイアミで話す。", "マイアミ", "Miami", "UniDic"),
        ("ホワイトハウスで話す。", "ホワイトハウス", "white house", "UniDic"),
    ],
)
def test_english(text: str, form: str, english: str, source: str) -> None:
    first = suggested(text)[form].english[0]
    assert (first.text, first.source) == (english, source)


@pytest.mark.parametrize(
    "text", ["ウメロフ（43）が話した。", "ウメロフ（仮名）が話した。", "ウメロフが話した（see below）。"]
)
def test_what_stands_in_brackets_may_be_no_english(text: str) -> None:
    assert not suggested(text)["ウメロフ"].english


def test_one_word_of_two_sources_is_surer() -> None:
    glossary = Glossary("g", (Term("miami", (Form("マイアミ", "preferred"),), ("Miami",)),))
    first = suggested("マイアミで話す。", offline=Offline(glossaries=[glossary]))["マイアミ"].english[0]
    assert first.source == "glossary g; UniDic"
    assert first.confidence > 0.95


def test_english_of_a_parallel_text() -> None:
    ja = "ウメロフ書記が着いた。駅は静かだ。\nハルキウでは雪が降る。スターマー首相が来る。\nウメロフ氏は語る。"
    en = (
        "Secretary Umerov arrived. The station was quiet.\n"
        "It snows in Kharkiv. Prime Minister Starmer comes.\nUmerov talks."
    )
    found = suggested(ja, offline=Offline(parallel=en))
    assert [found[form].english[0].text for form in ("ウメロフ", "スターマー")] == ["Umerov", "Starmer"]
    assert all("parallel text" in found[form].english[0].source for form in ("ウメロフ", "スターマー"))
    assert not any(english.text == "Station" for row in found.values() for english in row.english)


def test_synonyms() -> None:
    item = {"ryakusyou": "代表語形", "vocabularyNumber": 1}
    group = {"items": [{**item, "midashi": "欧州委員会"}, {**item, "midashi": "European Commission"}]}
    found = suggested("欧州委員会が決めた。", offline=Offline(synonyms=json.dumps([group]).encode()))
    assert [e[:2] for e in found["欧州委員会"].english] == [("European Commission", "Sudachi synonyms")]
    with pytest.raises(GlossaryError, match="sudachi-synonyms-dictionary.json"):
        suggested("欧州委員会", offline=Offline(synonyms=b"{}}"))


def test_the_model_is_asked_only_where_nothing_is_sure() -> None:
    asked = []

    def ask(form: str) -> str:
        asked.append(form)
        return {"ウメロフ": "Umerov.", "ハルキウ": "ハルキウ"}[form]

    found = suggested("ウメロフ氏はハルキウとNATOに行く。", offline=Offline(ask=ask))
    assert sorted(asked) == ["ウメロフ", "ハルキウ"]
    assert [(e.text, e.source) for e in found["ウメロフ"].english] == [("Umerov", "model")]
    assert found["ウメロフ"].term.english == ()
    assert found["ハルキウ"].english == ()


def test_names_of_the_article_are_found_without_a_glossary() -> None:
    """Of the names of the shipped glossary that stand in the article, at least nine of ten; kinds as there."""
    text = ARTICLE.read_text("utf-8")
    found = suggested(text)
    named = [match for match in UKRAINE.find(text) if match.term.kind != "term"]
    forms = {fold(match.form.text).text: match.term for match in named}
    hits = {form: term for form, term in forms.items() if form in found}
    assert len(hits) >= 0.9 * len(forms)
    kinds = [found[form].term.kind in (term.kind, "") for form, term in hits.items()]
    assert sum(kinds) >= 0.9 * len(kinds)


def test_the_rows_are_a_glossary() -> None:
    found = suggest_terms([Passage(ARTICLE.read_text("utf-8"), "a|b\t.txt", 1)])
    terms = [suggestion.term for suggestion in found]
    read = tsv.read_terms(tsv.write_terms(terms), "suggested.tsv")
    assert [(term.id, term.forms, term.english) for term in read] == [(t.id, t.forms, t.english) for t in terms]


PIECES = st.sampled_from(
    [
        *"ウメロフ 氏 ・ キーウ 州 欧州委員会 （ ） NATO 「 」 党 の 第5条 28項目 和平案".split(),
        *"ｷｴﾌ | ＥＵ ー ッ 、 は 領 🙂".split(),
        *("\n", "\u2028", "\x0b", '"', " ", "\ud83d"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_rows_that_load(text: str) -> None:
    found = suggest_terms([Passage(text, "a", 1), Passage(text, "b")])
    folded = fold(text).text
    for suggestion in found:
        assert suggestion.count == sum(suggestion.counts.values())
        assert 0 < suggestion.confidence < 1
        assert all(form in folded for form in suggestion.counts)
    tsv.read_terms(tsv.write_terms(suggestion.term for suggestion in found), "suggested.tsv")


def taiyaku(folder: Path, *arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"XDG_DATA_HOME": str(folder), "TAIYAKU_MODELS": "", "TAIYAKU_MODEL": "", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "taiyaku", "glossary", "suggest", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_command_lists_in_80_columns(tmp_path: Path) -> None:
    ran = taiyaku(tmp_path, ARTICLE)
    assert ran.returncode == 0
    assert max(map(width, ran.stdout.splitlines())) <= COLUMNS
    assert " 0.95    5×  ウメロフ  person-short\n             Umerov (glossary ukraine" in ran.stdout
    assert "terms to review" in ran.stderr


def test_command_writes_a_glossary_and_overwrites_none(tmp_path: Path) -> None:
    ran = taiyaku(tmp_path, ARTICLE, "-o", "new.tsv", "--glossary", "ukraine")
    assert (ran.returncode, ran.stdout) == (0, "new.tsv\n")
    terms = load_glossary(tmp_path / "new.tsv")
    assert "マイアミ会談" in {term.preferred for term in terms}
    assert "ウメロフ" not in {term.preferred for term in terms}
    ran = taiyaku(tmp_path, ARTICLE, "-o", "new.tsv")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "is there already" in ran.stderr


def test_command_reads_documents_and_leaves_code_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 題\n\n`ブダノフ`とウメロフ氏。\n", "utf-8")
    (tmp_path / "b.html").write_text("<p>首都<b>キシナウ</b>で話す。</p>", "utf-8")
    ran = taiyaku(tmp_path, "a.md", "b.html", "-", "--all", stdin="ハルキウだ。")
    assert ran.returncode == 0
    assert "a.md:3 " in ran.stdout
    assert all(name in ran.stdout for name in ("ウメロフ", "キシナウ", "ハルキウ"))
    assert "ブダノフ" not in ran.stdout


def test_command_takes_english_from_an_edition(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("スターマー首相が着いた。", "utf-8")
    (tmp_path / "a.en.txt").write_text("Prime Minister Starmer arrived.", "utf-8")
    ran = taiyaku(tmp_path, "a.txt", "--en", "a.en.txt", "--no-shipped")
    assert "Starmer (parallel text" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("missing.txt",), 2, "missing.txt"),
        ((ARTICLE, "-o", "new.doc"), 2, "no glossary format"),
        ((ARTICLE, "--synonyms", ARTICLE), 2, "sudachi-synonyms-dictionary.json"),
        ((ARTICLE, "--ask-model"), 3, "taiyaku models install"),
    ],
)
def test_command_says_what_is_wrong(tmp_path: Path, arguments: tuple, code: int, says: str) -> None:
    ran = taiyaku(tmp_path, *arguments)
    assert ran.returncode == code
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_of_two_entries_with_one_form_the_one_that_asks_nothing_of_the_sentence_is_meant() -> None:
    found = suggested("トランプ氏が演説した。", offline=Offline([UKRAINE]))["トランプ"]
    assert (found.term.english, found.term.kind) == (("Trump",), "person-short")


def test_titles_are_one_list_for_suggestions_rules_and_translation() -> None:
    from glossaries.titles import offices, titles

    assert {title.kind for title in titles().values()} == {"person", "place", "organisation"}
    assert all(title.kind == "person" for title in titles().values() if title.office)
    assert {title.office for title in titles().values()} == {"", "one", "many"}
    every = offices().split("|")
    assert [len(word) for word in every] == sorted(map(len, every), reverse=True)
    assert {"大統領", "国務長官", "選手", "知事"} <= set(every) and not {"氏", "夫人", "州"} & set(every)
    assert "国務長官" in offices("one").split("|") and "議員" not in offices("one").split("|")
