"""`taiyaku revise`: what is not clear is shown with both texts, and never written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from exchange_edition import EDITION
from exchange_folder import (
    NEW,
    STEM,
    changed_meanwhile,
    conflict,
    edited,
    file,
    make_edition,
    revise,
    rows,
    table,
    tmx,
    workbook,
)

from translate.outputs import render


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_edition(tmp_path / "out")


def test_changed_meanwhile(folder: Path) -> None:
    out = conflict(folder, changed_meanwhile(folder))
    assert out == (
        "s0005\tCONFLICT: the English was changed in the edition as well\n"
        "  ja\t市長は修理を約束した。\n"
        "  was\tThe mayor promised repairs.\n"
        "  mine\tAnother hand.\n"
        f"  theirs\t{NEW}  (second.csv, line 6)\n"
    )


@pytest.mark.parametrize(("take", "text"), [("mine", "Another hand."), ("theirs", NEW)])
def test_take(folder: Path, take: str, text: str) -> None:
    assert revise(folder, changed_meanwhile(folder), "--take", take)[0] == 0
    assert rows(folder)["s0005"].target == text


def test_a_file_without_revision_is_not_believed_newer_than_it_shows(folder: Path) -> None:
    old = without_revision(file(folder, "tsv"))
    assert revise(folder, table(file(folder, "csv"), ("s0005", "en", "Another hand."), name="a.csv"))[0] == 0
    sent = folder / "sent.tsv"
    sent.write_text(old.replace("The mayor promised repairs.", NEW, 1), "utf-8")
    assert "changed in the edition as well" in conflict(folder, sent)
    sent.write_text(old, "utf-8")
    assert revise(folder, sent)[:2] == (0, "")
    new = without_revision(file(folder, "tsv"))
    sent.write_text(new.replace('"On rough', '"On very rough'), "utf-8")
    assert revise(folder, sent)[0] == 0
    sent.write_text(without_revision(file(folder, "tsv")).replace("Another hand.", NEW), "utf-8")
    assert revise(folder, sent)[0] == 0, "it has the text of revision 2, so it is not older"
    assert rows(folder)["s0005"].target == NEW


def without_revision(path: Path) -> str:
    """A TSV as versions before 0.2 wrote it."""
    return "".join(line.rpartition("\t")[0] + "\n" for line in path.read_text("utf-8").splitlines())


def test_a_tsv_says_of_each_row_since_when_it_says_that(folder: Path) -> None:
    path = file(folder, "tsv")
    old = path.read_text("utf-8")
    assert revise(folder, table(file(folder, "csv"), ("s0005", "en", "Another hand."), name="a.csv"))[0] == 0
    changed = set(path.read_text("utf-8").splitlines()) - set(old.splitlines())
    assert [line.split("\t")[::6] for line in changed] == [["s0005", "1"]]  # the other lines are what they were
    sent = folder / "sent.tsv"
    sent.write_text(old.replace("The mayor promised repairs.", NEW, 1), "utf-8")
    assert "changed in the edition as well" in conflict(folder, sent)
    sent.write_text(path.read_text("utf-8").replace("Another hand.", "The mayor promised repairs."), "utf-8")
    assert revise(folder, sent)[0] == 0  # what it said before, said anew
    assert rows(folder)["s0005"].target == "The mayor promised repairs." and rows(folder)["s0005"].revision == 2
    sent.write_text(old.replace("The Old", "An Old"), "utf-8")
    assert revise(folder, sent)[0] == 0 and rows(folder)["s0001"].target.startswith("An Old")


def test_two_files_disagree(folder: Path) -> None:
    one = table(file(folder, "csv"), ("s0005", "en", NEW), name="one.csv")
    two = table(file(folder, "csv"), ("s0005", "en", "Another."), ("s0001", "en", "Light"), name="two.csv")
    out = conflict(folder, one, two)
    assert "two files disagree" in out and f"{NEW}  (one.csv, line 6)" in out and "Another.  (two.csv, line 6)" in out
    conflict(folder, one, two, "--take", "theirs")
    assert revise(folder, one, table(two, ("s0005", "en", NEW)))[0] == 0
    assert (rows(folder)["s0005"].target, rows(folder)["s0001"].target) == (NEW, "Light")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("s0005", "ja", "市長は辞任した。"), "the Japanese is another there: 市長は辞任した。"),
        (("s0005", "id", "s0099"), ""),
        (("s0005", "id", "s0004"), "the id s0004 is there twice (also line 5)"),
        (("s0005", "en", ""), "the English is empty there"),
    ],
)
def test_rows_that_are_not_clear(folder: Path, change: tuple[str, str, str], message: str) -> None:
    sent = table(file(folder, "csv"), ("s0005", "en", NEW), change, name="sent.csv")
    if message:
        assert message in conflict(folder, sent)
        assert revise(folder, sent, "--take", "mine")[0] == 0
        assert rows(folder)["s0005"].target == "The mayor promised repairs."
    else:
        assert revise(folder, sent)[0] == 0
        assert rows(folder)["s0005"].target == NEW, "no such id, but the Japanese is there once without one"


def test_an_id_that_is_nobodys(folder: Path) -> None:
    sent = table(file(folder, "csv"), ("s0005", "ja", "知らない文。"), ("s0005", "id", "s0099"), name="sent.csv")
    assert "the edition has no row s0099" in conflict(folder, sent)


@pytest.mark.parametrize("text", ["7-Mar-26", "2026/3/7", "03/07/26", "45000", "1.5E+10", "TRUE", "#NAME?", "26"])
def test_dates_that_a_spreadsheet_made(folder: Path, text: str) -> None:
    sent = table(file(folder, "csv"), ("s0002", "en", text), name="sent.csv")
    assert "made a date, a number or an error of it" in conflict(folder, sent)
    assert revise(folder, sent, "--take", "theirs")[0] == 0 and rows(folder)["s0002"].target == text


def test_letters_that_an_old_encoding_lost(folder: Path) -> None:
    assert revise(folder, table(file(folder, "csv"), ("s0005", "en", "The café—naïve."), name="a.csv"))[0] == 0
    sent = folder / "sent.csv"
    sent.write_bytes(file(folder, "csv").read_text("utf-8-sig").encode("cp932", "replace"))
    assert "letters were lost when the file was saved" in conflict(folder, sent)


def test_edits_in_a_file_that_was_not_named(folder: Path) -> None:
    edited(file(folder, "tsv"), "The mayor promised repairs.", "Edited in place.")
    sent = table(file(folder, "csv"), ("s0004", "en", "On rough days it cannot be seen."), name="sent.csv")
    assert f"{STEM}.tsv: CONFLICT: holds edits of its own" in conflict(folder, sent)
    assert revise(folder, sent, file(folder, "tsv"))[0] == 0
    assert rows(folder)["s0005"].target == "Edited in place."


def test_what_other_hands_put_into_a_file_is_kept(folder: Path) -> None:
    path = workbook(file(folder, "xlsx"), 6, "en", NEW)
    data = path.read_bytes()
    assert revise(folder, path)[0] == 0
    assert (folder / ".taiyaku" / "edited" / f"0001-{path.name}").read_bytes() == data


def test_a_part_of_the_rows(folder: Path) -> None:
    text = render("csv", replace(EDITION, segments=EDITION.segments[4:6])).decode("utf-8-sig")
    sent = folder / "part.csv"
    sent.write_text(text.replace("The mayor promised repairs.", NEW), "utf-8")
    code, out, err = revise(folder, sent)
    assert code == 0 and "lacks 8 rows, which stay as they are: s0001, s0002" in err
    assert rows(folder)["s0005"].target == NEW


# Memories of other programs


def test_a_memory_of_another_program_has_no_ids(folder: Path) -> None:
    path = tmx(
        folder, ("別の文書。", "Another text."), ("市長は修理を約束した。", NEW), ("工事は秋に始まる。", "Soon.")
    )
    code, out, err = revise(folder, path)
    assert code == 0 and "1 pairs are of other texts" in err
    new = rows(folder)
    assert [new[id].target for id in ("s0005", "s0008", "s0009")] == [NEW, NEW, "Soon."]
    assert new["s0001"].target == EDITION.segments[0].target


def test_a_memory_has_once_what_the_edition_has_differently(folder: Path) -> None:
    assert revise(folder, table(file(folder, "csv"), ("s0005", "en", NEW), name="a.csv"))[0] == 0
    assert revise(folder, tmx(folder, ("市長は修理を約束した。", NEW)))[:2] == (0, "")
    out = conflict(folder, tmx(folder, ("市長は修理を約束した。", "Third.")))
    assert "s0005, s0008 have this Japanese with different English: which is meant?" in out
    both = tmx(folder, ("市長は修理を約束した。", "One."), ("市長は修理を約束した。", "Two."))
    assert "s0005\tCONFLICT" in conflict(folder, both)  # it was edited after the memory may have been made
    assert revise(folder, both, "--take", "theirs")[0] == 0
    assert [rows(folder)[id].target for id in ("s0005", "s0008")] == ["One.", "Two."]


# Which edition
