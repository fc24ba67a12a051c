"""Which clause an everyday situation belongs to: a linear model over its words.

BM25 finds the situation that shares the most words with a question; it cannot know which of
the words tell clauses apart. The model learns that from the situations of the registers and
the further wordings beside them: linear, over the terms of the lexical index, one for each
edition, fitted by `ingest.clause_training` and shipped as `clause_model.npz`:

    {edition}.clauses   clause numbers (classes,)
    {edition}.terms     uint64 (terms,), ascending: `ingest.lexical.term_hash` of each term
    {edition}.idf       float16 (terms,): inverse document frequencies
    {edition}.starts    int32 (terms + 1,): where the weights of each term begin
    {edition}.places    uint8 (weights,): the class of each weight
    {edition}.weights   float16 (weights,); those near 0 are left out
    {edition}.bias      float32 (classes,)
    fingerprint         of the situations that it was fitted on
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind
from corpus.registers import Situations
from ingest.lexical import term_hash, terms
from ingest.situations import nearest_clause

__all__ = [
    "LEAST",
    "SHIPPED",
    "ClauseModel",
    "EditionModel",
    "PlacedModel",
    "situations_fingerprint",
]

SHIPPED = Path(__file__).resolve().parent / "clause_model.npz"

LEAST = -20.0
"""A logarithm below all that the models give; unlike infinity it can be shown and kept."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EditionModel:
    """The model of one edition; arrays as the module says."""

    clauses: tuple[str, ...]
    terms: npt.NDArray[np.uint64]
    idf: Floats
    starts: npt.NDArray[np.int32]
    places: npt.NDArray[np.uint8]
    weights: Floats
    bias: Floats

    def log_probabilities(self, tokens: Sequence[str]) -> Floats:
        """Return ln P(clause) of a question's syllables, float32 (classes,)."""
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


@dataclass(frozen=True, slots=True)
class ClauseModel:
    """The models by edition, and the fingerprint of the situations they were fitted on."""

    editions: dict[str, EditionModel]
    fingerprint: str

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Read a model; the shipped one takes 0.1 s and 5 MB."""
        with np.load(path) as arrays:
            named = {name: arrays[name] for name in arrays.files}
        fingerprint = str(named.pop("fingerprint"))
        editions = sorted({name.partition(".")[0] for name in named})
        return cls({edition: _edition(edition, named) for edition in editions}, fingerprint)


class PlacedModel:
    """The model over the standards of an index: which units its classes stand for."""

    def __init__(
        self,
        model: ClauseModel,
        documents: Mapping[str, Document],
        unit_rows: Mapping[tuple[str, str], int],
    ) -> None:
        """Place the classes; `unit_rows` gives the row of (document id, locator)."""
        self._placed: list[tuple[EditionModel, npt.NDArray[np.int64]]] = []
        for document in documents.values():
            edition = model.editions.get(document.edition or "")
            if document.kind is DocumentKind.STANDARD and edition is not None:
                rows = [nearest_clause(unit_rows, document.id, c) for c in edition.clauses]
                # -1, no unit, is cut off with the last element of the result.
                self._placed.append((edition, np.asarray([-1 if r is None else r for r in rows])))

    def log_probabilities(self, tokens: Sequence[str], units: int) -> Floats:
        """Return ln P(clause) by unit row, float32 (units,); `LEAST` for what is no clause.

        The probabilities of each standard add up to 1: editions do not compete.
        """
        found = np.full(units + 1, LEAST, dtype=np.float32)
        for edition, rows in self._placed:
            np.maximum.at(found, rows, edition.log_probabilities(tokens))
        return found[:-1]


def situations_fingerprint(*several: Situations) -> str:
    """Return a hash of situations, 16 hexadecimal digits; the order of clauses is nothing."""
    digest = hashlib.sha256()
    for situations in several:
        for (edition, clause), texts in sorted(situations.items()):
            digest.update("\x1f".join((edition, clause, *texts, "\x1e")).encode())
    return digest.hexdigest()[:16]


def _edition(edition: str, arrays: dict[str, npt.NDArray[Any]]) -> EditionModel:
    def of(name: str) -> npt.NDArray[Any]:
        return arrays[f"{edition}.{name}"]

    return EditionModel(
        clauses=tuple(map(str, of("clauses"))),
        terms=of("terms"),
        idf=of("idf").astype(np.float32),
        starts=of("starts"),
        places=of("places"),
        weights=of("weights").astype(np.float32),
        bias=of("bias"),
    )
