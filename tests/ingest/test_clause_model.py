from __future__ import annotations

import numpy as np
import pytest

from corpus.model import Document, DocumentKind
from corpus.registers import load_situations, load_wordings
from corpus.text import syllables
from ingest.clause_model import LEAST, ClauseModel, PlacedModel, situations_fingerprint

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def model() -> ClauseModel:
    return ClauseModel.load()


def standard(document_id: str, edition: str) -> Document:
    path = f"/x/{document_id}"
    return Document(document_id, document_id, None, DocumentKind.STANDARD, edition, path)


def test_the_shipped_model_is_of_the_shipped_situations(model: ClauseModel) -> None:
    found = situations_fingerprint(load_situations(), load_wordings())
    assert found == model.fingerprint, "run: python -m ingest.clause_training"


def test_the_model_knows_every_clause_with_situations(model: ClauseModel) -> None:
    for edition, of_edition in model.editions.items():
        told = {clause for (of, clause), _ in load_situations().items() if of == edition}
        assert set(of_edition.classes) == told


@pytest.mark.parametrize("edition", ["2008", "2015"])
def test_most_situations_are_of_the_clause_they_are_given_for(
    model: ClauseModel, edition: str
) -> None:
    of_edition = model.editions[edition]
    right = [
        of_edition.classes[int(of_edition.log_probabilities(syllables(text)).argmax())] == clause
        for (of, clause), texts in load_situations().items()
        if of == edition
        for text in texts
    ]
    assert sum(right) > 0.9 * len(right)


@pytest.mark.parametrize("question", ["", "xyzzy", "Ai được mượn hồ sơ đang lưu?", "hồ sơ " * 400])
def test_probabilities_add_up_to_one(model: ClauseModel, question: str) -> None:
    for of_edition in model.editions.values():
        logarithms = of_edition.log_probabilities(syllables(question))
        assert logarithms.dtype == np.float32
        assert np.exp(logarithms).sum() == pytest.approx(1, abs=1e-4)
        assert logarithms.min() > LEAST


def test_classes_stand_for_the_nearest_unit_of_their_edition(model: ClauseModel) -> None:
    documents = {d.id: d for d in (standard("new", "2015"), standard("old", "2008"))}
    rows = {("new", "7.5"): 0, ("new", "9.2"): 1, ("old", "7.5"): 2, ("law", "7.5"): 3}
    placed = PlacedModel(model, documents, rows)
    found = placed.log_probabilities(syllables("Ai được mượn hồ sơ đang lưu?"), 4)
    assert found[0] > found[1] > LEAST
    assert found[3] == LEAST


def test_an_index_without_standards_has_nothing_to_place(model: ClauseModel) -> None:
    placed = PlacedModel(model, {}, {})
    assert placed.log_probabilities(["hồ", "sơ"], 2).tolist() == [LEAST, LEAST]
