from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import RegisterError
from corpus.model import DocumentKind
from corpus.registers import AskedDocument, load_asked_documents

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def documents() -> tuple[AskedDocument, ...]:
    return load_asked_documents()


def test_passages_have_neighbours_to_be_told_from(documents: tuple[AskedDocument, ...]) -> None:
    assert {document.kind for document in documents} == {
        DocumentKind.PROCEDURE,
        DocumentKind.LEGAL,
    }
    assert all(len(document.passages) >= 3 for document in documents)
    passages = [passage for document in documents for passage in document.passages]
    assert len(passages) > 2_000
    assert all(len(passage.text.split()) >= 15 for passage in passages)
    assert sum(len(passage.questions) for passage in passages) > 10_000


def test_a_question_stands_once_in_a_document(documents: tuple[AskedDocument, ...]) -> None:
    for document in documents:
        asked = Counter(q for passage in document.passages for q in passage.questions)
        assert max(asked.values()) == 1, document.title


def test_a_passage_without_questions_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "asked_documents"
    folder.mkdir()
    (folder / "broken.yaml").write_text(
        "documents:\n- title: Quy trình\n  kind: procedure\n  passages:\n"
        "  - heading: Nhận\n    text: Văn thư nhận.\n    questions: []\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("corpus.registers.asked_documents.DATA", tmp_path)
    with pytest.raises(RegisterError, match=r"broken\.yaml"):
        load_asked_documents()
