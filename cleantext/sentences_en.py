"""Where English sentences end: at . ! ? … before a new beginning, not in quotations, not after abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lazy import lazy
from .sentences_brackets import Sign, closed
from .sentences_dots import dot_ends_sentence
from .sentences_lines import Lines
from .sentences_small import is_name, small_begins
from .sentences_words import words

_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’"}
_EMOJI = "[\u2600-\u2604\u263a\u26c4\u2728\u2744\u2764\u2b50\ufe0f\u200d\U0001f300-\U0001faff]+"
_FACE = rf"(?:[:;=][-']?[)(DPp]+|<3|\^_?\^|[xX]D|{_EMOJI})"
_TOKEN = lazy(
    r"\.(?: \.(?![^\W\d_]))+|(?<=\s)(?:[:;]-?[)(D]|[\U0001f300-\U0001faff]+)(?=\s)|[.!?…‼⁇⁈⁉]+|[“”‘’«»()\[\]\"]|"
    r"(?<![^\W_])'|'(?![^\W_])|(?:\r\n|[\r\n\u2028\u2029\x85])\s*"
)
_STOPS = ".!?…‼⁇⁈⁉"
_TAIL = lazy(
    r"(?:[\"'”’)\]»]+|\[[^\[\]\r\n]{1,30}\]|\(\d{1,3}\)(?=\s|\Z)|[*†‡§]+|[¹²³⁴-⁹⁰]+|[ \t]+\|(?=[ \t]*(?:[\r\n]|\Z))"
    rf"|[ \t]*{_FACE}(?=\s|\Z)|[ \t]+\[[A-Za-z]/[A-Za-z]\])*"
    r"(?:[ \t]+(?:\([a-z]{4}[^().!?\r\n]{0,30}\)|\[[a-z]{4}[^\[\].!?\r\n]{0,30}\])(?=\s+[\"“‘(]?[A-Z]|\s*\Z))?"
)
_SPACE = lazy(r"\s+")
_BLANKS = dict.fromkeys(map(ord, "\xa0\u2007\u2009\u202f"), " ")
"""Spaces that hold words together or are narrow: Figure 2.1., 5 a.m."""
_CAPITAL = lazy(r"[A-Z][a-z]*")
_FACES = lazy(rf"(?:[ \t]*{_FACE}(?=\s|\Z))*\s*")
_BLANK = lazy(r"(?:\r\n|\r(?!\n)|[\n\u2028\u2029\x85])[ \t\u3000]*(?:\r\n?|[\n\u2028\u2029\x85])|[\u2028\u2029\x85]")
_BEGINS = lazy(r"[\"'“‘(\[«¿¡$£€¥#@&*+–—•·…-]*\s?(?P<word>[^\W_][\w'’-]*)?")
_WONDERED = lazy(r"(?:I|[A-Z][a-z]+) (?:wondered|thought|mused)[.,;]")
_AMOUNT = lazy(r"\d [a-z]{1,4}\. $")
_ABBREVIATED = lazy(r"(?:cf|e\.g|i\.e|viz|n\.b|p\.s)\. ")
"""What begins a sentence in small letters."""
_SOURCE = lazy(r"\((?:[a-z0-9]|[^()]{0,80}\d)")
_GOES_ON = lazy(r"[,;:]|[ \t]+(?:[a-z]{2}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)")
"""What follows a bracket within a sentence."""
_NOTE = lazy(r"\d{1,3}(?:,\d{1,3})*(?=\s+[\"“‘(]?[A-Z])")
_NOTED = lazy(r"(?:^|[\s(“‘\"'])[A-Za-z’'-]{2,}[)\"”’]*$")
_BREAK = lazy(r"[\r\n\u2028\u2029\x85]")
_ITEM_NUMBER = lazy(r"\s([0-9]{1,3})$|[.;:!?)]\s([b-z])$")
_FIRST_ITEM = lazy(r"\s*([0-9]{1,3}|[a-z])([.)])\s")
_LETTERED = lazy(r"\(?[a-z]{1,3}\)\s|(?:i{2,3}|iv|vi{1,3}|ix)\.\s")
_GLUED = lazy(r"[A-Z][\w'’]*(?=\s)")
_SPEAKER = lazy(r"(?P<name>[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,3} (?:had |has |then |just |only )?(?P<verb>[a-z]+)")
_NARRATED = lazy(r"(?P<word>[A-Z][a-z]*) (?P<verb>[a-z]+)")
_QUOTE_MARKS = "\"'”’»"


def split_english(text: str) -> list[str]:
    """The sentences of an English text, nothing lost; lines that go on are joined (see `sentences_lines`).

    A quotation or bracket is not cut, however many sentences it holds; one that is not closed within
    600 characters counts as not opened.

    >>> split_english("Mr. Umerov left. U.S. envoys stayed! Why?")
    ['Mr. Umerov left. ', 'U.S. envoys stayed! ', 'Why?']
    """
    sentences, start = [], 0
    for end in _ends(text.translate(_BLANKS)):
        sentences.append(text[start:end])
        start = end
    if start < len(text):
        sentences.append(text[start:])
    return sentences


def _ends(text: str) -> Iterator[int]:
    """Offsets just after each sentence but a last unfinished one, ascending."""
    tokens = list(_TOKEN.finditer(text))
    lines = Lines(text)
    broken = {match.start() for match in tokens if match.group()[-1].isspace() and _parts(lines, match)}
    close_of = closed(_signs(text, tokens, broken))
    start = position = 0
    for match in tokens:
        at = match.start()
        if at < position:
            continue
        token, position = match.group(), match.end()
        if token in (".", ")") and (item := _next_item(text, start, at)):
            start = item
            yield start
        if at in close_of:
            position = close_of[at]
            inner = position - 1
            while inner > at and text[inner - 1] in "\"'”’)]» ":
                inner -= 1
            if text[inner - 1] not in _STOPS:
                if _breaks_off(text, inner, position) and (other := _next_begins(text, position, close_of)):
                    start = position = other
                    yield start
                continue
            at = inner
            while text[at - 1] in _STOPS:
                at -= 1
            stop = slice(at, inner)
        elif token[-1].isspace():
            if at in broken:
                start = position
                if start < len(text):
                    yield start
            continue
        elif token[0] in _STOPS:
            stop = slice(at, position)
        elif token[0] in ":;" or token[0] > "\U0001f2ff":
            start, position = _after_face(text, start, position)
            if start == position < len(text):
                yield start
            continue
        else:
            continue
        tail = _TAIL.match(text, position)
        after = tail.end() if tail else position
        space = _SPACE.match(text, after)
        if space is None and (note := _note(text, stop, after)):
            after = note
            space = _SPACE.match(text, after)
        if space is None:
            if _glued(text, stop, after):
                start = position = after
                yield after
            continue
        if text[after - 1] in _QUOTE_MARKS and _cited(text, space.end(), close_of):
            continue
        if _aside(text, space.end(), close_of):
            continue
        parted = _line_parts(lines, text, space) is not None
        if parted or _stop_ends_sentence(text, start, stop, after, space.end()):
            start = position = space.end()
            if start < len(text):
                yield start


def _after_face(text: str, sentence: int, position: int) -> tuple[int, int]:
    """Where the sentence begins, and where to go on, after a face that may stand for a stop: See you :) Tom."""
    after = _FACES.match(text, position)
    assert after
    end = after.end()
    smiles = text[position - 1] in "D)(" or "\U0001f600" <= text[position - 1] <= "\U0001f64f"  # and is no thing
    word = _CAPITAL.match(text, end)
    ends = word is not None and (smiles or word.group() in words("en", "starter"))
    return (end, end) if ends else (sentence, position)


def _next_item(text: str, sentence: int, mark: int) -> int:
    """The offset of the number before text[mark] that goes on a list: 1. The lid 2. The base; 0 if none does.

    So too of a letter, if the item before it has an end: a. Open the lid. b. Fill it.
    """
    mark_of = _ITEM_NUMBER.search(text, max(sentence, mark - 5), mark)
    first = _FIRST_ITEM.match(text, sentence) if mark_of else None
    if not mark_of or not first or first[2] != text[mark]:
        return 0
    number, before = mark_of[mark_of.lastindex or 0], first[1]
    if number.isdigit() and before.isdigit():
        follows = int(number) == int(before) + 1
    else:
        follows = number.isalpha() and before.isalpha() and ord(number) == ord(before) + 1
    return mark_of.start(mark_of.lastindex or 0) if follows else 0


def _parts(lines: Lines, match: re.Match[str]) -> bool:
    return _BLANK.search(match.group()) is not None or lines.part(match.start(), match.end())


def _line_parts(lines: Lines, text: str, space: re.Match[str]) -> int | None:
    """Where among spaces after a stop a line ends that does not go on; None if it does, or if no line ends."""
    found = _BREAK.search(text, space.start(), space.end())
    if found is None:
        return None
    blank = _BLANK.search(text, space.start(), space.end())
    return found.start() if blank or lines.part(found.start(), space.end()) else None


def _glued(text: str, stop: slice, after: int) -> bool:
    """True for a sentence that begins without a space: It rained.It blew."""
    before = text[max(0, stop.start - 2) : stop.start]
    word = _GLUED.match(text, after) if len(before) == 2 and before.isalpha() and before.islower() else None
    return word is not None and word.group() in words("en", "starter")


def _note(text: str, stop: slice, after: int) -> int:
    """The offset after the number of a note that stands at a stop without a space (disputed.1 Others), else 0."""
    note = _NOTE.match(text, after)
    return note.end() if note and _NOTED.search(text, max(0, stop.start - 20), stop.start) else 0


def _cited(text: str, start: int, close_of: dict[int, int]) -> bool:
    """True if text[start:] is a source in brackets before the stop of its sentence: “Dare to know!” (1784, p. 1)."""
    close = close_of.get(start, 0) if _SOURCE.match(text, start) else 0
    return close > 0 and text[close : close + 1] in tuple(".,;:")


def _aside(text: str, start: int, close_of: dict[int, int]) -> bool:
    """True if text[start:] is in brackets after which the sentence goes on: not “Eureka!” (I found it!) but."""
    close = close_of.get(start, 0) if text[start : start + 1] == "(" else 0
    if not close:
        return False
    if text[close : close + 1] == ".":  # 43 yrs. (SD = 9.1).
        return _AMOUNT.search(text, max(0, start - 12), start) is not None
    return _GOES_ON.match(text, close) is not None


def _breaks_off(text: str, inner: int, close: int) -> bool:
    return text[inner - 1] in "—–-" and text[close - 1] in _QUOTE_MARKS


def _next_begins(text: str, close: int, close_of: dict[int, int]) -> int:
    """The start of what follows after spaces, of another speaker or the narrator (“Where—” The line broke), else 0."""
    space = _SPACE.match(text, close)
    if not space:
        return 0
    if space.end() in close_of and text[space.end()] in '"“‘':
        return space.end()
    told = _NARRATED.match(text, space.end())
    tells = told and told["word"] in words("en", "unnamed") and told["verb"] not in words("en", "speech")
    return space.end() if tells else 0


def _signs(text: str, tokens: list[re.Match[str]], broken: set[int]) -> Iterator[Sign]:
    """The brackets and quotation marks among the tokens, apostrophes apart."""
    for match in tokens:
        token, start, end = match.group(), match.start(), match.end()
        if start in broken:
            yield Sign(start, end, "", False)
        elif token in ('"', "'", "’", "‘"):
            before, after = text[start - 1 : start], text[end : end + 1]
            free = not before or before.isspace() or before in "([“‘\"'—–-«"
            if token != "’" and free and after and not after.isspace():
                if token != "'" or not after.isdigit():
                    yield Sign(start, end, _PAIRS.get(token, token), True)
            elif token == '"' and not before.isspace() or before in (*'.,!?…—”"',) and not after.isalnum():
                yield Sign(start, end, token, False)
        elif token in _PAIRS:
            yield Sign(start, end, _PAIRS[token], True)
        elif token in "”»)]":
            yield Sign(start, end, token, False)


def _stop_ends_sentence(text: str, sentence: int, stop: slice, after: int, following: int) -> bool:
    """True if the stop ends the sentence that begins at `sentence`, where text[following:] goes on after spaces."""
    begins = _BEGINS.match(text, following)
    word = (begins and begins["word"]) or ""
    head = begins.group() if begins else ""
    if _LETTERED.match(text, following):
        word = ""
    if head[:1] == "…" and text[stop] == ".":
        return True
    if text[stop] == "." and after == stop.stop and _ABBREVIATED.match(text, following):
        return dot_ends_sentence(text, sentence, stop.start, following, "See")
    if word[:1].islower() and not is_name(text, following + len(head) - len(word)):
        return small_begins(text, sentence, stop, after, following)
    if head.lstrip("\"'”’)")[:1] in tuple("–—-…"):
        word = ""
    mark, before = text[stop], text[max(sentence, stop.start - 30) : stop.start]
    if "!" in mark or "?" in mark:
        return _exclamation_ends(text, before + mark, word, after, following)
    dots = mark.count(".") + 3 * mark.count("…")
    if dots > 1:  # an ellipsis, with a full stop if there are four dots
        return _ellipsis_ends(text[max(sentence, stop.start - 80) : stop.start], mark, dots, word)
    if text[stop.start - 1 : stop.start] in tuple("°№#") and word[:1].isdigit():
        return False
    return dot_ends_sentence(text, sentence, stop.start, following + len(head) - len(word), word)


def _ellipsis_ends(before: str, mark: str, dots: int, word: str) -> bool:
    """True with a fourth dot or before a beginner; before a name or I not after few words: Well... I suppose so."""
    if not before.strip() or before[-1] in "[(" or word[:1].isdigit() and before[-1].isspace():
        return False
    some_words = " " not in mark and len(before.split()) > 3
    return dots % 3 == 1 or word in words("en", "starter") - {"I"} or some_words


def _exclamation_ends(text: str, before: str, word: str, after: int, following: int) -> bool:
    """False after Yahoo! and before who spoke: “Run!” Tom said."""
    name = before.rsplit(None, 1)[-1].lstrip("\"'“‘([–—-")
    if name in words("en", "name") and word not in words("en", "starter"):
        return False
    if _WONDERED.match(text, following):
        return False
    if text[after - 1] in _QUOTE_MARKS:
        speaker = _SPEAKER.match(text, following)
        if speaker and speaker["name"] not in words("en", "unnamed"):
            return speaker["verb"] not in words("en", "speech")
    return True
