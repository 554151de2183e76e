"""Mandarin as Taiwan spells it in names: Wade-Giles without apostrophes, made from pinyin."""

from __future__ import annotations

import re

_WHOLE = dict(
    pair.split(":")
    for pair in "zhi:chih chi:chih shi:shih ri:jih zi:tzu ci:tzu si:ssu er:erh you:yu yan:yen ye:yeh yong:yung "
    "yue:yueh".split()
)
_INITIALS = (
    *(("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"), ("g", "k")),
    *(("k", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("r", "j"), ("z", "ts"), ("c", "ts")),
)
_FINALS = ((r"ian$", "ien"), (r"ie$", "ieh"), (r"ue$", "ueh"), (r"ong$", "ung"))


def wade_giles(pinyin: str) -> str:
    """A syllable of pinyin, in small letters without tone, as Taiwan spells it.

    >>> " ".join(map(wade_giles, "lai qing de xiao guo zhong jian ke luo yu".split()))
    'lai ching te hsiao kuo chung chien ko lo yu'
    """
    if pinyin in _WHOLE:
        return _WHOLE[pinyin]
    first, to = next((pair for pair in _INITIALS if pinyin.startswith(pair[0])), ("", ""))
    said = to + pinyin[len(first) :]
    for pattern, other in _FINALS:
        said = re.sub(pattern, other, said)
    if first in ("g", "k") or said.startswith("h"):
        return re.sub("e$", "o", said) if not said.startswith("hs") else said
    return re.sub("uo$", "o", said)
