"""Aligners beside ours, each a function of two lists of sentences to links: pairs of lists of indices.

A peer that is not installed raises ImportError; `pip install galechurch sentweave` brings both.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

Links = list[tuple[list[int], list[int]]]


def ours(ja: list[str], en: list[str]) -> Links:
    from translate import align_sentences

    return [(list(bead.ja), list(bead.en)) for bead in align_sentences(ja, en)]


def ours_plain(ja: list[str], en: list[str]) -> Links:
    """Ours where the encoder is not installed."""
    from translate.align import aligner

    aligner.has_encoder = lambda: False
    return ours(ja, en)


def galechurch(ja: list[str], en: list[str]) -> Links:
    """With the mean and variance of Japanese and English; its own are of European languages."""
    import galechurch as peer

    found = peer.align(ja, en, mean_xy=1.92, variance_xy=15.0).beads
    return [(list(range(b.source_start, b.source_end)), list(range(b.target_start, b.target_end))) for b in found]


def sentweave(ja: list[str], en: list[str], omissions: float = 0.2) -> Links:
    """Vecalign's dynamic programme with the same encoder as ours, and up to four sentences on a side as ours.

    Nearly all of its time is the encoder's: it reads every run of up to five sentences.

    omissions  its `del_percentile_frac`; 0.2 is its own.
    """
    from sentweave import align

    from translate.similarity import vectors

    class Encoder:
        def encode(self, sentences: list[str]) -> object:
            return vectors(sentences)

    found = align(ja, en, Encoder(), alignment_max_size=5, del_percentile_frac=omissions)
    return [(list(each.src_indices), list(each.tgt_indices)) for each in found.alignments]


PEERS: dict[str, Callable[[list[str], list[str]], Links]] = {
    "taiyaku": ours,
    "taiyaku, without the encoder": ours_plain,
    "galechurch": galechurch,
    "sentweave": sentweave,
    "sentweave, del_percentile_frac 0.05": partial(sentweave, omissions=0.05),
}
