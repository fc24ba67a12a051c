"""From what documents claim to the clauses they reach, hop by hop.

A claim about a clause of the other edition reaches this one by the correspondence; a claim
about a clause reaches its parts. Each hop has a strength, and a chain is as strong as its
weakest one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.mapping.meaning import Fits
from assistant.mapping.model import Claim, Hop, HopKind
from corpus.registers import Correspondence, Link, StandardRegister

__all__ = ["Reach"]

CORRESPONDS, CORRESPONDS_UNVERIFIED = 0.8, 0.5
SUBCLAUSE = 0.6
_LEAST_FIT = 0.5
"""A chain that the text does not spell out goes down only to parts that fit by this much."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Carries claims to the `assessed` clauses of the edition of `register`.

    `fits` are those of that edition, None where the index holds no text of it.
    """

    register: StandardRegister
    assessed: tuple[str, ...]
    correspondence: Correspondence
    fits: Fits | None

    def carry(self, claims: Iterable[Claim], edition: str) -> list[Claim]:
        """Return the claims, made about clauses of `edition`, as claims of this edition."""
        carried: list[Claim] = []
        for claim in claims:
            if edition == self.register.edition:
                carried += self._spread(claim)
            else:
                for moved in self._moved(claim, edition):
                    carried += self._spread(moved)
        return carried

    def _moved(self, claim: Claim, edition: str) -> list[Claim]:
        forward = edition == self.correspondence.edition_2008.edition
        table = self.correspondence
        links = table.links_of_2008(claim.clause) if forward else table.links_of_2015(claim.clause)
        return [
            replace(
                claim,
                clause=link.clause_2015 if forward else link.clause_2008,
                hops=(*claim.hops, _correspondence_hop(link)),
            )
            for link in links
        ]

    def _spread(self, claim: Claim) -> list[Claim]:
        """Return a claim for the assessed clauses it is about, and for the named one itself."""
        clause = self.register.get(claim.clause)
        if clause is None or claim.clause in self.assessed:
            return [claim] if clause is not None else []
        spelled_out = len(claim.hops) == 1 and claim.hops[0].kind is HopKind.NAMED
        found = [claim] if spelled_out else []
        if clause.parent is None:
            return found  # a whole chapter says nothing of any one clause
        above = [n for n in self.assessed if claim.clause.startswith(f"{n}.")]
        parts = [n for n in self.assessed if n.startswith(f"{claim.clause}.")]
        if not spelled_out:
            parts = [number for number in parts if self._fits(claim, number)]
        hop = Hop(HopKind.SUBCLAUSE, SUBCLAUSE, claim.clause)
        return found + [
            replace(claim, clause=number, hops=(*claim.hops, hop)) for number in (*above, *parts)
        ]

    def _fits(self, claim: Claim, number: str) -> bool:
        if self.fits is None:
            return True
        return self.fits.of_document(claim.document_id, number) >= _LEAST_FIT


def _correspondence_hop(link: Link) -> Hop:
    about = f"{link.clause_2008} (2008) – {link.clause_2015} (2015)"
    strength = CORRESPONDS if link.verified else CORRESPONDS_UNVERIFIED
    return Hop(HopKind.CORRESPONDENCE, strength, about, link.verified)
