"""Sets half-width ? and ! after Japanese full-width, as one unit, with U+3000 before a next sentence.

`?!` becomes `？！` as a whole, never half of it. The full-width space follows only where a sentence
goes on after the mark: not before a closing bracket, a particle (本当？と聞いた), a small kana or a line's end. After
marks that are full-width already a half-width space becomes U+3000, before a particle nothing; where no space
stands at all, it is suggested after a predicate and before a sentence that runs to its end.

Left alone: marks after Latin text (Yahoo!ニュース, an English quotation), signs that are typed (?を入力する) or named
(?と!だけの手紙), one sign named in both its widths (感嘆符!！), faces, code, the spaces before another column, before
a #話題 and before attributes ({#port}). No space is set where the word with the mark is the name of what follows
(ようこそ!画面), nor within a title in brackets that ends in a noun (「探せ!夜の港」).
Source: JTF 日本語標準スタイルガイド 4.2.1, 4.2.2 (疑問符・感嘆符は全角、後に全角スペース); JIS X 4051 一般.

>>> from cleantext import fix_text
>>> fix_text("本当ですか?はい!「嘘?」と言う", select=["question-mark"]).text
'本当ですか？　はい！「嘘？」と言う'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import CLOSING, HIRAGANA, KATAKANA, LETTER, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..structure import word_end

SUMMARY = "half-width ? or ! after Japanese: ？ ！, and U+3000 before the next sentence"
SEVERITY = "warning"
SIGNS = "!?！？"
_MARKS = lazy("[!?！？][!?！？]*(?!=)( *)")
_ends_word = members(LETTER + CLOSING)
_trails = members("…‥―—〜～♪☆★♡♥")
"""Signs that a word may trail off in before its mark: まさか――!"""
_PARTICLE = lazy(
    r"と(?!ころ|もあれ|もかく|りあえ|りわけ|にかく|っ?ても|はいえ|うとう|くに|んで|んだ)"
    r"|[っぁぃぅぇぉゃゅょッァィゥェォャュョ]|など|なんて|なんか|の(?!で)|を|に(?!も)|が(?!ん)|は[、誰何]|も[、う]?$|です(?!が|から|けど|し)|でした(?!ら)|でしょう|である|であ[りっ]"
    r"|で[一-鿿]"
)
_TYPED = lazy(r"[?!]\s?を(?:入力|打[つちっ]|押[すしさ]|タイプ|付け|つけ)")
"""A sign that is typed as it is: 名前に続けて?を入力する."""
_NAMED = lazy("(?:[?!！？][とやか]|..)[?!](?:[とやか][?!]|(?<=[?!][とやか].))")
"""Signs that are named: ?と!だけの手紙."""
_TITLE_END = lazy("[^「」『』。！？!?、，\r\n]{1,20}(?<=[一-鿿々ァ-ヺーA-Za-z0-9])[」』]")
_SAID = lazy(r"と(?:[いう言聞訊尋問思考叫答述語話書呼]|の)|って|という")
"""What follows a quotation without marks."""
_LATIN_HEAD = lazy(f"[A-Za-z0-9][A-Za-z0-9.,-]{{0,20}}[{LETTER}]")
_begins_sentence = members(LETTER + "「『")
_HEAD = lazy("画面|ページ|ボタン|ダイアログ|メッセージ|コーナー|キャンペーン|プロジェクト|シリーズ")
"""What may stand right behind its name, which ends in a mark."""
_GREETINGS = ("ようこそ", "おめでとう", "ありがとう")
_SIGN_NAMES = ("符", "記号", "マーク", "文字")
_BOTH_WIDTHS = frozenset(("!！", "！!", "?？", "？?"))
_is_hiragana = members(HIRAGANA)
_FULL = str.maketrans("!?", "！？")
_is_katakana = members(KATAKANA)
_ENDS = (
    "ですか",
    "ますか",
    "でしょうか",
    "だろうか",
    "ませんか",
    "でしたか",
    "ましたか",
    "です",
    "ます",
    "ました",
    "ません",
)
_WHOLE = lazy(r"(?![はがをにへでもとのや]|から|まで|より|って|という).[^「」『』（）\r\n。！？]{5,}[。！？]")
_WIDTH = "question and exclamation marks in Japanese text are full-width"
_SPACE = "a full-width space stands between ？ or ！ and the next sentence"


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on runs of ? and ! that hold a half-width one, or want a full-width space after them."""
    marked, pages = context.format == "md", context.blocks is not None
    for match in _MARKS.finditer(text):
        start, end = match.span()[0], match.start(1)
        before = word_end(text, start) if marked else start
        while before and _trails(text[before - 1]):
            before -= 1
        if not before or not _ends_word(text[before - 1]) or not context.free(start, end):
            continue
        found, space, after = text[start:end], match.group(1), text[match.end() : match.end() + 4]
        marks = found.translate(_FULL)
        if found in _BOTH_WIDTHS and text.endswith(_SIGN_NAMES, 0, start):
            continue
        if _TYPED.match(text, start) or _NAMED.match(text, max(0, start - 2)):
            continue
        parted = pages and any(
            map(context.parted, range(end, match.end() + 1))
        )  # by a line break of the source, or a picture
        if len(space) > 2 or parted:  # a column
            yield from [] if marks == found else [Hit(start, end, marks, _WIDTH)]
        elif marks == found:
            yield from _after_full(text, end, space, after)
        elif (
            not space
            and _HEAD.match(text, end)
            and _is_name(text, start)
            or _is_title(text, start, end)
            or ("？" not in marks and _is_katakana(text[start - 1]) and _is_katakana(after[:1]))
        ):
            yield Hit(start, end, marks, _WIDTH)
        elif is_letter(after[:1]) and not _PARTICLE.match(after):
            yield Hit(start, match.end(), marks + "\u3000", f"{_WIDTH}; {_SPACE}")
        else:
            apart = space and after[:1].isascii() and (after[:1].isalnum() or after[:1] == "<")
            keeps = (
                after[:1] in ("", "\r", "\n", "{", "#", "＃", "@", "＠") or after[:1] in "-–—|/→" and after[1:2] == " "
            )
            tail = "\u3000" if apart else space if keeps else ""
            yield Hit(start, match.end(), marks + tail, _WIDTH)


