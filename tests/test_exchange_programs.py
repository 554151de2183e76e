"""Exchange files in the programs they are for: validated by their schemas, used by OmegaT, edited in LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_edition import EDITION, SEGMENTS, page_edition
from lxml import etree
from office import SOFFICE, edit_workbook, has_calc, make_profile

from translate.inputs import read_rows
from translate.inputs.merging import Edit, merge
from translate.kept import Kept
from translate.outputs import Edition, render
from translate.outputs.edition import TermUse
from translate.outputs.remarks import COMMENT
from translate.segment import Flag, Segment

HERE = Path(__file__).parent
NASTY = "\x00\ud800\r\n\t<&>\"' ]]> \ufffe"
STRANGE = replace(
    EDITION,
    title_ja=NASTY,
    notes=(NASTY, ""),
    source_name=NASTY,
    revision=3,
    segments=(
        *SEGMENTS,
        Segment("s 1", "b 1", "note", f"文{NASTY}", NASTY, "approved", (Flag("n", NASTY), Flag(COMMENT, NASTY))),
        Segment("9", "b0001", "caption", "文。", "", "flagged"),
        Segment("x1", "", "paragraph", "", "Added.", "added"),  # type: ignore[arg-type]
    ),
    terms=(*EDITION.terms, TermUse("s 1", 1, 3, "t<", "E&"), TermUse("s 1", 4, 5, "u", "F")),
)
EMPTY = Edition("", "", (), "", "", "", ())
EDITIONS = pytest.mark.parametrize(
    "edition", [EDITION, STRANGE, EMPTY, page_edition()], ids=["article", "strange", "empty", "page"]
)


def kept(edition: Edition = EDITION) -> Kept:
    return Kept(edition, {})


# Schemas

XSD = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")


def schema(name: str) -> etree.XMLSchema:
    folder = Path(os.environ.get("TAIYAKU_XLIFF_XSD", XSD))
    if not (folder / name).is_file():
        pytest.skip(f"there is no {name}: install php-symfony-translation, or set TAIYAKU_XLIFF_XSD to its folder")

    class Resolver(etree.Resolver):
        def resolve(self, url: str, public: str, context: object) -> object:
            wanted = folder / Path(url).name
            return self.resolve_filename(str(wanted), context) if wanted.is_file() else None

    parser = etree.XMLParser()
    parser.resolvers.add(Resolver())
    return etree.XMLSchema(etree.parse(folder / name, parser))


@EDITIONS
@pytest.mark.parametrize(("name", "file"), [("xliff", "xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-core-2.0.xsd")])
def test_xliff_is_valid(name: str, file: str, edition: Edition) -> None:
    rules = schema(file)
    tree = etree.fromstring(render(name, edition))
    rules.assertValid(tree)
    for element in tree.iter("{*}trans-unit", "{*}unit"):
        del element.attrib["id"]
        assert not rules.validate(tree), "the schema sees what is wrong"
        break


def test_xliff2_marks_and_glossary_belong_together() -> None:
    """What the schema of the core cannot say: every mark of a unit has its entry, and the other way round."""
    tree = etree.fromstring(render("xliff2", STRANGE))
    units = tree.findall(".//{*}unit")
    marked = 0
    for unit in units:
        marks = {mark.get("id"): mark.text for mark in unit.iter("{*}mrk")}
        entries = {e.get("ref"): e.findtext("{*}term") for e in unit.iter("{*}glossEntry")}
        assert entries == {f"#{id}": text for id, text in marks.items()}
        marked += len(marks)
    assert marked == len(STRANGE.terms)
    ids = [unit.get("id") for unit in units]
    assert len(set(ids)) == len(ids) == len(STRANGE.segments)
    assert [unit.get("name") or unit.get("id") for unit in units] == [segment.id for segment in STRANGE.segments]


@EDITIONS
def test_tmx_is_valid(edition: Edition, tmp_path: Path) -> None:
    tree = etree.fromstring(render("tmx", edition))
    rules = etree.DTD(str(HERE / "tmx14.dtd"))
    assert rules.validate(tree), rules.error_log
    jar = Path("/usr/share/omegat/OmegaT.jar")
    if jar.is_file():
        (tmp_path / "tmx14.dtd").write_bytes(zipfile.ZipFile(jar).read("schemas/tmx14.dtd"))
        theirs = etree.DTD(str(tmp_path / "tmx14.dtd"))
        assert theirs.validate(tree), theirs.error_log
    tree.find("header").append(etree.Element("seg"))
    assert not rules.validate(tree), "the DTD sees what is wrong"


# OmegaT

PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>JA</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg></project></omegat>"""
SAVED = """<?xml version="1.0" encoding="UTF-8"?><tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX"
 adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6" segtype="paragraph" srclang="JA"/><body><tu>
<tuv lang="JA"><seg>{}</seg></tuv><tuv lang="EN" changeid="satō" changedate="20260307T010203Z"><seg>{}</seg></tuv>
</tu></body></tmx>"""
NEW = "On stormy days the light can't be seen."


