from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.search import Found, Weights, search
from corpus.model import DocumentKind
from corpus.settings import Settings
from ingest.embedding import Encoder
from ingest.index import Index

pytestmark = pytest.mark.integration

LEVELS = "Lỗi mức A, mức B khác nhau thế nào?"
STANDARDS = frozenset({DocumentKind.STANDARD})


@pytest.fixture(scope="module")
def index(shipped_settings: Settings, encoder: Encoder) -> Iterator[Index]:
    opened = Index.open(shipped_settings, encoder.model_id)
    yield opened
    opened.close()


def found(
    index: Index,
    encoder: Encoder,
    kinds: frozenset[DocumentKind] = frozenset(),
    weights: Weights | None = None,
) -> Found:
    vector = encoder.encode([LEVELS], kind="query")[0]
    return search(index, LEVELS, vector, kinds, weights or Weights())


def place_of(index: Index, result: Found, code: str, locator: str) -> int:
    places = [
        (index.documents[index.units[row].document_id].code, index.units[row].locator)
        for row in result.units
    ]
    return places.index((code, locator))


def test_scores_fall_and_stay_between_zero_and_one(index: Index, encoder: Encoder) -> None:
    result = found(index, encoder)
    assert len(set(result.units.tolist())) == len(result.units)
    assert (result.scores[:-1] >= result.scores[1:]).all()
    assert result.scores.max() <= 1 and result.scores.min() >= 0
    assert (index.unit_of[result.chunks] == result.units).all()


def test_only_the_wanted_kinds_are_found(index: Index, encoder: Encoder) -> None:
    result = found(index, encoder, STANDARDS)
    assert len(result.units)
    assert {index.unit_kinds[row] for row in result.units} == STANDARDS


def test_a_step_in_everyday_words_leads_to_the_clause_it_implements(
    index: Index, encoder: Encoder
) -> None:
    alone = found(index, encoder, STANDARDS, Weights(implemented=0.0))
    led = found(index, encoder, STANDARDS)
    clause = ("TCVN ISO 9001:2015", "8.7.1")
    assert place_of(index, led, *clause) < place_of(index, alone, *clause)
