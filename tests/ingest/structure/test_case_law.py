from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import DocumentKind
from ingest.structure import Structured, unit_of

pytestmark = pytest.mark.unit

Parse = Callable[..., Structured]


def test_a_case_has_its_sections_and_cited_paragraphs(parse: Parse) -> None:
    structured = parse(
        """ÁN LỆ SỐ 01/2020/AL1
        Về một việc mẫu
        Nguồn án lệ:
        Quyết định mẫu.
        Khái quát nội dung án lệ:
        - Tình huống án lệ:
        Việc đã xảy ra.
        - Giải pháp pháp lý:
        Phải làm.
        NỘI DUNG VỤ ÁN:
        Như sau.
        NHẬN ĐỊNH CỦA TÒA ÁN:
        [1] Một.
        [2] Hai.
        QUYẾT ĐỊNH:
        1. Hủy.
        NỘI DUNG ÁN LỆ
        “[2] Hai.”"""
    )
    assert structured.kind is DocumentKind.LEGAL
    assert structured.kind_reason == "là án lệ số 01/2020/AL"
    assert (structured.title, structured.code) == (
        "Án lệ số 01/2020/AL về một việc mẫu",
        "01/2020/AL",
    )
    assert [p.locator for p in structured.provisions] == [
        "Mở đầu",
        "Nguồn án lệ",
        "Khái quát nội dung án lệ",
        "Khái quát nội dung án lệ, tình huống án lệ",
        "Khái quát nội dung án lệ, giải pháp pháp lý",
        "Nội dung vụ án",
        "Nhận định của tòa án",
        "Nhận định của tòa án đoạn 1",
        "Nhận định của tòa án đoạn 2",
        "Quyết định",
        "Nội dung án lệ",
        "Nội dung án lệ đoạn 2",
    ]
    by = {p.locator: p for p in structured.provisions}
    assert by["Nội dung án lệ đoạn 2"].parent == "Nội dung án lệ"
    paragraph = "Nhận định của tòa án đoạn 1"
    assert unit_of(paragraph, by, DocumentKind.LEGAL) == paragraph
