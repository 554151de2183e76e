"""`taiyaku glossary add` and `edit` on a terminal: questions asked, answered, and left half-way."""

import errno
import json
import os
import pty
import select
import signal
import sys
import time
from collections.abc import Iterator

import pytest
from cli_glossary import HOUSE, Editor, G
from cli_project import ROOT


class Terminal:
    """The program on a terminal of 80 columns, to be typed at."""

    def __init__(self, editor: Editor, *arguments: str) -> None:
        self.seen = ""
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.chdir(editor.folder)
            os.environ |= {
                "PYTHONPATH": str(ROOT),
                "TAIYAKU_EDITOR_NAME": "オクサナ",
                "PYTHONUTF8": "1",
                "TERM": "dumb",
            }
            os.execv(sys.executable, [sys.executable, "-W", "error", "-m", "taiyaku", "glossary", *arguments])

    def read(self) -> Iterator[str]:
        poll = select.poll()
        poll.register(self.screen, select.POLLIN)
        while True:
            assert poll.poll(30_000), self.seen
            try:
                data = os.read(self.screen, 4096)
            except OSError as error:  # how Linux says that the other end is closed
                assert error.errno == errno.EIO
                return
            if not data:
                return
            yield data.decode(errors="replace")

    def until(self, words: str) -> None:
        start = len(self.seen)
        for piece in self.read():
            self.seen += piece
            if words in self.seen[start:]:
                return
        raise AssertionError(self.seen)

    def answer(self, question: str, answer: str = "") -> None:
        self.until(question)
        time.sleep(0.05)
        os.write(self.screen, answer.encode() + b"\n")

    def end(self) -> int:
        for piece in self.read():
            self.seen += piece
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def test_questions_make_a_row(editor: Editor) -> None:
    terminal = Terminal(editor, "add", G)
    terminal.answer("Japanese", "ルステム・ウメロフ")
    terminal.answer("English", "Rustem Umerov")
    terminal.answer("Reading, in hiragana [るすてむ・うめろふ]")
    terminal.answer("[person]")
    terminal.answer("Wrong spellings", "ルステム・ウメロウ、ルステム・ウメーロフ")
    terminal.answer("[rustem-umerov]")
    terminal.answer("example", "ルステム・ウメロウ氏が語る")
    terminal.answer("Add this row", "y")
    assert terminal.end() == 0, terminal.seen
    row = json.loads(editor("list", G, "--find", "umerov", "--format", "json").out)[0]
    assert row["deprecated"] == "ルステム・ウメロウ|ルステム・ウメーロフ"
    assert row["specs"] == "ルステム・ウメロウ氏が語る → ルステム・ウメロフ氏が語る"
    assert (row["id"], row["type"], row["reading"]) == ("rustem-umerov", "person", "るすてむ・うめろふ")


def test_questions_go_on_until_the_row_is_right(editor: Editor) -> None:
    terminal = Terminal(editor, "add", G)
    terminal.answer("Japanese", "犬")
    terminal.answer("English", "hound")
    terminal.answer("Reading", "いぬ")
    terminal.answer("Type", "animal")
    terminal.answer("is no type", "te")
    terminal.answer("Wrong spellings")
    terminal.answer("[hound]")
    terminal.answer("stands in line 6 too", "猟犬")
    terminal.answer("example")
    terminal.answer("Add this row", "n")
    assert terminal.end() == 1 and "nothing was changed" in terminal.seen
    assert editor.text == HOUSE and not editor.log.exists()


@pytest.mark.parametrize("question", ["Japanese", "English", "Add this row"])
def test_stopping_changes_nothing(editor: Editor, question: str) -> None:
    terminal = Terminal(editor, "add", G, *(["--ja", "猫", "--en", "cat"] if question == "Add this row" else []))
    if question == "English":
        terminal.answer("Japanese", "猫")
    terminal.until(question)
    time.sleep(0.2)
    os.kill(terminal.process, signal.SIGINT)
    assert terminal.end() == 130, terminal.seen
    assert "stopped; nothing was changed" in terminal.seen
    assert editor.text == HOUSE and not editor.log.exists()


def test_questions_of_a_change_show_what_is_there(editor: Editor) -> None:
    terminal = Terminal(editor, "edit", G, "キエフ")
    terminal.answer("Japanese, as your house writes it [キーウ]")
    terminal.answer("English [Kyiv]")
    terminal.answer("Reading", "きーう")
    terminal.answer("[place]")
    terminal.answer("right too", "キイウ")
    terminal.answer("[キエフ]", "-")
    terminal.answer("reported only")
    terminal.answer("Note")
    terminal.answer("Change this row", "y")
    assert terminal.end() == 0, terminal.seen
    row = json.loads(editor("list", G, "--find", "kyiv", "--format", "json").out)[0]
    assert (row["ja"], row["admitted"], row["deprecated"], row["reading"]) == ("キーウ", "キイウ", "", "きーう")
