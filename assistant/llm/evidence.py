"""The evidence of an answer, numbered as its citations, in the sentences that may be quoted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.llm.instructions import instructs
from assistant.model import Answer, Citation
from assistant.quotes import Quote, quotable
from corpus.model import Provision

__all__ = ["WINDOW", "NumberedEvidence", "number_evidence"]

WINDOW = 1_500
"""Most characters of a provision that a model reads."""


@dataclass(frozen=True, slots=True)
class NumberedEvidence:
    """A citation and the sentences around its quote, all from one provision, in order."""

    citation: Citation
    sentences: tuple[Quote, ...]

    @property
    def n(self) -> int:
        """The number of the citation."""
        return self.citation.n

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(quote.text for quote in self.sentences)


def number_evidence(
    answer: Answer, provision_of: Callable[[str, str], Provision], window: int = WINDOW
) -> tuple[NumberedEvidence, ...]:
    """Return the evidence of `answer` as a model is to read it.

    `provision_of` returns the provision at (document id, locator). Of a longer provision only
    `window` characters around the quote are taken. Sentences that instruct a reader are left
    out, and evidence that holds nothing else.
    """
    found = (_around(citation, provision_of, window) for citation in answer.citations)
    return tuple(evidence for evidence in found if evidence.sentences)


def _around(
    citation: Citation, provision_of: Callable[[str, str], Provision], window: int
) -> NumberedEvidence:
    provision = provision_of(citation.document.id, citation.locator)
    quoted = Quote(provision, citation.start, citation.end)
    sentences = quotable(provision)
    centre = next((i for i, q in enumerate(sentences) if q.start < quoted.end <= q.end), None)
    if centre is None:
        sentences, centre = [quoted], 0
    first, last = centre, centre
    left = window - len(sentences[centre].text)
    while first > 0 or last < len(sentences) - 1:
        forward = last < len(sentences) - 1 and (first == 0 or last - centre <= centre - first)
        candidate = last + 1 if forward else first - 1
        left -= len(sentences[candidate].text)
        if left < 0:
            break
        first, last = min(first, candidate), max(last, candidate)
    taken = (quote for quote in sentences[first : last + 1] if not instructs(quote.text))
    return NumberedEvidence(citation, tuple(taken))
