"""The day a question is about: named by a date, a month or a year, never by a document's name."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.named_dates import named_date
from corpus.text import search_form

pytestmark = pytest.mark.unit

_TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Vào ngày 01/6/2014 thì theo văn bản nào?", dt.date(2014, 6, 1)),
        ("Vào ngày 1 tháng 6 năm 2014 thì sao?", dt.date(2014, 6, 1)),
        ("Trước ngày 01/7/2025 nộp lưu trữ theo luật nào?", dt.date(2025, 6, 30)),
        ("Năm 2014 công tác văn thư theo nghị định nào?", dt.date(2014, 12, 31)),
        ("Công tác văn thư năm 2014 theo nghị định nào?", dt.date(2014, 12, 31)),
        ("Hồi 2012 làm ISO theo đâu?", dt.date(2012, 12, 31)),
        ("Trước năm 2020 trình bày văn bản theo đâu?", dt.date(2019, 12, 31)),
        ("Tháng 2/2020 văn thư theo nghị định nào?", dt.date(2020, 2, 29)),
        ("Hồi tháng 2 năm 2014 theo luật nào?", dt.date(2014, 2, 28)),
        ("Năm 2027 dùng luật nào?", dt.date(2027, 1, 1)),
    ],
)
def test_a_named_time_is_a_day(question: str, day: dt.date) -> None:
    assert named_date(search_form(question), _TODAY) == day


@pytest.mark.parametrize(
    "question",
    [
        "Luật Lưu trữ năm 2011 còn hiệu lực không?",
        "Bản năm 2008 nói gì về mua hàng?",
        "Theo bản năm 2015 thì ai duyệt tài liệu?",
        "Nghị định 30/2020/NĐ-CP ngày 05/3/2020 quy định gì?",
        "Quyết định 19/2014/QĐ-TTg của Thủ tướng Chính phủ ngày 05/3/2014 còn dùng không?",
        "Luật cũ còn phần nào dùng được sau tháng 7/2025?",
        "Từ năm 2020 đến nay văn thư theo nghị định nào?",
        "Năm 2026 dùng luật nào?",
        "Kế hoạch năm 2025 ai duyệt?",
        "Vào ngày 31/02/2014 thì sao?",
        "Ai duyệt tài liệu?",
    ],
)
def test_names_of_documents_and_open_times_are_no_day(question: str) -> None:
    assert named_date(search_form(question), _TODAY) is None
