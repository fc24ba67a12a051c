"""The mapping as pages and command lines use it: read once, decided on, exported."""

from __future__ import annotations

import datetime as dt
import threading
from functools import cached_property
from typing import Self

from assistant.mapping.decisions import Decisions, Draft, check_decision
from assistant.mapping.gaps import Gaps, find_gaps
from assistant.mapping.matrix import Standing, build_matrix, cell_of
from assistant.mapping.model import (
    CellKey,
    Decision,
    Place,
    Proposal,
    Quotes,
    Relation,
)
from assistant.mapping.opening import served_index
from assistant.mapping.proposals import Said, propose, read_claims
from assistant.mapping.quoting import (
    clause_places,
    evidence_of,
    proposal_place,
    section_places,
)
from assistant.mapping.reading import Agency, read_agency
from assistant.mapping.review import moved_reviews, review, reviews
from assistant.mapping.stale import StaleReport, find_stale
from assistant.mapping.transition import Progress, Task, TaskKey, Tasks, TaskState, find_tasks
from assistant.mapping.views import CellDetail, Matrix
from assistant.store import Store
from corpus.errors import DecisionError, UnknownDocumentError
from corpus.registers import (
    Correspondence,
    LegalRegister,
    StandardRegister,
    load_correspondence,
    load_legal,
)
from corpus.settings import Settings
from ingest.index import Index

__all__ = ["MappingService"]

_OLD, _NEW = "2008", "2015"

_Decided = dict[str, dict[CellKey, Decision]]
"""The decisions that hold, by edition and cell."""


