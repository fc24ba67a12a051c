"""A linear model over the words of a question: which of some classes its words speak for.

Its features are the terms of the lexical index, each once, weighed by inverse document
frequency and scaled to norm 1. In a file the arrays of a model stand under a common prefix:

    {prefix}.classes   names of the classes (classes,)
    {prefix}.terms     uint64 (terms,), ascending: `ingest.lexical.term_hash` of each term
    {prefix}.idf       float16 (terms,): inverse document frequencies
    {prefix}.starts    int32 (terms + 1,): where the weights of each term begin
    {prefix}.places    uint16 (weights,): the class of each weight
    {prefix}.weights   float16 (weights,); those near 0 are left out
    {prefix}.bias      float32 (classes,)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from ingest.lexical import term_hash, terms

__all__ = ["WordModel"]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordModel:
    """A fitted model; arrays as the module says."""

    classes: tuple[str, ...]
    terms: npt.NDArray[np.uint64]
    idf: Floats
    starts: npt.NDArray[np.int32]
    places: npt.NDArray[np.uint16]
    weights: Floats
    bias: Floats

    @classmethod
    def of(cls, prefix: str, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Take the model under `prefix` out of the arrays of a file."""
        found = {name: arrays[f"{prefix}.{name}"] for name in cls.__slots__}
        return cls(
            classes=tuple(map(str, found["classes"])),
            terms=found["terms"],
            idf=found["idf"].astype(np.float32),
            starts=found["starts"],
            places=found["places"],
            weights=found["weights"].astype(np.float32),
            bias=found["bias"],
        )

    def log_probabilities(self, tokens: Sequence[str]) -> Floats:
        """Return ln P(class) of a question's syllables, float32 (classes,)."""
        known = self._known(tokens)
        values = self.idf[known]
        values = values / np.float32(np.linalg.norm(values) or 1.0)
        logits = self.bias.copy()
        for term, value in zip(known, values, strict=True):
            own = slice(self.starts[term], self.starts[term + 1])
            np.add.at(logits, self.places[own], value * self.weights[own])
        highest = logits.max()
        normalised: Floats = logits - highest - np.log(np.exp(logits - highest).sum())
        return normalised

    def _known(self, tokens: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return the places of the terms that the model knows, each once."""
        hashes = np.asarray(sorted({term_hash(term) for term in terms(tokens)}), dtype=np.uint64)
        places = np.minimum(np.searchsorted(self.terms, hashes), len(self.terms) - 1)
        known: npt.NDArray[np.int64] = places[self.terms[places] == hashes]
        return known
