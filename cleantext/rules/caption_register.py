"""Reports captions of figures and tables in the other register: です・ます among である, or the other way round.

Readers go from picture to picture; a change of tone between captions looks like text pasted from elsewhere.

The captions of a text are judged among themselves, whatever the register of the running text; the register of
most is theirs, of equally many that of the first. A caption is what the format says is one (HTML, Word), the
text of an image in Markdown, and a line that begins with its number (図1：…).

Left alone: captions that end in a noun, quotations, questions; captions of one register.
Source: JTF 日本語標準スタイルガイド 1.1.5 (図表のキャプション: 敬体と常体を混在させない).

>>> from cleantext import check_text
>>> text = "![会談の始まりです](a.png)\\n\\n![握手を交わした](b.png)\\n"
>>> [f.found for f in check_text(text, format="md", select=["caption-register"])]
['した']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context, Part
from ..findings import Hit
from ..prose import sentences_of
from .register import minority

SUMMARY = "polite (です・ます) and plain (である) captions of figures and tables mixed"
SEVERITY = "warning"
FIXES = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """A hit on the ending of each sentence in the register that fewer sentences of captions have."""
    sentences = sentences_of(text, (Part(start, end, "caption") for start, end in context.captions))
    yield from minority(text, context, sentences, "in a caption; the others are")
