"""The workbook in LibreOffice: exported, edited and saved there, imported: what comes in is what was edited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from glossary_terms import plain
from office import edit_workbook, has_calc, make_profile

from glossaries import Form, Term, load_glossary
from glossaries.formats import FORMATS
from glossaries.formats.xlsx import HEADER
from glossaries.merging import Change, merge

pytestmark = pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")

SIGNS = Term("signs", (Form("符号", "preferred"),), ("signs",), note="=1+1", source="-3", specs=())
EDITS = """
  For row = 1 To 4000
    form = sheet.getCellByPosition(1, row).String
    If form = "キエフ" Then
      sheet.getCellByPosition({status}, row).String = "forbidden"
      sheet.Annotations.insertNew(sheet.getCellByPosition(1, row).CellAddress, "Ask the desk" & Chr(10) & "by Friday")
    End If
    If form = "ダボス" Then
      sheet.getCellByPosition({note}, row).String = "=not a formula"
      sheet.getCellByPosition({since}, row).String = "2024-09"
    End If
    If form = "" Then Exit For
  Next
  sheet.getCellByPosition(1, row).String = "ノビンカ"
  sheet.getCellByPosition({status}, row).String = "preferred"
  sheet.getCellByPosition({kind}, row).String = "place"
  sheet.getCellByPosition(1, row + 1).String = "Novynka"
  sheet.getCellByPosition(1, row + 2).String = "ノヴィンカ"
  sheet.getCellByPosition({status}, row + 2).String = "deprecated"
"""
PLACES = {"status": "status", "note": "note", "since": "from", "kind": "type"}


def glossary() -> tuple[Term, ...]:
    return (*load_glossary("ukraine").terms, SIGNS)


def test_saving_alone_changes_nothing(tmp_path: Path) -> None:
    data = edit_workbook(make_profile(tmp_path / "profile"), FORMATS["xlsx"].write_terms(glossary()))
    read = FORMATS["xlsx"].read(data, "a.xlsx")
    assert plain(read.terms) == plain(glossary())
    assert merge(glossary(), read.terms, columns=read.columns, replace=True).terms == glossary()


def test_exactly_the_edits_come_in(tmp_path: Path) -> None:
    edits = EDITS.format(**{name: HEADER.index(column) for name, column in PLACES.items()})
    data = edit_workbook(make_profile(tmp_path / "profile", edits), FORMATS["xlsx"].write_terms(glossary()))
    read = FORMATS["xlsx"].read(data, "a.xlsx")
    merged = merge(glossary(), read.terms, columns=read.columns, replace=True)
    old = {term.id: term for term in glossary()}
    kyiv = next(term for term in glossary() if term.preferred == "キーウ")
    davos = next(term for term in glossary() if term.preferred == "ダボス")
    others = "|".join(form.text for form in kyiv.forms if form.status == "deprecated" and form.text != "キエフ")
    deprecated = "|".join(form.text for form in kyiv.forms if form.status == "deprecated")
    note = f"{kyiv.note} / Ask the desk by Friday" if kyiv.note else "Ask the desk by Friday"
    assert set(merged.changed) == {
        Change(kyiv.id, "deprecated", deprecated, others),
        Change(kyiv.id, "forbidden", "キーフ", "キエフ|キーフ"),
        Change(kyiv.id, "note", kyiv.note, note),
        Change(davos.id, "note", davos.note, "=not a formula"),
        Change(davos.id, "from", "", "2024-09"),
    }
    (added,) = merged.added
    assert replace(added, line=0) == Term(
        "novynka", (Form("ノビンカ", "preferred"), Form("ノヴィンカ", "deprecated")), ("Novynka",), "place"
    )
    assert set(merged.kept) == old.keys() - {kyiv.id, davos.id} and not merged.conflicts
    again = merge(merged.terms, read.terms, columns=read.columns, replace=True)
    assert not again.changed and not again.conflicts and not again.added
