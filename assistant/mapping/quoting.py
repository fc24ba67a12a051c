"""The passages behind a cell, quoted and located."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.labels import provision_label
from assistant.mapping.model import Claim, Evidence, Place, Proposal
from assistant.mapping.reading import Agency
from assistant.quotes import quotable
from corpus.model import Document, Provision
from corpus.text import syllables
from ingest.lexical import terms

__all__ = ["clause_places", "evidence_of", "locate", "proposal_place", "section_places"]

_MOST_CHARACTERS = 600
_MOST_CLAUSE_QUOTES = 2


def locate(document: Document, provision: Provision, start: int, end: int) -> Place:
    """Return the passage start:end of a provision with its label."""
    end = min(end, start + _MOST_CHARACTERS)
    return Place(
        document.id,
        provision.locator,
        provision_label(document, provision),
        provision.text[start:end],
        provision.page,
        start,
        end,
    )


def evidence_of(agency: Agency, claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """Return the claims with the passages that they rest on."""
    found = []
    for claim in claims:
        procedure = agency.procedure(claim.said_in)
        provision = procedure.provision(claim.locator) if procedure else None
        if procedure is not None and provision is not None:
            place = locate(procedure.document, provision, *claim.span)
            found.append(Evidence(claim.hops, place))
    return tuple(found)


def section_places(agency: Agency, edition: str, proposal: Proposal) -> tuple[Place, ...]:
    """Return the passage of each section that fits, the one nearest to the clause's words."""
    procedure = agency.procedure(proposal.document_id)
    asked = agency.weights(edition, proposal.clause)
    places = []
    for locator in proposal.sections:
        section = procedure.section(locator) if procedure else None
        if procedure is not None and section is not None:
            places.append(_nearest(procedure.document, section.provisions, asked))
    return tuple(places)


def proposal_place(agency: Agency, edition: str, proposal: Proposal) -> Place | None:
    """Return the one passage to show for a proposal: what fits best, else what claims it."""
    first = proposal.sections[:1]
    if first:
        procedure = agency.procedure(proposal.document_id)
        section = procedure.section(first[0]) if procedure else None
        if procedure is not None and section is not None:
            asked = agency.weights(edition, proposal.clause)
            return _nearest(procedure.document, section.provisions, asked)
    evidence = evidence_of(agency, proposal.claims[:1])
    return evidence[0].place if evidence else None


def clause_places(agency: Agency, edition: str, clause: str) -> tuple[Place, ...]:
    """Return the first sentences of what the standard's text says under a clause."""
    return tuple(
        locate(document, quote.provision, quote.start, quote.end)
        for document, provision in agency.standards[edition].get(clause, ())
        for quote in quotable(provision)[:_MOST_CLAUSE_QUOTES]
    )


def _nearest(
    document: Document, provisions: Sequence[Provision], asked: Mapping[str, float]
) -> Place:
    quotes = [quote for provision in provisions for quote in quotable(provision)]
    if not quotes:
        return locate(document, provisions[0], 0, len(provisions[0].text))
    best = max(quotes, key=lambda quote: _nearness(quote.text, asked))
    return locate(document, best.provision, best.start, best.end)


def _nearness(sentence: str, asked: Mapping[str, float]) -> float:
    return sum(asked.get(term, 0.0) for term in set(terms(syllables(sentence))))
