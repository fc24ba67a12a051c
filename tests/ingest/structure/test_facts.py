from __future__ import annotations

import pytest

from ingest.structure.facts import Facts, facts_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "head, expected",
    [
        (["Lần ban hành: 02", "Ngày ban hành: 01/3/2023"], ("02", "2023-03-01", None)),
        (["SỞ MẪU | Lần BH/SĐ: 03/01 | Ngày: 5.6.2024"], ("03/01", "2024-06-05", "SỞ MẪU")),
        (
            ["Cơ quan | Lần ban hành | Ngày", "Sở Mẫu | 04 | 20/03/2023"],
            ("04", "2023-03-20", "Sở Mẫu"),
        ),
        (["Đơn vị chủ trì: Văn phòng.", "Phiên bản 1.0"], ("1.0", None, "Văn phòng")),
        (
            ["ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "X, ngày 01 tháng 3 năm 2020"],
            (None, "2020-03-01", "ỦY BAN NHÂN DÂN"),
        ),
        (["Ngày ban hành: 31/02/2024", "Căn cứ Luật ngày 01/02/2020"], (None, None, None)),
        (["Lần ban hành 01/02/2024"], (None, None, None)),
        (["ỦY BAN NHÂN DÂN", "TỈNH MẪU Độc lập - Tự do"], (None, None, "ỦY BAN NHÂN DÂN TỈNH MẪU")),
        (["1. MỤC ĐÍCH", "Ngày: 01/02/2024"], (None, None, None)),
        (["Căn cứ pháp lý:", "SỞ MẪU | Ngày: 01/02/2024"], (None, None, None)),
        ([], (None, None, None)),
    ],
)
def test_issue_date_and_unit(head: list[str], expected: tuple[str | None, ...]) -> None:
    facts = facts_of(head, (), None)
    assert (facts.issue, facts.date, facts.unit) == expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("1. Nghị định này có hiệu lực thi hành từ ngày 15 tháng 01 năm 2023, trừ", "2023-01-15"),
        ("Thông tư này có hiệu lực thi hành kể từ ngày 01/7/2024.", "2024-07-01"),
        ("Quy trình này được áp dụng từ ngày 05 tháng 3 năm 2024", "2024-03-05"),
        ("Ngày hiệu lực: 01/02/2024", "2024-02-01"),
        ("Quyết định này có hiệu lực kể từ ngày ký.", None),
        ("hết hiệu lực kể từ ngày Luật này có hiệu lực", None),
        ("Luật này có hiệu lực từ ngày 31/02/2024", None),
    ],
)
def test_first_day_in_force(line: str, day: str | None) -> None:
    assert facts_of((), ["Điều 9. Hiệu lực", line], None).effective == day


def test_cited_documents_in_order_without_itself_and_forms() -> None:
    lines = [
        "Theo TCVN ISO 9001:2015, điều 7.5 và Nghị định số 30/2020/NĐ-CP.",
        "Xem QT-02, QT-05 và BM-01.02; Nghị định 30/2020/NĐ-CP.",
    ]
    cited = facts_of((), lines, "QT-05").cited
    assert cited == ("TCVN ISO 9001:2015", "30/2020/NĐ-CP", "QT-02")


def test_nothing_told() -> None:
    assert facts_of(("Chữ.",), ("Chữ.",), None) == Facts()
