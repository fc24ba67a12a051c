from __future__ import annotations

import pytest

from corpus.errors import UnknownDocumentError
from corpus.model import Document, DocumentKind
from ingest.resolving import documents_named, resolve_document

pytestmark = pytest.mark.unit


def document(number: int, code: str) -> Document:
    return Document(f"id{number}", f"Quy trình {number}", code, DocumentKind.PROCEDURE, None,
                    f"/kho/QT_{number}.docx")  # fmt: skip


DOCUMENTS = [document(1, "QT-01"), document(2, "QT-13"), document(3, "QT-13")]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("id2", ["id2"]),
        ("QT_3", ["id3"]),
        ("QT_3.docx", ["id3"]),
        ("qt-01", ["id1"]),
        ("QT-13", []),
        ("QT-99", []),
    ],
)
def test_a_name_leads_to_its_document_and_a_shared_code_to_none(name: str, ids: list[str]) -> None:
    assert [d.id for d in documents_named(name, DOCUMENTS)] == ids


def test_a_shared_code_is_said_to_a_person() -> None:
    assert resolve_document("QT-01", DOCUMENTS).id == "id1"
    with pytest.raises(UnknownDocumentError, match="2 tài liệu"):
        resolve_document("QT-13", DOCUMENTS)
