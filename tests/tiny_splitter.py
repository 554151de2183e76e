"""An ONNX model that ends a sentence after 。！？, in the form that LibreTranslate's splitter (MiniSBD) reads.

LibreTranslate fetches a splitter at its first start; this one lets it run where no network is. It is written field by
field in the protocol buffers of ONNX (onnx.proto3, version 13 of the operators): one Gather from a table.
"""

from __future__ import annotations

import json
import struct

UNITS = ["<PAD>", "<UNK>", "<EMPTY>", "<ROOT>", "。", "！", "？"]
CLASSES = 5
"""Of each sign: 0 goes on, 1 ends a token, 2 ends a sentence, 3 and 4 are not used."""


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def value_info(name: str, kind: int, *dims: str) -> bytes:
    shape = b"".join(field(1, field(2, dim)) for dim in dims)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def splitter() -> bytes:
    """The model in bytes."""
    rows = [0.0, 1.0, 0.0, 0.0, 0.0] * 4 + [0.0, 1.0, 5.0, 0.0, 0.0] * 3
    table = field(1, len(UNITS)) + field(1, CLASSES) + field(2, 1) + field(8, "table")
    table += field(9, struct.pack(f"<{len(rows)}f", *rows))
    node = field(1, "table") + field(1, "units") + field(2, "logits") + field(4, "Gather")
    graph = field(1, node) + field(2, "splitter") + field(5, table)
    graph += field(11, value_info("units", 7, "b", "t")) + field(11, value_info("features", 1, "b", "t", "f"))
    graph += field(12, value_info("logits", 1, "b", "t", "c"))
    numbers = {unit: number for number, unit in enumerate(UNITS)}
    vocabulary = {"lang": "ja", "idx": 0, "cutoff": 0, "lower": False, "_id2unit": UNITS, "_unit2id": numbers}
    told = {"lang_code": "ja", "config": json.dumps({"feat_funcs": ["space_before"]}), "vocab": json.dumps(vocabulary)}
    model = field(1, 8) + field(7, graph) + field(8, field(2, 13))
    return model + b"".join(field(14, field(1, key) + field(2, value)) for key, value in told.items())
