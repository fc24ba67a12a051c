"""Fit the model of what is asked about procedures on the shipped registers and write it.

    python -m ingest.aspect_training

Needed once after a change of the registers that `Sources` names; a test tells when the shipped
model is older than they are. docs/experiments.md has the choice of model and its measurements.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from corpus.model import DocumentKind
from corpus.registers import (
    AskedDocument,
    load_asked_aspects,
    load_asked_documents,
    load_aspect_cues,
    load_services,
)
from corpus.text import syllables
from ingest.aspect_model import SHIPPED, aspects_fingerprint
from ingest.aspects import Aspect, aspects_of
from ingest.word_training import Arrays, Labelled, put, sparse

__all__ = ["cued", "fit", "headed", "questions", "write"]

_END: Final = 16
"""Syllables at the end of a question in which it says what it asks."""

_GENERAL: Final = frozenset({"scope", "conditions"})
"""Aspects whose words ("được không") stand in questions on all others too."""

_REGULARISATION: Final = 1.0
"""Inverse strength of the regression."""

_WRITTEN: Final = 15.0
"""What a question counts that was written for its aspect, against one that was found to ask."""

_RARITY: Final = 0.3
"""Power by which rare aspects count more: people seldom ask for a law, but mean it."""

_TOLERANCE: Final = 1e-4
_ITERATIONS: Final = 400


def write(path: Path = SHIPPED) -> None:
    """Fit the model on the shipped registers and put the file in place."""
    asked = questions()
    fingerprint = np.asarray(aspects_fingerprint(asked))
    put(path, {"fingerprint": fingerprint, **fit(asked, load_asked_aspects())})


def questions() -> dict[str, str]:
    """Return the questions of the shipped registers by the aspect that they ask for.

    What was written for an aspect comes before what a heading tells, and that before what the
    question's own words do.
    """
    documents = load_asked_documents()
    pool = [text for service in load_services() for text in service.asked]
    pool += [q for document in documents for p in document.passages for q in p.questions]
    found = cued(pool, load_aspect_cues())
    return found | headed(documents) | load_asked_aspects()


def headed(documents: Iterable[AskedDocument]) -> dict[str, str]:
    """Return the questions on passages of procedures whose headings name one aspect."""
    found: dict[str, str] = {}
    for document in documents:
        if document.kind is not DocumentKind.PROCEDURE:
            continue
        for passage in document.passages:
            aspect = aspects_of(passage.heading)
            if aspect.name and aspect in Aspect.__members__.values():
                found |= dict.fromkeys(passage.questions, aspect.name.lower())
    return found


def cued(asked: Iterable[str], cues: Mapping[str, str]) -> dict[str, str]:
    """Return the questions that end with cues of one aspect alone.

    Cues of aspects that other questions share count where no others do.
    """
    said = [(f" {' '.join(syllables(cue))} ", aspect) for cue, aspect in cues.items()]
    found: dict[str, str] = {}
    for question in asked:
        end = f" {' '.join(syllables(question)[-_END:])} "
        aspects = {aspect for cue, aspect in said if cue in end}
        aspects = aspects - _GENERAL or aspects
        if len(aspects) == 1:
            found[question] = aspects.pop()
    return found


def fit(asked: Mapping[str, str], written: Container[str] = ()) -> Arrays:
    """Fit the model; the arrays are those of `AspectModel` without its fingerprint.

    `written` are the questions that were written for their aspect.
    """
    from sklearn.linear_model import LogisticRegression

    labelled = Labelled(asked, fading=True)
    model = LogisticRegression(C=_REGULARISATION, tol=_TOLERANCE, max_iter=_ITERATIONS)
    counts = np.bincount(labelled.labels)
    weights = np.asarray([_WRITTEN if question in written else 1.0 for question in asked])
    weights *= (counts.mean() / counts[labelled.labels]) ** _RARITY
    model.fit(labelled.features, labelled.labels, sample_weight=weights)
    arrays = sparse(labelled, model.coef_, model.intercept_)
    return {f"aspects.{name}": array for name, array in arrays.items()}


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1000} kB\n")
