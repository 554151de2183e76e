"""Reading and writing files so that nothing is lost: encodings told apart, writing whole or not at all."""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import NamedTuple

from .characters import HIRAGANA, KANJI, KATAKANA
from .lazy import lazy

LARGEST = 1 << 30
"""Bytes that a file may have to be read at all."""


class FileProblem(OSError):
    """A file that cannot be read or written; the message is one sentence that says what to do."""


class Decoded(NamedTuple):
    """Text with how it was stored. `bom` is the byte order mark that stood before it, b"" if none."""

    text: str
    encoding: str
    bom: bytes


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (
    (b"%PDF-", "is a PDF; give the Word file, the page or the text that it was made from"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file (.doc); save it as .docx"),
    (b"{\\rtf", "is a Rich Text file (.rtf); save it as .docx"),
    (b"PK\x03\x04", "is a packed file (.zip, .odt, .pages …); give a .docx, .epub, .html, .md or .txt"),
)
"""How files begin that editors take for a text, and what to do with them."""
_EXPECTED = lazy(f"[{HIRAGANA}{KATAKANA}{KANJI}\x20-\x7e\r\n\t\u3000-\u30ff！-～①-⑳■-◯※→―…]")
_HALF_WIDTH = lazy("[｡-ﾟ]")
_DAMAGE = lazy("\ufffd+")
_CONTROL = lazy("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])


def decode(data: bytes) -> Decoded:
    """Text of data: UTF-8, UTF-16, UTF-32 (by mark), ISO-2022-JP, Shift_JIS (cp932) or EUC-JP.

    Where no mark tells, UTF-8 is tried first (it refuses what is not UTF-8), then the Japanese
    encoding under which the most characters are kana, kanji and ordinary signs.
    Raises FileProblem for data that is no text in any of them, or a document of a kind that is known not to be one.
    """
    for head, problem in _NO_TEXT:
        if data.startswith(head):
            raise FileProblem(problem)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data[len(bom) :].decode(encoding), encoding, bom)
            except UnicodeDecodeError as e:
                raise FileProblem(
                    f"is marked as {encoding.upper()} but is broken at byte {len(bom) + e.start}; "
                    "save it again as UTF-8"
                ) from None
    if b"\x00" in data[:4096]:
        return _decode_utf16(data)
    if b"\x1b$" in data and data.isascii():  # before UTF-8, which all of ISO-2022-JP's bytes are too
        try:
            return Decoded(data.decode("iso2022_jp_ext"), "iso2022_jp_ext", b"")
        except UnicodeDecodeError:
            pass
    try:
        decoded = Decoded(data.decode("utf-8"), "utf-8", b"")
        return decoded if len(data.translate(None, _CONTROL_BYTES)) == len(data) else _refuse_binary(decoded)
    except UnicodeDecodeError as e:
        broken = e.start
    _refuse_torn(data, broken)
    best: Decoded | None = None
    for encoding in ("cp932", "euc_jp", "euc_jis_2004"):
        try:
            candidate = Decoded(data.decode(encoding), encoding, b"")
        except UnicodeDecodeError:
            continue
        if best is None or _plausible(candidate.text) > _plausible(best.text) + 1e-9:
            best = candidate
    if best is None or _plausible(best.text) < 0.7:
        raise FileProblem(
            f"is no text in UTF-8 (broken at byte {broken}), UTF-16, Shift_JIS or EUC-JP; save it again as UTF-8"
        )
    return _refuse_binary(best)


def _refuse_torn(data: bytes, broken: int) -> None:
    """Three Japanese characters of UTF-8 are no accident: what follows them is damage, not another encoding.

    Nor are two in a short text in which no more than one place is no UTF-8.
    """
    before = data[:broken].decode("utf-8")
    torn = len(before) - len(before.encode("ascii", "ignore")) > 2 and _plausible(before) > 0.9
    if not torn and len(data) <= 64:
        text = data.decode("utf-8", "replace")
        japanese = sum(1 for sign in text if not sign.isascii() and _EXPECTED.match(sign))
        torn = japanese > 1 and len(_DAMAGE.findall(text)) == 1
    if torn:
        raise FileProblem(
            f"is UTF-8 but is broken at byte {broken}; take it from its source again, or save it again as UTF-8"
        )


def _decode_utf16(data: bytes) -> Decoded:
    """UTF-16 without a mark, told by where the zero bytes of line ends and digits stand."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text) > 0.9:
            return Decoded(text, encoding, b"")
    raise FileProblem("is not a text file (it holds zero bytes); give a text file")


def _refuse_binary(decoded: Decoded) -> Decoded:
    if len(_CONTROL.findall(decoded.text[:65536])) > len(decoded.text[:65536]) / 100:
        raise FileProblem("is not a text file (it is full of control characters); give a text file")
    return decoded


def _plausible(text: str) -> float:
    """The share of characters that Japanese text is made of, in the first 65,536.

    Half-width kana count half: text read in the wrong encoding is full of them.
    """
    sample = text[:65536]
    return (len(_EXPECTED.findall(sample)) + len(_HALF_WIDTH.findall(sample)) / 2) / max(1, len(sample))


def encode(text: str, encoding: str, bom: bytes = b"") -> bytes:
    """The bytes of text as `decode` found them. Raises FileProblem where the encoding lacks a character.

    In cp932 the wave dash 〜 (U+301C) is written as what cp932 reads its own as, ～ (U+FF5E).
    """
    try:
        return bom + (text.replace("\u301c", "\uff5e") if encoding == "cp932" else text).encode(encoding)
    except UnicodeEncodeError as e:
        raise FileProblem(
            f"cannot be written in {encoding}: it has no {text[e.start]!r}; add --encoding utf-8"
        ) from None


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a file, or of a pipe to its end. Raises FileProblem with a sentence where that cannot be done."""
    path = Path(path)
    parts: list[bytes] = []
    size = 0
    try:
        with path.open("rb") as file:
            while size <= LARGEST and (part := file.read(1 << 18)):
                parts.append(part)
                size += len(part)
    except FileNotFoundError:
        raise FileProblem(f"{path}: no such file; check the name and the folder") from None
    except IsADirectoryError:
        raise FileProblem(f"{path}: is a folder; name a file") from None
    except PermissionError:
        raise FileProblem(f"{path}: may not be read; change its permissions or copy it") from None
    except OSError as e:
        raise FileProblem(f"{path}: cannot be read ({e.strerror}); check the disk or the drive") from None
    if size > LARGEST:
        raise FileProblem(f"{path}: is larger than {LARGEST >> 20} MB; split it")
    return parts[0] if len(parts) == 1 else b"".join(parts)


def write_atomic(path: Path | str, data: bytes) -> None:
    """Write data to path whole or not at all: a file beside it, fsync, rename; permissions are kept.

    A symbolic link is followed, so that it stays one. Raises FileProblem; the old file is then untouched.
    """
    import tempfile  # takes a while, and checking writes nothing

    path, named = Path(os.path.realpath(path)), path
    if path.is_dir():
        raise FileProblem(f"{named}: is a folder; name a file")
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".taiyaku-", delete=False) as out:
            temporary = out.name
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            if not os.access(path, os.W_OK):
                raise PermissionError
            os.chmod(temporary, path.stat().st_mode & 0o7777)
        else:
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
    except FileNotFoundError:
        raise FileProblem(f"{named}: its folder does not exist; make it or name another") from None
    except PermissionError:
        raise FileProblem(f"{named}: may not be written; choose another place with -o") from None
    except OSError as e:
        raise FileProblem(f"{named}: could not be written ({e.strerror}); nothing was changed") from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
