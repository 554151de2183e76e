"""Spans that no rule may touch: addresses, code, tags, formulas, faces; and the structure of Markdown.

Each kind of span is looked for by a sign that is rare in Japanese text, so that a text without the sign costs next
to nothing, and no pattern looks further than a fixed number of characters unless what it passes is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from .characters import members
from .cited_forms import cited_forms
from .english import citing_spans, english_spans
from .faces import face_spans
from .lazy import lazy
from .listings import listings
from .signs import find_signs
from .spans import Span, Spans, merge
from .structure import markdown_blocks, markdown_spans, sessions

_is_japanese = members("\u3040-ヿ㐀-䶿一-鿿")
_STOPS = "\\s<>「」『』（）、。\"'`｜|\u200b\ufeff"
_URL = lazy(
    rf"://(?:[A-Za-z0-9.:@_~%-]*(?:(?=[/?#])|(?<=://)(?=[^\x00-\x7f])))(?:[^{_STOPS}()]|\([^{_STOPS}()]{{0,200}}\))*|://[A-Za-z0-9.:@_~%-]+"
)
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]{0,20}\Z")
_MAIL_NAME = lazy(r"[A-Za-z0-9._%+-]{1,64}\Z")
_MAIL_HOST = lazy(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_TICKS = lazy("`+")
_BLANK = lazy(r"\n[ \t]*\r?(?=\n)|\r[ \t]*(?=\r)")
_BREAK = lazy(r"[\r\n]")
_RAW = lazy(r"<(script|style|pre|code|kbd|samp|textarea|math|svg)\b(?=[\s>])", re.I)

_NAME = r"[\w.+-]"
_FOLDER = r"[^\s\\¥￥<>「」、。:]"
_LAST = r"(?:[A-Za-z0-9_+.-]*(?:\w[\w.,+-]{0,80}?\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9.])|[A-Za-z0-9_+.-]))"
_DRIVE = (
    r"[A-Za-z](?<![A-Za-z0-9].):[\\¥￥]"
    rf"(?:{_FOLDER}{{1,80}}(?: {_FOLDER}{{1,80}}){{0,4}}[\\¥￥]){{0,40}}(?:{_LAST}|[^\s<>「」、。]{{1,80}})?"
)

_BY_SIGN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sign, lazy(pattern))
    for sign, pattern in (
        ("www.", r"www\.(?<![\w.]....)[A-Za-z0-9.-]+[A-Za-z0-9/][^\s<>「」『』（）、。\"'`]*"),
        # tags and what is in < >: a letter, then attributes with quoted values
        ("<", r"</?[A-Za-z][A-Za-z0-9:_-]{0,60}(?:[\s/](?:[^<>\"']|\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'){0,400})?>"),
        ("<", r"<[A-Za-z_][A-Za-z0-9_ -]{0,60}>"),
        ("<%", r"<%[^<>]{0,400}%>"),
        ("&", r"&(?:[A-Za-z]{2,31}[0-9]{0,2}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});"),
        # the head of a block that is set apart: :::details おまけ, !!! note "注意"
        (":", r":::(?<![^\n]:::):*[ \t]*[A-Za-z{][^\r\n]{0,200}"),
        ("!", r"!!!(?<![^\n]!!!)\+?[ \t]+[a-z][^\r\n]{0,200}"),
        ("?", r"\?\?\?(?<![^\n]\?\?\?)\+?[ \t]+[a-z][^\r\n]{0,200}"),
        # attributes: 見出し {#port .wide}
        ("{", r"\{(?:[#.][A-Za-z_-][^{}\n]{0,120}|:[^{}\n]{0,120})\}"),
        # placeholders
        ("{{", r"\{\{[^{}\n]{0,200}\}\}"),
        ("{%", r"\{%[^{}\n]{0,200}%\}"),
        ("{", r"[{](?:[A-Za-z_][\w.\[\]-]{0,60}|[0-9]{0,2})(?::[^{}\s]{0,12})?\}"),
        ("${", r"\$\{[^{}\n]{0,200}\}"),
        # what a shell puts in: $(命令 引数), and its values $[式]; no price, 5$(税込)
        ("$(", r"\$(?<![0-9A-Za-z０-９]\$)\((?:[^()\n]{0,200}(?:\([^()\n]{0,200}\)[^()\n]{0,200}){0,4}\))?"),
        ("$[", r"\$(?<![0-9A-Za-z０-９]\$)\[(?:[^\[\]\n]{0,200}\])?"),
        ("#{", r"\#\{[^{}\n]{0,200}\}"),
        (
            "%",
            r"%(?<![0-9０-９]%)(?:\([A-Za-z_]\w{0,60}\)|[0-9]\$)?[+#0-]{0,2}[0-9]{0,3}(?:\.[0-9]{1,2})?[sdifxX@](?![A-Za-z])",
        ),
        # ruby in plain text: ｜漢字《かんじ》, {漢字|かん|じ}, and the notes ［＃…］ of 青空文庫
        ("《", r"《(?<=[々〆\u3400-\u9fff]《)[ぁ-ゖァ-ヺー]{1,20}》"),
        ("｜", r"｜[^｜《》（）\s]{1,30}(?:《[^《》\n]{1,40}》|（[ぁ-ゖァ-ヺー]{1,20}）)"),
        ("|", r"\|[^|《》\s]{1,30}《[^《》\n]{1,40}》"),
        ("{", r"\{[々〆\u3400-\u9fff]{1,20}(?:\|[ぁ-ゖァ-ヺー]{1,20}){1,20}\}"),
        ("［＃", r"［＃[^［］\n]{1,120}］"),
        # a command of TeX: \emph{…}, \put(0,0){…}
        ("\\", r"\\[A-Za-z]{1,40}(?:\{[^{}\n]{0,200}\}|\([^()\n]{0,120}\)(?=[({])){0,4}"),
        # paths: ~/a, ./a, ../a, /資料/2026/a.txt, C:\資料\a.txt, C:¥資料, \\server\share
        ("/", rf"/(?<![\w/)）.~]/)(?:{_NAME}{{1,80}}/)+{_LAST}?"),
        ("/", rf"/(?<=[~.]/)(?:{_NAME}{{1,80}}/)*{_LAST}?"),
        ("/", rf"/(?<![\w/<.~]/)[A-Za-z][A-Za-z0-9_.+-]{{0,80}}(?:/{_NAME}{{1,80}})*/?"),
        (":\\", _DRIVE),
        (":¥", _DRIVE),
        (":￥", _DRIVE),
        ("\\\\", r"\\\\[A-Za-z0-9_.-]{1,80}\\[^\s<>「」、。]{1,200}"),
        # a regular expression: /港[町村]/
        (
            "/",
            r"/(?<![^\s（(「:：,、=]/)(?=[^/\s]*(?:\[[^\]\s/]+\]|[.)\]][*+?]|\\[dDwWsSb]))[^/\s]{1,80}/[gimsuy]{0,6}(?![\w/])",
        ),
        # :-) ;) =) and :smile:
        (":", r":(?:[-^o'][()DPp]|[()DPp](?![A-Za-z0-9぀-ヿ一-鿿「]))"),
        (";", r";(?:[-^o'][()DPp]|[()DPp](?![A-Za-z0-9぀-ヿ一-鿿「]))"),
        ("=", r"=(?:[-^o'][()DPp]|[()DPp](?![A-Za-z0-9぀-ヿ一-鿿「]))"),
        (":", r":(?:[a-z][a-z0-9_+-]{1,30}|[+-]1):(?![0-9/])"),
        # the signs within a number, a time, a ratio; dots of abbreviations
        (",", r",(?<=[0-9],)(?=[0-9])"),
        (":", r":(?<=[0-9]:)(?=[0-9])"),
        (".", r"\.(?<=[0-9]\.)(?=[0-9])"),
        (".", r"\.(?<=[A-Za-z]\.)(?<![A-Za-z][A-Za-z]\.)(?:[A-Za-z]\.)+"),
    )
)
_ANNOTATION = lazy("［＃「([^［］\n]{1,60}?)」[^［］\n」]{0,60}］")
_DISPLAYED = lazy(r"\$\$[ \t]*[\r\n].*[\r\n][ \t]*\$\$", re.S)
"""A formula whose signs have lines of their own."""
_DRAWN = lazy(r"^[ \t]*[│┃║├┠╠].*[│┃║┤┨╣][ \t]*\r?$", re.M)
"""A row of a table that is drawn with lines: its columns fit to the character."""
_DOLLARS = lazy(r"\$\$(?:[^$]){1,2000}\$\$|\$(?![\s$])([^$\n]{0,399}[^$\s])\$(?![0-9])")


def protected_spans(text: str, format: str = "txt") -> list[Span]:
    """Sorted, merged spans of text that rules leave alone; offsets are code points."""
    blocks = markdown_blocks(text) if format == "md" else []
    bounds = _BLANK if format == "md" else _BREAK
    spans = [*blocks, *_addresses(text), *_code(text, blocks, bounds), *_comments(text), *_raw(text), *_formulas(text)]
    spans += [*_annotated(text), *cited_forms(text)]
    for sign, pattern in _BY_SIGN:
        if sign[0] in text and sign in text:  # one character is found ten times faster than two
            spans += [match.span() for match in pattern.finditer(text)]
    spans += _tag_words(text)
    spans += face_spans(text)
    spans += english_spans(text)
    if "「" in text or "『" in text or "“" in text:
        spans += citing_spans(text)
    if format == "txt" and any(line in text for line in "│┃║"):
        spans += [match.span() for match in _DRAWN.finditer(text)]
    spans += markdown_spans(text) if format == "md" else [*sessions(text), *listings(text)] if format == "txt" else []
    return merge(spans)


def code_spans(text: str, format: str = "txt") -> Spans:
    """Where code stands in a text: between backticks, and in blocks of it in Markdown, its front matter included."""
    blocks = markdown_blocks(text) if format == "md" else []
    return Spans.of([*blocks, *_code(text, blocks, _BLANK if format == "md" else _BREAK)])


def _addresses(text: str) -> Iterator[Span]:
    """URLs and e-mail addresses."""
    if "://" in text:
        for match in _URL.finditer(text):
            scheme = _SCHEME.search(text[max(0, match.start() - 21) : match.start()])
            if scheme:
                end = match.end()
                while text[end - 1] in ",.;:!?":
                    end -= 1
                yield match.start() - len(scheme.group()), end
    if "@" in text:
        for match in _MAIL_HOST.finditer(text):
            name = _MAIL_NAME.search(text[max(0, match.start() - 64) : match.start()])
            if name:
                yield match.start() - len(name.group()), match.end()


def _code(text: str, blocks: list[Span], bounds: re.Pattern[str]) -> Iterator[Span]:
    """Code between runs of as many backticks, with no bound between them; blocks of code are passed over."""
    if "`" not in text:
        return
    runs = [match.span() for match in _TICKS.finditer(text)]
    code = Spans.of(blocks)
    runs = [run for run in runs if not code.hold(run[0])]
    starts: dict[int, list[int]] = {}
    for start, end in runs:
        starts.setdefault(end - start, []).append(start)
    last, bound = 0, -1
    for start, end in runs:
        if start < last:
            continue
        if bound < start:
            bound = found.start() if (found := bounds.search(text, start)) else len(text)
        same = starts[end - start]
        index = bisect_left(same, end)
        if index < len(same) and same[index] < bound:
            last = same[index] + end - start
            yield start, last


def _comments(text: str) -> Iterator[Span]:
    """HTML comments; one that is never closed is none."""
    start = text.find("<!--") if "<" in text else -1
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _raw(text: str) -> Iterator[Span]:
    """What stands between the tags of elements that hold code or a formula."""
    if "<" not in text or "</" not in text:
        return
    lower, last, never = text.lower(), 0, set()
    if len(lower) != len(text):  # İ grows
        lower = text
    for match in _RAW.finditer(text):
        name = match.group(1).lower()
        if match.start() < last or name in never:
            continue
        end = lower.find(f"</{name}", match.end())
        if end < 0:
            never.add(name)
        else:
            last = end
            yield match.start(), end


def _formulas(text: str) -> Iterator[Span]:
    r"""TeX between $ $, $$ $$, \( \) and \[ \]; two prices in Japanese text are none."""
    if "$" in text:
        for match in _DOLLARS.finditer(text):
            body = match.group()
            if "\\" in body or _DISPLAYED.fullmatch(body) or not any(map(_is_japanese, body)):
                yield match.span()
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")) if "\\" in text else ():
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + 2, start + 2000)
            if end >= 0:
                yield start, end + 2
            start = text.find(opening, max(start, end) + 2)


def _annotated(text: str) -> Iterator[Span]:
    """Words that a note of 青空文庫 names, with the note: 第１章［＃「第１章」は大見出し］."""
    for match in _ANNOTATION.finditer(text) if "［＃「" in text else ():
        if text.endswith(match[1], 0, match.start()):
            yield match.start() - len(match[1]), match.end()


def _tag_words(text: str) -> Iterator[Span]:
    """#話題 and @name with the spaces round them, which end them."""
    for match in find_signs(text, "#＃@＠", r"[\w・ー]{1,80}"):
        start, end = match.span()
        if start == 0 or text[start - 1] in " \u3000\t\r\n（(「、。→⇒：:！？!?…／｜|":
            start -= text[start - 1 : start] in (" ", "\u3000")
            yield start, end + (text[end : end + 1] in (" ", "\u3000"))
