"""The bilingual page: every pair once, nothing lost, read by a strict parser and by Chromium."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from browser import AXE, CHROMIUM, DARK, NO_AXE, NO_CHROMIUM, said, violations
from hypothesis import given
from lighthouse import lighthouse
from test_outputs import ANY_TEXT, EDITION, EMPTY, SEGMENTS, edition_of

from cleantext.formats import parse_document
from translate.outputs import render
from translate.outputs.book import combined
from translate.outputs.characters import ILLEGAL, legal
from translate.outputs.edition import Edition, Layout, Metadata
from translate.outputs.shapes import shapes_of
from translate.segment import Flag, Segment
from translate.segmenter import segment_document

VOID = {"meta", "input"}
NEW = Layout(in_source=False)


class Page(HTMLParser):
    """A page read strictly: every tag closed in order; text gathered by the elements with an id it stands in."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {"": ""}
        self.feed(data.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(tag in ("rt", "rp", "style", "script") for tag, _ in self.open):
            return
        for name in [attrs["id"] for _, attrs in self.open if "id" in attrs] or [""]:
            self.text[name or ""] = self.text.get(name or "", "") + data

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    def sentences(self) -> list[str]:
        """The ids of the Japanese sentences."""
        spans = [attrs for tag, attrs in self.tags if tag == "span" and (attrs.get("class") or "").startswith("s ")]
        return [attrs["id"] or "" for attrs in spans if not (attrs["id"] or "").endswith("-en")]


def page_of(edition: Edition) -> Page:
    return Page(render("html", edition))


PAGE = page_of(EDITION)


def test_every_pair_stands_in_the_page_once_and_in_order():
    assert PAGE.sentences() == [segment.id for segment in SEGMENTS]
    assert len(PAGE.ids()) == len(set(PAGE.ids()))
    for segment in SEGMENTS:
        assert legal(segment.source) in PAGE.text[segment.id]
        assert legal(segment.target) in PAGE.text[f"{segment.id}-en"]
        for flag in segment.flags:
            assert f"{flag.name} {legal(flag.message)}" in PAGE.text[f"{segment.id}-why"]
    assert "Flagged" in PAGE.text["s0005-why"]
    assert "原文欠落" in PAGE.text["s0007"]
    assert "Text missing in the original" in PAGE.text["s0007-en"]
    assert "Not translated" in PAGE.text["s0009-en"]


def test_sentences_of_a_paragraph_stand_together():
    blocks = [name for name in PAGE.ids() if name.startswith("b")]
    assert blocks == [f"b{number:04d}" for number in range(1, 8)]
    assert "2026.1.20会談は続く。5600棟が暖房を失った。" in PAGE.text["b0003"]
    assert "2026.1.20 The talks go on. 560 homes" in PAGE.text["b0003"]


def test_headings_lists_and_ruby_are_kept():
    page = page_of(lighthouse())
    assert [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h2", "h3", "h2"]
    main = [tag for tag, _ in page.tags][[tag for tag, _ in page.tags].index("main") :]
    order = [tag for tag in main if tag in ("ol", "ul", "li")]
    assert order[2:8] == ["ul", "li", "ol", "li", "ul", "li"], order
    html = render("html", lighthouse()).decode()
    assert "<ruby>岬<rp>(</rp><rt>みさき</rt><rp>)</rp></ruby>" in html
    assert "<ruby>灯<rp>(</rp><rt>とう</rt><rp>)</rp></ruby><ruby>台" in html
    assert (
        '<mark class="doubt"><strong>32キロ</strong></mark>' in html
        and '<mark class="doubt">23 kilometers</mark>' in html
    )
    languages = {attrs.get("lang") for tag, attrs in page.tags if tag in ("p", "span") and "lang" in attrs}
    assert languages == {"ja", "en"}


@pytest.mark.parametrize(
    ("edition", "title"),
    [
        (EMPTY, "Bilingual edition"),
        (replace(EMPTY, source_name="a.txt"), "a.txt"),
        (replace(EDITION, title_ja="", title_en=""), "交渉の裏側 — Behind the Talks"),
        (replace(EDITION, title_ja="別の題", title_en=""), "別の題"),
        (replace(EDITION, segments=SEGMENTS[2:5]), "交渉の裏側 — Behind the Talks"),
        (replace(EDITION, layout=Layout(metadata=Metadata(title="題", title_en="Title"))), "題 — Title"),
        (lighthouse(), "岬の灯台を訪ねて — A Visit to the Lighthouse on the Cape"),
    ],
)
def test_title(edition, title):
    page = page_of(edition)
    assert f"<title>{title}</title>" in render("html", edition).decode()
    assert sum(tag == "h1" for tag, _ in page.tags) == 1


def test_notice():
    notice = PAGE.text[""]
    assert "Machine translation, unreviewed" in notice
    for count in ("translated 訳出4", "repaired 再訳1", "flagged 要確認2", "missing 原文欠落1", "copied 転記1"):
        assert count in notice
    assert "3 rows to check" in notice
    assert "s0005 flagged: number, term" in notice
    assert EDITION.signature in notice
    links = [(attrs["href"] or "")[1:] for tag, attrs in PAGE.tags if tag == "a"]
    assert set(links) <= set(PAGE.ids())


def test_a_clean_copy_holds_nothing_for_the_editor():
    layout = Layout(in_source=False, clean_copy=True)
    html = render("html", lighthouse(layout)).decode()
    page = Page(html.encode())
    text = "".join(page.text.values())
    for sign in ("要確認", "※", "s0006", "flagged", "23 is not", "Signature", "rows to check"):
        assert sign not in text, sign
    assert 'class="doubt"' not in html
    assert "no person has approved all of it" in text  # a machine's English stays named so
    assert "Text missing in the original" in text and "Not translated" in text
    approved = tuple(replace(segment, status="approved", target="x", flags=()) for segment in SEGMENTS)
    whole = render("html", replace(EDITION, segments=approved, layout=layout)).decode()
    assert "no person has approved" not in whole


def test_pairs_without_one_side():
    rows = (
        Segment("s1", "b1", "paragraph", "先に。", "First.", "translated"),
        Segment("s2", "b1", "paragraph", "これは英語にない。", "", "omitted"),  # type: ignore[arg-type]
        Segment("s3", "b1", "paragraph", "", "Only in English.", "added"),  # type: ignore[arg-type]
        Segment("s4", "b1", "paragraph", "後で。", "Last.", "translated"),
    )
    page = page_of(edition_of(*rows))
    assert page.text["s2-en"] == "Not in the English" and page.text["s3"] == "原文になし"
    clean = page_of(replace(edition_of(*rows), layout=Layout(clean_copy=True)))
    assert "先に。これは英語にない。後で。" in clean.text["b1"] and "First. Only in English. Last." in clean.text["b1"]


def test_page_loads_nothing():
    page = render("html", EDITION).decode()
    tags = {tag for tag, _ in PAGE.tags}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "form", "table", "b0"}
    assert not {name for _, attrs in PAGE.tags for name in attrs if name == "src" or name.startswith("on")}
    assert not re.search(r"https?://|@import|url\(|//", page[page.index("<style>") : page.index("</style>")])
    assert "default-src 'none'" in page
    scripts = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    digests = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    assert [tag for tag, _ in PAGE.tags].count("script") == len(scripts) == 2
    assert "script-src " + " ".join(f"'sha256-{digest}'" for digest in digests) + ";" in page
    assert not ILLEGAL.search(page)


@given(ANY_TEXT, ANY_TEXT)
def test_page_holds_any_text(source, target):
    segment = Segment("s1", "b1", "paragraph", f"文{source}", f"x{target}", "flagged", (Flag("n", source),))
    page = page_of(replace(edition_of(segment), title_ja=source, signature=target))
    assert page.text["s1"] == legal(segment.source)
    assert page.text["s1-en"] == legal(segment.target)


@given(ANY_TEXT, ANY_TEXT)
def test_ids_are_unique_whatever_the_segments_are_called(one, two):
    rows = [Segment(name, name, "paragraph", "文。", "x") for name in (one, two, "s1", "s1-en", "s1-why", "b1")]
    ids = page_of(edition_of(*rows)).ids()
    assert len(ids) == len(set(ids))
    assert not any(re.search(r"\s", name) or not name for name in ids)


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_contrast(scheme):
    css = (files("translate") / "data" / "edition.css").read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = [dict(re.findall(r"--([\w-]+): (#\w+);", root)) for root in roots]
    used = colours[0] | colours[["light", "dark", "print"].index(scheme)]
    papers = ("paper", "doubt-paper", "gap-paper", "pair")
    pairs = [(ink, paper) for ink in ("ink", "soft", "doubt", "link") for paper in papers] + [("ink", "mark")]
    for ink, paper in pairs:
        dark, bright = sorted((luminance(used[ink]), luminance(used[paper])))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)


