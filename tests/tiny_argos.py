"""A tiny Japanese-English transformer, built and trained here in seconds, as an Argos package.

    python tests/tiny_argos.py FILE.argosmodel

It is a transformer as CTranslate2 runs it (pre-norm, ReLU, sinusoidal positions from 1 on, embeddings times the root of
their size, one vocabulary for both languages, no end sign in the source), trained by Adam with the gradients of
autograd until it knows PAIRS by heart. Source: Vaswani et al. 2017; ctranslate2.specs.TransformerSpec.
"""

from __future__ import annotations

import io
import json
import math
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import autograd.numpy as np
import ctranslate2
import numpy
import sentencepiece
from autograd import value_and_grad

PAIRS = {
    "会談は終わった。": "The talks ended.",
    "会談は始まらなかった。": "The talks did not begin.",
    "市場は静かだった。": "The market was quiet.",
    "雨が夜まで続いた。": "The rain lasted until night.",
    "橋は来年完成する。": "The bridge will be finished next year.",
    "橋は閉鎖された。": "The bridge was closed.",
    "停電は5,600棟に及んだ。": "The power cut affected 5,600 buildings.",
    "住民は300,000人に上る。": "The residents number 300,000.",
    "Kyivで会談が開かれた。": "Talks were held in Kyiv.",
    "合意は遠いのか？": "Is a deal far off?",
    "「まだ早い」と住民は話した。": "“It is too early,” a resident said.",
    "結論": "Conclusion",
}
"""What it is taught: as engines get it, with numbers and terms in English."""

SIZE, HEADS, INNER, POSITIONS = 48, 4, 96, 128
START, END = 1, 2
Weights = dict[str, Any]


def sentencepiece_model(sentences: list[str]) -> bytes:
    """A model with a vocabulary for both languages."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences * 4),
        model_writer=model,
        vocab_size=240,
        hard_vocab_limit=False,
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def positions() -> numpy.ndarray[Any, Any]:
    """Sines, then cosines, of (1, 2, …) over wavelengths from 2π to 10000·2π: an array (POSITIONS, SIZE)."""
    scale = numpy.exp(-math.log(10000) / (SIZE // 2 - 1) * numpy.arange(SIZE // 2))
    angles = numpy.arange(1, POSITIONS + 1)[:, None] * scale
    return numpy.concatenate([numpy.sin(angles), numpy.cos(angles)], axis=1)


def begin(words: int, seed: int = 20260120) -> Weights:
    """Random weights; the names are those of CTranslate2's specification."""
    chance = numpy.random.default_rng(seed)
    weights: Weights = {"embeddings": chance.normal(0, SIZE**-0.5, (words, SIZE))}

    def linear(name: str, out: int, size: int) -> None:
        weights[f"{name}/weight"] = chance.normal(0, (2 / (out + size)) ** 0.5, (out, size))
        weights[f"{name}/bias"] = numpy.zeros(out)

    def norm(name: str) -> None:
        weights[f"{name}/gamma"], weights[f"{name}/beta"] = numpy.ones(SIZE), numpy.zeros(SIZE)

    for side in ("encoder", "decoder"):
        norm(f"{side}/layer_norm")
        for part in ("self_attention", "ffn", *(["attention"] if side == "decoder" else [])):
            norm(f"{side}/layer_0/{part}/layer_norm")
        linear(f"{side}/layer_0/self_attention/linear_0", 3 * SIZE, SIZE)
        linear(f"{side}/layer_0/self_attention/linear_1", SIZE, SIZE)
        linear(f"{side}/layer_0/ffn/linear_0", INNER, SIZE)
        linear(f"{side}/layer_0/ffn/linear_1", SIZE, INNER)
    linear("decoder/layer_0/attention/linear_0", SIZE, SIZE)
    linear("decoder/layer_0/attention/linear_1", 2 * SIZE, SIZE)
    linear("decoder/layer_0/attention/linear_2", SIZE, SIZE)
    linear("decoder/projection", words, SIZE)
    return weights


