"""Everyday situations of each clause: searched beside the texts, never shown or quoted.

    situations/unit_of.npy   int32 (situations,): the row of the clause each one belongs to
    situations/vectors.npy   float16 (situations, dimension), of norm 1

They are few, so their cosines are computed exactly and need no vector store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind
from corpus.registers import Situations
from ingest.catalog import Unit

__all__ = ["SituationIndex", "nearest_clause", "place_situations"]

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]


def place_situations(
    situations: Situations, documents: Mapping[str, Document], units: Sequence[Unit]
) -> list[tuple[int, str]]:
    """Return (unit row, text) for every standard of an edition that has situations.

    `units` are all units in row order. Where a document does not divide a clause as far as
    the register does, its situations go to the nearest clause above it.
    """
    rows = {(unit.document_id, unit.locator): row for row, unit in enumerate(units)}
    standards = [d for d in documents.values() if d.kind is DocumentKind.STANDARD and d.edition]
    placed = []
    for (edition, clause), texts in situations.items():
        for document in standards:
            if document.edition != edition:
                continue
            row = nearest_clause(rows, document.id, clause)
            if row is not None:
                placed += [(row, text) for text in texts]
    return placed


def nearest_clause(
    rows: Mapping[tuple[str, str], int], document_id: str, clause: str
) -> int | None:
    """Return the row of a document's unit for `clause` or the nearest one above it."""
    while clause and (document_id, clause) not in rows:
        clause = clause.rpartition(".")[0]
    return rows.get((document_id, clause))


class SituationIndex:
    """The situations of one generation. `unit_of` int32 (situations,) holds unit rows."""

    def __init__(self, folder: Path) -> None:
        self.unit_of: Rows = np.load(folder / "unit_of.npy")
        self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")

    @staticmethod
    def write(folder: Path, placed: Sequence[tuple[int, str]], vectors: Floats) -> None:
        """Write placed situations and their vectors, float32 (len(placed), dimension)."""
        folder.mkdir()
        np.save(folder / "unit_of.npy", np.asarray([row for row, _ in placed], dtype=np.int32))
        np.save(folder / "vectors.npy", vectors.astype(np.float16))

    def cosines(self, vector: Floats) -> Floats:
        """Return the cosine of every situation with a query's vector (dimension,)."""
        cosines: Floats = self._vectors.astype(np.float32) @ vector
        return cosines
