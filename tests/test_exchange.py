"""Exchange files: what is written is read back, whole, whatever programs do to the file between."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from exchange_edition import EDITION, SEGMENTS, edition_of, page_edition
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.files import FileProblem
from translate.inputs import INPUTS, Row, format_of, read_rows, tidy
from translate.inputs.jsonl import read_edition
from translate.inputs.merging import merge
from translate.inputs.rows import same
from translate.kept import Kept
from translate.outputs import Edition, render
from translate.outputs.edition import TermUse
from translate.outputs.remarks import COMMENT
from translate.segment import Flag, Segment

SAID = Flag(COMMENT, "Ask the desk.", "info")
COMMENTED = replace(EDITION, segments=(replace(SEGMENTS[0], flags=(SAID,)), *SEGMENTS[1:]), revision=7)


def kept_in(name: str, edition: Edition) -> list[Segment]:
    """The segments that a format has."""
    partial = name == "tmx"
    return [s for s in edition.segments if not partial or (s.target and s.status not in ("missing", "untranslated"))]


def plain(rows: tuple[Row, ...]) -> list[tuple[str, str, str, str]]:
    return [(row.id, tidy(row.source or ""), tidy(row.target), row.status) for row in rows]


def expected(segments: list[Segment]) -> list[tuple[str, str, str, str]]:
    return [(s.id, tidy(s.source), tidy(s.target), s.status) for s in segments]


@pytest.mark.parametrize("name", INPUTS)
def test_what_is_written_is_read(name: str) -> None:
    data = render(name, COMMENTED)
    assert format_of(data, "a") == name
    returned = read_rows(data, "a")
    assert plain(returned.rows) == expected(kept_in(name, COMMENTED))
    if name == "tsv":
        assert returned.revision == 0  # since then its rows say what they say
    else:
        assert returned.revision == 7
        assert "Ask the desk." in returned.rows[0].notes


def test_exact_texts_come_back() -> None:
    for name in INPUTS:
        rows = {row.id: row for row in read_rows(render(name, EDITION), "a").rows}
        for segment in kept_in(name, EDITION):
            assert (rows[segment.id].source, rows[segment.id].target) == (segment.source, segment.target), name


ALT = "attribute: alternative text of a picture"


@pytest.mark.parametrize("name", INPUTS)
def test_attributes_are_named_to_the_translator_and_come_back(name: str) -> None:
    page = page_edition()
    data = render(name, page)
    if name not in ("tsv", "jsonl", "xlsx"):  # the first has their ids alone, the others say it otherwise
        assert data.decode().count(ALT) == 1
    alt = next(segment for segment in page.segments if "夜の灯台" in segment.source)
    assert alt.kind == "attribute" and alt.id == "a0003"
    returned = read_rows(data, "a")
    assert merge(Kept(page, {}), [("a", returned)]) == ({}, (), ())
    row = next(row for row in returned.rows if row.id == alt.id)
    assert row.source is not None and same(row.source, alt.source)
    rows = tuple(row._replace(target="The light.") if row.id == alt.id else row for row in returned.rows)
    merged = merge(Kept(page, {}), [("a", returned._replace(rows=rows))])
    assert {id: edit.target for id, edit in merged.edits.items()} == {"a0003": "The light."} and not merged.conflicts


def test_a_workbook_names_attributes() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(render("xlsx", page_edition())))["review"]
    kinds = {row[0]: row[8] for row in sheet.iter_rows(values_only=True)}
    assert (kinds["id"], kinds["s0001"], kinds["a0003"]) == ("kind", "heading", ALT)


SIGNS = st.sampled_from(list("\t\r\n\x0b\x85\u2028\x00\ufffe\ud800&<>\"'=|;,_ 日本。") + ["_x0041_", "_x000D_"])
TEXT = st.lists(st.characters(exclude_categories=["Cc"]) | SIGNS, max_size=12).map("".join)
FLAGS = st.builds(Flag, st.sampled_from(["number", "term"]), TEXT.filter(str.strip))
STATUSES = ["approved", "translated", "repaired", "flagged", "copied", "missing", "untranslated"]
EDITIONS = st.lists(st.tuples(TEXT, TEXT, st.sampled_from(STATUSES), st.lists(FLAGS, max_size=2)), max_size=3).map(
    lambda rows: edition_of(
        *(
            Segment(f"s{n:04d}", f"b{n // 2}", "paragraph", f"文{source}", target, status, tuple(flags))  # type: ignore[arg-type]
            for n, (source, target, status, flags) in enumerate(rows)
        )
    )
)


@pytest.mark.parametrize("name", INPUTS)
@settings(max_examples=25, deadline=None)
@given(edition=EDITIONS)
def test_any_edition_comes_back(name: str, edition: Edition) -> None:
    """Texts are compared as `revise` compares them: line ends are spaces, what XML forbids is U+FFFD."""
    returned = read_rows(render(name, edition), "a")
    segments = [s for s in kept_in(name, edition) if name != "tmx" or (s.source.strip() and s.target.strip())]
    assert [(row.id, row.status) for row in returned.rows] == [(s.id, s.status) for s in segments]
    for row, segment in zip(returned.rows, segments, strict=True):
        assert same(row.source or "", segment.source) and same(row.target, segment.target)
    assert merge(Kept(edition, {}), [("a", returned)])[:2] == ({}, ())


@given(edition=EDITIONS, title=TEXT, revision=st.integers(0, 99), score=st.floats(allow_nan=False))
def test_jsonl_is_lossless(edition: Edition, title: str, revision: int, score: float) -> None:
    terms = tuple(TermUse(segment.id, 0, 1, title, "text") for segment in edition.segments)
    whole = replace(edition, title_ja=title, notes=(title,), revision=revision, terms=terms)
    data = render("jsonl", whole)
    assert read_edition(data, "a") == whole
    assert data.count(b"\n") == len(data.decode().splitlines()) == 1 + len(whole.segments)
    assert render("jsonl", read_edition(data, "a")) == data


def test_jsonl_passes_over_names_of_later_versions() -> None:
    lines = [json.loads(line) for line in render("jsonl", EDITION).splitlines()]
    data = "".join(json.dumps({**line, "later": 1}) + "\n" for line in lines)
    assert read_edition(data.encode(), "a") == EDITION


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"taiyaku": "edition", "version": 2}\n', "newer version"),
        (b'{"id": "s1", "block": "b", "kind": "paragraph", "ja": "a", "en": "b"}\n', "lacks the line of the edition"),
        (b'{"taiyaku": "edition", "title_ja": 3}\n', "line 1: is no edition"),
        (b'{"taiyaku": "edition"}\n{"id": 3}\n', "line 2: is no part of an edition"),
        (b"{]\n", "line 1: is no JSON"),
        (b"[1]\n", "line 1: is no object"),
        (b"{" + b'"a":[' * 100_000 + b"\n", "line 1: is no JSON"),
        (b"\xff\n", "is not UTF-8"),
    ],
)
def test_what_is_no_edition(data: bytes, message: str) -> None:
    with pytest.raises(FileProblem, match=message) as caught:
        read_edition(data, "a.jsonl")
    assert "\n" not in str(caught.value)


# What programs do to files

EXCEL = [
    lambda text: "\ufeff" + text,
    lambda text: text.replace("\r\n", "\n"),
    lambda text: "sep=,\r\n" + text,
    lambda text: text.replace("id,block,ja", "ID,Block,JA", 1),
]


@pytest.mark.parametrize("change", EXCEL)
def test_csv_of_spreadsheets(change: Any) -> None:
    text = render("csv", EDITION).decode("utf-8-sig")
    rows = read_rows(change(text).encode(), "a.csv").rows
    assert plain(rows) == expected(list(SEGMENTS))


@pytest.mark.parametrize(("sign", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "cp932"), (";", "cp932")])
def test_csv_with_other_signs_and_encodings(sign: str, encoding: str) -> None:
    import csv
    import io

    records = list(csv.reader(io.StringIO(render("csv", EDITION).decode("utf-8-sig"), newline="")))
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(records)
    assert plain(read_rows(out.getvalue().encode(encoding), "a.csv").rows) == expected(list(SEGMENTS))


def test_csv_is_safe_in_a_spreadsheet() -> None:
    text = render("csv", EDITION).decode("utf-8-sig")
    assert "s0010,b0007,'=1+1,'=1+1,copied" in text
    assert not re.search(r'(^|,)"?[=+\-@]', text, re.MULTILINE)


@pytest.mark.parametrize("all_quoted", [False, True])
def test_tsv_saved_by_a_spreadsheet(all_quoted: bool) -> None:
    import csv
    import io

    records = [line.split("\t") for line in render("tsv", EDITION).decode().splitlines()]
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter="\t", lineterminator="\r\n", quoting=quoting).writerows(records)
    assert plain(read_rows(out.getvalue().encode(), "a.tsv").rows) == expected(list(SEGMENTS))


def test_columns_in_another_order_and_some_left_out() -> None:
    rows = read_rows(b"en\tnote\tid\nText.\tGood | Really?\ts0001\n", "a").rows
    assert rows == (Row("s0001", None, "Text.", "", ("Good", "Really?"), "line 2"),)


XLIFF = """<?xml version="1.0"?>
<x:xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2" xmlns:t="urn:other">
<x:file original="a" source-language="ja-JP" target-language="en-GB" datatype="plaintext" build-num="3"><x:body>
<x:group><x:trans-unit id="s0005" t:extra="1">
  <x:source>市長は<x:mrk mtype="term" mid="1">修理</x:mrk>を約束した。</x:source>
  <x:seg-source><x:mrk mtype="seg" mid="0">市長は修理を約束した。</x:mrk></x:seg-source>
  <x:target state="final">
    <x:mrk mtype="seg" mid="0">The mayor has <x:g id="1">promised</x:g>
      repairs<x:ph id="2">&lt;br/&gt;</x:ph>.</x:mrk>
  </x:target>
  <x:alt-trans><x:source>別の文。</x:source><x:target>Another.</x:target></x:alt-trans>
  <x:note from="taiyaku">number: doubt</x:note><x:note from="Satō">Better so?</x:note>
