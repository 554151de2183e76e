"""Whether a line of Japanese goes on in the next: hard-wrapped text beside headings, lists and verse."""

from __future__ import annotations

from .characters import LETTER, OPENING, members
from .lazy import lazy
from .sentences_words import words

STOPS = "。！？!?｡‼⁇⁈⁉"
SHORTEST_WRAPPED = 18
"""Code points that a line has at least which goes on in the next one."""
SHORTEST_UNFINISHED = 10
"""The same of a line that cannot be at its end: after a comma, or before what begins no line."""
_LONGEST = 120
_COMMAS = "、，,"
_ENDS_OTHERWISE = " \t,)）」』\"'”’>]"
_CLOSERS = ")）」』\"'”’>]"
"""A line that ends so goes on only before what begins none."""
_goes_on = members(LETTER + "、・ー—―a-zA-Z0-9,")
_letters = members(LETTER)
_begins = members(LETTER + OPENING + 'a-zA-Z0-9、。」』）<`"(')
_HANGING = lazy(
    r"[はがにのともでや](?=[一-鿿ァ-ヶ「『、（(A-Za-z0-9])|へ(?=の)|を|[っゃゅょぁぃぅぇぉッャュョァィゥェォーん]|(?:ます|です|ました|でした|ません)[。、]"
    r"|で(?:の|ある|あり|あっ|なく|き[るた])|と(?:な[りるっ]|いう|いっ|して|する|し、|の|は|も)(?!ころ)|など[のをはがに、]|により|による|[(（](?:訳注|但し|ただし|後述|前述|例えば|たとえば|つまり|すなわち)|について(?=[^\r\n]{8})|のみ[がをに]"
)
"""What begins no line of its own: particles, small kana, the ends of words."""
_COUNTER = lazy(
    r"[つ個年月日人回行度本件台時分秒円%％]|バイト|ビット|ドル|ユーロ|パーセント|ページ|キロ|メートル|種類|段階"
)
_TO_GO_ON = lazy(r"[一-鿿ァ-ヶa-zA-Zる](?:[をにのがはでと]|よりも?)$")
"""A particle, after which no sentence ends."""
_ITEM = lazy(r"[0-9０-９]+[.．)）、]|[A-Za-z][.)]\s|[(（][0-9０-９a-zA-Zア-ン一二三四五六七八九十]{1,2}[)）]")
_LABEL = lazy(
    r"[ \u3000]*(?:件名|差出人|送信者|宛先|送信日時|日時|日程|場所|会場|To|Cc|From|Subject|Date)[ \u3000]?[：:]"
)
_FIELD = lazy(r"[ \u3000]*[ぁ-ゖァ-ヺー一-鿿]{1,8}(?:\u3000|[ \u3000]?[：:])[ \u3000]*[^ \u3000\r\n]")
"""The name of a field and what stands in it: 場所　第1会議室."""
LONGEST_SPOKEN = 40
"""A line of a quotation goes on in an indented one if it is no longer: a display of a few characters a line."""
_QUOTED = lazy(r"(?:>[> ]*)+")
"""The marks of quoted mail."""


def joins(text: str, end: int, start: int, *, quoted: bool = False) -> bool:
    """True if the line that ends at `end` goes on in the line that begins at `start` (hard-wrapped text).

    It does where one line break stands between them, the first line is long, does not end a
    sentence (in a quotation it may: quoted=True), is about as long as the line before it would
    allow, and the second is not indented and no list item. How long the lines are matters little where
    the first ends with a comma or the second begins with a particle. Offsets are code points.
    """
    gap = text[end:start]
    if text.startswith(">", start) and text.startswith(">", _start_of_line(text, end)):
        mark = _QUOTED.match(text, start)
        start = mark.end() if mark else start
    if gap != "\n" and gap.count("\n") + gap.count("\r") - gap.count("\r\n") != 1:
        return False
    if not end or start >= len(text):
        return False
    if quoted and text[start] == "\u3000" and _is_spoken(text, end, start):
        return True
    if not _begins(text[start]):
        return False
    last = text[end - 1]
    if not (
        _goes_on(last) or quoted and last in STOPS or last in _ENDS_OTHERWISE
    ):  # most lines end so, and go no further
        return False
    line = text[_start_of_line(text, end) : end].rstrip(" \t")
    if not line or not (_goes_on(line[-1]) or quoted and line[-1] in STOPS or line[-1] in _ENDS_OTHERWISE):
        return False
    unfinished = line[-1] in _COMMAS or line[-1] not in STOPS and _HANGING.match(text, start) is not None
    if line[-1] in _CLOSERS and not unfinished:
        return False
    if line[-1].isdigit() and _COUNTER.match(text, start) or len(line) >= SHORTEST_WRAPPED and _TO_GO_ON.search(line):
        unfinished = True
    if not (SHORTEST_UNFINISHED if unfinished else SHORTEST_WRAPPED) <= len(line) <= _LONGEST or _LABEL.match(line):
        return False
    if _FIELD.match(line) and _FIELD.match(text, start):
        return False
    if "://" in line[-80:].rpartition(" ")[2]:
        return False
    following = text[start : start + 200].split("\n", 1)[0].split("\r", 1)[0]
    if following.strip() in words("ja", "closing"):
        return False
    return (unfinished or len(following) <= len(line) * 1.12 + 2) and _ITEM.match(following) is None


def _is_spoken(text: str, end: int, start: int) -> bool:
    """True if text[start:] is an indented line, and the line before it a short one."""
    return end - _start_of_line(text, end) <= LONGEST_SPOKEN and _letters(text[start + 1 : start + 2])


def _start_of_line(text: str, end: int) -> int:
    """The start of the line that ends at `end`, or of its last 200 characters: longer ones need not be known whole."""
    low = max(0, end - 200)
    return max(low, text.rfind("\n", low, end) + 1, text.rfind("\r", low, end) + 1)
