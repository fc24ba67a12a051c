"""Which clauses a draft covers, and what it lacks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from assistant.drafts.model import DraftClause, Finding, FindingKind
from assistant.drafts.requirements import Asked
from assistant.drafts.scoring import Scored
from assistant.drafts.subjects import Subject
from assistant.mapping.mandatory import Finding as Mandatory
from assistant.mapping.mandatory import MandatoryRow, find_mandatory
from assistant.mapping.matrix import Standing, build_matrix
from assistant.mapping.model import Claim, HopKind, Proposal
from assistant.mapping.proposals import propose, read_claims
from assistant.mapping.quoting import clause_places, evidence_of, section_places
from corpus.registers import Correspondence, StandardRegister
from corpus.registers.standards import MandatoryKind

__all__ = ["Proposals", "covered_clauses", "propose_clauses", "unnamed_records", "unsupported"]

Proposals = Mapping[tuple[str, str], Proposal]

_LEAST_FIT = 0.4
"""A clause whose best section fits by fewer deviations is named, and no more.

Of the clauses that the model agency's procedures cover, one in 88 lies below; of all
others about a third.
"""

_RECORDS = {MandatoryKind.RECORD, MandatoryKind.RETAIN, MandatoryKind.MAINTAIN_AND_RETAIN}


def propose_clauses(
    scored: Scored, register: StandardRegister, correspondence: Correspondence
) -> dict[tuple[str, str], Proposal]:
    """Return what the mapping proposes for the draft alone, by (clause, document id)."""
    registers = {
        edition.edition: edition
        for edition in (correspondence.edition_2008, correspondence.edition_2015)
    }
    said = read_claims(scored.agency, registers, register.edition, with_tables=True)
    return propose(scored.agency, said, register, correspondence)


def covered_clauses(
    scored: Scored, register: StandardRegister, proposals: Proposals, asked: Asked
) -> Iterator[DraftClause]:
    """Yield the clauses that the draft covers, in the standard's order."""
    rows = _mandatory(scored, register, proposals)
    for clause in register.clauses:
        proposal = proposals.get((clause.number, scored.procedure.id))
        if proposal is None:
            continue
        yield DraftClause(
            number=clause.number,
            title=register.title(clause.number).text,
            relation=proposal.relation,
            strength=proposal.strength,
            named=any(_names(claim) for claim in proposal.claims),
            evidence=evidence_of(scored.agency, proposal.claims),
            sections=section_places(scored.agency, register.edition, proposal),
            requirements=asked.nearest(clause.number),
            mandatory=tuple(row for row in rows if _about(row.item.clause, clause.number)),
        )


def unsupported(scored: Scored, edition: str, proposals: Proposals) -> Iterator[Finding]:
    """Yield the clauses that the draft names while none of its sections says what they ask."""
    named: dict[tuple[str, tuple[int, int]], list[tuple[Claim, Proposal]]] = defaultdict(list)
    for proposal in proposals.values():
        for claim in filter(_names, proposal.claims):
            named[claim.locator, claim.span].append((claim, proposal))
    for found in named.values():
        fits = [proposal.fit for _, proposal in found]
        if any(fit is None or fit >= _LEAST_FIT for fit in fits):
            continue
        claim, proposal = found[0]
        number = min((p.clause for _, p in found), key=len)
        yield Finding(
            FindingKind.CLAUSE_UNSUPPORTED,
            number,
            f"Bản thảo nêu «{' '.join(claim.hops[0].about.split())}» nhưng chưa thấy mục nào"
            f" nói đến nội dung của điều {number}. Hãy viết phần này hoặc bỏ viện dẫn.",
            tuple(e.place for e in evidence_of(scored.agency, [claim])),
            clause_places(scored.agency, edition, proposal.clause),
        )


def unnamed_records(draft: Subject, clauses: Iterable[DraftClause]) -> Iterator[Finding]:
    """Yield the records that covered clauses make mandatory, of a draft that lists none at all.

    A record may go by another name than the standard's; where the draft lists some, a person
    decides (`DraftClause.mandatory`).
    """
    if draft.facts.records or draft.facts.forms:
        return
    rows = {row.item: (row, clause) for clause in clauses for row in clause.mandatory}
    for row, clause in rows.values():
        if row.finding is Mandatory.TO_CHECK and row.item.kind in _RECORDS:
            yield Finding(
                FindingKind.RECORD_UNNAMED,
                row.item.clause,
                f"Điều {row.item.clause} đòi hỏi hồ sơ «{row.item.name}»; bản thảo không liệt kê"
                " biểu mẫu hay hồ sơ nào. Hãy bổ sung.",
                (row.place,) if row.place else (),
                tuple(need.asked for need in clause.requirements),
            )


def _mandatory(
    scored: Scored, register: StandardRegister, proposals: Proposals
) -> tuple[MandatoryRow, ...]:
    """Return the mandatory items of the clauses that the draft covers."""
    matrix = build_matrix(scored.agency, register, Standing(proposals, {}, ()))
    rows = find_mandatory(scored.agency, register, matrix, proposals)
    return tuple(row for row in rows if row.finding in {Mandatory.FOUND, Mandatory.TO_CHECK})


def _about(item: str, clause: str) -> bool:
    """Tell whether an item's clause is a clause, or a part of it."""
    return f"{item}.".startswith(f"{clause}.")


def _names(claim: Claim) -> bool:
    return claim.hops[0].kind is HopKind.NAMED
