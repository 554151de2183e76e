"""ZIP packages: what is read, what is refused, and that a changed package keeps every other byte."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.files import FileProblem
from cleantext.formats.package import Limits, read_package
from cleantext.formats.package_writing import write_package

CONTENT = {"mimetype": b"application/epub+zip", "word/document.xml": b"<w/>" * 500, "media/画像.png": bytes(range(256))}


def make_zip(content: dict[str, bytes] = CONTENT, comment: bytes = b"", streamed: bool = False) -> bytes:
    """A package; a streamed one carries the sizes after each member's content."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return not streamed

        def tell(self) -> int:
            if streamed:
                raise OSError
            return super().tell()

        def seek(self, *args: int) -> int:
            if streamed:
                raise OSError
            return super().seek(*args)

    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            info = zipfile.ZipInfo(name, (2026, 1, 20, 12, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, data)
        package.comment = comment
    return out.getvalue()


def zip64(data: bytes) -> bytes:
    """A package of one stored member "a" whose sizes, place and directory all stand in ZIP64 fields."""
    crc, big = zlib.crc32(data), 0xFFFFFFFF
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 45, 0, 0, 0, 33, crc, big, big, 1, 20) + b"a"
    local += struct.pack("<2H2Q", 1, 16, len(data), len(data)) + data
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 0, 0, 33, crc, big, big, 1, 28, 0, 0, 0, 0, big) + b"a"
    entry += struct.pack("<2H3Q", 1, 24, len(data), len(data), 0)
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(entry), len(local))
    end += struct.pack("<4sLQL", b"PK\6\7", 0, len(local) + len(entry), 1)
    return local + entry + end + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, big, big, 0)


def content_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("comment", [b"", b"a comment with PK\x05\x06 in it, and a good deal more than 22 bytes"])
def test_members_are_read_and_nothing_changed_is_the_same_bytes(streamed: bool, comment: bytes) -> None:
    data = make_zip(comment=comment, streamed=streamed)
    package = read_package(data)
    assert {name: package.read(name) for name in package.names} == CONTENT
    assert write_package(package, {}) == data
    assert write_package(package, {}, {}) is data


@pytest.mark.parametrize("streamed", [False, True])
def test_only_the_changed_member_changes(streamed: bool) -> None:
    data = make_zip(comment=b"kept", streamed=streamed)
    package = read_package(data)
    new = write_package(package, {"word/document.xml": b"<new/>"}, {"word/註釈.xml": b"<c/>"})
    assert content_of(new) == {**CONTENT, "word/document.xml": b"<new/>", "word/註釈.xml": b"<c/>"}
    again = read_package(new)
    assert again.names == (*CONTENT, "word/註釈.xml")
    assert again.comment == b"kept"
    for name in ("mimetype", "media/画像.png"):
        old, now = package.members[name], again.members[name]
        assert new[now.start : now.end] == data[old.start : old.end]
        assert now.central[:42] + now.central[46:] == old.central[:42] + old.central[46:]
    with zipfile.ZipFile(io.BytesIO(new)) as written:
        assert written.getinfo("word/document.xml").date_time == (2026, 1, 20, 12, 0, 0)
        assert written.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert written.infolist()[0].header_offset == 0


def test_a_stored_member_stays_stored() -> None:
    new = write_package(read_package(make_zip()), {"mimetype": b"text/plain"})
    assert new[30:48] == b"mimetypetext/plain"
    assert content_of(new)["mimetype"] == b"text/plain"


def test_zip64_fields_are_read_and_written() -> None:
    data = zip64(b"content")
    assert content_of(data) == {"a": b"content"}
    package = read_package(data)
    assert package.read("a") == b"content"
    assert content_of(write_package(package, {}, {"b": b"more"})) == {"a": b"content", "b": b"more"}
    assert content_of(write_package(package, {"a": b"new"})) == {"a": b"new"}


@given(st.dictionaries(st.text("abcあ/.", min_size=1).filter(lambda n: ".." not in n and n[0] != "/"), st.binary()))
def test_any_content_survives_a_change(content: dict[str, bytes]) -> None:
    package = read_package(make_zip({"first": b"1"} | content))
    new = read_package(write_package(package, {"first": b"2"}))
    assert {name: new.read(name) for name in new.names} == {"first": b"2"} | content | {"first": b"2"}


def test_what_is_asked_wrongly() -> None:
    package = read_package(make_zip())
    with pytest.raises(FileProblem, match="lacks its part"):
        package.read("word/nothing.xml")
    with pytest.raises(KeyError):
        write_package(package, {"word/nothing.xml": b""})
    with pytest.raises(ValueError, match="already"):
        write_package(package, {}, {"mimetype": b""})


def duplicate() -> bytes:
    return make_zip({"aaaa": b"1", "bbbb": b"2"}).replace(b"bbbb", b"aaaa")


def overlapping() -> bytes:
    """Two records of the directory that name one local record."""
    data = bytearray(make_zip({"a": b"x" * 99, "b": b"y"}))
    second = data.rfind(b"PK\1\2")
    struct.pack_into("<L", data, second + 42, 0)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(make_zip())
    data[data.find(b"PK\1\2") + 8] |= 1
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "empty": (b"", "no ZIP package"),
    "text": ("記事".encode(), "no ZIP package"),
    "old Word": (OLE + bytes(600), r"\.doc"),
    "password, by Word": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "password, by ZIP": (encrypted(), "password"),
    "cut off": (make_zip()[:-30], "cut off"),
    "cut in its start": (b"PK\3\4" + make_zip()[100:], "broken ZIP"),
    "rooted name": (make_zip({"/etc/passwd": b""}), "leaves the package"),
    "name that climbs": (make_zip({"a/../../b": b""}), "leaves the package"),
    "name of Windows": (make_zip({"a|b": b""}).replace(b"a|b", b"a\\b"), "leaves the package"),
    "two of one name": (duplicate(), "two members"),
    "two but for case": (make_zip({"Word/a": b"", "word/A": b""}), "two members"),
    "overlap": (overlapping(), "broken ZIP"),
    "bomb": (make_zip({"a": bytes(8 << 20)}), "vast size"),
    "many members": (make_zip({str(n): b"" for n in range(11_000)}), "11000 members"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_sentence(case: str) -> None:
    data, says = REFUSED[case]
    with pytest.raises(FileProblem, match=says) as problem:
        read_package(data)
    assert "\n" not in str(problem.value)
    assert ";" in str(problem.value)


def test_limits_hold_for_what_is_read() -> None:
    package = read_package(make_zip(), Limits(member=1000))
    with pytest.raises(FileProblem, match="split the document"):
        package.read("word/document.xml")
    with pytest.raises(FileProblem, match="unfolds to"):
        read_package(make_zip(), Limits(total=1000))


def test_a_size_that_lies_unfolds_no_more_than_it_says() -> None:
    data = bytearray(make_zip({"a": bytes(64 << 20)}))
    struct.pack_into("<L", data, data.find(b"PK\1\2") + 24, 100)
    package = read_package(bytes(data))
    tracemalloc.start()
    with pytest.raises(FileProblem, match="broken ZIP"):
        package.read("a")
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


@given(st.data())
def test_a_damaged_package_is_refused_or_read(data: st.DataObject) -> None:
    """No damage raises anything but FileProblem."""
    damaged = bytearray(make_zip())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        package = read_package(bytes(damaged))
        for name in package.names:
            package.read(name)
        write_package(package, {}, {"new": b""})
    except FileProblem:
        pass
