"""A quality manual that follows the standard: its section 7.4 speaks of clause 7.4.

Such a section either says itself what the agency does, or sends to a procedure ("theo
QT-10"), or both. Sending passes the clause on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.mapping.codes import Codes
from assistant.mapping.meaning import Fits, Section
from assistant.mapping.model import Claim, Hop, HopKind
from assistant.mapping.reading import Procedure
from corpus.registers import StandardRegister
from corpus.text import sentences, syllables

__all__ = ["NUMBERED", "SENT", "followed_edition", "manual_claims"]

NUMBERED, SENT = 0.85, 0.8
_LEAST_SECTIONS, _LEAST_CHAPTERS, _LEAST_SHARE = 6, 3, 0.6
"""A document follows an edition where this many of its numbered sections, in this many
chapters, carry a clause's number, and this share of them fits a clause of that chapter best."""

_OWN_WORDS = 4
_PART = re.compile(r"[^;]+")
_PART_FIT = 1.0
"""A section covers those parts of its clause that it fits by this many deviations."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a section says: spans of its own statements, and the ids it sends to with spans."""

    own: tuple[tuple[int, int], ...]
    sent: tuple[tuple[str, tuple[int, int]], ...]


def followed_edition(procedure: Procedure, fits: Mapping[str, Fits]) -> str | None:
    """Return the edition whose numbering a document follows, None if it follows none."""
    shares = {edition: _share(procedure, own) for edition, own in fits.items()}
    best = max(shares, key=lambda edition: shares[edition], default=None)
    return best if best is not None and shares[best] >= _LEAST_SHARE else None


def _share(procedure: Procedure, fits: Fits) -> float:
    numbered = [s for s in procedure.sections if not s.frame and _below(s.locator, fits)]
    chapters = {section.locator.partition(".")[0] for section in numbered}
    if len(numbered) < _LEAST_SECTIONS or len(chapters) < _LEAST_CHAPTERS:
        return 0.0
    fitting = [
        section
        for section in numbered
        if (fits.best_clause(procedure.id, section.locator) or "").partition(".")[0]
        == section.locator.partition(".")[0]
    ]
    return len(fitting) / len(numbered)


def _below(number: str, fits: Fits) -> list[str]:
    """Return the assessed clauses at or under `number`."""
    return [clause for clause in fits.clause_places if f"{clause}.".startswith(f"{number}.")]


def manual_claims(
    manual: Procedure,
    register: StandardRegister,
    fits: Fits,
    codes: Codes,
    named: Mapping[str, frozenset[str]],
) -> list[Claim]:
    """Return what the sections of a manual claim for itself and for those it sends to.

    `named` holds the clauses that each procedure names itself: where a section covers a
    part of a clause and sends to a procedure that names another part, that part is left to
    the procedure.
    """
    claims: list[Claim] = []
    for section in manual.sections:
        parts = _below(section.locator, fits) if section.locator in register else []
        if not parts or "." not in section.locator:
            continue
        said = _read(section, codes, manual.id)
        first = Hop(HopKind.NUMBERED, NUMBERED, _heading(section))
        if said.own:
            taken = frozenset().union(*(named.get(i, frozenset()) for i, _ in said.sent))
            claims += _own_claims(manual, section, first, _chosen(section, parts, fits, taken))
        else:
            claims += _passed_on(section, first, said, parts)
    return claims


def _chosen(section: Section, parts: Sequence[str], fits: Fits, taken: frozenset[str]) -> list[str]:
    by_fit = {c: fits.of_section(section.document_id, section.locator, c) for c in parts}
    best = max(parts, key=lambda clause: by_fit[clause])
    return [c for c in parts if c == best or (by_fit[c] >= _PART_FIT and c not in taken)]


def _own_claims(
    manual: Procedure, section: Section, first: Hop, parts: Iterable[str]
) -> list[Claim]:
    start, end = _statement(section)
    return [
        Claim(clause, manual.id, (first,), manual.id, section.provisions[0].locator, (start, end))
        for clause in parts
    ]


def _passed_on(section: Section, first: Hop, said: _Said, parts: Iterable[str]) -> list[Claim]:
    provision = section.provisions[0]
    return [
        Claim(
            clause,
            document_id,
            (first, Hop(HopKind.SENT, SENT, provision.text[slice(*span)])),
            section.document_id,
            provision.locator,
            span,
        )
        for document_id, span in said.sent
        for clause in parts
    ]


def _read(section: Section, codes: Codes, own_id: str) -> _Said:
    """Tell a section's own statements from those that send to another procedure."""
    own: list[tuple[int, int]] = []
    sent: dict[str, tuple[int, int]] = {}
    provision = section.provisions[0]
    begin = provision.text.find("\n") + 1 or len(provision.text)
    for start, end in sentences(provision.text):
        if start < begin:
            continue
        for part in _PART.finditer(provision.text, start, end):
            others = {i for _, _, ids in codes.find(part.group()) for i in ids} - {own_id}
            sent |= dict.fromkeys(others - sent.keys(), (start, end))
            if not others and len(syllables(part.group())) >= _OWN_WORDS:
                own.append((start, end))
    return _Said(tuple(own), tuple(sent.items()))


def _statement(section: Section) -> tuple[int, int]:
    """Return the span of what a section says first, under its heading."""
    text = section.provisions[0].text
    begin = text.find("\n") + 1
    spans = [span for span in sentences(text) if span[0] >= begin]
    return spans[0] if spans else (0, len(text))


def _heading(section: Section) -> str:
    return section.provisions[0].text.partition("\n")[0]
