"""Glossaries in layers, and the examples that an entry must pass."""

from pathlib import Path

import pytest

from glossaries import Glossary, GlossaryError, layer_conflicts, layer_glossaries, load_glossaries, load_glossary
from glossaries.formats.tsv import read_terms
from glossaries.specs import failed_specs, respell

HEADER = "id\tja\ten\tadmitted\tdeprecated\tforbidden\tnear\tspecs\n"


def table(*rows: str) -> str:
    return HEADER + "".join(row + "\t" * (7 - row.count("\t")) + "\n" for row in rows)


def made(name: str, *rows: str) -> Glossary:
    return Glossary(name, read_terms(table(*rows).encode(), name), name)


HOUSE = made("house", "kyiv\tキーウ\tKyiv\t\tキエフ", "dog\t犬\tdog\tわんこ", "us\t米国\tUnited States\tアメリカ")


def test_the_nearest_entry_of_an_id_holds() -> None:
    both = layer_glossaries([HOUSE, made("desk", "kyiv\tキエフ\tKiev\t\tキーウ")])
    assert both.name == "house+desk"
    assert [(t.id, t.origin) for t in both] == [("kyiv", "desk"), ("dog", "house"), ("us", "house")]
    assert respell("キーウと犬", both) == "キエフと犬"
    assert layer_conflicts([HOUSE, made("desk", "kyiv\tキエフ\tKiev\t\tキーウ")]) == []


def test_the_nearest_layer_holds_a_form() -> None:
    near = made("article", "usa\t合衆国\tUnited States\t\tアメリカ")
    both = layer_glossaries([HOUSE, near])
    assert respell("米国とアメリカ", both) == "米国と合衆国"
    assert [str(c) for c in layer_conflicts([HOUSE, near])] == [
        "アメリカ: deprecated in article (usa), admitted in house (us)"
    ]


def test_an_entry_without_its_preferred_form_is_left_out() -> None:
    near = made("desk", "puppy\t子犬\tpuppy\t\t犬")
    both = layer_glossaries([HOUSE, near])
    assert "dog" not in [t.id for t in both]
    assert respell("犬とわんこ", both) == "子犬とわんこ"
    assert [str(c) for c in layer_conflicts([HOUSE, near])] == [
        "犬: deprecated in desk (puppy), preferred in house (dog)"
    ]


def test_words_near_tell_entries_of_layers_apart() -> None:
    near = made("desk", "hot-dog\t犬\thot dog\t\t\t\tからし")
    assert [t.id for t in layer_glossaries([HOUSE, near])] == ["hot-dog", "kyiv", "dog", "us"]
    assert layer_conflicts([HOUSE, near]) == []


def test_the_same_in_two_layers_is_no_conflict() -> None:
    assert layer_conflicts([HOUSE, made("desk", "usa\t米国\tUnited States\tアメリカ")]) == []


def test_one_alone_comes_back_and_none_is_refused() -> None:
    assert layer_glossaries([HOUSE]) is HOUSE
    with pytest.raises(ValueError, match="no glossary"):
        layer_glossaries([])


def test_a_layered_glossary_is_known_by_its_layers() -> None:
    a, b = made("a", "x\t犬"), made("b", "y\t猫")
    assert len({layer_glossaries(each).sha256 for each in ([a, b], [b, a], [a, a])}) == 3


def test_layers_by_name_and_path(tmp_path: Path) -> None:
    path = tmp_path / "desk.tsv"
    path.write_text(table("kyiv\tキエフ\tKiev\t\tキーウ"), encoding="utf-8")
    assert respell("キーウとハリコフ", load_glossaries(["ukraine", path])) == "キエフとハルキウ"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "kyiv\tキーウ\tKyiv\t\tキエフ\t\t\t首都キエフで → 首都キーウで|キエフ級空母",
            "'キエフ級空母' must stay as it is, but becomes 'キーウ級空母'",
        ),
        ("kyiv\tキーウ\tKyiv\t\t\tキエフ\t\tキエフで → キーウで", "must become 'キーウで', but becomes 'キエフで'"),
    ],
)
def test_an_entry_that_fails_its_example_does_not_load(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "desk.tsv"
    path.write_text(table("dog\t犬", row), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(GlossaryError, match=message) as caught:
            load_glossary(path)
    assert str(caught.value).startswith("desk.tsv, line 3, column specs: in the example of 'kyiv', ")


def test_what_passed_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "desk.tsv"
    path.write_text(
        table("kyiv\tキーウ\tKyiv\t\tキエフ\t\t\tキエフで → キーウで|キエフ・ルーシではない"), encoding="utf-8"
    )
    with pytest.raises(GlossaryError):
        load_glossary(path)
    assert not (tmp_path / "cache").exists()
    path.write_text(path.read_text("utf-8").replace("|キエフ・ルーシではない", ""), encoding="utf-8")
    load_glossary(path)
    assert len(list((tmp_path / "cache" / "taiyaku" / "glossaries").iterdir())) == 1
    monkeypatch.setattr("glossaries.specs.failed_specs", lambda glossary: pytest.fail("tried again"))
    load_glossary(path)


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    path = tmp_path / "desk.tsv"
    path.write_text(table("kyiv\tキーウ\tKyiv\t\tキエフ\t\t\tキエフで → キーウで"), encoding="utf-8")
    assert failed_specs(load_glossary(path)) == []
