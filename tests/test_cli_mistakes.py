"""What people call wrongly, or give by mistake: the sentence says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_inside import Run


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chek", "a.txt"], "there is no command 'chek'; did you mean 'check'? (see taiyaku --help)"),
        (["help"], "there is no command 'help'; known are check, clean, translate,"),
        (["glossary", "ad"], "there is no command 'ad'; did you mean 'add'? (see taiyaku glossary --help)"),
        (["check", "--profil", "jtf", "a.txt"], "--profile"),
        (["clean", "a.txt", "-o", "."], "a.txt: is the original; name another folder with -o, or say --in-place"),
        (["clean", "a.txt", "-o", "a.txt"], "a.txt: is the original; name another file with -o, or say --in-place"),
        (["models", "add", "a.txt"], "a.txt is not a GGUF model; give a file of which the name ends in .gguf"),
        (["models", "add", "torn.gguf"], "torn.gguf is only the beginning of a GGUF model; fetch or copy it again"),
        (["revise", "a.txt", "-o", "out"], "out: holds no edition"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(words: list[str], sentence: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会談は終わった。\n", "utf-8")
    (tmp_path / "torn.gguf").write_bytes(b"GGUF")
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert err.startswith("taiyaku: ") and sentence in err


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "is a PDF; give the Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "is an old Office file (.doc); save it as .docx"),
        (b"{\\rtf1\\ansi \\'82\\'a0}", "is a Rich Text file (.rtf); save it as .docx"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "is a packed file (.zip, .odt, .pages …)"),
    ],
)
def test_a_document_of_another_kind_is_no_text(head: bytes, sentence: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "記事"
    path.write_bytes(head)
    for words in (("check", "記事"), ("clean", "記事", "-o", "out.txt"), ("check", "-")):
        code, out, err = run(*words, stdin=head)
        assert (code, out) == (2, b"") and sentence in err and err.count("\n") == 1
    assert path.read_bytes() == head and not (tmp_path / "out.txt").exists()
