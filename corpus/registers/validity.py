"""Whether a document is in force on a day, why, and what replaced it.

The rules, in the order they are tried (docs/registers.md explains each):

1. before its issue or its effective date a document is not yet in force;
2. from its end on (its own end date, or the effective date of what replaced or cancelled
   it) it is replaced, cancelled, or partly in force where provisions live on;
3. a document that only amends others ends with the last act it amends;
4. a guiding document whose parents have all ended is unsettled: the rule changed twice;
5. it is in force from its effective date, a standard from its announcement; one whose
   effective date is unknown from the first day another document is seen building on it,
   and then only if its end, or its being in force, was seen too;
6. anything else is unknown.

Facts that were not seen at a source decide nothing here. They only lengthen the chain of
replacements, where they are named as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.model import Validity
from corpus.registers import wording
from corpus.registers.records import (
    Ending,
    LegalDocument,
    RelationKind,
    StatusStatement,
    ValidityRule,
)
from corpus.registers.succession import Succession

__all__ = ["STANDARD_TYPE", "Assessor"]

STANDARD_TYPE = "Tiêu chuẩn"
"""The register's type of a standard; standards apply from the day they are announced."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: Validity
    reason: str
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessor:
    """Applies the rules of this module to `documents` (keyed by number, stubs included).

    `rules` is what the law said of guiding documents, period by period.
    """

    documents: Mapping[str, LegalDocument]
    rules: Sequence[ValidityRule]
    succession: Succession

    def assess(self, document: LegalDocument, on: date) -> StatusStatement:
        """Return the statement for `document` on the day `on`."""
        ending = self.succession.ending(document)
        verdict = self._verdict(document, on, ending)
        chain, unverified = self.succession.chain(document)
        transition = document.transition
        ended = ending is not None and _is_over(document, ending, on)
        return StatusStatement(
            number=document.number,
            on=on,
            status=verdict.status,
            in_force=_in_force(verdict.status, ended=ended),
            since=_start(document),
            until=ending.day if ending else None,
            replaced_by=chain,
            reason=verdict.reason + wording.further(chain, unverified, verdict.status),
            exceptions=verdict.exceptions,
            verified=verdict.status is not Validity.UNKNOWN,
            unverified_steps=unverified,
            notice=wording.transition(document, chain)
            if transition and transition.verified and ended
            else None,
        )

    def _verdict(self, document: LegalDocument, on: date, ending: Ending | None) -> _Verdict:
        first = document.effective or document.issued
        if first is not None and on < first:
            return _Verdict(Validity.NOT_YET, wording.not_yet(document))
        if ending is not None and (over := _after_end(document, on, ending)):
            return over
        parents = self._ended_parents(document, on)
        if parents and ending is None:
            return _Verdict(Validity.UNSETTLED, wording.unsettled(document, parents, self.rules))
        return self._current(document, on, ending)

    def _ended_parents(self, document: LegalDocument, on: date) -> dict[str, Ending]:
        """Return the detailed acts with the end of each, empty while one is alive.

        A mere amendment has the parents of the guiding documents it amends.
        """
        amended = [self.documents[r.number] for r in document.related(RelationKind.AMENDS)]
        ended: dict[str, Ending] = {}
        for guide in amended if document.amendment else [document]:
            parents = self._ended_details(guide, on)
            if not parents:
                return {}
            ended |= parents
        return ended

    def _ended_details(self, guide: LegalDocument, on: date) -> dict[str, Ending]:
        ended: dict[str, Ending] = {}
        for relation in guide.related(RelationKind.DETAILS):
            parent = self.documents[relation.number]
            ending = self.succession.ending(parent)
            if ending is None or not _is_over(parent, ending, on):
                return {}
            ended[relation.number] = ending
        return ended

    def _current(self, document: LegalDocument, on: date, ending: Ending | None) -> _Verdict:
        start = _start(document)
        if start is None and (seen := self._seen_in_use(document, on, ending)):
            return _Verdict(Validity.IN_FORCE, wording.in_use(seen))
        if start is None or not document.verified:
            return _Verdict(Validity.UNKNOWN, wording.unknown(document))
        amending = self._amending(document, on)
        end = ending.day if ending else None
        reason = wording.in_force(document, start, end, [act.number for act in amending])
        partly = document.state == "partly" and ending is None and amending
        return _Verdict(Validity.PARTLY if partly else Validity.IN_FORCE, reason)

    def _seen_in_use(self, document: LegalDocument, on: date, ending: Ending | None) -> date | None:
        """Return the day by which a document without effective date is seen in use.

        Only when it was, by its end or its state, in force at all; None when not by `on`.
        """
        days = [self._first_use(document)] if ending or document.state else []
        if document.state == "in_force":
            days.append(document.recorded)
        if ending is not None and ending.day is not None:
            days.append(ending.day - timedelta(days=1))
        return min((day for day in days if day is not None and day <= on), default=None)

    def _first_use(self, document: LegalDocument) -> date | None:
        """Return the earliest day another document is seen building on this one."""
        kinds = (RelationKind.AMENDED_BY, RelationKind.DETAILED_BY, RelationKind.CITED_BY)
        days = (
            self.documents[relation.number].issued
            for kind in kinds
            for relation in document.related(kind)
        )
        return min((day for day in days if day is not None), default=None)

    def _amending(self, document: LegalDocument, on: date) -> list[LegalDocument]:
        """Return the acts that amend `document` and are in effect, or issued, by `on`."""
        acts = (self.documents[r.number] for r in document.related(RelationKind.AMENDED_BY))
        dated = [(act.effective or act.issued, act) for act in acts]
        known = [(day, act) for day, act in dated if day is not None and day <= on]
        return [act for _, act in sorted(known, key=lambda pair: pair[0])]


def _start(document: LegalDocument) -> date | None:
    if document.type == STANDARD_TYPE:
        return document.effective or document.issued
    return document.effective


def _is_over(document: LegalDocument, ending: Ending, on: date) -> bool:
    """Tell whether the end has come; one without a day counts from when it was recorded."""
    return on >= (ending.day or document.recorded)


def _after_end(document: LegalDocument, on: date, ending: Ending) -> _Verdict | None:
    """Return the verdict once the end has, or may have, come; None before it."""
    if _is_over(document, ending, on):
        if ending.exceptions:
            reason = f"{ending.reason} {wording.lives_on(ending.exceptions)}"
            return _Verdict(Validity.PARTLY, reason, ending.exceptions)
        return _Verdict(ending.status, ending.reason)
    possible = ending.possible_from is None or on >= ending.possible_from
    if ending.day is None and possible:
        return _Verdict(Validity.UNKNOWN, wording.end_date_unknown(ending.reason))
    return None


def _in_force(status: Validity, *, ended: bool) -> bool | None:
    if status in {Validity.UNSETTLED, Validity.UNKNOWN}:
        return None
    return status is Validity.IN_FORCE or (status is Validity.PARTLY and not ended)