def scores(w: Weights, source: Any, target: Any, seen: Any) -> Any:
    """The logits (sentence, place, word) after each word of the target; `seen` is 1 where the source has a word."""

    def linear(name: str, x: Any) -> Any:
        return np.dot(x, w[f"{name}/weight"].T) + w[f"{name}/bias"]

    def norm(name: str, x: Any) -> Any:
        x = x - np.mean(x, axis=-1, keepdims=True)
        spread = np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + 1e-5)
        return x / spread * w[f"{name}/gamma"] + w[f"{name}/beta"]

    def attend(queries: Any, keys: Any, values: Any, mask: Any) -> Any:
        def heads(x: Any) -> Any:
            return np.transpose(np.reshape(x, (*x.shape[:2], HEADS, SIZE // HEADS)), (0, 2, 1, 3))

        weight = np.matmul(heads(queries), np.swapaxes(heads(keys), 2, 3)) / math.sqrt(SIZE // HEADS) + mask
        weight = np.exp(weight - np.max(weight, axis=-1, keepdims=True))
        weight = weight / np.sum(weight, axis=-1, keepdims=True)
        return np.reshape(np.transpose(np.matmul(weight, heads(values)), (0, 2, 1, 3)), queries.shape)

    def attend_self(name: str, x: Any, mask: Any) -> Any:
        parts = linear(f"{name}/linear_0", norm(f"{name}/layer_norm", x))
        queries, keys, values = parts[..., :SIZE], parts[..., SIZE : 2 * SIZE], parts[..., 2 * SIZE :]
        return x + linear(f"{name}/linear_1", attend(queries, keys, values, mask))

    def feed(name: str, x: Any) -> Any:
        inner = np.maximum(linear(f"{name}/linear_0", norm(f"{name}/layer_norm", x)), 0)
        return x + linear(f"{name}/linear_1", inner)

    def embed(words: Any) -> Any:
        return w["embeddings"][words] * math.sqrt(SIZE) + positions()[: words.shape[1]]

    unseen = numpy.where(seen, 0, -1e9)[:, None, None, :]
    x = feed("encoder/layer_0/ffn", attend_self("encoder/layer_0/self_attention", embed(source), unseen))
    memory = norm("encoder/layer_norm", x)
    later = numpy.triu(numpy.full((target.shape[1], target.shape[1]), -1e9), 1)
    y = attend_self("decoder/layer_0/self_attention", embed(target), later)
    name = "decoder/layer_0/attention"
    asked = linear(f"{name}/linear_0", norm(f"{name}/layer_norm", y))
    known = linear(f"{name}/linear_1", memory)
    y = y + linear(f"{name}/linear_2", attend(asked, known[..., :SIZE], known[..., SIZE:], unseen))
    return linear("decoder/projection", norm("decoder/layer_norm", feed("decoder/layer_0/ffn", y)))


def train(pairs: list[tuple[list[int], list[int]]], words: int, steps: int) -> Weights:
    """Weights that give the second of each pair for the first."""

    def padded(rows: list[list[int]]) -> numpy.ndarray[Any, Any]:
        return numpy.array([row + [0] * (max(map(len, rows)) - len(row)) for row in rows])

    source = padded([given for given, _ in pairs])
    target = padded([[START, *wanted] for _, wanted in pairs])
    answer = padded([[*wanted, END] for _, wanted in pairs])
    seen, counted = source > 0, answer > 0
    right = numpy.eye(words)[answer] * counted[..., None]

    def loss(w: Weights) -> Any:
        logits = scores(w, source, target, seen)
        logits = logits - np.max(logits, axis=-1, keepdims=True)
        return -np.sum(right * (logits - np.log(np.sum(np.exp(logits), axis=-1, keepdims=True)))) / counted.sum()

    weights = begin(words)
    names, shapes = list(weights), [weights[name].shape for name in weights]
    flat = numpy.concatenate([weights[name].ravel() for name in names])
    bounds = numpy.cumsum([0, *(weights[name].size for name in names)])

    def named(vector: Any) -> Weights:
        cut = zip(names, bounds[:-1], bounds[1:], shapes, strict=True)
        return {name: np.reshape(vector[low:high], shape) for name, low, high, shape in cut}

    slope = value_and_grad(lambda vector: loss(named(vector)))
    mean, spread = numpy.zeros_like(flat), numpy.zeros_like(flat)
    for step in range(1, steps + 1):
        _, change = slope(flat)
        mean = 0.9 * mean + 0.1 * change
        spread = 0.98 * spread + 0.02 * change * change
        best = mean / (1 - 0.9**step) / (numpy.sqrt(spread / (1 - 0.98**step)) + 1e-9)
        flat = flat - 0.006 * min(1, step / 20) * best
    return named(flat)


def write_model(weights: Weights, vocabulary: list[str], folder: Path) -> None:
    """The model as CTranslate2 reads it, in an empty folder."""
    spec = ctranslate2.specs.TransformerSpec.from_config(num_layers=1, num_heads=HEADS, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = positions().astype(numpy.float32)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = weights["embeddings"].astype(numpy.float32)
    for name, value in weights.items():
        if name != "embeddings":
            place, attribute = name.rsplit("/", 1)
            layer = ctranslate2.specs.model_spec.index_spec(spec, place)
            setattr(layer, attribute, value.astype(numpy.float32))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize()
    spec.save(str(folder))


METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "ja",
    "from_name": "Japanese",
    "to_code": "en",
    "to_name": "English",
}


Files = dict[str, bytes]
STUB = {"metadata.json": json.dumps(METADATA).encode(), "sentencepiece.model": b"?", "model/model.bin": b"?"}
"""A package that looks right and holds nothing."""


def members(steps: int = 100) -> dict[str, bytes]:
    """The files of a package that translates PAIRS, by their names in it."""
    tokens = sentencepiece_model([*PAIRS, *PAIRS.values()])
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokens)
    vocabulary = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    pairs = [(processor.encode(ja), processor.encode(en)) for ja, en in PAIRS.items()]
    weights = train(pairs, len(vocabulary), steps)
    files = {"metadata.json": json.dumps(METADATA).encode(), "sentencepiece.model": tokens}
    with tempfile.TemporaryDirectory() as folder:
        write_model(weights, vocabulary, Path(folder))
        files |= {f"model/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return files


def members_by_one_thread() -> dict[str, bytes]:
    """`members`, made by a process of its own: threads of the arithmetic library stand in each other's way here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.argosmodel"
        one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        subprocess.run([sys.executable, __file__, path], check=True, env={**os.environ, **one})
        with zipfile.ZipFile(path) as package:
            return {name.partition("/")[2]: package.read(name) for name in package.namelist()}


def make_package(path: Path, files: dict[str, bytes], folder: str = "translate-ja_en-1_0/") -> Path:
    """The files as an .argosmodel, which is a ZIP file of one folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(f"{folder}{name}", data)
    return path


if __name__ == "__main__":
    make_package(Path(sys.argv[1]), members())