# In Chromium

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
SHOWN = """
const shown = (s) => [...document.querySelectorAll(s)].some((e) => e.getClientRects().length > 0);
const left = (s) => document.querySelector(s).getBoundingClientRect().left;
const lit = () => [...document.querySelectorAll('.s')].filter(
  (e) => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)').map((e) => e.id);
const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
"""


@needs_chromium
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_switches_do_what_they_say(scripts, tmp_path):
    script = (
        SHOWN
        + """
    const out = [document.getElementById('unscripted') === null];
    const choose = (id) => { document.getElementById(id).click(); return [shown('p.ja'), shown('p.en')]; };
    const before = () => left('#s0005') < left('#s0005-en');
    out.push(shown('p.ja'), shown('p.en'), before());
    out.push(choose('first-ja'), before(), choose('show-en'), choose('show-ja'), choose('show-both'));
    out.push(choose('first-en'), before());
    return out;"""
    )
    page = render("html", lighthouse(Layout(in_source=False, first="en"))).decode()
    if not scripts:
        page = re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)
    both, ja, en = [True, True], [True, False], [False, True]
    expected = [scripts, *both, False, both, True, en, ja, both, both, False]
    assert said(page, script, tmp_path, "--window-size=1280,900") == expected


@needs_chromium
def test_the_switches_and_the_keys_do_what_they_say(tmp_path):
    script = (
        SHOWN
        + """
    const out = [];
    out.push(shown('p.ja') && shown('p.en'), left('#s0005') < left('#s0005-en'));
    document.getElementById('show-en').click(); out.push(!shown('p.ja') && shown('p.en'));
    document.getElementById('show-both').click(); out.push(shown('p.ja'));
    document.getElementById('first-en').click(); out.push(left('#s0005') > left('#s0005-en'));
    document.querySelector('[tabindex="0"]').focus(); out.push(lit());
    press('ArrowDown'); out.push(lit());
    press('Enter'); out.push(document.activeElement.id);
    out.push(document.documentElement.scrollWidth <= innerWidth);
    return out;"""
    )
    found = said(render("html", lighthouse()).decode(), script, tmp_path, "--window-size=1280,900")
    assert found == [True, True, True, True, True, ["s0002", "s0002-en"], ["s0003", "s0003-en"], "s0003", True]


