"""Word documents (.docx), read and written in place: only the text that was changed differs, byte for byte.

A block is a paragraph: of the body, a cell, a text box, a header or footer, a foot- or endnote, a comment.

In the text: what Word prints of it. Tabs, line breaks, symbols, the base of ruby, results of fields, text of bound
or locked content controls, code and text marked "do not check" are fixed; pictures and formulas are U+FFFC, fixed.
What pictures show, their descriptions and titles, is read apart: `with_attributes`.
Left out: deleted and hidden text, codes of fields, the reading of ruby, paragraphs of code, the marks of notes.
Rules are switched off where a comment "taiyaku-disable RULE …" stands.

Source: ECMA-376 part 1, chapter 17.
"""

from .comments import takes_comments, untracked
from .reading import DocxSource, parse, place_of
from .tracking import serialise_tracked
from .values import with_attributes
from .writing import serialise

__all__ = [
    "DocxSource",
    "parse",
    "place_of",
    "serialise",
    "serialise_tracked",
    "takes_comments",
    "untracked",
    "with_attributes",
]
