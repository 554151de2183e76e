"""`taiyaku glossary` as editors use it: tables changed safely, questions answered, changes told and taken back."""

import json
import os
import subprocess
import sys

import pytest
from cli_glossary import ARTICLE, HOUSE, Editor, G
from cli_project import ROOT


def test_a_row_is_added_and_told(editor: Editor) -> None:
    ran = editor("add", G, "--ja", "猫", "--en", "cat", "--reading", "ねこ", "--yes")
    assert (ran.code, ran.out) == (0, f"added cat (猫) to {G}: number 2 of its history\n")
    header = HOUSE.split("\r\n")[1]
    assert editor.text.startswith(f"# house words\r\n{header}\treading\r\n\r\nkyiv\t")
    assert editor.text.endswith("cat\t猫\tcat\t\t\t\tねこ\r\n")
    told = editor("log", G)
    assert told.out.splitlines()[0].split()[0] == "2" and "オクサナ" in told.out and "added cat (猫)" in told.out
    assert editor("undo", G, "--yes").code == 0
    assert editor.text == HOUSE


def test_nothing_is_done_unasked(editor: Editor) -> None:
    for arguments in (
        ("add", G, "--ja", "猫", "--en", "cat"),
        ("edit", G, "dog", "--set", "en=hound"),
        ("remove", G, "dog"),
    ):
        ran = editor(*arguments)
        assert (ran.code, ran.out) == (2, "") and "--yes" in ran.err
    assert editor.text == HOUSE and not editor.log.exists()


def test_what_would_change_is_shown(editor: Editor) -> None:
    (editor.folder / "記事.txt").write_text(ARTICLE, "utf-8")
    ran = editor("add", G, "--ja", "吹雪", "--en", "snowstorm", "--deprecated", "雪", "--try", "記事.txt", "--yes")
    assert "+ 記事.txt:1:7: 首都キエフで[雪 → 吹雪]が降った。" in ran.err
    assert "warning: snowstorm, deprecated:\n    '雪' is replaced" in ran.err
    ran = editor("remove", G, "キエフ", "--try", "記事.txt", "--yes")
    assert "- 記事.txt:1:3: 首都[キエフ → キーウ]で" in ran.err


def test_a_row_is_edited_by_any_of_its_forms(editor: Editor) -> None:
    ran = editor("edit", G, "キエフ", "--add-form", "deprecated:キイフ", "--add-form", "en_admitted:Kyjiv", "--yes")
    assert ran.code == 0 and "deprecated: キエフ → キエフ | キイフ" in ran.err
    assert "キエフ|キイフ\tplace\t\tKyjiv\r\n" in editor.text
    assert editor("edit", G, "kyjiv", "--add-form", "admitted:キイフ", "--drop-form", "Kyjiv", "--yes").code == 0
    assert json.loads(editor("list", G, "--find", "kyiv", "--format", "json").out)[0]["admitted"] == "キイフ"
    assert editor("edit", G, "kyiv", "--add-form", "preferred:キイフ", "--yes").code == 0
    row = json.loads(editor("list", G, "--find", "kyiv", "--format", "json").out)[0]
    assert (row["ja"], row["admitted"], row["deprecated"]) == ("キイフ", "キーウ", "キエフ")


