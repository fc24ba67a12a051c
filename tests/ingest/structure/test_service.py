"""Administrative services, in the ways that agencies lay them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import DocumentKind, Part, ProvisionKind
from ingest.structure import Structured, breadcrumb

pytestmark = pytest.mark.unit

Parse = Callable[..., Structured]


def locators(structured: Structured) -> list[str]:
    return [p.locator for p in structured.provisions]


def test_numbered_parts(parse: Parse) -> None:
    structured = parse(
        """THỦ TỤC CẤP GIẤY MẪU
        1. Trình tự thực hiện:
        - Bước 1: Nộp hồ sơ.
        - Bước 2: Nhận kết quả.
        2. Cách thức thực hiện: Nộp trực tiếp, qua đường bưu chính hoặc trực tuyến toàn trình.
        3. Thành phần, số lượng hồ sơ:
        a) Thành phần hồ sơ:
        - Đơn;
        b) Số lượng hồ sơ: 01 bộ.
        4. Thời hạn giải quyết: 05 ngày làm việc.
        5. Lệ phí: Không.
        6. Yêu cầu, điều kiện thực hiện thủ tục hành chính: Không.
        7. Căn cứ pháp lý của thủ tục hành chính:
        - Luật mẫu.
        Mẫu số 01
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        ĐƠN ĐỀ NGHỊ
        Kính gửi: ............"""
    )
    assert structured.kind is DocumentKind.PROCEDURE
    assert locators(structured) == [
        "Mở đầu", "1", "1 bước 1", "1 bước 2", "2", "3", "3, Thành phần hồ sơ",
        "3, Số lượng hồ sơ", "4", "5", "6", "7", "Mẫu số 01",
    ]  # fmt: skip
    by = {p.locator: p for p in structured.provisions}
    assert by["2"].title == "Cách thức thực hiện"
    assert by["1 bước 1"].kind is ProvisionKind.STEP
    assert by["Mẫu số 01"].part is Part.TEMPLATE
    assert by["Mẫu số 01"].title == "ĐƠN ĐỀ NGHỊ"
    assert breadcrumb(by["3, Số lượng hồ sơ"], by)[-1] == "Số lượng hồ sơ"


def test_labels_alone(parse: Parse) -> None:
    structured = parse(
        """CHI TIẾT THỦ TỤC HÀNH CHÍNH
        Mã thủ tục: 1.001193
        Tên thủ tục: Thủ tục đăng ký mẫu
        Trình tự thực hiện:
        - Bước 1: Nộp.
        Cách thức thực hiện:
        Hình thức nộp | Thời hạn giải quyết | Phí, lệ phí
        Trực tiếp | Trong ngày | 0 đồng
        Thành phần hồ sơ:
        Tờ khai | Bản chính: 1
        Cơ quan thực hiện: Cơ quan mẫu
        Căn cứ pháp lý:
        60/2014/QH13 | Hộ tịch"""
    )
    assert structured.kind is DocumentKind.PROCEDURE
    assert "mục thường gặp" in structured.kind_reason
    assert (structured.title, structured.code) == ("Thủ tục đăng ký mẫu", "1.001193")
    assert locators(structured) == [
        "Mở đầu", "Trình tự thực hiện", "Trình tự thực hiện bước 1", "Cách thức thực hiện",
        "Thành phần hồ sơ", "Cơ quan thực hiện", "Căn cứ pháp lý",
    ]  # fmt: skip
    assert structured.facts.cited == ("60/2014/QH13",)


def test_parts_in_rows(parse: Parse) -> None:
    structured = parse(
        """QUY TRÌNH GIẢI QUYẾT HỒ SƠ
        Mã số: QT-09
        1. MỤC ĐÍCH
        Để.
        2. NỘI DUNG
        2.1 | Cơ sở pháp lý | Luật mẫu
        2.2 | Thành phần hồ sơ | Bản chính | Bản sao
        Đơn | x
        2.3 | Lệ phí | Không
        2.4 | Quy trình xử lý công việc
        TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu
        B1 | Nộp hồ sơ | Công dân | Giờ hành chính | BM-01
        B3 | Trả kết quả | Một cửa | 01 ngày | BM-03"""
    )
    by = {p.locator: p for p in structured.provisions}
    assert locators(structured)[3:] == [
        "2.1", "2.2", "2.3", "2.4", "2.4 bước 1", "2.4 bước 3",
    ]  # fmt: skip
    assert by["2.2"].kind is ProvisionKind.SECTION
    assert by["2.2"].text.endswith("Đơn | x")
    assert by["2.4 bước 1"].kind is ProvisionKind.STEP
    assert structured.gaps == ("2.4 bước 2 thiếu",)


def test_labels_that_every_step_repeats_are_text(parse: Parse) -> None:
    structured = parse(
        """1. MỤC ĐÍCH
        Để.
        2. NỘI DUNG
        2.1 Nhận
        Hồ sơ: đơn.
        Kết quả: phiếu.
        2.2 Trả
        Hồ sơ: phiếu.
        Kết quả: giấy.
        3. HỒ SƠ
        Thành phần hồ sơ: đủ.
        Thời hạn xử lý: 1 ngày.""",
        DocumentKind.PROCEDURE,
    )
    assert locators(structured) == ["1", "2", "2.1", "2.2", "3"]


def test_parts_under_roman_sections(parse: Parse) -> None:
    structured = parse(
        """I. Thông tin chung
        1. Tên thủ tục: Cấp phép mẫu
        II. Nội dung
        1. Trình tự thực hiện
        a) Bước 1: Nộp
        b) Bước 2: Nhận
        2. Cách thức thực hiện
        Trực tiếp
        3. Thành phần hồ sơ
        Đơn
        4. Thời hạn giải quyết
        5 ngày"""
    )
    assert structured.title == "Cấp phép mẫu"
    assert locators(structured) == [
        "I", "I.1", "II", "II.1", "II.1 bước 1", "II.1 bước 2", "II.2", "II.3", "II.4",
    ]  # fmt: skip


def test_parts_in_numbered_rows(parse: Parse) -> None:
    structured = parse(
        """QUY TRÌNH
        Cấp giấy mẫu
        1 | Căn cứ pháp lý | Luật
        2 | Thành phần hồ sơ | Đơn
        3 | Số lượng hồ sơ | 01 bộ
        4 | Thời gian giải quyết | 3 ngày
        5 | Quy trình xử lý công việc
        Bước | Nội dung | Trách nhiệm | Thời gian
        Bước 1 | Nhận | Văn thư | 1 ngày
        Bước 2 | Trả | Văn thư | 2 ngày"""
    )
    assert locators(structured) == ["Mở đầu", "1", "2", "3", "4", "5", "5 bước 1", "5 bước 2"]