</x:trans-unit></x:group>
<x:trans-unit id="s0001" approved="yes"><x:source>港町の古い灯台</x:source><x:target>Old</x:target></x:trans-unit>
<x:trans-unit id="s0002"><x:source>あ</x:source><x:target state="translated" state-qualifier="x-flagged">A</x:target>
</x:trans-unit>
<x:trans-unit id="s0003"><x:source>い</x:source></x:trans-unit>
</x:body></x:file></x:xliff>"""


def test_xliff_of_other_programs() -> None:
    returned = read_rows(XLIFF.encode(), "a.xlf")
    assert returned.revision == 3
    assert [(r.id, tidy(r.source or ""), tidy(r.target), r.status, r.notes) for r in returned.rows] == [
        ("s0005", "市長は修理を約束した。", "The mayor has promised repairs.", "approved", ("Better so?",)),
        ("s0001", "港町の古い灯台", "Old", "approved", ()),
        ("s0002", "あ", "A", "", ()),
        ("s0003", "い", "", "", ()),
    ]


XLIFF2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.2" version="2.2" srcLang="ja" trgLang="en"><file id="f1">
<notes><note category="revision">2</note></notes>
<unit id="s0005"><notes><note category="flag">number: x</note><note>Hm.</note></notes>
<segment id="1" state="final"><source>市長は</source><target order="2">repairs.</target></segment>
<ignorable><source></source></ignorable>
<segment id="2" state="reviewed"><source><pc id="1"><mrk id="m1" type="term">修理</mrk></pc>を約束した。</source>
<target order="1"><mrk id="c1" type="comment" value="Sure?">Promised</mrk>
<ph id="2"/>the<cp hex="20AC"/> </target></segment>
</unit><unit id="x1" name="s 9"><segment state="initial"><source>い</source></segment></unit></file></xliff>"""


