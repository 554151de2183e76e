"""Wrong tenses, put into English whose Japanese leaves no doubt about the tense: for plant.py.

Certain is a sentence that ends in た, which tells what has been done, and one that ends in words for a plan or an
outlook or has a time to come and a verb that is not in the past. Of the first the first finite verb of the English is
set with "will", of the second what is to come is set in the past. Only that one verb is changed, and only if nothing
before it shows a clause of another kind (who, that, when) and it stands in no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossaries.morphology import tokens
from translate.names import is_common

_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    said:say told:tell made:make took:take came:come went:go got:get gave:give found:find held:hold led:lead
    left:leave lost:lose met:meet paid:pay rose:rise saw:see sent:send shot:shoot spoke:speak spent:spend
    stood:stand thought:think became:become began:begin broke:break brought:bring built:build bought:buy
    caught:catch chose:choose drew:draw drove:drive fell:fall felt:feel flew:fly fought:fight grew:grow
    heard:hear kept:keep knew:know meant:mean rode:ride sang:sing sold:sell shook:shake showed:show slept:sleep
    struck:strike sought:seek swept:sweep taught:teach threw:throw understood:understand won:win wore:wear
    wrote:write died:die fled:flee forgot:forget hid:hide laid:lay sank:sink sat:sit stole:steal swam:swim
    had:have did:do was:be were:be
    """.split()
)
_PAST_OF = {base: past for past, base in _IRREGULAR.items() if past != "were"}
_SUBJECT = r"(?:[A-Z][\w.'’-]*|[a-z]+(?:s|er|or|on|ent|ry|ty)|\d+|he|she|it|they|we|i|who|which)"
_FINITE = re.compile(
    rf"\b(?=(?P<subject>{_SUBJECT}) (?:(?P<adverb>\w+ly|also|then|later) )?(?P<verb>[a-z]+)\b(?! by\b))", re.I
)
_CLAUSE = re.compile(
    r"\b(?:who|which|that|what|when|where|if|as|while|because|than|how|why|whose|before|after|is|are|was|were|has|have|had|to)\b"
    '|["“”.!?:;]'
)
_NOT_SUBJECTS = frozenset(
    "was were is are be been being has have had having of the a an to as his her its their our by with for and or"
    " not this".split()
)
_TO_COME = re.compile(
    r"\b(?:will|(?:is|are) (?:expected|scheduled|due|set|planned|slated|likely|going) to|(?:plans?|intends?) to)"
    r" (?:(?P<adverb>\w+ly|also) )?(?P<verb>[a-z]+)\b"
)
_PLANNED = re.compile(
    "(?:予定|見通し|見込み|公算|つもり|方針)(?:だ|です|である|となっている|という)?。?$|(?:だろう|でしょう|ことになりそうだ)。?$"
)
_AHEAD = re.compile("来[年月週春夏秋冬]|再来|明日|あす|今後|将来|翌年")


def wrong_tense(source: str, target: str) -> str | None:
    """The English with one verb in another tense; None where the tense is not certain or no such verb is seen.

    >>> wrong_tense("市長は新しい計画を発表した。", "The mayor announced a new plan.")
    'The mayor will announce a new plan.'
    >>> wrong_tense("大会は来年開かれる予定だ。", "The tournament will be held next year.")
    'The tournament was held next year.'
    """
    if "」" in source[-3:]:
        return None
    plain = source.rstrip("。 　")
    words = [token for token in tokens(plain, mode="A") if token.pos[0] != "補助記号"]
    if not words:
        return None
    last = words[-1]
    if last.dictionary in ("た", "だ") and last.surface in ("た", "だ") and last.pos[4].startswith("助動詞-タ"):
        return next(_told_as_to_come(target), None)
    if _PLANNED.search(plain) or _AHEAD.search(plain) and last.pos[0] in ("動詞", "助動詞"):
        return next(_told_as_done(target), None)
    return None


def _told_as_to_come(target: str) -> Iterator[str]:
    for found in _FINITE.finditer(target):
        base = _base(found["verb"])
        if _CLAUSE.search(target, 0, found.start("verb")):
            return
        if base and found["subject"].lower() not in _NOT_SUBJECTS:
            yield target[: found.start("verb")] + f"will {base}" + target[found.end("verb") :]


def _told_as_done(target: str) -> Iterator[str]:
    for found in _TO_COME.finditer(target):
        if re.search('["“”]', target[: found.start()]):
            return
        adverb = f"{found['adverb']} " if found["adverb"] else ""
        yield f"{target[: found.start()]}{adverb}{_past(found['verb'])}{target[found.end() :]}"


def _base(verb: str) -> str | None:
    """The infinitive of a past tense: announced → announce."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if not verb.endswith("ed") or len(verb) < 5:
        return None
    stems = [
        verb[:-1],
        verb[:-2],
        verb[:-3] + "y" if verb.endswith("ied") else "",
        verb[:-3] if verb[-3] == verb[-4] else "",
    ]
    if re.search(r"(?:[^aeiou][aeiou]{2}|[aeiou][^aeiou]{2})ed$|(?:er|en|it|et|ow)ed$", verb):
        stems = stems[1:] + stems[:1]
    return next((stem for stem in stems if len(stem) > 2 and is_common(stem)), None)


def _past(verb: str) -> str:
    if verb in _PAST_OF:
        return _PAST_OF[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search("[^aeiou]y$", verb) else verb + "ed"