@pytest.fixture(scope="module")
def omegat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that OmegaT has translated: our TMX is its memory, one sentence a translator has done otherwise."""
    program = shutil.which("omegat")
    if not program:
        pytest.skip("OmegaT is not installed")
    folder = tmp_path_factory.mktemp("omegat")
    project = folder / "p"
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, "utf-8")
    (project / "source" / "a.txt").write_text("\n\n".join(s.source for s in SEGMENTS) + "\n", "utf-8")
    (project / "source" / "b.xlf").write_bytes(render("xliff", EDITION))
    (project / "tm" / "auto" / "ours.tmx").write_bytes(render("tmx", EDITION))
    (project / "omegat" / "project_save.tmx").write_text(SAVED.format(SEGMENTS[3].source, NEW), "utf-8")
    command = [program, str(project), "--mode=console-translate", f"--config-dir={folder}/c"]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return project


def test_omegat_translates_with_our_memory(omegat: Path) -> None:
    """What has no English in the memory stays Japanese; all else is our English, letter by letter."""
    text = (omegat / "target" / "a.txt").read_text("utf-8")
    wanted = [NEW if s is SEGMENTS[3] else s.target or s.source for s in SEGMENTS]
    assert re.split(r"\n\n", text.rstrip("\n")) == wanted


@pytest.mark.parametrize("name", ["p-omegat.tmx", "p-level1.tmx", "p-level2.tmx"])
def test_memories_of_omegat_come_back(omegat: Path, name: str) -> None:
    returned = read_rows((omegat / name).read_bytes(), name)
    assert len(returned.rows) >= 7 and returned.partial
    merged = merge(kept(), [(name, returned)])
    assert merged.edits == {"s0004": Edit(NEW, None, (), name)} and not merged.conflicts


def test_xliff_from_omegat_comes_back(omegat: Path) -> None:
    """OmegaT writes the file anew; what it had no translation for keeps ours."""
    data = (omegat / "target" / "b.xlf").read_bytes()
    returned = read_rows(data, "b.xlf")
    assert [row.id for row in returned.rows] == [segment.id for segment in SEGMENTS]
    merged = merge(kept(), [("b.xlf", returned)])
    assert not merged.conflicts and set(merged.edits) <= {"s0004"}


# LibreOffice

calc = pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")
EDITS = """
  sheet.getCellByPosition(2, 5).String = "=A new & ""better"" sentence"
  sheet.getCellByPosition(3, 2).String = "approved"
  sheet.getCellByPosition(4, 3).String = "Ask the desk"
  sheet.Annotations.insertNew(sheet.getCellByPosition(2, 1).CellAddress, "Better:" & Chr(10) & "The Old Light")
"""


@calc
def test_a_workbook_edited_in_libreoffice_brings_exactly_the_edits(tmp_path: Path) -> None:
    data = edit_workbook(make_profile(tmp_path / "profile", EDITS), render("xlsx", EDITION))
    merged = merge(kept(), [("a.xlsx", read_rows(data, "a.xlsx"))])
    assert merged.edits == {
        "s0001": Edit(None, None, ("Better: The Old Light",), "a.xlsx"),
        "s0002": Edit(None, "approved", (), "a.xlsx"),
        "s0003": Edit(None, None, ("Ask the desk",), "a.xlsx"),
        "s0005": Edit('=A new & "better" sentence', None, (), "a.xlsx"),
    }
    assert not merged.conflicts and not merged.remarks
    assert read_rows(data, "a.xlsx").revision == 0


@calc
def test_saving_in_libreoffice_alone_changes_nothing(tmp_path: Path) -> None:
    odd = (Segment("s0011", "b9", "paragraph", "_x0041_  文", "_x000D_ a  b", "translated"),)
    edition = replace(EDITION, segments=(*SEGMENTS, *odd), revision=4)
    profile = make_profile(tmp_path / "profile")
    returned = read_rows(edit_workbook(profile, render("xlsx", edition)), "a.xlsx")
    assert [(row.id, row.source, row.target) for row in returned.rows] == [
        (s.id, s.source, s.target) for s in edition.segments
    ]
    assert merge(kept(edition), [("a.xlsx", returned)]) == ({}, (), ()) and returned.revision == 4


@calc
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_tables_saved_by_libreoffice_come_back(name: str, tmp_path: Path) -> None:
    """Opened as UTF-8 with the signs of the format (TSV with all columns as text), saved with semicolons."""
    profile = make_profile(tmp_path / "profile")
    source, out = tmp_path / f"a.{name}", tmp_path / "out"
    source.write_bytes(render(name, EDITION))
    signs = "44,34,76,1,,0,true" if name == "csv" else "9,0,76,1,1/2/2/2/3/2/4/2/5/2/6/2"
    command = [
        str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        f"--infilter=Text - txt - csv (StarCalc):{signs}",
        "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true", "--outdir", str(out), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    data = (out / "a.csv").read_bytes()
    returned = read_rows(data, "a.csv")
    assert b";" in data.splitlines()[0]
    assert [(row.id, row.source, row.target) for row in returned.rows] == [(s.id, s.source, s.target) for s in SEGMENTS]
    assert merge(kept(), [("a.csv", returned)]) == ({}, (), ())