def test_xliff2_of_other_programs() -> None:
    returned = read_rows(XLIFF2.encode(), "a.xliff")
    assert returned.revision == 2
    assert [(r.id, r.source, tidy(r.target), r.status, r.notes) for r in returned.rows] == [
        ("s0005", "市長は修理を約束した。", "Promised the€ repairs.", "approved", ("Hm.", "Sure?")),
        ("s 9", "い", "", "", ()),
    ]


@pytest.mark.parametrize("name", ["xliff", "xliff2", "tmx"])
def test_indented_xml(name: str) -> None:
    """A program that sets text on lines of its own."""
    text = render(name, EDITION).decode()
    for tag in ("source", "target", "seg"):
        text = re.sub(rf"(<{tag}(?: [^>]*)?>)(.*?)(</{tag}>)", "\\1\n      \\2\n    \\3", text)
    data = text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert plain(read_rows(data, "a").rows) == expected(kept_in(name, EDITION))


def edits(data: bytes | str, name: str, edition: Edition = EDITION) -> dict[str, tuple[str | None, str | None]]:
    """What a file brings into an edition; it may bring no conflict."""
    returned = read_rows(data.encode() if isinstance(data, str) else data, name)
    merged = merge(Kept(edition, {}), [(name, returned)])
    assert not merged.conflicts
    return {id: (edit.target, edit.status) for id, edit in merged.edits.items()}


