"""Documents: read into blocks and written back, with nothing else changed."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import Block, Document, Run, read_document, write_document
from cleantext.documents import fix_document
from cleantext.files import FileProblem
from cleantext.formats import LONGEST, document_bytes, format_of, parse_document, txt

PIECES = [
    *"雨が。！\r\n\t 　#`~-|:*>[]()1.\u2028😀",
    "```\n",
    "---\n",
    "\r\n",
    "## 見出し\n",
    "| 甲 | 乙 |\n",
    "|---|---|\n",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=50).map("".join)


def texts(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


@pytest.mark.parametrize("form", ["txt", "md"])
def test_a_text_is_fixed_and_written_without_reading_its_blocks(form: str) -> None:
    document = parse_document("日本,米国\n\n雪".encode(), form)
    fixed = fix_document(document, select=["comma"], left=False).document
    assert document_bytes(fixed).decode() == "日本、米国\n\n雪"
    assert document.is_unread
    assert fixed.is_unread
    assert texts(fixed) == [("heading" if form == "txt" else "paragraph", text) for text in ("日本、米国", "雪")]
    assert not fixed.is_unread


def test_a_text_whose_blocks_are_unread_is_a_document_as_any_other() -> None:
    document = parse_document("日本,米国".encode())
    with pytest.raises(AttributeError, match="block_list"):
        _ = document.block_list  # type: ignore[attr-defined]
    copied = pickle.loads(pickle.dumps(document))
    assert copied.is_unread
    assert copied.blocks == document.blocks
    assert copied == document
    emptied = replace(document, blocks=())
    assert (emptied.blocks, emptied.is_unread) == ((), False)


@pytest.mark.parametrize("form", ["txt", "md"])
@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_any_text_comes_back_byte_for_byte(form: str, text: str) -> None:
    document = parse_document(text.encode(), form)
    assert document_bytes(document) == text.encode()
    assert [block.id for block in document.blocks] == [f"b{n:04d}" for n in range(1, len(document.blocks) + 1)]
    position = 0
    for block in document.blocks:
        assert block.text.strip()
        position = text.index(block.text, position) + len(block.text)


@pytest.mark.parametrize("form", ["txt", "md"])
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_changing_one_block_leaves_all_else(form: str, text: str) -> None:
    document = parse_document(text.encode(), form)
    for n, block in enumerate(document.blocks):
        changed = block.replace(0, 1, "新しい")
        blocks = (*document.blocks[:n], changed, *document.blocks[n + 1 :])
        start, end = block.runs[0].ref
        written = document_bytes(replace(document, blocks=blocks)).decode()
        assert written == text[:start] + "新しい" + text[start + 1 : end] + text[end:]


@pytest.mark.parametrize(("name", "encoding"), [("記事.txt", "cp932"), ("記事.md", "utf-8-sig"), ("a.txt", "euc_jp")])
def test_files_keep_their_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    path, copy = tmp_path / name, tmp_path / f"写し-{name}"
    data = "# 見出し\r\n\r\n首都では雪が降った。\r\n続き".encode(encoding)
    path.write_bytes(data)
    document = read_document(path)
    assert document.format == format_of(name)
    write_document(document, copy)
    assert copy.read_bytes() == data
    block = document.blocks[1]
    changed = replace(document, blocks=(document.blocks[0], block.replace(0, 2, "東京"), *document.blocks[2:]))
    write_document(changed, copy)
    assert copy.read_bytes() == data.decode(encoding).replace("首都", "東京").encode(encoding)


def test_a_character_the_encoding_lacks_is_refused_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("雪が降る。".encode("cp932"))
    document = read_document(path)
    changed = replace(document, blocks=(document.blocks[0].replace(0, 1, "☃😀"),))
    with pytest.raises(FileProblem, match="cp932"):
        write_document(changed, path)
    assert path.read_bytes() == "雪が降る。".encode("cp932")


def test_unknown_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown format 'doc'"):
        parse_document(b"", "doc")
    assert [format_of(name) for name in ("a.md", "a.MARKDOWN", "a.txt", "a", ".md", "a.doc")] == [
        "md",
        "md",
        "txt",
        "txt",
        "txt",
        "txt",
    ]


BLOCK = Block("b0001", "paragraph", (Run("首都", 1), Run("キエフ", 2), Run("の冬", 3)))


@pytest.mark.parametrize(
    ("start", "end", "new", "runs"),
    [
        (0, 0, "x", ["x首都", "キエフ", "の冬"]),
        (2, 5, "キーウ", ["首都", "キーウ", "の冬"]),
        (2, 2, "x", ["首都", "xキエフ", "の冬"]),
        (1, 3, "x", ["首x", "エフ", "の冬"]),
        (1, 6, "x", ["首x", "", "冬"]),
        (0, 7, "x", ["x", "", ""]),
        (7, 7, "x", ["首都", "キエフ", "の冬x"]),
        (2, 5, "", ["首都", "", "の冬"]),
        (3, 4, "", ["首都", "キフ", "の冬"]),
    ],
)
def test_replace_across_runs(start: int, end: int, new: str, runs: list[str]) -> None:
    changed = BLOCK.replace(start, end, new)
    assert [run.text for run in changed.runs] == runs
    assert [run.ref for run in changed.runs] == [1, 2, 3]
    assert changed.text == BLOCK.text[:start] + new + BLOCK.text[end:]
    assert [run.text for run in BLOCK.runs] == ["首都", "キエフ", "の冬"]


@given(
    st.lists(st.text("雨風", max_size=3), min_size=1, max_size=5),
    st.integers(0, 15),
    st.integers(0, 15),
    st.text("xy", max_size=3),
)
def test_replace_is_replacement_in_the_text(parts: list[str], start: int, end: int, new: str) -> None:
    block = Block("b0001", "paragraph", tuple(Run(part, n) for n, part in enumerate(parts)))
    if start <= end <= len(block.text):
        assert block.replace(start, end, new).text == block.text[:start] + new + block.text[end:]
    else:
        with pytest.raises(ValueError, match="outside the block b0001"):
            block.replace(start, end, new)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("和平交渉の行方", "heading"),
        ("結論：二つの道", "heading"),
        ("第1章 始まり", "heading"),
        ("一つ目の理由：経済が動く。", "heading"),
        ("雪が降った。", "paragraph"),
        ("雪が降った。風も吹いた。", "paragraph"),
        ("「寒い」", "paragraph"),
        ("　字下げした行", "paragraph"),
        ("ホーム / 国際 / 欧州", "paragraph"),
        ("20/01/2026", "paragraph"),
        ("雪" * 81, "paragraph"),
        ("なぜか？", "paragraph"),
    ],
)
def test_headings_of_plain_text(line: str, kind: str) -> None:
    assert texts(parse_document(f"{line}\n\n本文である。".encode())) == [(kind, line), ("paragraph", "本文である。")]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "昨日の夕方から降り続いた雨は夜半になってようやく\r\n弱まり、朝には薄日が差した。"
    document = parse_document(f"見出し\r\n\r\n{wrapped}\r\n\r\n次の段落。".encode())
    assert texts(document) == [("heading", "見出し"), ("paragraph", wrapped), ("paragraph", "次の段落。")]


def test_code_tables_and_front_matter_of_markdown_are_no_text() -> None:
    text = (
        "---\ntitle: 雨,風\n---\n\n# 雨の日\n\n本文だ。\n\n```python\nprint('雨,風')\n```\n\n"
        "~~~\n雨\n```\n~~~\n\n| 甲 | 乙 |\n|:--|--:|\n| 雨 | 風 |\n\n終わり。\n"
    )
    document = parse_document(text.encode(), "md")
    found = texts(document)
    assert ("heading", "# 雨の日") in found
    assert ("paragraph", "本文だ。") in found
    assert ("paragraph", "終わり。") in found
    assert not any(part in block for _, block in found for part in ("title", "print", "~~~", "|:--"))


@pytest.mark.parametrize("text", ["---\n雨,風\n```\n雨,風\n```\n", "---\r\n\r\n```\r\n雨,風\r\n```\r\n終わり。"])
def test_a_rule_at_the_start_is_no_front_matter(text: str) -> None:
    blocks = [block for _, block in texts(parse_document(text.encode(), "md"))]
    assert not any("```" in block for block in blocks)


def test_code_in_markdown_with_old_line_ends() -> None:
    blocks = [block for _, block in texts(parse_document("本文だ。\r```\r雨,風\r```\r終わり。".encode(), "md"))]
    assert blocks == ["本文だ。", "終わり。"]


@pytest.mark.parametrize(
    ("form", "text"),
    [("txt", "{}"), ("md", "# 題\n\n{}\n"), ("html", "<p>短い</p><p>{}</p>")],
)
def test_a_paragraph_without_end_is_refused(form: str, text: str) -> None:
    """A line of 100 MB is no text that an editor could mend."""
    long = text.format("雪が,降る。" * (LONGEST // 6 + 1)).encode()
    with pytest.raises(FileProblem, match=r"holds a paragraph of 2,000,\d+ characters, more than 2,000,000"):
        parse_document(long, form)
    assert parse_document(text.format("雪。\n" * 9).encode(), form).blocks


def test_a_text_that_is_too_large_is_refused_before_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(txt, "LARGEST", 2 << 20)
    for form in ("txt", "md"):
        with pytest.raises(FileProblem, match="is a text of 3 MB, more than 2 MB; split it"):
            parse_document(b"a\n" * (3 << 19), form)


def test_soft_hyphens_of_latin_words_stay_in_pages() -> None:
    page = "<p>Donau&shy;dampf&shy;schiff,の名は長&shy;い。</p>"
    fixed = fix_document(parse_document(page.encode(), "html"))
    assert document_bytes(fixed.document).decode() == "<p>Donau&shy;dampf&shy;schiff、の名は長い。</p>"
