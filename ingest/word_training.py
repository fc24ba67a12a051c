"""What fitting a `WordModel` takes: features, naive Bayes, and the arrays it is kept in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from corpus.text import syllables
from ingest.word_model import stressed

__all__ = ["Arrays", "Labelled", "complement", "put", "sparse"]

_LEAST_WEIGHT: Final = 0.02

Arrays = dict[str, npt.NDArray[Any]]


class Labelled:
    """Texts and their classes as features.

    `classes` are in order of name, `labels` int (texts,) their places, `features` a sparse
    float matrix (texts, terms) of rows of norm 1, `vocabulary` uint64 (terms,) ascending and
    `idf` float (terms,).
    """

    def __init__(self, told: Mapping[str, str], *, fading: bool = False) -> None:
        """Take texts by their class, each text once; `fading` as in `stressed`."""
        texts = [stressed(syllables(text), fading=fading) for text in told]
        self.classes = sorted(set(told.values()))
        place = {name: number for number, name in enumerate(self.classes)}
        self.labels = np.asarray([place[name] for name in told.values()])
        self.vocabulary = np.asarray(sorted(set().union(*texts)), dtype=np.uint64)
        self.idf = _idf(texts, self.vocabulary)
        self.features = _features(texts, self.vocabulary, self.idf)


def complement(labelled: Labelled, smoothing: float) -> npt.NDArray[Any]:
    """Return the weights of complement naive Bayes, (classes, terms).

    A term's weight in a class is ln of its sum of values in all texts over that in the other
    classes' texts, both with `smoothing` > 0 added: 0 where the class never has it. From
    Rennie and others, "Tackling the poor assumptions of naive Bayes text classifiers" (2003),
    without the normalisation by class, which hardly differs here.
    """
    labels, classes = labelled.labels, len(labelled.classes)
    own = np.stack([labelled.features[labels == each].sum(axis=0) for each in range(classes)])
    everywhere = own.sum(axis=0) + smoothing
    return np.asarray(np.log(everywhere) - np.log(everywhere - own))


def sparse(labelled: Labelled, coefficients: npt.NDArray[Any], bias: npt.NDArray[Any]) -> Arrays:
    """Return the arrays of a `WordModel` with `coefficients` (classes, terms)."""
    weights = np.asarray(coefficients, dtype=np.float32).T
    kept = np.abs(weights) > _LEAST_WEIGHT
    return {
        "classes": np.asarray(labelled.classes),
        "terms": labelled.vocabulary,
        "idf": labelled.idf.astype(np.float16),
        "starts": np.cumsum([0, *kept.sum(axis=1)], dtype=np.int32),
        "places": np.nonzero(kept)[1].astype(np.uint16),
        "weights": weights[kept].astype(np.float16),
        "bias": np.asarray(bias, dtype=np.float32),
    }


def put(path: Path, arrays: Arrays) -> None:
    """Write arrays into a .npz file in one step; whoever reads it meanwhile has the old one."""
    fresh = path.with_suffix(".new.npz")
    np.savez_compressed(fresh, allow_pickle=False, **arrays)
    os.replace(fresh, path)


def _idf(
    texts: Sequence[Mapping[int, float]], vocabulary: npt.NDArray[np.uint64]
) -> npt.NDArray[Any]:
    """Return ln((1 + n) / (1 + df)) + 1 of each term."""
    counts = Counter(term for text in texts for term in text)
    frequencies = np.asarray([counts[int(term)] for term in vocabulary])
    return np.asarray(np.log((1 + len(texts)) / (1 + frequencies)) + 1)


def _features(
    texts: Sequence[Mapping[int, float]],
    vocabulary: npt.NDArray[np.uint64],
    idf: npt.NDArray[Any],
) -> Any:  # noqa: ANN401 - scipy's sparse arrays are untyped
    from scipy.sparse import csr_array

    rows = [np.searchsorted(vocabulary, np.asarray(sorted(t), dtype=np.uint64)) for t in texts]
    stresses = [np.asarray([text[term] for term in sorted(text)]) for text in texts]
    weighed = [idf[row] * stress for row, stress in zip(rows, stresses, strict=True)]
    values = [row / np.linalg.norm(row) for row in weighed]
    starts = np.cumsum([0, *map(len, rows)])
    shape = (len(texts), len(vocabulary))
    return csr_array((np.concatenate(values), np.concatenate(rows), starts), shape=shape)
