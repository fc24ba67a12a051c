from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import DocumentKind, Part, ProvisionKind
from ingest.structure import Structured, breadcrumb, unit_of

pytestmark = pytest.mark.unit

Parse = Callable[..., Structured]
PROCEDURE = DocumentKind.PROCEDURE


def locators(structured: Structured) -> list[str]:
    return [p.locator for p in structured.provisions]


def test_the_seven_sections_and_their_steps(parse: Parse) -> None:
    structured = parse(
        """SỞ MẪU | QUY TRÌNH KIỂM SOÁT TÀI LIỆU | Mã số: QT-01
        1. MỤC ĐÍCH
        Để làm việc này.
        2. PHẠM VI
        Toàn cơ quan.
        3. TÀI LIỆU VIỆN DẪN
        - TCVN ISO 9001:2015
        4. ĐỊNH NGHĨA
        5. NỘI DUNG
        5.1 Lưu đồ
        5.2 Mô tả các bước
        5.2.1 Soạn thảo
        Người soạn làm các việc:
        1. Đọc;
        2. Viết;
        3. In;
        4. Ký;
        5. Gửi;
        6. Hồ sơ lưu lại
        5.2.2 Phê duyệt
        6. BIỂU MẪU
        TT | Tên biểu mẫu | Mã hiệu
        1 | Phiếu đề nghị | BM-01
        7. HỒ SƠ LƯU
        1 | Danh mục | 5 năm"""
    )
    assert structured.kind is PROCEDURE
    assert (structured.code, structured.title) == ("QT-01", "Quy trình kiểm soát tài liệu")
    assert locators(structured) == [
        "Mở đầu", "1", "2", "3", "4", "5", "5.1", "5.2", "5.2.1", "5.2.2", "6", "7",
    ]  # fmt: skip
    by = {p.locator: p for p in structured.provisions}
    assert by["5"].kind is ProvisionKind.SECTION
    assert by["5.2.1"].kind is ProvisionKind.STEP
    assert by["5.2.1"].text.endswith("6. Hồ sơ lưu lại")
    assert by["6"].text.endswith("1 | Phiếu đề nghị | BM-01")
    assert structured.gaps == ()
    assert breadcrumb(by["5.2.2"], by) == ("5 NỘI DUNG", "5.2 Mô tả các bước", "5.2.2 Phê duyệt")
    assert unit_of("5.2.1", by, PROCEDURE) == "5.2.1"


def test_table_rows_with_dotted_numbers_are_steps(parse: Parse) -> None:
    structured = parse(
        """QUY TRÌNH TIẾP NHẬN HỒ SƠ
        Mã số: QT.01/TNHS
        1. MỤC ĐÍCH
        Để.
        5. NỘI DUNG
        TT | Nội dung | Trách nhiệm | Thời gian | Biểu mẫu
        5.1 | Tiếp nhận hồ sơ | Văn thư | 01 ngày | BM-01
        5.2 | Thẩm định | Chuyên viên | 02 ngày | BM-02""",
        PROCEDURE,
    )
    by = {p.locator: p for p in structured.provisions}
    assert locators(structured) == ["Mở đầu", "1", "5", "5.1", "5.2"]
    assert by["5.1"].text == "5.1 | Tiếp nhận hồ sơ | Văn thư | 01 ngày | BM-01"
    assert by["5.1"].title == "Tiếp nhận hồ sơ"
    assert structured.code == "QT.01/TNHS"
    assert structured.gaps == ("2 thiếu", "3 thiếu", "4 thiếu")


@pytest.mark.parametrize("first, second", [("1", "2"), ("B1", "B2"), ("Bước 1", "Bước 2")])
def test_bare_row_numbers_are_steps_of_their_section(parse: Parse, first: str, second: str) -> None:
    structured = parse(
        f"""1. MỤC ĐÍCH
        Để.
        2. NỘI DUNG
        2.1 Thành phần hồ sơ
        TT | Thành phần hồ sơ | Bản chính | Bản sao
        1 | Đơn đề nghị | x |  -
        2.2 Trình tự thực hiện
        TT | Trình tự | Trách nhiệm | Thời gian
        {first} | Tiếp nhận | Văn thư | 01 ngày
        {second} | Thẩm định | Chuyên viên | 02 ngày
        3. HỒ SƠ
        TT | Tên hồ sơ | Trách nhiệm lưu | Thời gian lưu
        1 | Đơn | Văn thư | 5 năm""",
        PROCEDURE,
    )
    assert locators(structured) == [
        "1", "2", "2.1", "2.2", "2.2 bước 1", "2.2 bước 2", "3",
    ]  # fmt: skip


