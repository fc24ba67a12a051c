"""Taking over an agency's mapping table: first shown beside what holds, then recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from assistant.mapping.codes import Codes
from assistant.mapping.model import CellKey, Decision, Relation, State
from assistant.mapping.service import MappingService
from assistant.mapping.sheet_reading import SheetCell, read_sheet
from assistant.mapping.views import Cell, Matrix
from assistant.mapping.wording import relation_named
from corpus.text import fold

__all__ = ["Difference", "ImportChange", "ImportPreview", "ImportProblem", "preview_import"]

_NUMBER = re.compile(r"(?:[4-9]|10)(?:\.\d+)*")
_RANGE = re.compile(r"((?:[4-9]|10)(?:\.\d+)*)\.(\d+)\s*(?:đến|tới|[-–])\s*\1\.(\d+)")
_RATIONALE = "Theo bảng ánh xạ của cơ quan"


class Difference(StrEnum):
    """How a statement stands to what holds now.

    ADDED: there is no such cell yet. CONFIRMS: the machine proposes the same. CHANGES: it
    differs from what holds. SAME: it is decided so already.
    """

    ADDED = "added"
    CONFIRMS = "confirms"
    CHANGES = "changes"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ImportChange:
    """What one statement of the table would change; `current` is None where nothing is."""

    key: CellKey
    document_name: str
    row: int
    relation: Relation
    rationale: str
    current: Cell | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A statement that cannot be taken over; `why` is a Vietnamese sentence."""

    row: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The whole table against the matrix; nothing is recorded yet."""

    edition: str
    changes: tuple[ImportChange, ...]
    problems: tuple[ImportProblem, ...]

    def apply(self, service: MappingService, officer: str | None = None) -> tuple[Decision, ...]:
        """Record all changes but those that are decided so already."""
        return tuple(
            service.decide(change.key, change.relation, change.rationale, officer)
            for change in self.changes
            if change.difference is not Difference.SAME
        )


def preview_import(
    service: MappingService, data: bytes, edition: str | None = None
) -> ImportPreview:
    """Read an XLSX table and compare it; `DocumentError` if it holds none."""
    matrix = service.matrix(edition)
    reader = _Reader(matrix)
    changes: dict[CellKey, ImportChange] = {}
    problems: list[ImportProblem] = []
    for statement in read_sheet(data):
        for item in reader.read(statement):
            if isinstance(item, ImportChange):
                changes[item.key] = item
            else:
                problems.append(item)
    return ImportPreview(matrix.edition, tuple(changes.values()), tuple(problems))


class _Reader:
    """Understands the statements of a table by the clauses and procedures of a matrix."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._numbers = {row.number for row in matrix.clauses}
        self._names = {column.document.id: column.name for column in matrix.procedures}
        documents = [column.document for column in matrix.procedures]
        self._codes = Codes(documents)
        self._ids: dict[str, list[str]] = {}
        for column in matrix.procedures:
            document = column.document
            stem = PurePosixPath(document.path).stem
            for name in {fold(n) for n in (column.name, document.title, stem, document.id)}:
                self._ids.setdefault(name, []).append(document.id)

    def read(self, statement: SheetCell) -> Iterator[ImportChange | ImportProblem]:
        relation = relation_named(statement.mark) if statement.mark else Relation.FULL
        numbers = self._clauses(statement.clauses)
        if relation is None or not statement.clauses:
            return  # a note, a proposal of our own export, a row above the table's first clause
        if not numbers:
            yield ImportProblem(
                statement.row,
                statement.clauses,
                f"Bản {self._matrix.edition} không có điều này.",
            )
            return
        ids, why = self._documents(statement.documents)
        if why:
            yield ImportProblem(statement.row, statement.documents, why)
        for number in numbers:
            for document_id in ids:
                yield self._change(statement, number, document_id, relation)

    def _clauses(self, text: str) -> list[str]:
        numbers = _NUMBER.findall(text)
        for parent, first, last in _RANGE.findall(text):
            numbers += [f"{parent}.{n}" for n in range(int(first) + 1, int(last))]
        return [number for number in dict.fromkeys(numbers) if number in self._numbers]

    def _documents(self, text: str) -> tuple[list[str], str]:
        """Return the ids that a cell names, and why one of them is not taken."""
        named = self._ids.get(fold(text), [])
        if len(named) == 1:
            return named, ""
        found = [ids for _, _, ids in self._codes.find(text)]
        clear = [ids[0] for ids in found if len(ids) == 1]
        if any(len(ids) > 1 for ids in found) or len(named) > 1:
            return clear, "Mã này thuộc nhiều quy trình. Hãy ghi cả tên quy trình."
        return clear, "" if clear else "Kho không có quy trình này."

    def _change(
        self, statement: SheetCell, clause: str, document_id: str, relation: Relation
    ) -> ImportChange:
        current = self._matrix.cells.get((clause, document_id))
        return ImportChange(
            key=CellKey(self._matrix.edition, clause, document_id),
            document_name=self._names[document_id],
            row=statement.row,
            relation=relation,
            rationale=statement.note or _RATIONALE,
            current=current,
            difference=_difference(current, relation),
        )


def _difference(current: Cell | None, relation: Relation) -> Difference:
    if current is None:
        return Difference.ADDED
    if current.relation is not relation:
        return Difference.CHANGES
    return Difference.CONFIRMS if current.state is State.PROPOSED else Difference.SAME
