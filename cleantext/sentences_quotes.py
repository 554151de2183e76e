"""Whether a Japanese sentence ends where a quotation or remark closes: 「…。」彼女は立ち上がった。"""

from __future__ import annotations

from .characters import HIRAGANA, KANJI, KATAKANA, members
from .lazy import lazy
from .sentences_words import endings

_FULL = "。！？!?｡‼⁇⁈⁉…"
_QUOTES = '「“〝｢"『'
_REMARKS = "（(〔[［"
_is_hiragana = members(HIRAGANA)
_begins = members(KANJI + KATAKANA)
_SPEAKER = lazy(rf"[ \u3000]?[{KATAKANA}一-鿿々・]{{1,8}}[「｢]")
_STOPPED = lazy(f"[{_FULL}]")
_SAYS = lazy(r"[ぁ-ゖー！？〜～…]$")
_SOMEBODY = lazy(
    r"[ \u3000]?(?:(?:その|老いた|若い)?(?:彼女?|私|僕|俺|二人|三人|[父母兄姉弟妹夫妻娘]|祖[父母]|息子|先生|少[年女]"
    r"|男|女|老人|子ども|店主|医者|主人)[はがも]|(?:そう|こう)[言い云])"
)
_SPEAKER_ONLY = lazy(rf"[ \t\u3000]*[{KATAKANA}一-鿿々・]{{0,8}}[：:]?")
_CLAUSE = lazy(r"[^。！？!?\r\n「」『』]{0,40}")
_LIST = lazy(r"の|など|という|といった|[―—。｡]|や|か[らと]|は|が|を|も")
_PARTICLE = lazy(
    r"[はがをにのとへもやでかなよさらだじねみまくぐしばっ]|たち|たる|てな|てい|ちゅう|すら|こそ|そのもの|ぶり|ふう|ごっこ|あたり|ゆえ|きり|ども|ずつ"
)
"""What goes on after 」; words that begin so and yet begin a sentence are openers (もちろん)."""
_POINTS_BACK = lazy(r"[そこ]う[言い云]|この(?:言葉|一言|一節|一句|句|声|質問|問い|台詞|せりふ|返事|答え|発言)")
"""「…。」そう言って: a clause that has a word for the quotation is a sentence of its own."""
_QUESTION = lazy(r"[―—─]{2}[^「」。！？!?\r\n]{1,60}[？?][ \u3000]?(?=「)")
"""The next question of an interview: 「…」――転機は？「…」"""
_SOURCE = lazy(r"[（(]([^（()）。．！？!?\r\n]{1,30})[)）]")
"""Where a quotation is from, in brackets after it."""
PLACE = lazy(r"[^0-9０-９].*[0-9０-９]$")
"""Of a remark that ends with a number, as that of a page."""
_NEXT = lazy(r"[ \t\u3000]*(?=[「『｢])")
_SPACES = lazy(r"[ \t\u3000]+")


