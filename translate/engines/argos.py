"""Argos Translate's models, run in this process by CTranslate2, without Argos Translate itself and without a network.

The same sentence gives the same English whatever is translated beside it and on however many processors: CTranslate2
rounds a batch otherwise than a sentence alone, so each sentence is a batch of its own, and the sentences given at
once are shared out to the processors.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleantext import split_sentences
from cleantext.files import FileProblem

from . import EngineFailed, EngineMissing, Hint, SentenceFailed
from .argos_package import read_argos
from .prompt import tidy

READINGS = 4
"""The best and so many less one others, by the model's own order."""

BEAM, PATIENCE, LENGTH_PENALTY = 4, 2, 0.2
"""How the model is searched. Argos Translate has 4, 1 and 0.2; with a patience of 1 the search may end before its best
reading does, when the model is sure of it."""

LONGEST = 512
"""Tokens of a sentence, and of its English; more is refused, for it would be cut off."""

_KEPT = 256
"""Sentences whose readings are kept for a second try."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SPECIAL = frozenset(("<s>", "</s>", "<unk>", "<pad>", "<blank>"))


class ArgosEngine:
    """Translates several sentences at once. `model` is an .argosmodel file or the folder of an installed package.

    sha256   the file's hash for the signature; without it, it is taken.
    threads  so many sentences are translated side by side; None for all processors up to 8.
    Terms that are asked for by hint cannot be told to such a model; they are in the sentence or not at all.
    """

    batch = 16
    attempts = READINGS

    def __init__(self, model: Path | str, sha256: str = "", threads: int | None = None) -> None:
        try:
            import ctranslate2
            import sentencepiece
        except ImportError:
            raise EngineMissing("the argos engine is not installed; run: pip install 'taiyaku[argos]'") from None
        try:
            self._package = read_argos(Path(model), sha256)
        except FileProblem as error:
            raise EngineFailed(str(error)) from None
        self._threads = threads or min(os.cpu_count() or 1, 8)
        self._library, self._tokens_library = ctranslate2, sentencepiece
        self._translator: Any = None
        self._tokens: Any = None
        self._known: dict[str, list[str]] = {}
        self._signature = (
            f"argos|model:{self._package.name}|sha256:{self._package.sha256[:16]}|ctranslate2:{ctranslate2.__version__}|"
            f"sentencepiece:{sentencepiece.__version__}|beam:{BEAM}|patience:{PATIENCE}|"
            f"length_penalty:{LENGTH_PENALTY}|longest:{LONGEST}"
        )

    def signature(self) -> str:
        """Model hash, the versions of both libraries, and how the model is searched."""
        return self._signature

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        """The English of each sentence. Raises EngineFailed if the model cannot run, SentenceFailed for one of them."""
        parts = [_parts(sentence) for sentence in sentences]
        self._read_all([part for each in parts for part in each])
        answers = []
        for each, hint in zip(parts, hints, strict=True):
            read = [self._known[part] for part in each]
            if not all(read):
                raise SentenceFailed(f"the model found no end of this sentence in {LONGEST} tokens")
            answers.append(tidy(" ".join(some[min(hint.attempt, len(some) - 1)] for some in read)))
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return answers

    def _read_all(self, parts: list[str]) -> None:
        """Put the readings of all parts among the known: best first, none twice, none at all where all broke off."""
        new = [part for part in dict.fromkeys(parts) if part not in self._known]
        if not new:
            return
        if self._translator is None:
            self._load()
        tokens = [[piece for piece in self._tokens.encode(part, out_type=str) if piece not in _SPECIAL] for part in new]
        asked = [(part, pieces) for part, pieces in zip(new, tokens, strict=True) if pieces]
        self._known.update((part, [""]) for part, pieces in zip(new, tokens, strict=True) if not pieces)
        longest = max((len(pieces) for _, pieces in asked), default=0)
        if longest > LONGEST:
            raise SentenceFailed(f"a sentence of {longest} tokens is too long for this model")
        prefix = [self._package.prefix] if self._package.prefix else None
        try:
            results = self._translator.translate_batch(
                [pieces for _, pieces in asked],
                target_prefix=[prefix] * len(asked) if prefix else None,
                max_batch_size=1,
                beam_size=BEAM,
                patience=PATIENCE,
                num_hypotheses=READINGS,
                length_penalty=LENGTH_PENALTY,
                max_input_length=0,
                max_decoding_length=LONGEST,
                replace_unknowns=True,
            )
        except RuntimeError as error:
            raise SentenceFailed(f"the model could not take this sentence ({_first_line(error)})") from None
        for (part, _), result in zip(asked, results, strict=True):
            readings = result.hypotheses if len(result.hypotheses[0]) < LONGEST else []  # the best one breaks off
            whole = [pieces[len(prefix or ()) :] for pieces in readings if len(pieces) < LONGEST]
            self._known[part] = list(dict.fromkeys(map(self._text, whole)))

    def _text(self, pieces: list[str]) -> str:
        return str(self._tokens.decode_pieces(pieces)).replace("▁", " ").strip()

    def _load(self) -> None:
        name, model = self._package.name, self._package.model
        try:
            self._tokens = self._tokens_library.SentencePieceProcessor(model_proto=self._package.tokens)
            self._translator = self._library.Translator(
                name, files=model, inter_threads=self._threads, intra_threads=1, max_queued_batches=-1
            )
        except (RuntimeError, MemoryError) as error:
            raise EngineFailed(
                f"the Argos package {name} cannot be loaded ({_first_line(error)}); run: taiyaku models verify"
            ) from None
        self._package = self._package._replace(model={}, tokens=b"")


def _parts(text: str) -> list[str]:
    """The sentences of a text without control signs: such a model is taught one at a time, and drops a second."""
    return [part for each in split_sentences(_CONTROL.sub(" ", text)) if (part := each.strip())]


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:160]
