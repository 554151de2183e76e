"""Takes out a half-width space between two Japanese letters: これは どういうこと is これはどういうこと.

Japanese parts no words by spaces; such a space is left over from editing or from machine translation.

Left alone: spaces between katakana words, between kanji (山田 太郎, 東京 大阪), after numbers and labels that begin
a line (第1章 はじめに), spaces on both sides of a name (欄に 前へ/次へ を足す), several spaces together, U+3000,
lines whose words are parted, with those around (books for children: わたしは がっこうへ いきます; verse), the end of
a phrase of a headline (閉鎖へ 米長官は). Sure is a space after は, が, の or と that follows a kanji, a katakana or
a Latin letter, and with a stop to come after を, に, で, から, まで, より, but not in short lines without a stop,
one after the other; so is the only space of a sentence before a particle (港 は静か), but for one after a title
(設定の変更 を参照). After へ, も and some words that no name ends in it is suggested.
Source: JTF 日本語標準スタイルガイド 3.1.2 (全角文字どうしの間にスペースを入れない).

>>> from cleantext import fix_text
>>> fix_text("これは どういうこと？　山田 太郎は 言った。", select=["space-between-full-width"]).text
'これはどういうこと？　山田 太郎は言った。'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import HIRAGANA, KANJI, KATAKANA, LETTER, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..spacing import after_ordinal, line_of, parted_lines

SUMMARY = "half-width space between Japanese letters: none"
SEVERITY = "info"
SIGNS = " "
_SPACE = lazy(r" (?=[^\x00-\x7f])(?<=[^\x00-\x7f] )")
_stands_before = members(LETTER + "、")
_is_katakana = members(KATAKANA)
_STEM = (
    f"(?:[{KANJI}{KATAKANA}A-Za-z0-9）」』]|これ|それ|あれ|どれ|ここ|そこ|わたし|あなた|ぼく|おれ|みんな"
    "|さん|くん|ちゃん|さま|たち|きょう|あした|きのう|もの|こと|ため|とき)"
)
_PARTICLE = lazy(f"{_STEM}(?:は|が|の|と|には|では|とは|を|に|で|も|へ|から|まで|より)$")
_LONE_PARTICLE = lazy(
    "を(?=[一-鿿々ぁ-ゖァ-ヺー])|(?!は[虫種]|と[金畜殺]|へ[音理]|[はにへと]組)(?:[はがのにとでもへ]|まで)(?=[一-鿿々ァ-ヺー])|[はが]、"
    "|(?:ですか?|でした|である|だ|だった|だろう)(?=[。！？」』]|$)"
)
"""A particle or an ending that a space parts from its noun; no word begins so but some names (は虫類, と金)."""
_CITES = lazy(
    "[^。\r\n]{0,10}(?:参照|ご覧|選択|選[びぶん]|押[しすせさ]|クリック|述べ|記[載述]|説明|入力)"
    "|の(?:項|節|章|欄|セクション|ページ|順|例)"
)
"""What is said of the title of a section, or of a button, which a space sets off."""
_MARK = lazy(r"[ \t\u3000>]*(?:(?:[-*+・]|#{1,6}|\d{1,3}[.)])[ \t]+)?")
_NO_SENTENCE = " \u3000\t\\¥￥/@#"
"""Other spaces, and signs of paths and accounts, which a space ends."""
_SURE = lazy("[はがのと]$")
_UNSURE = lazy("[もへ]$")
_WORD = lazy("(?:した|する|して|ない|ます|です|った|とても|しかし|そして|つまり|さらに|たとえば|例えば|でも|という)$")
_SET_OFF = lazy(r"[^\s。、]{1,20} [をがはにでともへの]")
_SET_OFF_BEFORE = lazy("[^\\s。、] [^\\s。、]{1,20}$")
_PARTED = lazy(f"[{HIRAGANA}] (?=(.))")
SHORT = 20
"""A line of so few letters without a stop may be verse, or what is shown under a picture."""
_KANJI = lazy(f"[{KANJI}{KATAKANA}]")
_POINTS = lazy("(?:[これそあど]れ|[こそあど]こ|もの|こと|ため|とき|きょう|あした)[はがのと]$")
"""What a child's book, all in kana, is not known by."""
MESSAGE = "no space between Japanese letters"
_SENTENCE = lazy("[。！？\r\n]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on spaces that part no words."""
    parted = parted_lines(text)
    for match in _SPACE.finditer(text):
        start, end = match.span()
        if parted and parted.hold(start):
            continue
        left, right = text[start - 1], text[end]
        if not (is_letter(right) and _stands_before(left)) or _is_katakana(left) and _is_katakana(right):
            continue
        before = text[max(0, start - 8) : start]
        particle = _PARTICLE.search(before) is not None
        if _LONE_PARTICLE.match(text, end) and not particle:
            if context.free(start - 1, end + 2) and _is_only_space(text, start, end) and not _CITES.match(text, end):
                yield Hit(start, end, "", MESSAGE)
            continue
        if not particle and not _WORD.search(before) or not context.free(start - 1, end + 1):
            continue
        if _SET_OFF.match(text, end) and not before.endswith(("は", "が")):
            continue
        if right in "をがはにでとも" and _SET_OFF_BEFORE.search(text, max(0, start - 23), start):
            continue
        low, high = line_of(text, start, end)
        if after_ordinal(text[low:start], text[end:high]) or not _alone(text, low, high, start):
            continue
        stopped = any(stop in text[end:high] for stop in "。？！")
        if particle and (_SURE.search(before) or stopped and not _UNSURE.search(before)):
            sure = stopped or high - low > SHORT or not _is_verse(text, low, high)
            sure = sure and (_KANJI.search(text, low, high) or _POINTS.search(before)) is not None
            yield Hit(start, end, "", MESSAGE, sure, 1.0 if sure else 0.6)
        elif stopped:
            yield Hit(start, end, "", MESSAGE, False, 0.6)


def _is_verse(text: str, low: int, high: int) -> bool:
    """True for a line that follows or precedes another one directly, and is no item of a list."""
    after = high + 1 + text.startswith("\r\n", high)
    beside = text[max(0, low - 2) : low].replace("\r", "").strip("\n") + text[after : after + 1].strip("\r\n")
    mark = _MARK.match(text, low)
    return bool(beside) and not (mark and mark[0].strip() or text[low:high].lstrip()[:1] in "・●○■◆")


def _is_only_space(text: str, start: int, end: int) -> bool:
    """True if the sentence has no other space than text[start:end], so that it sets off no name."""
    low, high = line_of(text, start, end)
    low = max(low, *(text.rfind(stop, low, start) + 1 for stop in "。！？"))
    stop = _SENTENCE.search(text, end, high)
    high = stop.start() if stop else high
    mark = _MARK.match(text, low, start)
    rest = text[mark.end() if mark else low : start] + text[end:high].strip()
    return not any(sign in rest for sign in _NO_SENTENCE)


def _alone(text: str, low: int, high: int, offset: int) -> bool:
    """True if the sentence has no other space after hiragana than this one and those after sure particles."""
    for stop in _SENTENCE.finditer(text, low, high):
        if stop.start() < offset:
            low = stop.end()
        else:
            high = stop.start()
            break
    parted = [match.start() + 1 for match in _PARTED.finditer(text, low, high) if is_letter(match[1])]
    for count, at in enumerate(parted, 1):
        if count == 3 or at != offset and not _PARTICLE.search(text[max(low, at - 8) : at]):
            return False
    return True
