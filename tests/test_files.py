"""Files: encodings told apart, bytes kept where nothing changes, and writing whole or not at all."""

import codecs
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import files
from cleantext.files import Decoded, FileProblem, decode, encode, read_bytes, write_atomic
from cleantext.formats import document_bytes, parse_document, read_document

JAPANESE = "首都では、雪が降った。\r\n「寒いですか？」と彼女は聞いた。\r\n平均気温はマイナス14度である。"


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("cp932", b""),
        ("euc_jp", b""),
        ("iso2022_jp_ext", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
@pytest.mark.parametrize("end", ["", "\r\n", "\r", "\n\n"])
def test_encodings_are_told_apart(encoding: str, bom: bytes, end: str) -> None:
    text = JAPANESE + end
    data = bom + text.encode(encoding)
    assert decode(data) == Decoded(text, encoding, bom)
    assert encode(text, encoding, bom) == data
    for form in ("txt", "md", "html"):
        assert document_bytes(parse_document(data, form)) == data


def test_a_short_text_in_an_old_encoding() -> None:
    assert decode("ｶﾅと漢字。".encode("cp932")).text == "ｶﾅと漢字。"
    assert decode("漢字とかな。".encode("euc_jp")).text == "漢字とかな。"
    assert decode("①②と髙﨑".encode("cp932")).text == "①②と髙﨑"


def test_latin_and_empty_text() -> None:
    assert decode(b"") == Decoded("", "utf-8", b"")
    assert decode(b"plain") == Decoded("plain", "utf-8", b"")
    assert decode(codecs.BOM_UTF8) == Decoded("", "utf-8", codecs.BOM_UTF8)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t"), max_size=60))
def test_utf8_comes_back_byte_for_byte(text: str) -> None:
    data = text.encode()
    decoded = decode(data)
    assert encode(*decoded) == data
    assert document_bytes(parse_document(data)) == data


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except FileProblem as e:
        assert one_sentence(e)
    else:
        assert encode(*decoded)[len(decoded.bom) :].decode(decoded.encoding) == decoded.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00", "not a text file"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"PK\x03\x04\x14\x00\x06\x00" + b"\x9c\xa7\xff\x00" * 40, "is a packed file"),
        (b"\x01\x02\x03\x04" * 50, "control characters"),
        (JAPANESE.encode()[:-1] + "。".encode()[:2], "is UTF-8 but is broken at byte"),
        (codecs.BOM_UTF8 + b"abc\xff", "marked as UTF-8 but is broken at byte 6"),
        ("日,".encode() + b"\xed\xa0\x80" + "本\n".encode(), "is UTF-8 but is broken at byte 4"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "marked as UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(FileProblem) as caught:
        decode(data)
    assert words in str(caught.value)
    assert one_sentence(caught.value)


def one_sentence(error: Exception) -> bool:
    said = str(error)
    return "\n" not in said and "; " in said and not said.endswith(".")


def test_a_character_the_encoding_lacks() -> None:
    with pytest.raises(FileProblem, match="cannot be written in cp932: it has no '😀'; add --encoding utf-8"):
        encode("笑😀", "cp932")


def test_reading_refuses_with_the_name(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a folder")):
        with pytest.raises(FileProblem) as caught:
            read_bytes(path)
        assert str(caught.value).startswith(f"{path}: ")
        assert words in str(caught.value)
    torn = tmp_path / "torn.txt"
    torn.write_bytes("雪".encode() * 9 + b"\xe3")
    with pytest.raises(FileProblem, match=r"torn\.txt: "):
        read_document(torn)


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_writing_keeps_permissions(tmp_path: Path) -> None:
    path = tmp_path / "記事.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert left_over(tmp_path) == []


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a.txt", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real, link = tmp_path / "there" / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert left_over(tmp_path) == left_over(tmp_path / "there") == []


def test_targets_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="its folder does not exist"):
        write_atomic(tmp_path / "none" / "a.txt", b"x")
    with pytest.raises(FileProblem, match="is a folder"):
        write_atomic(tmp_path, b"x")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileProblem, match="could not be written|does not exist"):
        write_atomic(tmp_path / "file" / "a.txt", b"x")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(FileProblem, match="may not be written"):
        write_atomic(path, b"new")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileProblem, match="may not be written"):
            write_atomic(tmp_path / "b.txt", b"new")
    finally:
        tmp_path.chmod(0o700)
    assert path.read_bytes() == b"old"
    assert left_over(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    code = (
        "import resource, signal, sys; from cleantext.files import FileProblem, write_atomic\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_atomic(sys.argv[1], b'x' * 100_000)\n"
        "except FileProblem as e: print(e)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert "could not be written" in ran.stdout
    assert "nothing was changed" in ran.stdout
    assert path.read_bytes() == b"old"
    assert left_over(tmp_path) == []


def test_a_file_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    (tmp_path / "a.txt").write_bytes(b"a" * (1 << 20))
    assert len(read_bytes(tmp_path / "a.txt")) == 1 << 20
    (tmp_path / "b.txt").write_bytes(b"a" * ((1 << 20) + 1))
    for path in (tmp_path / "b.txt", Path("/dev/zero")):
        if path.exists():
            with pytest.raises(FileProblem, match="is larger than 1 MB; split it"):
                read_bytes(path)
