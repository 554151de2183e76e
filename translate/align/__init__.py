"""Pairs the sentences of two editions that exist already: which Japanese sentences are which English ones."""

from .aligner import align_sentences as align_sentences
from .bead import Bead as Bead
from .documents import align_documents as align_documents
