"""Alignment of two lists of sentences: every sentence once and in order, and the right ones together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numpy", reason="needs the extra: pip install 'taiyaku[similarity]'")

import numpy as np

from cleantext.document import Kind
from translate import Bead, align_sentences
from translate.align import aligner
from translate.align.band import Band
from translate.align.bead import Place
from translate.align.lattice import SHAPES, Scores, best_path, forward, posteriors
from translate.align.path import band_of
from translate.align.scoring import ALONE_SHARE, rate, with_rate
from translate.align.structure import add_structure
from translate.similarity import has_encoder

CASES = json.loads((Path(__file__).parent / "cases" / "alignment.json").read_text("utf-8"))
needs_encoder = pytest.mark.skipif(not has_encoder(), reason="needs the extra: pip install 'taiyaku[similarity]'")

SENTENCES = st.lists(
    st.text(max_size=12) | st.sampled_from(["はい。", "5人。", "Yes.", "5 people.", "", " "]), max_size=8
)


def is_whole(beads: list[Bead], ja: int, en: int) -> bool:
    """Every index exactly once, both sides in order, no bead without a sentence, scores from 0 to 1."""
    return (
        [i for bead in beads for i in bead.ja] == list(range(ja))
        and [j for bead in beads for j in bead.en] == list(range(en))
        and all((bead.ja or bead.en) and 0 <= bead.score <= 1 for bead in beads)
    )


@needs_encoder
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_right_pairs(case: dict[str, list[object]]) -> None:
    ja, en, want = case["ja"], case["en"], case["beads"]
    beads = align_sentences(ja, en)  # type: ignore[arg-type]
    assert is_whole(beads, len(ja), len(en))
    assert [[list(bead.ja), list(bead.en)] for bead in beads] == want


@settings(max_examples=40, deadline=None)
@given(SENTENCES, SENTENCES)
def test_every_sentence_once_and_in_order(ja: list[str], en: list[str]) -> None:
    assert is_whole(align_sentences(ja, en), len(ja), len(en))


@settings(max_examples=20, deadline=None)
@given(SENTENCES, SENTENCES, st.randoms())
def test_lines_in_another_order_never_raise(ja: list[str], en: list[str], random: object) -> None:
    random.shuffle(ja)  # type: ignore[attr-defined]
    assert is_whole(align_sentences(en, ja), len(en), len(ja))


def test_empty_sides() -> None:
    assert align_sentences([], []) == []
    assert align_sentences(["はい。"], []) == [Bead((0,), (), 1.0)]
    assert align_sentences([], ["Yes.", "No."]) == [Bead((), (0,), 1.0), Bead((), (1,), 1.0)]


@needs_encoder
def test_one_sentence_over_and_over() -> None:
    beads = align_sentences(["はい。"] * 30, ["Yes."] * 30)
    assert [(bead.ja, bead.en) for bead in beads] == [((n,), (n,)) for n in range(30)]


def test_without_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligner, "has_encoder", lambda: False)
    ja = [
        "約5600棟が停電した。",
        "マクロン大統領はNATOの会議に出た。",
        "それから彼らは長い間、何も言わずに海を見ていた。",
        "2024年に3人が来た。",
    ]
    en = ["About 5,600 buildings lost power.", "President Macron went to the meeting of NATO.", "In 2024 three came."]
    assert [(bead.ja, bead.en) for bead in align_sentences(ja, en)] == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), ()),
        ((3,), (2,)),
    ]


# The lattice against all alignments written out


def all_paths(ja: int, en: int, last: tuple[int, int] = (1, 1)) -> list[list[tuple[int, int, int, int]]]:
    """Every alignment of so many sentences; no English one alone just before a Japanese one alone."""
    if not ja and not en:
        return [[]]
    found = []
    for a, b in (*SHAPES, (1, 0), (0, 1)):
        if a <= ja and b <= en and not ((a, b) == (0, 1) and last == (1, 0)):
            found += [[*path, (ja - a, en - b, a, b)] for path in all_paths(ja - a, en - b, (a, b))]
    return found


@pytest.mark.parametrize(("ja", "en"), [(1, 1), (2, 3), (4, 3), (0, 2), (3, 0)])
def test_lattice_sums_every_alignment_once(ja: int, en: int) -> None:
    import numpy as np

    random = np.random.default_rng(ja * 10 + en)
    band = Band.whole(ja, en)
    scores = Scores({s: random.normal(size=band.size) for s in SHAPES}, random.normal(size=ja), random.normal(size=en))

    def total(path: list[tuple[int, int, int, int]]) -> float:
        return sum(
            scores.beads[a, b][band.at(i + a, j + b)] if a and b else scores.ja[i] if a else scores.en[j]
            for i, j, a, b in path
        )

    paths = all_paths(ja, en)
    totals = np.array([total(path) for path in paths])
    assert forward(band, scores).any[-1] == pytest.approx(np.logaddexp.reduce(totals))
    assert best_path(band, scores) == paths[int(totals.argmax())]
    share = np.exp(totals - np.logaddexp.reduce(totals))
    likely = posteriors(band, scores)
    for i in range(ja):
        alone = sum(p for p, path in zip(share, paths, strict=True) if (i, 1, 0) in {(x, a, b) for x, _, a, b in path})
        assert likely.ja[i] == pytest.approx(alone)
    for j in range(en):
        alone = sum(p for p, path in zip(share, paths, strict=True) if (j, 0, 1) in {(y, a, b) for _, y, a, b in path})
        assert likely.en[j] == pytest.approx(alone)
    if ja and en:
        pair = sum(p for p, path in zip(share, paths, strict=True) if (ja - 1, en - 1, 1, 1) in path)
        assert likely.beads[1, 1][band.at(ja, en)] == pytest.approx(pair)


# Long texts


def test_the_band_follows_a_long_omission() -> None:
    """2,000 sentences of which 700 in the middle are in one edition only: all pairs stay in a band of linear size."""
    import numpy as np

    random = np.random.default_rng(1)
    vectors = random.normal(size=(2000, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = [n for n in range(2000) if not 600 <= n < 1300]
    noise = random.normal(size=(2000, 64)).astype(np.float32) / 16
    for ja, en, pairs in (
        (vectors, vectors[kept] + noise[kept], [(n, k) for k, n in enumerate(kept)]),
        (vectors[kept] + noise[kept], vectors, [(k, n) for k, n in enumerate(kept)]),
    ):
        band = band_of(ja, en)
        assert band.size < 2000 * 150
        assert all(band.low[i] <= j < band.high[i] and j + 1 < band.high[i + 1] for i, j in pairs)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3), st.integers(0, 3), st.lists(st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1)]), min_size=1))
def test_nodes_before_others_in_a_band(a: int, b: int, steps: list[tuple[int, int]]) -> None:
    path = [(0, 0)]
    for i, j in steps:
        path.append((path[-1][0] + i, path[-1][1] + j))
    band = Band.around(path, *path[-1], 2)
    inside = [(i, j) for i in range(band.rows) for j in range(band.low[i], band.high[i])]
    want = [(n, inside.index((i - a, j - b))) for n, (i, j) in enumerate(inside) if (i - a, j - b) in inside]
    assert list(zip(*(each.tolist() for each in band.before(a, b)), strict=True)) == want


# What editions leave out


def test_sentences_alone_cost_what_these_editions_suggest() -> None:
    import numpy as np

    assert rate(ALONE_SHARE * 1000, 1000) == pytest.approx(0)
    assert rate(0, 1000) < rate(0, 20) < 0 < rate(5, 20) < rate(100, 200)
    found = with_rate(Scores({}, np.ones(1), np.ones(1)), Scores({}, np.zeros(1), np.zeros(1)))
    assert found.ja[0] == found.en[0] == pytest.approx(1 + rate(0, 2))


@pytest.mark.parametrize(("kind", "cost"), [("list-item", 2.0), ("cell", 2.0), ("paragraph", 0.0)])
def test_items_of_lists_are_blocks_however_short(kind: Kind, cost: float) -> None:
    """A line of plain text is a paragraph as well: a bead of two of these may be one sentence."""
    ja = [Place("線", "b1", kind), Place("四角", "b2", kind)]
    en = [Place("Lines and boxes", "b1", kind)]
    band = Band.whole(2, 1)
    scores = Scores({(2, 1): np.zeros(band.size)}, np.zeros(2), np.zeros(1))
    with_blocks = add_structure(band, scores, ja, en, aligner.weights("encoder"))
    assert with_blocks.beads[2, 1][-1] == -cost
