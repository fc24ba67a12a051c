"""Fit the clause model on the situations and wordings of the shipped registers and write it.

    python -m ingest.clause_training

Needed once after a change of `corpus/data/situations` or `corpus/data/wordings`; a test
tells when the shipped model is older than they are. docs/experiments.md has the choice of
model and its measurements.

The model is the mean of two linear ones, which err in different ways: a logistic regression,
and the complement naive Bayes of Rennie and others ("Tackling the poor assumptions of naive
Bayes text classifiers", 2003) without its normalisation by class, which hardly differs here.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from corpus.registers import Situations, load_situations, load_wordings
from corpus.text import syllables
from ingest.clause_model import SHIPPED, situations_fingerprint
from ingest.lexical import term_hash, terms

__all__ = ["fit", "write"]

_REGULARISATION: Final = 10.0
"""Inverse strength of the regression."""

_BAYES: Final = 0.75
"""Share of naive Bayes in the mean of the two models."""

_SMOOTHING: Final = 0.3
"""Added to the sum of a term's values in the other classes."""

_LEAST_WEIGHT: Final = 0.02
_TOLERANCE: Final = 1e-4
_ITERATIONS: Final = 400

Arrays = dict[str, npt.NDArray[Any]]


def write(path: Path = SHIPPED) -> None:
    """Fit the models of all editions on the shipped texts and put the file in place."""
    situations, wordings = load_situations(), load_wordings()
    fingerprint = situations_fingerprint(situations, wordings)
    arrays: Arrays = {"fingerprint": np.asarray(fingerprint)}
    for edition in sorted({edition for (edition, _), _ in situations.items()}):
        found = fit(situations, wordings, edition)
        arrays |= {f"{edition}.{name}": array for name, array in found.items()}
    fresh = path.with_suffix(".new.npz")
    np.savez_compressed(fresh, allow_pickle=False, **arrays)
    os.replace(fresh, path)


def fit(situations: Situations, wordings: Situations, edition: str) -> Arrays:
    """Fit the model of one edition; the arrays are those of `EditionModel`."""
    from sklearn.linear_model import LogisticRegression

    told = _labelled(situations, edition)
    told |= {t: c for t, c in _labelled(wordings, edition).items() if t not in told}
    clauses = sorted(set(told.values()))
    texts = [set(map(term_hash, terms(syllables(text)))) for text in told]
    labels = np.asarray([clauses.index(clause) for clause in told.values()])
    vocabulary = np.asarray(sorted(set().union(*texts)), dtype=np.uint64)
    idf = _idf(texts, vocabulary)
    features = _features(texts, vocabulary, idf)
    model = LogisticRegression(C=_REGULARISATION, tol=_TOLERANCE, max_iter=_ITERATIONS)
    model.fit(features, labels)
    bayes = _complement(features, labels, len(clauses))
    coefficients = (1 - _BAYES) * model.coef_ + _BAYES * bayes
    starts, places, weights = _sparse(np.asarray(coefficients, dtype=np.float32))
    return {
        "clauses": np.asarray(clauses),
        "terms": vocabulary,
        "idf": idf.astype(np.float16),
        "starts": starts,
        "places": places,
        "weights": weights,
        "bias": np.asarray((1 - _BAYES) * model.intercept_, dtype=np.float32),
    }


def _labelled(situations: Situations, edition: str) -> dict[str, str]:
    """Return the clause of each text of an edition."""
    of_edition = ((clause, texts) for (of, clause), texts in situations.items() if of == edition)
    return {text: clause for clause, texts in of_edition for text in texts}


def _idf(texts: Sequence[set[int]], vocabulary: npt.NDArray[np.uint64]) -> npt.NDArray[Any]:
    """Return ln((1 + n) / (1 + df)) + 1 of each term."""
    counts = Counter(term for text in texts for term in text)
    frequencies = np.asarray([counts[int(term)] for term in vocabulary])
    return np.asarray(np.log((1 + len(texts)) / (1 + frequencies)) + 1)


def _features(
    texts: Sequence[set[int]], vocabulary: npt.NDArray[np.uint64], idf: npt.NDArray[Any]
) -> Any:  # noqa: ANN401 - scipy's sparse arrays are untyped
    from scipy.sparse import csr_array

    rows = [np.searchsorted(vocabulary, np.asarray(sorted(t), dtype=np.uint64)) for t in texts]
    values = [idf[row] / np.linalg.norm(idf[row]) for row in rows]
    starts = np.cumsum([0, *map(len, rows)])
    shape = (len(texts), len(vocabulary))
    return csr_array((np.concatenate(values), np.concatenate(rows), starts), shape=shape)


def _complement(features: Any, labels: npt.NDArray[Any], classes: int) -> npt.NDArray[Any]:  # noqa: ANN401
    """Return the weights of complement naive Bayes, (classes, terms).

    A term's weight in a class is ln of its sum of values in all texts over that in the other
    classes' texts, both smoothed: 0 where the class never has it.
    """
    own = np.stack([features[labels == each].sum(axis=0) for each in range(classes)])
    everywhere = own.sum(axis=0) + _SMOOTHING
    return np.asarray(np.log(everywhere) - np.log(everywhere - own))


def _sparse(coefficients: npt.NDArray[np.float32]) -> tuple[npt.NDArray[Any], ...]:
    """Return starts, places and weights of coefficients (classes, terms), term by term."""
    kept = np.abs(coefficients.T) > _LEAST_WEIGHT
    starts = np.cumsum([0, *kept.sum(axis=1)], dtype=np.int32)
    places = np.nonzero(kept)[1].astype(np.uint8)
    return starts, places, coefficients.T[kept].astype(np.float16)


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1000} kB\n")
