"""Which clause an everyday situation belongs to: a linear model over its words.

BM25 finds the situation that shares the most words with a question; it cannot know which of
the words tell clauses apart. The model learns that from the situations of the registers and
the further wordings beside them: a `WordModel` for each edition, under its year, fitted by
`ingest.clause_training` and shipped as `clause_model.npz` with the fingerprint of the texts
that it was fitted on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind
from corpus.registers import Situations
from ingest.situations import nearest_clause
from ingest.word_model import WordModel

__all__ = [
    "LEAST",
    "SHIPPED",
    "ClauseModel",
    "PlacedModel",
    "situations_fingerprint",
]

SHIPPED = Path(__file__).resolve().parent / "clause_model.npz"

LEAST = -20.0
"""A logarithm below all that the models give; unlike infinity it can be shown and kept."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ClauseModel:
    """The models by edition, and the fingerprint of the situations they were fitted on."""

    editions: dict[str, WordModel]
    fingerprint: str

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Read a model; the shipped one takes 0.1 s and 5 MB."""
        with np.load(path) as arrays:
            named = {name: arrays[name] for name in arrays.files}
        fingerprint = str(named.pop("fingerprint"))
        editions = sorted({name.partition(".")[0] for name in named})
        return cls({edition: WordModel.of(edition, named) for edition in editions}, fingerprint)


class PlacedModel:
    """The model over the standards of an index: which units its classes stand for."""

    def __init__(
        self,
        model: ClauseModel,
        documents: Mapping[str, Document],
        unit_rows: Mapping[tuple[str, str], int],
    ) -> None:
        """Place the classes; `unit_rows` gives the row of (document id, locator)."""
        self._placed: list[tuple[WordModel, npt.NDArray[np.int64]]] = []
        for document in documents.values():
            edition = model.editions.get(document.edition or "")
            if document.kind is DocumentKind.STANDARD and edition is not None:
                rows = [nearest_clause(unit_rows, document.id, c) for c in edition.classes]
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