@needs_chromium
def test_the_keys_are_named_once_they_work_and_go_with_the_lines(tmp_path):
    script = (
        SHOWN
        + """
    const out = [document.getElementById('keys').hidden];
    const first = document.querySelector('[tabindex="0"]');
    out.push(document.getElementById(first.getAttribute('aria-describedby')).textContent.includes('Enter'));
    document.getElementById('s0005').focus(); out.push(document.querySelectorAll('[aria-describedby]').length);
    press('ArrowLeft'); out.push(document.activeElement.id);
    press('ArrowRight'); press('Enter'); press('ArrowRight'); out.push(document.activeElement.id);
    return out;"""
    )
    page = render("html", lighthouse(Layout(in_source=False, vertical=True))).decode()
    assert 'id="keys" hidden' in page
    assert said(page, script, tmp_path) == [False, True, 0, "s0006", "s0006-en"]


def test_a_book_of_several_texts_has_its_contents_and_room_for_its_ids():
    one, two = edition_of(*SEGMENTS), edition_of(Segment("s1", "b1", "paragraph", "文。", "Text.", "translated"))
    book = combined([one, replace(two, source_name="後.txt")], "文集", NEW)
    html = render("html", book).decode()
    nav = html[html.index("<nav") : html.index("</nav>")]
    links = re.findall(r'<a class="pair" href="#(.*?)">(.*?)</a>', nav)
    assert [re.sub("<.*?>", "", text) for _, text in links] == ["交渉の裏側 Behind the Talks", "後.txt 後.txt"]
    assert all(f'id="{name}"' in html[html.index("<main>") :] for name, _ in links)
    assert ":root { --gutter: 5.25rem; }" in html
    assert "<nav" not in render("html", one).decode() and ":root { --gutter: 5" not in render("html", one).decode()


