from __future__ import annotations

import pytest

from corpus.model import DocumentKind
from corpus.settings import Settings
from ingest.embedding import Encoder
from ingest.index import Index

pytestmark = pytest.mark.integration


def test_procedures_are_linked_to_the_clauses_they_name(
    shipped_settings: Settings, encoder: Encoder
) -> None:
    index = Index.open(shipped_settings, encoder.model_id)
    audit = next(d for d in index.documents.values() if d.code == "QT-03")
    clauses = [index.units[row] for row in index.implemented_clauses[audit.id]]
    assert {"9.2.1", "9.2.2"} <= {clause.locator for clause in clauses}
    assert {index.documents[clause.document_id].edition for clause in clauses} == {"2015"}
    for document_id in index.implemented_clauses:
        assert index.documents[document_id].kind is DocumentKind.PROCEDURE
    index.close()
