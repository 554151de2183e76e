"""Characters that markup cannot hold as they are."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that stands outside `Char` of XML 1.0 (fifth edition, production 2): most control characters,
lone surrogates, U+FFFE and U+FFFF."""

MARKUP = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("\t"): "&#9;",
    ord("\n"): "&#10;",
    ord("\r"): "&#13;",
}


def legal(text: str) -> str:
    r"""Return `text` with every character that XML forbids replaced by U+FFFD, one for one.

    Nothing is dropped: a reader sees that something stood there, and offsets stay what they were.

    >>> legal("a\x00b\ud800c\ufffe")
    'a�b�c�'
    """
    return ILLEGAL.sub("\ufffd", text)


def escape(text: str) -> str:
    r"""Return `text` for use between tags, or inside double quotes, in XML and HTML.

    Tab and line ends become references: a parser would make spaces of them in an attribute, and a
    line feed of a carriage return everywhere.

    >>> escape('<b title="x">R&D\r</b>')
    '&lt;b title=&quot;x&quot;&gt;R&amp;D&#13;&lt;/b&gt;'
    """
    return legal(text).translate(MARKUP)
