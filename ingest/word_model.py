"""A linear model over the words of a question: which of some classes its words speak for.

Its features are the terms of the lexical index, each once, weighed by inverse document
frequency and by what `stressed` gives, and scaled to norm 1. In a file the arrays of a model
stand under a common prefix:

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

__all__ = ["WordModel", "stressed"]

_LAST = 5
"""Syllables at the end of a text that count in full where it fades."""

_FADING = 0.9
_FAINTEST = 0.15

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

    def log_probabilities(self, tokens: Sequence[str], *, fading: bool = False) -> Floats:
        """Return ln P(class) of a question's syllables, float32 (classes,).

        `fading` is as the model was fitted, see `stressed`.
        """
        known, stresses = self._known(tokens, fading)
        values = self.idf[known] * stresses
        values = values / np.float32(np.linalg.norm(values) or 1.0)
        logits = self.bias.copy()
        for term, value in zip(known, values, strict=True):
            own = slice(self.starts[term], self.starts[term + 1])
            np.add.at(logits, self.places[own], value * self.weights[own])
        highest = logits.max()
        normalised: Floats = logits - highest - np.log(np.exp(logits - highest).sum())
        return normalised

    def _known(
        self, tokens: Sequence[str], fading: bool
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Return the places of the terms that the model knows, each once, and their stresses."""
        told = sorted(stressed(tokens, fading=fading).items())
        hashes = np.asarray([term for term, _ in told], dtype=np.uint64)
        stresses = np.asarray([stress for _, stress in told], dtype=np.float32)
        places = np.minimum(np.searchsorted(self.terms, hashes), len(self.terms) - 1)
        known = self.terms[places] == hashes
        return places[known], stresses[known]


def stressed(tokens: Sequence[str], *, fading: bool) -> dict[int, float]:
    """Return the hashes of a text's terms, and how much each counts, in 0..1.

    With `fading` the last words count most: people tell what happened and then ask.
    """
    if not fading:
        return {term_hash(term): 1.0 for term in terms(tokens)}
    found: dict[int, float] = {}
    for place, token in enumerate(tokens):
        behind = len(tokens) - place - _LAST
        stress = max(_FADING ** max(behind, 0), _FAINTEST)
        # The last time that a term is said is the one that counts.
        for term in (token, " ".join(tokens[place : place + 2])):
            found[term_hash(term)] = stress
    return found
