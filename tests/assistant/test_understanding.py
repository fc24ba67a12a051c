from __future__ import annotations

import pytest

from assistant.understanding import Vocabulary, understand
from corpus.restoration import Restorer
from corpus.settings import Settings
from corpus.text import fold
from ingest.embedding import load_encoder
from ingest.index import Index
from tests.golden import load

TEXTS = [
    "QT-02 Quy trình kiểm soát hồ sơ › 4 VIẾT TẮT\n- PCM: phòng chuyên môn\n- HTQLCL: hệ thống"
    " quản lý chất lượng",
    "QT-02 Quy trình kiểm soát hồ sơ › 5.1\nPhòng chuyên môn kiểm soát hồ sơ của hệ thống.",
] * 2


@pytest.fixture
def restorer() -> Restorer:
    return Restorer.learn(TEXTS)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load([], [])


@pytest.mark.unit
def test_what_is_searched_is_what_was_meant(restorer: Restorer, vocabulary: Vocabulary) -> None:
    understood = understand("PCM kieemr soats hs", restorer, vocabulary)
    assert understood.question == "PCM kieemr soats hs"
    assert understood.searched == "phòng chuyên môn kiểm soát hồ sơ"
    assert understood.restored


@pytest.mark.unit
def test_literal_takes_all_of_it_back(restorer: Restorer, vocabulary: Vocabulary) -> None:
    understood = understand("PCM kieemr soats giấy tờ", restorer, vocabulary, literal=True)
    assert understood.searched == understood.question == "PCM kieemr soats giấy tờ"
    assert not understood.restored and understood.expansions == ()


@pytest.mark.unit
def test_other_words_are_searched_beside_the_question(
    restorer: Restorer, vocabulary: Vocabulary
) -> None:
    understood = understand("giấy tờ của hệ thống quản lý chất lượng", restorer, vocabulary)
    assert ("hồ", "sơ") in understood.expansions and ("htqlcl",) in understood.expansions
    assert not understood.restored


@pytest.mark.integration
def test_golden_questions_typed_with_diacritics_are_left_as_they_are(
    shipped_settings: Settings, vocabulary: Vocabulary
) -> None:
    index = Index.open(shipped_settings, load_encoder(shipped_settings).model_id)
    rough = {"unaccented", "noisy"}
    typed = [
        question.text
        for question in load("all")
        if question.category not in rough and fold(question.text) != question.text.lower()
    ]
    changed = [text for text in typed if index.restorer.restore(text) != text]
    index.close()
    assert not changed, changed
