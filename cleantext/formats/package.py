"""ZIP packages (DOCX, EPUB): members read within limits, and a package written with all unchanged bytes kept.

Nothing is ever unpacked to disk. What is refused, always with one sentence: what is no ZIP file or a cut-off one,
password protection, names that leave the package, a name that stands for two members, members that overlap or
unfold to more than the limits allow. Source: PKWARE APPNOTE 6.3; ECMA-376 part 2 (OPC) for the names.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import NamedTuple

from ..files import FileProblem

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x2041, 0x0008, 0x0800
_STORED, _DEFLATED = 0, 8
_NEW_YEAR_1980 = 0x21
_ESCAPES = re.compile(r"^/|^[A-Za-z]:|\\|\x00|(?:^|/)\.\.(?:/|$)")
_BIG = 4 << 20  # below this a high ratio does no harm: a table of equal cells folds well


class Limits(NamedTuple):
    """What a package may hold; sizes are bytes when unfolded, `ratio` is unfolded to folded.

    `member` holds for what is read: a film in a book is only copied.
    """

    members: int = 10_000
    member: int = 64 << 20
    total: int = 2 << 30
    ratio: int = 250


LIMITS = Limits()


class Member(NamedTuple):
    """Where a member lies in the package: data[start:end] is its whole record, data[body:body + folded] its content."""

    name: str
    start: int
    body: int
    end: int
    method: int
    crc: int
    folded: int
    size: int
    central: bytes


@dataclass(frozen=True)
class Package:
    """A package that was read: its bytes, its members by name in the order of its directory, its comment."""

    data: bytes
    members: dict[str, Member]
    comment: bytes
    limits: Limits

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members in the order of the directory; those of folders end in "/"."""
        return tuple(self.members)

    def read(self, name: str) -> bytes:
        """The content of a member. Raises FileProblem where it is missing, too large or broken."""
        if name not in self.members:
            raise FileProblem(f"lacks its part {name}; save it again in the program it comes from")
        member = self.members[name]
        if member.size > self.limits.member:
            raise FileProblem(
                f"holds a part of {member.size >> 20} MB ({name}), more than {self.limits.member >> 20} MB; "
                "split the document"
            )
        folded = self.data[member.body : member.body + member.folded]
        if member.method == _STORED:
            content = folded
        elif member.method == _DEFLATED:
            content = _unfold(folded, member)
        else:
            raise FileProblem(f"holds {name} in an unknown compression ({member.method}); save it again")
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise _broken(name)
        return content


def _unfold(folded: bytes, member: Member) -> bytes:
    """The content, and never more than the size that the directory names."""
    unfolder = zlib.decompressobj(-15)
    try:
        content = unfolder.decompress(folded, member.size + 1)
    except zlib.error:
        raise _broken(member.name) from None
    if not unfolder.eof or unfolder.unused_data:
        raise _broken(member.name)
    return content


def _broken(where: str) -> FileProblem:
    return FileProblem(f"is a broken ZIP package ({where}); copy or download it again")


def read_package(data: bytes, limits: Limits = LIMITS) -> Package:
    """The package in data; nothing is unfolded yet. Raises FileProblem for what is none or is not to be trusted."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileProblem("is protected by a password; take the password off in the program and save it again")
        raise FileProblem("is in the old binary format of Word (.doc); save it as .docx")
    if not data.startswith(b"PK"):
        raise FileProblem("is no ZIP package, whatever its name says; save it again in the program it comes from")
    count, directory, end, comment = _find_directory(data)
    if count > limits.members:
        raise FileProblem(f"holds {count} members, more than {limits.members}; split the document")
    records = _read_directory(data, directory, end, count)
    members = _place_members(data, records, directory)
    _refuse_bombs(members, limits)
    return Package(data, {member.name: member for member in members}, comment, limits)


def _find_directory(data: bytes) -> tuple[int, int, int, bytes]:
    """How many members, where the directory starts and ends, and the comment of the package."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    while at >= 0 and (len(data) < at + _END.size or at + _END.size + _END.unpack_from(data, at)[7] != len(data)):
        at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF), at)
    if at < 0:
        raise FileProblem("is a ZIP package that is cut off at its end; copy or download it again")
    _, disk, first, here, count, size, start, _ = _END.unpack_from(data, at)
    end = at
    locator = at - _LOCATOR64.size
    if locator >= 0 and data.startswith(b"PK\x06\x07", locator):
        _, disk, end, _ = _LOCATOR64.unpack_from(data, locator)
        if not data.startswith(b"PK\x06\x06", end) or end + _END64.size > locator:
            raise _broken("its end")
        _, _, _, _, disk, first, here, count, size, start = _END64.unpack_from(data, end)
    if disk or first or here != count or start + size != end:
        raise _broken("its directory")
    return count, start, end, data[at + _END.size :]


def _read_directory(data: bytes, at: int, end: int, count: int) -> list[tuple[int, bytes, Member]]:
    """The records of the directory: the member as it names itself, its name in bytes, its flags."""
    records = []
    for _ in range(count):
        if at + _CENTRAL.size > end or not data.startswith(b"PK\x01\x02", at):
            raise _broken("its directory")
        fields = _CENTRAL.unpack_from(data, at)
        flags, method, crc, folded, size, start = fields[3], fields[4], fields[7], fields[8], fields[9], fields[16]
        low = at + _CENTRAL.size
        high = low + sum(fields[10:13])
        if high > end:
            raise _broken("its directory")
        raw, extra = data[low : low + fields[10]], data[low + fields[10] : low + fields[10] + fields[11]]
        name = _decode_name(raw, flags)
        size, folded, start = _widen(extra, size, folded, start)
        if flags & _ENCRYPTED:
            raise FileProblem("is protected by a password; take the password off and save it again")
        records.append((flags, raw, Member(name, start, 0, 0, method, crc, folded, size, data[at:high])))
        at = high
    if at != end:
        raise _broken("its directory")
    return records


