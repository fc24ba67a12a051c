"""How well the sections of procedures say what the clauses of an edition ask.

Two signals, both from what the index already holds: the cosine of stored vectors and BM25
with the clause's words as the query. Each is taken in standard deviations twice, over the
sections (some clauses are near to everything) and over the clauses (so are some sections);
a fit is the mean of the four. docs/experiments.md has the measurements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.model import Provision
from corpus.text import syllables
from ingest.index import Index

__all__ = ["Fits", "Section", "measure_fits"]

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_BEST_SECTIONS = 2
"""A procedure fits a clause as its two best sections do, on average."""


@dataclass(frozen=True, slots=True)
class Section:
    """A ranking unit of a procedure; `row` is its row in the index.

    `frame` sections (purpose, scope, forms …) read alike in every procedure.
    """

    row: int
    document_id: str
    locator: str
    title: str
    provisions: tuple[Provision, ...]
    frame: bool

    @property
    def text(self) -> str:
        """The whole text, heading included."""
        return "\n".join(provision.text for provision in self.provisions)


@dataclass(frozen=True, slots=True)
class Fits:
    """Fits in standard deviations: float32 `by_section` (sections, clauses).

    `by_document` (documents, clauses) is the mean of each document's best sections.
    `section_places` and `document_places` give the row of (document id, locator) and of a
    document id, `clause_places` the column of a clause; `sections_of` lists the locators of
    a document.
    """

    by_section: Floats
    by_document: Floats
    section_places: Mapping[tuple[str, str], int]
    document_places: Mapping[str, int]
    clause_places: Mapping[str, int]
    sections_of: Mapping[str, tuple[str, ...]]

    def of_document(self, document_id: str, clause: str) -> float:
        """Return how well a document fits an assessed clause; -inf without own sections."""
        row, column = self.document_places.get(document_id), self.clause_places.get(clause)
        if row is None or column is None:
            return float("-inf")
        return float(self.by_document[row, column])

    def of_section(self, document_id: str, locator: str, clause: str) -> float:
        """Return how well a section fits an assessed clause, -inf for a frame section."""
        row = self.section_places.get((document_id, locator))
        column = self.clause_places.get(clause)
        if row is None or column is None:
            return float("-inf")
        return float(self.by_section[row, column])

    def best_clause(self, document_id: str, locator: str) -> str | None:
        """Return the clause that a section fits best, None for a frame section."""
        row = self.section_places.get((document_id, locator))
        if row is None:
            return None
        return list(self.clause_places)[int(self.by_section[row].argmax())]

    def best_sections(self, document_id: str, clause: str, least: float, most: int) -> list[str]:
        """Return the locators of up to `most` sections that fit by `least`, best first."""
        column = self.clause_places.get(clause)
        if column is None:
            return []
        fits = [
            (float(self.by_section[self.section_places[document_id, locator], column]), locator)
            for locator in self.sections_of.get(document_id, ())
        ]
        return [locator for fit, locator in sorted(fits, reverse=True)[:most] if fit >= least]


def measure_fits(
    index: Index,
    sections: Sequence[Section],
    clauses: Mapping[str, str],
    standards: Sequence[str],
) -> Fits:
    """Measure all `sections` against `clauses` (number to whole text).

    `standards` are the ids of the documents whose stored vectors stand for the clauses.
    """
    of_unit: dict[int, list[int]] = defaultdict(list)
    for chunk, unit in enumerate(index.unit_of.tolist()):
        of_unit[unit].append(chunk)
    sections = [section for section in sections if of_unit[section.row]]
    rows, starts = _section_chunks(of_unit, sections)
    clause_rows = _clause_chunks(index, of_unit, clauses, standards)
    vectors = index.vectors[rows].astype(np.float32)
    dense = np.zeros((len(sections), len(clauses)), dtype=np.float32)
    lexical = np.zeros_like(dense)
    for column, (text, asked) in enumerate(zip(clauses.values(), clause_rows, strict=True)):
        if not len(rows) or not len(asked):
            continue
        # Each word once: a note repeats its subject, and the subject would outweigh the rest.
        scores = index.lexical.scores(list(dict.fromkeys(syllables(text))))
        lexical[:, column] = np.maximum.reduceat(scores[rows], starts)
        nearest = (vectors @ index.vectors[asked].astype(np.float32).T).max(axis=1)
        dense[:, column] = np.maximum.reduceat(nearest, starts)
    scaled = [_deviations(signal, axis) for signal in (dense, lexical) for axis in (0, 1)]
    by_section: Floats = sum(scaled[1:], start=scaled[0]) / np.float32(len(scaled))
    own: dict[str, list[str]] = defaultdict(list)
    for section in sections:
        own[section.document_id].append(section.locator)
    documents = list(own)
    return Fits(
        by_section,
        _by_document(by_section, sections, documents),
        {(s.document_id, s.locator): row for row, s in enumerate(sections)},
        {document_id: row for row, document_id in enumerate(documents)},
        {clause: column for column, clause in enumerate(clauses)},
        {document_id: tuple(locators) for document_id, locators in own.items()},
    )


def _section_chunks(
    of_unit: Mapping[int, list[int]], sections: Sequence[Section]
) -> tuple[Rows, Rows]:
    """Return the rows of the sections' chunks, and where those of each section begin."""
    chunks = [of_unit[section.row] for section in sections]
    starts = np.cumsum([0, *(len(own) for own in chunks[:-1])], dtype=np.int64)
    return np.asarray([chunk for own in chunks for chunk in own], dtype=np.int64), starts


def _clause_chunks(
    index: Index,
    of_unit: Mapping[int, list[int]],
    clauses: Mapping[str, str],
    standards: Sequence[str],
) -> list[Rows]:
    """Return the rows of the chunks of each clause, with those under it."""
    found: dict[str, list[int]] = {clause: [] for clause in clauses}
    for row, unit in enumerate(index.units):
        if unit.document_id not in standards:
            continue
        for clause in clauses:
            if f"{unit.locator}.".startswith(f"{clause}."):
                found[clause] += of_unit[row]
    return [np.asarray(rows, dtype=np.int64) for rows in found.values()]


def _deviations(values: Floats, axis: int) -> Floats:
    mean, spread = values.mean(axis=axis, keepdims=True), values.std(axis=axis, keepdims=True)
    deviations: Floats = (values - mean) / np.maximum(spread, np.float32(1e-6))
    return deviations


def _by_document(
    by_section: Floats, sections: Sequence[Section], documents: Sequence[str]
) -> Floats:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, section in enumerate(sections):
        rows[section.document_id].append(row)
    best = [
        np.sort(by_section[rows[document_id]], axis=0)[-_BEST_SECTIONS:].mean(axis=0)
        for document_id in documents
    ]
    stacked: Floats = np.asarray(best, dtype=np.float32).reshape(len(best), by_section.shape[1])
    return stacked
