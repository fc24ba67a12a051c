"""What each procedure needs for the move from the 2008 to the 2015 edition, with progress."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from assistant.mapping.decisions import officer_name
from assistant.mapping.matrix import Standing
from assistant.mapping.model import HopKind, Place, Proposal
from assistant.mapping.proposals import Said
from assistant.mapping.quoting import evidence_of
from assistant.mapping.reading import Agency
from assistant.mapping.tables import TransitionRow
from assistant.mapping.views import Matrix
from assistant.store import Store
from assistant.store.tables import now
from corpus.model import Document
from corpus.registers import Correspondence

__all__ = [
    "Progress",
    "Task",
    "TaskKey",
    "TaskKind",
    "TaskState",
    "Tasks",
    "find_tasks",
]

_OLD, _NEW = "2008", "2015"


class TaskKind(StrEnum):
    """What the change of edition does to a requirement.

    MOVED: another number asks for it now. DROPPED: 2015 no longer asks for it in its own
    right. NEW: 2015 asks for it, 2008 did not.
    """

    MOVED = "moved"
    DROPPED = "dropped"
    NEW = "new"


class Progress(StrEnum):
    """How far a task is."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class TaskKey:
    """What a task is about; `document_id` "" is the agency, a clause "" none on that side."""

    document_id: str
    kind: TaskKind
    clause_2008: str
    clause_2015: str


@dataclass(frozen=True, slots=True)
class TaskState:
    """The recorded progress of a task, and who noted it when."""

    progress: Progress
    note: str
    officer: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    `document` is None for the agency as a whole. `why` says what the correspondence says;
    `verified` whether that was seen at a source. `place` is where the procedure names the
    old clause. `covered` tells, of a new requirement, whether a procedure covers it
    already. `state` is None while nobody has noted any progress.
    """

    key: TaskKey
    document: Document | None
    title_2008: str
    title_2015: str
    why: str
    verified: bool
    place: Place | None
    covered: bool
    state: TaskState | None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.progress is Progress.DONE

    @property
    def progress(self) -> Progress:
        """How far it is; a task that nobody has noted is done where a procedure covers it."""
        if self.state is not None:
            return self.state.progress
        return Progress.DONE if self.covered else Progress.TODO


class Tasks:
    """The recorded progress in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def states(self) -> dict[TaskKey, TaskState]:
        """Return all recorded progress."""
        with self._store.session() as session:
            rows = session.scalars(select(TransitionRow)).all()
        return {_key(row): _state(row) for row in rows}

    def note(self, key: TaskKey, progress: Progress, note: str, officer: str) -> TaskState:
        """Record progress on a task; `DecisionError` without an officer's name."""
        officer = officer_name(officer)
        with self._store.session() as session:
            row = session.scalars(
                select(TransitionRow).where(
                    TransitionRow.document_id == key.document_id,
                    TransitionRow.kind == key.kind.value,
                    TransitionRow.clause_2008 == key.clause_2008,
                    TransitionRow.clause_2015 == key.clause_2015,
                )
            ).first()
            if row is None:
                row = TransitionRow(
                    document_id=key.document_id,
                    kind=key.kind.value,
                    clause_2008=key.clause_2008,
                    clause_2015=key.clause_2015,
                )
                session.add(row)
            row.progress, row.note = progress.value, note.strip()
            row.officer, row.at = officer, now()
        return _state(row)


def find_tasks(
    agency: Agency,
    said: Said,
    correspondence: Correspondence,
    standings: tuple[Standing, Matrix],
    states: Mapping[TaskKey, TaskState],
) -> tuple[Task, ...]:
    """Return the tasks: the agency's first, then by procedure.

    `standings` are the standing of the 2008 edition and the matrix of 2015, which tells
    what is covered. A procedure needs something for each clause of 2008 that it names, that
    an officer confirmed, or, where it names no clause of 2015, that it means.
    """
    old, new = standings
    finder = _Finder(agency, correspondence, new, states)
    tasks = list(finder.new_tasks())
    for procedure in agency.procedures:
        renewed = any(clause.edition == _NEW for clause in said.named.get(procedure.id, ()))
        clauses = {
            clause: proposal
            for (clause, document_id), proposal in old.proposals.items()
            if document_id == procedure.id and _rests_on_old(proposal, renewed)
        }
        confirmed = {
            key.clause
            for key, decision in old.decisions.items()
            if key.document_id == procedure.id and decision.relation.covers
        }
        for clause in sorted(clauses.keys() | confirmed, key=_order):
            tasks += finder.old_tasks(procedure.document, clause, clauses.get(clause))
    return tuple(tasks)


def _rests_on_old(proposal: Proposal, renewed: bool) -> bool:
    """Tell whether a proposal for 2008 comes from a text that speaks of 2008."""
    if not proposal.claims:
        return not renewed
    return any(
        all(hop.kind is not HopKind.CORRESPONDENCE for hop in claim.hops)
        for claim in proposal.claims
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    agency: Agency
    table: Correspondence
    matrix: Matrix
    states: Mapping[TaskKey, TaskState]

    def new_tasks(self) -> Iterator[Task]:
        gaps = {row.number for row in self.matrix.clauses if row.gap}
        for change in self.table.new.values():
            key = TaskKey("", TaskKind.NEW, "", change.clause)
            yield self._task(key, None, (change.why, change.verified), None, gaps)

    def old_tasks(
        self, document: Document, clause: str, proposal: Proposal | None
    ) -> Iterator[Task]:
        claimed = evidence_of(self.agency, proposal.claims[:1] if proposal else ())
        place = claimed[0].place if claimed else None
        dropped = self.table.dropped.get(clause)
        if dropped is not None:
            key = TaskKey(document.id, TaskKind.DROPPED, clause, "")
            yield self._task(key, document, (dropped.why, dropped.verified), place, frozenset())
        for link in self.table.links_of_2008(clause):
            key = TaskKey(document.id, TaskKind.MOVED, clause, link.clause_2015)
            yield self._task(key, document, (link.note or "", link.verified), place, frozenset())

    def _task(
        self,
        key: TaskKey,
        document: Document | None,
        why: tuple[str, bool],
        place: Place | None,
        gaps: Iterable[str],
    ) -> Task:
        return Task(
            key=key,
            document=document,
            title_2008=_title(self.table, _OLD, key.clause_2008),
            title_2015=_title(self.table, _NEW, key.clause_2015),
            why=why[0],
            verified=why[1],
            place=place,
            covered=key.kind is TaskKind.NEW and key.clause_2015 not in gaps,
            state=self.states.get(key),
        )


def _title(table: Correspondence, edition: str, clause: str) -> str:
    register = table.edition_2008 if edition == _OLD else table.edition_2015
    return register.title(clause).text if clause else ""


def _order(clause: str) -> tuple[int, ...]:
    return tuple(map(int, clause.split(".")))


def _key(row: TransitionRow) -> TaskKey:
    return TaskKey(row.document_id, TaskKind(row.kind), row.clause_2008, row.clause_2015)


def _state(row: TransitionRow) -> TaskState:
    return TaskState(Progress(row.progress), row.note, row.officer, row.at)