@needs_chromium
def test_what_is_alike_in_a_cell_is_shown_once_in_each_language(tmp_path):
    document = parse_document("<table><tr><th>年</th><td>1931</td></tr></table>".encode(), "html")
    edition = edition_of(*segment_document(document))
    edition = replace(edition, document=document, shapes=shapes_of(document), layout=NEW)
    script = SHOWN + (
        "return ['show-both', 'show-ja', 'show-en'].map((id) => { document.getElementById(id).click();"
        " return document.querySelector('td').innerText.trim(); });"
    )
    assert said(render("html", edition).decode(), script, tmp_path) == ["1931", "1931", "1931"]


def test_short_passages_stay_on_one_page():
    long = Segment("s2", "b2", "paragraph", "長い文。" * 61, "Long.", "translated")
    page = page_of(edition_of(Segment("s1", "b1", "paragraph", "文。", "Text.", "translated"), long))
    kinds = {attrs["id"]: attrs["class"].split() for _, attrs in page.tags if attrs.get("id") in ("b1", "b2")}
    assert "whole" in kinds["b1"] and "whole" not in kinds["b2"]


@needs_chromium
@pytest.mark.parametrize("layout", [NEW, Layout(in_source=False, vertical=True)], ids=["horizontal", "vertical"])
def test_a_narrow_page_holds_all_in_its_width(layout, tmp_path):
    script = """
    const cut = [...document.querySelectorAll('p.ja')].filter((e) => e.scrollWidth > e.clientWidth + 1);
    const [ja, en] = ['#s0005', '#s0005-en'].map((s) => document.querySelector(s).getBoundingClientRect());
    return [document.documentElement.scrollWidth <= innerWidth, cut.length, ja.bottom <= en.top];"""
    found = said(render("html", lighthouse(layout)).decode(), script, tmp_path, "--window-size=500,900")
    assert found == [True, 0, True]


@needs_chromium
@pytest.mark.skipif(not AXE.exists(), reason=NO_AXE)
@pytest.mark.parametrize(
    ("layout", "arguments"),
    [
        (NEW, ("--window-size=1280,900",)),
        (NEW, ("--window-size=500,900", DARK)),
        (Layout(in_source=False, vertical=True, clean_copy=True), ("--window-size=1280,900",)),
    ],
    ids=["wide", "narrow and dark", "vertical"],
)
def test_axe_finds_nothing(layout, arguments, tmp_path):
    assert violations(render("html", lighthouse(layout)).decode(), tmp_path, *arguments) == []


def test_what_stands_for_a_lost_passage_is_parted_from_the_sentence_after_it():
    lost = Segment("s1", "b1", "paragraph", "【要確認：欠落】", "", "missing")
    said = Segment("s2", "b1", "paragraph", "会談は続く。", "The talks go on.", "translated")
    page = page_of(edition_of(lost, said))
    assert "Text missing in the original The talks go on." in page.text["b1"]
