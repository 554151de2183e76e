"""Texts all or most of which is code: the user is told that nothing of it is translated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleantext.formats import parse_document
from taiyaku.cli import group
from translate.outputs.preformatted import remark

PAGE = '<!DOCTYPE html><html lang="ja"><head><title>題の字</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("format", "text", "said"),
    [
        ("html", PAGE.format("<PRE>港の記録\n船が着いた。</PRE>"), "all of its Japanese stands in <pre>"),
        (
            "html",
            PAGE.format("<p>港。</p><pre>船が着いた。人が待っていた。</pre>"),
            "most of its Japanese stands in <pre>",
        ),
        ("html", PAGE.format("<p>港に船が着いた。</p><pre>ls # 一覧</pre>"), ""),
        ("html", PAGE.format("<p></p>"), ""),
        ("html", PAGE.format("<pre>ls -l</pre>"), ""),
        ("md", "```\n港に船が着いた。\n```\n", "all of its Japanese stands in fenced or indented code"),
        ("md", "港に船が着いた。\n\n    船 = 1\n", ""),
        ("txt", "港に船が着いた。", ""),
    ],
)
def test_what_is_said_of_a_text(format: str, text: str, said: str) -> None:
    told = remark(parse_document(text.encode(), format))
    assert told.startswith(said) and bool(told) == bool(said)


def test_a_page_without_any_row_is_refused_with_the_reason(tmp_path: Path) -> None:
    source = tmp_path / "list.html"
    source.write_text("<html lang='ja'><body><pre>港の記録</pre></body></html>", "utf-8")
    done = CliRunner().invoke(group, ["translate", str(source), "-o", str(tmp_path / "out"), "--engine", "none"])
    assert done.exit_code == 2 and not (tmp_path / "out").exists()
    assert done.stderr.count("\n") == 1 and "stands in <pre>, which is kept as it is and not translated" in done.stderr


def test_a_page_with_little_else_is_written_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "list.html"
    source.write_text(PAGE.format("<pre>港の記録</pre>"), "utf-8")
    arguments = [
        "translate",
        str(source),
        "-o",
        str(tmp_path / "out"),
        "--engine",
        "none",
        "--format",
        "html",
        "--facing",
    ]
    done = CliRunner().invoke(group, arguments)
    assert done.exit_code == 0 and "all of its Japanese stands in <pre>" in done.stderr
    assert "All of its Japanese stands in &lt;pre&gt;" in (tmp_path / "out" / "list.html").read_text("utf-8")
    report = json.loads((tmp_path / "out" / "list.report.json").read_text("utf-8"))
    assert report["left_out"].startswith("all of") and "Not translated: all of" in (
        tmp_path / "out" / "list.report.md"
    ).read_text("utf-8")
