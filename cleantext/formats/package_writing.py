"""ZIP packages written anew: what is not changed keeps its bytes. Source: PKWARE APPNOTE 6.3."""

from __future__ import annotations

import struct
import zlib

from .package import CENTRAL, DEFLATED, DESCRIPTOR, END, LOCAL, STORED, UTF8, Member, Package

_NEW_YEAR_1980 = 0x21


def write_package(package: Package, changed: dict[str, bytes], added: dict[str, bytes] | None = None) -> bytes:
    """The package with the content of some members changed and some added.

    The record of every other member is copied byte for byte, in its place and order; a changed member keeps its
    name, date and compression. With nothing changed or added these are the very bytes that were read.
    Raises KeyError for a changed member that is not there, ValueError for an added one that is.
    """
    added = added or {}
    if not changed and not added:
        return package.data
    if taken := [name for name in added if name in package.members]:
        raise ValueError(f"already in the package: {', '.join(taken)}")
    new = {name: (package.members[name], content) for name, content in changed.items()}
    order = sorted(package.members.values(), key=lambda member: member.start)
    parts = [package.data[: order[0].start if order else 0]]
    length, directory = len(parts[0]), {}
    for member in order:
        if member.name in new:
            record, central = _record(package.data, *new[member.name])
        else:
            record, central = package.data[member.start : member.end], _narrow(member)
        directory[member.name] = _placed(central, length)
        parts.append(record)
        length += len(record)
    listed = [directory[name] for name in package.members]
    for name, content in added.items():
        record, central = _new_record(name, content)
        listed.append(_placed(central, length))
        parts.append(record)
        length += len(record)
    size = sum(map(len, listed))
    end = END.pack(b"PK\x05\x06", 0, 0, len(listed), len(listed), size, length, len(package.comment))
    return b"".join([*parts, *listed, end, package.comment])


def _placed(central: bytes, start: int) -> bytes:
    return central[:42] + struct.pack("<L", start) + central[46:]


def _fold(content: bytes, method: int) -> bytes:
    if method == STORED:
        return content
    folder = zlib.compressobj(6, zlib.DEFLATED, -15)
    return folder.compress(content) + folder.flush()


def _record(data: bytes, member: Member, content: bytes) -> tuple[bytes, bytes]:
    """The local record and the directory's record of a member with new content; its sizes stand in its head."""
    method = STORED if member.method == STORED else DEFLATED
    folded, crc = _fold(content, method), zlib.crc32(content)
    head = bytearray(data[member.start : member.body])
    names, _ = struct.unpack_from("<2H", head, 26)
    extra = _without_zip64(bytes(head[LOCAL.size + names :]))
    flags = struct.unpack_from("<H", head, 6)[0] & ~DESCRIPTOR
    struct.pack_into("<2H", head, 6, flags, method)
    struct.pack_into("<3L2H", head, 14, crc, len(folded), len(content), names, len(extra))
    central = bytearray(_narrow(member))
    struct.pack_into("<2H", central, 8, flags, method)
    struct.pack_into("<3L", central, 16, crc, len(folded), len(content))
    return bytes(head[: LOCAL.size + names]) + extra + folded, bytes(central)


def _narrow(member: Member) -> bytes:
    """A directory record whose sizes all stand in its 32-bit fields: limits and positions fit them."""
    fields = list(CENTRAL.unpack_from(member.central))
    if 0xFFFFFFFF not in (fields[8], fields[9], fields[16]):
        return member.central
    low = CENTRAL.size + fields[10]
    extra = _without_zip64(member.central[low : low + fields[11]])
    rest = member.central[low + fields[11] :]
    fields[8], fields[9], fields[11] = member.folded, member.size, len(extra)
    return CENTRAL.pack(*fields) + member.central[CENTRAL.size : low] + extra + rest


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, at)
        if tag != 1:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]


def _new_record(name: str, content: bytes) -> tuple[bytes, bytes]:
    raw = name.encode()
    common = (20, 0 if name.isascii() else UTF8, DEFLATED, 0, _NEW_YEAR_1980, 0, 0, 0, len(raw), 0)
    local = LOCAL.pack(b"PK\x03\x04", *common) + raw
    central = CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, 0) + raw
    return _record(local, Member(name, 0, len(local), len(local), DEFLATED, 0, 0, 0, central), content)
