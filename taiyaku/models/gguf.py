"""How long a GGUF file must be, by its own table of tensors: a download that broke off still begins as a model does.

Source of the layout: docs/gguf.md of ggml, versions 2 and 3.
"""

from __future__ import annotations

from struct import calcsize, unpack
from typing import BinaryIO

_VERSIONS = (2, 3)
_SCALARS = dict(enumerate("BbHhIif?")) | {10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_LONGEST, _MOST = 1 << 27, 1 << 24
"""Bytes of a string, and entries of a table; with more the file is none that can be read."""

_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 10: (256, 84),
    11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 30: (1, 2),
}  # fmt: skip
"""Of a kind of numbers: how many are in a block, and its bytes. Of other kinds only the first byte is counted."""


def least_size(file: BinaryIO) -> int:
    """Bytes that the file has at least if it is whole; 0 where its table cannot be read.

    Raises EOFError where the file ends within the table.
    """
    try:
        file.seek(4)
        if _number(file, "I") not in _VERSIONS:
            return 0
        tensors, settings = _count(file), _count(file)
        alignment = 32
        for _ in range(settings):
            name, value = _text(file), _value(file, _number(file, "I"))
            if name == b"general.alignment" and value:
                alignment = value
        ends = [_tensor_end(file) for _ in range(tensors)]
    except ValueError:
        return 0
    begin = -(-file.tell() // alignment) * alignment
    return begin + max(ends, default=0)


def _tensor_end(file: BinaryIO) -> int:
    """Where a tensor ends, in bytes from the first one's beginning."""
    _text(file)
    numbers = 1
    for _ in range(_number(file, "I")):
        numbers *= _number(file, "Q")
    size, width = _BLOCKS.get(_number(file, "I"), (0, 1))
    return _number(file, "Q") + (numbers // size * width if size else 1)


def _value(file: BinaryIO, kind: int) -> int:
    """A value that is a number, or 0 where it is anything else, which is passed over."""
    if kind == _STRING:
        _text(file)
    elif kind == _ARRAY:
        inner, count = _number(file, "I"), _count(file)
        if inner in _SCALARS:
            _read(file, count * calcsize(f"<{_SCALARS[inner]}"))
        elif inner == _STRING:
            for _ in range(count):
                _text(file)
        else:
            raise ValueError(f"no kind of list: {inner}")
    elif kind in _SCALARS:
        return int(_number(file, _SCALARS[kind]))
    else:
        raise ValueError(f"no kind of value: {kind}")
    return 0


def _number(file: BinaryIO, form: str) -> int:
    number: int = unpack(f"<{form}", _read(file, calcsize(f"<{form}")))[0]
    return number


def _count(file: BinaryIO) -> int:
    count = _number(file, "Q")
    if count > _MOST:
        raise ValueError(f"too many: {count}")
    return count


def _text(file: BinaryIO) -> bytes:
    return _read(file, _number(file, "Q"))


def _read(file: BinaryIO, size: int) -> bytes:
    if size > _LONGEST:
        raise ValueError(f"too long: {size}")
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return data
