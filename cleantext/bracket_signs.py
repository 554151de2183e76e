"""Brackets and quotation marks that are to be matched; most stand in pairs in which nothing can be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .characters import LETTER, members
from .lazy import lazy

KINDS = (
    "「」",
    "『』",
    "【】",
    "〈〉",
    "《》",
    "〔〕",
    "〖〗",
    "〘〙",
    "〚〛",
    "(（)）",
    "[［]］",
    "{｛}｝",
    "«»",
    "‹›",
    "<＜>＞",
)
JAPANESE = "「『【〔"
ROUND = ("(（)）", "[［]］")
ANY = re.escape("".join(KINDS)) + "\"“”'‘’"
_INSIDE = rf"[^{ANY}`\r\n]++"
_SIGNS = lazy(
    rf"[{ANY}](?:(?<=\(){_INSIDE}\)|(?<=「){_INSIDE}」|(?<=『){_INSIDE}』|(?<=（){_INSIDE}）|(?<=\[){_INSIDE}\])?"
)
"""A sign; or a pair in one line with no sign in it, which is most of them."""
NAMED = frozenset(('""', "''", "“”", "‘’", "「」", "『』", "``", "`'"))
_GOES_ON = lazy(
    r" (?:、|を|または|あるいは|や |か |から|以外|の(?:あと|後|よう|前|中|間)"
    r"|[はがにでとも](?![ぁ-ん、。]))"
)
_CELL_BEFORE, _CELL_AFTER = lazy("(?:[ \\t|]{2}|\\t)$"), lazy(r"[ \t|]*(?:[\r\n|]|$)")
"""What stands round a sign that is alone in a cell of a table."""
_ARROW_BEFORE, _ENDS = lazy("[→⇒=＝] ?$"), lazy(r"[ \t]*(?:[\r\n|、]|$)")
"""What stands round a sign that is the result of something: z[ → 『."""
_JOINED = r"(?:または|又は|あるいは|もしくは|および|及び|や|か|と)"
_ALIKE = ("([{", ")]}", "（［｛", "）］｝", "「『【", "」』】")
_NAMED_ON = lazy("[をのがはにと、。」 ]|$")
"""What goes on after a Japanese sign that is named."""
_JOINED_AFTER, _JOINED_BEFORE = lazy(_JOINED), lazy(_JOINED + "$")
_ASCII_BEFORE, _ASCII_AFTER = lazy("[\"'][!#-&(-~]{0,12}$"), lazy("[!#-&(-~]{0,12}[\"']")
"""A short piece of code in quotation marks: "(?:"."""
_NAMES = ("括弧", "かっこ", "カッコ", "記号", "引用符")
in_word = members(LETTER + '_「」『』（）【】。、！？!?.%％`*“”"…')


class Sign(NamedTuple):
    """A bracket or quotation mark at text[at] and its kind: "「」", "(（)）" …

    weak  it is protected or not surely a bracket: it may be the partner of another, but is missed by nobody.
    """

    at: int
    kind: str
    weak: bool = False


def begins(sign: str) -> bool:
    """True if what stands in brackets may begin so."""
    return in_word(sign) or sign.isalnum()


def signs_of(text: str, free: Callable[[int, int], bool]) -> list[int]:
    """Where signs stand that are to be looked at: all but those of a pair in which nothing can be wrong."""
    signs: list[int] = []
    for match in _SIGNS.finditer(text):
        start, end = match.span()
        if end - start == 1:
            signs.append(start)
        elif not (free(start, end) and (text[start] in JAPANESE or begins(text[start + 1]))):
            signs += (start, end - 1)
    return signs


def without_pairs(text: str, start: int, end: int, signs: list[int]) -> list[int]:
    """The signs of a line without its straight quotation marks, if there is an even number of them: none is odd."""
    return signs if text.count('"', start, end) % 2 else [at for at in signs if text[at] != '"']


def is_shown(text: str, at: int) -> bool:
    """True for a bracket that is spoken of: it stands alone between spaces or in quotation marks.

    >>> [is_shown(text, 3) for text in ("記号 「 を打つ", "引用は「良い」と", "「 （ 」という", "前に 「 彼」")]
    [True, False, False, False]
    """
    after, before = text[at + 1 : at + 2], text[max(0, at - 1) : at]
    if after == " " and before == " " and at > 1 and text[at - 2] + text[at + 2 : at + 3] in NAMED:
        return True
    if (
        before in ("\t", " ", "|")
        and text[at] in "「」『』〈〉《》【】〔〕"
        and _CELL_BEFORE.search(text, max(0, at - 2), at)
        and _CELL_AFTER.match(text, at + 1)
    ):
        return True
    if before in ("→", "⇒", " ", "=") and _ENDS.match(text, at + 1) and _ARROW_BEFORE.search(text, max(0, at - 2), at):
        return True
    if _is_joined(text, at):
        return True
    if after == "\\" and before in "\"'" and before and text.startswith(before, at + 2):
        return True  # \"「\" in Markdown
    if _ASCII_AFTER.match(text, at + 1) and _ASCII_BEFORE.search(text, max(0, at - 13), at):
        return True
    if after != " " or not _GOES_ON.match(text, at + 1):
        return False
    return before in ("", " ", "\u3000", "\n") or text.startswith("、", at + 2) or text.endswith(_NAMES, 0, at)


def _is_joined(text: str, at: int) -> bool:
    """True for one of two signs that both open or both close and are named together: [または{ を押す."""
    for alike in _ALIKE:
        if text[at] in alike:
            after, before = _JOINED_AFTER.match(text, at + 1), _JOINED_BEFORE.search(text, max(0, at - 4), at)
            first = at if after else before.start() - 1 if before else -1
            second = after.end() if after else at
            pair = text[max(0, first) : first + 1] + text[second : second + 1]
            named = alike.isascii() or _NAMED_ON.match(text, second + 1) is not None
            return len(pair) == 2 and pair[0] in alike and pair[1] in alike and named
    return False
