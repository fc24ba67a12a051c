"""How near the tokens of questions are to those of passages, as search holds them together.

The late interaction of `ingest.token_vectors`, in torch and for the training of the reading
of questions alone: the mean over a question's tokens of the best cosine with a token of the
passage, whose vectors are reduced to their signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ingest.embedding.projection import TokenProjection
from ingest.question_pool import Asked, Pool

__all__ = ["TokenLoss", "missed", "project"]

_TEMPERATURE: Final = 0.01
_NEAREST: Final = 48
"""Passages that a question's tokens are held against beside those that answer it."""


def project(hidden: Any, projection: TokenProjection) -> Any:  # noqa: ANN401 - tensors
    """Return what `TokenProjection.apply` does, of a tensor (..., width) that is learnt from."""
    import torch

    normalised = torch.nn.functional.normalize
    centred = normalised(hidden, dim=-1) - torch.from_numpy(projection.mean)
    return normalised(centred @ torch.from_numpy(projection.components), dim=-1)


def missed(logits: Any, right: npt.NDArray[np.int64]) -> Any:  # noqa: ANN401 - tensors
    """Return -ln of the probability, by softmax over logits (n,), that a right place is chosen."""
    import torch

    chances = torch.log_softmax(logits, dim=0)
    return -torch.logsumexp(chances[torch.from_numpy(right)], 0)


class TokenLoss:
    """The loss of questions' tokens over one pool, which holds passages' tokens."""

    def __init__(self, pool: Pool) -> None:
        import torch

        self._passages = torch.from_numpy(pool.passages).T
        lengths = np.asarray([len(codes) for codes in pool.tokens])
        self._codes = np.zeros(
            (len(lengths), lengths.max(), pool.tokens[0].shape[1]), dtype=np.uint8
        )
        for row, codes in enumerate(pool.tokens):
            self._codes[row, : len(codes)] = codes
        self._lengths = lengths

    def __call__(self, vectors: Any, tokens: Sequence[Any], asked: Sequence[Asked]) -> Any:  # noqa: ANN401 - tensors
        """Return the sum of -ln of the probability that a passage that answers is chosen.

        `vectors`, of the questions, say which other passages stand to choose from; `tokens`
        are (tokens, token dimension) of norm 1 for each question.
        """
        most = min(_NEAREST, len(self._codes))
        near = (vectors.detach() @ self._passages).topk(most, dim=-1).indices.numpy()
        total = 0.0
        for question, item, others in zip(tokens, asked, near, strict=True):
            rows = np.concatenate([item.rows, np.setdiff1d(others, item.rows)])
            similar = self._similarities(question, rows) / _TEMPERATURE
            total = total + missed(similar, np.arange(len(item.rows)))
        return total

    def _similarities(self, question: Any, rows: npt.NDArray[np.int64]) -> Any:  # noqa: ANN401 - tensors
        """Return the late interaction of a question with some passages, (len(rows),)."""
        import torch

        lengths = self._lengths[rows]
        longest, dimension = int(lengths.max()), question.shape[1]
        bits = np.unpackbits(self._codes[rows, :longest], axis=-1, count=dimension)
        # A sign is 2 b - 1, and the vector of signs has the norm sqrt(dimension).
        signs = torch.from_numpy(bits.astype(np.float32) * 2 - 1) / dimension**0.5
        cosines = torch.einsum("td,pmd->ptm", question, signs)
        padding = torch.from_numpy(np.arange(longest) >= lengths[:, np.newaxis])
        return cosines.masked_fill(padding[:, None, :], -1.0).amax(dim=-1).mean(dim=-1)