def test_shift_jis_as_japanese_programs_write_it() -> None:
    text = (
        render("xliff", EDITION).decode().replace("UTF-8", "Shift_JIS").replace(">The mayor promised", ">He vowed", 1)
    )
    assert edits(text.encode("cp932", "xmlcharrefreplace"), "a.xlf") == {"s0005": ("He vowed repairs.", None)}


def test_utf_16_that_says_it_is_utf_8() -> None:
    text = render("xliff", EDITION).decode().replace(">The mayor promised", ">He vowed", 1)
    assert edits(text.encode("utf-16"), "a.xlf") == {"s0005": ("He vowed repairs.", None)}


def test_a_comment_before_the_root_is_no_root() -> None:
    text = render("xliff", EDITION).decode().replace("?>", "?>\n<!-- no <tmx> -->", 1)
    assert edits(text, "a.xlf") == {}


def test_approval_taken_back_in_a_translation_program() -> None:
    rows = tuple(replace(segment, status="approved") if segment.target else segment for segment in SEGMENTS)
    approved = edition_of(*rows)
    for name, old, new in (
        ("xliff", 'approved="yes"', 'approved="no"'),
        ("xliff", 'approved="yes" xml:space="preserve">', ">"),
        ("xliff2", 'state="final"', 'state="initial"'),
    ):
        text = render(name, approved).decode()
        assert old in text
        text = text.replace(old, new, 1)
        if new == ">":
            text = text.replace('state="final"', 'state="needs-translation"', 1)
        assert edits(text, "a", approved) == {"s0001": (None, "flagged")}, (name, new)


def test_japanese_where_english_was_to_be_is_no_edit() -> None:
    """Many programs put the source where they have no translation."""
    text = render("xliff", EDITION).decode()
    sources = re.sub(r"(<source[^>]*>)([^<]*)(</source>\s*<target[^>]*>)[^<]*", r"\1\2\3\2", text)
    returned = read_rows(sources.encode(), "a.xlf")
    merged = merge(Kept(EDITION, {}), [("a.xlf", returned)])
    assert not merged.edits and not merged.conflicts
    assert merged.remarks == ("a.xlf has the Japanese in place of English in 9 rows, which stay as they are",)


