from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from ingest.question_pool import Asked, Pool
from ingest.question_titles import TitleLoss

pytestmark = pytest.mark.unit


def _pool() -> Pool:
    titles = np.asarray([[1, 0], [0, 1], [1, 0]], dtype=np.float32)
    none = np.zeros((0, 2), dtype=np.float32)
    return Pool(none, [], [], [], titles, np.asarray(["a", "a", "b"]))


def _lost(vector: list[float], title: int | None) -> float:
    asked = Asked("Câu hỏi", np.asarray([0]), title)
    return float(TitleLoss(_pool())(torch.tensor([vector]), [asked]))


def test_a_question_near_its_title_loses_nothing_and_one_near_its_sisters_much() -> None:
    assert _lost([1.0, 0.0], 0) < 1e-6
    assert _lost([1.0, 0.0], 1) == pytest.approx(50, abs=1e-3)
    assert _lost([0.5**0.5, 0.5**0.5], 0) == pytest.approx(math.log(2), abs=1e-3)


def test_titles_of_other_shares_and_questions_on_no_document_count_for_nothing() -> None:
    assert _lost([1.0, 0.0], 2) == 0
    assert _lost([1.0, 0.0], None) == 0
