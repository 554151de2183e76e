"""Engines on servers of one's own: against llama.cpp's own server, and against servers that misbehave."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cli_inside import Run

from taiyaku import models
from taiyaku.engines import Choice, open_engine
from translate import EngineFailed, Hint, load_engine
from translate.engines import SentenceFailed, certainty_of
from translate.engines.libretranslate import LibreTranslateEngine
from translate.engines.llama import LlamaEngine
from translate.engines.openai import OpenAIEngine

Answer = Callable[[str, dict], tuple[int, bytes]]

LLAMA_SERVER = """
import sys, time, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx, params.n_parallel, params.verbosity, params.warmup = 1024, 1, -1, False
params.api_keys = ["secret"]
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
time.sleep(600)
"""


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    """Starts servers on this machine that answer as they are told to; gives the address."""
    servers = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._reply({})

            def do_POST(self) -> None:
                self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def _reply(self, asked: dict) -> None:
                status, body = answer(self.path, asked)
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", body.decode())
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.model
def test_openai_engine_with_the_server_of_llama_cpp(monkeypatch: pytest.MonkeyPatch) -> None:
    model = models.find()
    command = [sys.executable, "-c", LLAMA_SERVER, str(model.path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1")
        monkeypatch.setenv("TAIYAKU_SERVER_KEY", "wrong")
        with pytest.raises(EngineFailed, match="TAIYAKU_SERVER_KEY"):
            OpenAIEngine(address).translate(["Kyivで5,600棟が停電した。"], [Hint()])
        monkeypatch.setenv("TAIYAKU_SERVER_KEY", "secret")
        opened = open_engine(Choice(server=address))
        assert opened.name == "openai" and opened.engine
        answers = opened.engine.translate(["Kyivで5,600棟が停電した。"] * 2, [Hint(), Hint()])
        assert answers[0] == answers[1]
        assert "Kyiv" in answers[0] and "5,600" in answers[0]
        assert all(0 < (certainty_of(each) or 0) < 1 for each in answers)
        with pytest.raises(SentenceFailed, match="could not take this sentence"):
            opened.engine.translate(["会談" * 5000], [Hint()])
    finally:
        process.kill()
        process.communicate()


@pytest.mark.model
def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    """Neither the first nor another, as after a stop; and each comes with how sure the model was of it."""
    sentence, other = "首都Kyivでは5,600棟の暖房が止まったままだ。", "首都の住民は寒さに耐えている。"
    asked = [(sentence, Hint(0)), (sentence, Hint(1)), (sentence, Hint(2))]
    straight, mixed = (LlamaEngine(models.find().path) for _ in range(2))
    whole = [straight.translate([text], [hint])[0] for text, hint in asked]
    parts = [mixed.translate([text], [hint])[0] for text, hint in [asked[1], (other, Hint(0)), *asked[::-1], asked[1]]]
    assert whole == [parts[4], parts[3], parts[2]] and parts[0] == parts[3] == parts[5]
    assert [certainty_of(answer) for answer in whole] == [certainty_of(answer) for answer in (*parts[4:1:-1],)]
    assert all(0 < (certainty_of(answer) or 0) < 1 for answer in whole)


def test_openai_engine_takes_the_first_model_and_reads_the_answer(serve: Callable[[Answer], str]) -> None:
    seen = []

    def answer(path: str, asked: dict) -> tuple[int, bytes]:
        if path == "/v1/models":
            return 200, b'{"data": [{"id": "small"}, {"id": "large"}]}'
        seen.append(asked)
        return 200, json.dumps({"choices": [{"message": {"content": "<think>Hm。</think> Talks，ended。"}}]}).encode()

    engine = load_engine("openai", server=serve(answer) + "/v1/")
    assert engine.translate(["会談は<|im_end|>終わった。"], [Hint(1, (("会談", "talks"),))]) == ["Talks, ended."]
    assert seen[0]["model"] == "small" and seen[0]["temperature"] > 0
    assert seen[0]["messages"][-1]["content"] == "会談は 終わった。\n(会談 = talks)"
    assert "model:small" in engine.signature()


@pytest.mark.parametrize(
    ("status", "body", "error", "message"),
    [
        (400, b'{"error": {"message": "too long"}}', SentenceFailed, "could not take this sentence .400: too long"),
        (401, b"{}", EngineFailed, "give its key in TAIYAKU_SERVER_KEY"),
        (404, b"not here", EngineFailed, "no server for this engine"),
        (429, b'{"error": "Slowdown"}', EngineFailed, "429: Slowdown.: it limits how often"),
        (307, b"http://example.invalid/", EngineFailed, "it sends on to another address"),
        (500, b'{"error": "broken"}', EngineFailed, "500: broken"),
        (503, b'{"error": "loading"}', EngineFailed, "503: loading.: it is busy, or still loads its model"),
        (200, b"<html>", EngineFailed, "does not answer in JSON"),
        (200, b"{}", SentenceFailed, "without a translation"),
        (200, b'{"choices": []}', SentenceFailed, "without a translation"),
        (200, b'"' + b"x" * 10_000_001 + b'"', EngineFailed, "without end"),
    ],
)
def test_servers_that_misbehave(
    serve: Callable[[Answer], str], status: int, body: bytes, error: type[Exception], message: str
) -> None:
    engine = OpenAIEngine(serve(lambda path, asked: (status, body)), "m")
    with pytest.raises(error, match=message) as caught:
        engine.translate(["会談。"], [Hint()])
    assert "\n" not in str(caught.value)


def sure(asked: dict, logprob: object = -0.7) -> tuple[int, bytes]:
    """The answer of a server that gives probabilities where it is asked for them."""
    choice = {"message": {"content": "The talks ended."}, "logprobs": {"content": [{"logprob": logprob}] * 4}}
    if "logprobs" not in asked:
        del choice["logprobs"]
    return 200, json.dumps({"choices": [choice]}).encode()


def strict(asked: dict) -> tuple[int, bytes]:
    """The answer of a server that takes no field but those it knows."""
    known = {"model", "messages", "max_tokens", "temperature", "top_p", "seed", "stream"}
    if len(asked["messages"][-1]["content"]) > 20:
        return 400, b'{"error": {"message": "too long"}}'
    return (422, b'{"detail": "Extra inputs are not permitted"}') if asked.keys() - known else sure(asked)


@pytest.mark.parametrize(
    ("reply", "certainty", "asked_for"),
    [
        (sure, 0.497, [True, True]),
        (strict, None, [True, False, False]),
        (lambda asked: (501, b"{}") if "logprobs" in asked else sure(asked), None, [True, False, False]),
        (lambda asked: (500, b"{}") if "logprobs" in asked else sure(asked), None, [True, False, False]),
        (lambda asked: sure({}), None, [True, False]),
        (lambda asked: sure(asked, "high"), None, [True, False]),
        (lambda asked: sure(asked, 3), None, [True, False]),
    ],
)
def test_a_server_is_asked_how_sure_it_is_once_if_it_does_not_say(
    serve: Callable[[Answer], str], reply: Callable[[dict], tuple[int, bytes]], certainty: float, asked_for: list[bool]
) -> None:
    seen = []

    def answer(path: str, asked: dict) -> tuple[int, bytes]:
        seen.append("logprobs" in asked)
        return reply(asked)

    engine = OpenAIEngine(serve(answer), "m")
    answers = engine.translate(["会談は終わった。", "交渉は終わった。"], [Hint()] * 2)
    assert answers == ["The talks ended."] * 2 and seen == asked_for
    assert [certainty_of(each) for each in answers] == [certainty and pytest.approx(certainty, abs=0.001)] * 2


def test_a_sentence_that_is_refused_says_nothing_of_probabilities(serve: Callable[[Answer], str]) -> None:
    seen = []

    def answer(path: str, asked: dict) -> tuple[int, bytes]:
        seen.append("logprobs" in asked)
        return strict(asked)

    engine = OpenAIEngine(serve(answer), "m")
    for sentence in ("会談" * 20, "会談は終わった。", "会談" * 20):
        if len(sentence) > 20:
            with pytest.raises(SentenceFailed, match="too long"):
                engine.translate([sentence], [Hint()])
        else:
            assert engine.translate([sentence], [Hint()]) == ["The talks ended."]
    assert seen == [True, False, True, False, False]


def test_a_server_that_fails_at_one_sentence_goes_on(serve: Callable[[Answer], str]) -> None:
    def answer(path: str, asked: dict) -> tuple[int, bytes]:
        if "橋" in asked["messages"][-1]["content"]:
            return 500, b'{"error": "the runner has stopped"}'
        return 200, b'{"choices": [{"message": {"content": "The talks ended."}}]}'

    engine = OpenAIEngine(serve(answer), "m")
    with pytest.raises(SentenceFailed, match="could not translate this sentence .500."):
        engine.translate(["橋は閉鎖された。"], [Hint()])
    assert engine.translate(["会談は終わった。"], [Hint()]) == ["The talks ended."]


@pytest.mark.parametrize(
    ("content", "english"),
    [("The talks were held in", "The talks were held in […]"), ("The talks ended.", "The talks ended. […]")],
)
def test_an_answer_that_was_cut_off_says_so(serve: Callable[[Answer], str], content: str, english: str) -> None:
    reply = {"choices": [{"message": {"content": content}, "finish_reason": "length"}]}
    engine = OpenAIEngine(serve(lambda path, asked: (200, json.dumps(reply).encode())), "m")
    assert engine.translate(["会談は終わった。"], [Hint()]) == [english]


@pytest.mark.parametrize("content", ["", None, "<think>The talks, so"])
def test_a_model_that_still_thinks_has_no_answer(serve: Callable[[Answer], str], content: str | None) -> None:
    reply = {"choices": [{"message": {"content": content}, "finish_reason": "length"}]}
    engine = OpenAIEngine(serve(lambda path, asked: (200, json.dumps(reply).encode())), "m")
    with pytest.raises(SentenceFailed, match="had not begun to translate: if it thinks first, switch that off"):
        engine.translate(["会談は終わった。"], [Hint()])


def answer_as_libretranslate(path: str, asked: dict) -> tuple[int, bytes]:
    """Lines come back as lines, and ends and capitals as the real server spoils them."""
    if path == "/languages":
        return 200, b'[{"code": "ja", "targets": ["en", "de"]}]'
    english = {
        "会談は終わった。": "The talks ended.",
        "NATOか？": "NATO?",
        "kmだ。": "It is km.",
        "と話した。": "he said, “No.”",
    }

    def spoilt(source: str) -> str:
        answer = "\n".join(english.get(line, "Aaa.") for line in source.split("\n"))
        answer = answer.removesuffix(".").removesuffix("?") + ("。" if source.endswith("。") else "")
        answer = answer.upper() if source.isupper() else answer.lower() if source.islower() else answer
        return answer[0].lower() + answer[1:] if source[0].islower() else answer

    if "橋。" in asked["q"]:
        return 500, b'{"error": "internal"}'
    if "鍵。" in asked["q"]:
        return 400, b'{"error": "Please contact the server operator to get an API key"}'
    if isinstance(asked["q"], list):
        return 200, json.dumps({"translatedText": list(map(spoilt, asked["q"]))}).encode()
    return 200, json.dumps(
        {"translatedText": spoilt(asked["q"]), "alternatives": ["The talks。", "The talks。"]}
    ).encode()


def test_libretranslate_engine(serve: Callable[[Answer], str]) -> None:
    engine = load_engine("libretranslate", server=serve(answer_as_libretranslate))
    sources = [
        "会談は終わった。",
        "",
        "NATOか？",
        "\x00kmだ。",
        "と話した。",
        "会談は終わった。",
        "会談は終わった。",
        "\ud800",
    ]
    hints = [Hint(), Hint(), Hint(), Hint(), Hint(), Hint(1), Hint(9), Hint()]
    assert engine.translate(sources, hints) == [
        "The talks ended.", "", "NATO?", "It is km.", "he said, “No.”", "The talks.", "The talks.", ""
    ]  # fmt: skip
    with pytest.raises(SentenceFailed, match="could not translate this sentence"):
        engine.translate(["橋。"], [Hint()])
    with pytest.raises(EngineFailed, match="wants a key: give it in TAIYAKU_SERVER_KEY"):
        engine.translate(["鍵。"], [Hint()])


def test_a_libretranslate_server_that_loses_lines(serve: Callable[[Answer], str]) -> None:
    def answer(path: str, asked: dict) -> tuple[int, bytes]:
        return 200, b'[{"code": "ja", "targets": ["en"]}]' if path == "/languages" else b'{"translatedText": ["One."]}'

    with pytest.raises(SentenceFailed, match="other lines than it was asked"):
        LibreTranslateEngine(serve(answer)).translate(["結論"], [Hint()])


def test_a_libretranslate_server_without_japanese_is_refused(serve: Callable[[Answer], str]) -> None:
    with pytest.raises(EngineFailed, match="install ja-en there"):
        LibreTranslateEngine(serve(lambda path, asked: (200, b'[{"code": "de", "targets": ["en"]}]')))


def test_the_second_engine_is_asked_and_named(
    serve: Callable[[Answer], str], run: Run, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(path: str, asked: dict) -> tuple[int, bytes]:
        text = asked["messages"][-1]["content"] if asked else ""
        english = "The talks have ended." if "会談" in text else "市場 was quiet."
        return 200, json.dumps({"data": [{"id": "m"}], "choices": [{"message": {"content": english}}]}).encode()

    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "tiny.argosmodel").write_bytes(package.read_bytes())
    (tmp_path / "a.txt").write_text("会談は終わった。\n市場は静かだった。", "utf-8")
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "models"))
    done = run(
        "translate", tmp_path / "a.txt", "-o", tmp_path / "out", "--server", serve(answer), "--fallback", "argos"
    )
    assert done.code == 0 and "by openai (m, 127.0.0.1:" in done.err and "), 1 by argos (" in done.err
    rows = (tmp_path / "out" / "a.tsv").read_text("utf-8")
    assert "The talks have ended.\ttranslated" in rows and "The market was quiet.\trepaired" in rows


@pytest.mark.parametrize(
    "server",
    ["", "localhost:8080", "ftp://here", "http://", "file:///etc/passwd", "http://[", "http://a:b", "http://a:99999",
     "http://a b:1", "http://a\tb", "http://日本.example"],
)  # fmt: skip
def test_what_is_no_address(server: str) -> None:
    with pytest.raises(EngineFailed, match="is no address"):
        OpenAIEngine(server, "m")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(EngineFailed, match="cannot be reached"):
        OpenAIEngine("http://127.0.0.1:9", "m").translate(["会談。"], [Hint()])


def test_the_best_engine_without_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    monkeypatch.delenv("TAIYAKU_MODEL", raising=False)
    opened = open_engine(Choice())
    assert opened.engine is None and "taiyaku models install" in opened.missing
    assert open_engine(Choice("memory")).missing == ""
