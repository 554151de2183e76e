"""An engine that answers, refuses or comments instead of translating: the source is data, whatever it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleantext.lazy import lazy
from translate.segment import Flag
from translate.tables import rows

from .pair import Pair

_COMMENT = re.compile(
    r"^(?:here(?: is|'s| are) (?:the|your|an?) "
    r"(?:english|translat|answer|poem|list|code)|the translation|translation:|translated|english:|note:|answer:"
    r"|output:|response:|assistant:|system:|user:|i'm sorry,? (?:but|i)"
    r"|i (?:cannot|can't) (?:assist|help|provide|translate|fulfil)|as an ai|as a language model|i(?: am|'m) an ai"
    r"|sorry, (?:but|i)\b|i am unable to|how (?:can|may) i (?:help|assist))"
    r"|\(note:|\btranslat(?:ed|ion) (?:of|from|into)\b|in english:|\bhow (?:can|may) i (?:help|assist) you\b",
    re.I,
)
_ASSENT = re.compile(r"^(?:(?:sure|certainly|absolutely)[,!.:]|okay[,.]|(?:understood|got it)[.,!])", re.I)
_ASSENTS = lazy(
    "はい|ええ|うん|おう|よし|よろし|いい|良い|では|じゃ|さて|さあ|もちろん|勿論|当然|なるほど|そう|了解|承知|わか|分か|判"
    "|確か|ぜひ|是非|お願い|承[りっ知]|かしこまり|オッケ|オーケ|OK"
)
"""Japanese that assents, or turns to the next thing, as "okay" does."""

_LIST = re.compile("リスト|一覧|名簿|目録")
_SORRY = re.compile("すみません|すいません|ごめん|申し訳|悪いけど|失礼|残念")
_ABOUT_TRANSLATION = re.compile("訳|変換|換算|言い換え|[日英独仏中本国]語|言語")
_OFFERS = re.compile("用件|承り|伺い|手伝|役に立|ご用")
_NOTE = re.compile("注|備考|メモ|付記|補足|なお")
_MEANT = (("sorry", _SORRY), ("list", _LIST), ("translat", _ABOUT_TRANSLATION), ("how ", _OFFERS), ("note:", _NOTE))
"""A word of a comment, and the Japanese that it may stand for, so that it is none."""

_ROLE = re.compile(
    r"<\|[^|<>]{1,40}\|>|\[/?INST\]|</?s>|<</?SYS>>|</?(?:system|user|assistant)>|<start_of_turn>|^### ?\w+:"
)
_CODE = re.compile(
    r"```|^\s*(?:def|import|print|function|const|SELECT|#include)\b.*[(;]|=>\s*\{|\bconsole\.log\(", re.M
)
_LATIN = lazy(r"[A-Za-z][A-Za-z'’-]*(?:[ ,.:;!?]+[A-Za-z][A-Za-z'’-]*){4,}")
"""Five words or more of English in the Japanese: they stay as they are."""

KEPT = 0.5
"""The share of the English words in the Japanese that its English keeps at least."""


def answer(pair: Pair) -> Iterator[Flag]:
    """Flags `commentary`, for what no translation says, and `answer`, where the English lacks what is asked for."""
    target = pair.target.strip()
    comment = _COMMENT.search(target)
    if comment and any(word in comment.group().lower() and meant.search(pair.source) for word, meant in _MEANT):
        comment = None
    if not comment and not _ASSENTS.search(pair.source):
        comment = _ASSENT.search(target)
    role = _ROLE.search(target)
    if role and role.group() in pair.source:
        role = None
    code = _CODE.search(target)
    if comment or role or (code and not _CODE.search(pair.source)):
        yield Flag("commentary", "the engine seems to answer or comment instead of translating", "error")
        return
    for pattern, english in _requests():
        found = pattern.search(pair.source)
        if found and not english.search(pair.low):
            message = f"{found.group()} is not in the English: it may answer instead of translating"
            yield Flag("answer", message, "warning", found.span())
            return
    for stretch in _LATIN.finditer(pair.source):
        words = re.findall("[a-z]{3,}", stretch.group().lower())
        kept = sum(word in pair.low for word in words)
        if len(words) > 3 and kept < KEPT * len(words):
            yield Flag("answer", f"not in the English: {stretch.group()}", "warning", stretch.span())
            return


@lru_cache(maxsize=1)
def _requests() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Words that ask for something, and what stands for them in English."""
    return [(re.compile(japanese), re.compile(english)) for japanese, english in rows("request-words.tsv")]
