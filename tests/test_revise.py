"""`taiyaku revise`: edits come back to their rows, in every format, and into the memory."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from exchange_edition import EDITION
from exchange_folder import (
    NEW,
    STEM,
    changed_meanwhile,
    edited,
    file,
    kept,
    make_edition,
    revise,
    rows,
    snapshot,
    table,
    workbook,
)

from taiyaku.cli import group
from taiyaku.keeping import keep_edition, path_of
from translate import Memory, Unit
from translate.inputs import INPUTS, read_rows
from translate.kept import read_kept, renewed, write_kept
from translate.outputs import OUTPUTS, render


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_edition(tmp_path / "out")


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


def test_an_approval_taken_back_takes_the_pair_out_of_the_memory(folder: Path) -> None:
    source = "市長は修理を約束した。"
    memory = Memory(folder / ".taiyaku" / "memory.sqlite")
    approve = [("s0005", "status", "approved"), ("s0008", "status", "approved"), ("s0004", "status", "approved")]
    assert revise(folder, table(file(folder, "csv"), *approve, name="sent.csv"))[0] == 0
    assert memory.approved(source) and memory.approved(EDITION.segments[3].source)
    code, _, err = revise(folder, table(file(folder, "csv"), ("s0005", "status", "flagged"), name="sent.csv"))
    assert code == 0 and "taken out" not in err and memory.approved(source)  # s0008 has the same, approved
    code, _, err = revise(folder, table(file(folder, "csv"), ("s0008", "status", "translated"), name="sent.csv"))
    assert code == 0 and "1 pairs that are approved no more were taken out of the memory" in err
    assert memory.approved(source) is None and memory.approved(EDITION.segments[3].source)
    memory.approve([Unit(source, "Another text.", "elsewhere")])
    for status in ("approved", "flagged"):
        assert revise(folder, table(file(folder, "csv"), ("s0008", "status", status), name="sent.csv"))[0] == 0
        if status == "approved":
            memory.approve([Unit(source, "Another text.", "elsewhere")])
    assert memory.approved(source) == "Another text."  # of another text's approval nothing was taken back


# Folders, history, files in place


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


def test_of_editions_with_the_same_sentences_a_file_belongs_to_the_one_with_its_ids(folder: Path) -> None:
    """Whatever the file is called: another edition's name may be how its name begins."""
    sources = [segment.source for segment in reversed(EDITION.segments)]
    turned = [replace(segment, source=source) for segment, source in zip(EDITION.segments, sources, strict=True)]
    keep_edition(folder, "b", replace(EDITION, segments=tuple(turned), terms=()))
    sent = table(file(folder, "csv"), ("s0005", "en", NEW), name="back.csv")
    code, out, err = revise(folder, sent)
    assert code == 0 and "s0005\ttranslated → approved\n" in out
    assert f"{STEM}: 1 row changes" in err and rows(folder)["s0005"].target == NEW
