"""HTML and XHTML as tokens with their exact place in the source.

Every character of the source lies in exactly one token, in order, so that a text can be changed in place. One pass,
no recursion, no backtracking: the time is linear in any text. (The standard library's HTMLParser loses count of
places and is not linear on hostile text.)

Source: WHATWG HTML, 13.2.5 Tokenization (https://html.spec.whatwg.org/multipage/parsing.html) and, for the raw text
of script, style, title …, 13.2.6.4; XML 1.0 for CDATA, processing instructions and the document type of XHTML.
Left out: parse errors are not told, and duplicate attributes are not dropped (`attributes` takes the first).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Literal, NamedTuple

from ..files import FileProblem

REFERENCE = r"<|&(?:#(?:[xX][0-9A-Fa-f]++|[0-9]++);?|[A-Za-z][A-Za-z0-9]*+;?)?"
"""A pattern of what may be a character reference, and of each < and & in a text; see `resolve`."""

_REFERENCE = re.compile(REFERENCE)
_NAME = r"[A-Za-z][^\t\n\f\r />]*+"
_SPACE = r"[\t\n\f\r ]*+"
_VALUE = rf"{_SPACE}={_SPACE}(?:\"[^\"]*+\"|'[^']*+'|(?![\"'>])[^\t\n\f\r >]++|(?=>))"
_TAG = re.compile(
    rf"</?({_NAME})(?:[\t\n\f\r /]++|[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_VALUE}|(?!{_SPACE}=)))*+>",
)
_TAG_NAME = re.compile(f"</?{_NAME}")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?:{_SPACE}={_SPACE}(?:\"([^\"]*+)\"|'([^']*+)'|([^\t\n\f\r >]*+)))?"
)
_MARKUP = re.compile("<(?:[A-Za-z!?]|/(?=.))", re.S)
_COMMENT_END = re.compile("--!?>")
_DOCTYPE = re.compile("<!doctype", re.I | re.A)
_DOCTYPE_HEAD = re.compile(r"<!(?:[^>\[\"']++|\"[^\"]*+\"|'[^']*+')*+")
_SUBSET_END = re.compile(r"\]\s*>")
_SCRIPT = re.compile(r"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.I | re.A)
_XML_RAW = {name: re.compile(rf"<!\[CDATA\[|</{name}(?=[\t\n\f\r />])") for name in ("script", "style")}
_RAW = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I | re.A)
    for name in "style xmp iframe noembed noframes textarea title".split()
}
_BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)


class Token(NamedTuple):
    """source[start:end] is text, a tag, a comment …; `name` is a tag's, in lower case and without its prefix.

    raw    text in which no character references are read and that is no prose: script, style, CDATA.
    other  document types, processing instructions, false comments, a tag cut off by the end.
    """

    kind: Literal["text", "start", "end", "comment", "raw", "other"]
    start: int
    end: int
    name: str = ""


def tokens(source: str, xml: bool = False) -> Iterator[Token]:
    """The tokens of a source. `xml`: by the rules of XHTML (CDATA, empty tags like <script/>).

    Raises FileProblem for an XML document that declares entities.

    >>> [(t.kind, t.name, t.start, t.end) for t in tokens("<p>雪<br>")]
    [('start', 'p', 0, 3), ('text', '', 3, 4), ('start', 'br', 4, 8)]
    """
    at, size, foreign = 0, len(source), 0
    while at < size:
        match = _MARKUP.search(source, at)
        if match is None:
            yield Token("text", at, size)
            return
        if match.start() > at:
            yield Token("text", at, match.start())
        at = match.start()
        sign = source[at + 1]
        if sign in "!?" or (sign == "/" and not _is_letter(source[at + 2])):
            token = _declaration(source, at, xml, foreign > 0)
            yield token
            at = token.end
            continue
        tag = _TAG.match(source, at)
        if tag is None:
            yield Token("other", at, size)
            return
        name, at = tag[1].lower(), tag.end()
        empty = source[at - 2] == "/"
        if xml:
            name = name.rpartition(":")[2]
        yield Token("end" if sign == "/" else "start", tag.start(), at, name)
        if name in ("svg", "math"):
            foreign = max(0, foreign + (-1 if sign == "/" else not empty))
        elif foreign and name in _BREAKOUT:
            foreign = 0
        if sign == "/" or (foreign and not xml) or (empty and xml):
            continue
        end = _raw_end(source, at, name, xml)
        if end > at:
            yield Token("text" if name == "title" else "raw", at, end)
            at = end


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _declaration(source: str, at: int, xml: bool, foreign: bool) -> Token:
    """What begins with <! or <? or </ and is no tag."""
    if source.startswith("<!--", at):
        if source.startswith(">", at + 4):
            return Token("comment", at, at + 5)
        if source.startswith("->", at + 4):
            return Token("comment", at, at + 6)
        match = _COMMENT_END.search(source, at + 4)
        return Token("comment", at, match.end() if match else len(source))
    if (xml or foreign) and source.startswith("<![CDATA[", at):
        return Token("raw", at, _after(source, "]]>", at + 9))
    if xml and source.startswith("<?", at):
        return Token("other", at, _after(source, "?>", at + 2))
    if xml and _DOCTYPE.match(source, at):
        return Token("other", at, _doctype_end(source, at))
    return Token("other", at, _after(source, ">", at + 2))


def _after(source: str, end: str, at: int) -> int:
    found = source.find(end, at)
    return found + len(end) if found >= 0 else len(source)


def _doctype_end(source: str, at: int) -> int:
    head = _DOCTYPE_HEAD.match(source, at)
    end = head.end() if head else at
    if not source.startswith("[", end):
        return _after(source, ">", end)
    match = _SUBSET_END.search(source, end)
    stop = match.end() if match else len(source)
    if source.find("<!ENTITY", end, stop) >= 0 or source.find("%", end, stop) >= 0:
        raise FileProblem("declares entities of its own, which may hide text or files; save it without them")
    return stop


def _raw_end(source: str, at: int, name: str, xml: bool) -> int:
    """Where the raw text after a start tag ends: at its end tag, or at the end of all; `at` if it has none."""
    if xml:
        pattern = _XML_RAW.get(name)
        while pattern:
            match = pattern.search(source, at)
            if match is None or match[0] != "<![CDATA[":
                return match.start() if match else len(source)
            at = _after(source, "]]>", match.end())
        return at
    if name == "script":
        return _script_end(source, at)
    if name == "plaintext":
        return len(source)
    if name in _RAW:
        match = _RAW[name].search(source, at)
        return match.start() if match else len(source)
    return at


def _script_end(source: str, at: int) -> int:
    """The end of a script: not at an end tag that stands in a comment after a start tag (13.2.5.17 to .31)."""
    state = 0  # 1: in a comment, 2: and in a script inside it
    while match := _SCRIPT.search(source, at):
        at = match.end()
        if match[0] == "<!--":
            at -= 2 if state == 0 else 0
            state = max(state, 1)
        elif match[0] == "-->":
            state = 0
        elif match[1]:
            if state < 2:
                return match.start()
            state = 1
        elif state == 1:
            state = 2
    return len(source)


def resolve(found: str) -> tuple[int, str]:
    """How much of a match of REFERENCE is one character reference, or a sign that stands for itself; and its text.

    >>> resolve("&lt;"), resolve("&copyright"), resolve("&T"), resolve("<")
    ((4, '<'), (5, '©'), (1, '&'), (1, '<'))
    """
    if found.startswith("&#"):
        return len(found), _numeric(found[2:].rstrip(";"))
    size = 0
    if len(found) > 2:
        size = next((n for n in range(min(len(found) - 1, 32), 1, -1) if found[1 : n + 1] in html5), 0)
    return 1 + size, html5[found[1 : size + 1]] if size else found[0]


def _numeric(digits: str) -> str:
    base, digits = (16, digits[1:]) if digits[0] in "xX" else (10, digits)
    digits = digits.lstrip("0")
    code = int(digits or "0", base) if len(digits) < 8 else 0x110000
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd"
    if 0x80 <= code < 0xA0:
        return bytes([code]).decode("cp1252", "ignore") or chr(code)
    return chr(code)


def decoded(source: str) -> str:
    """A text with its character references read.

    >>> decoded("&#x96EA;&nbsp;&lt")
    '雪\\xa0<'
    """

    def text(match: re.Match[str]) -> str:
        size, value = resolve(match[0])
        return value + match[0][size:]

    return _REFERENCE.sub(text, source) if "&" in source else source


def attributes(source: str, tag: Token) -> dict[str, str]:
    """The attributes of a start tag by name, in lower case; the first of each name.

    >>> page = '<p LANG=en class="a&amp;b" hidden>'
    >>> attributes(page, next(tokens(page)))
    {'lang': 'en', 'class': 'a&b', 'hidden': ''}
    """
    found: dict[str, str] = {}
    name = _TAG_NAME.match(source, tag.start)
    for match in _ATTRIBUTE.finditer(source, name.end() if name else tag.end, tag.end - 1):
        found.setdefault(match[1].lower(), decoded(match[2] or match[3] or match[4] or ""))
    return found


class Attribute(NamedTuple):
    """source[start:end] is an attribute: its name as it is written, its value without quotation marks, decoded."""

    start: int
    end: int
    name: str
    value: str


def attributes_of(source: str, tag: Token) -> Iterator[Attribute]:
    """The attributes of a start tag, in order, each with its place.

    >>> page = '<p LANG=en hidden>'
    >>> [page[each.start : each.end] for each in attributes_of(page, next(tokens(page)))]
    ['LANG=en', 'hidden']
    """
    name = _TAG_NAME.match(source, tag.start)
    for match in _ATTRIBUTE.finditer(source, name.end() if name else tag.end, tag.end - 1):
        yield Attribute(match.start(1), match.end(), match[1], decoded(match[2] or match[3] or match[4] or ""))


def value_spans(source: str, tag: Token) -> dict[str, tuple[int, int]]:
    """Where the values of a start tag's attributes stand, without quotation marks, by name; the first of each name.

    >>> page = '<img alt="a&amp;b" hidden>'
    >>> {name: page[start:end] for name, (start, end) in value_spans(page, next(tokens(page))).items()}
    {'alt': 'a&amp;b', 'hidden': ''}
    """
    found: dict[str, tuple[int, int]] = {}
    name = _TAG_NAME.match(source, tag.start)
    for match in _ATTRIBUTE.finditer(source, name.end() if name else tag.end, tag.end - 1):
        group = match.lastindex or 1
        found.setdefault(match[1].lower(), match.span(group) if group > 1 else (match.end(), match.end()))
    return found


def escaped(text: str) -> str:
    """A text as it may stand between tags, in HTML and in XML.

    >>> escaped("a < b & c ]]>")
    'a &lt; b &amp; c ]]&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
