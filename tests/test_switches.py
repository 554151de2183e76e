"""Comments that are to switch rules off and do not, where comments are no text: pages, books, Word documents."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from docx_files import make_docx, note, p
from test_epub import PAGE, book

from cleantext import check_document, fix_document
from cleantext.formats import document_bytes, parse_document

CASES = json.loads((Path(__file__).parent / "cases" / "switches.json").read_text("utf-8"))
RULE = "switch-comment"


@pytest.mark.parametrize("case", CASES["html"], ids=lambda case: case["page"][:40])
def test_pages(case: dict[str, Any]) -> None:
    document = parse_document(case["page"].encode(), "html")
    found = check_document(document, select=[RULE])
    assert [(*each.place[:2], each.finding.found) for each in found] == [tuple(each[:3]) for each in case["found"]]
    assert all(each[3] in some.finding.message for each, some in zip(case["found"], found, strict=True))
    everything = [each for each in check_document(document) if each.block and each.block[0] == "c"]
    assert [each.finding for each in everything] == [each.finding for each in found], "no other rule looks at them"
    fixed = fix_document(document)
    assert [each.finding.found for each in fixed.remaining if each.finding.rule == RULE] == [
        f[2] for f in case["found"]
    ]
    for _, _, comment, _ in case["found"]:
        assert comment in " ".join(document_bytes(fixed.document).decode().split())


@pytest.mark.parametrize("case", CASES["docx"], ids=lambda case: case["comments"][-1])
def test_word_documents(case: dict[str, Any]) -> None:
    comments = "".join(note("comment", n, p(text)) for n, text in enumerate(case["comments"], 1))
    body = [p(f'<w:commentRangeStart w:id="{n}"/>', "岬,港。", f'<w:commentRangeEnd w:id="{n}"/>') for n in (1, 2)]
    document = parse_document(make_docx(*body, comments=comments), "docx")
    found = check_document(document, select=[RULE])
    assert [[each.place.text, each.finding.found] for each in found] == [each[:2] for each in case["found"]]
    assert all(each[2] in some.finding.message for each, some in zip(case["found"], found, strict=True))
    assert not any("taiyaku-" in block.text for block in document.blocks), "switches are no text"
    fixed = fix_document(document)
    assert [each.finding.found for each in fixed.remaining] == [each[1] for each in case["found"]]
    assert fix_document(fixed.document).applied == []


def test_each_page_of_a_book_is_judged_alone() -> None:
    off, on = "<!-- taiyaku-disable comma --><p>", "<!-- taiyaku-enable comma --><p>"
    pages = {
        "OEBPS/text/1.xhtml": PAGE.format("第一章").replace("<p>続く", f"{off}続く"),
        "OEBPS/text/二.xhtml": PAGE.format("第二章").replace("<p>続く", f"{on}続く"),
    }
    document = parse_document(book(dict(pages)), "epub")
    found = check_document(document, select=[RULE])
    assert [each.place.text for each in found] == [
        "chapter 1 (第一章), paragraph 2, comment",
        "chapter 2 (第二章), paragraph 2, comment",
    ]
    assert [each.finding.found for each in found] == [off.removesuffix("<p>"), on.removesuffix("<p>")]
    order = [each.block for each in check_document(document)]
    assert order.index("c0001") > 0, "in reading order"


def test_what_is_shown_in_code_switches_nothing_off() -> None:
    text = "次のように書く。\n\n```html\n<!-- taiyaku-disable -->\n```\n\n岬,港。\n\n`<!-- taiyaku-disable -->`だ。\n"
    found = check_document(parse_document(text.encode(), "md"), select=["comma", RULE])
    assert [each.finding.found for each in found] == [","]


def test_the_rule_can_be_switched_off_by_its_name() -> None:
    text = "<!-- taiyaku-disable switch-comment -->\n雪だ。\n<!-- taiyaku-enable foo -->\n港だ。\n"
    assert check_document(parse_document(text.encode()), select=[RULE]) == []


@pytest.mark.parametrize("between", ["", "\n", "<!-- 船の名 -->\n", " \n<!-- taiyaku-disable-next-line dash -->\n\n"])
def test_the_next_line_is_the_next_with_text(between: str) -> None:
    text = f"<!-- taiyaku-disable-next-line comma -->\n{between}岬,港。\n岬,港。\n"
    found = check_document(parse_document(text.encode(), "md"), select=["comma", RULE])
    assert [each.finding.start for each in found] == [text.rindex(",")]


def test_a_long_reason_hides_no_line() -> None:
    text = f"<!-- taiyaku-disable-line comma -- {'船の名。' * 200}-->岬,港。\n"
    assert check_document(parse_document(text.encode()), select=["comma", RULE]) == []


@pytest.mark.parametrize(
    "comment",
    [
        "taiyaku-disable-line -->\n",
        "taiyaku-disable-line -->雪",
        "taiyaku-disable",
        "taiyaku-disable-next-line -->雪\n",
        "taiyaku-disable-next-line -->雪",
        "taiyaku-disable-next-line -->\n",
    ],
)
def test_time_grows_with_the_number_of_comments_only(comment: str) -> None:
    """A text of many comments takes what ten texts of a tenth of them take; ten times as much if each saw all."""

    def taken(count: int, texts: int) -> float:
        documents = [parse_document((f"<!-- {comment}" * count).encode(), "md") for _ in range(texts)]
        begun = time.process_time()
        for document in documents:
            check_document(document, select=[RULE])
        return time.process_time() - begun

    taken(400, 1)  # what is loaded once
    assert any(taken(4_000, 1) < 3 * taken(400, 10) for _ in range(5))
