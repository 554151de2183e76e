"""Drops 。 before 」 and 』.

Newspapers and JTF set no full stop at the end of a quotation in brackets.

Only suggested where the words are typed or shown as they are (「…。」と入力する), and of what may be a name: one short
sentence in 『 』 that nobody is said to say (『山が笑う。』を見た), one in 「 」 after or before what tells of a work
(映画「山が笑う。」), words that end no sentence and are spoken of as of a thing (「空き地。」から).

Left alone: 。）, since a bracketed sentence keeps its stop; names that end in 。: known ones (モーニング娘。), and
words that the text has twice so.
Source: JTF 日本語標準スタイルガイド 4.1.1 (句点: 閉じかっこの前に打たない).

>>> from cleantext import fix_text
>>> fix_text("「できません。」と（そう。）", select=["period-before-bracket"]).text
'「できません」と（そう。）'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..characters import LETTER, NAMES_WITH_STOP, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..register import ending_of

SUMMARY = "。 before a closing 」 or 』: none"
SEVERITY = "warning"
SIGNS = "」』"
_STOP = lazy(r"。(?=(?:\*\*?)?[」』])")
_LITERAL = lazy("[」』]と(?:入力|表示|出力|印字|印刷|タイプ|打ち込|打つ|画面に出)")
_SAYS = lazy("[。！？!?「」『』]")
LONGEST_TITLE = 20
LONGEST_WORK = 40
_WORK = lazy(
    "(?:映画|アニメ|ドラマ|小説|漫画|マンガ|[曲歌展劇]|[合唱楽劇]団|アルバム|展覧会|展示|コンサート|ライブ|公演|舞台|番組|[詩句歌]集|絵本|新刊|作品|ゲーム|シリーズ|著書|講座"
    "|講演会?|イベント|フェア|キャンペーン|シングル|ミュージカル|ツアー|コピー|標語)(?:は|の|、|『[^『』]{1,30}』|「[^「」]{1,30}」)?[の、]?$"
)
_SHOWN = lazy(
    "\u3000[一-鿿ァ-ヺA-Z0-9０-９]|(?:など)?を(?:見|観|聴|読|上映|公開|放送|上演|手掛|手がけ|監督|主演|歌[うっわい])"
)
"""What follows the name of a show: where it is held, or who sees it."""
_SPOKEN = lazy(
    "と(?:[、。]|[言云述語話叫答聞訊思考書呟告怒笑泣]|い[うっいわえ](?!題|歌|曲|本|名|映画|小説|作品|タイトル)|つぶや)|って"
)
"""What tells that somebody says it."""
_AS_NAME = lazy(r"。[」』](?:から|の|が|は|を|に|へ)")
"""What follows a name, and seldom a sentence that is quoted."""
LONGEST_NAME = 8
SHORT = 4
_SAYS_ON = lazy(r"と|って|[。」』]?\s*(?:$|[\r\n])")
_SEVERAL = lazy("[、。！？!?\r\n]")
_SAID = tuple("はい いいえ うん ううん ええ いや ああ そう さあ ください どうぞ ありがとう おはよう".split())
"""What people say, though no predicate ends it."""
_stands_before = members(LETTER + "）」』0-9A-Za-z%％")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on 。 that stands before a closing corner bracket."""
    names: Counter[str] | None = None
    for match in _STOP.finditer(text):
        start, end = match.span()
        if not _stands_before(text[start - 1 : start]) or text.endswith(NAMES_WITH_STOP, 0, start):
            continue
        if text[start - 2 : start - 1] in ("「", "『") and text[end + 1 : end + 2] in ("の", "が", "は", "を"):
            continue  # 「す。」の一字
        if text[end] == "*" and context.format != "md":
            continue
        names = _names(text) if names is None else names
        named = names[_quoted(text, start)]
        if named < 2 and context.free(start, end):
            named_so = _may_be_title(text, start, end) or _is_work(text, start, end) or _may_be_word(text, start, end)
            unsure = named or named_so or _LITERAL.match(text, end)
            yield Hit(start, end, "", "no full stop before a closing 」", not unsure)


def _may_be_title(text: str, start: int, end: int) -> bool:
    """True for the 。 of the only sentence in 『 』, a short one, after which no と says that somebody said it."""
    opening = text.rfind("『", max(0, start - LONGEST_TITLE), start)
    if text[end] != "』" or opening < 0 or _SAYS.search(text, opening + 1, start):
        return False
    before, after = text[opening - 1 : opening], text[end + 1 : end + 2]
    alone = before in ("", "\n", "\u3000") and after in ("", "\r", "\n")
    return not alone and before != "「" and not _SPOKEN.match(text, end + 1)


def _is_work(text: str, start: int, end: int) -> bool:
    """True for the 。 of a sentence in 「 」 that is the name of a film, a show, a song: 映画「山が笑う。」."""
    opening = text.rfind("「", max(0, start - LONGEST_WORK), start)
    if text[end] != "」" or opening < 0 or _SAYS.search(text, opening + 1, start) or _SPOKEN.match(text, end + 1):
        return False
    return _WORK.search(text, max(0, opening - 12), opening) is not None or _SHOWN.match(text, end + 1) is not None


def _may_be_word(text: str, start: int, end: int) -> bool:
    """True for the 。 of a short word after a comma, which nobody says: 詳細は、「空き地。」公式の頁に."""
    words = _quoted(text, start)
    opening = start - len(words) - 1
    if not 0 < len(words) <= SHORT or opening < 1 or text[opening - 1] not in "、，" or _SAYS_ON.match(text, end + 1):
        return False
    return not words.endswith(_SAID) and ending_of(words) is None


def _names(text: str) -> Counter[str]:
    """What stands in brackets with a stop though it ends no sentence, and how often it is spoken of as of a thing."""
    quoted = (_quoted(text, match.start()) for match in _AS_NAME.finditer(text))
    return Counter(words for words in quoted if words and not words.endswith(_SAID) and ending_of(words) is None)


def _quoted(text: str, end: int) -> str:
    """The words between an opening bracket and `end`, "" for many or several sentences."""
    low = max(0, end - LONGEST_NAME - 1)
    start = max(text.rfind("「", low, end), text.rfind("『", low, end))
    words = text[start + 1 : end] if start >= 0 else ""
    return "" if _SEVERAL.search(words) else words
