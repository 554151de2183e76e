"""Any server that speaks OpenAI's chat completions: llama-server, Ollama, LM Studio, vLLM, on one's own machine or
network. It is asked only where its address is given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from . import Answer, EngineFailed, Hint, SentenceFailed
from .http import ServerFailed, ask, ask_first, need_address
from .prompt import (
    LOGPROBS,
    MAX_TOKENS,
    PROMPT_HASH,
    SAMPLING,
    TEMPERATURES,
    UNSURE,
    certainty,
    question,
    read_choice,
    request,
)

_UNASKED = (500, 501)
"""What a server that gives no probabilities may answer to being asked for them, beside the refusal of a sentence."""


class OpenAIEngine:
    """Translates one sentence after the other.

    server  the address up to the /v1; model  a name that the server knows, None for the first it lists.
    The key, where the server wants one, is $TAIYAKU_SERVER_KEY.
    """

    batch = 1
    knows_people = True
    attempts = len(TEMPERATURES)
    unsure = UNSURE

    def __init__(self, server: str, model: str | None = None) -> None:
        self._gives_logprobs: bool | None = None  # until it has been asked
        self._server = need_address("openai", server).removesuffix("/v1")
        self._key = os.environ.get("TAIYAKU_SERVER_KEY", "")
        self._model = model or self._first_model()

    def signature(self) -> str:
        """Server, model and settings. What the server does behind its address is not known here."""
        return (
            f"openai|model:{self._model}|server:{urlsplit(self._server).netloc}|prompt:{PROMPT_HASH}|"
            f"max_tokens:{MAX_TOKENS}|cut:1|logprobs:1|{SAMPLING}"
        )

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        """The English of each sentence. Raises EngineFailed or SentenceFailed."""
        return [self._translate(sentence, hint) for sentence, hint in zip(sentences, hints, strict=True)]

    def _translate(self, sentence: str, hint: Hint) -> str:
        asked = {"model": self._model, **request(question(sentence, hint), hint.attempt), "stream": False}
        try:
            reply = self._ask_sure(asked)
        except ServerFailed as error:
            if error.status != 500:
                raise
            # if it answers another question, it is this sentence that its model cannot take
            self._ask({"model": self._model, **request("1", 0), "max_tokens": 1, "stream": False})
            raise SentenceFailed("the server could not translate this sentence (500)") from None
        try:
            choice = reply["choices"][0]
            answer = Answer(read_choice(choice), certainty(choice))
        except (KeyError, IndexError, TypeError):
            raise SentenceFailed("the server answered without a translation") from None
        if answer and self._gives_logprobs is None:
            self._gives_logprobs = answer.certainty is not None
        return answer

    def _ask_sure(self, asked: dict[str, Any]) -> Any:
        """The answer with probabilities, unless the server is known to give none; the first refusal may be of these."""
        if self._gives_logprobs is False:
            return self._ask(asked)
        try:
            return self._ask(asked | LOGPROBS)
        except (SentenceFailed, ServerFailed) as error:
            if self._gives_logprobs or isinstance(error, ServerFailed) and error.status not in _UNASKED:
                raise
        return self._ask(asked)

    def _ask(self, asked: dict[str, Any]) -> Any:
        return ask(f"{self._server}/v1/chat/completions", asked, self._key)

    def _first_model(self) -> str:
        reply = ask_first(f"{self._server}/v1/models", self._key)
        try:
            return str(reply["data"][0]["id"])
        except (KeyError, IndexError, TypeError):
            raise EngineFailed(f"the server at {self._server} lists no model: name one with --model") from None
