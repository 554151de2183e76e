"""What the tables of taiyaku.toml say holds for translate, bilingual, align, revise and engines compare."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_project import ROOT, Project
from tiny_argos import PAIRS

from taiyaku.config import ConfigProblem, Configs, read_config
from taiyaku.config.files import TABLES
from taiyaku.project_command import defaults

ARTICLE = "会談は終わった。\n\n首都キエフ――市場は静かだった。\n"


def cells(path: Path, column: int) -> list[str]:
    return [line.split("\t")[column] for line in path.read_text("utf-8").splitlines()[1:]]


def signature(path: Path) -> dict[str, str]:
    return dict(json.loads(path.read_text("utf-8"))["signature"])


def test_a_project_says_once_what_holds_for_all_commands(project: Project, package: Path) -> None:
    folder = project.folder
    project.write("記事/a.txt", ARTICLE)
    project.write("用語.tsv", "id\tja\ten\tdeprecated\nkyiv\tキーウ\tKyiv\tキエフ\n")
    project.write(
        "taiyaku.toml",
        f"""
        glossary = "用語.tsv"
        ignore = ["dash"]
        [translate]
        engine = "argos"
        model = "{package.name}"
        memory = "記憶.sqlite"
        formats = ["tsv", "html"]
        tries = 1
        threads = 1
        [bilingual]
        formats = "jsonl,tsv"
        strict = true
        [edition]
        stacked = true
        author = "中野 N."
        """,
    )
    (folder / package.name).write_bytes(package.read_bytes())
    done = project("bilingual", "a.txt", "-o", "出", cwd="記事")
    assert done.code == 1, done.err  # strict
    out = folder / "記事" / "出"
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [".taiyaku", *(f"a{ending}" for ending in (".clean.txt", ".jsonl", ".tsv", ".report.md", ".report.json"))]
    )
    assert (out / "a.clean.txt").read_text("utf-8") == ARTICLE.replace("キエフ", "キーウ")  # no dash rule, our terms
    assert cells(out / "a.tsv", 3)[0] == PAIRS["会談は終わった。"]
    assert "tries:1" in signature(out / "a.report.json")["recipe"]
    assert "argos" in signature(out / "a.report.json")["engine"]
    assert not (out / ".taiyaku" / "memory.sqlite").exists()
    done = project("translate", "記事/a.txt", "-o", "出", "--format", "html", "--no-stacked", "--author", "M.")
    assert (done.code, "html" in done.out, "tsv" in done.out) == (0, True, False), done.err
    assert "中野 N." not in (folder / "出" / "a.html").read_text("utf-8")
    assert project("translate", "記事/a.txt", "-o", "全", "--tries", "2").code == 0
    assert sorted(path.suffix for path in (folder / "全").glob("a.[th]*")) == [".html", ".tsv"]
    assert "中野 N." in (folder / "全" / "a.html").read_text("utf-8")
    assert "tries:2" in signature(folder / "全" / "a.report.json")["recipe"]
    bare = project("translate", "記事/a.txt", "-o", "裸", "--no-config", "--engine", "none", "--format", "md")
    assert bare.code == 0 and (folder / "裸" / ".taiyaku" / "memory.sqlite").exists()
    edited = (folder / "全" / "a.tsv").read_text("utf-8").replace(PAIRS["会談は終わった。"], "The talks are over.")
    project.write("返.tsv", edited)
    assert project("revise", "返.tsv", "-o", "全").code == 0
    with closing(sqlite3.connect(folder / "記憶.sqlite")) as base:
        assert base.execute("SELECT target FROM units").fetchall() == [("The talks are over.",)]


def test_align_and_compare(project: Project, package: Path) -> None:
    pytest.importorskip("numpy")
    project.write("ja.txt", "会談は終わった。\n")
    project.write("en.txt", "The talks ended.\n")
    project.write("用語.tsv", "id\tja\ten\ntalks\t会談\tconference\n")
    project.write(
        "pyproject.toml",
        """
        [tool.taiyaku]
        glossary = "用語.tsv"
        [tool.taiyaku.translate]
        tries = 1
        [tool.taiyaku.align]
        formats = ["jsonl"]
        review = true
        strict = true
        [tool.taiyaku.edition]
        only = "en"
        """,
    )
    done = project("align", "ja.txt", "en.txt", "-o", "対")
    assert done.code == 1, done.err
    assert "term" in (project.folder / "対" / "ja.jsonl").read_text("utf-8")
    assert not (project.folder / "対" / "ja.tsv").exists()
    done = project("align", "ja.txt", "en.txt", "-o", "対", "--no-review", "--no-strict", "--format", "tsv")
    assert done.code == 0, done.err
    done = project("engines", "compare", "ja.txt", "--engine", f"argos={package}")
    assert "! term: " in done.out, done.err
    assert "! term: " not in project("engines", "compare", "ja.txt", "--engine", f"argos={package}", "--no-config").out


def test_files_of_two_projects(project: Project) -> None:
    """Glossary and rules go with each file; what is one in a run must be the same."""
    for name in "甲", "乙":
        project.write(f"{name}/{name}.txt", "首都キエフ――雪。\n")
    project.write("甲/taiyaku.toml", 'glossary = "none"\n')
    project.write("乙/taiyaku.toml", 'ignore = ["dash"]\n')
    done = project("bilingual", "甲", "乙", "-o", "出", "--engine", "none")
    assert done.code == 0, done.err
    assert [(project.folder / "出" / f"{name}.clean.txt").read_text("utf-8")[:5] for name in "甲乙"] == [
        "首都キエフ",
        "首都キーウ",
    ]
    project.write("乙/taiyaku.toml", "[edition]\nstacked = true\n")
    done = project("translate", "甲", "乙", "-o", "別", "--engine", "none")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "乙/乙.txt" in done.err and "--config" in done.err
    assert project("translate", "甲", "乙", "-o", "別", "--engine", "none", "--config", "乙/taiyaku.toml").code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[translate]\nenigne = 'llama'", "translate.enigne is no setting; did you mean 'engine'?"),
        ("[transalte]\nengine = 'llama'", "transalte is no setting; did you mean 'translate'?"),
        ("[translate]\nengine = 'lama'", "translate.engine may not be 'lama'; did you mean 'llama'?"),
        ("engine = 'llama'", "engine is no setting; put engine under [translate]"),
        ("[translate]\nglossary = 'none'", "translate.glossary is no setting; put glossary before all tables"),
        ("[bilingual]\nmodel = 'm'", "bilingual.model is no setting; put model under [translate]"),
        ("[translate]\nstacked = true", "translate.stacked is no setting; put stacked under [edition]"),
        ("[translate]\nformats = ['htlm']", "translate.formats names no format with 'htlm'; did you mean 'html'?"),
        ("[align]\nformats = []", "align.formats must name a format"),
        ("[translate]\ntries = 0", "translate.tries must be a whole number from 1 to 20, not 0"),
        ("[translate]\nthreads = true", "translate.threads must be a whole number"),
        ("[translate]\npatience = -1", "translate.patience must be a number of seconds, not -1"),
        ("[translate]\nstrict = 1", "translate.strict must be true or false, not 1"),
        ("[translate]\nmodel = 3", "translate.model must be a text"),
        ("[translate]\nserver = 'http://example.org'", "may only be an address of this machine"),
        ("[translate]\nserver = 'http://localhost@example.org'", "may only be an address of this machine"),
        ("[translate]\nserver = 'http://127.0.0.1.example.org'", "may only be an address of this machine"),
        (f"a = {'[' * 5_000}", "is no TOML that can be read"),
        ("translate = 3", "translate must be a table of settings"),
        ("[edition]\nonly = 'fr'", "edition.only may not be 'fr'"),
        ("[align]\nstrong = 2", "align.strong must be a number from 0 to 1"),
        ("profile = true", "profile must be a text in quotation marks, not true"),
        ("profile = 2026-01-20", "profile must be a text in quotation marks, not 2026-01-20"),
        ("profile = ''", "profile must be a text that is not empty"),
        ("select = ['第', 1]", 'select must be a list of texts like ["a", "b"], not ["第", 1]'),
        (
            "[per-file-ignores]\n'下書き/**' = 'comma'",
            'per-file-ignores holds "下書き/**", which must be a list of texts',
        ),
        ('[edition]\ncover = "c\\u0000"', "edition.cover must be the name of a file"),
        ("[EDITION]\nstacked = true", "EDITION is no setting; did you mean 'edition'?"),
    ],
)
def test_wrong_settings_are_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "taiyaku.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigProblem) as problem:
        Configs().of(tmp_path)
    assert problem.value.message.startswith(f"{tmp_path / 'taiyaku.toml'}: ")
    assert words in problem.value.message and "\n" not in problem.value.message


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\ntaiyaku = 3"])
def test_a_pyproject_that_is_odd(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigProblem):
        read_config(tmp_path / "pyproject.toml")


def test_paths_count_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "taiyaku.toml"
    path.write_text("[translate]\nmodel = 'm.gguf'\nmemory = '~/m.sqlite'\n[edition]\ncover = 'c.png'\n", "utf-8-sig")
    tables = read_config(path).tables
    assert tables["translate"]["model"] == str(tmp_path / "m.gguf")
    assert tables["translate"]["memory"] == Path.home() / "m.sqlite"
    assert tables["edition"]["cover"] == tmp_path / "c.png"
    path.write_text("[translate]\nmodel = 'org/name'\n", "utf-8")
    assert read_config(path).tables["translate"]["model"] == "org/name"


def test_engine_model_and_server_are_one_choice(tmp_path: Path) -> None:
    path = tmp_path / "taiyaku.toml"
    path.write_text("[translate]\nengine = 'openai'\nmodel = 'm'\nserver = 'http://[::1]:8080'\ntries = 2\n", "utf-8")
    config = read_config(path)

    def said(**given: str) -> list[str]:
        return sorted(defaults(config, ("translate",), given))

    assert said() == ["engine", "model", "server", "tries"]
    assert said(model="n") == ["engine", "model", "server", "tries"]
    assert said(engine="llama") == ["tries"]
    assert said(engine="openai") == ["server", "tries"]
    assert said(server="http://x") == ["tries"]
    assert defaults(config, ("translate",), {"model": "m.argosmodel"})["engine"] == "openai"
    path.write_text("[translate]\nengine = 'llama'\nmodel = 'm'\n", "utf-8")
    config = read_config(path)
    assert defaults(config, ("translate",), {"model": "m.argosmodel"})["engine"] == "argos"
    assert defaults(config, ("translate",), {"model": "n.gguf"})["engine"] == "llama"


def test_settings_are_all_described() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for name, table in TABLES.items():
        part = re.split(rf"^## `\[{name}\]`.*$", text, flags=re.M)[1].split("\n## ")[0]
        assert {key for key in table.keys if f"`{key}`" not in part} == set(), name
