"""The workbook that goes out, the agency's own table that comes in, and the command."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assistant.mapping.export_xlsx import mapping_xlsx
from assistant.mapping.importing import Difference, preview_import
from assistant.mapping.model import CellKey, Relation, State
from assistant.mapping.service import MappingService
from corpus.errors import DocumentError
from corpus.settings import Settings
from tests.assistant.mapping.conftest import OFFICER

pytestmark = pytest.mark.integration


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# --- out ---------------------------------------------------------------------------


def test_every_sheet_filters_and_keeps_its_header(service: MappingService) -> None:
    book = load_workbook(io.BytesIO(mapping_xlsx(service, "2015")))
    assert book.sheetnames == [
        "Ma trận 2015", "Bằng chứng", "Khoảng trống", "Bắt buộc", "Viện dẫn", "Chuyển đổi",
    ]  # fmt: skip
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.max_row > 1


def test_nothing_that_people_write_becomes_a_formula(desk: MappingService) -> None:
    for clause, reason in (("8.3", "=1+1"), ("7.1.5", "@SUM(A1)"), ("8.5.3", "+2"), ("8.7", "-3")):
        desk.decide(CellKey("2015", clause), Relation.NOT_APPLICABLE, reason)
    book = load_workbook(io.BytesIO(mapping_xlsx(desk)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    texts = [str(cell.value) for cell in cells if cell.value is not None]
    assert {text[0] for text in texts} >= {"=", "@", "+", "-"}
    assert all(cell.data_type != "f" for cell in cells)


# --- in ----------------------------------------------------------------------------


def test_a_list_is_previewed_then_recorded(desk: MappingService) -> None:
    data = workbook(
        ("BẢNG ĐỐI CHIẾU",),
        ("Điều khoản", "Nội dung", "Quy trình", "Quan hệ", "Ghi chú"),
        ("9.1.2", "Sự thỏa mãn", "QT-31", "Đầy đủ", "họp ngày 02"),
        (10.3, "Cải tiến", "QT-31, QT-32", "Một phần", None),
        ("8.3", "Thiết kế", "QT-99", "Đầy đủ", None),
        ("9.9", "Không có", "QT-31", "Đầy đủ", None),
    )
    preview = preview_import(desk, data)
    kinds = {(c.key.clause, c.document_name[:5]): c.difference for c in preview.changes}
    assert kinds["9.1.2", "QT-31"] in {Difference.CONFIRMS, Difference.CHANGES}
    assert kinds["10.3", "QT-32"] is Difference.ADDED
    assert [(p.row, p.text) for p in preview.problems] == [(5, "QT-99"), (6, "9.9")]
    assert desk.matrix().cells.get(("10.3", preview.changes[1].key.document_id)) is None
    preview.apply(desk)
    cell = desk.cell(preview.changes[0].key)
    assert cell.cell is not None
    assert cell.cell.state is State.CONFIRMED
    assert (cell.history[0].rationale, cell.history[0].officer) == ("họp ngày 02", OFFICER)
    again = preview_import(desk, data)
    assert {c.difference for c in again.changes} == {Difference.SAME}
    assert again.apply(desk) == ()


def test_a_matrix_with_marks_and_ranges(desk: MappingService) -> None:
    data = workbook(
        ("Điều", "Tiêu đề", "QT-31", "QT-32"),
        ("4.1 đến 4.3", "Bối cảnh", "x", None),
        ("Điều 8.4.1", "Mua", None, "o"),
        (None, "tiếp theo", "n/a", None),
    )
    changes = {
        (c.key.clause, c.document_name[:5]): c.relation for c in preview_import(desk, data).changes
    }
    assert changes == {
        ("4.1", "QT-31"): Relation.FULL,
        ("4.2", "QT-31"): Relation.FULL,
        ("4.3", "QT-31"): Relation.FULL,
        ("8.4.1", "QT-32"): Relation.PARTIAL,
        ("8.4.1", "QT-31"): Relation.NOT_APPLICABLE,
    }


def test_our_own_export_comes_back_as_what_was_decided(desk: MappingService) -> None:
    proposed = next(iter(desk.matrix().cells))
    desk.decide(CellKey("2015", *proposed), Relation.PARTIAL)
    preview = preview_import(desk, mapping_xlsx(desk))
    assert [c.key for c in preview.changes] == [CellKey("2015", *proposed)]
    assert preview.changes[0].difference is Difference.SAME
    assert preview.problems == ()


def test_a_code_of_two_procedures_is_not_guessed(service: MappingService) -> None:
    preview = preview_import(
        service,
        workbook(("Điều", "Quy trình"), ("8.2.1", "QT-13"), ("8.2.1", "Quy trình tiếp công dân")),
    )
    assert [p.row for p in preview.problems] == [2]
    assert [c.row for c in preview.changes] == [3]


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(service: MappingService, data: bytes) -> None:
    with pytest.raises(DocumentError, match="không đọc được"):
        preview_import(service, data)


def test_an_archive_that_is_no_workbook_is_refused(service: MappingService) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(DocumentError, match="không đọc được"):
        preview_import(service, stream.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused(service: MappingService) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 201_000_000)
    with pytest.raises(DocumentError, match="quá lớn"):
        preview_import(service, stream.getvalue())


def test_a_workbook_without_a_mapping_table_is_refused(service: MappingService) -> None:
    with pytest.raises(DocumentError, match="cột"):
        preview_import(service, workbook(("Họ tên", "Phòng"), ("A", "B")))


# --- the command -------------------------------------------------------------------


def run(
    project: Path, settings: Settings, *arguments: object, code: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "mapping", *map(str, arguments)],
        cwd=project, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "ISO_DATA": str(settings.data.resolve())},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_the_command_prints_the_contract(project: Path, shipped_store_settings: Settings) -> None:
    index = shipped_store_settings.index_dir
    done = run(project, shipped_store_settings, "--edition", "2015", "--json", "--index", index)
    mapping = json.loads(done.stdout)
    assert mapping["edition"] == "2015"
    clauses = {clause["number"]: clause for clause in mapping["clauses"]}
    assert set(clauses["7.5.3"]) == {"number", "title", "gap", "procedures"}
    assert clauses["8.3"]["gap"]
    first = clauses["7.5.3"]["procedures"][0]
    assert set(first) == {"document", "locator", "relation", "strength", "state", "quote"}
    assert set(first["document"]) == {"id", "title", "code", "kind", "edition", "path"}
    assert first["state"] == "proposed"
    assert 0 < first["strength"] <= 1
    assert first["quote"]


def test_the_command_writes_a_whole_file_or_none(
    project: Path, shipped_store_settings: Settings, tmp_path: Path
) -> None:
    index = shipped_store_settings.index_dir
    target = tmp_path / "ánh xạ.xlsx"
    run(project, shipped_store_settings, "--xlsx", target, "--index", index)
    assert zipfile.is_zipfile(target)
    assert list(tmp_path.iterdir()) == [target]
    paper = tmp_path / "ánh xạ.pdf"
    run(project, shipped_store_settings, "--pdf", paper, "--index", index)
    assert paper.read_bytes().startswith(b"%PDF-")
    missing = tmp_path / "không có" / "x.xlsx"
    run(project, shipped_store_settings, "--xlsx", missing, "--index", index, code=2)
    run(project, shipped_store_settings, "--index", index, code=2)
    run(project, shipped_store_settings, "--json", "--index", tmp_path / "trống", code=2)