def test_step_lines(parse: Parse) -> None:
    structured = parse(
        "I. MỤC ĐÍCH\nĐể.\nII. NỘI DUNG THỰC HIỆN\nBước 1: Nhận hồ sơ\nChi tiết.\n"
        "Bước 2. Trả kết quả\nIII. HỒ SƠ\nHết.",
        PROCEDURE,
    )
    assert locators(structured) == ["I", "II", "II bước 1", "II bước 2", "III"]


def test_numbers_under_roman_sections(parse: Parse) -> None:
    structured = parse(
        "I. MỤC ĐÍCH\n1. Một việc\nChữ.\n2. Hai việc\nII. NỘI DUNG\n1. Ba việc\n1.1. Nhỏ hơn\nChữ.",
        PROCEDURE,
    )
    assert locators(structured) == ["I", "I.1", "I.2", "II", "II.1", "II.1.1"]


def test_headings_without_numbers(parse: Parse) -> None:
    structured = parse(
        "# QUY TRÌNH Mẫu\nLời đầu.\n## Mục đích\nĐể.\n## Nội dung\n### Tiếp nhận\nNhận.\n"
        "## Mục đích\nLại.",
        PROCEDURE,
    )
    assert locators(structured) == [
        "Mở đầu",
        "Mục đích",
        "Nội dung",
        "Tiếp nhận",
        "Mục đích (lần 2)",
    ]
    assert structured.provisions[3].parent == "Nội dung"


def test_sections_may_skip_a_number_and_say_so(parse: Parse) -> None:
    structured = parse("1. MỤC ĐÍCH\nĐể.\n3. NỘI DUNG\n3.1 Một\n3.3 Ba\nHết.", PROCEDURE)
    assert locators(structured) == ["1", "3", "3.1", "3.3"]
    assert structured.gaps == ("2 thiếu", "3.2 thiếu")


def test_missing_roman_sections_and_steps_are_named(parse: Parse) -> None:
    structured = parse(
        "I. MỤC ĐÍCH\nĐể.\nIII. NỘI DUNG\n1. Lưu đồ\n3. Diễn giải\nB1: Nhận.\nB3: Trả.\nIV. HỒ SƠ",
        PROCEDURE,
    )
    assert structured.gaps == ("II thiếu", "III.2 thiếu", "III.3 bước 2 thiếu")


def test_a_step_printed_twice_is_kept_and_reported(parse: Parse) -> None:
    structured = parse("1. MỤC ĐÍCH\n2. NỘI DUNG\nBước 1: A\nBước 1: B\nBước 2: C", PROCEDURE)
    assert locators(structured)[2:] == ["2 bước 1", "2 bước 1 (lần 2)", "2 bước 2"]
    assert structured.gaps == ("2 bước 1 (lần 2) trùng",)


def test_sections_in_capitals_without_numbers(parse: Parse) -> None:
    structured = parse(
        "QUY TRÌNH MẪU\nMỤC ĐÍCH\nĐể.\nPHẠM VI ÁP DỤNG\nToàn.\nTÀI LIỆU LIÊN QUAN\nKhông.\n"
        "NỘI DUNG\nBước 1. Nhận\nBước 2. Trả\nHỒ SƠ LƯU\nHết."
    )
    assert structured.kind is PROCEDURE
    assert locators(structured) == [
        "Mở đầu", "Mục đích", "Phạm vi áp dụng", "Tài liệu liên quan", "Nội dung",
        "Nội dung bước 1", "Nội dung bước 2", "Hồ sơ lưu",
    ]  # fmt: skip


def test_sections_in_the_rows_of_a_table(parse: Parse) -> None:
    structured = parse(
        """QUY TRÌNH MẪU
        1 | MỤC ĐÍCH | Để làm.
        2 | PHẠM VI | Toàn cơ quan.
        3 | TÀI LIỆU VIỆN DẪN | TCVN ISO 9001
        4 | NỘI DUNG | Các bước:
        TT | Nội dung | Trách nhiệm | Thời gian
        1 | Tiếp nhận | Văn thư | 1 ngày
        2 | Trả | Văn thư | 1 ngày
        5 | HỒ SƠ | Lưu 5 năm"""
    )
    assert structured.kind is PROCEDURE
    assert locators(structured) == ["Mở đầu", "1", "2", "3", "4", "4 bước 1", "4 bước 2", "5"]


def test_a_procedure_that_is_only_a_table_of_steps(parse: Parse) -> None:
    structured = parse(
        """QUY TRÌNH XỬ LÝ VĂN BẢN ĐẾN
        Trách nhiệm | Trình tự công việc | Thời gian | Biểu mẫu
        Văn thư | Tiếp nhận văn bản | 01 giờ | BM-01
        Chánh Văn phòng | Phân phối | 02 giờ | BM-02"""
    )
    assert structured.kind is PROCEDURE
    assert "bảng các bước" in structured.kind_reason
    assert [(p.locator, p.kind) for p in structured.provisions[1:]] == [
        ("Bước Tiếp nhận văn bản", ProvisionKind.STEP),
        ("Bước Phân phối", ProvisionKind.STEP),
    ]


