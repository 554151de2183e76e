"""`taiyaku revise`: edits come back to their rows, and what is not clear is shown and never written."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from exchange_edition import EDITION

from taiyaku.cli import group
from taiyaku.revising import keep_edition, path_of
from translate import Memory
from translate.inputs import INPUTS, read_rows
from translate.kept import Kept, read_kept, renewed, write_kept
from translate.outputs import OUTPUTS, extension, render
from translate.segment import Segment

STEM = "灯台"
NEW = "The mayor has promised repairs."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as `bilingual` leaves it, with every format that goes out and comes back."""
    out = tmp_path / "out"
    out.mkdir()
    keep_edition(out, STEM, EDITION)
    for name in INPUTS:
        file(out, name).write_bytes(render(name, EDITION))
    return out


def file(folder: Path, name: str) -> Path:
    return folder / f"{STEM}{extension(name)}"


def revise(folder: Path, *arguments: object) -> tuple[int, str, str]:
    words = ["revise", *map(str, arguments), "-o", str(folder), "--glossary", "none"]
    result = CliRunner().invoke(group, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def kept(folder: Path) -> Kept:
    return read_kept(path_of(folder, STEM).read_bytes(), "kept")


def rows(folder: Path) -> dict[str, Segment]:
    return {segment.id: segment for segment in kept(folder).edition.segments}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edited(path: Path, old: str, new: str, count: int = 1) -> Path:
    """The file with a text replaced where it first stands."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")
    return path


def table(path: Path, *changes: tuple[str, str, str], name: str = "") -> Path:
    """A CSV with cells changed: (id, column, text)."""
    records = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    for id, column, text in changes:
        next(record for record in records if record["id"] == id)[column] = text
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    target = path.with_name(name) if name else path
    target.write_text(out.getvalue(), "utf-8")
    return target


def workbook(path: Path, row: int, column: str, text: str) -> Path:
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book["review"]
    place = [cell.value for cell in sheet[1]].index(column) + 1
    sheet.cell(row, place).value = text
    book.save(path)
    return path


@pytest.mark.parametrize("name", INPUTS)
def test_an_edit_in_any_format_comes_back_to_its_row_in_every_format(folder: Path, name: str) -> None:
    path = file(folder, name)
    if name == "xlsx":
        workbook(path, 6, "en", NEW)
    else:
        edited(path, "The mayor promised repairs.", NEW)
    code, out, err = revise(folder, path)
    assert code == 0, out + err
    assert "s0005\ttranslated → approved\n" in out and f"  +\t{NEW}\n" in out
    assert "-\tThe mayor promised repairs." in out and "s0008" not in out
    assert out.splitlines()[-len(INPUTS) :] == [str(file(folder, known)) for known in OUTPUTS if known in INPUTS]
    assert "1 edited, 1 newly approved; 0 conflicts" in err
    new = rows(folder)
    assert (new["s0005"].target, new["s0005"].status, new["s0005"].origin) == (NEW, "approved", "person")
    old = {segment.id: segment for segment in EDITION.segments}
    assert {id: segment for id, segment in new.items() if old[id] != segment} == {"s0005": new["s0005"]}
    for known in INPUTS:
        here = {row.id: row.target for row in read_rows(file(folder, known).read_bytes(), known).rows}
        assert here["s0005"] == NEW and here["s0008"] == "The mayor promised repairs.", known
    assert Memory(folder / ".taiyaku" / "memory.sqlite").approved("市長は修理を約束した。") == NEW
    before = snapshot(folder)
    assert revise(folder, path)[:2] == (0, "")
    assert revise(folder, *(file(folder, known) for known in INPUTS))[:2] == (0, "")
    assert snapshot(folder) == before


def test_the_old_file_again_does_nothing(folder: Path, tmp_path: Path) -> None:
    sent = table(file(folder, "csv"), ("s0005", "en", NEW), name="sent.csv")
    assert revise(folder, sent)[0] == 0
    before = snapshot(folder)
    assert revise(folder, sent)[:2] == (0, "")
    assert snapshot(folder) == before


def test_what_the_machine_doubts_is_shown_again(folder: Path) -> None:
    sent = table(file(folder, "csv"), ("s0003", "en", "The lighthouse was built in 1987."), name="sent.csv")
    code, out, _ = revise(folder, sent)
    assert code == 0 and "s0003\tflagged → approved" in out and "note\tdate: " in out
    assert [flag.name for flag in rows(folder)["s0003"].flags] == ["date"]
    sent = table(file(folder, "csv"), ("s0003", "en", "The lighthouse was built in 1897."), name="sent.csv")
    assert revise(folder, sent)[0] == 0
    assert rows(folder)["s0003"].flags == () and kept(folder).edition.revision == 2


def test_approval_and_comments_without_an_edit(folder: Path) -> None:
    sent = table(
        file(folder, "csv"),
        ("s0003", "status", "approved"),
        ("s0004", "status", "flagged"),
        ("s0004", "comment", "Which light? | Ask"),
        ("s0009", "status", "whatever"),
        name="sent.csv",
    )
    code, out, err = revise(folder, sent)
    new = rows(folder)
    assert code == 0 and "s0003\tflagged → approved" in out and "note\tcomment: Which light?" in out
    assert "'whatever' is no status" in err
    assert (new["s0003"].status, new["s0004"].status) == ("approved", "flagged")
    assert [flag.message for flag in new["s0004"].flags] == ["Which light?", "Ask"]
    assert [flag.name for flag in new["s0003"].flags] == ["number"]
    memory = Memory(folder / ".taiyaku" / "memory.sqlite")
    assert memory.approved("灯台は1897年に建てられた。") and memory.approved(EDITION.segments[3].source) is None
    for name in set(INPUTS) - {"tsv"}:
        found = {row.id: row.notes for row in read_rows(file(folder, name).read_bytes(), name).rows}
        assert {"Which light?", "Ask"} <= set(found["s0004"]), name


def test_english_for_a_row_that_had_none(folder: Path) -> None:
    text = "Work begins in autumn."
    sent = table(file(folder, "csv"), ("s0009", "en", text), ("s0007", "en", "[Text lost]"), name="sent.csv")
    assert revise(folder, sent)[0] == 0
    new = rows(folder)
    assert (new["s0009"].target, new["s0009"].status, new["s0007"].status) == (text, "approved", "approved")
    memory = Memory(folder / ".taiyaku" / "memory.sqlite")
    assert memory.approved("工事は秋に始まる。") == text and memory.approved("【要確認：欠落】") is None


def test_the_heading_is_the_title(folder: Path) -> None:
    assert revise(folder, table(file(folder, "csv"), ("s0001", "en", "An Old Light"), name="sent.csv"))[0] == 0
    assert kept(folder).edition.title_en == "An Old Light"


def test_dry_run_writes_nothing(folder: Path) -> None:
    sent = table(file(folder, "csv"), ("s0005", "en", NEW), name="sent.csv")
    before = snapshot(folder)
    code, out, _ = revise(folder, sent, "--dry-run")
    assert code == 0 and f"+\t{NEW}" in out and snapshot(folder) == before


def test_a_memory_of_choice(folder: Path, tmp_path: Path) -> None:
    sent = table(file(folder, "csv"), ("s0005", "en", NEW), name="sent.csv")
    assert revise(folder, sent, "--memory", tmp_path / "m.sqlite")[0] == 0
    assert [(unit.target, unit.origin) for unit in Memory(tmp_path / "m.sqlite").units()] == [(NEW, "sent.csv")]


# Conflicts


def conflict(folder: Path, *arguments: object) -> str:
    """What is shown; nothing may be written."""
    before = snapshot(folder)
    code, out, err = revise(folder, *arguments)
    assert code == 1 and "CONFLICT" in out and "nothing was written" in err
    assert snapshot(folder) == before
    return out


def changed_meanwhile(folder: Path) -> Path:
    """A file with an edit of a row that was edited here since the file was written."""
    first = table(file(folder, "csv"), ("s0005", "en", "Another hand."), ("s0004", "en", "Both."), name="first.csv")
    second = table(file(folder, "csv"), ("s0005", "en", NEW), ("s0004", "en", "Both."), name="second.csv")
    assert revise(folder, first)[0] == 0
    return second


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
    old = file(folder, "tsv").read_text("utf-8")
    assert revise(folder, table(file(folder, "csv"), ("s0005", "en", "Another hand."), name="a.csv"))[0] == 0
    sent = folder / "sent.tsv"
    sent.write_text(old.replace("The mayor promised repairs.", NEW, 1), "utf-8")
    assert "changed in the edition as well" in conflict(folder, sent)
    sent.write_text(old, "utf-8")
    assert revise(folder, sent)[:2] == (0, "")
    new = file(folder, "tsv").read_text("utf-8")
    sent.write_text(new.replace('"On rough', '"On very rough'), "utf-8")
    assert revise(folder, sent)[0] == 0
    sent.write_text(file(folder, "tsv").read_text("utf-8").replace("Another hand.", NEW), "utf-8")
    assert revise(folder, sent)[0] == 0, "it has the text of revision 2, so it is not older"
    assert rows(folder)["s0005"].target == NEW


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


@pytest.mark.parametrize("text", ["7-Mar-26", "2026/3/7", "03/07/26", "45000", "1.5E+10", "Mar-26"[-2:]])
def test_dates_that_a_spreadsheet_made(folder: Path, text: str) -> None:
    sent = table(file(folder, "csv"), ("s0002", "en", text), name="sent.csv")
    assert "made a date or a number of it" in conflict(folder, sent)
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

MEMORY = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header creationtool="OmegaT"
 srclang="JA"/><body>{}</body></tmx>"""


def tmx(folder: Path, *pairs: tuple[str, str]) -> Path:
    units = "".join(
        f'<tu tuid="s0001"><tuv xml:lang="JA"><seg>{ja}</seg></tuv><tuv xml:lang="EN"><seg>{en}</seg></tuv></tu>'
        for ja, en in pairs
    )
    path = folder / "omegat.tmx"
    path.write_text(MEMORY.format(units), "utf-8")
    return path


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


def test_which_edition_a_file_is_of(folder: Path) -> None:
    other = replace(EDITION, segments=(replace(EDITION.segments[0], source="別の記事"), *EDITION.segments[4:6]))
    keep_edition(folder, "other", other)
    sent = folder / "renamed.csv"
    sent.write_bytes(render("csv", other).replace(b"The mayor promised", b"She promised"))
    assert revise(folder, sent)[0] == 0
    assert kept(folder).edition.revision == 0
    assert read_kept(path_of(folder, "other").read_bytes(), "").edition.segments[1].target == "She promised repairs."


def test_wrong_folders_and_files(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from taiyaku.cli import main

    strange = tmp_path / "strange.csv"
    strange.write_text("id,ja,en\r\nx1,知らない文。,Unknown.\r\n", "utf-8")
    for arguments, message in (
        ((str(strange), "-o", str(tmp_path)), "holds no edition"),
        ((str(strange), "-o", str(folder)), "holds no sentence of the edition kept there"),
        ((str(tmp_path / "no.csv"), "-o", str(folder)), "no such file"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["revise", *arguments])
        error = capsys.readouterr().err
        assert ended.value.code == 2 and message in error and error.count("\n") == 1


# What is kept


def test_history_is_kept(folder: Path) -> None:
    first = kept(folder)
    assert read_kept(write_kept(first), "") == first and first.edition == EDITION
    changed_meanwhile(folder)
    state = kept(folder)
    assert read_kept(write_kept(state), "") == state
    assert [version.target for version in state.history["s0005"]] == ["The mayor promised repairs."]
    again = renewed(state, EDITION)
    assert again.edition.revision == 2
    assert [version.target for version in again.history["s0005"]] == ["The mayor promised repairs.", "Another hand."]
    assert renewed(state, state.edition) == state
    lines = path_of(folder, STEM).read_text("utf-8").splitlines()
    assert json.loads(lines[-1]) == {
        "history": "s0005", "until": 0, "en": "The mayor promised repairs.", "status": "translated", "flags": [],
    }  # fmt: skip


def test_a_page_that_holds_its_english_is_revised_in_place(tmp_path: Path) -> None:
    page = '<html lang="ja"><body><h1 class="x">市長</h1><p>工事。</p></body></html>'
    (tmp_path / "a.html").write_text(page, "utf-8")
    out = tmp_path / "out"
    made = CliRunner().invoke(
        group, ["translate", str(tmp_path / "a.html"), "-o", str(out), "--format", "html,csv", "--engine", "none"]
    )
    assert made.exit_code == 0, made.output
    code, _, err = revise(out, table(out / "a.csv", ("s0002", "en", "The works."), name="back.csv"))
    assert code == 0, err
    revised = (out / "a.html").read_text("utf-8")
    assert '<h1 class="x">' in revised and "The works." in revised


def test_a_run_does_not_lose_edits_that_never_came_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("市長は修理を約束した。工事は秋に始まる。\n", "utf-8")
    out = tmp_path / "out"
    words = ["translate", str(tmp_path / "a.txt"), "-o", str(out), "--format", "csv,tsv", "--engine", "none"]
    assert CliRunner().invoke(group, words).exit_code == 0
    assert "holds edits" not in CliRunner().invoke(group, words).stderr
    data = table(out / "a.csv", ("s0002", "en", "Work begins in autumn.")).read_bytes()
    again = CliRunner().invoke(group, words)
    saved = out / ".taiyaku" / "edited" / "0000-a.csv"
    assert f"a.csv holds edits; they are kept in {saved}" in again.stderr
    assert saved.read_bytes() == data and b"Work begins" not in (out / "a.csv").read_bytes()
    assert revise(out, saved)[0] == 0
    assert "Work begins in autumn." in (out / "a.csv").read_text("utf-8-sig")
