"""Word documents written by hand, with what no library writes: tracked changes, ruby, text boxes, fields."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="小見出し"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="j2"><w:name w:val="見出し 2"/></w:style>
<w:style w:type="paragraph" w:styleId="ti"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="ca"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="zu"><w:name w:val="図表番号"/></w:style>
<w:style w:type="paragraph" w:styleId="lb"><w:name w:val="List Bullet"/></w:style>
<w:style w:type="paragraph" w:styleId="src"><w:name w:val="Source Code"/></w:style>
<w:style w:type="character" w:styleId="vc"><w:name w:val="Verbatim Char"/></w:style>
<w:style w:type="character" w:styleId="tok"><w:name w:val="KeywordTok"/><w:basedOn w:val="vc"/></w:style>
<w:style w:type="character" w:styleId="kodo"><w:name w:val="コード"/></w:style>
<w:style w:type="character" w:styleId="hid"><w:name w:val="隠し"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="輪"/><w:basedOn w:val="loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="loop2"><w:name w:val="輪2"/><w:basedOn w:val="loop"/></w:style>
"""


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; content that is no XML becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{''.join(c if c.startswith('<') else r(c) for c in content)}</w:p>"


def r(text: str, properties: str = "", tag: str = "w:t") -> str:
    """A run with a text as it stands in XML."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<{tag} xml:space="preserve">{text}</{tag}></w:r>'


def part(root: str, content: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    return f"{head}<w:{root} {NAMESPACES}>{content}</w:{root}>".encode()


def note(kind: str, id: int, *content: str) -> str:
    author = ' w:author="編集者" w:date="2026-01-01T00:00:00Z"' if kind == "comment" else ""
    return f'<w:{kind} w:id="{id}"{author}>{"".join(content)}</w:{kind}>'


def make_docx(
    *body: str,
    styles: str | None = STYLES,
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    headers: tuple[str, ...] = (),
    footers: tuple[str, ...] = (),
    replace: dict[str, bytes] | None = None,
) -> bytes:
    """A document; headers and footers are referred to in their order."""
    parts: dict[str, tuple[str, bytes]] = {}
    if styles is not None:
        parts["styles"] = ("styles", part("styles", styles))
    if footnotes:
        parts["footnotes"] = ("footnotes", part("footnotes", footnotes))
    if endnotes:
        parts["endnotes"] = ("endnotes", part("endnotes", endnotes))
    if comments:
        parts["comments"] = ("comments", part("comments", comments))
    sections = ""
    for kind, root, contents in (("header", "hdr", headers), ("footer", "ftr", footers)):
        for n, content in enumerate(contents, 1):
            parts[f"{kind}{n}"] = (kind, part(root, content))
            which = ("default", "first", "even")[n - 1]
            sections += f'<w:{kind}Reference w:type="{which}" r:id="{kind}{n}"/>'
    page = '<w:pgSz w:w="11906" w:h="16838"/>'
    document = part("document", f"<w:body>{''.join(body)}<w:sectPr>{sections}{page}</w:sectPr></w:body>")
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>' for name, (kind, _) in parts.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    relationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    members = {
        "[Content_Types].xml": f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationships {relationships}><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f"{head}<Relationships {relationships}>{relations}</Relationships>",
        "word/media/image1.png": bytes(range(256)) * 3,
    } | {f"word/{name}.xml": content for name, (_, content) in parts.items()}
    return zip_of(members | (replace or {}))


def zip_of(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 20, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def field(code: str, *result: str, within: str = "") -> str:
    """A field of signs: its code, runs within its code, and its result."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = f"{sign.format('separate')}{''.join(result)}" if result else ""
    return f"{sign.format('begin')}{r(code, tag='w:instrText')}{within}{inner}{sign.format('end')}"


def text_box(choice: str, fallback: str | None = None) -> str:
    """A run with a text box as Word writes it: a shape, and a copy for old programs."""
    copy = choice if fallback is None else fallback
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" '
        'distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="900000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="box"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape "
        'style="width:157pt;height:71pt"><v:textbox>'
        f"<w:txbxContent>{copy}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def ruby(base: str, reading: str) -> str:
    return (
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
        f'<w:hpsBaseText w:val="21"/><w:lid w:val="ja-JP"/></w:rubyPr><w:rt>{r(reading)}</w:rt>'
        f"<w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each a paragraph or more."""
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in rows[0])
    cells = [[c if c.startswith("<") else p(c) for c in row] for row in rows]
    body = "".join(f"<w:tr>{''.join(f'<w:tc>{c}</w:tc>' for c in row)}</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


RICH = make_docx(
    p("見出し,一", style="1"),
    p("日本,米国", r("と中国", "<w:b/>"), "の会議。A&amp;B&#x3000;です"),
    p(r("挿入前,"), '<w:ins w:id="7" w:author="甲" w:date="2026-01-01T00:00:00Z">' + r("挿入,文") + "</w:ins>", "後"),
    p("削除", '<w:del w:id="8" w:author="甲">' + r("消えた", tag="w:delText") + "</w:del>", "後,です"),
    p(
        "リンク",
        '<w:hyperlink r:id="x">' + r("先,の文", '<w:u w:val="single"/>') + "</w:hyperlink>",
        field(' HYPERLINK "https://example.jp/" ', r("別,の")),
        "脚注",
        '<w:r><w:footnoteReference w:id="3"/></w:r>',
        "。",
    ),
    p(ruby("東京", "とうきょう"), "の,街", "<w:r><w:tab/><w:t>後,</w:t><w:br/><w:t>行</w:t></w:r>"),
    table(("甲,", "乙"), ("丙", p("丁,") + p("戊,"))),
    p("箱の段落,", text_box(p("箱,の文"))),
    p('<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>' + r("欄,の文") + "</w:sdtContent></w:sdt>"),
    footnotes=note("footnote", -1, p("区切り")).replace("<w:footnote ", '<w:footnote w:type="separator" ')
    + note("footnote", 3, p("<w:r><w:footnoteRef/></w:r>", "脚注,の文")),
    headers=(p("柱,の文"),),
    footers=(p("足,の文", field("PAGE", r("1"))),),
    comments=note("comment", 4, p("前からの,意見")),
)
