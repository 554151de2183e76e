"""`taiyaku memory`: approved pairs come in from other programs, are used, and go out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cli_project import Project, Ran
from exchange_edition import EDITION, SEGMENTS

from translate import Memory, MemoryProblem, Unit
from translate.outputs import render
from translate.tmx_reading import read_tmx

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="ja" segtype="sentence"/><body>
<tu changeid="satō"><tuv xml:lang="ja-JP"><seg>会談は<bpt i="1">&lt;b&gt;</bpt>終わった<ept i="1">b</ept>。</seg></tuv>
<tuv xml:lang="EN-US"><seg>The talks are over.</seg></tuv></tu>
<tu><tuv lang="ja"><seg>別の文。</seg></tuv><tuv lang="en"><seg>Another.</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>独語だけ。</seg></tuv><tuv xml:lang="de"><seg>Nur Deutsch.</seg></tuv></tu>
</body></tmx>
"""


def run(folder: Path, *arguments: str) -> Ran:
    return Project(folder)(*arguments)


def test_reading() -> None:
    assert list(read_tmx(TMX.encode(), "a.tmx")) == [
        Unit("会談は終わった。", "The talks are over.", "a.tmx satō"),
        Unit("別の文。", "Another.", "a.tmx"),
    ]
    named = TMX.replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ').replace("ja-JP", "jpn")
    assert list(read_tmx(named.encode(), "a.tmx")) == list(read_tmx(TMX.encode(), "a.tmx"))
    old = TMX.replace("UTF-8", "Shift_JIS").replace("ō", "o")
    assert len(list(read_tmx(old.encode("cp932"), "a.tmx"))) == 2
    copied = TMX.replace("Another.", "別の文。")
    assert [unit.source for unit in read_tmx(copied.encode(), "a.tmx")] == ["会談は終わった。"]
    assert list(read_tmx(TMX.replace("UTF-8", "UTF-16").encode("utf-16"), "a.tmx"))[1].target == "Another."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "broken XML"),
        (b"<tmx>", "broken XML"),
        (b"<html/>", "is no TMX but <html>"),
        (b"id\tja\ten\n", "broken XML"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "defines entities"),
    ],
)
def test_what_is_no_tmx(data: bytes, message: str) -> None:
    with pytest.raises(MemoryProblem, match=message) as caught:
        list(read_tmx(data, "a.tmx"))
    assert str(caught.value).startswith("a.tmx ") and "\n" not in str(caught.value)


def test_approved_pairs_come_in_are_used_and_go_out(tmp_path: Path) -> None:
    folder = tmp_path / "対訳 記憶"
    folder.mkdir()
    (folder / "古い.tmx").write_text(TMX, encoding="utf-8")
    (folder / "a.txt").write_text("会談は終わった。新しい文である。\n", encoding="utf-8")
    first = run(folder, "memory", "import", "m.sqlite", "古い.tmx")
    assert (first.code, first.out) == (0, "古い.tmx\t2 pairs\t2 new or changed\n"), first.err
    assert "0 new or changed" in run(folder, "memory", "import", "m.sqlite", "古い.tmx").out
    assert run(folder, "translate", "a.txt", "-o", "out", "--engine", "memory", "--memory", "m.sqlite").code == 0
    rows = [line.split("\t") for line in (folder / "out" / "a.tsv").read_text("utf-8").splitlines()]
    assert rows[1][2:5] == ["会談は終わった。", "The talks are over.", "approved"]
    assert rows[2][3:5] == ["", "untranslated"]
    assert run(folder, "memory", "list", "m.sqlite").out.splitlines()[1] == "別の文。\tAnother.\t古い.tmx"
    assert run(folder, "memory", "export", "m.sqlite", "-o", "neu.tmx").code == 0
    assert [unit[:2] for unit in read_tmx((folder / "neu.tmx").read_bytes(), "n")] == [
        ("会談は終わった。", "The talks are over."),
        ("別の文。", "Another."),
    ]


def unit(english: str, date: str = "", prop: str = "", source: str = "文。") -> str:
    dated = f' changedate="{date}"' if date else ""
    said = f'<prop type="{prop.partition("=")[0]}">{prop.partition("=")[2]}</prop>' if prop else ""
    return (
        f'<tu>{said}<tuv xml:lang="ja"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="en"{dated}><seg>{english}</seg></tuv></tu>'
    )


@pytest.mark.parametrize(
    ("units", "chosen"),
    [
        ([unit("First."), unit("Last.")], "Last."),
        ([unit("New.", "20260308T000000Z"), unit("Old.", "20250308T000000Z")], "New."),
        ([unit("Everywhere."), unit("In one place.", "20260308T000000Z", "file=a.txt")], "Everywhere."),
        ([unit("In one place.", "", "id=5")], "In one place."),
    ],
    ids=["last", "newest", "everywhere", "one place alone"],
)
def test_of_several_translations_one_is_taken_and_the_others_are_told(
    units: list[str], chosen: str, tmp_path: Path
) -> None:
    head, _, rest = TMX.partition("<tu ")
    (tmp_path / "a.tmx").write_text(f"{head}{''.join(units)}</body></tmx>", "utf-8")
    ran = run(tmp_path, "memory", "import", "m.sqlite", "a.tmx")
    assert ran.out == f"a.tmx\t{len(units)} pairs\t1 new or changed\n"
    left = "taiyaku: a.tmx: 1 other translations of the same sentences were left out\n"
    assert ran.err == (left if len(units) > 1 else "")
    assert [unit.target for unit in Memory(tmp_path / "m.sqlite").units()] == [chosen]


def test_of_our_own_file_only_what_is_approved_is_taken(tmp_path: Path) -> None:
    """The English of a machine does not become approved by going out and in."""
    (tmp_path / "a.tmx").write_bytes(render("tmx", EDITION))
    approved = replace(EDITION, segments=(replace(SEGMENTS[0], status="approved"), *SEGMENTS[1:]))
    (tmp_path / "b.tmx").write_bytes(render("tmx", approved))
    ran = run(tmp_path, "memory", "import", "m.sqlite", "a.tmx", "b.tmx")
    assert ran.out == "a.tmx\t0 pairs\t0 new or changed\nb.tmx\t1 pairs\t1 new or changed\n"
    assert "a.tmx: 8 pairs that nobody has approved were left out" in ran.err
    assert [unit.source for unit in Memory(tmp_path / "m.sqlite").units()] == [SEGMENTS[0].source]


def test_errors_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    for arguments in (["list", "none"], ["import", "m", "none.tmx"], ["import", "m", "a.txt"], ["list", "a.txt"]):
        ran = run(tmp_path, "memory", *arguments)
        assert ran.code == 2 and ran.err.count("\n") == 1 and "Traceback" not in ran.err, ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
