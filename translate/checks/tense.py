"""What has happened and what is to come, where the Japanese says it beyond doubt and nothing in the English agrees.

Japanese has no future: only a sentence that ends in た tells something done, and only one that ends in words for a
plan or an outlook (予定だ, 見通しだ, だろう), or has a time to come and a verb that is not in the past, tells something
to come. English that could be meant so in any way, by its verbs, by words such as "plan" or "due", is left alone; but a
main clause with "will" cannot stand for た, unless someone has said or decided it, whatever the other clauses tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleantext.lazy import lazy
from translate.segment import Flag

from .pair import Pair

if TYPE_CHECKING:
    from glossaries.morphology import Token

_DONE = lazy(
    r"(?:[いきけげしせちってねべめりれびぎじにみえ出得見着寝経似来](?:た|ました)"
    r"|(?<![うくぐすつぬぶむるいなただ])んだ|[泳継騒稼急防脱嫌仰研嗅塞]いだ)[。」』）]*$"
)
_NOT_DONE = lazy(
    r"(?:ば|なら|たら|ても|でも|予定(?!して(?:い)?た)|はず|つもり|見込み|見通し|方針|ことに(?:なっ|なり|し))[^。]*[。」』）]*$"
    r"|[しえけげせてねべめれきみい]よう(?![だなにで])|ましょう"
    r"|来[年月週]|今後|将来|明日|翌"
)
_REPORTED = lazy(
    r"(?:(?<![あもこ])と(?!とも|共に|の)|旨を?|よう(?:に)?|こと[をにがでは]"
    r"|方針|計画|予定|見通し|意向|考え|姿勢|見解|案|目標)[^、。]{0,14}$"
    r"|[」』](?:と|など|の)|。[^」』）]"
)
"""What someone has said, decided or planned, which English may tell by itself; or two sentences."""

_AHEAD = lazy(
    r"(?:来[年月週春夏秋冬]|明日|あす|あした|今後|将来)[^た。]*(?<![てでい])(?<!とい)(?:る|す|く|う|つ|ぶ|む|ぐ|ます)[。]?$"
)
"""A time to come and a verb that is not in the past."""

_GUESS = lazy(r"(?:だろう|でしょう)[。」』）]*$")
_TO_COME = lazy(
    r"(?:(?:予定|見通し|見込み|公算|つもり)(?:だ|です|である|となっている|という)?"
    r"|(?:(?<![たいく])(?:だろう|でしょう)|ことになりそうだ))[。」』）]*$"
)
_FUTURE = lazy(r"\b(?:will|shall|won't|going to)\b|'ll\b")
PAST = lazy(
    r"\b(?:was|were|had|has|have|did|been"
    r"|(?!need\b|feed\b|seed\b|speed\b|breed\b|indeed\b|\w*[cx]eed\b|hundred\b|embed\b)\w{2,}ed"
    r"|said|told|made|took|came|went|got|gave|found|held|led|left|lost|met|paid|put|ran|rose"
    r"|saw|sent|set|shot|spoke|spent|stood|thought|became|began|broke|brought|built|bought|caught|chose|cut|drew|drove|fell|felt|flew"
    r"|fought|grew|heard|hit|hurt|kept|knew|let|lit|meant|read|rode|sang|sold|shook|showed|shut|slept|sold|struck|sought|swept|swore"
    r"|taught|threw|understood|woke|won|wore|wrote|beat|bore|dealt|died|fed|fled|forgot|hid|hung|laid|lay|rang|sank|sat|slid|spread"
    r"|stole|stuck|swam|swung|tore|burst|cost|quit|split)\b|'d\b|'ve\b"
)
_MODAL = lazy(
    r"\b(?:will|would|shall|won't|should|may|might|can|could|must|going|about|plan\w*|schedul\w*|slated|expect\w*|inten\w+|aim\w*|due"
    r"|set|poised|forecast\w*|project\w*|predict\w*|hop(?:e|es|ed|ing)|likely|unlikely|prob\w+|perhaps|possib\w+|potential\w*|propos\w+"
    r"|prospect\w*|outlook|consider\w*|prepar\w+|look\w*|anticipat\w+|estimat\w+|eye[sd]?|seek\w*|want\w*|wish\w*"
    r"|decid\w+|ready|determined|envisag\w+|envision\w+|supposed|presum\w+|surely|seem\w*|appear\w*|believ\w+"
    r"|think\w*|thought|suggest\w*|indicat\w+|promis\w+|arrang\w+|destined|doubt\w*|no doubt|certain\w*|imagin\w+"
    r"|assum\w+|guess|(?:is|are|am|was|were|be|'s|'re) (?:\w+ )?(?:to|\w+ing))\b|'ll\b|'d\b|\?"
)
_TIMES = lazy(r"\b(?:future|upcoming|coming|next|tomorrow)\b")
_QUOTED = lazy(r"[\"“][^\"”]*[\"”]?")
_CLOSING = lazy(r"[^\"]*[,.?!]\"")
"""The end of a quotation that began in another sentence."""

_OPEN = lazy("[「『（(]|予定|計画|見通し|方針|今後|将来|目指|期待|へ向け|に向け|ため|延期|中止|取りやめ|見送|なくな")
"""Where something may be said or planned all the same."""

_FRONT = lazy(
    r"(?:^|(?<=[.!?] ))(?:after|before|since|until|when|while|as|if|although|because|having|following|during"
    r"|in|on|at)\b[^,.!?]*, "
)
"""What stands before the main clause."""

_BREAK = lazy("[:;.!?—–]")
_TELLS = lazy(
    r"\b(?:will|shall|won't|going to) (?:\w+ly |also |then )?"
    r"(?:say|tell|add|announce|declare|claim|argue|urge|warn|stress|explain|report|release|publish|decide|agree|admit|conclude"
    r"|insist|tweet|describe|call|point|state|express|acknowledge|defend|order|appeal|reveal|propose|demand|deny|vow|pledge"
    r"|be (?:learned|learnt|found|announced|revealed|reported|confirmed|arrested|told|discovered|said))\b"
)
_BEFORE = lazy(
    r"\b(?:is|are|am|be|has|have|do|does|can|could|may|might|would|should|must|who|which|that|what|when|where|if|as|while|because"
    r"|says?|before|after|until|since|so|and|but|or|whose|than|why|how|(?:it|he|she|that|there|here)'s)\b|[.!?:;]"
)
"""What shows that a verb behind it need not be that of the main clause."""


def tense(pair: Pair) -> Iterator[Flag]:
    """Flag `tense`: something done is told as to come, or something to come as done."""
    source, low = pair.source.rstrip(), pair.low
    done, to_come = _DONE.search(source), _TO_COME.search(source)
    if done and not _NOT_DONE.search(source):
        future = _FUTURE.search(low)
        if future and (
            not PAST.search(low) or _tells_to_come(source[: done.start()], low) or _has_no_other(pair, done.start())
        ):
            message = f"the Japanese tells what has been done, the English what is to come: {future.group()}"
            yield Flag("tense", message, "warning", done.span(), future.span())
    if to_come and _GUESS.search(source) and not _tells_done(low):
        to_come = None
    to_come = to_come or _AHEAD.search(source)
    if to_come and PAST.search(low) and not _MODAL.search(low) and (not _TIMES.search(low) or _tells_done(low)):
        message = f"the Japanese tells what is to come ({to_come.group().rstrip('。」』）')}), the English what is done"
        yield Flag("tense", message, "warning", to_come.span(), None)


def _has_no_other(pair: Pair, end: int) -> bool:
    """Whether all clauses of the Japanese are told in た with the last, so that nothing can be to come."""
    source = pair.source[:end]
    if _REPORTED.search(source) or _OPEN.search(source) or not _FUTURE.search(_main(pair.low)):
        return False
    return not any(token.end <= end and _is_open(token) for token in pair.short_tokens)


def _is_open(token: Token) -> bool:
    """Whether a verb or an adjective ends a clause that may be told of what is to come."""
    verb = token.pos[0] in ("動詞", "助動詞") and token.pos[5].startswith(("終止形", "連体形", "意志", "仮定"))
    return token.pos[0] == "形容詞" or verb and token.surface not in ("た", "だ", "な")


def _tells_to_come(before: str, low: str) -> bool:
    """Whether the main clause of the English is told with "will", and the Japanese has no clause that it could be."""
    text = _main(low)
    future = _FUTURE.search(text)
    if not future or _BEFORE.search(text, 0, future.start()) or PAST.search(text, 0, future.start()):
        return False
    broken = _BREAK.search(text, future.end())
    if broken and PAST.search(text, broken.end()):
        return False
    return not _REPORTED.search(before) or _TELLS.match(text, future.start()) is not None


def _tells_done(low: str) -> bool:
    """Whether the main clause of the English is told in the past."""
    text = _main(low)
    past = next((found for found in PAST.finditer(text) if found.group() not in ("have", "has", "been", "'ve")), None)
    return past is not None and not _BEFORE.search(text, 0, past.start()) and text[: past.start()].rstrip()[-1:] != ","


def _main(low: str) -> str:
    """The English without quotations and without what stands before its main clause."""
    if low.count('"') % 2 and (closing := _CLOSING.match(low)):
        low = low[closing.end() :]
    return _FRONT.sub("", _QUOTED.sub(lambda found: "_" * len(found.group()), low))
