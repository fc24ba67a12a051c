"""The matrix on paper: procedures by clause, then clauses by procedure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.exports.model import Block, Heading, Paragraph, Table
from assistant.mapping.model import Relation, State
from assistant.mapping.views import Cell, ClauseRow, Matrix, ProcedureColumn
from assistant.mapping.wording import RELATIONS

__all__ = ["matrix_blocks", "short_names"]

_PROPOSED, _TO_REVIEW = "*", "!"
_KEY = (
    f"Dấu {_PROPOSED}: máy đề xuất, chưa người nào xác nhận. "
    f"Dấu {_TO_REVIEW}: đã quyết định, cần xem lại vì căn cứ đã đổi."
)


def matrix_blocks(matrix: Matrix) -> Iterator[Block]:
    """Return both lists with what their marks mean."""
    yield Paragraph(_counts(matrix), "note")
    yield Paragraph(_KEY, "note")
    yield Heading("Theo điều khoản")
    yield from _by_clause(matrix)
    yield Heading("Theo quy trình")
    yield _by_procedure(matrix)


def short_names(procedures: Sequence[ProcedureColumn]) -> dict[str, str]:
    """Return the code of each procedure by its id, its whole name where that is not unique."""
    codes = Counter(column.document.code for column in procedures)
    return {
        column.document.id: (
            code if (code := column.document.code) and codes[code] == 1 else column.name
        )
        for column in procedures
    }


def _counts(matrix: Matrix) -> str:
    states = Counter(cell.state for cell in matrix.cells.values())
    assessed = [row for row in matrix.clauses if row.assessed]
    return (
        f"{len(assessed)} điều, {len(matrix.procedures)} quy trình; "
        f"{states[State.CONFIRMED]} ô đã xác nhận, {states[State.PROPOSED]} ô mới đề xuất; "
        f"{sum(row.gap for row in assessed)} điều chưa có quy trình."
    )


def _by_clause(matrix: Matrix) -> Iterator[Block]:
    names = short_names(matrix.procedures)
    header = ("Điều", "Nội dung", RELATIONS[Relation.FULL], RELATIONS[Relation.PARTIAL], "Lưu ý")
    rows: list[tuple[str, ...]] = []
    for row in matrix.clauses:
        if row.parent is None:
            yield from _chapter(header, rows)
            rows = []
            yield Heading(f"{row.number} {row.title}", 2)
        cells = matrix.row(row.number)
        if row.assessed or cells or _own_exclusion(row):
            rows.append(_clause(row, cells, names))
    yield from _chapter(header, rows)


def _chapter(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[Block]:
    if rows:
        yield Table(header, tuple(rows), (3, 7, 6, 6, 5))


def _clause(row: ClauseRow, cells: Sequence[Cell], names: dict[str, str]) -> tuple[str, ...]:
    notes = []
    if row.exclusion is not None:
        above = row.exclusion.key.clause
        why = row.exclusion.rationale if _own_exclusion(row) else f"như điều {above}"
        notes.append(f"Không áp dụng: {why}")
    elif row.gap:
        notes.append("Chưa có quy trình")
    apart = [(names[c.document_id], c) for c in cells if c.relation is Relation.NOT_APPLICABLE]
    if apart:
        notes.append(f"Không áp dụng với {_listed(apart)}")
    return (
        row.number,
        row.title,
        *(
            _listed((names[c.document_id], c) for c in cells if c.covers and c.relation is relation)
            for relation in (Relation.FULL, Relation.PARTIAL)
        ),
        "\n".join(notes),
    )


def _own_exclusion(row: ClauseRow) -> bool:
    return row.exclusion is not None and row.exclusion.key.clause == row.number


def _by_procedure(matrix: Matrix) -> Block:
    found: dict[str, list[Cell]] = {column.document.id: [] for column in matrix.procedures}
    for row in matrix.clauses:
        for cell in matrix.row(row.number):
            found[cell.document_id].append(cell)
    rows = tuple(
        (
            "\n".join(filter(None, (column.name, column.unit))),
            *(
                _listed(
                    (cell.clause, cell)
                    for cell in found[column.document.id]
                    if cell.covers and cell.relation is relation
                )
                for relation in (Relation.FULL, Relation.PARTIAL)
            ),
        )
        for column in matrix.procedures
    )
    header = ("Quy trình", RELATIONS[Relation.FULL], RELATIONS[Relation.PARTIAL])
    return Table(header, rows, (4, 3, 3))


def _listed(cells: Iterable[tuple[str, Cell]]) -> str:
    """Return names in a line, each with its mark; a name never breaks from its mark."""
    return ", ".join(f"{name}{_mark(cell)}" for name, cell in cells)


def _mark(cell: Cell) -> str:
    if cell.to_review:
        return _TO_REVIEW
    return _PROPOSED if cell.state is State.PROPOSED else ""
