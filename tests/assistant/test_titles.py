from __future__ import annotations

import pytest

from assistant.titles import asks_clause, titled_procedures
from corpus.model import Document, DocumentKind

pytestmark = pytest.mark.unit


def document(title: str, kind: DocumentKind = DocumentKind.PROCEDURE) -> Document:
    return Document(title, title, None, kind, None, f"/x/{title}")


RECORDS = document("Quy trình kiểm soát hồ sơ")
BIRTH = document("QUY TRÌNH ĐĂNG KÝ KHAI SINH")
AGAIN = document("Quy trình đăng ký khai sinh lại")
POLICY = document("Chính sách chất lượng")
LAW = document("Quy trình của luật", DocumentKind.LEGAL)
ALL = (RECORDS, BIRTH, AGAIN, POLICY, LAW)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Ai làm quy trình kiểm soát hồ sơ?", {RECORDS.id}),
        ("quy trinh kiem soat ho so, ai lam", {RECORDS.id}),
        ("Quy trình đăng ký khai sinh bị mất thì lại làm sao?", set()),
        ("Quy trình đăng ký khai sinh lại gồm gì?", {AGAIN.id}),
        ("Kiểm soát hồ sơ thế nào?", set()),
        ("Chính sách chất lượng là gì?", set()),
        ("Quy trình của luật là gì?", set()),
        ("", set()),
    ],
)
def test_a_title_names_its_procedure_unless_another_goes_on_from_it(
    question: str, named: set[str]
) -> None:
    assert titled_procedures(ALL, question) == named


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("QT-02 đáp ứng điều khoản nào?", True),
        ("qt-02 theo dieu may", True),
        ("Điều nào của Nghị định 30 nói về văn thư?", False),
        ("Điều này nghĩa là gì?", False),
    ],
)
def test_a_clause_is_asked_for_with_its_word_and_not_of_a_law(question: str, wanted: bool) -> None:
    assert asks_clause(question) is wanted