def _decode_name(raw: bytes, flags: int) -> str:
    try:
        name = raw.decode("utf-8")  # writers that forget the flag are more common than names in code page 437
    except UnicodeDecodeError:
        if flags & _UTF8:
            raise _broken("a name") from None
        name = raw.decode("cp437")
    if not name or _ESCAPES.search(name):
        raise FileProblem(f"holds a member whose name leaves the package ({name!r}); do not trust this file")
    return name


def _widen(extra: bytes, *values: int) -> tuple[int, int, int]:
    """Size, folded size and start, with those that did not fit 32 bits taken from the ZIP64 field."""
    wide, at = list(values), 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, at)
        if tag == 1:
            field = extra[at + 4 : at + 4 + length]
            for index in (i for i, value in enumerate(values) if value == 0xFFFFFFFF):
                if len(field) < 8:
                    raise _broken("its directory")
                wide[index], field = int.from_bytes(field[:8], "little"), field[8:]
        at += 4 + length
    size, folded, start = wide
    return size, folded, start


def _place_members(data: bytes, records: list[tuple[int, bytes, Member]], directory: int) -> list[Member]:
    """The members with the bounds of their records, which may not overlap, in the order of the directory."""
    starts = sorted(member.start for _, _, member in records)
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    seen: set[str] = set()
    placed = []
    for _, raw, member in records:
        start, end = member.start, ends[member.start]
        if start + _LOCAL.size > end or not data.startswith(b"PK\x03\x04", start):
            raise _broken(member.name)
        *_, name_length, extra_length = _LOCAL.unpack_from(data, start)
        low = start + _LOCAL.size
        body = low + name_length + extra_length
        if data[low : low + name_length] != raw or body + member.folded > end:
            raise _broken(member.name)
        if member.name.casefold() in seen:
            raise FileProblem(f"holds two members of the name {member.name}; do not trust this file")
        seen.add(member.name.casefold())
        placed.append(member._replace(body=body, end=end))
    return placed


def _refuse_bombs(members: list[Member], limits: Limits) -> None:
    total = sum(member.size for member in members)
    if total > limits.total:
        raise FileProblem(f"unfolds to {total >> 20} MB, more than {limits.total >> 20} MB; split the document")
    for member in members:
        if member.size > _BIG and member.size > limits.ratio * max(1, member.folded):
            raise FileProblem(f"holds a member that unfolds to a vast size ({member.name}); do not trust this file")


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
    end = _END.pack(b"PK\x05\x06", 0, 0, len(listed), len(listed), size, length, len(package.comment))
    return b"".join([*parts, *listed, end, package.comment])


def _placed(central: bytes, start: int) -> bytes:
    return central[:42] + struct.pack("<L", start) + central[46:]


def _fold(content: bytes, method: int) -> bytes:
    if method == _STORED:
        return content
    folder = zlib.compressobj(6, zlib.DEFLATED, -15)
    return folder.compress(content) + folder.flush()


def _record(data: bytes, member: Member, content: bytes) -> tuple[bytes, bytes]:
    """The local record and the directory's record of a member with new content; its sizes stand in its head."""
    method = _STORED if member.method == _STORED else _DEFLATED
    folded, crc = _fold(content, method), zlib.crc32(content)
    head = bytearray(data[member.start : member.body])
    names, _ = struct.unpack_from("<2H", head, 26)
    extra = _without_zip64(bytes(head[_LOCAL.size + names :]))
    flags = struct.unpack_from("<H", head, 6)[0] & ~_DESCRIPTOR
    struct.pack_into("<2H", head, 6, flags, method)
    struct.pack_into("<3L2H", head, 14, crc, len(folded), len(content), names, len(extra))
    central = bytearray(_narrow(member))
    struct.pack_into("<2H", central, 8, flags, method)
    struct.pack_into("<3L", central, 16, crc, len(folded), len(content))
    return bytes(head[: _LOCAL.size + names]) + extra + folded, bytes(central)


def _narrow(member: Member) -> bytes:
    """A directory record whose sizes all stand in its 32-bit fields: limits and positions fit them."""
    fields = list(_CENTRAL.unpack_from(member.central))
    if 0xFFFFFFFF not in (fields[8], fields[9], fields[16]):
        return member.central
    low = _CENTRAL.size + fields[10]
    extra = _without_zip64(member.central[low : low + fields[11]])
    rest = member.central[low + fields[11] :]
    fields[8], fields[9], fields[11] = member.folded, member.size, len(extra)
    return _CENTRAL.pack(*fields) + member.central[_CENTRAL.size : low] + extra + rest


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
    common = (20, 0 if name.isascii() else _UTF8, _DEFLATED, 0, _NEW_YEAR_1980, 0, 0, 0, len(raw), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *common) + raw
    central = _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, 0) + raw
    return _record(local, Member(name, 0, len(local), len(local), _DEFLATED, 0, 0, 0, central), content)