@pytest.mark.parametrize("cell", ["Bước {}: Nhận hồ sơ", "B{}. Nhận hồ sơ"])
def test_a_number_and_a_title_in_one_cell(parse: Parse, cell: str) -> None:
    rows = "\n".join(f"{cell.format(n)} | Văn thư | 01 ngày" for n in (1, 2))
    structured = parse(f"1. MỤC ĐÍCH\n2. NỘI DUNG\n{rows}", PROCEDURE)
    assert locators(structured) == ["1", "2", "2 bước 1", "2 bước 2"]
    assert structured.provisions[2].title == "Nhận hồ sơ"


def test_a_step_told_in_one_long_cell_is_named_by_what_stands_before_the_colon(
    parse: Parse,
) -> None:
    told = "Công chức nghiên cứu, đối chiếu từng mục với sổ gốc và cơ sở dữ liệu " * 3
    rows = "\n".join(
        f"B{n} | {name}: {told} | Văn thư | 01 ngày"
        for n, name in ((1, "Nộp hồ sơ"), (2, "Thẩm định hồ sơ"))
    )
    structured = parse(f"1. MỤC ĐÍCH\n2. NỘI DUNG\n{rows}", PROCEDURE)
    assert [p.title for p in structured.provisions[2:]] == ["Nộp hồ sơ", "Thẩm định hồ sơ"]
    assert all(told.strip() in p.text for p in structured.provisions[2:])


def test_numbered_notes_on_the_cover_are_no_sections(parse: Parse) -> None:
    structured = parse(
        "QUY TRÌNH MẪU\nMã số: QT-05\n1. Mọi người phải đọc và làm đúng quy trình này.\n"
        "2. Quy trình có hiệu lực từ ngày ký.\n1. MỤC ĐÍCH\nĐể.\n2. NỘI DUNG\n2.1 Nhận"
    )
    assert locators(structured) == ["Mở đầu", "1", "2", "2.1"]
    assert structured.gaps == ()


def test_forms_and_annexes_are_no_sections(parse: Parse) -> None:
    structured = parse(
        """1. MỤC ĐÍCH
        Để.
        2. NỘI DUNG
        Làm.
        3. BIỂU MẪU
        BM-05.01: Phiếu đề nghị
        BM-05.02: Sổ theo dõi
        BM-05.01
        PHIẾU ĐỀ NGHỊ
        Kính gửi: ..........
        1. Họ tên: ..........
        4. HỒ SƠ LƯU
        Phiếu.
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỜ TRÌNH
        Kính gửi: ..........
        PHỤ LỤC 1
        HƯỚNG DẪN GHI
        1. Ghi rõ.""",
        PROCEDURE,
    )
    assert [(p.locator, p.part, p.title) for p in structured.provisions[2:]] == [
        ("3", Part.BODY, "BIỂU MẪU"),
        ("BM-05.01", Part.TEMPLATE, "PHIẾU ĐỀ NGHỊ"),
        ("4", Part.BODY, "HỒ SƠ LƯU"),
        ("Biểu mẫu", Part.TEMPLATE, "TỜ TRÌNH"),
        ("Phụ lục 1", Part.ANNEX, "HƯỚNG DẪN GHI"),
    ]
    assert structured.provisions[2].text.endswith("BM-05.02: Sổ theo dõi")


def test_a_plan_has_sections_and_no_steps(parse: Parse) -> None:
    structured = parse(
        "Số: 12/KH-UBND\nKẾ HOẠCH\nTập huấn mẫu\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nĐể.\n"
        "2. Yêu cầu\nĐủ.\nII. NỘI DUNG\n1. Thời gian\nBước 1: sáng.\nIII. TỔ CHỨC THỰC HIỆN\nHết.",
        DocumentKind.OTHER,
    )
    assert locators(structured) == ["Mở đầu", "I", "I.1", "I.2", "II", "II.1", "III"]
    assert ProvisionKind.STEP not in {p.kind for p in structured.provisions}


@pytest.mark.parametrize("mark", [".", ")", "/", ""])
def test_marks_behind_a_number(parse: Parse, mark: str) -> None:
    structured = parse(
        f"1{mark or '.'} Mục đích:\nĐể.\n2{mark or '.'} Nội dung:\n2.1{mark} Nhận\n2.2{mark} Trả\n"
        f"3{mark or '.'} Hồ sơ:\nHết.",
        PROCEDURE,
    )
    assert locators(structured) == ["1", "2", "2.1", "2.2", "3"]


def test_a_title_is_not_taken_from_a_numbered_row(parse: Parse) -> None:
    structured = parse(
        "QUY TRÌNH\nCấp giấy\n1 | Lệ phí | Không\n2 | Quy trình xử lý | x", PROCEDURE
    )
    assert structured.title == "Quy trình Cấp giấy"