WRONG = [
    (("add", G, "--en", "cat", "--yes"), "give the Japanese form with --ja"),
    (("add", G, "--ja", "犬", "--en", "hound", "--yes"), "'犬' stands in line 6 too"),
    (("add", G, "--ja", "猫", "--id", "dog", "--yes"), "has a row 'dog' already, in line 6"),
    (("add", G, "--ja", "猫", "--specs", "猫 → 犬", "--yes"), "must become '犬'"),
    (("add", "ukraine", "--ja", "猫", "--yes"), "taiyaku glossary export ukraine -o my-ukraine.tsv"),
    (("edit", "ukraine", "kyiv", "--set", "en=x", "--yes"), "comes with taiyaku and stays as it is"),
    (("remove", str(ROOT / "glossaries/data/ukraine.tsv"), "kyiv", "--yes"), "comes with taiyaku"),
    (("add", "words.xlsx", "--ja", "猫", "--yes"), "taiyaku glossary import words.tsv words.xlsx"),
    (("add", "none/x.tsv", "--ja", "猫", "--yes"), "no such file"),
    (("edit", "none.tsv", "dog", "--set", "en=x", "--yes"), "no such file"),
    (("edit", G, "dgo", "--set", "en=x"), "did you mean 'dog'?"),
    (("edit", G, "dog", "--set", "en", "--yes"), "no COLUMN=X"),
    (("edit", G, "dog", "--set", "english=x", "--yes"), "no column 'english'"),
    (("edit", G, "dog", "--set", "id=x", "--yes"), "never changes"),
    (("edit", G, "dog", "--add-form", "wrong:x", "--yes"), "STATUS is one of"),
    (("edit", G, "dog", "--drop-form", "犬", "--yes"), "is the form to use"),
    (("edit", G, "dog", "--drop-form", "狗", "--yes"), "has no form '狗'"),
    (("edit", G, "dog"), "say what to change"),
    (("undo", G, "--yes"), "has 0 changes to take back"),
    (("undo", G, "--number", "7", "--yes"), "no change number 7"),
    (("show", G, "dgo"), "did you mean 'dog'?"),
    (("stats", G), "name articles"),
    (("merge", G, "ukraine"), "say either -o OUT"),
    (("import", G, "none.csv"), "no such file"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_cannot_be_done_is_said_in_a_sentence(editor: Editor, arguments: tuple[str, ...], says: str) -> None:
    ran = editor(*arguments)
    assert (ran.code, ran.out) == (2, "") and says in ran.err, ran.err
    assert ran.err.rstrip("\n").count("taiyaku: ") == 1
    assert editor.text == HOUSE and not editor.log.exists()
    assert sorted(path.name for path in editor.folder.iterdir()) == [G]


def test_tables_that_are_none(editor: Editor) -> None:
    editor.path.write_bytes(b"")
    assert "is empty" in editor("edit", G, "dog", "--set", "en=x", "--yes").err
    assert editor("lint", G).code == 2
    assert editor("add", G, "--ja", "猫", "--en", "cat", "--yes").code == 0
    assert editor("show", G, "cat").out.startswith("id            cat\nja            猫\n")
    editor.path.write_bytes(editor.path.read_bytes() + "broken\t犬\n".encode())
    before = editor.path.read_bytes()
    ran = editor("add", G, "--ja", "狐", "--en", "fox", "--yes")
    assert ran.code == 2 and "line 3" in ran.err and "the row has 2 cells" in ran.err
    assert editor.path.read_bytes() == before


def test_what_a_spreadsheet_saves_is_understood(editor: Editor) -> None:
    editor("edit", G, "dog", "--set", 'note=a "good" dog', "--yes")
    saved = (
        editor.text.replace("\r\n", "\n")
        .replace('a "good" dog', '"a ""good"" dog"')
        .replace("\tキエフ\t", '\t"キエフ"\t')
    )
    editor.path.write_text(saved, "utf-8", newline="")
    assert "outside" not in editor("log", G).out
    editor.path.write_text(saved.replace("\tdog\t", "\thound\t"), "utf-8", newline="")
    assert "changed outside taiyaku (since the last change here)" in editor("log", G).out
    assert "en: dog → hound" in editor("log", G, "dog").out
    assert editor("edit", G, "kyiv", "--set", "note=x", "--yes").code == 0
    assert '"a ""good"" dog"' in editor.text and '\t"キエフ"\t' in editor.text
    assert [act["what"] for act in json.loads(editor("log", G, "--format", "json").out)] == [
        "changed",
        "outside",
        "changed",
    ]


def test_undo_says_why_not(editor: Editor) -> None:
    editor("edit", G, "dog", "--set", "en=hound", "--yes", "--by", "佐藤")
    editor.path.write_bytes(editor.text.replace("hound", "doggy").encode())
    ran = editor("undo", G, "--yes")
    assert ran.code == 2 and "changed since" in ran.err and "'doggy'" in ran.err
    editor.path.write_bytes(editor.text.replace("doggy", "hound").encode())
    assert editor("undo", G, "--yes").code == 0
    assert editor.text == HOUSE
    assert editor("undo", G, "--number", "2", "--yes").err.endswith("is taken back already\n")
    assert editor("undo", G, "--number", "3", "--yes").code == 0
    assert "hound" in editor.text and "佐藤" in editor("log", G).out
    assert json.loads(editor("log", G, "--format", "json", "-n", "1").out)[0]["undoes"] == 3


def start(editor: Editor, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TAIYAKU_EDITOR_NAME": "x"}
    command = [sys.executable, "-W", "error", "-m", "taiyaku", "glossary", *arguments]
    return subprocess.Popen(command, cwd=editor.folder, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def test_several_editors_at_once_lose_nothing(editor: Editor) -> None:
    running = [start(editor, "add", G, "--ja", f"語{n}号", "--id", f"word-{n}", "--yes") for n in range(5)]
    for each in running:
        out, err = each.communicate(timeout=60)
        assert each.returncode == 0, err.decode()
    assert editor.text.count("word-") == 5
    assert len(json.loads(editor("log", G, "--format", "json").out)) == 5
    assert editor("undo", G, "--last", "5", "--yes").code == 0
    assert editor.text == HOUSE


def test_a_stop_before_the_rename_leaves_the_old_table(editor: Editor) -> None:
    code = (
        "import os, sys; os.replace = lambda *paths: os._exit(9)\n"
        f"from taiyaku.cli import main; main(['glossary', 'edit', {G!r}, 'dog', '--set', 'en=hound', '--yes'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], cwd=editor.folder, env=environment, check=False)
    assert ran.returncode == 9
    assert editor.text == HOUSE
    assert editor("edit", G, "dog", "--set", "en=doggy", "--yes").code == 0
    assert [act["what"] for act in json.loads(editor("log", G, "--format", "json").out)] == ["changed"]


def test_a_link_stays_a_link(editor: Editor) -> None:
    (editor.folder / "link.tsv").symlink_to(editor.path)
    assert editor("edit", "link.tsv", "dog", "--set", "en=hound", "--yes").code == 0
    assert (editor.folder / "link.tsv").is_symlink() and "hound" in editor.text and editor.log.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_table_that_may_not_be_written(editor: Editor) -> None:
    editor.path.chmod(0o444)
    ran = editor("edit", G, "dog", "--set", "en=hound", "--yes")
    assert ran.code == 2 and "may not be written; change its permissions" in ran.err


def test_a_table_open_elsewhere_is_warned_of(editor: Editor) -> None:
    (editor.folder / f".~lock.{G}#").write_text("x")
    assert "is open in LibreOffice" in editor("edit", G, "dog", "--set", "en=hound", "--yes").err


def test_list_and_show(editor: Editor) -> None:
    assert "ukraine\t" in editor("list").out
    assert editor("list", G).out == "キーウ Kyiv [kyiv]\n    キエフ (deprecated)\n犬 dog [dog]\n"
    assert editor("list", G, "--kind", "term").out == "犬 dog [dog]\n"
    assert editor("list", G, "--format", "tsv").out.count("\n") == 3
    shown = editor("show", G, "キエフ")
    assert "deprecated    キエフ\n" in shown.out and "line 4" in shown.out
    assert editor("show", G, "KYIV").out == shown.out
    assert "Kyiv" in editor("show", "ukraine", G, "キーウ").out


def test_lint_prints_lines_that_editors_know(editor: Editor) -> None:
    assert editor("lint", G).code == 0
    editor("edit", G, "dog", "--set", "reading=INU", "--yes")
    ran = editor("lint", G)
    assert ran.code == 1
    assert ran.out.startswith(f"{G}:6: warning: dog, reading:\n    the reading 'INU' is not in")
    assert json.loads(editor("lint", G, "--format", "json").out)[0]["line"] == 6
    assert "no-source" in editor("lint", G, "--all").out
    editor.path.write_bytes("id\tja\na\t犬\n".encode("cp932"))
    assert editor("lint", G).code == 2
    assert editor("lint", "none.tsv").code == 2


def test_stats_count_forms_and_places(editor: Editor) -> None:
    (editor.folder / "記事").mkdir()
    (editor.folder / "記事" / "a.txt").write_text(ARTICLE, "utf-8")
    (editor.folder / "記事" / "b.html").write_text("<p>キーウ</p><p>キエフ</p>", "utf-8")
    ran = editor("stats", G, "記事")
    assert ran.code == 0 and ran.out.startswith("キーウ [kyiv]") and "4 in 2 files" in ran.out
    assert "記事/a.txt:1" in ran.out and "2 files: 2 of 2 entries occur, 0 never" in ran.err
    rows = [line.split("\t") for line in editor("stats", G, "記事", "--format", "tsv").out.splitlines()]
    assert ["dog", "犬", "preferred", "2", "1", "記事/a.txt:2"] in rows
    found = {each["id"]: each for each in json.loads(editor("stats", G, "記事", "--format", "json").out)}
    assert found["kyiv"]["count"] == 4 and found["dog"]["files"] == 1
    assert "never: 犬" in editor("stats", G, "記事/b.html", "--never").out
    assert editor("stats", G, "nowhere.txt").code == 2


def test_a_round_trip_through_a_workbook(editor: Editor) -> None:
    pytest.importorskip("openpyxl")
    assert editor("export", G, "-o", "words.xlsx").out == "words.xlsx\n"
    assert "is there already" in editor("export", G, "-o", "words.xlsx").err
    ran = editor("import", G, "words.xlsx", "--yes")
    assert ran.code == 0 and "0 added, 0 changed, 2 kept" in ran.out
    assert editor.text == HOUSE and not editor.log.exists()


def test_import_updates_and_tells(editor: Editor) -> None:
    (editor.folder / "more.tsv").write_text("id\tja\ten\treading\ndog\t犬\thound\tいぬ\ncat\t猫\tcat\tねこ\n", "utf-8")
    dry = editor("import", G, "more.tsv", "--dry-run")
    assert dry.code == 0 and "1 added, 1 changed, 1 kept as they were, 1 not taken" in dry.out
    assert editor.text == HOUSE and not editor.log.exists()
    assert editor("import", G, "more.tsv").code == 2
    assert editor("import", G, "more.tsv", "--yes").code == 0
    assert "\t犬\tdog\t\tterm\t\tいぬ\r\n" in editor.text and "cat\t猫" in editor.text
    assert editor("import", G, "more.tsv", "--take", "theirs", "--yes").code == 0
    assert "\t犬\thound\t" in editor.text
    assert editor("undo", G, "--last", "2", "--yes").code == 0
    assert editor.text == HOUSE
    assert editor("import", "new.tsv", "more.tsv", "--yes").code == 0
    assert editor("diff", "new.tsv", "more.tsv").code == 0


def test_merge_and_diff(editor: Editor) -> None:
    (editor.folder / "desk.tsv").write_text("id\tja\ten\nkyiv\tキーウ\tKyjiv\ncat\t猫\tcat\n", "utf-8")
    ran = editor("merge", G, "desk.tsv", "-o", "both.tsv")
    assert ran.code == 0 and ran.out.endswith("both.tsv\n") and "not taken kyiv, en: 'Kyjiv'" in ran.out
    found = editor("diff", G, "both.tsv")
    assert found.code == 1 and found.out == "added 猫 cat [cat]\n"
    assert editor("diff", G, "both.tsv", "--format", "json").out.count('"cat"') == 2
    assert editor("merge", G, "desk.tsv", "--dry-run").out.startswith("added 猫")
    assert editor.text == HOUSE
    assert editor("merge", G, "desk.tsv", "--in-place", "--yes").code == 0
    assert editor.text == HOUSE + "cat\t猫\tcat\t\t\t\r\n"


def test_a_copy_of_a_shipped_glossary_is_the_same_file(editor: Editor) -> None:
    assert editor("export", "ukraine", "-o", "mine.tsv").code == 0
    assert (editor.folder / "mine.tsv").read_bytes() == (ROOT / "glossaries/data/ukraine.tsv").read_bytes()
    assert editor("export", "ukraine", G, "-o", "layers.tsv").code == 0
    assert "does" not in editor("list", "layers.tsv", "--find", "犬").err


def test_help_lists_what_there_is(editor: Editor) -> None:
    ran = editor("--help")
    assert ran.code == 0
    for name in "list show lint add edit remove log undo diff merge import export stats".split():
        assert f"\n  {name} " in ran.out
        assert editor(name, "--help").code == 0


def test_an_import_empties_cells_only_if_told_to(editor: Editor) -> None:
    table = "id\tja\ten\tdeprecated\nkyiv\tキーウ\tKyiv\tキエフ|キイフ\n"
    editor.path.write_bytes(table.encode())
    (editor.folder / "edited.tsv").write_bytes(table.replace("|キイフ", "").encode())
    for take in ("ours", "theirs"):
        assert "0 added, 0 changed" in editor("import", G, "edited.tsv", "--take", take, "-y").out
    assert "1 changed" in editor("import", G, "edited.tsv", "--take", "whole", "-y").out
    assert "キイフ" not in editor("show", G, "kyiv").out


def test_no_glossary_is_written_over_by_what_is_made_of_it(editor: Editor) -> None:
    (editor.folder / "desk.tsv").write_text("id\tja\ten\ncat\t猫\tcat\n", "utf-8")
    for command in (("export", "ukraine", G, "-o", f"./{G}"), ("merge", G, "desk.tsv", "-o", "desk.tsv")):
        refused = editor(*command, "--force")
        assert refused.code == 2 and "is the glossary itself; name another file" in refused.err
    assert editor.text == HOUSE and not editor.log.exists()
