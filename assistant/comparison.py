"""Two evaluations of the same questions side by side, and whether they differ by chance.

For every measure the mean difference with a bootstrap interval and the p-value of a paired
test: McNemar's exact test where a question either counts or does not, a randomisation test
(signs of the differences flipped at random) where it counts in parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.outcomes import Outcome
from corpus.errors import ConfigurationError

__all__ = ["compare", "mcnemar", "randomisation"]

_ROUNDS = 10_000
_SEED = 2015

Values = npt.NDArray[np.float64]

_YES_OR_NO: Mapping[str, Callable[[Outcome], float]] = {
    "hit@1": lambda o: float(o.first_rank == 1),
    "answered": lambda o: float(not o.refused),
}
_IN_PARTS: Mapping[str, Callable[[Outcome], float]] = {
    "recall@5": lambda o: o.recall(5),
    "mrr@10": lambda o: o.reciprocal_rank,
    "citation_recall": lambda o: o.citation_recall,
}


def compare(ours: Sequence[Outcome], others: Sequence[Outcome]) -> dict[str, Any]:
    """Return the comparison of `ours` with `others` over the answerable questions of both.

    {"questions": n, "measures": {name: {"ours", "other", "difference", "interval": [low,
    high], "p", "test"}}}; the interval holds 95% of bootstrap means of the difference.
    Raises `ConfigurationError` if they have no answerable question in common.
    """
    theirs = {outcome.id: outcome for outcome in others if outcome.answerable}
    pairs = [(o, theirs[o.id]) for o in ours if o.answerable and o.id in theirs]
    if not pairs:
        raise ConfigurationError(
            "Hai kết quả không có chung câu hỏi nào có đáp án. Hãy đo cả hai trên cùng bộ câu hỏi."
        )
    measures = {}
    for name, measure in {**_YES_OR_NO, **_IN_PARTS}.items():
        mine = np.asarray([measure(o) for o, _ in pairs])
        other = np.asarray([measure(o) for _, o in pairs])
        exact = name in _YES_OR_NO
        low, high = _interval(mine - other)
        measures[name] = {
            "ours": round(float(mine.mean()), 4),
            "other": round(float(other.mean()), 4),
            "difference": round(float((mine - other).mean()), 4),
            "interval": [round(low, 4), round(high, 4)],
            "p": round(mcnemar(mine, other) if exact else randomisation(mine - other), 4),
            "test": "mcnemar" if exact else "randomisation",
        }
    return {"questions": len(pairs), "measures": measures}


def mcnemar(ours: Values, others: Values) -> float:
    """Return the two-sided exact p-value of McNemar's test for paired 0/1 values (n,)."""
    won, lost = int((ours > others).sum()), int((ours < others).sum())
    n = won + lost
    tail = sum(comb(n, k) for k in range(min(won, lost) + 1))
    return float(min(1.0, 2 * tail / 2**n))


def randomisation(differences: Values) -> float:
    """Return the two-sided p-value of a paired randomisation test for differences (n,)."""
    moved = differences[differences != 0]
    if not len(moved):
        return 1.0
    signs = np.random.default_rng(_SEED).choice([-1.0, 1.0], size=(_ROUNDS, len(moved)))
    observed = abs(moved.sum())
    # The observed signs are one of the possible draws.
    return float((np.sum(np.abs(signs @ moved) >= observed - 1e-12) + 1) / (_ROUNDS + 1))


def _interval(differences: Values) -> tuple[float, float]:
    random = np.random.default_rng(_SEED)
    n = len(differences)
    means = [differences[random.integers(0, n, n)].mean() for _ in range(_ROUNDS // 10)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
