"""Raw signals to one score a unit: a weighted sum of signals scaled over the candidates.

docs/experiments.md has the measurements behind the weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.signals import Signals

__all__ = ["Weights", "combine", "scaled"]

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_FITTING_SITUATION = 0.7
"""The scaled score of a situation from which on it speaks for its clause."""

_LIKELY = 1 / 3
"""Power of a service's probability: one in ten is still half of a certainty."""

_LATE_UNITS = 50
"""Units whose token vectors are read; the best by all other signals."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each scaled signal in the sum.

    Titles and scopes count for procedures alone, and the more the more a procedure is another
    one's sister; situations count for clauses alone. `special` is what a special case loses
    against the plain procedure that it copies, `service` what a procedure loses whose service
    the question is not about, `service_inside` if only an agency's own staff ask for it.
    `late_restored` and `meaning_restored` stand in for `late` and `meaning` where the question
    is not searched as it was typed. `implemented` and `implementing` are what a clause and a
    procedure gain from each other, against 1 for all of their own. `aspect` is what a unit that
    surely tells what is asked gains on the others of its procedure, `section` by how much a
    section that is asked for leads them. `boilerplate` is what a procedure's unit loses when all
    its words are shared with others, `frame` when it is no step.
    """

    lexical: float = 1.0
    dense: float = 0.6
    meaning: float = 0.75
    meaning_restored: float = 0.6
    heading_lexical: float = 0.02
    heading_dense: float = 0.02
    title_dense: float = 2.0
    scope_dense: float = 1.5
    special: float = 0.6
    service: float = 2.0
    service_inside: float = 1.0
    aspect: float = 0.5
    section: float = 0.05
    situation_dense: float = 0.3
    clause_model: float = 2.0
    late: float = 0.55
    late_restored: float = 0.1
    implemented: float = 0.3
    implementing: float = 0.3
    boilerplate: float = 0.1
    frame: float = 0.15


def combine(
    signals: Signals, weights: Weights, late: Callable[[Rows], Floats | None], restored: bool
) -> Floats:
    """Return the scores of the candidates, float32 (m,) in 0..1.

    `late` gives the late interaction of units, asked for the best ones only; the others get
    nothing from it.
    """
    meaning = weights.meaning_restored if restored else weights.meaning
    score = (
        weights.lexical * scaled(signals.lexical)
        + weights.dense * scaled(signals.dense)
        + meaning * scaled(signals.meaning)
        + weights.heading_lexical * scaled(signals.heading_lexical)
        + weights.heading_dense * scaled(signals.heading_dense)
    )
    highest = weights.lexical + weights.dense + meaning
    highest += weights.heading_lexical + weights.heading_dense
    highest += _add_titles(score, signals, weights) + _add_situations(score, signals, weights)
    _take_services(score, signals, weights)
    weight = weights.late_restored if restored else weights.late
    best = np.argsort(-score, kind="stable")[:_LATE_UNITS]
    similar = late(best) if weight else None
    if similar is not None:
        score[best] += weight * scaled(similar)
        highest += weight
    return np.asarray(np.clip(score / highest, 0, 1), dtype=np.float32)


def _add_titles(score: Floats, signals: Signals, weights: Weights) -> float:
    """Add what titles and scopes say, in place; return the most that they could add.

    Who means a special case says so; the loss of those stands against the pull of their longer
    titles.

    Titles that differ less from each other than the texts do say accordingly less: a question
    that fits all procedures alike is no nearer to one of them for its title's sake.
    """
    sisters = signals.sisterhood > 0
    if not sisters.any():
        return 0.0
    # The root: a question is told apart by titles long before the texts are all the same.
    sisterhood = np.sqrt(signals.sisterhood[sisters])
    least = float(np.ptp(signals.meaning[sisters]))
    for weight, cosines in (
        (weights.title_dense, signals.title_dense),
        (weights.scope_dense, signals.scope_dense),
    ):
        stretched = scaled(cosines[sisters], least)
        score[sisters] += weight * sisterhood * (stretched - stretched.max() / 2)
    score -= weights.special * signals.specialty
    return (weights.title_dense + weights.scope_dense) * float(sisterhood.max()) / 2


def _take_services(score: Floats, signals: Signals, weights: Weights) -> None:
    """Take from procedures, in place, what likelier services leave them behind.

    The likeliest loses nothing and gains nothing: whether a procedure, a clause or an article
    answers is for the other signals to say.
    """
    serving = signals.serving
    if serving.any():
        likely = np.power(signals.service[serving], np.float32(_LIKELY))
        each = np.where(signals.public[serving], weights.service, weights.service_inside)
        score[serving] -= each.astype(np.float32) * (likely.max() - likely)


def _add_situations(score: Floats, signals: Signals, weights: Weights) -> float:
    """Add what situations say, in place; return the most that they could add."""
    chosen = signals.situated
    if not chosen.any():
        return 0.0
    for weight, values in (
        (weights.situation_dense, signals.situation_dense),
        (weights.clause_model, signals.clause_model),
    ):
        score[chosen] += weight * (scaled(values[chosen]) - _FITTING_SITUATION)
    most = weights.situation_dense + weights.clause_model
    return most * (1 - _FITTING_SITUATION)


def scaled(values: Floats, least: float = 0.0) -> Floats:
    """Return the values stretched from 0 to 1, to less where they spread less than `least`.

    All are 0 where they are equal.
    """
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return np.zeros_like(values)
    stretched: Floats = (values - low) / np.float32(max(high - low, least))
    return stretched
