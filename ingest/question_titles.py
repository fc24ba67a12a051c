"""How near questions are to the titles of the documents they are on.

Search holds a question against the titles of procedures to tell near-duplicates apart: the same
service for the first time, once more after a loss, for a foreigner. Documents of one share were
written as such sisters, and a question on one of them says in everyday words which one it means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ingest.embedding.protocol import normalise
from ingest.question_pool import Asked, Pool
from ingest.question_tokens import missed

__all__ = ["TitleLoss"]

_TEMPERATURE: Final = 0.02


class TitleLoss:
    """The loss of questions over the titles of one pool, within each share."""

    def __init__(self, pool: Pool) -> None:
        import torch

        self._among: dict[int | None, tuple[int, Any]] = {}
        for share in np.unique(pool.shares):
            rows = np.flatnonzero(pool.shares == share)
            titles = torch.from_numpy(normalise(pool.titles[rows])).T
            self._among |= {int(row): (place, titles) for place, row in enumerate(rows)}

    def __call__(self, vectors: Any, asked: Sequence[Asked]) -> Any:  # noqa: ANN401 - tensors
        """Return the sum of -ln of the probability that the right title is chosen.

        Questions on documents without a share, and those that ask for no document, add nothing.
        """
        total = 0.0
        for vector, item in zip(vectors, asked, strict=True):
            if item.title in self._among:
                place, titles = self._among[item.title]
                total = total + missed(vector @ titles / _TEMPERATURE, np.asarray([place]))
        return total
