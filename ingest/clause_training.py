"""Fit the clause model on the situations and wordings of the shipped registers and write it.

    python -m ingest.clause_training

Needed once after a change of `corpus/data/situations` or `corpus/data/wordings`; a test
tells when the shipped model is older than they are. docs/experiments.md has the choice of
model and its measurements.

The model is the mean of two linear ones, which err in different ways: a logistic regression
and complement naive Bayes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import numpy as np

from corpus.registers import Situations, load_situations, load_wordings
from ingest.clause_model import SHIPPED, situations_fingerprint
from ingest.word_training import Arrays, Labelled, complement, put, sparse

__all__ = ["fit", "write"]

_REGULARISATION: Final = 10.0
"""Inverse strength of the regression."""

_BAYES: Final = 0.75
"""Share of naive Bayes in the mean of the two models."""

_SMOOTHING: Final = 0.3
"""Added to the sum of a term's values in the other classes."""

_TOLERANCE: Final = 1e-4
_ITERATIONS: Final = 400


def write(path: Path = SHIPPED) -> None:
    """Fit the models of all editions on the shipped texts and put the file in place."""
    situations, wordings = load_situations(), load_wordings()
    fingerprint = situations_fingerprint(situations, wordings)
    arrays: Arrays = {"fingerprint": np.asarray(fingerprint)}
    for edition in sorted({edition for (edition, _), _ in situations.items()}):
        found = fit(situations, wordings, edition)
        arrays |= {f"{edition}.{name}": array for name, array in found.items()}
    put(path, arrays)


def fit(situations: Situations, wordings: Situations, edition: str) -> Arrays:
    """Fit the model of one edition; the arrays are those of `WordModel`."""
    from sklearn.linear_model import LogisticRegression

    told = _labelled(situations, edition)
    told |= {t: c for t, c in _labelled(wordings, edition).items() if t not in told}
    labelled = Labelled(told)
    model = LogisticRegression(C=_REGULARISATION, tol=_TOLERANCE, max_iter=_ITERATIONS)
    model.fit(labelled.features, labelled.labels)
    bayes = complement(labelled, _SMOOTHING)
    coefficients = (1 - _BAYES) * model.coef_ + _BAYES * bayes
    return sparse(labelled, coefficients, (1 - _BAYES) * model.intercept_)


def _labelled(situations: Situations, edition: str) -> dict[str, str]:
    """Return the clause of each text of an edition."""
    of_edition = ((clause, texts) for (of, clause), texts in situations.items() if of == edition)
    return {text: clause for clause, texts in of_edition for text in texts}


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1000} kB\n")
