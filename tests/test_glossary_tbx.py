"""Glossaries as TBX-Basic: valid, read from other programs, and hostile files refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from glossary_terms import KYIV
from lxml import etree

from glossaries import Form, GlossaryError, Spec, Term, load_glossary, shipped_glossaries
from glossaries.formats import FORMATS
from glossaries.formats.incoming import Incoming

SCHEMA = Path(__file__).with_name("tbx_basic.rng")
FULL = (
    Term(
        "28-points",
        (Form("28項目", "preferred"), Form("二十八項目", "admitted"), Form("廿八項目", "forbidden")),
        ("28 points",),
        "term",
        "にじゅうはちこうもく",
        "a & <b>",
        0,
        (Form("28 pts", "forbidden"),),
        "",
        ("和平",),
        ("試験",),
        True,
        "2024",
        "2025-01",
        (Spec("廿八項目", "廿八項目"),),
        "Reuters",
    ),
    Term("points", (Form("項目", "preferred"),), short_of="28-points"),
)


def test_tbx_is_valid() -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for terms in (FULL, (FULL[1],), *(load_glossary(name).terms for name in shipped_glossaries())):
        assert schema.validate(etree.fromstring(FORMATS["tbx"].write_terms(terms))), schema.error_log
    data = FORMATS["tbx"].write_terms(FULL)
    for wrong in (data.replace(b">preferredTerm", b">best"), data.replace(b'target="_28', b'target="_29')):
        assert not schema.validate(etree.fromstring(wrong))


def test_jing_finds_tbx_valid(tmp_path: Path) -> None:
    jing = shutil.which("jing")
    if not jing:
        pytest.skip("jing is not installed")
    path = tmp_path / "a.tbx"
    good = FORMATS["tbx"].write_terms(FULL)
    for data, code in ((good, 0), (good.replace(b">preferredTerm", b">best"), 1)):
        path.write_bytes(data)
        ran = subprocess.run([jing, str(SCHEMA), str(path)], capture_output=True, text=True, check=False)
        assert ran.returncode == code, ran.stdout


def tbx(body: str, kind: str = '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">') -> Incoming:
    name = kind[1:].split()[0]
    return FORMATS["tbx"].read(f"{kind}<text><body>{body}</body></text></{name}>".encode(), "my.tbx")


def test_tbx_of_other_programs() -> None:
    read = tbx(
        '<conceptEntry id="c1"><descrip type="definition">The  capital</descrip><langSec xml:lang="ja-JP">'
        '<termSec><term>キエフ</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>'
        '<termSec><term>キーウ</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>'
        '<langSec xml:lang="en-GB"><termSec><term>Kyiv</term></termSec></langSec>'
        '<langSec xml:lang="en-US"><termSec><term>Kyiv City</term></termSec></langSec>'
        '<langSec xml:lang="uk"><termSec><term>Київ</term></termSec></langSec></conceptEntry>'
        '<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>Lviv</term></termSec></langSec></conceptEntry>'
        '<conceptEntry id="c3"><langSec xml:lang="ja"><termSec><term>キエフ</term></termSec></langSec></conceptEntry>'
    )
    (term,) = read.terms
    assert (term.id, term.forms, term.english) == ("", KYIV.forms[:2], ("Kyiv", "Kyiv City"))
    assert term.note == "The  capital"
    assert [
        re.search(r"1 entries without|another program|'キエフ' stands in", remark)[0] for remark in read.remarks
    ] == [  # type: ignore[index]
        *("1 entries without", "another program", "'キエフ' stands in")
    ]


def test_tbx_2() -> None:
    read = tbx(
        '<termEntry id="x"><langSet xml:lang="ja"><ntig><termGrp><term>キーウ</term></termGrp></ntig></langSet>'
        '<langSet xml:lang="en"><tig><term>Kyiv</term></tig></langSet></termEntry>',
        '<martif type="TBX">',
    )
    assert [(term.preferred, term.english) for term in read.terms] == [("キーウ", ("Kyiv",))]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no TBX"),
        (b"<html/>", "it begins with <html>"),
        (b'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', "declares entities"),
        (f'<!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]><tbx>&l11;</tbx>'.encode(), "declares entities"),
        (b"<tbx>" + b"<a/>" * 4_000_000 + b"</tbx>", "too large"),
        (b"<tbx>" * 100_000, "is no TBX"),
        ("<tbx/>".encode("utf-16")[:-3], "is no TBX"),
    ],
)
def test_hostile_tbx(data: bytes, message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        FORMATS["tbx"].read(data, "my.tbx")
