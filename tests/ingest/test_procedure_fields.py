from __future__ import annotations

import pytest

from corpus.model import Document, DocumentKind
from corpus.registers import Situations, load_correspondence
from ingest.boilerplate import own_share
from ingest.catalog import Unit
from ingest.counterparts import counterpart_clauses
from ingest.fields import Field, field_of
from ingest.situations import place_situations

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("1. MỤC ĐÍCH", Field.SCOPE),
        ("II. Phạm vi áp dụng", Field.SCOPE),
        ("5.1 Cơ sở pháp lý", Field.REFERENCES),
        ("3. TÀI LIỆU VIỆN DẪN", Field.REFERENCES),
        ("4. ĐỊNH NGHĨA/VIẾT TẮT", Field.TERMS),
        ("6 Biểu mẫu", Field.FORMS),
        ("7. HỒ SƠ LƯU", Field.RECORDS),
        ("Mở đầu", Field.OPENING),
        ("5.3 Ghi phạm vi lên phiếu", Field.BODY),
        ("5.6 Tiếp nhận hồ sơ", Field.BODY),
    ],
)
def test_a_heading_tells_what_its_section_is_for(heading: str, field: Field) -> None:
    assert field_of(heading) is field


def test_what_most_procedures_repeat_is_not_a_procedures_own() -> None:
    common = "Công chức kiểm tra tính đầy đủ của hồ sơ theo BM-{n}."
    chunks = [(f"d{n}", f"{common.format(n=n)} Việc riêng thứ {chr(97 + n)}.") for n in range(12)]
    chunks += [("d0", common.format(n=99)), ("d1", "Chỉ ở đây mới có câu này.")]
    shares = own_share(chunks)
    assert 0 < shares[0] < 0.5
    assert shares[12] == 0
    assert shares[13] == 1


def test_two_documents_alone_share_no_boilerplate() -> None:
    assert own_share([("a", "Câu giống nhau."), ("b", "Câu giống nhau.")]).tolist() == [1, 1]


def standard(document_id: str, edition: str) -> Document:
    path = f"/x/{document_id}"
    return Document(document_id, document_id, None, DocumentKind.STANDARD, edition, path)


def test_situations_go_to_every_standard_of_their_edition() -> None:
    documents = {d.id: d for d in (standard("s", "2015"), standard("own", "2015"))}
    documents["old"] = standard("old", "2008")
    units = [
        Unit("s", "7.5.3", ""), Unit("s", "7.5.3.2", ""), Unit("own", "7.5.3", ""),
        Unit("old", "7.5.3", ""),
    ]  # fmt: skip
    texts = {("2015", "7.5.3.2"): ("Ai được mượn hồ sơ?",), ("2015", "8.1"): ("Không có ở đâu",)}
    placed = place_situations(Situations(texts), documents, units)
    assert placed == [(1, "Ai được mượn hồ sơ?"), (2, "Ai được mượn hồ sơ?")]


def test_clauses_of_both_editions_lead_to_each_other() -> None:
    documents = {d.id: d for d in (standard("new", "2015"), standard("old", "2008"))}
    units = [Unit("new", "10.2", ""), Unit("old", "8.5.2", ""), Unit("new", "9.9", "")]
    assert counterpart_clauses(documents, units, load_correspondence()) == {0: (1,), 1: (0,)}