def test_letters_lost_in_the_japanese_alone() -> None:
    kept = edition_of(Segment("s1", "b1", "paragraph", "李在明﨟の話。", "His story.", "translated"))
    data = render("csv", kept).decode("utf-8-sig").replace("His", "Her").encode("cp932", "replace")
    assert "﨟".encode("cp932", "replace") == b"?" or b"?" not in data
    lost = data.replace("明".encode("cp932"), b"?")
    assert edits(lost, "a.csv", kept) == {"s1": ("Her story.", None)}


def test_cells_as_formulas_and_empty_ones_as_null() -> None:
    text = render("csv", EDITION).decode("utf-8-sig").replace("The mayor promised repairs.", '"=""He vowed it."""', 1)
    assert edits(text, "a.csv") == {"s0005": ("He vowed it.", None)}
    lines = render("jsonl", EDITION).decode().replace('"en": ""', '"en": null')
    assert edits(lines, "a.jsonl") == {}


@pytest.mark.parametrize(
    ("ja", "en"),
    [("ja-JP", "en-US"), ("JA_jp", "EN_us"), ("jpn", "eng"), ("jp", "en"), ("Japanese", "English")],
)
def test_languages_as_programs_call_them(ja: str, en: str) -> None:
    unit = '<tu><tuv xml:lang="{}"><seg>New.</seg></tuv><tuv xml:lang="{}"><seg>工事は秋に始まる。</seg></tuv></tu>'
    memory = f'<tmx xmlns="http://www.lisa.org/tmx14" version="1.4"><body>{unit.format(en, ja)}</body></tmx>'
    assert edits(memory, "a.tmx") == {"s0009": ("New.", None)}


# What is refused

ENTITIES = """<?xml version="1.0"?><!DOCTYPE {0} [{1}]><{0} version="1.4"><body>&a;</body></{0}>"""
LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
XXE = '<!ENTITY a SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("root", ["tmx", "xliff"])
@pytest.mark.parametrize("entities", [XXE, '<!ENTITY a "x">' + LAUGHS, '<!ENTITY % a SYSTEM "http://x/">%a;'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(root: str, entities: str, encoding: str) -> None:
    data = ENTITIES.format(root, entities).encode(encoding)
    with pytest.raises(FileProblem, match="declares entities"):
        read_rows(data, "a")
    late = data.decode(encoding).replace("?><", f"?><!--{'x' * 300_000}--><", 1)
    with pytest.raises(FileProblem):
        read_rows(late.encode(encoding), "a")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no exchange file"),
        (b"\t\r ", "a "),
        (b"<html/>", "neither TMX nor XLIFF"),
        (b"<tmx>", "broken XML"),
        (b"<xliff version='1.2'>" + b"<group>" * 5000, "deep"),
        ("日本語だけの文書。\n".encode(), "is no exchange file"),
        (b"id\tja\n1\t2\n", "has no columns"),
        (b"id,ja,en,en\r\n", "two columns en"),
        (b"id,ja,en\r\n1,2,3,4\r\n", "more cells than the header"),
        (b"PK\x03\x04", "is no workbook"),
        (b'[{"id": "s1", "ja": "a", "en": "b"}]', "one JSON array"),
        (b'{"a": 1}', '"id", "ja" and "en"'),
        (b"{}", '"id", "ja" and "en"'),
        (b"\xff\xfeid\0,\0\xd8", "a "),
    ],
)
def test_what_is_no_exchange_file(data: bytes, message: str) -> None:
    with pytest.raises(FileProblem, match=message) as caught:
        read_rows(data, "a")
    assert "\n" not in str(caught.value)


@given(
    st.binary(max_size=60)
    | st.sampled_from(list(INPUTS)).flatmap(
        lambda name: st.tuples(st.integers(0, 900), st.binary(max_size=3)).map(
            lambda cut: render(name, EDITION)[: cut[0]] + cut[1] + render(name, EDITION)[cut[0] + 2 :]
        )
    )
)
@settings(max_examples=60, deadline=None)  # fmt: skip
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_rows(data, "a")
    except FileProblem as problem:
        assert "\n" not in str(problem)
