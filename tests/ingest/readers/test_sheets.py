"""Spreadsheets: sheets, header rows, values as people write them, fonts, odd files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from ingest.readers import read
from ingest.readers.sheets import written_value
from ingest.reading import Encoding, Line, LineRole

pytestmark = pytest.mark.unit

Rows = Sequence[Sequence[object]]


def lines(tmp_path: Path, rows: Rows, name: str = "danh mục.doc") -> tuple[Line, ...]:
    book = Workbook()
    sheet = book.active
    sheet.title = "Quy trình"
    for row in rows:
        sheet.append(row)
    book.create_sheet("Trống")
    book.save(tmp_path / name)
    return read(tmp_path / name).lines


def test_values_carry_the_names_of_their_columns(tmp_path: Path) -> None:
    found = lines(
        tmp_path,
        [
            ["DANH MỤC QUY TRÌNH"],
            [],
            ["STT", "Tên quy trình", "Mã hiệu", "Số ngày"],
            [1, "Kiểm soát tài liệu", "QT-01", 5],
            [2, "Kiểm soát hồ sơ", None, 2.5],
            [None, "và phụ lục"],
            [],
            [None, "Người lập", None, "Giám đốc"],
        ],
    )
    assert [(line.text, line.role) for line in found] == [
        ("Quy trình", LineRole.SHEET),
        ("DANH MỤC QUY TRÌNH", LineRole.CONTENT),
        ("STT | Tên quy trình | Mã hiệu | Số ngày", LineRole.ROW),
        ("STT: 1; Tên quy trình: Kiểm soát tài liệu; Mã hiệu: QT-01; Số ngày: 5", LineRole.ROW),
        ("STT: 2; Tên quy trình: Kiểm soát hồ sơ; Số ngày: 2.5", LineRole.ROW),
        ("Tên quy trình: và phụ lục", LineRole.ROW),
        ("Người lập | Giám đốc", LineRole.ROW),
    ]
    assert found[3].printed == "1 | Kiểm soát tài liệu | QT-01 | 5"


def test_headers_of_two_rows_and_a_second_table(tmp_path: Path) -> None:
    found = lines(
        tmp_path,
        [
            ["STT", "Tên hàng", "Mã số", None, "Ghi chú"],
            [None, None, "Nhóm", "Phân nhóm"],
            [1, "Cột", "7308", 20, "214"],
            ["STT", "Nước", "Số dự án"],
            [1, "Lào", 41],
        ],
    )
    assert [line.text for line in found[3:]] == [
        "STT: 1; Tên hàng: Cột; Mã số – Nhóm: 7308; Mã số – Phân nhóm: 20; Ghi chú: 214",
        "STT | Nước | Số dự án",
        "STT: 1; Nước: Lào; Số dự án: 41",
    ]


def test_tables_without_a_header_stay_as_printed(tmp_path: Path) -> None:
    found = lines(tmp_path, [["Tổng", 12, 13], ["Còn lại", 4, 5]])
    assert [line.text for line in found[1:]] == ["Tổng | 12 | 13", "Còn lại | 4 | 5"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"), (0.1 + 0.2, "0.3"), (15237170.0, "15237170"), (True, "Có"), (None, ""),
        (date(2024, 2, 1), "01/02/2024"), (datetime(2024, 2, 1), "01/02/2024"),
        (datetime(2024, 2, 1, 7, 5), "01/02/2024 07:05"), ("chữ", "chữ"),
    ],
)  # fmt: skip
def test_values_are_written_as_people_do(value: object, text: str) -> None:
    assert written_value(value) == text


def test_old_fonts_cell_by_cell(tmp_path: Path) -> None:
    # Written as Excel does it, with the texts in a part of their own.
    book = xlsxwriter.Workbook(str(tmp_path / "cu.xlsx"))
    sheet = book.add_worksheet()
    old, new = (book.add_format({"font_name": name}) for name in (".VnTime", "Arial"))
    sheet.write(0, 0, "§¬n vÞ phèi hîp", old)
    sheet.write(0, 1, "Đơn vị đúng", new)
    sheet.write_rich_string(0, 2, old, "tµi liÖu ", new, "hồ sơ của đơn vị")
    book.close()
    reading = read(tmp_path / "cu.xlsx")
    assert reading.lines[1].text == "Đơn vị phối hợp | Đơn vị đúng | tài liệu hồ sơ của đơn vị"
    assert reading.encoding is Encoding.MIXED


@pytest.mark.timeout(60)
def test_a_cell_far_away_and_many_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Đầu"
    sheet["XFD200000"] = "Cuối"
    book.save(tmp_path / "xa.xlsx")
    assert [line.text for line in read(tmp_path / "xa.xlsx").lines[1:]] == ["Đầu", "Cuối"]
