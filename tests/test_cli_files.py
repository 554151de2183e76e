"""Which files `taiyaku check` and `clean` take and under which settings; folders, hooks, Word documents."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from cli_project import CLEAN, ROOT, TEXT, Project, Ran
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from taiyaku.config import Config, Configs
from taiyaku.discover import ENDINGS, Found, find_files

# Folders


def test_a_folder_is_walked_in_order(project: Project) -> None:
    for name in ("二 章/b.txt", "二 章/a.md", "一章/記事.txt", "z.txt", "a.txt"):
        project.write(name)
    for name in ("表.csv", "x.py", ".隠し/a.txt", "._a.txt", "~$a.txt", "node_modules/p/readme.md", "環境/pyvenv.cfg"):
        project.write(name)
    project.write("環境/lib/a.txt")
    project.write("store/CACHEDIR.TAG")
    project.write("store/a.txt")
    expected = ["a.txt", "z.txt", "一章/記事.txt", "二 章/a.md", "二 章/b.txt"]
    assert project.check(".").files == expected
    assert project.check(str(project.folder)).files == [str(project.folder / name) for name in expected]
    assert project.check("一章", "./二 章", "一章/記事.txt", "表.csv").files == [*expected[2:], "表.csv"]
    assert project.check("[az].txt", "**/b.*").files == ["a.txt", "z.txt", "二 章/b.txt"]


def test_what_git_ignores_is_left_out(project: Project) -> None:
    for name in ("稿/a.txt", "稿/古い/b.txt", "稿/古い/残す.txt", "出力/c.txt", "d.txt", "私/e.txt"):
        project.write(name)
    project.write(".gitignore", "出力/\n!\n*.log\n稿/古い/*\n")
    project.write("稿/古い/.gitignore", "!残す.txt\n")
    subprocess.run(["git", "init", "-q"], cwd=project.folder, check=True)
    (project.folder / ".git" / "info").mkdir(exist_ok=True)
    project.write(".git/info/exclude", "/私\n")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard", "*.txt"],
        cwd=project.folder,
        capture_output=True,
        check=True,
    )
    expected = sorted(name for name in listed.stdout.decode().split("\0") if name)
    assert sorted(project.check(".").files) == expected == ["d.txt", "稿/a.txt", "稿/古い/残す.txt"]
    assert project.check("古い", cwd="稿").files == ["古い/残す.txt"]
    assert project.check("出力/c.txt").files == ["出力/c.txt"]
    assert sorted(project.check("**/*.txt").files) == expected
    assert project.check("出力/*.txt").files == ["出力/c.txt"]


PATTERNS = "a|/a|a/|*.txt|!b.txt|**/記|a/**|c/*|!c|記/b.txt|!a/|\\!x|[ab]*|# a|*|*/|!*/|/*/|**/*/|c/*/|a/**/".split("|")
PATTERNS += ["![[:alpha:]].txt", "[![:digit:]a]*", "[[]a", "[[:upper:][:lower:]]/"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(lines=["a", "!c"], inner=[])
@example(lines=["a/**", "!b.txt"], inner=[])
@example(lines=["*", "!*/", "!b.txt"], inner=["*/"])
@example(lines=["[[:alpha:]]/"], inner=[])
@example(lines=[], inner=["a", "!a/"])
@given(lines=st.lists(st.sampled_from(PATTERNS), max_size=4), inner=st.lists(st.sampled_from(PATTERNS), max_size=2))
def test_gitignore_is_read_as_git_reads_it(project: Project, lines: list[str], inner: list[str]) -> None:
    if not (project.folder / ".git").exists():
        subprocess.run(["git", "init", "-q"], cwd=project.folder, check=True)
        for name in ("a/b.txt", "a/記/b.txt", "b.txt", "c/a/d.txt", "c/b.txt", "記/b.txt", "記/a/c.txt", "c/記/e.txt"):
            project.write(name)
    project.write(".gitignore", "\n".join(lines))
    project.write("c/.gitignore", "\n".join(inner))
    command = ["git", "ls-files", "-z", "--others", "--exclude-standard", "*.txt"]
    listed = subprocess.run(command, cwd=project.folder, capture_output=True, check=True).stdout.decode()
    found = list(find_files([str(project.folder)], Configs(Config(project.folder))))
    names = [os.path.relpath(each.path, project.folder) for each in found if isinstance(each, Found)]
    assert sorted(names) == sorted(name for name in listed.split("\0") if name)
    by_pattern = list(find_files([str(project.folder / "**" / "*.txt")], Configs(Config(project.folder))))
    others = [os.path.relpath(each.path, project.folder) for each in by_pattern if isinstance(each, Found)]
    assert sorted(others) == sorted(names)


def test_exclude_and_include(project: Project) -> None:
    for name in ("稿/a.txt", "稿/下書き/b.txt", "c.log", "d.txt"):
        project.write(name)
    project.write("taiyaku.toml", 'exclude = ["下書き/"]\n')
    assert project.check(".").files == ["d.txt", "稿/a.txt"]
    assert project.check(".", "--exclude", "d.*").files == ["稿/a.txt"]
    assert project.check("稿/下書き/b.txt").files == ["稿/下書き/b.txt"]
    assert project.check("稿/下書き/b.txt", "--force-exclude") == Ran(0, "", "")
    project.write("空.txt", "")
    for command in (["check"], ["clean", "--in-place", "--quiet"]):
        assert project(*command, "空.txt", "--force-exclude") == Ran(0, "", "")
    project.write("taiyaku.toml", 'include = ["*.log", "/稿/*.txt"]\n')
    assert project.check(".").files == ["c.log", "稿/a.txt"]


def test_what_names_nothing_is_said_and_the_others_go_on(project: Project) -> None:
    project.write("a.txt")
    project.write("空/x.py")
    project.write("壊/b.txt").write_bytes("雪が降る".encode()[:-1])
    project.write("壊/empty.txt", "")
    ran = project.check("空", "無.txt", "*.md", "壊", "a.txt")
    assert (ran.code, ran.files) == (2, ["a.txt"])
    said = ran.err.splitlines()
    assert [line.split(": ")[1] for line in said] == ["空", "無.txt", "*.md", "壊/b.txt"]
    assert project("check", "壊/empty.txt").code == 2


# Settings


def test_the_nearest_settings_count_alone(project: Project) -> None:
    for name in ("a.txt", "内/b.txt", "内/奥/c.txt", "別/d.txt"):
        project.write(name)
    project.write("pyproject.toml", '[tool.taiyaku]\nselect = ["colon"]\n')
    project.write("内/taiyaku.toml", 'select = ["question-mark"]\n')
    project.write("内/pyproject.toml", '[tool.taiyaku]\nselect = ["comma"]\n')
    project.write("別/pyproject.toml", "[tool.other]\n")
    found = {record["path"]: record["rule"] for record in project.check(".").records}
    assert found == {"a.txt": "colon", "内/b.txt": "question-mark", "内/奥/c.txt": "question-mark", "別/d.txt": "colon"}
    assert project.check("c.txt", cwd="内/奥").rules == ["question-mark"]
    assert set(project.check(".", "--config", "内/pyproject.toml").rules) == set()
    assert set(project.check("a.txt", "--no-config").rules) == {"glossary", "colon", "question-mark"}


def test_options_win_over_the_file(project: Project) -> None:
    project.write("a.txt")
    project.write("taiyaku.toml", 'select = ["colon", "glossary"]\nignore = ["glossary"]\nglossary = "none"\n')
    assert project.check("a.txt").rules == ["colon"]
    assert project.check("a.txt", "--select", "question-mark,glossary", "--glossary", "ukraine").rules == [
        "glossary",
        "question-mark",
    ]
    assert project.check("a.txt", "--extend-select", "question-mark").rules == ["colon", "question-mark"]
    assert project.check("a.txt", "--ignore", "colon").rules == []


def test_all_settings(project: Project) -> None:
    project.write("記事/a.txt", "首都キエフ:雪,雨。製品:名?\n")
    project.write("記事/寄稿/b.txt", "首都キエフ:雪,雨。\n")
    project.write("用語.tsv", (ROOT / "glossaries/data/ukraine.tsv").read_text("utf-8"))
    project.write(
        "記事/pyproject.toml",
        """
        [tool.taiyaku]
        profile = "jtf"
        extend-select = ["chinese-quoted"]
        glossary = "../用語.tsv"
        min-confidence = 0.2
        allow = ["製品:名", "/雪.雨/"]
        filler = "remove"
        per-file-ignores = { "寄稿/**" = ["glossary", "colon"] }
        """,
    )
    ran = project.check("記事")
    assert [(r["path"], r["rule"]) for r in ran.records] == [
        ("記事/a.txt", "glossary"),
        ("記事/a.txt", "colon"),
        ("記事/a.txt", "question-mark"),
    ]
    assert project("clean", "記事/寄稿/b.txt").out == "首都キエフ:雪,雨。\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('profil = "jtf"', "profil is no setting; did you mean 'profile'?"),
        ('profile = "jft"', "profile may not be 'jft'; did you mean 'jtf'?"),
        ('select = ["colom"]', "select names no rule with 'colom'; did you mean 'colon'?"),
        ('ignore = "colon"', 'ignore must be a list of texts like ["a", "b"]'),
        ("min-confidence = 3", "min-confidence must be a number from 0 to 1"),
        ('allow = ["/(/"]', "allow holds '/(/', which is no regular expression"),
        ('exclude = ["!"]', "exclude holds '!', which is no pattern"),
        ('per-file-ignores = ["a"]', "per-file-ignores must be a table"),
        ('per-file-ignores = { "a" = ["b"] }', "per-file-ignores holds \"a\", which names no rule with 'b'"),
        ('filler = "marks"', "filler may not be 'marks'; did you mean 'mark'?"),
        ("baseline = 1", "baseline must be a text"),
        ("profile = ", "is no TOML"),
    ],
)
def test_wrong_settings_are_one_sentence(project: Project, text: str, words: str) -> None:
    project.write("a.txt")
    project.write("taiyaku.toml", text)
    for command in ("check", "clean"):
        ran = project(command, "a.txt")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert ran.err.startswith("taiyaku: taiyaku.toml: ")
        assert words in ran.err
    assert project("check", "a.txt", "--no-config").code == 1
    assert project("check", "a.txt", "--config", "none.toml").code == 2


def test_settings_are_named_from_here(project: Project) -> None:
    project.write("寄 稿/a.txt")
    project.write("taiyaku.toml", 'profil = "jtf"')
    assert project("check", "a.txt", cwd="寄 稿").err.startswith("taiyaku: ../taiyaku.toml: profil ")
    assert project("check", "寄 稿").err.startswith("taiyaku: taiyaku.toml: profil ")
    whole = project.folder / "taiyaku.toml"
    assert project("check", str(project.folder / "寄 稿")).err.startswith(f"taiyaku: {whole}: profil ")
    project.write("taiyaku.toml", 'glossary = "用語/無い.tsv"')
    assert "'../用語/無い.tsv'" in project("check", "a.txt", cwd="寄 稿").err
    project.write("taiyaku.toml", 'baseline = "無い.json"')
    assert project("check", "a.txt", cwd="寄 稿").err.startswith("taiyaku: ../無い.json: ")


def test_missing_glossary_of_the_settings(project: Project) -> None:
    project.write("a.txt")
    project.write("taiyaku.toml", 'glossary = "用語.tsv"')
    ran = project("check", "a.txt")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "'用語.tsv'" in ran.err


# Cleaning folders


def test_a_folder_is_cleaned_into_another(project: Project) -> None:
    for name in ("記事/a.txt", "記事/内 部/b.md", "記事/内 部/奥/c.txt"):
        project.write(name)
    project.write("記事/写真.png")
    assert project("clean", "記事").code == 2
    for _ in range(2):
        ran = project("clean", "記事", "-o", "記事/出力", "--report", "報告.json")
        assert ran.code == 0
        assert ran.err.count("3 fixed, 0 left") == 3
    written = sorted(str(path.relative_to(project.folder)) for path in project.folder.glob("記事/出力/**/*.*"))
    assert written == ["記事/出力/a.txt", "記事/出力/内 部/b.md", "記事/出力/内 部/奥/c.txt"]
    assert {(project.folder / name).read_text("utf-8") for name in written} == {CLEAN}
    assert len(json.loads((project.folder / "報告.json").read_text("utf-8"))) == 3
    assert project("clean", "記事", "-o", "記事").code == 2
    assert project("clean", "記事/a.txt", "記事/内 部", "--in-place", "-q") == Ran(0, "", "")
    assert (project.folder / "記事/内 部/奥/c.txt").read_text("utf-8") == CLEAN


def test_the_diff_of_a_folder(project: Project) -> None:
    project.write("記事/a.txt")
    project.write("記事/b.txt", CLEAN)
    ran = project("clean", "記事", "--diff")
    assert ran.out.splitlines()[:2] == ["--- 記事/a.txt", "+++ 記事/a.txt\t(cleaned)"]
    assert ran.out.count("---") == 1


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no patch")
@pytest.mark.parametrize("name", ["一 月.txt", "記事/新 しい/a.txt", '"甲".txt', "甲\t乙.txt", "甲\n乙.txt", "-甲.txt"])
@pytest.mark.parametrize("text", [TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.rstrip("\n")])
def test_patch_applies_the_diff(project: Project, name: str, text: str) -> None:
    project.write(name, text)
    diff = project("clean", ".", "--diff").out
    project.write("直し.patch", diff)
    ran = subprocess.run(["patch", "-p0", "-i", "直し.patch"], cwd=project.folder, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert project("clean", ".", "--diff").out == ""


# Hooks


def test_hooks_take_all_formats() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    patterns = re.findall(r"files: (.+)", text)
    assert len(patterns) == 2
    for pattern in patterns:
        assert all(re.search(pattern, f"記事{ending}") for ending in ENDINGS)
        assert not re.search(pattern, "txt.py")


def test_hooks_are_valid() -> None:
    pytest.importorskip("pre_commit")
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


def test_settings_are_all_described() -> None:
    text = (ROOT / "docs" / "checking.md").read_text("utf-8")
    for name in Config.__dataclass_fields__:
        assert name in ("root", "tables") or f"| `{name.replace('_', '-')}`" in text


# Word documents


def test_fixes_of_a_word_document_are_tracked_and_the_rest_are_comments(project: Project) -> None:
    from docx_files import make_docx, members_of, p, r

    path = project.folder / "原稿 一.docx"
    path.write_bytes(make_docx(p(r("首都キエフ,米国:雪"), r("。戦略的分歧。"))))
    ran = project("clean", path.name, "--tracked", "-o", "見直し.docx")
    assert ran.code == 0, ran.err
    members = members_of((project.folder / "見直し.docx").read_bytes())
    body = members["word/document.xml"].decode()
    assert re.findall("<w:delText[^>]*>([^<]*)<", body) == ["エフ,", ":"]
    assert re.findall("<w:ins .*?<w:t[^>]*>([^<]*)<", body) == ["ーウ、", "："]
    assert "分歧 is Chinese" in members["word/comments.xml"].decode()
    refused = project("clean", project.write("a.txt", "日本,米国").name, "--tracked", "-o", "b.txt")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "leave --tracked out" in refused.err
    refused = project("clean", path.name, "--tracked", "--encoding", "cp932", "-o", "別.docx")
    assert (refused.code, (project.folder / "別.docx").exists()) == (2, False)
    assert "leave --encoding out" in refused.err
