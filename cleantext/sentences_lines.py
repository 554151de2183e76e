"""Whether a line of English goes on in the next: hard-wrapped text beside headings, lists and addresses."""

from __future__ import annotations

from .lazy import lazy
from .sentences_dots import goes_on
from .sentences_small import SMALL_I
from .sentences_words import words

NARROWEST = 35
"""Where no line of a paragraph is longer, the lines are as they were meant: an address, a list, a poem."""

SLACK = 6
"""A line of wrapped prose may end a sixth of the longest line before there is no room."""
VERSE = 4
"""So many lines of a paragraph begin with a capital, and none without: a poem, though its lines are long."""
INDENT = 8
"""A line that begins so much further to the right than the one before does not go on in it."""

_LINE_END = lazy(r"\r\n|[\r\n\u2028\u2029\x85]")
_ITEM = lazy(r"(?:[-*+•·●■□◦‣–—>]|\[[ xX]\]|(?:\(?\d{1,3}(?:\.\d+)*|\(?[A-Za-z]|[ivx]{1,4})[.)])[ \t]")
_SPACE = lazy(r"\s|$")
_QUOTED = lazy(r"(?:>[> ]*)+")
_SALUTATION = lazy(r"(?:My )?(?:Dear|Dearest|Hi|Hello|Hey)\b[^.!?\r\n]{0,40}[,:]$")
_FIELD = lazy(r"[ \t]*(?P<name>[A-Z][\w-]*(?: [\w-]+){0,2}): ?\S")
_SPEAKER = lazy(r"(?:[a-z][\w-]{1,15}:|<[\w-]{1,20}>) \S")
"""Who speaks, in a log of a chat."""
_FIRST = lazy(r"[(\[\"“‘]*(?P<word>[\w-]*)")
_CLAUSE_END = lazy(r";(?: and| or)?$")
"""The end of a clause in a list of such that begin alike (Whereas …; and)."""
_LAST = lazy(r"([^\W\d_][\w.'’]*?)\.?[ \t]*$")


class Lines:
    """Asks of the line breaks of a text, from left to right, whether they part sentences."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraph = (0, -1, 0, 0)
        self._verse = False
        """Whether each line of the paragraph begins with a capital, though the one before has no end."""
        self._chat = False
        """Whether each line of the paragraph begins with a small letter, of one who writes i, or in narrow notes."""

    def part(self, end: int, start: int) -> bool:
        """True if the line that ends at `end` does not go on in the line that begins at `start` (code points).

        Lines were wrapped where the first word of the next one hardly fitted; a line with room for it
        was ended on purpose. A line that begins with a small letter, or follows one that ends with a
        word such as "the" or "Mr.", goes on; not after a line of capitals or a field ("Date: …") before
        another. Marks of quoted mail are passed over where both lines have them.
        """
        text = self._text
        low = self._start_of_line(end)
        width, slack = self._width(low, end)
        if (mark := _QUOTED.match(text, low)) and (other := _QUOTED.match(text, start)):
            low, start = mark.end(), other.end()
        if start >= len(text) or _ITEM.match(text, start) or self._ended(low, end, start):
            return True
        last = _LAST.search(text, max(low, end - 40), end)
        if _SPEAKER.match(text, start) and text[end - 1] in ".!?":
            return True
        if text[start].islower():
            return self._chat and not (last and last[1] in words("en", "running"))
        space = _SPACE.search(text, start, start + 60)
        room = end - low + 1 + (space.start() if space else start + 60) - start + slack <= width
        if self._indents(low, end, start) and (room or not (text[end - 1].isalnum() and text[start].isalnum())):
            return True
        first, other_first = _FIRST.match(text, low), _FIRST.match(text, start)
        if _CLAUSE_END.search(text, low, end) and first and other_first and _alike(first["word"], other_first["word"]):
            return True
        if last and last[1] in words("en", "running"):
            return False
        if width < NARROWEST or self._verse:
            return True
        if last and text[end - 1] == "." and other_first and goes_on(last[1], other_first["word"]):
            return False
        return room

    def _indents(self, low: int, end: int, start: int) -> bool:
        """True if the line at `start` stands far to the right, as a name under a quotation, or is a field again."""
        text = self._text
        gap, line = text[end:start].expandtabs(), text[low:end].expandtabs()
        deeper = len(gap) - len(gap.rstrip(" ")) - (len(line) - len(line.lstrip(" ")))
        return deeper >= INDENT or deeper < 0 and _FIELD.match(text, start, start + 60) is not None

    def _ended(self, low: int, end: int, start: int) -> bool:
        """True if text[low:end] is a salutation, a line of capitals before others, or one of two fields (Date: …)."""
        text = self._text
        field = _FIELD.match(text, low, end)
        if field and (field["name"] in words("en", "field") or _FIELD.match(text, start, start + 60)):
            return True
        if low == self._paragraph[0] and _SALUTATION.match(text, low, end):
            return True
        heading = low == self._paragraph[0] and end - low > 2 and text[low:end].isupper()
        return heading and not text[start : start + 40].split("\n", 1)[0].isupper()

    def _start_of_line(self, end: int) -> int:
        """The start of the line that ends at `end`, or of its last 1,000 characters."""
        text, low = self._text, max(0, end - 1000)
        return max(low, *(text.rfind(sign, low, end) + 1 for sign in "\r\n\u2028\u2029\x85"))

    def _width(self, low: int, end: int) -> tuple[int, int]:
        """The length of the longest line of the paragraph round text[low:end], and by how much its lines vary.

        Where most lines of it begin with small letters, the paragraph is prose that was wrapped, and
        not every line is as full as it might be.
        """
        first, last, width, slack = self._paragraph
        if not first <= low <= last:
            first = last = low
            width = small = count = capital = other = stopped = 0
            for match in _LINE_END.finditer(self._text, low):
                line = self._text[last : match.start()].strip()
                if not line:
                    break
                width = max(width, match.start() - last)
                count, small, stopped = count + 1, small + line[0].islower(), stopped + (line[-1] in ".!?")
                last = match.end()
                begins = self._text[last : last + INDENT + 1].lstrip(" \t")[:1]
                if line[-1] not in '.!?"”' and begins.strip():
                    capital += begins.isupper()
                    other += not begins.isupper() or line.rpartition(" ")[2] in words("en", "running")
            else:
                stopped += self._text.rstrip()[-1:] in (*".!?",)
                width, last = max(width, len(self._text) - last), len(self._text)
            slack = width // SLACK if small and small * 2 >= count - 1 else 0
            self._verse = capital >= VERSE and not other
            narrow = stopped > 0 and width < NARROWEST
            self._chat = small == count and (narrow or SMALL_I.search(self._text, first, last) is not None)
            self._paragraph = (first, last, width, slack)
        return max(width, end - low), slack


def _alike(word: str, other: str) -> bool:
    """True for the first words of clauses of a list: the same, or both in capitals (WHEREAS …; NOW, THEREFORE)."""
    return word == other != "" or len(word) > 2 and word.isupper() and len(other) > 2 and other.isupper()
