"""The nouns of the check of a draft: subjects, findings, clauses, changes. Plain frozen data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.mapping.mandatory import MandatoryRow
from assistant.mapping.model import Evidence, Place, Relation
from corpus.model import Document, Provision

__all__ = [
    "Change",
    "ChangeKind",
    "DraftClause",
    "DraftReport",
    "Finding",
    "FindingKind",
    "Nearest",
    "Rewording",
]


class FindingKind(StrEnum):
    """What is wrong, or must be looked at.

    CLAUSE_UNSUPPORTED: a clause is named and no section says what it asks. RECORD_UNNAMED: a
    covered clause makes a record mandatory and the draft lists no record or form at all.
    REFERENCE_ENDED, REFERENCE_UNKNOWN: a cited document is no longer in force, or nothing is
    known of it. SECTION_MISSING: one of the seven usual sections is not there or empty.
    TERM_REPEATED, TERM_DIFFERS: a term is defined twice in the draft, or otherwise in another
    procedure. TIME_DIFFERS, TIME_CHANGED: a step has another time in another procedure, or
    had one in the earlier version. FORM_DIFFERS: a form's code goes with two names.
    CODE_TAKEN: another procedure bears the draft's code.
    """

    CLAUSE_UNSUPPORTED = "clause_unsupported"
    RECORD_UNNAMED = "record_unnamed"
    REFERENCE_ENDED = "reference_ended"
    REFERENCE_UNKNOWN = "reference_unknown"
    SECTION_MISSING = "section_missing"
    TERM_REPEATED = "term_repeated"
    TERM_DIFFERS = "term_differs"
    TIME_DIFFERS = "time_differs"
    TIME_CHANGED = "time_changed"
    FORM_DIFFERS = "form_differs"
    CODE_TAKEN = "code_taken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what it is about, a Vietnamese sentence, and the words of both sides.

    `here` are passages of the draft, `there` those of other documents; a missing section has
    none `here`, a cited document outside the corpus none `there`.
    """

    kind: FindingKind
    subject: str
    message: str
    here: tuple[Place, ...] = ()
    there: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """A sentence of what a clause asks, and the draft's passage that comes nearest to it.

    `doubtful`: other procedures come nearer than the draft by so much that the requirement
    is probably not met. It is a hint for a person, no finding: it misses more than half of
    what is missing, and about one requirement in twenty that is met is called doubtful.
    """

    asked: Place
    passage: Place | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause that the draft covers by its own words.

    `named` tells that the draft names the clause; `evidence` and `sections` are as in a cell
    of the mapping; `requirements` are what the clause asks, sentence by sentence;
    `mandatory` its mandatory documents and records, each found by name or to be checked.
    """

    number: str
    title: str
    relation: Relation
    strength: float
    named: bool
    evidence: tuple[Evidence, ...]
    sections: tuple[Place, ...]
    requirements: tuple[Nearest, ...]
    mandatory: tuple[MandatoryRow, ...]


class ChangeKind(StrEnum):
    """What became of a section since the earlier version."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Rewording:
    """A sentence then and now; `old` or `new` is None where there is none."""

    old: Place | None
    new: Place | None


@dataclass(frozen=True, slots=True)
class Change:
    """A section that differs from the earlier version; `old` and `new` are its headings.

    `rewordings` are the sentences of a changed section that differ, its heading among them.
    """

    kind: ChangeKind
    title: str
    old: Place | None
    new: Place | None
    rewordings: tuple[Rewording, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What is to be known of a draft before it is issued, as of the day `on`.

    `provisions` is what was read; `names` are those of all quoted documents by id. `earlier`
    is the version that the draft replaces, None for a new procedure; `changes` are then
    empty. `notes` say what could not be read or looks broken.
    """

    on: dt.date
    edition: str
    document: Document
    provisions: tuple[Provision, ...]
    clauses: tuple[DraftClause, ...]
    findings: tuple[Finding, ...]
    earlier: Document | None
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    names: Mapping[str, str]

    def of(self, *kinds: FindingKind) -> tuple[Finding, ...]:
        """Return the findings of some kinds, in order."""
        return tuple(finding for finding in self.findings if finding.kind in kinds)
