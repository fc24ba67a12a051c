"""What the machine proposes for an edition: claims of the documents, and meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.mapping.codes import Codes
from assistant.mapping.coverage import Reach
from assistant.mapping.manual import followed_edition, manual_claims
from assistant.mapping.meaning import Fits
from assistant.mapping.model import Claim, Hop, HopKind, Proposal, Relation
from assistant.mapping.reading import Agency, Procedure, assessed_clauses
from assistant.mapping.references import NamedClause, named_clauses
from assistant.mapping.table import table_claims, table_locators
from corpus.registers import Correspondence, StandardRegister

__all__ = ["SUPPORTING_FIT", "Said", "propose", "read_claims"]

NAMED = 0.95
SUPPORTING_FIT = 1.0
"""A section that fits a clause by this many deviations is shown as its evidence."""

_MEANING_FIT = 2.5
"""Without any claim, only a fit this clear is proposed."""

_MEANING_STRENGTH = 0.65
_FULL_STRENGTH = 0.7
_MOST_CLAIMS, _MOST_SECTIONS = 4, 3


@dataclass(frozen=True, slots=True)
class Said:
    """What the documents say, by the edition they say it of.

    `named` are the clauses each procedure names, by its id; `followers` the ids of the
    documents whose section numbers are clause numbers.
    """

    claims: Mapping[str, tuple[Claim, ...]]
    named: Mapping[str, tuple[NamedClause, ...]]
    followers: frozenset[str]


def read_claims(
    agency: Agency,
    registers: Mapping[str, StandardRegister],
    default_edition: str,
    with_tables: bool,
) -> Said:
    """Read the claims of all procedures; `with_tables` takes the manual's own table in."""
    codes = Codes(procedure.document for procedure in agency.procedures)
    claims: dict[str, list[Claim]] = defaultdict(list)
    named: dict[str, tuple[NamedClause, ...]] = {}
    follows = {p.id: followed_edition(p, agency.fits) for p in agency.procedures}
    for procedure in agency.procedures:
        register = registers[follows[procedure.id] or default_edition]
        tables = table_locators(procedure, register, codes)
        texts = [p for p in procedure.provisions if p.locator not in tables]
        found = named_clauses(texts, registers, default_edition)
        named[procedure.id] = tuple(found)
        for clause in found:
            claims[clause.edition].append(_named_claim(procedure, clause))
        if with_tables and tables:
            claims[register.edition] += table_claims(procedure, register, codes)
    for procedure in agency.procedures:
        edition = follows[procedure.id]
        if edition is not None:
            own = {i: _numbers(clauses, edition) for i, clauses in named.items()}
            claims[edition] += manual_claims(
                procedure, registers[edition], agency.fits[edition], codes, own
            )
    return Said(
        {edition: tuple(found) for edition, found in claims.items()},
        named,
        frozenset(i for i, edition in follows.items() if edition is not None),
    )


def propose(
    agency: Agency,
    said: Said,
    register: StandardRegister,
    correspondence: Correspondence,
) -> dict[tuple[str, str], Proposal]:
    """Return the proposals for an edition by (clause, document id)."""
    fits = agency.fits.get(register.edition)
    reach = Reach(register, assessed_clauses(register), correspondence, fits)
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    carried = [
        claim for edition, claims in said.claims.items() for claim in reach.carry(claims, edition)
    ]
    for claim in _finest(carried):
        grouped[claim.clause, claim.document_id].append(claim)
    if fits is not None:
        for key in _by_meaning(agency, said, fits):
            grouped.setdefault(key, [])
    return {key: _proposal(key, claims, fits) for key, claims in grouped.items()}


def _named_claim(procedure: Procedure, clause: NamedClause) -> Claim:
    hop = Hop(HopKind.NAMED, NAMED, clause.words)
    return Claim(clause.number, procedure.id, (hop,), procedure.id, clause.locator, clause.span)


def _numbers(clauses: Iterable[NamedClause], edition: str) -> frozenset[str]:
    return frozenset(clause.number for clause in clauses if clause.edition == edition)


def _finest(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what a broad claim adds beside a finer one.

    A table that says "8.2: QT-12" adds no part of 8.2 where QT-12 itself names 8.2.3.
    """
    fine: set[tuple[str, str]] = set()
    for claim in claims:
        if not any(hop.kind is HopKind.SUBCLAUSE for hop in claim.hops):
            fine |= {(claim.document_id, above) for above in _above(claim.clause)}
    return [
        claim
        for claim in claims
        if claim.hops[-1].kind is not HopKind.SUBCLAUSE
        or claim.hops[0].kind is HopKind.NAMED
        or (claim.document_id, claim.hops[-1].about) not in fine
    ]


def _above(clause: str) -> list[str]:
    parts = clause.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def _by_meaning(agency: Agency, said: Said, fits: Fits) -> list[tuple[str, str]]:
    """Return the clear cases; a document that follows the standard speaks by its numbers."""
    return [
        (clause, procedure.id)
        for procedure in agency.procedures
        if procedure.id not in said.followers
        for clause in fits.clause_places
        if fits.of_document(procedure.id, clause) >= _MEANING_FIT
    ]


def _proposal(key: tuple[str, str], claims: list[Claim], fits: Fits | None) -> Proposal:
    clause, document_id = key
    ordered = sorted(dict.fromkeys(claims), key=lambda claim: -claim.strength)[:_MOST_CLAIMS]
    fit = _fit(key, ordered, fits)
    strength = ordered[0].strength if ordered else _MEANING_STRENGTH
    if fit is not None:
        strength = min(strength, _support(fit))
    return Proposal(
        clause=clause,
        document_id=document_id,
        relation=Relation.FULL if strength >= _FULL_STRENGTH else Relation.PARTIAL,
        strength=round(strength, 2),
        fit=fit,
        claims=tuple(ordered),
        sections=tuple(_sections(key, ordered, fits)),
    )


def _fit(key: tuple[str, str], claims: Iterable[Claim], fits: Fits | None) -> float | None:
    """Return the fit of the document, or of the one section that makes the claim."""
    if fits is None:
        return None
    clause, document_id = key
    under = [n for n in fits.clause_places if f"{n}.".startswith(f"{clause}.")] or [
        n for n in fits.clause_places if clause.startswith(f"{n}.")
    ]
    values = [fits.of_document(document_id, number) for number in under]
    values += [
        fits.of_section(document_id, claim.locator, number)
        for claim in claims
        if claim.said_in == document_id
        for number in under
    ]
    return max(values, default=float("-inf"))


def _sections(key: tuple[str, str], claims: Iterable[Claim], fits: Fits | None) -> list[str]:
    """Return the sections to show: the clause's own of a document that follows the standard."""
    clause, document_id = key
    own = [
        claim.locator
        for claim in claims
        if claim.hops[0].kind is HopKind.NUMBERED and claim.said_in == document_id
    ]
    if own or fits is None:
        return own
    return fits.best_sections(document_id, clause, SUPPORTING_FIT, _MOST_SECTIONS)


def _support(fit: float) -> float:
    """Return the strength, 0.4..0.9, of a document's text as a link of the chain."""
    return min(0.9, max(0.4, 0.4 + 0.2 * fit))
