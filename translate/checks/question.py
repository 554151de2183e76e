"""A question that has become a statement, or a statement that has become a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.segment import Flag, Severity

from .pair import Pair

_ASKS = re.compile(r"[？?][」』）]?\s*$|(?:です|ます|ました|でした|でしょう|ません)か[。」]*\s*$")
_SEEKS_ASSENT = re.compile(
    r"(?:でしょう?|だろう?|よね|かしら|そう(?:なん)?(?:です|だ|でした)か|本当ですか|(?:じゃ|じゃあ|では)ない(?:です)?か?|けど|けれど|[なねよわ])[？?。」』）]*\s*$"
)
_REQUEST = re.compile(
    r"(?:(?:もらえ|頂け|いただけ|くださ|下さ|くれ)(?:ます|ません|ない)|(?:て|で)も?(?:いい|良い|よろしい|構わない|かまわない)(?:です|でしょう)?"
    r"|(?:ましょう)|ません|(?:ん|たら(?:いかが|どう))です|(?:いかが|どう)(?:です|でしょう))か?[？?。」』）]*\s*$"
)
_POLITE = re.compile(
    r"\b(?:would|could|can|may|might|should|shall|appreciate|like|love|want|need|hope|grateful|mind|how about"
    r"|what about|do me|give me|help|why don't|so|then|you mean|must be|right|surely|apparently|curious|interested"
    r"|know)\b",
    re.I,
)
"""What asks, offers or supposes in a statement, as English may tell もらえますか: I'd like you to."""

_OPEN = re.compile(r"(?:の|だろう|のだろう|べき|何|誰|いつ|どこ)か[。」]*\s*$")
_INDIRECT = re.compile(
    r"\b(?:(?:ask|wonder|question|whether|doubt)\w*|maybe|perhaps|please"
    r"|let's|let us|let me|i see|shall we|tell me|i guess)\b",
    re.I,
)
_ASKS_EN = re.compile(r"[?][”’\"')]*\s*$")
_TAKES_IN = re.compile(
    "^(?:なるほど|へ[えぇー]|ああ?、|そっか|そうか|じゃあ|では|分か|わか|やはり|やっぱり|ほう、|ふうん|ふーん)"
)
"""What is repeated as it is heard, with か but no question: なるほど、明日ですか。"""


_STATES = re.compile(r"(?:[たくすつぬぶむるぐ]|(?<![おこごそとどのぼほもょよろ])う|です|ます|ません)。[」』）]?\s*$")
_MAY_ASK = re.compile(
    "[かの？?][。」]|[？?]|何|誰|だれ|どう|どこ|どの|どれ|どち|どんな|いつ|いくつ|いくら|なぜ|なに|なん|幾|だろう|でしょう|くれ|もらえ"
    "|たら|教え|聞|訊|尋|問|疑|気にな|思|知り|知ら|わから|分から|お願い|頼|すみません|すいません|失礼|ごめん"
)
"""What says that a sentence without か may ask, or be told as a question in English."""


def question(pair: Pair) -> Iterator[Flag]:
    """Flag `question`; for information where the Japanese may only wonder (のか。) or seek assent (でしょう？)."""
    states = _STATES.search(pair.source)
    if states and _ASKS_EN.search(pair.target) and not _MAY_ASK.search(pair.source):
        place = (pair.target.rindex("?"), pair.target.rindex("?") + 1)
        yield Flag("question", "the English asks, the Japanese does not", "warning", states.span(), place)
        return
    if "?" in pair.target or _INDIRECT.search(pair.target):
        return
    asks, open_ = _ASKS.search(pair.source), _OPEN.search(pair.source)
    if asks:
        asked = _REQUEST.search(pair.source) is not None and _POLITE.search(pair.target) is not None
        severity: Severity = "info" if asked or _is_mild(pair.source) else "warning"
        yield Flag("question", "the Japanese asks, the English does not", severity, asks.span())
    elif open_:
        yield Flag("question", "the Japanese seems to ask, the English does not", "info", open_.span())


def _is_mild(source: str) -> bool:
    return _SEEKS_ASSENT.search(source) is not None or "？" not in source[-3:] and _TAKES_IN.match(source) is not None
