"""What a clause asks, sentence by sentence, beside the nearest passage of the draft."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from assistant.drafts.model import Nearest
from assistant.drafts.scoring import Scored
from assistant.mapping.model import Place
from assistant.mapping.quoting import locate
from assistant.quotes import Quote, is_requirement, quotable
from corpus.model import Document, Provision
from corpus.text import syllables
from ingest.embedding import Encoder
from ingest.lexical import terms

__all__ = ["Asked"]

Floats = npt.NDArray[np.float32]

_DOUBTFUL = -0.45
"""Deviations from the mean of all procedures: one met requirement in twenty lies below."""

_LEAST_OTHERS = 5
"""Fewer procedures tell no mean."""


class Asked:
    """The requirements of some clauses of an edition, compared with a draft at once."""

    def __init__(
        self, scored: Scored, edition: str, clauses: Iterable[str], encoder: Encoder
    ) -> None:
        self._scored = scored
        self._found: dict[str, list[Nearest]] = {}
        asked = [
            (clause, document, quote)
            for clause in clauses
            for document, provision in scored.agency.standards[edition].get(clause, ())
            for quote in _requirements(provision)
        ]
        if not asked or not scored.chunks:
            return
        vectors = encoder.encode([quote.text for *_, quote in asked], "query")
        for (clause, document, quote), vector in zip(asked, vectors, strict=True):
            nearest = self._nearest(document, quote, vector)
            self._found.setdefault(clause, []).append(nearest)

    def nearest(self, clause: str) -> tuple[Nearest, ...]:
        """Return what a clause asks with the nearest passages, empty without its text."""
        return tuple(self._found.get(clause, ()))

    def _nearest(self, document: Document, quote: Quote, vector: Floats) -> Nearest:
        cosines = self._scored.vectors @ vector
        best = int(cosines.argmax())
        place = locate(document, quote.provision, quote.start, quote.end)
        passage = self._passage(self._scored.chunks[best].locator, quote.text)
        return Nearest(place, passage, self._is_far(float(cosines[best]), vector))

    def _is_far(self, cosine: float, vector: Floats) -> bool:
        others = [float((vectors @ vector).max()) for vectors in self._scored.others]
        if len(others) < _LEAST_OTHERS:
            return False
        spread = max(float(np.std(others)), 1e-6)
        return (cosine - float(np.mean(others))) / spread < _DOUBTFUL

    def _passage(self, locator: str, asked: str) -> Place | None:
        """Return the sentence of a provision that shares most of the weight of the words."""
        procedure, idf = self._scored.procedure, self._scored.agency.idf
        provision = procedure.provision(locator)
        if provision is None:
            return None
        wanted = set(terms(syllables(asked)))

        def shared(quote: Quote) -> float:
            return sum(idf(term) for term in wanted & set(terms(syllables(quote.text))))

        whole = Quote(provision, 0, len(provision.text))
        best = max(quotable(provision), key=shared, default=whole)
        return locate(procedure.document, provision, best.start, best.end)


def _requirements(provision: Provision) -> list[Quote]:
    """Return the sentences that ask: of a note those it marks so, else all."""
    quotes = quotable(provision)
    return [quote for quote in quotes if is_requirement(quote)] or quotes
