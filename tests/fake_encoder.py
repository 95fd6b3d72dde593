"""An encoder for tests: texts are alike as far as they have the same words."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.reference.vocabulary.semantic.encoder import DIMENSIONS


class SameWords:
    """A direction for each word, and for a text the mean of those of its words."""

    def __init__(self, name: str = "same words 1") -> None:
        self.name = name
        self.asked: list[str] = []
        """Every text that was encoded."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, DIMENSIONS]"""
        self.asked += texts
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                seed = np.random.default_rng(zlib.crc32(word.encode()))
                vector += seed.normal(size=DIMENSIONS)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0)
