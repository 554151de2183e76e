"""Inputs: editions that come back from other programs, one file a format.

An input is a module with `read(data, name) -> Returned`, and one line in `INPUTS`. What a file is, is seen from its
content; its ending does not count. All raise FileProblem with one sentence for what cannot be read.

>>> [row.target for row in read_rows(b"id,ja,en\\r\\ns0001,\\xe6\\x96\\x87,Text\\r\\n", "a.csv").rows]
['Text']
"""

from __future__ import annotations

import re
from importlib import import_module

from cleantext.files import FileProblem

from .rows import Returned as Returned
from .rows import Row as Row
from .rows import tidy as tidy

__all__ = ["INPUTS", "Returned", "Row", "format_of", "read_rows", "tidy"]

INPUTS: dict[str, str] = {
    "csv": "translate.inputs.csv",
    "jsonl": "translate.inputs.jsonl",
    "tmx": "translate.inputs.tmx",
    "tsv": "translate.inputs.tsv",
    "xliff": "translate.inputs.xliff",
    "xliff2": "translate.inputs.xliff2",
    "xlsx": "translate.inputs.xlsx",
}
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(tmx|xliff)[\s>]([^>]*)")
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_VERSION = re.compile(rb"""\sversion\s*=\s*["']\s*([0-9]+)""")


def read_rows(data: bytes, name: str) -> Returned:
    """The rows of an exchange file in any format of `INPUTS`. Raises FileProblem."""
    read: Returned = import_module(INPUTS[format_of(data, name)]).read(data, name)
    return read


def format_of(data: bytes, name: str) -> str:
    """The format of a file, a key of `INPUTS`; `name` is for the message. Raises FileProblem."""
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileProblem(f"{name} is an old Office file (.xls), or has a password: save it as .xlsx without one")
    head = data[: 1 << 16].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        found = _ROOT.search(b" " + _COMMENT.sub(b"", head))
        if found is None:
            raise FileProblem(f"{name} is XML, but neither TMX nor XLIFF: export it as one of the two")
        if found[1] == b"tmx":
            return "tmx"
        version = _VERSION.search(b" " + found[2])
        return "xliff2" if version and int(version[1]) >= 2 else "xliff"
    if head.startswith(b"{"):
        return "jsonl"
    if re.match(rb"\[\s*\{", head):
        raise FileProblem(f"{name} is one JSON array: write its objects as JSON Lines, one on each line")
    first = b"".join(head.splitlines()[:1]).lower()
    return "tsv" if b"\t" in first and b"comment" not in first else "csv"
