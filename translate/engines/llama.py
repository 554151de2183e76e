"""Any GGUF model, run in this process by llama.cpp (through xllamacpp), with the chat template of the file.

The same input gives the same output whatever was translated before it: the prompt's fixed part is
computed once, and every sentence goes on from exactly there.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

from . import Answer, EngineFailed, EngineMissing, Hint, SentenceFailed, Usage
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

CONTEXT = 1024


class _Reply(NamedTuple):
    choice: dict[str, Any]
    cached: int
    prompt: int


class LlamaEngine:
    """Translates one sentence after the other. `model` is a GGUF file, `sha256` its hash for the signature."""

    batch = 1
    attempts = len(TEMPERATURES)
    unsure = UNSURE

    def __init__(self, model: Path | str, sha256: str = "", threads: int | None = None) -> None:
        try:
            import xllamacpp
        except ImportError:
            raise EngineMissing("the llama engine is not installed; run: pip install 'taiyaku[llama]'") from None
        self._library = xllamacpp
        self._model = Path(model)
        self._sha256 = sha256
        self._threads = threads or min(os.cpu_count() or 1, 8)
        self._server: Any = None
        self._prefix = -1
        self._last = ""
        self.usage = Usage()

    def signature(self) -> str:
        """Model hash, runtime, processor features, threads and settings: each can change a rounding, so a word."""
        features = " ".join(re.findall(r"([A-Z0-9_]+) = 1", self._library.get_system_info()))
        return (
            f"llama|model:{self._model.stem}|sha256:{self._sha256[:16]}|xllamacpp:{self._library.__version__}|"
            f"cpu:{features}|threads:{self._threads}|prompt:{PROMPT_HASH}|context:{CONTEXT}|"
            f"max_tokens:{MAX_TOKENS}|again:1|cut:1|{SAMPLING}"
        )

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        """The English of each sentence. Raises EngineFailed if the model cannot run."""
        return [self._translate(sentence, hint) for sentence, hint in zip(sentences, hints, strict=True)]

    def _translate(self, sentence: str, hint: Hint) -> str:
        if self._server is None:
            begun = time.monotonic()
            self._server = _load(self._library, self._model, self._threads)
            self._rewind()
            self._prefix = self._ask("1", Hint(), 1).cached
            self.usage = self.usage._replace(load_seconds=time.monotonic() - begun)
        sentence = question(sentence, hint)
        reply = self._another(sentence, hint) if hint.attempt else self._first(sentence, hint)
        self._last = sentence
        return Answer(read_choice(reply.choice), certainty(reply.choice))

    def _first(self, sentence: str, hint: Hint) -> _Reply:
        """The answer to a sentence that is read from the end of the prompt's fixed part on."""
        if sentence[:1] == self._last[:1]:
            self._rewind()
        reply = self._ask(sentence, hint)
        if reply.cached != self._prefix:
            self._rewind()
            reply = self._ask(sentence, hint)
        return reply

    def _another(self, sentence: str, hint: Hint) -> _Reply:
        """Another answer to a sentence that has been read so, of which only the last token is read again."""
        if sentence == self._last:
            reply = self._ask(sentence, hint)
            if reply.cached == reply.prompt - 1:
                return reply
        self._rewind()
        self._ask(sentence, hint, 1)
        return self._ask(sentence, hint)

    def _rewind(self) -> None:
        """Bring the model's cache back to the fixed part of the prompt."""
        self._ask("", Hint(), 1)

    def _ask(self, sentence: str, hint: Hint, max_tokens: int = MAX_TOKENS) -> _Reply:
        asked = {**request(sentence, hint.attempt), "max_tokens": max_tokens, "cache_prompt": True}
        if max_tokens > 1:
            asked |= LOGPROBS
        reply: dict[str, Any] = self._server.handle_chat_completions(asked)
        if "choices" not in reply:
            raise SentenceFailed(f"the model could not take this sentence ({_error(reply)})")
        self._count(reply.get("timings", {}))
        usage, choice = reply["usage"], reply["choices"][0]
        cached = usage.get("prompt_tokens_details", {}).get("cached_tokens", -1)
        return _Reply(choice, cached, usage["prompt_tokens"])

    def _count(self, timings: dict[str, float]) -> None:
        used = self.usage
        self.usage = used._replace(
            read=used.read + int(timings.get("prompt_n", 0)),
            read_seconds=used.read_seconds + timings.get("prompt_ms", 0.0) / 1000,
            written=used.written + int(timings.get("predicted_n", 0)),
            written_seconds=used.written_seconds + timings.get("predicted_ms", 0.0) / 1000,
        )


def _load(xllamacpp: Any, model: Path, threads: int) -> Any:
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.verbosity = -1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.cache_ram_mib = 0
    params.ctx_shift = False
    params.warmup = False
    if hasattr(xllamacpp, "llama_load_mode"):
        # read, not mapped: the library keeps a copy in its own order, and a mapped file would count beside it
        params.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
    params.endpoint_slots = False
    params.api_keys = [token_hex(16)]  # llama.cpp listens on this machine; nobody else is to use it
    try:
        return xllamacpp.Server(params)
    except Exception as e:
        raise EngineFailed(f"the model {model.name} cannot be loaded ({e}); run: taiyaku models verify") from None


def _error(reply: dict[str, Any]) -> str:
    error = reply.get("error", reply)
    return str(error.get("message", error) if isinstance(error, dict) else error)[:200]
