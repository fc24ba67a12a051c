"""The loss of questions' tokens agrees with what search computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from ingest.embedding.projection import TokenProjection
from ingest.embedding.protocol import normalise
from ingest.question_pool import Asked, Pool
from ingest.question_tokens import TokenLoss, project
from ingest.token_vectors import TokenVectors, pack_tokens, write_tokens

pytestmark = pytest.mark.unit
DIMENSION = 16


def test_a_tensor_is_projected_as_search_projects_its_tokens() -> None:
    random = np.random.default_rng(0)
    projection = TokenProjection.shipped()
    hidden = random.normal(size=(5, len(projection.mean))).astype(np.float32)
    found = project(torch.from_numpy(hidden), projection)
    assert np.allclose(found, projection.apply(hidden), atol=1e-6)


def test_the_loss_is_that_of_the_late_interaction_of_search(tmp_path: Path) -> None:
    random = np.random.default_rng(0)

    def tokens(count: int) -> np.ndarray:
        return normalise(random.normal(size=(count, DIMENSION)).astype(np.float32))

    codes = [pack_tokens(tokens(count)) for count in (3, 7, 1, 5)]
    write_tokens(
        tmp_path / "tokens", None, ["a", "b", "c", "d"], lambda rows: [codes[r] for r in rows]
    )
    question = tokens(4)
    similar = TokenVectors(tmp_path / "tokens").best_similarities(question, np.arange(4)) / 0.01
    right = np.sort(np.argsort(similar)[:2])
    expected = np.log(np.exp(similar).sum()) - np.log(np.exp(similar[right]).sum())

    pool = Pool(tokens(4), codes, (), ())
    vectors = torch.from_numpy(tokens(1))
    found = TokenLoss(pool)(vectors, [torch.from_numpy(question)], [Asked("", right)])
    assert float(found) == pytest.approx(float(expected), rel=1e-3)
    assert expected > 1
