"""What is to do for the move from 2008 to 2015."""

from __future__ import annotations

import pytest

from assistant.mapping.service import MappingService
from assistant.mapping.transition import Progress, TaskKey, TaskKind
from assistant.store import Store
from corpus.errors import DecisionError
from tests.assistant.mapping.conftest import OFFICER, SmallAgency

pytestmark = pytest.mark.integration


def test_only_the_procedure_that_rests_on_2008_has_work(service: MappingService) -> None:
    tasks = [task for task in service.transition() if task.document is not None]
    assert {task.document.code for task in tasks if task.document} == {"QT-06"}
    assert {(t.key.kind, t.key.clause_2008, t.key.clause_2015) for t in tasks} == {
        (TaskKind.DROPPED, "8.5.3", ""),
        (TaskKind.MOVED, "8.5.3", "6.1"),
    }
    assert all(task.place and "8.5.3" in task.place.quote for task in tasks)


def test_new_requirements_tell_whether_they_are_covered(service: MappingService) -> None:
    new = {t.key.clause_2015: t for t in service.transition() if t.key.kind is TaskKind.NEW}
    assert {"4.1", "4.2", "7.1.6", "8.3.1"} <= new.keys()
    assert new["7.1.6"].done
    assert not new["8.3.1"].done
    assert not new["8.5.6"].verified


def test_moved_and_dropped_clauses_of_a_procedure(desk: MappingService) -> None:
    tasks = [t.key for t in desk.transition() if t.key.document_id]
    moved = {(k.clause_2008, k.clause_2015) for k in tasks if k.kind is TaskKind.MOVED}
    assert ("7.4.1", "8.4.1") in moved
    assert ("5.5.2", "5.3") in moved
    assert {k.clause_2008 for k in tasks if k.kind is TaskKind.DROPPED} == {"5.5.2"}


def test_progress_is_kept(desk: MappingService, settled: SmallAgency, store: Store) -> None:
    key = next(t.key for t in desk.transition() if t.key.kind is TaskKind.DROPPED)
    desk.note(key, Progress.DOING, "đang bỏ chức danh")
    desk.note(key, Progress.DONE, "đã bỏ")
    task = next(t for t in settled.service(store).transition() if t.key == key)
    assert task.done
    assert task.state is not None
    assert (task.state.note, task.state.officer) == ("đã bỏ", OFFICER)


def test_progress_needs_a_name(desk: MappingService) -> None:
    with pytest.raises(DecisionError):
        desk.note(TaskKey("", TaskKind.NEW, "", "4.1"), Progress.DONE, officer="")
