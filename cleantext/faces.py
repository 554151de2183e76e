"""Faces made of signs, (^_^) and （´・ω・｀）, with their arms and the word shouted after them."""

from __future__ import annotations

from .lazy import lazy
from .signs import find_signs

_IN_BRACKETS = r"[^()（）\r\n]{2,16}[)）]"
_EYE = r"\^＾´｀`；;・･｡°ﾟ゜￣≧≦＞＜><TＴ◕◉◔⌒ಠ◎ಥ\-=ー−uo＠xX\*＊ё"
_MOUTH = r"艸_＿ω∀ДдД▽△□◇∇∩ー\-−－.．｡。oｏOＯ0εз3∞皿Ａ益▼ｰ~〜～⌒〇◯﹏‿ヮワ﹃᎑ᴗ人ェv∨Vﾛロﾍへ"
_FACE = lazy(
    rf"[{_EYE}][^\w\s]?[{_MOUTH}]{{1,3}}[^\w\s]?[{_EYE}]"
    r"|(?P<eye>[^\w\s、。…・「」])\s?[_ω∀Дд▽∇皿]\s?(?P=eye)"
    r"|」\s?∠|[\^＾]{2}|[；;]{2}|[>＞]\s?[<＜]|≧\S?≦|[TＴ]{2}|_ _|\.\s?_\s?\.|(?<![-ー])[-ー][_.][-ー]"
)
_PLAIN = lazy(
    "[ぁ-ぃいぅうぇえおか-つづ-ねは-ふほ-んァ-ウエ-コゴ-シジ-チツ-ハバ-ヘマ-ラリ-レワ-ヲ々\u3400-\u76bd\u76c0-\u9fff]|[a-zA-NP-SU-WY-Z]{2}|[0-9]{2}"
)
_SIGNS = lazy(r"[\^＾´｀`；;°ﾟ゜￣≧≦＞＜><◕ω∀Дд▽∇∩ε皿_＿⌒∠艸]|・.・")
_HALF = lazy(rf"[ω∀Дд▽∇皿艸]\s?[{_EYE}]$|^[{_EYE}]\s?[ω∀Дд▽∇皿艸]")
"""A face of which an arm hides an eye: (つД｀)."""
_INNER_ARMS = " *＊つっノﾉ人艸」o｡;；"
_ARMS = "ヽヾ＼\\／/oっつmｍd＼Σ川彡ゞヘ(_*＊┐┌"
_SHOUTED = lazy(r"(?:(?:^|(?<=[\s。、！？!?]))[ｦ-ﾟ]{1,10})?[mｍ]9$|(?:^|(?<=[\s。、！？!?]))[ｦ-ﾟ]{1,10}$")
"""What is shouted, or an arm, before a face: ﾌﾟｷﾞｬｰm9(^Д^)."""
_HANDS = lazy(r"[ノﾉヽヾゞシｼ彡／/\\＼oっつmｍd♪☆★ﾟ゜;；b)_＊*┌┐:：]{0,3}[ｦ-ﾟ]{0,8}[!！]{0,3}")


def face_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the faces of a text; offsets are code points.

    >>> [text[a:b] for text in ["やった(^_^)v", "ヽ(´ー｀)ノと（笑）"] for a, b in face_spans(text)]
    ['(^_^)', 'ヽ(´ー｀)ノ']
    """
    spans = []
    for match in find_signs(text, "(（", _IN_BRACKETS):
        body = match.group()[1:-1]
        if not _SIGNS.search(body) or not _is_face(body):
            continue
        start, end = match.span()
        if shouted := _SHOUTED.search(text, max(0, start - 12), start):
            start = shouted.start()
        if start and text[start - 1] in _ARMS:
            start -= 1
        hands = _HANDS.match(text, end + ("」" in body and text.startswith("」", end)))
        spans.append((start, hands.end() if hands else end))
    return spans


def _is_face(body: str) -> bool:
    """True if what stands in the brackets is a face with its arms, and no words."""
    core = body.strip(_INNER_ARMS)
    face = _FACE.search(body)
    if face is None:
        return bool(core) and (_HALF.search(core) is not None) and not _PLAIN.search(core.replace("艸", ""))
    rest = body[: face.start()].strip(_INNER_ARMS) + " " + body[face.end() :].strip(_INNER_ARMS)
    return not _PLAIN.search(rest)
