"""Places named in the evidence are such as a person finds in the document at hand."""

from docx_files import make_docx, p

from cleantext import check_text
from cleantext.documents import check_document
from cleantext.formats import parse_document

LINES = ["米国は制裁を科した。", "冬である。", "アメリカは続いた。", "米国の狙いは何か。", "雪が降りました。"]
RULES = ["term-drift", "register"]


def reasons(format: str, data: str | bytes) -> list[str]:
    if isinstance(data, str) and format == "txt":
        return [finding.reason for finding in check_text(data, select=RULES)]
    document = parse_document(data if isinstance(data, bytes) else data.encode(), format)
    return [each.finding.reason for each in check_document(document, select=RULES)]


def test_lines_of_a_text() -> None:
    drift, register = reasons("txt", "\n\n".join(LINES))
    assert drift == "米国 2 times (lines 1, 7), アメリカ once (line 5)."
    assert register == "3 sentences are plain, 1 are polite (line 9)."


def test_paragraphs_of_a_word_document() -> None:
    drift, register = reasons("docx", make_docx(*map(p, LINES)))
    assert drift == "米国 2 times (paragraph 1, paragraph 4), アメリカ once (paragraph 3)."
    assert register.endswith("1 are polite (paragraph 5).")


def test_no_lines_that_a_page_does_not_have() -> None:
    drift, register = reasons("html", "\n\n\n" + "".join(f"<p>{line}</p>" for line in LINES))
    assert drift == "米国 2 times, アメリカ once."
    assert register.endswith("1 are polite.")