class Quotes:
    """Asks of each outer quotation of a text, from left to right, whether a sentence ends with it."""

    def __init__(self, text: str, close_of: dict[int, int]) -> None:
        self._text, self.close_of = text, close_of
        self._quiet = 0
        """Up to this offset none of adjacent quotations asks or cries."""
        self._run, self._together = 0, False
        """Up to this offset quotations are adjacent, and whether they belong to one sentence."""

    def end_sentence(self, sentence: int, start: int, close: int) -> bool:
        """True if the sentence that begins at `sentence` ends with the bracket text[start:close]."""
        text = self._text
        if _QUESTION.match(text, close):
            return True
        if text[close - 2] not in _FULL and text[start] in "「｢" and close > self._run:
            if close > self._quiet and self._next_quote(close) is not None and self._is_talk(start, close):
                return self._adjacent_end(start, close, _SPEAKER_ONLY.fullmatch(text, sentence, start) is not None)
            return self._unstopped_end(sentence, start, close)
        if close < self._run:
            return not self._together and (text[close - 2] in _FULL or text[start] in "「｢")
        if self._together and close == self._run:
            return False
        if text[close - 2] not in _FULL:
            return text[start] in "「｢" and close == self._run and _new_sentence_follows(text, close, text[start])
        opener = text[start]
        alone = _SPEAKER_ONLY.fullmatch(text, sentence, start) is not None
        if opener in "「『｢" and self._next_quote(close) is not None:
            return self._adjacent_end(start, close, alone)
        if opener in _REMARKS:
            return not text[sentence:start].strip() and _new_sentence_follows(text, close, opener)
        source = _SOURCE.match(text, close)
        named = source and (source[1].endswith(endings("ja", "remark")) or PLACE.search(source[1]))
        at = source.end() if source and named else close
        if opener == "『" and len(_STOPPED.findall(text, start, close)) > 1:
            opener = "「"  # what somebody wrote, no title
        return alone and opener in _QUOTES and _new_sentence_follows(text, at, opener)

    def _unstopped_end(self, sentence: int, start: int, close: int) -> bool:
        """True after what somebody says, without a stop, before the next who speaks.

        So too before a clause about somebody, if there were other sentences in the quotation.
        """
        text = self._text
        if not _SAYS.search(text, start + 2, close - 1) or not _SPEAKER_ONLY.fullmatch(text, sentence, start):
            return False
        if _SPEAKER.match(text, close):
            return bool(text[sentence:start].strip())
        somebody = _SOMEBODY.match(text, close) if _STOPPED.search(text, start, close) else None
        clause = _CLAUSE.match(text, close) if somebody else None
        return clause is not None and not any(word in clause.group() for word in endings("ja", "speech"))

    def _next_quote(self, close: int) -> int | None:
        """The start of the closed quotation that follows at once, spaces and line breaks apart."""
        match = _NEXT.match(self._text, close)
        return match.end() if match and match.end() in self.close_of else None

    def _is_talk(self, start: int, close: int) -> bool:
        """True if one of the quotations that follow each other from text[start:close] on asks or cries."""
        at: int | None = start
        while at is not None:
            close = self.close_of[at]
            if self._text[close - 2] in "！？!?":
                return True
            at = self._next_quote(close)
        self._quiet = close
        return False

    def _adjacent_end(self, start: int, close: int, alone: bool) -> bool:
        """「…。」「…。」 are two sentences; one where all are parts of what goes on (「…！」「…！」の声が飛んだ)."""
        count, last = 1, close
        while (following := self._next_quote(last)) is not None:
            count, last = count + 1, self.close_of[following]
        to = self._text.startswith("と", last)
        self._run, self._together = last, not alone or _LIST.match(self._text, last) is not None or count > 2 and to
        return not self._together


def _new_sentence_follows(text: str, close: int, opener: str) -> bool:
    """True if text[close:] begins a sentence of its own, after a quotation or remark that ends with a stop."""
    spaces = _SPACES.match(text, close)
    at = spaces.end() if spaces else close
    if at >= len(text) or text[at] in "\r\n\u2028\u2029\x85":
        return False  # the end of the line is looked at by itself
    if _SPEAKER.match(text, at):
        return True
    if _is_hiragana(text[at]):
        if _PARTICLE.match(text, at) and not text.startswith(endings("ja", "opener"), at):
            return False
    elif text[at] in "「『｢":
        return bool(spaces) or opener in "「｢"
    elif opener in _REMARKS:
        return _begins(text[at]) or text[at].isascii() and text[at].isalpha()
    elif opener == "『" or not _begins(text[at]) or text.startswith(endings("ja", "noun"), at):
        return False
    if _POINTS_BACK.match(text, at):
        return True
    clause = _CLAUSE.match(text, at)
    spoken = clause is not None and any(word in clause.group() for word in endings("ja", "speech"))
    return opener in _REMARKS or not spoken
