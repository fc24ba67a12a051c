"""Every legal document and standard that the procedures cite, with its status on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.mapping.model import Place
from assistant.mapping.quoting import locate
from assistant.mapping.reading import Agency, Procedure
from assistant.mapping.references import Named, references_in
from corpus.model import Document, Validity
from corpus.references import Reference, ReferenceKind, law_names, resolve
from corpus.registers import LegalRegister, StatusStatement

__all__ = ["Citation", "Revision", "StaleReport", "find_stale"]

_SERIOUSNESS = {
    Validity.CANCELLED: 1.0,
    Validity.REPLACED: 1.0,
    Validity.PARTLY: 0.5,
    Validity.UNSETTLED: 0.3,
}
_MAY_CITE = re.compile(
    r"\d\s*/|9001|luật|pháp lệnh|"
    r"(?:nghị định|thông tư|quyết định|nghị quyết|chỉ thị|công văn)\D{0,12}\d",
    re.IGNORECASE,
)
"""What a text must hold to cite a document; parsing every text would take seconds."""

_YEARS_LIMIT = 0.5
_DAYS_OF_DECADE = 3652.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a procedure cites, and every passage that does.

    `number` is as the register prints it, else as the procedure does. `candidates` are all
    documents that an incomplete reference can mean; with more than one the status is
    unknown. `listed`: the register knows the number. `edition` is that of a cited TCVN ISO
    9001, else None.
    """

    procedure: Document
    number: str
    title: str | None
    statement: StatusStatement
    listed: bool
    edition: str | None
    candidates: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def ended(self) -> bool:
        """Whether it is certain that the document is no longer in force."""
        return self.statement.in_force is False and self.statement.status is not Validity.NOT_YET

    @property
    def unknown(self) -> bool:
        """Whether nothing can be said of its force on the day."""
        return self.statement.in_force is None


@dataclass(frozen=True, slots=True)
class Revision:
    """A procedure to revise; `urgency` > 0, `reason` a Vietnamese sentence or more."""

    procedure: Document
    urgency: float
    reason: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StaleReport:
    """All citations as they stand on the day `on`, by procedure.

    `revisions` are the procedures that cite what has ended, most urgent first.
    """

    on: dt.date
    citations: tuple[Citation, ...]
    revisions: tuple[Revision, ...]

    @property
    def ended(self) -> tuple[Citation, ...]:
        """The citations of documents that are no longer in force."""
        return tuple(citation for citation in self.citations if citation.ended)

    @property
    def unknown(self) -> tuple[Citation, ...]:
        """The citations of which nothing certain is known; never to be taken as valid."""
        return tuple(citation for citation in self.citations if citation.unknown)


def find_stale(agency: Agency, register: LegalRegister, on: dt.date) -> StaleReport:
    """Look up everything that the procedures cite on the day `on`."""
    names = law_names(register)
    citations = [
        citation
        for procedure in agency.procedures
        for citation in _citations(procedure, register, names, on)
    ]
    by_procedure: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.ended:
            by_procedure[citation.procedure.id].append(citation)
    revisions = [_revision(found, on) for found in by_procedure.values()]
    return StaleReport(
        on,
        tuple(citations),
        tuple(sorted(revisions, key=lambda revision: -revision.urgency)),
    )


def _citations(
    procedure: Procedure, register: LegalRegister, names: Sequence[str], on: dt.date
) -> Iterable[Citation]:
    grouped: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    for provision in procedure.provisions:
        if not _MAY_CITE.search(provision.text):
            continue
        for named in references_in(provision, names):
            numbers = _meant(named.reference, register)
            if numbers:
                grouped[numbers].append(named)
    single = {numbers[0] for numbers in grouped if len(numbers) == 1}
    for numbers, found in grouped.items():
        if len(numbers) > 1 and single.intersection(numbers):
            continue  # "Luật Lưu trữ" after "Luật Lưu trữ số 33/2024/QH15" means that one
        yield _citation(procedure, numbers, found, register, on)


def _meant(reference: Reference, register: LegalRegister) -> tuple[str, ...]:
    """Return the numbers that a reference can mean, as the register prints them.

    A clause of a standard without an edition cites no particular document.
    """
    if reference.kind is ReferenceKind.PROCEDURE:
        return ()
    if reference.kind is ReferenceKind.CLAUSE and reference.edition is None:
        return ()
    numbers = dict.fromkeys(
        entry.number if (entry := register.get(number)) else number
        for number in resolve(reference, register)
    )
    if numbers or not reference.document or reference.type in {None, "Tiêu chuẩn"}:
        return tuple(numbers)
    return (reference.document,)


def _citation(
    procedure: Procedure,
    numbers: tuple[str, ...],
    found: Iterable[Named],
    register: LegalRegister,
    on: dt.date,
) -> Citation:
    number = numbers[0] if len(numbers) == 1 else " / ".join(numbers)
    entry = register.get(numbers[0]) if len(numbers) == 1 else None
    editions = [named.reference.edition for named in found if named.reference.edition]
    return Citation(
        procedure=procedure.document,
        number=number,
        title=entry.title if entry else None,
        statement=register.status_on(number, on),
        listed=entry is not None and not entry.stub,
        edition=editions[0] if editions else None,
        candidates=numbers,
        places=tuple(_places(procedure, found)),
    )


def _places(procedure: Procedure, found: Iterable[Named]) -> Iterable[Place]:
    for named in found:
        provision = procedure.provision(named.locator)
        if provision is not None:
            yield locate(procedure.document, provision, *named.span)


def _revision(citations: Sequence[Citation], on: dt.date) -> Revision:
    reasons = [f"{citation.number}: {citation.statement.reason}" for citation in citations]
    return Revision(
        citations[0].procedure,
        round(sum(_urgency(citation, on) for citation in citations), 2),
        " ".join(reasons),
        tuple(citations),
    )


def _urgency(citation: Citation, on: dt.date) -> float:
    """Return 0.3..1.5: how it ended, and for how long it has been over."""
    until = citation.statement.until
    over = (on - until).days / _DAYS_OF_DECADE if until else 0.0
    return _SERIOUSNESS.get(citation.statement.status, 1.0) + min(_YEARS_LIMIT, max(0.0, over))
