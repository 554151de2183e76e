"""Countries in one character as headlines and compounds write them: 米 in 米軍 and 日米, but not in 米粒."""

from __future__ import annotations

import re
from functools import lru_cache

_OTHERWISE = {
    "米": ("白玄新古久粟", "粒飯作価騒沢原子山田屋穀麦寿俵倉"),
    "英": ("石俊育", "雄知断才気樹霊傑"),
    "仏": ("大念成神秘", "教像閣具壇陀様師滅前頂事門法殿"),
    "独": ("孤単", "立自特占身創学断裁得力り房善走楽唱歩擅"),
    "伊": ("紀", "藤豆達勢丹東織賀那予庭原佐"),
    "露": ("披暴吐発朝夜結玉甘", "出天骨店呈わ見命"),
    "韓": ("", ""),
    "豪": ("富文強酒剣", "雨雪華快遊商族胆傑邸語"),
    "印": ("目矢封押刻烙調消検代実", "刷象鑑紙字税章"),
    "欧": ("", ""),
    "都": ("京古旧遷", "合度市"),
}
"""Signs that nearly always are the country, with what must stand neither before nor after them."""

_BESIDE = "米英仏独伊露ロ中韓朝台印豪日欧越比加北西"
_BEFORE, _AFTER = rf"[{_BESIDE}対訪反親駐在来渡離嫌]", rf"[{_BESIDE}](?![ァ-ヺー])|[国軍製語]"
_ALONE = r"(?:(?:^|(?<=[、・「『（(/\s])){0}(?=[、・はがもにと」』）)/\s]|$))"


@lru_cache(maxsize=64)
def sign_of(character: str) -> re.Pattern[str]:
    """Where a character stands for its country.

    >>> [bool(sign_of("中").search(text)) for text in ("日中関係", "訪中団", "米、中、露", "会議の途中", "中学")]
    [True, True, True, False, False]
    >>> [bool(sign_of("独").search(text)) for text in ("独政府", "独自の", "単独で")]
    [True, False, False]
    """
    if character in _OTHERWISE:
        before, after = _OTHERWISE[character]
        left, right = (rf"(?<![{before}])" if before else ""), (rf"(?![{after}])" if after else "")
        return re.compile(f"{left}{character}{right}")
    inside = rf"(?<={_BEFORE}){character}(?![ァ-ヺー])|(?<![ァ-ヺー]){character}(?={_AFTER})"
    return re.compile(f"{inside}|{_ALONE.format(character)}")
