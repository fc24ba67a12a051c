"""Which service of an agency a question in everyday words is about.

"Ba má để lại miếng đất, mấy anh em chia" is a certified agreement on an estate, and no word of
that stands in it. People ask for the same few hundred services everywhere, so how they ask
is learned once (`corpus/data/services`): a `WordModel` under `services`, fitted by
`ingest.service_training` and shipped as `service_model.npz`, beside

    titles      official titles (titles,)
    title_of    uint16 (titles,): the class of each
    internal    bool (classes,): whether only the agency's own staff ask
    fingerprint of the register that it was fitted on

A procedure of the index stands for the services that its title names.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind
from corpus.registers import Service
from ingest.sisters import plain_title
from ingest.word_model import WordModel

__all__ = ["SHIPPED", "PlacedServices", "ServiceModel", "services_fingerprint"]

SHIPPED = Path(__file__).resolve().parent / "service_model.npz"

_LIKE = 0.4
"""Likeness from which on a title names a service."""

_AS_LIKE = 0.7
"""Of the best likeness: a title that names two services has words of both."""

_DIGITS = 9

_COMMON = 0.3
"""Added to the logarithm that weighs a word: one that all titles have is not nothing."""

_UNKNOWN = 0.5
"""Weight of a word that no service is called by."""

_OWN = 0.5
"""What words count that only the title has, against those that only the service has."""

_BRACKETS = re.compile(r"\([^()]*\)")

_OPENINGS = tuple(
    tuple(opening.split())
    for opening in (
        "quy trinh", "thu tuc hanh chinh", "thu tuc", "tiep nhan", "giai quyet", "thuc hien",
        "ho so", "cong tac", "huong dan", "quy dinh", "quy che", "va", "ve", "viec", "iso",
    )
)  # fmt: skip
"""What agencies put before the name of a service, folded."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ServiceModel:
    """The model, official titles of its classes, which are internal, the register's fingerprint."""

    model: WordModel
    titles: tuple[tuple[str, ...], ...]
    internal: npt.NDArray[np.bool_]
    fingerprint: str

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Read a model; the shipped one takes 0.1 s and 5 MB."""
        with np.load(path) as arrays:
            named = {name: arrays[name] for name in arrays.files}
        model = WordModel.of("services", named)
        titles: list[list[str]] = [[] for _ in model.classes]
        for title, place in zip(named["titles"], named["title_of"], strict=True):
            titles[int(place)].append(str(title))
        return cls(model, tuple(map(tuple, titles)), named["internal"], str(named["fingerprint"]))


class PlacedServices:
    """The model over the procedures of an index.

    `placed` and `public`, bool (documents,), tell which documents stand for services, and which
    of them for services that people from outside ask for.
    """

    def __init__(self, services: ServiceModel, documents: Sequence[Document]) -> None:
        """Find the services that procedures stand for; one of none is left alone."""
        self._model = services.model
        rows = [r for r, d in enumerate(documents) if d.kind is DocumentKind.PROCEDURE]
        titles = [documents[row].title for row in rows]
        found = _classes_of(services.titles, titles) if rows else []
        self._classes = {row: own for row, own in zip(rows, found, strict=True) if len(own)}
        public = [row for row, own in self._classes.items() if not services.internal[own].all()]
        self.placed = np.isin(np.arange(len(documents)), list(self._classes))
        self.public = np.isin(np.arange(len(documents)), public)

    def probabilities(self, tokens: Sequence[str]) -> Floats:
        """Return, float32 (documents,), how likely a question is about each procedure.

        The services that no procedure stands for have their share of 1 too; 0.0 for documents
        that stand for none.
        """
        result = np.zeros(len(self.placed), dtype=np.float32)
        if self._classes:
            each = np.exp(self._model.log_probabilities(tokens))
            for row, own in self._classes.items():
                result[row] = each[own].sum()
        return result


def services_fingerprint(services: Sequence[Service]) -> str:
    """Return a hash of a register, 16 hexadecimal digits; the order of services is nothing."""
    digest = hashlib.sha256()
    for service in sorted(services, key=lambda each: each.id):
        told = (service.id, *service.titles, service.case, *service.asked, "\x1e")
        digest.update("\x1f".join(told).encode())
    return digest.hexdigest()[:16]


def _classes_of(
    services: Sequence[Sequence[str]], titles: Sequence[str]
) -> list[npt.NDArray[np.int64]]:
    """Return the services that each title names, mostly one or none.

    Every title takes its likest service that no other title is likelier to: "Đăng ký lại khai
    sinh" does not name the service that "Đăng ký khai sinh" names better. Services left over
    then go to the title that is nearly as like to them as to its own.
    """
    likeness = _Likeness(services)
    # Rounded, because sums of the same words in another order differ in their last digits.
    like = np.stack([likeness.of(title) for title in titles]).round(_DIGITS)
    like[like < _LIKE] = 0.0
    best = np.zeros(len(titles))
    taken = np.zeros(len(services))
    found: list[list[int]] = [[] for _ in titles]
    titled, named = np.unravel_index(np.argsort(-like, axis=None, kind="stable"), like.shape)
    for title, service in zip(titled, named, strict=True):
        most = like[title, service]
        if not most:
            break
        if not found[title] and taken[service] <= most:
            found[title].append(int(service))
            best[title] = taken[service] = most
    for service in np.flatnonzero(taken == 0):
        likest = like[:, service].max()
        for title in np.flatnonzero(like[:, service] == likest):
            if likest >= max(_AS_LIKE * best[title], _LIKE):
                found[title].append(int(service))
    return [np.asarray(rows, dtype=np.int64) for rows in found]


class _Likeness:
    """How like titles are to those of the services: shared words, the rarer the weightier."""

    def __init__(self, services: Sequence[Sequence[str]]) -> None:
        self._service = np.repeat(np.arange(len(services)), [len(each) for each in services])
        named = [_words(title) for each in services for title in each]
        self._counts: Counter[str] = Counter()
        holding: dict[str, list[int]] = {}
        for place, words in enumerate(named):
            for word in words:
                holding.setdefault(word, []).append(place)
        for word, places in holding.items():
            self._counts[word] = len(np.unique(self._service[places]))
        self._services = len(services)
        self._holding = {word: np.asarray(places) for word, places in holding.items()}
        self._sums = np.asarray([self._sum(words) for words in named])

    def of(self, title: str) -> npt.NDArray[np.float64]:
        """Return, in 0..1 for each service, the weight of shared words in that of all words.

        It is Tversky's index ("Features of similarity", 1977): a title may say more than the
        service is called by. Of several titles of a service the likest counts.
        """
        words = _words(title)
        common = np.zeros(len(self._service))
        for word in words & self._holding.keys():
            common[self._holding[word]] += self._weight(word)
        everything = common + (self._sums - common) + _OWN * (self._sum(words) - common)
        found = np.zeros(self._services)
        np.maximum.at(found, self._service, common / everything)
        return found

    def _sum(self, words: Iterable[str]) -> float:
        return sum(map(self._weight, words))

    def _weight(self, word: str) -> float:
        known = self._counts[word]
        # What no service is called by is the name of an office, a code, a way of sending.
        return math.log((1 + self._services) / (1 + known)) + _COMMON if known else _UNKNOWN


def _words(title: str) -> frozenset[str]:
    """Return the syllables of a title and their pairs: "đăng ký lại" is not "đăng ký".

    What stands in brackets explains a title.
    """
    syllables = _without_openings(plain_title(_BRACKETS.sub(" ", title)))
    return frozenset((*syllables, *(" ".join(pair) for pair in pairwise(syllables))))


def _without_openings(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Return a title without what agencies put before the name, unless nothing were left."""
    for opening in _OPENINGS:
        if syllables[: len(opening)] == opening and len(syllables) > len(opening):
            return _without_openings(syllables[len(opening) :])
    return syllables