def _goes_on(text: str, start: int) -> bool:
    """True if a sentence that begins with Latin letters or figures goes on in Japanese: 本当か？ NATOは動くのか。"""
    return _LATIN_HEAD.match(text, start) is not None


def _is_name(text: str, end: int) -> bool:
    """True if what ends there may be a name: a greeting, or no hiragana, in which predicates end."""
    return not _is_hiragana(text[end - 1]) or text.endswith(_GREETINGS, 0, end)


def _is_title(text: str, start: int, end: int) -> bool:
    """True for a mark within a title or a name in brackets, which ends in a noun: 「探偵!ナイトスクープ」."""
    opening = max(text.rfind("「", max(0, start - 20), start), text.rfind("『", max(0, start - 20), start))
    if opening < 0 or any(sign in text[opening:start] for sign in "」』。\n"):
        return False
    title = _TITLE_END.match(text, end)
    return title is not None and not _SAID.match(text, title.end())


def _after_full(text: str, end: int, space: str, after: str) -> Iterator[Hit]:
    """What is wrong after marks that end there and are full-width."""
    if space:
        begins = _begins_sentence(after.lstrip("*[")[:1]) and not _PARTICLE.match(after)
        if _SAID.match(text, end + len(space)):
            yield Hit(end, end + len(space), "", "no space between ？ or ！ and the particle after it")
        elif begins or _goes_on(text, end + len(space)):
            yield Hit(end, end + len(space), "\u3000", _SPACE)
    elif not text.endswith(_ENDS, 0, end - 1) or not is_letter(after[:1]) or _PARTICLE.match(after):
        return
    elif _WHOLE.match(text, end):
        yield Hit(end - 1, end, text[end - 1] + "\u3000", _SPACE, safe=False)
