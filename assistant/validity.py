"""Validity of a document on a date, from the registers, in the words of a citation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from corpus.model import Document, DocumentKind, Validity
from corpus.registers import LegalRegister, StatusStatement, not_yet_effective

__all__ = ["Judgement", "judge"]

_SETTLED = frozenset({Validity.IN_FORCE, Validity.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Judgement:
    """Status on a date; `reason` is a Vietnamese sentence, None where nothing is known."""

    status: Validity
    in_force: bool | None
    reason: str | None = None
    statement: StatusStatement | None = None

    @property
    def notice(self) -> str | None:
        """The warning a citation must carry, None for a document in force."""
        return None if self.status in _SETTLED else self.reason


def judge(document: Document, on: dt.date, register: LegalRegister) -> Judgement:
    """Return the status of `document` on the day `on`.

    The register speaks of laws and standards; of other documents only a first day in force
    that was stated beside the file is known, and what holds from then on is not.
    """
    if document.kind is DocumentKind.STANDARD and document.edition:
        return _from(register.standard_status_on(document.edition, on))
    if document.kind is DocumentKind.LEGAL and document.code:
        return _from(register.status_on(document.code, on))
    if document.effective is not None and on < document.effective:
        return Judgement(Validity.NOT_YET, False, not_yet_effective(document.effective))
    return Judgement(Validity.UNKNOWN, None)


def _from(statement: StatusStatement) -> Judgement:
    reason = " ".join(filter(None, (statement.reason, statement.notice)))
    return Judgement(statement.status, statement.in_force, reason or None, statement)
