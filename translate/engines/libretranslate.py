"""A LibreTranslate server of one's own. It is asked only where its address is given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from urllib.parse import urlsplit

from . import EngineFailed, Hint, SentenceFailed
from .http import ask, need_address
from .prompt import tidy

ALTERNATIVES = 2


class LibreTranslateEngine:
    """Translates several sentences at once; later attempts are the server's alternatives, where it has any.

    The key, where the server wants one, is $TAIYAKU_SERVER_KEY.
    """

    batch = 16
    attempts = 1 + ALTERNATIVES

    def __init__(self, server: str) -> None:
        self._server = need_address("libretranslate", server)
        self._key = os.environ.get("TAIYAKU_SERVER_KEY", "")
        languages = ask(f"{self._server}/languages", timeout=30)
        known = {each.get("code"): each.get("targets", []) for each in languages if isinstance(each, dict)}
        if "en" not in known.get("ja", []):
            raise EngineFailed(
                f"the server at {self._server} does not translate Japanese into English: install ja-en there"
            )

    def signature(self) -> str:
        """The server. What model it has is not known here."""
        return f"libretranslate|server:{urlsplit(self._server).netloc}|alternatives:{ALTERNATIVES}"

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        """The English of each sentence. Raises EngineFailed or SentenceFailed."""
        wanted: dict[bool, list[int]] = {False: [], True: []}
        for index, hint in enumerate(hints):
            wanted[hint.attempt > 0].append(index)
        answers = [""] * len(sentences)
        if wanted[False]:
            reply = self._ask([sentences[index] for index in wanted[False]], 0)
            texts = reply.get("translatedText")
            if not isinstance(texts, list) or len(texts) != len(wanted[False]):
                raise SentenceFailed("the server answered without a translation")
            for index, text in zip(wanted[False], texts, strict=True):
                answers[index] = tidy(str(text))
        for index in wanted[True]:
            reply = self._ask(sentences[index], ALTERNATIVES)
            others = reply.get("alternatives")
            choices = [reply.get("translatedText", ""), *(others if isinstance(others, list) else [])]
            answers[index] = tidy(str(choices[min(hints[index].attempt, len(choices) - 1)]))
        return answers

    def _ask(self, text: str | list[str], alternatives: int) -> dict[str, object]:
        data: dict[str, object] = {"q": text, "source": "ja", "target": "en", "format": "text"}
        if alternatives:
            data["alternatives"] = alternatives
        if self._key:
            data["api_key"] = self._key
        reply = ask(f"{self._server}/translate", data)
        if not isinstance(reply, dict):
            raise SentenceFailed("the server answered without a translation")
        return reply
