"""Where sentences end. Nothing is lost: the sentences put together are the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .characters import CLOSING, HIRAGANA, KATAKANA, LETTER, OPENING, members
from .lazy import lazy
from .sentences_brackets import LONGEST_QUOTE as LONGEST_QUOTE
from .sentences_brackets import Sign, closed
from .sentences_quotes import PLACE, Quotes
from .sentences_words import endings, words
from .sentences_wraps import STOPS, joins

PAIRS = dict(zip(OPENING, CLOSING, strict=True)) | {"(": ")", "[": "]", "｢": "｣", "〝": "〟", "«": "»", '"': '"'}
_CLOSERS = CLOSING + ")]｣〟»"
_BREAKS = "\r\n\u2028\u2029\x85"
_BRACKETS = "".join(PAIRS) + _CLOSERS
_EMOJI = (
    "\u2600-\u2604\u2614\u2615\u2639\u263a\u2648-\u2653\u26a1\u26bd\u26be\u26c4\u26c5\u2728\u2764\u2b50"
    "\U0001f300-\U0001faff"
)
_FACES = "_＿^＾´｀ω▽∀Дд"
_SIGNS = f"♪♡♥♬☆★{_EMOJI}"
_TOKEN = lazy(
    rf"[{STOPS}.．{_SIGNS}{_BREAKS}{re.escape(_BRACKETS)}wｗ](?:(?<=[{STOPS}])[{STOPS}]+|(?<=[.．])[.．]+|(?<=\r)\n)?"
)
"""One class begins it, for which a text is searched at full speed."""
_ONE = lazy(
    rf"[^{STOPS}….．{_SIGNS}{_FACES}{_BREAKS}]*+(?:\.(?<=[A-Za-z0-9/ .-]\.)[^{STOPS}….．{_SIGNS}{_FACES}{_BREAKS}]*+)*+"
    rf"(?:[。！？][{re.escape(_CLOSERS)}]*+[ \t\u3000]*+)?"
)
"""No stop but the last, and such dots as never end a Japanese sentence."""
_is_sign = members(_SIGNS)
_SIGN_RUN = lazy(f"(?:[{_SIGNS}\ufe0f\u200d]|(?<=\u200d)[♀♂])+")
_is_japanese = members(LETTER + _CLOSERS + "！？\uff66-\uff9f")
_is_letter = members(LETTER)
_is_hiragana = members(HIRAGANA)
_is_katakana = members(KATAKANA)
_is_latin = members("a-zA-Zａ-ｚＡ-Ｚ")
_SPACES = lazy(r"[ \t\u3000]*(?:\|[ \t]*(?=[\r\n]|\Z))?")
"""Spaces, and the bar that ends the row of a table."""
_TO = r"と(?!ころ|もあれ|はいえ|りわけ|ても|にかく|うとう|んで|りあえ)"
_CONTINUES = lazy(
    rf"{_TO}|って|など|なんて|なんか|の(?!で)|を|に(?!も)|が(?!ん)|[、，,・]|"
    r"[ \u3000]+と(?:[、，\u4e00-\u9fff]|い[うっわ]|ささや|つぶや|お[もど]|き[いか]|たず|こたえ|さけ)"
)
_SAID = lazy(
    r"と(?:言っ[たて](?!も)|叫|答え|尋ね|聞[いか](?!ても)|つぶや|呟|書[いか]|思っ[たて](?!も|ら)|[彼私僕俺父母兄姉弟妹][女]?[はがもの])"
)
_PARTICLE = lazy(r"[はがをにのとも、・やへで]")
_PARTICLE_ONLY = lazy(r"[はがをにの、・へ]|[とでもや](?=[一-鿿ァ-ヺ])")
_INNER_ITEM = lazy(r".*[ \u3000、，,：:；;（(「・](?:[0-9０-９]{1,2}|[ァ-ヶ])")
_NUMBER = lazy(r"[第図表章節項問例(（]*[0-9０-９]{1,3}(?:[.．-][0-9０-９]+)*")
_FACE = r"[（(](?=[^（()）\r\n]{0,9}[_^＾><；;´｀`ω▽∀Дд＿])[^（()）ぁ-んァ-ヶ一-鿿\r\n]{1,10}[)）][;；／ノ]?"
_IS_FACE = lazy(_FACE)
_RATING = lazy("[★☆]{3}")
_ARMS = ("＼", "ヽ", "ヾ")
_LAUGH = lazy(r"[wｗ](?<=[ぁ-ゖァ-ヺー一-鿿！？][wｗ])[wｗ]*[ \u3000]?(?=[ぁ-ゖァ-ヺ一-鿿「])")
"""The w of laughing between two sentences: 買って正解だったw夜も使う."""
_REACTION = lazy(r"[（(](?:[爆苦微失]?笑|泣|涙|汗|爆|怒|照)[)）]")
_TAIL = lazy(
    rf"[」』）】》〉〕］｝”’)\]｣〟»]+|[♪♡♥♬\ufe0f\u200d{_EMOJI}]+|(?<=\u200d)[♀♂]|"
    r"[笑泣汗草](?=\s|\Z)|[wｗ]+(?=[^!-~ａ-ｚ]|\Z)|"
    r"[\[［](?:注 ?)?[0-9０-９a-z]{1,4}(?:[,，、–-] ?[0-9０-９]{1,4})*[\]］]|\[要出典\]|"
    r"[*＊†‡](?:[0-9]{1,3}|(?![*＊†‡ぁ-ゖァ-ヺ一-鿿]))|[▼▽▲△↓→↑◆■●]+(?=[ \t\u3000]*[\r\n])|[¹²³⁴-⁹⁰]+|" + _FACE
)
_REMARK = lazy(r"[（(]([^（()）。．！？!?\r\n]{1,30})[)）]([ \t\u3000]*)")
_FOOTNOTE_MARKS = "*＊†‡"


def split_sentences(text: str, lang: str = "ja") -> list[str]:
    """The sentences of a text, in order; "".join(split_sentences(text)) == text.

    Japanese: a sentence ends after 。！？｡ (and after ．. between Japanese) with the closing
    brackets, notes and spaces that follow, not inside brackets, and at a line break unless the line
    is hard-wrapped. Half-width ! and ? end a sentence after Japanese only. English (lang="en"): see
    `sentences_en`. Raises ValueError for another language.

    >>> split_sentences("終わった。「まだだ。待て。」と彼は言った。次へ")
    ['終わった。', '「まだだ。待て。」と彼は言った。', '次へ']
    """
    if lang == "en":
        from .sentences_en import split_english

        return split_english(text)
    if lang != "ja":
        raise ValueError(f"unknown language {lang!r}; known: ja, en")
    if _seems_one(text):
        return [text] if text else []
    sentences, start = [], 0
    for end in _ends(text):
        sentences.append(text[start:end])
        start = end
    if start < len(text):
        sentences.append(text[start:])
    return sentences


def is_one_sentence(text: str) -> bool:
    """True if split_sentences(text) would give one sentence.

    >>> is_one_sentence("終わった。次へ"), is_one_sentence("Debian 12.1 の手引き")
    (False, True)
    """
    return bool(text) and (_seems_one(text) or next(_ends(text), None) is None)


def _seems_one(text: str) -> bool:
    if _ONE.fullmatch(text) is None or ("（" in text or "(" in text) and _REACTION.search(text):
        return False
    return not (("w" in text or "ｗ" in text) and _LAUGH.search(text))


def _ends(text: str) -> Iterator[int]:
    """Offsets just after each sentence but a last unfinished one, ascending."""
    tokens = [(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    quotes: Quotes | None = None
    start = position = 0
    for token, at, after in tokens:
        if at < position:
            continue
        position, end = after, 0
        if token in PAIRS:
            if quotes is None:
                quotes = Quotes(text, closed(_signs(text, tokens)))
            if close := quotes.close_of.get(at):
                position = close
                if _IS_FACE.match(text, at) or _REACTION.match(text, at):
                    end = _after_face(text, at)
                elif quotes.end_sentence(start, at, close):
                    end = _after_spaces(text, _after_tail(text, close))
        elif token in _CLOSERS:
            continue
        elif token in "wｗ":
            laugh = _LAUGH.match(text, at)
            if laugh and not _CONTINUES.match(text, laugh.end()) and not _PARTICLE_ONLY.match(text, laugh.end()):
                end = laugh.end()
        elif _is_sign(token):
            end = _after_face(text, at)
            position = max(position, end)
        elif token[0] in _BREAKS:
            position = _after_breaks(text, position)
            if not joins(text, at, position):
                end = position
        elif _stop_ends_sentence(text, start, at, after):
            end = _after_spaces(text, _after_tail(text, after))
        if end:
            position = start = end
            if end < len(text):
                yield end


def _after_face(text: str, start: int) -> int:
    """The offset after a face or sign that stands for a stop (また来てね♪明日も), 0 where it stands for none.

    A face in brackets does after any word, an emoji after hiragana, other signs only where a sentence may end:
    ☆ stands in names as well.
    """
    before = start - 1 if text[start - 1 : start] in _ARMS else start
    while before and text[before - 1] in "〜～":
        before -= 1
    polite = (
        text.endswith(endings("ja", "polite"), max(0, before - 8), before) or _RATING.match(text, start) is not None
    )
    faces = _IS_FACE.match(text, start) or text[start] > "\U0001f2ff" and _is_hiragana(text[start - 1 : start])
    if not polite and not _is_letter(text[before - 1 : before]):
        return 0
    end = start
    while match := _IS_FACE.match(text, end) or _SIGN_RUN.match(text, end) or _REACTION.match(text, end):
        end = match.end()
    following = _after_spaces(text, end)
    spaced = text[end : end + 1] in (" ", "\u3000") and _is_hiragana(text[before - 1])
    polite = polite or spaced and not _PARTICLE.match(text, following)
    if not polite and not faces and not text.startswith(endings("ja", "opener"), following):
        return 0
    ends = _is_japanese(text[following : following + 1]) and not _CONTINUES.match(text, end)
    return following if ends and (polite or not faces or not _PARTICLE.match(text, following)) else 0


def _signs(text: str, tokens: list[tuple[str, int, int]]) -> Iterator[Sign]:
    """The brackets among the tokens; a line break parts unless the line goes on in the next one."""
    opened = False  # a straight quotation mark
    for token, start, end in tokens:
        if token == '"':
            before = text[start - 1 : start]
            if not opened and (before.isdigit() or before.isascii() and before.isalpha()):
                continue
            opened = not opened
            yield Sign(start, end, '"', opened)
        elif token in PAIRS:
            yield Sign(start, end, PAIRS[token], True)
        elif token in _CLOSERS:
            yield Sign(start, end, token, False)
        elif token[0] in _BREAKS and not joins(text, start, end, quoted=True):
            opened = False
            yield Sign(start, end, "", False)


def _after_breaks(text: str, position: int) -> int:
    while position < len(text) and text[position] in "\r\n":
        position += 1
    return position


def _after_spaces(text: str, position: int) -> int:
    """The offset after spaces, and after the line breaks that follow them."""
    match = _SPACES.match(text, position)
    return _after_breaks(text, match.end() if match else position)


def _after_tail(text: str, position: int) -> int:
    """The offset after what belongs to the sentence that has just ended: brackets, notes, （笑）, emoji."""
    while True:
        if match := _TAIL.match(text, position):
            if match.group() in _FOOTNOTE_MARKS and text[match.end() : match.end() + 1] in (" ", "\t", "\u3000"):
                return position  # "* " begins an item
            position = match.end()
        elif (remark := _REMARK.match(text, position)) and (
            remark[1] in words("ja", "reaction")
            or remark[1].endswith(endings("ja", "remark"))
            or PLACE.search(remark[1])
            or remark.end() == len(text)
            or text[remark.end()] in _BREAKS
        ):
            position = remark.start(2)
        else:
            return position


def _stop_ends_sentence(text: str, sentence: int, start: int, end: int) -> bool:
    """True if the stop text[start:end] ends the sentence that begins at `sentence`."""
    stop, before, after = text[start], text[start - 1 : start] if start else "", text[end : end + 8]
    if stop in ".．":
        return end - start == 1 and _dot_ends_sentence(text, sentence, start)
    if end - start == 1 or stop in "!！":
        if text.endswith(endings("ja", "name"), max(0, start - 20), start + 1) and end - start <= 2:
            return False
        if text.endswith(endings("ja", "phrase"), max(0, start - 20), end) and _PARTICLE.match(after):
            return False
    if end < len(text) and text[end] in _CLOSERS:
        return _CONTINUES.match(text, _after_tail(text, end)) is None
    if stop in "。｡":
        return not (after.startswith("を") or _SAID.match(after))
    if stop in "!?":
        word = text[max(0, start - 20) : start].rstrip()[-1:]
        if before in (" ", "\u3000") and (not word or word in "とにはのをがもやで、"):
            return False  # a sign that is spoken of: 「/ と ! コマンド」
        if word and not _is_japanese(word):
            ends = word == before and word.isascii() and (not after or after[0].isspace())
            return ends and not _CONTINUES.match(after)
    if _CONTINUES.match(after):
        return False
    # ハロー！プロジェクト
    return not (_is_katakana(before) and _is_katakana(after[:1]) and text[start:end] in "！!")


def _dot_ends_sentence(text: str, sentence: int, dot: int) -> bool:
    """True for ． and . as the stop of Japanese: not of numbers, headings (１．目的), initials and Latin words."""
    before, after = text[dot - 1 : dot] if dot else "", text[dot + 1 : dot + 2]
    begins = after.isspace() or _is_japanese(after) or after in PAIRS
    begins = begins or _is_hiragana(before) and after.isdigit() or text[dot] == "．" and _is_latin(after)
    if after and not begins:
        return False
    written = text[sentence:dot].lstrip()
    if len(written) < 2 or len(written) < 12 and _NUMBER.fullmatch(written):
        return False
    if _INNER_ITEM.fullmatch(text, max(sentence, dot - 3), dot):
        return False
    if _is_letter(before) or before in _CLOSERS:
        return not (_is_katakana(before) and _is_katakana(after))
    if text[dot] == ".":
        return False
    return before.isdigit() or _is_latin(before) and _is_latin(text[dot - 2]) and not _is_latin(after)
