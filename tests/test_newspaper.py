"""Sentences as newspapers print them, and as they come from writers and machines: the whole default profile at once."""

import json
from pathlib import Path
from typing import Any

import pytest

from cleantext import check_text, fix_text
from cleantext.documents import check_document, fix_document
from cleantext.formats import document_bytes, parse_document
from glossaries import load_glossary

GLOSSARY = load_glossary("ukraine")
CASES = json.loads((Path(__file__).parent / "cases" / "newspaper.json").read_text("utf-8"))


@pytest.mark.parametrize("text", CASES["untouched"], ids=lambda text: ascii(text[:24]))
def test_good_copy_stays(text: str) -> None:
    assert check_text(text, glossary=GLOSSARY) == []
    assert fix_text(text, glossary=GLOSSARY, suggestions=True).text == text


@pytest.mark.parametrize("case", CASES["fixed"], ids=lambda case: ascii(case["text"][:24]))
def test_slips_are_fixed(case: dict[str, Any]) -> None:
    fixed = fix_text(case["text"], glossary=GLOSSARY)
    assert fixed.text == case["fixed"]
    assert fix_text(fixed.text, glossary=GLOSSARY).text == fixed.text


@pytest.mark.parametrize("case", CASES["reported"], ids=lambda case: ascii(case["text"][:24]))
def test_what_a_person_must_decide_is_reported(case: dict[str, Any]) -> None:
    fixed = fix_text(case["text"], glossary=GLOSSARY)
    assert fixed.text == case["text"]
    assert sorted({finding.rule for finding in fixed.remaining}) == case["rules"]
    suggested = fix_text(case["text"], glossary=GLOSSARY, suggestions=True).text
    assert suggested == case.get("suggested", case["text"])


def test_good_copy_stays_as_one_article_and_as_a_page() -> None:
    text = "\n\n".join(CASES["untouched"])
    assert check_text(text, glossary=GLOSSARY) == []
    page = "".join(f"<p>{line}</p>\n" for line in CASES["untouched"] if "<" not in line and "&" not in line)
    document = parse_document(page.encode(), "html")
    assert check_document(document, glossary=GLOSSARY) == []
    assert document_bytes(fix_document(document, glossary=GLOSSARY).document) == page.encode()


@pytest.mark.parametrize("profile", ["jtf", "literary"])
def test_good_copy_stays_in_other_profiles(profile: str) -> None:
    """Safe fixes alone: what the profiles ask for beyond it are suggestions."""
    for text in CASES["untouched"]:
        assert fix_text(text, glossary=GLOSSARY, profile=profile).text == text
