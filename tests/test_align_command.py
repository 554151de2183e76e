"""`taiyaku align`: two editions in any format become one aligned edition."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("numpy", reason="needs the extra: pip install 'taiyaku[similarity]'")

from taiyaku.cli import group
from translate import Memory
from translate.outputs import OUTPUTS, extension
from translate.similarity import has_encoder
from translate.tmx_reading import read_tmx

pytestmark = pytest.mark.skipif(not has_encoder(), reason="needs the extra: pip install 'taiyaku[similarity]'")

JA = """交渉の裏側

会談は1月20日に始まった。大統領は「まだ決まっていない」と述べた。約5600棟が暖房を失い、停電は3日続いた。

彼らは沈黙を守った。誰も答えなかった。
"""
EN = """<!doctype html><html lang="en"><body><h1>Behind the Talks</h1>
<p>The talks began on January 20. The president said, “Nothing has been decided yet.” About 560 buildings lost their
heating. The power cut lasted three days.</p>
<p>Our newspaper has had an office in the city since the war.</p>
<p>Nobody answered.</p></body></html>
"""


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    (tmp_path / "talks.ja.txt").write_text(JA, "utf-8")
    (tmp_path / "talks.en.html").write_text(EN, "utf-8")
    return tmp_path


def align(folder: Path, *options: str, en: str = "talks.en.html") -> Result:
    arguments = [str(folder / "talks.ja.txt"), str(folder / en), "-o", str(folder / "out"), *options]
    return CliRunner().invoke(group, ["align", *arguments])


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "out" / "talks.tsv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_pairs_omissions_and_additions(editions: Path) -> None:
    result = align(editions, "--glossary", "none")
    assert result.exit_code == 0, result.output
    found = rows(editions)
    assert [(row["ja"], row["en"], row["status"]) for row in found] == [
        ("交渉の裏側", "Behind the Talks", "aligned"),
        ("会談は1月20日に始まった。", "The talks began on January 20.", "aligned"),
        ("大統領は「まだ決まっていない」と述べた。", "The president said, “Nothing has been decided yet.”", "aligned"),
        ("約5600棟が暖房を失い、停電は3日続いた。",
         "About 560 buildings lost their heating. The power cut lasted three days.", "aligned"),
        ("", "Our newspaper has had an office in the city since the war.", "added"),
        ("彼らは沈黙を守った。", "", "omitted"),
        ("誰も答えなかった。", "Nobody answered.", "aligned"),
    ]  # fmt: skip
    beads = [json.loads(line) for line in (editions / "out" / "talks.beads.jsonl").read_text().splitlines()]
    assert [bead["id"] for bead in beads] == [row["id"] for row in found]
    assert [(bead["ja"], bead["en"]) for bead in beads][3:5] == [([3], [3, 4]), ([], [5])]
    assert all(0 <= bead["score"] <= 1 for bead in beads)


def test_review_checks_every_pair(editions: Path) -> None:
    assert align(editions, "--review", "--strict").exit_code == 1
    flagged = [row for row in rows(editions) if row["status"] == "flagged"]
    assert any("5600" in row["ja"] and row["flags"].startswith("number: ") for row in flagged)


def test_every_output(editions: Path) -> None:
    result = align(editions, "--format", ",".join(OUTPUTS))
    assert result.exit_code == 0, result.output
    for name in OUTPUTS:
        assert (editions / "out" / f"talks{extension(name)}").stat().st_size > 0
    units = list(read_tmx((editions / "out" / "talks.tmx").read_bytes(), "talks.tmx"))
    assert [unit.source for unit in units][-1] == "誰も答えなかった。"


def test_strong_pairs_go_into_the_memory(editions: Path) -> None:
    memory = editions / "memory.sqlite"
    assert align(editions, "--memory", str(memory), "--strong", "0.9").exit_code == 0
    store = Memory(memory)
    assert store.approved("誰も答えなかった。") == "Nobody answered."
    assert store.approved("彼らは沈黙を守った。") is None
    sure = {row["ja"] for row in rows(editions) if row["status"] == "aligned"}
    assert {unit.source for unit in store.units()} <= sure
    assert align(editions, "--memory", str(memory), "--strong", "1").exit_code == 0


@pytest.mark.parametrize("name", ["tsv", "tmx"])
def test_the_pairs_give_glossary_suggest_its_english(tmp_path: Path, name: str) -> None:
    ja = "".join(f"第{n}回の会談でヴェルコルニクは何も言わなかった。\n" for n in range(1, 4))
    en = "".join(f"In the talks of round {n} Verkornik said nothing.\n" for n in range(1, 4))
    (tmp_path / "talks.ja.txt").write_text(ja, "utf-8")
    (tmp_path / "talks.en.txt").write_text(en, "utf-8")
    assert align(tmp_path, "--format", name, en="talks.en.txt").exit_code == 0
    options = ["--en", str(tmp_path / "out" / f"talks.{name}"), "--min-confidence", "0", "--no-shipped"]
    result = CliRunner().invoke(group, ["glossary", "suggest", str(tmp_path / "talks.ja.txt"), *options])
    assert result.exit_code == 0, result.output
    assert "Verkornik (parallel text" in result.output


def test_without_numpy_one_sentence_says_what_to_install(editions: Path) -> None:
    code = "import sys; sys.modules['numpy'] = None; from taiyaku.cli import main; main(sys.argv[1:])"
    arguments = ["align", str(editions / "talks.ja.txt"), str(editions / "talks.en.html"), "-o", str(editions / "out")]
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    assert ran.returncode == 3
    assert ran.stderr.splitlines()[-1].endswith("run: pip install 'taiyaku[similarity]'")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("en", "options", "says"),
    [
        ("none.html", (), "none.html"),
        ("talks.ja.txt", (), "name two files"),
        ("talks.en.html", ("--format", "papyrus"), "unknown format 'papyrus'"),
    ],
)
def test_bad_input_is_one_sentence(editions: Path, en: str, options: tuple[str, ...], says: str) -> None:
    arguments = [str(editions / "talks.ja.txt"), str(editions / en), "-o", str(editions / "out"), *options]
    ran = subprocess.run([sys.executable, "-m", "taiyaku", "align", *arguments], capture_output=True, text=True)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_marks_of_notes_stay_with_their_sentence(tmp_path: Path) -> None:
    """In English a space stands before them, in Japanese often none; a list of notes keeps its marks in front."""
    (tmp_path / "talks.ja.txt").write_text(
        "会談は1月20日に始まった。[12]誰も答えなかった。\n\n[12] 停電は3日続いた。\n", "utf-8"
    )
    (tmp_path / "talks.en.txt").write_text(
        "The talks began on January 20. [12] Nobody answered.\n\n[12] The power cut lasted three days.\n", "utf-8"
    )
    assert align(tmp_path, "--glossary", "none", en="talks.en.txt").exit_code == 0
    assert [(row["ja"], row["en"]) for row in rows(tmp_path)] == [
        ("会談は1月20日に始まった。[12]", "The talks began on January 20. [12]"),
        ("誰も答えなかった。", "Nobody answered."),
        ("[12] 停電は3日続いた。", "[12] The power cut lasted three days."),
    ]


@pytest.mark.parametrize(
    ("ja", "en", "said"),
    [
        (EN, JA, "b.html seems to be the English edition"),
        (JA, JA + JA, "is in Japanese"),
        (EN, EN + EN, "holds no Japanese"),
    ],
    ids=["swapped", "japanese", "english"],
)
def test_editions_that_are_swapped_or_of_one_language(tmp_path: Path, ja: str, en: str, said: str) -> None:
    names = [tmp_path / ("a.txt" if text.startswith("交") else "b.html") for text in (ja, en)]
    if names[0] == names[1]:
        names[1] = names[1].with_stem("c")
    for name, text in zip(names, (ja, en), strict=True):
        name.write_text(text, "utf-8")
    command = [sys.executable, "-m", "taiyaku", "align", *map(str, names), "-o", str(tmp_path / "out")]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 2 and said in ran.stderr and ran.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_chapter_in_another_place_is_told(tmp_path: Path) -> None:
    ja = [
        "# 港\n\n港は朝早くから賑わっていた。\n\n漁船が三隻、沖から戻ってきた。",
        "# 灯台\n\n灯台守の息子は医者になった。",
    ]
    en = [
        "# The Lighthouse\n\nThe keeper's son became a doctor.",
        "# The Harbour\n\nThe harbour was busy from early morning.\n\nThree fishing boats came back from the open sea.",
    ]
    for name, parts in (("talks.ja.md", ja), ("talks.en.md", en)):
        (tmp_path / name).write_text("\n\n".join(parts), "utf-8")
    command = ["align", str(tmp_path / "talks.ja.md"), str(tmp_path / "talks.en.md"), "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(group, [*command, "--glossary", "none", "--strict"])
    assert "4 of these in another order" in result.output
    told = {row["ja"] or row["en"]: row["flags"] for row in rows(tmp_path)}
    number = {row["en"]: row["id"] for row in rows(tmp_path)}["The keeper's son became a doctor."]
    said = f"moved: its English seems to stand elsewhere in that edition, in row {number}"
    assert said in told["灯台守の息子は医者になった。"]
    assert "moved: its Japanese" in told["The keeper's son became a doctor."]
    assert "moved: its English" in told["# 灯台"], "a heading goes with its sentence, however short"


def test_a_passage_left_in_english_is_cut_where_english_is(tmp_path: Path) -> None:
    """Also where it cites a Japanese title: its sentences find theirs, and none is called added."""
    left = "The bridge was built by the town. It fell twice. See {} for more about it."
    japanese = f"橋は古い。\n\n{left.format('「橋の歴史」')}\n\n誰も知らない。\n"
    english = f"The bridge is old.\n\n{left.format('History')}\n\nNobody knows.\n"
    (tmp_path / "ja.txt").write_text(japanese, "utf-8")
    (tmp_path / "en.txt").write_text(english, "utf-8")
    paths = [str(tmp_path / name) for name in ("ja.txt", "en.txt")]
    done = CliRunner().invoke(group, ["align", *paths, "-o", str(tmp_path / "out"), "--format", "tsv"])
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "ja.tsv").read_text("utf-8")), delimiter="\t"))
    assert [row["en"] for row in rows] == re.split(r"(?<=[.]) (?=It|See)|\n+", english.strip())
    assert {row["status"] for row in rows} <= {"aligned", "flagged"}
