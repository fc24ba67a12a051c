"""Fit the service model on the shipped register and write it.

    python -m ingest.service_training

Needed once after a change of `corpus/data/services`; a test tells when the shipped model is
older than that. docs/experiments.md has the choice of model and its measurements.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from corpus.registers import Service, load_services
from ingest.service_model import SHIPPED, services_fingerprint
from ingest.word_training import Arrays, Labelled, complement, put, sparse

__all__ = ["fit", "write"]

_SMOOTHING: Final = 3.0
"""Added to the sum of a term's values in the other classes."""

_SCALE: Final = 70.0
"""Makes probabilities of what naive Bayes adds up; likeliest for questions by hands that the
model had not learned from."""


def write(path: Path = SHIPPED) -> None:
    """Fit the model on the shipped register and put the file in place."""
    services = load_services()
    fingerprint = np.asarray(services_fingerprint(services))
    put(path, {"fingerprint": fingerprint, **fit(services)})


def fit(services: Sequence[Service]) -> Arrays:
    """Fit the model; the arrays are those of `ServiceModel` without its fingerprint."""
    told: dict[str, str] = {}
    for service in services:
        for text in (*service.asked, *service.titles, service.case):
            told.setdefault(text, service.id)
    labelled = Labelled(told)
    weights = _SCALE * complement(labelled, _SMOOTHING)
    model = sparse(labelled, weights, np.zeros(len(labelled.classes)))
    titles = [(title, service.id) for service in services for title in service.titles]
    internal = {service.id for service in services if service.internal}
    return {
        "internal": np.isin(labelled.classes, sorted(internal)),
        "titles": np.asarray([title for title, _ in titles]),
        "title_of": np.asarray([labelled.classes.index(of) for _, of in titles], dtype=np.uint16),
        **{f"services.{name}": array for name, array in model.items()},
    }


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1000} kB\n")
