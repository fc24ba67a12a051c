"""Questions that ask for a section of a procedure by itself: its records."""

from __future__ import annotations

import pytest

from assistant.sections import asked_sections
from ingest.fields import Field

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "question",
    [
        "Hồ sơ đánh giá nội bộ lưu bao lâu?",
        "Phiếu khắc phục giữ mấy năm?",
        "Thời hạn lưu sổ tiếp dân?",
        "Làm xong rồi thì phòng nào giữ?",
        "Biên bản cất ở đâu?",
        "Ai lưu bảng chấm điểm?",
        "Phiếu ở chỗ thư ký ISO giữ mấy năm?",
        "Bảo quản hồ sơ đào tạo đến khi nào?",
    ],
)
def test_who_asks_how_long_or_where_something_is_kept_asks_for_the_records(question: str) -> None:
    assert asked_sections(question) == {Field.RECORDS}


@pytest.mark.parametrize(
    "question",
    [
        "Mấy năm phải nộp vào lưu trữ lịch sử?",
        "Có được giữ bản gốc của dân không?",
        "Đánh giá nội bộ mấy năm một lần?",
        "Thời hạn nộp báo cáo?",
        "Khách lưu trú bao lâu phải báo?",
        "Bao lâu sao lưu dữ liệu một lần?",
        "Luật quy định hồ sơ vĩnh viễn lưu ở đâu?",
        "Điều nào của ISO nói hồ sơ giữ bao lâu?",
        "Ai giữ con dấu của cơ quan?",
        "Phó giám đốc giữ chức được mấy năm?",
        "Căn cứ vào đâu để lập kế hoạch?",
        "Biểu mẫu nào dùng để ghi lỗi?",
    ],
)
def test_other_questions_ask_for_no_section(question: str) -> None:
    assert asked_sections(question) == frozenset()


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Phạm vi áp dụng của quy trình kiểm soát hồ sơ?", Field.SCOPE),
        ("Quy trình mua sắm áp dụng cho ai?", Field.SCOPE),
        ("Quy trình tiếp công dân căn cứ vào luật nào?", Field.REFERENCES),
        ("Tài liệu viện dẫn của quy trình đào tạo?", Field.REFERENCES),
        ("Biểu mẫu của quy trình đánh giá nội bộ gồm những gì?", Field.FORMS),
        ("Quy trình này có mấy biểu mẫu?", Field.FORMS),
    ],
)
def test_a_section_of_a_procedure_is_asked_for_by_its_name(question: str, section: Field) -> None:
    assert asked_sections(question) == {section}
