from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.fusion import Weights, combine, scaled
from assistant.signals import Signals

pytestmark = pytest.mark.unit


def array(*values: float) -> np.ndarray:
    return np.asarray(values, dtype=np.float32)


def signals(**changed: np.ndarray) -> Signals:
    nothing = array(0, 0, 0)
    plain = Signals(
        chunk_lexical=nothing,
        chunk_dense=nothing,
        lexical=nothing,
        dense=nothing,
        meaning=nothing,
        heading_lexical=nothing,
        heading_dense=nothing,
        title_dense=nothing,
        scope_dense=nothing,
        situation_dense=nothing,
        clause_model=nothing,
        situated=np.zeros(3, dtype=bool),
        sisterhood=nothing,
        specialty=nothing,
        service=nothing,
        serving=np.zeros(3, dtype=bool),
        public=np.ones(3, dtype=bool),
        aspect=nothing,
    )
    return replace(plain, **changed)


def scores(of: Signals, late: np.ndarray | None = None, restored: bool = False) -> list[float]:
    def given(places: np.ndarray) -> np.ndarray | None:
        return None if late is None else late[places]

    return combine(of, Weights(), given, restored).tolist()


def test_equal_values_say_nothing() -> None:
    assert scaled(array(2, 2)).tolist() == [0, 0]
    assert scaled(array(1, 3, 2)).tolist() == [0, 1, 0.5]


def test_a_unit_that_is_best_in_all_has_the_highest_score() -> None:
    best, worst, _ = scores(
        signals(lexical=array(9, 0, 1), dense=array(0.9, 0.7, 0.8), meaning=array(0.8, 0.6, 0.7))
    )
    assert worst == 0
    assert 0.9 < best <= 1


def test_titles_decide_only_between_procedures_that_repeat_each_other() -> None:
    titles = array(0.9, 0.8, 0.7)
    assert scores(signals(title_dense=titles)) == [0, 0, 0]
    copied = scores(signals(title_dense=titles, sisterhood=array(0.5, 0.5, 0.5)))
    assert copied[0] > copied[1] >= copied[2]


def test_the_likeliest_service_loses_nothing_and_gains_nothing() -> None:
    near = array(0.9, 0.9, 0.9)
    told = signals(
        meaning=array(0.8, 0.8, 0.7),
        dense=near,
        service=array(0.6, 0.01, 0),
        serving=np.asarray([True, True, False]),
    )
    plain = scores(signals(meaning=array(0.8, 0.8, 0.7), dense=near))
    likely, unlikely, clause = scores(told)
    assert likely == plain[0]
    assert unlikely < plain[1]
    assert clause == plain[2]


def test_an_agencys_own_service_loses_less_than_a_public_one() -> None:
    told = signals(
        lexical=array(1, 9, 9), service=array(0.6, 0.01, 0.01), serving=np.ones(3, dtype=bool)
    )
    told.public[2] = False
    _, public, internal = scores(told)
    assert internal > public


def test_services_that_are_alike_change_nothing() -> None:
    near = array(0.9, 0.8, 0.7)
    alike = signals(dense=near, service=array(0.2, 0.2, 0.2), serving=np.ones(3, dtype=bool))
    assert scores(alike) == scores(signals(dense=near))


def test_a_situation_lifts_its_clause_only_if_it_fits() -> None:
    told = signals(
        dense=array(0.9, 0.9, 0.8),
        situation_dense=array(0.95, 0.7, 0),
        clause_model=array(-1, -3, -3),
        situated=np.asarray([True, True, False]),
    )
    fits, fits_not, _ = scores(told)
    assert fits > fits_not


def test_late_interaction_counts_less_where_words_were_restored() -> None:
    near = signals(dense=array(0.9, 0.9, 0.8))
    late = array(0.1, 0.5, 0.2)
    as_typed, restored = scores(near, late), scores(near, late, restored=True)
    assert as_typed[1] - as_typed[0] > restored[1] - restored[0] > 0
    assert scores(near)[0] == scores(near)[1]
