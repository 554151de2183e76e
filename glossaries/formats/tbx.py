"""TermBase eXchange: TBX-Basic of ISO 30042:2019, style DCT with the modules min and basic.

A term is a conceptEntry with a langSec for Japanese and one for English; a form is a termSec with its
administrativeStatus. TBX has no "forbidden": such a form is deprecated there, with the note "taiyaku:status=forbidden".
`source` is basic:source, `short_of` a basic:crossReference. What else TBX-Basic has no place for stands in notes such
as "taiyaku:reading=きーう", so that reading gives back every cell. Ids of other programs are not taken over: in
another file the same id would be another concept.

Read too: style DCA, and the older TBX 2 (martif), by the names of their elements. Nothing outside the file is read,
and a file that declares entities is refused.

Source: ISO 30042:2019; TBX-Basic dialect definition (LTAC/TerminOrgs).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..model import Form, GlossaryError, Status, Term
from .extras import need
from .incoming import Incoming, bounded, without_clashes
from .rows import COLUMNS, VARIANTS, Line, Row, is_id, row_of
from .tables import one_line

MOST = 32 << 20
"""Bytes of a file."""
CORE, MIN, BASIC = "urn:iso:std:iso:30042:ed-2", "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ORIGIN, _OWN = "taiyaku glossary", "taiyaku:"
_NOTED = ("reading", "type", "near", "not_near", "inflects", "from", "until", "specs")
_STATUSES: dict[str, Status] = {
    "preferredTerm-admn-sts": "preferred",
    "admittedTerm-admn-sts": "admitted",
    "deprecatedTerm-admn-sts": "deprecated",
    "supersededTerm-admn-sts": "deprecated",
}
_WRITTEN = {"forbidden": "deprecatedTerm-admn-sts"} | {status: name for name, status in reversed(_STATUSES.items())}


def read(data: bytes, source: str) -> Incoming:
    """The entries that have Japanese; the others are counted in a remark. Raises GlossaryError."""
    root = _parse(data, source)
    ours = any((p.text or "") == _ORIGIN for p in _all(root, "p"))
    terms, remarks = [], []
    foreign = without = 0
    for entry in _all(root, "conceptEntry", "termEntry"):
        row = _row(entry)
        if not row["ja"]:
            without += 1
            continue
        id = entry.get("id", "").removeprefix("_") if ours else ""
        foreign += not ours
        if ours:
            row |= _own(entry)
        term = Line(source, entry.sourceline or 0, tuple(row)).term({**row, "id": id if is_id(id) else "x"})
        terms.append(term if is_id(id) else replace(term, id=""))
    if without:
        remarks.append(f"{source}: {without} entries without a right Japanese term were left out.")
    if foreign:
        remarks.append(f"{source} is of another program: its ids, subject fields and parts of speech were left out.")
    kept, clashes = without_clashes(terms, source)
    forms = ("ja", "en", *VARIANTS, *(f"en_{status}" for status in VARIANTS))
    columns = COLUMNS if ours else tuple(column for column in COLUMNS if column in (*forms, "source", "note"))
    return Incoming(kept, columns, (*remarks, *clashes))


def _parse(data: bytes, source: str) -> Any:
    etree = need("lxml.etree")
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise GlossaryError(f"{source} declares entities, which are not read: export it again without them.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(bounded(data, source, MOST), parser)
    except etree.XMLSyntaxError as error:
        raise GlossaryError(f"{source} is no TBX: {' '.join(str(error).split())}.") from None
    if etree.QName(root).localname not in ("tbx", "martif"):
        raise GlossaryError(f"{source} is no TBX: it begins with <{etree.QName(root).localname}>, not with <tbx>.")
    return root


def _all(element: Any, *names: str) -> Iterator[Any]:
    """The elements of these names inside an element, whatever their namespace."""
    return (each for name in names for each in element.iter(f"{{*}}{name}"))


def _text(element: Any) -> str:
    return one_line("note", "".join(element.itertext()))


def _row(entry: Any) -> Row:
    """What every TBX says of an entry: its forms, notes, definitions and source."""
    row = dict.fromkeys(COLUMNS, "")
    for section in _all(entry, "langSec", "langSet"):
        language = section.get(LANG, "").lower()[:2]
        if language in ("ja", "en"):
            prefix = "" if language == "ja" else "en_"
            forms = _forms(section)
            if language == "en" and row["en"] and forms:
                row["en_admitted"] = "|".join(filter(None, [row["en_admitted"], *(form.text for form in forms[:1])]))
                forms = forms[1:]
            for form in forms:
                column = language if form.status == "preferred" else prefix + form.status
                values = row[column].split("|") if row[column] else []
                row[column] = "|".join(dict.fromkeys([*values, form.text]))
    texts = [_text(each) for each in entry if _name(each) == "note"]
    texts += [_text(each) for each in _all(entry, "definition")]
    texts += [_text(each) for each in _all(entry, "descrip") if each.get("type") == "definition"]
    row["note"] = " ".join(text for text in texts if text and not text.startswith(_OWN))
    row["source"] = " ".join(_text(each) for each in entry if _name(each) == "source")
    return row


def _forms(section: Any) -> list[Form]:
    """The forms of a language, the preferred one first; [] where none may be printed."""
    forms: dict[str, Form] = {}
    for each in _all(section, "termSec", "tig", "ntig"):
        text = next((_text(term) for term in _all(each, "term")), "").replace("|", " ")
        status: Status = "admitted"
        for note in _all(each, "administrativeStatus", "termNote"):
            if _name(note) != "termNote" or note.get("type") == "administrativeStatus":
                status = _STATUSES.get(_text(note), status)
        if any(_text(note) == f"{_OWN}status=forbidden" for note in _all(each, "note")):
            status = "forbidden"
        if text:
            forms.setdefault(text, Form(text, status))
    right = [form for form in forms.values() if form.status in ("preferred", "admitted")]
    right.sort(key=lambda form: form.status != "preferred")
    wrong = [form for form in forms.values() if form not in right]
    return (
        [form._replace(status="admitted" if n else "preferred") for n, form in enumerate(right)] + wrong
        if right
        else []
    )


def _own(entry: Any) -> Row:
    """What only our own files say, in notes and references."""
    row: Row = {}
    for each in entry:
        column, equals, cell = _text(each).removeprefix(_OWN).partition("=")
        if _name(each) == "note" and _text(each).startswith(_OWN) and equals and column in (*_NOTED, "short_of"):
            row[column] = cell
        if _name(each) == "crossReference":
            row["short_of"] = each.get("target", "").removeprefix("_")
    return row


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def write_terms(terms: Iterable[Term]) -> bytes:
    """The file of these terms. Raises GlossaryError where there is none, or a character that XML cannot hold."""
    etree = need("lxml.etree")
    terms = tuple(terms)
    if not terms:
        raise GlossaryError("there is no term to write: a TBX file has one at least.")
    root = etree.Element(f"{{{CORE}}}tbx", nsmap={None: CORE, "min": MIN, "basic": BASIC})
    root.attrib.update({"type": "TBX-Basic", "style": "dct", LANG: "ja"})
    about = _add(_add(_add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _add(about, "p", _ORIGIN)
    body = _add(_add(root, "text"), "body")
    ids = {term.id for term in terms}
    for term in terms:
        try:
            _entry(body, term, ids)
        except ValueError:
            raise GlossaryError(f"{term.id!r} holds a character that XML cannot: delete it.") from None
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _entry(body: Any, term: Term, ids: set[str]) -> None:
    row = row_of(term)
    entry = _add(body, "conceptEntry", id=_xml_id(term.id))
    if term.short_of in ids:
        _add(entry, "crossReference", term.short_of, BASIC, target=_xml_id(term.short_of))
    if term.source:
        _add(entry, "source", term.source, BASIC)
    if term.note:
        _add(entry, "note", term.note)
    for column in _NOTED if term.short_of in ids else (*_NOTED, "short_of"):
        if row[column]:
            _add(entry, "note", f"{_OWN}{column}={row[column]}")
    for language, forms in (("ja", term.forms), ("en", term.english_forms)):
        if forms:
            section = _add(entry, "langSec")
            section.set(LANG, language)
            for form in forms:
                each = _add(section, "termSec")
                _add(each, "term", form.text)
                _add(each, "administrativeStatus", _WRITTEN[form.status], MIN)
                if form.status == "forbidden":
                    _add(each, "note", f"{_OWN}status=forbidden")


def _add(parent: Any, name: str, text: str | None = None, space: str = CORE, **attributes: str) -> Any:
    element = parent.makeelement(f"{{{space}}}{name}", attributes)
    element.text = text
    parent.append(element)
    return element


def _xml_id(id: str) -> str:
    """An id that XML allows: none begins with a digit there."""
    return "_" + id if id[0].isdigit() else id
