"""What a document prints around its content is in no provision, and nothing else is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.structure import Structured

pytestmark = pytest.mark.unit

Parse = Callable[..., Structured]

BODY = "1. MỤC ĐÍCH\nĐể.\n2. PHẠM VI\nToàn cơ quan.\n3. NỘI DUNG\n3.1 Tiếp nhận\n4. HỒ SƠ\nHết."


def words(structured: Structured) -> str:
    return "\n".join(p.text for p in structured.provisions)


@pytest.mark.parametrize(
    "table",
    [
        "Soạn thảo | Xem xét | Phê duyệt\nThư ký | Trưởng phòng | Giám đốc\n(đã ký) | (đã ký)",
        "Trách nhiệm | Soạn thảo | Xem xét | Phê duyệt\nHọ tên | Trần Thị Mẫu | Lê Văn Mẫu\n"
        "Chữ ký | (đã ký)\nChức vụ | Chuyên viên | Giám đốc",
        "Người soạn thảo | Người kiểm tra | Người phê duyệt\nNgày 01/02/2024 | 02/02/2024",
        "Trách nhiệm Soạn thảo Xem xét Phê duyệt\nChức danh Văn thư Chánh Văn phòng Giám đốc\n"
        "Chữ ký (đã ký) (đã ký) (đã ký)",
        "Soạn thảo\nXem xét\nPhê duyệt\nTrần Thị Mẫu\nLê Văn Mẫu\n(đã ký)",
        "Trách nhiệm | Họ và tên | Chữ ký | Ngày\nSoạn thảo | Trần Thị Mẫu | | 01/02/2024",
    ],
)
def test_sign_off_tables(parse: Parse, table: str) -> None:
    structured = parse(f"QUY TRÌNH MẪU\nMã số: QT-05\n{table}\n{BODY}")
    text = words(structured)
    assert not [line for line in table.splitlines() if line in text]
    assert text.endswith(BODY)


def test_a_table_of_who_does_what_is_content(parse: Parse) -> None:
    table = (
        "Tài liệu | Soạn thảo | Xem xét | Phê duyệt\nQuy trình | Chuyên viên | Trưởng phòng |"
        " Giám đốc"
    )
    assert table in words(parse(f"QUY TRÌNH MẪU\nMã số: QT-05\n{BODY}\n{table}"))


def test_recipients_and_signatures_end_no_provision(parse: Parse) -> None:
    closing = """Nơi nhận:
    - Như Điều 2;
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH
    (Đã ký)
    Trần Văn Mẫu"""
    structured = parse(
        "Số: 01/2020/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc mẫu\nCHỦ TỊCH ỦY BAN NHÂN DÂN\nCăn cứ Luật mẫu;\n"
        f"Điều 1. A\na.\nĐiều 2. B\nNơi nhận hồ sơ: Bộ phận Một cửa.\n{closing}\nGhi chú."
    )
    text = {p.locator: p.text for p in structured.provisions}
    assert text["Điều 2"] == "Điều 2. B\nNơi nhận hồ sơ: Bộ phận Một cửa."
    assert text["Kết thúc"] == "Ghi chú."
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN" in text["Mở đầu"]
    assert "Trần Văn Mẫu" not in words(structured)


def test_signatures_of_a_procedure(parse: Parse) -> None:
    structured = parse(f"{BODY}\nTRƯỞNG PHÒNG\nTrần Văn Mẫu")
    assert words(structured) == BODY


@pytest.mark.parametrize(
    "history",
    [
        "Lần sửa đổi | Ngày | Nội dung sửa đổi | Phê duyệt\n01 | 01/02/2024 | Thêm | A",
        "THEO DÕI TÌNH HÌNH SỬA ĐỔI\nTrang | Hạng mục sửa đổi | Nội dung sửa đổi\n3 | 5.1 | A",
        "TT | Vị trí sửa đổi | Nội dung thay đổi | Lần sửa đổi\n1 | Mục 5 | Thêm bước | 02",
    ],
)
def test_revision_histories(parse: Parse, history: str) -> None:
    structured = parse(f"QUY TRÌNH MẪU\nMã số: QT-05\n{history}\n{BODY}")
    assert words(structured) == f"QUY TRÌNH MẪU\nMã số: QT-05\n{BODY}"


def test_steps_of_revising_are_content(parse: Parse) -> None:
    steps = (
        "TT | Nội dung sửa đổi | Trách nhiệm | Thời gian\n1 | Đề nghị sửa đổi | Văn thư | 1 ngày"
    )
    assert steps in words(parse(BODY.replace("3.1 Tiếp nhận", steps)))


def test_running_heads_at_the_head_and_repeated(parse: Parse) -> None:
    head = "SỞ MẪU | QUY TRÌNH MẪU | Mã hiệu: QT-05 Lần ban hành: 02 Ngày: 01/02/2024 Trang: {}/3"
    lines = BODY.splitlines()
    structured = parse(
        "\n".join([head.format(1), "QUY TRÌNH MẪU", *lines[:4], head.format(2), *lines[4:]])
        + f"\n{head.format(3)}\nTrang 3/3"
    )
    assert words(structured) == f"QUY TRÌNH MẪU\n{BODY}"
    assert structured.code == "QT-05"
    assert (structured.facts.issue, structured.facts.date) == ("02", "2024-02-01")


def test_control_lines_one_under_the_other(parse: Parse) -> None:
    head = "QUY TRÌNH MẪU\nMã số: QT-05\nLần ban hành: 02\nNgày ban hành: 01/02/2024\nTrang: 1/3"
    structured = parse(f"{head}\n{BODY}")
    assert words(structured) == f"QUY TRÌNH MẪU\n{BODY}"
    assert structured.code == "QT-05"


def test_a_list_of_documents_is_content(parse: Parse) -> None:
    table = (
        "TT | Mã số | Tên tài liệu | Lần ban hành | Ngày ban hành\n1 | QT-01 | Quy trình | 02 | x"
    )
    assert table in words(parse(f"DANH MỤC TÀI LIỆU\n{table}"))


def test_a_list_of_recipients_to_tick(parse: Parse) -> None:
    ticked = "NƠI NHẬN (ghi rõ nơi nhận rồi đánh dấu X)\n☐ | Giám đốc | ☐ | Phòng Một"
    structured = parse(f"QUY TRÌNH MẪU\nMã số: QT-05\n{ticked}\n{BODY}")
    assert words(structured) == f"QUY TRÌNH MẪU\nMã số: QT-05\n{BODY}"


def test_a_table_of_contents_is_in_no_provision(parse: Parse) -> None:
    contents = "MỤC LỤC\n1. MỤC ĐÍCH ..... 2\n2. PHẠM VI ..... 2\n3. NỘI DUNG ..... 3"
    structured = parse(f"QUY TRÌNH MẪU\n{contents}\n{BODY}")
    assert words(structured) == f"QUY TRÌNH MẪU\n{BODY}"
    assert [p.locator for p in structured.provisions] == ["Mở đầu", "1", "2", "3", "3.1", "4"]
