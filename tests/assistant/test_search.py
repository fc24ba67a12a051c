from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from assistant.lookup import Lookup
from assistant.model import QueryOptions
from assistant.ranking import rank
from assistant.search import Found, Query, Weights, search
from corpus.model import DocumentKind
from corpus.registers import load_situations
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
    question: str = LEVELS,
) -> Found:
    return search(index, Query.encode(encoder, question), kinds, weights or Weights())


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
    assert all(len(values) == len(result.units) for values in result.signals.values())


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_only_the_wanted_kinds_are_found(
    index: Index, encoder: Encoder, kind: DocumentKind
) -> None:
    result = found(index, encoder, frozenset({kind}))
    assert len(result.units)
    assert {index.unit_kinds[row] for row in result.units} == {kind}


def test_a_filter_by_document_finds_all_that_it_holds(index: Index, encoder: Encoder) -> None:
    query = Query.encode(encoder, LEVELS)
    audit = next(d for d in index.documents.values() if d.code == "QT-03")
    result = search(index, query, (), Weights(), {audit.id})
    assert {index.units[row].document_id for row in result.units} == {audit.id}
    assert len(result.units) == sum(unit.document_id == audit.id for unit in index.units)
    assert not len(search(index, query, STANDARDS, Weights(), {audit.id}).units)
    assert not len(search(index, query, (), Weights(), {"none"}).units)


def test_a_chosen_document_of_the_other_edition_is_answered_from(
    index: Index, encoder: Encoder
) -> None:
    old = next(d for d in index.documents.values() if d.edition == "2008")
    options = QueryOptions(documents=frozenset({old.id}))
    result = search(index, Query.encode(encoder, LEVELS), (), Weights(), options.documents)
    assert rank(index, result, Lookup(), options, "2015")
    assert {
        index.documents[index.units[item.unit].document_id].edition
        for item in rank(index, found(index, encoder, STANDARDS), Lookup(), QueryOptions(), "2015")
    } == {"2015"}


def test_a_step_in_everyday_words_leads_to_the_clause_it_implements(
    index: Index, encoder: Encoder
) -> None:
    alone = found(index, encoder, STANDARDS, Weights(implemented=0.0))
    led = found(index, encoder, STANDARDS)
    clause = ("TCVN ISO 9001:2015", "8.7.1")
    assert place_of(index, led, *clause) <= place_of(index, alone, *clause)


def test_linked_clauses_are_candidates_without_a_signal_of_their_own(
    index: Index, encoder: Encoder
) -> None:
    result = found(index, encoder)
    held = set(result.units.tolist())
    best = next(r for r in result.units if index.unit_kinds[r] is DocumentKind.PROCEDURE)
    clauses = index.implemented_clauses[index.units[best].document_id]
    assert set(clauses) <= held
    clause = next(r for r in result.units if int(r) in index.counterparts)
    assert set(index.counterparts[int(clause)]) & held


def test_a_situation_leads_to_its_clause_and_is_no_text(index: Index, encoder: Encoder) -> None:
    clause = ("2015", "8.5.3")
    situation = load_situations().of(*clause)[0]
    told = found(index, encoder, STANDARDS, question=situation)
    untold = Weights(situation_dense=0, clause_model=0)
    place = place_of(index, told, "TCVN ISO 9001:2015", clause[1])
    assert place <= 1
    alone = found(index, encoder, STANDARDS, untold, situation)
    assert place <= place_of(index, alone, "TCVN ISO 9001:2015", clause[1])
    assert situation not in "\n".join(chunk.searched for chunk in index.catalog.chunks())


def test_late_interaction_reorders_and_can_be_done_without(index: Index, encoder: Encoder) -> None:
    query = Query.encode(encoder, LEVELS)
    assert query.tokens is not None and index.tokens is not None
    assert np.allclose(np.linalg.norm(query.tokens, axis=1), 1, atol=1e-4)
    with_tokens = search(index, query, (), Weights())
    without = search(index, replace(query, tokens=None), (), Weights())
    assert set(with_tokens.units.tolist()) == set(without.units.tolist())
    assert with_tokens.scores.tolist() != without.scores.tolist()
    off = search(index, query, (), Weights(late=0.0))
    assert off.units.tolist() == without.units.tolist()


def test_other_words_for_a_question_count_less_than_its_own(index: Index, encoder: Encoder) -> None:
    query = Query.encode(encoder, "dấu mộc")
    wider = replace(query, expansions=(("con", "dấu"),))
    plain, wide = search(index, query, (), Weights()), search(index, wider, (), Weights())
    stamp = {int(u) for u, score in zip(wide.units, wide.lexical, strict=True) if score > 0}
    assert len(stamp) > sum(score > 0 for score in plain.lexical)
    own = search(index, Query.encode(encoder, "con dấu"), (), Weights())
    assert wide.lexical.max() < own.lexical.max() + plain.lexical.max()


def test_a_model_that_reads_all_texts_alike_counts_its_cosine_twice(
    index: Index, encoder: Encoder
) -> None:
    query = replace(Query.encode(encoder, LEVELS), meaning=None)
    signals = search(index, query, (), Weights()).signals
    assert np.array_equal(signals["meaning"], signals["dense"])


def test_a_text_that_only_the_meaning_is_near_to_is_a_candidate(
    index: Index, encoder: Encoder
) -> None:
    query = Query.encode(encoder, "giờ mở cửa của nhà ăn")
    without = search(index, replace(query, meaning=None), (), Weights()).units
    row = next(n for n in range(len(index.units)) if n not in without)
    vector = np.asarray(index.vectors[index.unit_of == row][0], dtype=np.float32)
    found = search(index, replace(query, meaning=vector / np.linalg.norm(vector)), (), Weights())
    best = found.signals["meaning"].argmax()
    assert found.units[best] == row
