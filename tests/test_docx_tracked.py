"""Word documents with tracked changes: accepting all gives the new text, rejecting all the one that was read.

The first tests accept and reject in the XML itself; the last let LibreOffice do it, where it is installed.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import office
import pytest
from docx_files import RICH, W, field, make_docx, members_of, note, p, r, ruby, text_box, zip_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_docx import edited, parse, random_edit, shown

from cleantext.document import Document
from cleantext.documents import fix_document
from cleantext.formats.docx import serialise, serialise_tracked, takes_comments

DATE = "2026-01-20T12:00:00Z"
Q = f"{{{W}}}"


def tracked(document: Document, remaining: list[tuple[str, int, int, str]] | None = None) -> bytes:
    return serialise_tracked(document, remaining or [], date=DATE)


def settle(data: bytes, accept: bool) -> bytes:
    """The document with all of our changes accepted or rejected, and our comments as they are."""
    members = members_of(data)
    for name, content in members.items():
        if name.startswith("word/") and name.endswith(".xml"):
            members[name] = etree.tostring(_settle(etree.fromstring(content), accept), encoding="UTF-8")
    return zip_of(members)


def _settle(root: etree._Element, accept: bool) -> etree._Element:
    for gone, kept in [("del", "ins") if accept else ("ins", "del")]:
        ours = f"[@w:author='taiyaku'][@w:date='{DATE}']"
        for change in root.xpath(f"//w:{gone}{ours}", namespaces={"w": W}):
            change.getparent().remove(change)
        for change in root.xpath(f"//w:{kept}{ours}", namespaces={"w": W}):
            for text in change.iter(f"{Q}delText"):
                text.tag = f"{Q}t"
            for run in list(change):
                change.addprevious(run)
            change.getparent().remove(change)
    return root


def comments_of(data: bytes) -> list[tuple[str, str]]:
    """Our comments as (the new text they are on, what they say), in the order of the document."""
    members = members_of(settle(data, accept=True))
    said = {
        comment.get(f"{Q}id"): "".join(comment.itertext(f"{Q}t"))
        for comment in etree.fromstring(members["word/comments.xml"])
        if comment.get(f"{Q}author") == "taiyaku"
    }
    found: dict[str, str] = {}
    opened: set[str] = set()
    for element in etree.fromstring(members["word/document.xml"]).iter():
        if element.tag == f"{Q}commentRangeStart":
            opened.add(element.get(f"{Q}id"))
            found[element.get(f"{Q}id")] = ""
        elif element.tag == f"{Q}commentRangeEnd":
            opened.remove(element.get(f"{Q}id"))
            after = element.getnext()
            assert after[-1].get(f"{Q}id") == element.get(f"{Q}id")
        elif element.tag == f"{Q}t" and not any(a.tag == f"{Q}rt" for a in element.iterancestors()):
            for id in opened:
                found[id] += element.text or ""
    assert not opened
    return [(text, said[id]) for id, text in found.items() if id in said]


def check_valid(data: bytes) -> None:
    """The ids are unique, and every change stands where Word allows one, with its own kind of text."""
    members = members_of(data)
    ids: Counter[str] = Counter()
    for name, content in members.items():
        if not name.endswith((".xml", ".rels")):
            continue
        root = etree.fromstring(content)
        for change in root.iter(f"{Q}ins", f"{Q}del", f"{Q}comment"):
            ids[change.get(f"{Q}id")] += 1
        for change in root.iter(f"{Q}ins", f"{Q}del"):
            kept, held = ("t", "delText") if change.tag == f"{Q}ins" else ("delText", "t")
            assert change.getparent().tag in {
                f"{Q}{tag}" for tag in ("p", "hyperlink", "ins", "sdtContent", "fldSimple")
            }
            assert {run.tag for run in change} <= {
                f"{Q}{tag}" for tag in ("r", "del", "commentRangeStart", "commentRangeEnd")
            }
            assert change.getparent().tag != change.tag
            if change.get(f"{Q}author") == "taiyaku":
                assert change.findall(f"{Q}r/{Q}{kept}")
                assert not change.findall(f".//{Q}{held}")
        for run in root.iter(f"{Q}r"):
            assert run.getparent().tag != f"{Q}r"
            assert len(run), "a run of nothing"
    assert not {id for id, times in ids.items() if times > 1}


def test_changes_everywhere() -> None:
    new = edited(parse(RICH), ",", "、")
    data = tracked(new)
    check_valid(data)
    assert shown(parse(data)) == shown(new)
    assert shown(parse(settle(data, accept=True))) == shown(new)
    assert shown(parse(settle(data, accept=False))) == shown(parse(RICH))
    unchanged = {name for name in members_of(RICH) if members_of(RICH)[name] == members_of(data)[name]}
    assert {"word/styles.xml", "word/media/image1.png", "[Content_Types].xml"} <= unchanged


def test_nothing_to_say_is_the_same_bytes() -> None:
    assert tracked(parse(RICH)) == RICH


def document_xml(data: bytes) -> str:
    return re.search(r"<w:body>(.*?)<w:sectPr>", members_of(data)["word/document.xml"].decode(), re.DOTALL)[1]


def change(kind: str, id: int, run: str) -> str:
    return f'<w:{kind} w:id="{id}" w:author="taiyaku" w:date="{DATE}">{run}</w:{kind}>'


def gone(text: str, properties: str = "") -> str:
    return r(text, properties, "w:delText")


WRITTEN = {
    "in the middle, with the run's properties": (
        p(r("キエフの冬", "<w:b/>")),
        "キエフ",
        "キーウ",
        p(
            r("キ", "<w:b/>"),
            change("del", 1, gone("エフ", "<w:b/>")),
            change("ins", 2, r("ーウ", "<w:b/>")),
            r("の冬", "<w:b/>"),
        ),
    ),
    "a whole run": (p(r("旧"), "文"), "旧", "新", p(change("del", 1, gone("旧")), change("ins", 2, r("新")), "文")),
    "only taken out": (p("文、、字"), "、、", "、", p("文、", change("del", 1, gone("、")), "字")),
    "only put in": (p("文字"), "文", "文の", p("文", change("ins", 1, r("の")), "字")),
    "a reference stays as it was spelt": (
        p("A&#38;B,"),
        ",",
        "、",
        p("A&#38;B", change("del", 1, gone(",")), change("ins", 2, r("、"))),
    ),
    "beside other content of the run": (
        p("<w:r><w:rPr><w:i/></w:rPr><w:tab/><w:t>あ,い</w:t><w:br/><w:t>う</w:t></w:r>"),
        ",",
        "、",
        p(
            '<w:r><w:rPr><w:i/></w:rPr><w:tab/><w:t xml:space="preserve">あ</w:t></w:r>',
            change("del", 1, gone(",", "<w:i/>")),
            change("ins", 2, r("、", "<w:i/>")),
            '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">い</w:t><w:br/><w:t>う</w:t></w:r>',
        ),
    ),
    "in a deletion's neighbour": (
        p(f'<w:del w:id="1" w:author="甲">{gone("x")}</w:del>', "あ,"),
        ",",
        "、",
        p(
            f'<w:del w:id="1" w:author="甲">{gone("x")}</w:del>',
            "あ",
            change("del", 2, gone(",")),
            change("ins", 3, r("、")),
        ),
    ),
    "in another's insertion": (
        p(f'<w:ins w:id="1" w:author="甲">{r("あ,い")}</w:ins>'),
        ",",
        "、",
        p(
            f'<w:ins w:id="1" w:author="甲">{r("あ")}{change("del", 2, gone(","))}</w:ins>',
            change("ins", 3, r("、")),
            f'<w:ins w:id="4" w:author="甲">{r("い")}</w:ins>',
        ),
    ),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_how_a_change_is_written(case: str) -> None:
    xml, old, new, written = WRITTEN[case]
    data = tracked(edited(parse(make_docx(xml)), old, new))
    assert document_xml(data) == written
    check_valid(data)


def test_how_a_comment_is_written() -> None:
    document = parse(make_docx(p("日本と", r("米国", "<w:b/>"), "の会議")))
    data = tracked(document, [("b0001", 2, 4, "語を\n<確かめる>")])
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    refers = '<w:r><w:commentReference w:id="1"/></w:r>'
    assert document_xml(data) == p("日本", start, "と", r("米", "<w:b/>"), end, refers, r("国", "<w:b/>"), "の会議")
    members = members_of(data)
    assert '<w:t xml:space="preserve">&lt;確かめる&gt;</w:t>'.encode() in members["word/comments.xml"]
    assert members["[Content_Types].xml"].count(b'PartName="/word/comments.xml"') == 1
    assert b'Target="comments.xml"' in members["word/_rels/document.xml.rels"]
    assert set(members) - set(members_of(make_docx())) == {"word/comments.xml"}
    check_valid(data)
    assert [block.text for block in parse(data).blocks] == ["日本と米国の会議"]


def test_comments_stand_on_exactly_their_text() -> None:
    new = edited(parse(RICH), ",", "、")
    wanted = []
    remaining = []
    for block in new.blocks:
        if takes_comments(new, block.id):
            for start, end in ((0, 2), (1, 3), (1, len(block.text))):
                if end <= len(block.text) and start < end and not block.text.startswith("東"):
                    remaining.append((block.id, start, end, f"{block.id} {start}"))
                    wanted.append((re.sub(r"[\t\n]", "", block.text[start:end]), f"{block.id} {start}"))
    data = tracked(new, remaining)
    check_valid(data)
    assert sorted(comments_of(data)) == sorted(wanted)
    assert shown(parse(settle(data, accept=True))) == shown(new)
    assert shown(parse(settle(data, accept=False))) == shown(parse(RICH))
    assert members_of(data)["word/comments.xml"].count("前からの".encode()) == 1


def test_a_comment_ends_before_what_is_deleted_after_it() -> None:
    new = edited(parse(make_docx(p("雨だ.雪"))), ".", "。")
    inner = document_xml(tracked(new, [("b0001", 0, 2, "見る")]))
    assert inner.index("commentRangeEnd") < inner.index("<w:del ")


def test_comments_on_what_cannot_be_cut() -> None:
    document = parse(make_docx(p("あ", ruby("東京", "とう"), "い", "<w:r><w:tab/></w:r>", "<m:oMath/>", "う")))
    block = document.blocks[0]
    assert block.text == "あ東京い\t\ufffcう"
    remaining = [(block.id, 1, 2, "ルビ"), (block.id, 4, 5, "タブ"), (block.id, 5, 6, "式"), (block.id, 0, 0, "点")]
    data = tracked(document, remaining)
    check_valid(data)
    assert sorted(comments_of(data)) == [("", "タブ"), ("", "式"), ("", "点"), ("東京", "ルビ")]


def test_in_comments_nothing_is_tracked_but_told() -> None:
    """LibreOffice joins paragraphs of the text where a change in a comment is rejected; Word tracks none there."""
    body = p('<w:commentRangeStart w:id="1"/>', "岬,港。", '<w:commentRangeEnd w:id="1"/>')
    document = parse(make_docx(body, p("雪。"), comments=note("comment", 1, p("ここは,要確認"))))
    fixed = fix_document(document, select=["comma"], written=False)
    data = tracked(fixed.document)
    assert [each.place.text for each in fixed.applied] == ["paragraph 1"]
    assert [each.place.text for each in fixed.remaining] == ["comment 1"]
    assert "要確認</w:t>".encode() in members_of(data)["word/comments.xml"]
    assert b"w:ins" not in members_of(data)["word/comments.xml"]
    assert fix_document(document, select=["comma"]).remaining == [], "written at once they are fixed"


def test_where_comments_may_stand() -> None:
    document = parse(RICH)
    where = {block.place: takes_comments(document, block.id) for block in document.blocks}
    assert {place for place, takes in where.items() if not takes} == {
        *("text box 1", "footnote 1", "header", "footer", "comment 1"),
    }
    refused = [(block.id, 0, 1, "x") for block in document.blocks if not takes_comments(document, block.id)]
    assert tracked(document, refused) == RICH
    for wrong in (("b9999", 0, 1, "x"), ("b0001", 0, 99, "x"), ("b0001", 3, 2, "x")):
        with pytest.raises(ValueError, match="no place"):
            tracked(document, [wrong])


def test_parts_that_a_first_comment_needs() -> None:
    """A document without relations of its own, with an empty list, with a stray part of that name."""
    plain = members_of(make_docx(p("文"), styles=None))
    rels = "word/_rels/document.xml.rels"
    for members in (
        {name: content for name, content in plain.items() if name != rels},
        plain | {rels: plain[rels].replace(b"></Relationships>", b"/>")},
        plain | {"word/Comments.xml": b"<stray/>"},
    ):
        data = tracked(parse(zip_of(members)), [("b0001", 0, 1, "見る")])
        assert comments_of_any(data) == ["見る"]
        again = tracked(parse(data), [("b0001", 0, 1, "また")])
        assert comments_of_any(again) == ["見る", "また"]
        check_valid(again)


def comments_of_any(data: bytes) -> list[str]:
    members = members_of(data)
    rels = etree.fromstring(members["word/_rels/document.xml.rels"])
    (target,) = (rel.get("Target") for rel in rels if rel.get("Type").endswith("/comments"))
    assert f'PartName="/word/{target}"'.encode() in members["[Content_Types].xml"]
    return ["".join(comment.itertext()) for comment in etree.fromstring(members[f"word/{target}"])]


@pytest.mark.parametrize("prefix", ["x:", ""])
def test_other_prefixes(prefix: str) -> None:
    plain = members_of(make_docx(p("あ,", r("い", "<w:b/>"))))["word/document.xml"].decode()
    xml = re.sub(r"(</?)w:", rf"\1{prefix}", plain)
    declared = xml.replace("xmlns:w=", f'xmlns{":x" if prefix else ""}="{W}" xmlns:w=').encode()
    new = edited(parse(make_docx(replace={"word/document.xml": declared})), ",", "、")
    data = tracked(new, [("b0001", 1, 3, "見る")])
    check_valid(data)
    assert comments_of(data) == [("、い", "見る")]
    assert shown(parse(settle(data, accept=False))) == ["あ,い"]


def test_a_copy_of_a_text_box_is_tracked_too() -> None:
    data = tracked(edited(parse(make_docx(p("あ,", text_box(p("い,"))))), ",", "、"))
    check_valid(data)
    assert len(re.findall("<w:delText[^>]*>,<", document_xml(data))) == 3


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_random_edits_are_accepted_and_rejected(data: st.DataObject) -> None:
    new = random_edit(data, parse(RICH))
    remaining = []
    for block in data.draw(st.lists(st.sampled_from(new.blocks), max_size=4)):
        start = data.draw(st.integers(0, len(block.text)))
        remaining.append((block.id, start, data.draw(st.integers(start, len(block.text))), "見る"))
    written = tracked(new, remaining)
    check_valid(written)
    assert shown(parse(settle(written, accept=True))) == shown(new)
    assert shown(parse(settle(written, accept=False))) == shown(parse(RICH))
    placed = sum(takes_comments(new, id) for id, *_ in remaining)
    assert members_of(written)["word/comments.xml"].count(b"<w:comment ") == placed + 1


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not office.SOFFICE:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
    return office.make_profile(tmp_path_factory.mktemp("office"))


OWN = make_docx(
    p("見出し,一", style="1"),
    p("日本,米国", r("と,中国", "<w:b/>"), "の会議。A&amp;B,&#x3000;です"),
    p(field(' HYPERLINK "https://example.jp/" ', r("別,の")), "脚注,", '<w:r><w:footnoteReference w:id="3"/></w:r>'),
    p(ruby("東京", "とうきょう"), "の,街", "<w:r><w:tab/><w:t>後,</w:t><w:br/><w:t>行</w:t></w:r>"),
    p("箱の段落,", text_box(p("箱,の文"))),
    footnotes=note("footnote", 3, p("<w:r><w:footnoteRef/></w:r>", "脚注,の文")),
    headers=(p("柱,の文"),),
    footers=(p("足,の文"),),
)


@pytest.mark.parametrize("command", ["AcceptAllTrackedChanges", "RejectAllTrackedChanges"])
def test_libreoffice_settles_the_changes(profile: Path, command: str) -> None:
    """What LibreOffice makes of the tracked document is what it makes of the new or the old one, in every part."""
    new = edited(parse(OWN), ",", "、")
    wanted = serialise(new) if command.startswith("Accept") else OWN
    settled = parse(office.convert(profile, tracked(new), command))
    assert shown(settled) == shown(parse(office.convert(profile, wanted)))
    assert ("、" in "".join(shown(settled))) == command.startswith("Accept")


@pytest.mark.parametrize("command", ["AcceptAllTrackedChanges", "RejectAllTrackedChanges"])
def test_libreoffice_settles_changes_under_comments(profile: Path, command: str) -> None:
    """As text: LibreOffice 7.4 cannot write any document with comments as .docx after settling changes."""
    new = edited(parse(OWN), ",", "、")
    wanted = serialise(new) if command.startswith("Accept") else OWN
    remaining = [(block.id, 1, 3, "見る") for block in new.blocks]
    settled = office.convert(profile, tracked(new, remaining), command, "txt")
    assert settled == office.convert(profile, wanted, "", "txt")


def test_libreoffice_reads_the_comments(profile: Path) -> None:
    new = edited(parse(OWN), ",", "、")
    remaining = [(block.id, 1, 3, f"見る {block.id}") for block in new.blocks]
    read = members_of(office.convert(profile, tracked(new, remaining)))["word/comments.xml"].decode()
    assert re.findall("見る b[0-9]+", read) == [f"見る {b.id}" for b in new.blocks if takes_comments(new, b.id)]


def test_blocks_keep_their_identity() -> None:
    new = edited(parse(OWN), ",", "、")
    assert parse(tracked(new)).blocks[0].id == new.blocks[0].id


def test_what_our_comments_say_already_is_not_said_again() -> None:
    remaining = [("b0001", 0, 1, "一"), ("b0001", 2, 3, "一"), ("b0002", 0, 1, "二\n行 <&> →")]
    once = tracked(parse(make_docx(p("岬、港"), p("岬", r("、", "<w:b/>"), "港"))), remaining)
    assert tracked(parse(once), remaining) == once
    more = [*remaining, ("b0002", 2, 3, "一"), ("b0001", 2, 3, "一")]
    comments = members_of(tracked(parse(once), more))["word/comments.xml"]
    assert len(re.findall(b"<w:comment ", comments)) == 5
