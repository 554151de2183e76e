"""Who says what is quoted: 「責任は政府にある」と鈴木氏は述べた, told as said by the government."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.lazy import lazy
from translate.segment import Flag

from .actors import SUBJECTS, Mentions, Span, actor_before, ends_clause
from .pair import Pair

_SAY = frozenset("述べる 語る 話す 言う 説明 主張 指摘 強調 訴える 答える 批判 コメント".split())
_SAID = lazy(
    r"\b(?:said|says|told|stated|explained|argued|claimed|stressed|noted|insisted|emphasized|commented|answered"
    r"|criticized)\b"
)
_BEFORE_SAID = lazy(r" (?:\w+ly |also |has |have |had )?")
_AFTER_SAID = lazy(r" (?:the |[a-z]+ |[a-z]+ [a-z]+ )?")


def speaker(pair: Pair) -> Iterator[Flag]:
    """Flag `roles`: somebody of whom the Japanese speaks says in the English what another says in the Japanese."""
    if "「" not in pair.source:
        return
    found = list(_SAID.finditer(pair.low))
    says, others = _speakers(pair) if len(found) == 1 else (None, [])
    if says is None or not others:
        return
    mentions = Mentions(pair)
    own = mentions.of(says)
    if not own or any(_says(pair.low, found[0], span) for span in own):
        return
    for other in others:
        told = mentions.of(other)
        if len(told) == 1 and told[0] not in own and _says(pair.low, found[0], told[0]):
            who = pair.folded.text[slice(*says)]
            message = f"said by {who}, in the English by {pair.target[slice(*told[0])]}"
            yield Flag("roles", message, "warning", pair.original(*says), told[0])
            return


def _says(low: str, said: re.Match[str], span: Span) -> bool:
    """Whether somebody stands right before "said", or right behind it."""
    if span[1] <= said.start():
        return _BEFORE_SAID.fullmatch(low, span[1], said.start()) is not None
    return span[0] >= said.end() and _AFTER_SAID.fullmatch(low, said.end(), span[0]) is not None


def _speakers(pair: Pair) -> tuple[Span | None, list[Span]]:
    """Who says what the Japanese quotes, None if that is not plain; and the others of whom it speaks."""
    tokens = pair.short_tokens
    verbs = [at for at, token in enumerate(tokens) if token.dictionary in _SAY]
    if len(verbs) != 1 or not ends_clause(tokens, verbs[0] + 1):
        return None, []
    depth, subjects, others = 0, list[Span](), list[Span]()
    for at, token in enumerate(tokens):
        depth += (token.surface in "「『") - (token.surface in "」』")
        if token.pos[0] == "助詞" and (noun := actor_before(pair, at)):
            outside = depth == 0 and token.surface in SUBJECTS and at < verbs[0]
            (subjects if outside else others).append(noun)
    quotes = any(token.surface == "と" for token in tokens[: verbs[0]])
    return (subjects[0], others) if len(subjects) == 1 and quotes else (None, [])
