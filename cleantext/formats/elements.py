"""The open elements of a page, with the end tags that HTML allows to be left out.

Source: WHATWG HTML, 13.1.2.4 Optional tags, 13.2.4.2 The stack of open elements and 13.2.6.4.7 "in body"
(elements in scope, special elements, the adoption agency for misnested formatting). Left out: formatting that was
never closed is not opened again in the next block; a block in an inline element in formatting that ends inside the
block (<b><span><p>…</b>) stays in the inline element up to there, where a browser takes it out; elements that HTML
would add (tbody, body) are not added; without a document type, a table ends a paragraph all the same.
Every step takes amortised constant time: where the elements of a name and the fences stand is kept beside the stack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..document import Kind
from ..files import FileProblem

_NOTE = re.compile(r"\b(?:doc-)?(?:foot|end|rear)notes?\b")
_JAPANESE = re.compile("(?:ja|jp|jpn|mul|und|[a-z])?(?:[-_]|$)", re.I)
"""Japanese, or no language at all: C is what some programs write of where they ran."""

DEEPEST = 1_000_000
_FEW = 64

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset head header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext "
    "pre search section select summary table caption colgroup col tbody td textarea tfoot th thead title tr ul "
    "xmp".split()
)
"""Elements that begin on a line of their own, or stand apart from the text round them."""

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_BREAKOUT = BLOCKS - {"title"} | frozenset(
    "b big code em embed i img nobr ruby s small span strong sub sup tt u".split()
)
_CLOSE_P = HEADINGS | frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp".split()
)
_SCOPE = frozenset("applet button caption html table td th marquee object select template".split())
_CROSSED = frozenset(("address", "div", "p"))
"""Special elements past which the end of an item is looked for."""
_FENCES: Mapping[str, frozenset[str]] = {
    "scope": _SCOPE,
    "list": _SCOPE | {"ol", "ul"},
    "table": frozenset("html table template".split()),
    "special": BLOCKS - _CROSSED | {"applet", "marquee", "object", "template"},
}
_STAYS = _FORMATTING | _FENCES["special"] | _CROSSED
"""What is still open after the end tag of a formatting element outside it."""
_FENCES_OF = {
    name: tuple(fence for fence, names in _FENCES.items() if name in names)
    for name in frozenset().union(*_FENCES.values())
}
_KEPT_BY = {
    "li": "list",
    **dict.fromkeys("html table caption tbody thead tfoot tr td th".split(), "table"),
}
_ROW = ("tr", "td", "th", "caption", "colgroup")
_IMPLIED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    **dict.fromkeys(("td", "th"), ("table", ("td", "th", "caption"))),
    "tr": ("table", _ROW),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("table", (*_ROW, "tbody", "thead", "tfoot"))),
    **dict.fromkeys(("rt", "rp"), ("scope", ("rb", "rt", "rp"))),
    **dict.fromkeys(("rb", "rtc"), ("scope", ("rb", "rt", "rp", "rtc"))),
    **dict.fromkeys(("option", "optgroup"), ("scope", ("option",))),
}


class State(NamedTuple):
    """What the open elements say about the text inside them."""

    kind: Kind = "paragraph"
    skip: bool = False
    fixed: bool = False
    off: bool = False
    foreign: bool = False
    reading: bool = False
    quoted: bool = False


class _Open(NamedTuple):
    name: str
    local: dict[str, Any] | None
    state: State


class Elements:
    """The stack of open elements. `xml`: every end tag is there, nothing is implied."""

    def __init__(self, xml: bool, root: State) -> None:
        self._xml, self._root = xml, root
        self._stack: list[_Open] = []
        self._places: dict[str, list[int]] = {}
        self._fences: dict[str, list[int]] = {name: [] for name in _FENCES}

    @property
    def state(self) -> State:
        return self._stack[-1].state if self._stack else self._root

    def start(self, name: str, local: dict[str, Any] | None) -> None:
        """Open an element after closing those that end before it; `local` is what it changes in the state."""
        if not self._xml:
            self._end_implied(name)
            if name in ("html", "body") and self._last(name) >= 0:
                return
        if len(self._stack) >= DEEPEST:
            raise FileProblem(f"has more than {DEEPEST:,} elements open at once; close its tags")
        self._push(name, local)

    def end(self, name: str) -> None:
        """Close the element that an end tag ends, with all in it; nothing if there is none."""
        if name in HEADINGS and not self._xml:
            name = max(HEADINGS, key=lambda heading: (self._last(heading), heading == name))
        index = self._last(name)
        if index < 0:
            return
        if self._xml:
            self._cut(index)
        elif name in BLOCKS or name in _IMPLIED or name in ("ruby", "object", "template", "svg", "math"):
            if index >= self._fence(_KEPT_BY.get(name, "scope")) and name not in ("html", "body"):
                self._cut(index)
        elif index > max(self._fence("special"), *(self._last(block) for block in _CROSSED)):
            self._cut(index)
        elif name in _FORMATTING and index > self._fence("scope") and len(self._stack) - index <= _FEW:
            inside = [element for element in self._stack[index + 1 :] if element.name in _STAYS]
            self._cut(index)
            for element in inside:
                self._push(element.name, element.local)

    def _end_implied(self, name: str) -> None:
        if name in _BREAKOUT:
            foreign = [self._places[root][0] for root in ("svg", "math") if self._places.get(root)]
            if foreign and self._last("foreignobject") < 0:
                self._cut(min(foreign))
        if name in _CLOSE_P and self._last("p") > self._fence("scope"):
            self._cut(self._last("p"))
        if name in HEADINGS and self._stack and self._stack[-1].name in HEADINGS:
            self._cut(len(self._stack) - 1)
        if name in ("li", "dd", "dt"):
            last = max(self._last(item) for item in (("li",) if name == "li" else ("dd", "dt")))
            if last >= 0 and last == self._fence("special"):
                self._cut(last)
        elif name in _IMPLIED:
            kept, names = _IMPLIED[name]
            inside = [index for other in names if (index := self._last(other)) > self._fence(kept)]
            if inside:
                self._cut(min(inside))

    def _last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else -1

    def _fence(self, name: str) -> int:
        places = self._fences[name]
        return places[-1] if places else -1

    def _push(self, name: str, local: dict[str, Any] | None) -> None:
        index = len(self._stack)
        self._places.setdefault(name, []).append(index)
        for fence in _FENCES_OF.get(name, ()):
            self._fences[fence].append(index)
        self._stack.append(_Open(name, local, self.state._replace(**local) if local else self.state))

    def _cut(self, index: int) -> None:
        """Close all elements from the index of the stack on."""
        while len(self._stack) > index:
            name = self._stack.pop().name
            self._places[name].pop()
            for fence in _FENCES_OF.get(name, ()):
                self._fences[fence].pop()


def marked(found: Mapping[str, str], local: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the attributes of an element change in the state, added to what its name does."""
    changes = dict(local or {})
    if _NOTE.search(found.get("epub:type", "") + " " + found.get("role", "")):
        changes["kind"] = "note"
    if found.get("translate", "").strip().lower() == "no" or found.get("data-taiyaku", "").strip().lower() == "off":
        changes["off"] = True
    language = found.get("xml:lang", found.get("lang"))
    if language is not None:
        changes["foreign"] = not _JAPANESE.match(language.strip())
    return changes or None
