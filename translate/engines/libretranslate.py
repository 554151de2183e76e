"""A LibreTranslate server of one's own. It is asked only where its address is given."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from . import EngineFailed, Hint, SentenceFailed
from .http import ServerFailed, ask, ask_first, need_address
from .prompt import tidy

ALTERNATIVES = 2

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ENDS = ("。", ".")
_CLOSED = (".", "!", "?", "…", "”", '"', "’")
_LINE = "Aa"
"""A line of both cases and without a sign at its end."""


class LibreTranslateEngine:
    """Translates several sentences at once; later attempts are the server's alternatives, where it has any.

    The key, where the server wants one, is $TAIYAKU_SERVER_KEY.
    """

    batch = 16
    attempts = 1 + ALTERNATIVES

    def __init__(self, server: str) -> None:
        self._server = need_address("libretranslate", server)
        self._key = os.environ.get("TAIYAKU_SERVER_KEY", "")
        if not _has_english(ask_first(f"{self._server}/languages")):
            raise EngineFailed(
                f"the server at {self._server} does not translate Japanese into English: install ja-en there"
            )

    def signature(self) -> str:
        """The server. What model it has is not known here."""
        return f"libretranslate|server:{urlsplit(self._server).netloc}|alternatives:{ALTERNATIVES}"

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        """The English of each sentence. Raises EngineFailed or SentenceFailed."""
        answers = [""] * len(sentences)
        clean = [_CONTROL.sub(" ", sentence).strip() for sentence in sentences]
        asked = {n: _safe(sentence) for n, sentence in enumerate(clean) if sentence}
        first = [n for n in asked if hints[n].attempt == 0]
        if first:
            texts = self._ask([asked[n] for n in first], 0).get("translatedText")
            if not isinstance(texts, list) or len(texts) != len(first):
                raise SentenceFailed("the server answered without a translation")
            for n, text in zip(first, texts, strict=True):
                answers[n] = _read(asked[n], text)
        for n in asked.keys() - set(first):
            reply = self._ask(asked[n], ALTERNATIVES)
            others = reply.get("alternatives")
            choices = [reply.get("translatedText", ""), *(others if isinstance(others, list) else [])]
            readings = list(dict.fromkeys(_read(asked[n], choice) for choice in choices))
            answers[n] = readings[min(hints[n].attempt, len(readings) - 1)]
        return answers

    def _ask(self, text: str | list[str], alternatives: int) -> dict[str, object]:
        data: dict[str, object] = {"q": text, "source": "ja", "target": "en", "format": "text"}
        if alternatives:
            data["alternatives"] = alternatives
        if self._key:
            data["api_key"] = self._key
        try:
            reply = ask(f"{self._server}/translate", data)
        except SentenceFailed as error:
            if "API key" in str(error):  # a key that is missing is a 400 there, a wrong one a 403
                raise EngineFailed(f"the server at {self._server} wants a key: give it in TAIYAKU_SERVER_KEY") from None
            raise
        except ServerFailed as error:
            if error.status != 500:
                raise
            ask_first(f"{self._server}/languages")  # if it lives, it is this text that its model cannot take
            raise SentenceFailed("the server could not translate this sentence (500)") from None
        if not isinstance(reply, dict):
            raise SentenceFailed("the server answered without a translation")
        return reply


def _has_english(languages: object) -> bool:
    """Whether a list of languages, as the server answers it, has Japanese with English among its targets."""
    known = [each for each in languages if isinstance(each, dict)] if isinstance(languages, list) else []
    targets = [each.get("targets") for each in known if each.get("code") == "ja"]
    return any(isinstance(each, list) and "en" in each for each in targets)


def _safe(sentence: str) -> str:
    """The sentence as the server is to get it, so that it leaves the English as the model has it.

    LibreTranslate writes the English in capitals or small letters throughout where all Latin letters of the source are
    so (NATOは…), begins it small where the source does, and takes its last sign off where the source ends in ？ or in
    none. Such a sentence gets lines around it, which are taken off the answer. Source: libretranslate.language.
    """
    if sentence[0].islower():
        return f"{_LINE}\n{sentence}\n{_LINE}"
    if sentence.isupper() or sentence[-1] not in _ENDS:
        return f"{sentence}\n{_LINE}"
    return sentence


def _read(asked: str, answer: object) -> str:
    """The English of a sentence in what the server answered. Raises SentenceFailed where it does not tell."""
    if not isinstance(answer, str):
        raise SentenceFailed("the server answered without a translation")
    if lines := asked.count("\n"):
        read = answer.split("\n")
        if len(read) != lines + 1:
            raise SentenceFailed("the server answered with other lines than it was asked")
        return tidy(read[lines - 1])
    if answer.endswith("。"):  # put there by the server, in place of . or behind a quotation
        answer = answer[:-1].rstrip()
        answer += "" if answer.endswith(_CLOSED) else "."
    return tidy(answer)
