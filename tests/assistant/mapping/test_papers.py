"""The papers of the mapping, opened again by the libraries that read such files."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from docx import Document as open_docx
from pypdf import PdfReader

from assistant.exports import Paper, Table, write_docx, write_pdf
from assistant.mapping.matrix_paper import short_names
from assistant.mapping.model import CellKey, Relation, State
from assistant.mapping.papers import (
    gaps_paper,
    mapping_paper,
    matrix_paper,
    stale_paper,
    tasks_paper,
)
from assistant.mapping.service import MappingService
from assistant.mapping.transition import Progress
from assistant.mapping.views import Cell, Matrix
from corpus.model import Document

pytestmark = pytest.mark.integration

ON = dt.date(2026, 11, 22)


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def rows(paper: Paper) -> dict[str, tuple[str, ...]]:
    """The rows of all tables by what stands first in them."""
    return {row[0]: row for table in tables(paper) for row in table.rows}


def printed(data: bytes) -> str:
    document = open_docx(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def document_id(matrix: Matrix, code: str) -> str:
    return next(c.document.id for c in matrix.procedures if c.document.code == code)


def test_every_cell_that_covers_stands_in_both_lists(service: MappingService) -> None:
    matrix = service.matrix("2015")
    paper = matrix_paper(matrix, ON)
    *by_clause, by_procedure = tables(paper)
    names = short_names(matrix.procedures)
    columns = {Relation.FULL: 0, Relation.PARTIAL: 1}
    clauses = {row[0]: row[2:4] for table in by_clause for row in table.rows}
    procedures = {row[0].partition("\n")[0]: row[1:3] for row in by_procedure.rows}
    full_names = {column.document.id: column.name for column in matrix.procedures}
    checked = 0
    for cell in matrix.cells.values():
        if cell.covers:
            place = columns[cell.relation]
            assert f"{names[cell.document_id]}*" in clauses[cell.clause][place]
            assert f"{cell.clause}*" in procedures[full_names[cell.document_id]][place].split(", ")
            checked += 1
    assert checked > 60


def test_marks_tell_proposed_confirmed_and_excluded_apart(desk: MappingService) -> None:
    document = document_id(desk.matrix(), "QT-31")
    desk.decide(CellKey("2015", "9.1.2", document), Relation.FULL)
    desk.decide(CellKey("2015", "8.3"), Relation.NOT_APPLICABLE, "Cơ quan không thiết kế")
    desk.decide(CellKey("2015", "10.3", document), Relation.NOT_APPLICABLE, "Không có")
    found = rows(matrix_paper(desk.matrix(), ON))
    assert found["9.1.2"][2] == "QT-31"
    assert "QT-31*" in found["8.2.1"][2:4]
    assert found["8.3"][4] == "Không áp dụng: Cơ quan không thiết kế"
    assert found["8.3.1"][4] == "Không áp dụng: như điều 8.3"
    assert "Không áp dụng với QT-31" in found["10.3"][4]


def test_procedures_that_share_a_code_keep_their_names(service: MappingService) -> None:
    names = short_names(service.matrix("2015").procedures).values()
    assert "QT-01" in names
    assert "QT-13" not in names
    assert "QT-13 Quy trình tiếp công dân" in names


def test_gaps_paper_says_what_was_found_where(desk: MappingService) -> None:
    desk.decide(CellKey("2015", "8.3"), Relation.NOT_APPLICABLE, "Không <thiết kế>\u202e")
    matrix, gaps = desk.matrix(), desk.gaps()
    paper = gaps_paper(gaps, matrix, ON)
    missing = tables(paper)[0].rows
    assert [row[:2] for row in missing] == [(row.number, row.title) for row in gaps.clauses]
    assert sum(len(table.rows) for table in tables(paper)) == (
        len(gaps.clauses) + len(gaps.procedures) + len(gaps.mandatory) + len(gaps.exclusions)
    )
    text = printed(write_docx(paper))
    assert "Không <thiết kế>" in text
    assert "\u202e" not in text


def test_stale_paper_never_takes_the_unknown_for_valid(desk: MappingService) -> None:
    report = desk.stale(ON)
    found = rows(stale_paper(report, desk.matrix()))
    assert found["999/2031/NĐ-CP"][2] == "QT-31: Mục\N{NO-BREAK SPACE}3"
    (ended,) = [row for cited, row in found.items() if cited.startswith("61/2018/NĐ-CP")]
    assert "118/2025/NĐ-CP" in ended[2]
    in_force = [row for row in found.values() if row[1] == "Còn hiệu lực"]
    assert not any("999/2031" in row[0] or "61/2018" in row[0] for row in in_force)


def test_tasks_paper_holds_each_task_with_its_progress(desk: MappingService) -> None:
    task = next(task for task in desk.transition() if task.document is not None)
    desk.note(task.key, Progress.DOING, "đang soạn")
    tasks = desk.transition()
    paper = tasks_paper(tasks, ON)
    found = [row for table in tables(paper) for row in table.rows]
    assert len(found) == len(tasks)
    assert "Đang làm\nđang soạn" in {row[3] for row in found}
    done = sum(task.done for task in tasks)
    assert paper.facts[0] == f"Đã xong {done}/{len(tasks)} việc"
    assert tables(tasks_paper((), ON)) == []


def test_one_paper_holds_all_parts(desk: MappingService) -> None:
    paper = mapping_paper(desk, "2015", ON)
    parts = (
        matrix_paper(desk.matrix(), ON),
        gaps_paper(desk.gaps(), desk.matrix(), ON),
        stale_paper(desk.stale(ON), desk.matrix()),
        tasks_paper(desk.transition(), ON),
    )
    assert tables(paper) == [table for part in parts for table in tables(part)]
    text = printed(write_docx(paper))
    assert all(part.title in text for part in parts)
    outline = PdfReader(io.BytesIO(write_pdf(paper))).outline
    assert [item["/Title"] for item in outline if not isinstance(item, list)] == [
        part.title for part in parts
    ]


def test_a_matrix_of_150_procedures_stays_on_portrait_pages(desk: MappingService) -> None:
    matrix = _grown(desk.matrix(), 150)
    reader = PdfReader(io.BytesIO(write_pdf(matrix_paper(matrix, ON))))
    assert all(page.mediabox.width < page.mediabox.height for page in reader.pages)
    assert len(reader.pages) < 40
    words = " ".join(page.extract_text() for page in reader.pages).replace("\n", " ")
    assert "P-149" in words


def _grown(matrix: Matrix, count: int) -> Matrix:
    """The matrix with `count` procedures, each full for every seventh clause."""
    column = matrix.procedures[0]
    clauses = [row.number for row in matrix.clauses if row.assessed]
    columns = tuple(
        replace(column, document=_copy(column.document, n), name=f"P-{n} Quy trình thử")
        for n in range(count)
    )
    cells = {
        (number, f"p{n}"): Cell(number, f"p{n}", Relation.FULL, State.PROPOSED, 0.9, Relation.FULL)
        for n in range(count)
        for place, number in enumerate(clauses)
        if (place + n) % 7 == 0
    }
    return replace(matrix, procedures=columns, cells=cells)


def _copy(document: Document, number: int) -> Document:
    return replace(document, id=f"p{number}", code=f"P-{number}")