class MappingService:
    """The mapping of one generation of an index; safe to share between threads.

    Everything is read from the index when the service is made, so the index may be closed
    afterwards; make a new service for a new generation. What the machine proposes is
    computed once; decisions are read from the store each time, so those of other
    processes are seen, and what follows from them is computed anew where they changed.
    `with_tables` takes the quality manual's own table of clauses and procedures as evidence.
    """

    def __init__(
        self, index: Index, store: Store, settings: Settings, *, with_tables: bool = True
    ) -> None:
        self._settings = settings
        self._with_tables = with_tables
        self._decisions = Decisions(store)
        self._tasks = Tasks(store)
        self._correspondence: Correspondence = load_correspondence()
        documents = index.documents.values()
        self._legal: LegalRegister = load_legal(settings.register_folders).with_stated(documents)
        self._registers: dict[str, StandardRegister] = {
            _OLD: self._correspondence.edition_2008,
            _NEW: self._correspondence.edition_2015,
        }
        self._agency: Agency = read_agency(index, self._registers.values())
        self._lock = threading.RLock()
        self._proposals: dict[str, dict[tuple[str, str], Proposal]] = {}
        self._stale: dict[dt.date, StaleReport] = {}
        self._matrices: dict[str, tuple[_Decided, Matrix]] = {}
        self._gaps: dict[str, tuple[Matrix, Gaps]] = {}

    @classmethod
    def open(cls, settings: Settings, store: Store, *, with_tables: bool = True) -> Self:
        """Read the generation that is served, without the model: its vectors are stored.

        Raises `IndexMissingError` without an index and `IndexOutdatedError` if another
        version or another model wrote it, or a file of it is missing or broken.
        """
        with served_index(settings) as index:
            return cls(index, store, settings, with_tables=with_tables)

    @property
    def generation(self) -> int:
        """The number of the generation that the mapping was read from."""
        return self._agency.generation

    @property
    def edition(self) -> str:
        """The edition that the agency works under."""
        return self._settings.edition

    @property
    def legal(self) -> LegalRegister:
        """The register by which validity is judged."""
        return self._legal

    @property
    def agency(self) -> Agency:
        """What was read from the index."""
        return self._agency

    # --- looking -----------------------------------------------------------------

    def matrix(self, edition: str | None = None) -> Matrix:
        """Return the matrix of an edition ("2008" or "2015"; None: the agency's)."""
        edition = edition or self.edition
        register, decided = self._register(edition), self._decided()
        with self._lock:
            kept = self._matrices.get(edition)
            if kept is None or kept[0] != decided:
                standing = self._standing(edition, decided)
                kept = (decided, build_matrix(self._agency, register, standing))
                self._matrices[edition] = kept
            return kept[1]

    def cell(self, key: CellKey) -> CellDetail:
        """Return a cell with its evidence and history.

        Raises `DecisionError` for a clause that the edition lacks.
        """
        register = self._register(key.edition)
        if key.clause not in register:
            raise DecisionError(f"Bản {key.edition} không có điều {key.clause}.")
        proposal = self.proposals(key.edition).get((key.clause, key.document_id))
        procedure = self._agency.procedure(key.document_id)
        decision = self._decisions.current(key.edition).get(key)
        due = review(self._agency, decision) if decision else None
        return CellDetail(
            cell=cell_of(key.clause, key.document_id, proposal, decision, due is not None),
            document=procedure.document if procedure else None,
            clause_title=register.title(key.clause).text,
            clause_quotes=clause_places(self._agency, key.edition, key.clause),
            evidence=evidence_of(self._agency, proposal.claims) if proposal else (),
            sections=section_places(self._agency, key.edition, proposal) if proposal else (),
            history=self._decisions.history(key),
        )

    def place(self, key: CellKey) -> Place | None:
        """Return the one passage to show for a cell, None without a proposal."""
        proposal = self.proposals(key.edition).get((key.clause, key.document_id))
        return proposal_place(self._agency, key.edition, proposal) if proposal else None

    def proposals(self, edition: str) -> dict[tuple[str, str], Proposal]:
        """Return what the machine proposes for an edition, by (clause, document id)."""
        register = self._register(edition)
        with self._lock:
            if edition not in self._proposals:
                self._proposals[edition] = propose(
                    self._agency, self._said, register, self._correspondence
                )
            return self._proposals[edition]

    def gaps(self, edition: str | None = None) -> Gaps:
        """Return the gaps, mandatory items and exclusions of an edition."""
        edition = edition or self.edition
        register, matrix = self._register(edition), self.matrix(edition)
        with self._lock:
            kept = self._gaps.get(edition)
            if kept is None or kept[0] is not matrix:
                found = find_gaps(self._agency, register, matrix, self.proposals(edition))
                self._gaps[edition] = kept = (matrix, found)
            return kept[1]

    def stale(self, on: dt.date | None = None) -> StaleReport:
        """Return all that procedures cite, as it stands on a day (None: today)."""
        day = on or dt.date.today()
        with self._lock:
            if day not in self._stale:
                self._stale = {day: find_stale(self._agency, self._legal, day)}
            return self._stale[day]

    def transition(self) -> tuple[Task, ...]:
        """Return what is to do for the move from 2008 to 2015, with recorded progress."""
        standings = (self._standing(_OLD, self._decided()), self.matrix(_NEW))
        return find_tasks(
            self._agency, self._said, self._correspondence, standings, self._tasks.states()
        )

    def history(self, key: CellKey) -> tuple[Decision, ...]:
        """Return all decisions on a cell, newest first."""
        return self._decisions.history(key)

    # --- deciding ----------------------------------------------------------------

    def decide(
        self, key: CellKey, relation: Relation, rationale: str = "", officer: str | None = None
    ) -> Decision:
        """Record a person's decision: FULL or PARTIAL confirms, NONE rejects.

        NOT_APPLICABLE needs a rationale, and is all that can be said of a clause as a whole
        (`document_id` ""). `officer` defaults to the name in the settings. Raises
        `DecisionError` and `UnknownDocumentError`.
        """
        check_decision(key, relation, self._register(key.edition))
        if key.document_id and self._agency.procedure(key.document_id) is None:
            raise UnknownDocumentError("Quy trình này không còn trong kho. Hãy tải lại trang.")
        detail = self.cell(key)
        procedure = self._agency.procedure(key.document_id)
        evidence = [
            item.place for item in detail.evidence if item.place.document_id == key.document_id
        ]
        return self._decisions.record(
            Draft(
                key=key,
                relation=relation,
                rationale=rationale,
                officer=self._settings.officer if officer is None else officer,
                document_name=procedure.document.title if procedure else "",
                document_version=procedure.version if procedure else "",
                edition_version=self._agency.versions[key.edition],
                quotes=_quotes((*detail.sections, *evidence)),
                clause_quotes=_quotes(detail.clause_quotes),
            )
        )

    def undo(self, key: CellKey, officer: str | None = None) -> Decision:
        """Take back the current decision on a cell; the one before it holds again."""
        return self._decisions.undo(key, self._settings.officer if officer is None else officer)

    def note(
        self, key: TaskKey, progress: Progress, note: str = "", officer: str | None = None
    ) -> TaskState:
        """Record progress on a task of the move to 2015."""
        name = self._settings.officer if officer is None else officer
        return self._tasks.note(key, progress, note, name)

    # --- inside ------------------------------------------------------------------

    @cached_property
    def _said(self) -> Said:
        return read_claims(self._agency, self._registers, self._settings.edition, self._with_tables)

    def _register(self, edition: str) -> StandardRegister:
        register = self._registers.get(edition)
        if register is None:
            raise DecisionError(f"Không có bản {edition} của tiêu chuẩn. Hãy chọn 2008 hoặc 2015.")
        return register

    def _decided(self) -> _Decided:
        return {edition: self._decisions.current(edition) for edition in self._registers}

    def _standing(self, edition: str, decided: _Decided) -> Standing:
        decisions = decided[edition]
        found = reviews(self._agency, decisions.values())
        if edition == self.edition:
            other = decided[_OLD if edition == _NEW else _NEW].values()
            here = {(key.clause, key.document_id) for key in decisions}
            found += moved_reviews(self._agency, other, self._correspondence, here, edition)
        return Standing(self.proposals(edition), decisions, tuple(found))


def _quotes(places: tuple[Place, ...]) -> Quotes:
    return tuple((place.locator, place.quote) for place in places)
