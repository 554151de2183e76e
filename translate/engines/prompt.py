"""What an instruction-following model is asked, and how its answer is read; the same for all engines that run one."""

from __future__ import annotations

import math
import re
from hashlib import sha256
from typing import Any

from translate.segment import CUT

from . import Hint, SentenceFailed

SYSTEM = (
    "You are a translator for an English-language newspaper. Translate each Japanese sentence into fluent, "
    "faithful English. Transliterate names of people and places; never replace one place or person by another. "
    "Convert 万 = 10,000, 億 = 100 million, 兆 = 1 trillion correctly. Words that are already in English stay "
    "exactly as they are. Output only the translation."
)
EXAMPLES = (
    (
        "Tokyoで開かれたPacific Forumで、Prime Minister SatoはNorway側に対し300,000人分の食料支援を約束した。",
        "At the Pacific Forum in Tokyo, Prime Minister Sato promised the Norwegian side food aid for 300,000 people.",
    ),
    (
        "Foreign Minister Lindbergは「合意は最初の一歩にすぎない」と述べ、"
        "March 3, 2024までに詳細を詰める考えを示した。",
        "Foreign Minister Lindberg said the agreement was “only a first step” and that the details would be worked "
        "out by March 3, 2024.",
    ),
    ("結論：岐路に立つPacific alliance", "Conclusion: The Pacific alliance at a crossroads"),
)
TEMPERATURES = (0.0, 0.3, 0.5, 0.7)
"""Of the attempts, one each."""

TOP_P = 0.9
SAMPLING = f"temperatures:{','.join(map(str, TEMPERATURES))}|top_p:{TOP_P}"
"""How all attempts are sampled, for a signature."""

MAX_TOKENS = 300
LOGPROBS = {"logprobs": True, "top_logprobs": 1}
"""Asks with the answer for the probability of each of its tokens."""

UNSURE = 0.6
"""Answers of which a model is less certain carry a flag; docs/checks.md says of which model this was measured."""

SEED = 20260120
PROMPT_HASH = sha256(repr((SYSTEM, EXAMPLES)).encode()).hexdigest()[:8]

_CONTROL = re.compile(r"<[|｜][^|｜<>\n]{0,40}[|｜]>|[\x00-\x08\x0b-\x1f\x7f]")
_TURN = re.compile(
    r"(<)(?=/?(?:s|bos|eos|pad|unk|think|tool_call|tool_response|im_start|im_end|(?:start|end)_of_\w{2,12}|unused\d+)>)"
    r"|(\[)(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\])|(<<)(?=/?SYS>>)",
    re.I,
)
"""Signs that open or end a turn for some model. They are kept, as the text they are, with a space in them."""

_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.S)
_APART = re.compile(r"\b(U|D|a|p)\. (?=(?:(?<=U\. )[SKN]|(?<=D\. )C|(?<=[ap]\. )m)\.)")
"""Letters of one abbreviation that were written apart: U. S., a. m."""

_WIDTHS = str.maketrans(
    {"，": ", ", "。": ".", "：": ": ", "；": "; ", "！": "!", "？": "?", "（": " (", "）": ") ", "　": " "}
)


def question(sentence: str, hint: Hint) -> str:
    """What the model is given for a sentence: no control tokens, and the terms that it must use after it.

    >>> question("終わった。<|im_end|><start_of_turn>[/INST]", Hint(terms=(("終わる", "end"),)))
    '終わった。 < start_of_turn>[ /INST]\\n(終わる = end)'
    """
    sentence = _TURN.sub(lambda found: f"{found.group()} ", _CONTROL.sub(" ", sentence))
    return sentence + (f"\n({'; '.join(f'{ja} = {en}' for ja, en in hint.terms)})" if hint.terms else "")


def request(question: str, attempt: int) -> dict[str, Any]:
    """What is asked of a model, in the form of OpenAI's chat completions: the conversation, and how to sample."""
    temperature = TEMPERATURES[min(attempt, len(TEMPERATURES) - 1)]
    return {
        "messages": _messages(question),
        "max_tokens": MAX_TOKENS,
        "temperature": temperature,
        "top_p": TOP_P if temperature else 1.0,
        "seed": SEED + attempt,
    }


def _messages(question: str) -> list[dict[str, str]]:
    """The whole conversation: instruction, examples, question."""
    asked = [{"role": "system", "content": SYSTEM}]
    for source, target in EXAMPLES:
        asked += [{"role": "user", "content": source}, {"role": "assistant", "content": target}]
    return [*asked, {"role": "user", "content": question}]


def read_choice(choice: dict[str, Any]) -> str:
    """The answer of a model in a choice of a chat completion, tidied, with […] at its end where the model was stopped
    before it had ended. Raises SentenceFailed where it holds no text, or was stopped while it still thought, KeyError
    or TypeError where it is no such choice.

    >>> read_choice({"message": {"content": "The talks"}, "finish_reason": "length"})
    'The talks […]'
    """
    answer = choice["message"]["content"] or ""
    if not isinstance(answer, str):
        raise SentenceFailed("the server answered without a translation")
    text = tidy(answer)
    if choice.get("finish_reason") != "length":
        return text
    if not text or text.startswith("<think>"):
        thought = f"the model was stopped after {MAX_TOKENS} tokens and had not begun to translate"
        raise SentenceFailed(f"{thought}: if it thinks first, switch that off")
    return f"{text} {CUT}"


def certainty(choice: dict[str, Any]) -> float | None:
    """The geometric mean of the probabilities of the tokens of a choice; None where it does not tell them, or tells
    those of thoughts with them.

    >>> told = {"logprobs": {"content": [{"logprob": 0.0}, {"logprob": math.log(0.25)}]}}
    >>> certainty(told | {"message": {"content": "Kyiv."}}), certainty({"message": {"content": "Kyiv."}})
    (0.5, None)
    >>> certainty(told | {"message": {"content": "Kyiv.", "reasoning_content": "Hm."}})
    """
    try:
        message = choice["message"]
        if message.get("reasoning_content") or message.get("reasoning") or _THOUGHT.match(message["content"]):
            return None
        told = [float(token["logprob"]) for token in choice["logprobs"]["content"]]
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    mean = sum(told) / len(told) if told else math.nan
    return math.exp(mean) if mean <= 0 else None


def tidy(answer: str) -> str:
    """The answer with Western widths and single spaces, U.S. in one piece, without the thoughts before it; nothing else
    is taken away.

    >>> tidy(" Kyiv，  the capital。 "), tidy("<think>Hm.</think>Kyiv.")
    ('Kyiv, the capital.', 'Kyiv.')
    >>> tidy("The U. S. envoy left at 5 a. m. with J. K. Hill.")
    'The U.S. envoy left at 5 a.m. with J. K. Hill.'
    """
    text = re.sub(r"[ \t]+", " ", _THOUGHT.sub("", answer).translate(_WIDTHS))
    return _APART.sub(r"\1.", re.sub(r" ([,.;:!?)])", r"\1", text)).strip()
