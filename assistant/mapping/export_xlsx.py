"""The mapping as a workbook: matrix, evidence, gaps, mandatory items, citations, to-do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from assistant.exports import Sheet, write_xlsx
from assistant.mapping.gaps import Gaps
from assistant.mapping.mandatory import Finding
from assistant.mapping.model import CellKey, Relation, State
from assistant.mapping.service import MappingService
from assistant.mapping.stale import Citation, StaleReport
from assistant.mapping.transition import Task
from assistant.mapping.views import Cell, ClauseRow, Matrix
from assistant.mapping.wording import (
    FINDINGS,
    MANDATORY,
    PROGRESS,
    RELATIONS,
    STATES,
    TASKS,
    VALIDITY,
)

__all__ = [
    "citations_sheet",
    "evidence_sheet",
    "gaps_sheet",
    "mandatory_sheet",
    "mapping_xlsx",
    "matrix_sheet",
    "tasks_sheet",
]

_TONES = {Relation.FULL: "green", Relation.PARTIAL: "yellow", Relation.NOT_APPLICABLE: "grey"}
_FINDING_TONES = {Finding.FOUND: "green", Finding.TO_CHECK: "yellow", Finding.MISSING: "red"}
_CLAUSE, _TITLE = "Điều", "Nội dung"


def mapping_xlsx(
    service: MappingService, edition: str | None = None, on: dt.date | None = None
) -> bytes:
    """Return the workbook for an edition, with validity on a day (None: today)."""
    matrix = service.matrix(edition)
    gaps = service.gaps(edition)
    return write_xlsx(
        [
            matrix_sheet(matrix),
            evidence_sheet(service, matrix),
            gaps_sheet(gaps, matrix),
            mandatory_sheet(gaps, matrix),
            citations_sheet(service.stale(on)),
            tasks_sheet(service.transition()),
        ]
    )


def matrix_sheet(matrix: Matrix) -> Sheet:
    """Return clauses by procedures, a word and a colour in each cell."""
    header = (_CLAUSE, _TITLE, "Tình trạng", *(column.name for column in matrix.procedures))
    rows, tones = [], {}
    for number, row in enumerate(matrix.clauses):
        status = "Không áp dụng" if row.exclusion else "Chưa có quy trình" if row.gap else ""
        if row.gap:
            tones[number, 2] = "red"
        texts = []
        for place, column in enumerate(matrix.procedures):
            cell = matrix.cells.get((row.number, column.document.id))
            texts.append(_written(cell) if cell else "")
            if cell is not None and cell.covers:
                tones[number, place + 3] = _TONES[cell.relation]
        rows.append((row.number, row.title, status, *texts))
    widths = (9, 38, 18, *(15 for _ in matrix.procedures))
    return Sheet(f"Ma trận {matrix.edition}", header, tuple(rows), widths, fixed=3, tones=tones)


def _written(cell: Cell) -> str:
    text = RELATIONS[cell.relation]
    if cell.state is State.PROPOSED:
        text = f"{text} ({STATES[cell.state]})"
    return f"{text}, cần xem lại" if cell.to_review else text


def evidence_sheet(service: MappingService, matrix: Matrix) -> Sheet:
    """Return each cell with the passage behind it, a row each."""
    titles = {row.number: row.title for row in matrix.clauses}
    names = {column.document.id: column.name for column in matrix.procedures}
    rows = []
    for (clause, document_id), cell in matrix.cells.items():
        place = service.place(CellKey(matrix.edition, clause, document_id))
        rows.append(
            (
                clause,
                titles[clause],
                names[document_id],
                RELATIONS[cell.relation],
                STATES[cell.state],
                cell.strength,
                place.label if place else "",
                place.quote if place else "",
            )
        )
    header = (_CLAUSE, _TITLE, "Quy trình", "Quan hệ", "Trạng thái", "Độ mạnh", "Vị trí", "Trích")
    return Sheet("Bằng chứng", header, tuple(rows), (9, 32, 34, 14, 14, 10, 16, 70))


def gaps_sheet(gaps: Gaps, matrix: Matrix) -> Sheet:
    """Return clauses without a procedure, procedures without a clause, exclusions."""
    names = {column.document.id: column.name for column in matrix.procedures}
    rows = [
        ("Điều chưa có quy trình", row.number, row.title, _guesses(row, names))
        for row in gaps.clauses
    ]
    rows += [
        ("Quy trình chưa gắn điều nào", column.document.code or "", column.name, column.unit)
        for column in gaps.procedures
    ]
    rows += [
        ("Điều không áp dụng", decision.key.clause, decision.rationale, decision.officer)
        for decision in gaps.exclusions
    ]
    header = ("Loại", "Số hiệu", "Nội dung hoặc lý do", "Đơn vị, người quyết định hoặc gợi ý")
    return Sheet("Khoảng trống", header, tuple(rows), (28, 14, 70, 44))


def _guesses(row: ClauseRow, names: Mapping[str, str]) -> str:
    if not row.guesses:
        return ""
    return f"Có thể: {', '.join(names[i] for i in row.guesses)} (cần xác nhận)"


def mandatory_sheet(gaps: Gaps, matrix: Matrix) -> Sheet:
    """Return what the edition makes mandatory, each with what was found."""
    names = {column.document.id: column.name for column in matrix.procedures}
    rows, tones = [], {}
    for number, row in enumerate(gaps.mandatory):
        if row.finding in _FINDING_TONES:
            tones[number, 3] = _FINDING_TONES[row.finding]
        rows.append(
            (
                row.item.clause,
                MANDATORY[row.item.kind],
                row.item.name,
                FINDINGS[row.finding],
                names.get(row.place.document_id, "") if row.place else "",
                row.place.label if row.place else "",
                row.place.quote if row.place else row.reason,
            )
        )
    header = (_CLAUSE, "Loại", "Yêu cầu", "Kết quả", "Tài liệu", "Vị trí", "Bằng chứng hoặc lý do")
    return Sheet("Bắt buộc", header, tuple(rows), (9, 22, 44, 16, 34, 16, 60), tones=tones)


def citations_sheet(report: StaleReport) -> Sheet:
    """Return all that procedures cite, what has ended first."""
    urgency = {revision.procedure.id: revision.urgency for revision in report.revisions}
    ordered = sorted(
        report.citations, key=lambda c: (not c.ended, -urgency.get(c.procedure.id, 0.0))
    )
    rows = tuple(_citation(citation) for citation in ordered)
    tones = {
        (number, 4): "red" if citation.ended else "yellow"
        for number, citation in enumerate(ordered)
        if citation.ended or citation.unknown
    }
    header = (
        "Mã",
        "Quy trình",
        "Văn bản được viện dẫn",
        "Tên văn bản",
        f"Hiệu lực ngày {report.on:%d/%m/%Y}",
        "Thay bằng",
        "Lý do",
        "Mục viện dẫn",
    )
    return Sheet("Viện dẫn", header, rows, (10, 34, 24, 40, 22, 26, 50, 20), fixed=2, tones=tones)


def _citation(citation: Citation) -> tuple[str, ...]:
    statement = citation.statement
    return (
        citation.procedure.code or "",
        citation.procedure.title,
        citation.number,
        citation.title or "",
        VALIDITY[statement.status],
        ", ".join(statement.replaced_by),
        statement.reason,
        ", ".join(dict.fromkeys(place.label for place in citation.places)),
    )


def tasks_sheet(tasks: tuple[Task, ...]) -> Sheet:
    """Return what the move from 2008 to 2015 asks for, with its progress."""
    rows = tuple(
        (
            task.document.code or task.document.title if task.document else "Cả cơ quan",
            TASKS[task.key.kind],
            task.key.clause_2008,
            task.title_2008,
            task.key.clause_2015,
            task.title_2015,
            task.why if task.verified else f"{task.why} (chưa kiểm chứng)".strip(),
            PROGRESS[task.progress],
            task.state.note if task.state else "",
            task.state.officer if task.state else "",
        )
        for task in tasks
    )
    header = (
        "Quy trình",
        "Việc",
        "Điều 2008",
        "Nội dung 2008",
        "Điều 2015",
        "Nội dung 2015",
        "Giải thích",
        "Tiến độ",
        "Ghi chú",
        "Người ghi",
    )
    return Sheet("Chuyển đổi", header, rows, (16, 22, 11, 32, 11, 32, 50, 12, 30, 20))
