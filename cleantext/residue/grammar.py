"""Words of grammar: a Chinese sentence has one, a row of Japanese compounds or a name has none."""

from __future__ import annotations

from ..lazy import lazy
from .table import HAN

ENOUGH_SENTENCE = 120
"""What a sentence without such a word must show, in tenths of a natural logarithm; nothing else may show less."""

TELLING = frozenset(
    "我你他她它您们們这這那哪谁誰是不没沒有在了着过過吗嗎呢吧啊把被从從给給让讓很也都就还還又却卻但已经經将將"
    "跟與与说說到得想看么麼什些样樣该該应應為为对對個个請请并並仅僅据據称稱點点"
)
TELLING_WORDS = lazy(
    "可以(?<![不認許対]可以)(?![上下外内前後降来])|能[够夠]|[应應][该該]|如果|[虽雖]然|但是|因[为為]|而且|然[后後]|[没沒]有|正在|[为為]了|[尽盡]快|越来越"
)
EITHER_OR = lazy(f"([{HAN}]{{2}})不\\1")
MAY_TELL = lazy(f"[{''.join(sorted(TELLING))}可能应應该該如果虽雖然因而且尽盡快越]")
"""A character of any of these: a stretch that has none has no word of grammar."""

MODERN = lazy("[的了你妳她它您們们這这那哪吗嗎呢吧啊把给給很么麼些什没沒個个跟]|[不也就都還还]是|是[一在否]|因[为為]")
"""What no sentence of classical Chinese has."""
CLASSICAL = lazy(
    "而(?![且已是])|[不未莫]如|[矣焉曰兮乎哉吾汝豈孰弗]|[之者]者|者[不也]|若有|亦[不有然]|以[和徳為爲]|[為爲][師政国]"
    "|之(?![前后後間间一外下中內内上時时])|其(?![中他它实實次餘余])|則(?!是)"
    "|[疑於処処處]是|不[見令改敢謀必]|是[謂以]|必有[勇徳]|受之|非善"
)
"""What hardly any sentence of today has that has none of the above."""
