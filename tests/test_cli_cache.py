"""What `taiyaku check` keeps of what it found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_project import ROOT, TEXT, Project
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import check_document
from cleantext.formats import parse_document
from cleantext.formats.md import with_text
from taiyaku.cache import entry_name, prune, read_entry, settings_digest, write_entry
from taiyaku.records import records_of


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
