"""ZIP packages (DOCX, EPUB): members read within limits; `package_writing` writes one with unchanged bytes kept.

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

END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, DESCRIPTOR, UTF8 = 0x2041, 0x0008, 0x0800
STORED, DEFLATED = 0, 8
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
        if member.method == STORED:
            content = folded
        elif member.method == DEFLATED:
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
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - END.size - 0xFFFF))
    while at >= 0 and (len(data) < at + END.size or at + END.size + END.unpack_from(data, at)[7] != len(data)):
        at = data.rfind(b"PK\x05\x06", max(0, len(data) - END.size - 0xFFFF), at)
    if at < 0:
        raise FileProblem("is a ZIP package that is cut off at its end; copy or download it again")
    _, disk, first, here, count, size, start, _ = END.unpack_from(data, at)
    end = at
    locator = at - _LOCATOR64.size
    if locator >= 0 and data.startswith(b"PK\x06\x07", locator):
        _, disk, end, _ = _LOCATOR64.unpack_from(data, locator)
        if not data.startswith(b"PK\x06\x06", end) or end + _END64.size > locator:
            raise _broken("its end")
        _, _, _, _, disk, first, here, count, size, start = _END64.unpack_from(data, end)
    if disk or first or here != count or start + size != end:
        raise _broken("its directory")
    return count, start, end, data[at + END.size :]


def _read_directory(data: bytes, at: int, end: int, count: int) -> list[tuple[int, bytes, Member]]:
    """The records of the directory: the member as it names itself, its name in bytes, its flags."""
    records = []
    for _ in range(count):
        if at + CENTRAL.size > end or not data.startswith(b"PK\x01\x02", at):
            raise _broken("its directory")
        fields = CENTRAL.unpack_from(data, at)
        flags, method, crc, folded, size, start = fields[3], fields[4], fields[7], fields[8], fields[9], fields[16]
        low = at + CENTRAL.size
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
        if flags & UTF8:
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
        if start + LOCAL.size > end or not data.startswith(b"PK\x03\x04", start):
            raise _broken(member.name)
        *_, name_length, extra_length = LOCAL.unpack_from(data, start)
        low = start + LOCAL.size
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
        raise FileProblem(f"unfolds to {(total >> 20) + 1} MB, more than {limits.total >> 20} MB; split the document")
    for member in members:
        if member.size > _BIG and member.size > limits.ratio * max(1, member.folded):
            raise FileProblem(f"holds a member that unfolds to a vast size ({member.name}); do not trust this file")
