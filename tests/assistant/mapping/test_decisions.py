"""Decisions that last: confirmed, rejected, undone, and flagged when their ground moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from assistant.mapping.model import CellKey, Relation, ReviewReason, State
from assistant.mapping.service import MappingService
from assistant.mapping.tables import DecisionRow, TransitionRow
from assistant.mapping.views import Matrix
from assistant.store import Base, Store
from corpus.errors import DecisionError, UnknownDocumentError
from corpus.settings import Settings
from tests.assistant.mapping.conftest import CARS, FEEDBACK, OFFICER, SmallAgency

pytestmark = pytest.mark.integration


def document_id(matrix: Matrix, code: str) -> str:
    return next(c.document.id for c in matrix.procedures if c.document.code == code)


def test_confirm_change_reject_and_undo_keep_their_history(desk: MappingService) -> None:
    key = CellKey("2015", "9.1.2", document_id(desk.matrix(), "QT-31"))
    desk.decide(key, Relation.FULL, "đủ ba cách đo")
    desk.decide(key, Relation.PARTIAL, "thiếu tần suất", officer="Trưởng phòng")
    desk.decide(key, Relation.NONE)
    cell = desk.matrix().cells[key.clause, key.document_id]
    assert (cell.state, cell.covers) == (State.REJECTED, False)
    undone = desk.undo(key)
    assert undone.undone_by == OFFICER
    cell = desk.matrix().cells[key.clause, key.document_id]
    assert (cell.relation, cell.state) == (Relation.PARTIAL, State.CONFIRMED)
    history = desk.history(key)
    assert [d.relation for d in history] == [Relation.NONE, Relation.PARTIAL, Relation.FULL]
    assert [d.officer for d in history] == [OFFICER, "Trưởng phòng", OFFICER]
    assert history[0].undone_at is not None
    assert history[1].at.tzinfo is not None


def test_undoing_the_last_decision_gives_the_proposal_back(desk: MappingService) -> None:
    key = CellKey("2015", "9.1.2", document_id(desk.matrix(), "QT-31"))
    before = desk.cell(key).cell
    desk.decide(key, Relation.NONE)
    desk.undo(key)
    assert desk.cell(key).cell == before
    with pytest.raises(DecisionError, match="không còn quyết định"):
        desk.undo(key)


def test_a_decision_on_a_cell_without_a_proposal(desk: MappingService) -> None:
    key = CellKey("2015", "10.3", document_id(desk.matrix(), "QT-31"))
    assert desk.cell(key).cell is None
    desk.decide(key, Relation.PARTIAL, "theo biên bản họp")
    cell = desk.matrix().cells[key.clause, key.document_id]
    assert (cell.proposed, cell.strength, cell.state) == (None, 1.0, State.CONFIRMED)


def test_decisions_outlive_the_service(
    desk: MappingService, settled: SmallAgency, store: Store
) -> None:
    key = CellKey("2015", "9.1.2", document_id(desk.matrix(), "QT-31"))
    desk.decide(key, Relation.FULL)
    cell = settled.service(store).matrix().cells[key.clause, key.document_id]
    assert (cell.state, cell.to_review) == (State.CONFIRMED, False)


def test_nobody_decides_without_a_name(desk: MappingService) -> None:
    key = CellKey("2015", "9.1.2", document_id(desk.matrix(), "QT-31"))
    with pytest.raises(DecisionError, match="ISO_OFFICER"):
        desk.decide(key, Relation.FULL, officer="  ")
    assert desk.history(key) == ()


def test_what_cannot_be_decided(desk: MappingService) -> None:
    known = document_id(desk.matrix(), "QT-31")
    with pytest.raises(DecisionError, match=r"không có điều 9\.9"):
        desk.decide(CellKey("2015", "9.9", known), Relation.FULL)
    with pytest.raises(UnknownDocumentError):
        desk.decide(CellKey("2015", "9.1.2", "không-có"), Relation.FULL)
    with pytest.raises(DecisionError, match="Không có bản"):
        desk.matrix("2000")


# --- exclusions --------------------------------------------------------------------


def test_an_exclusion_needs_a_reason_and_closes_the_gap(desk: MappingService) -> None:
    with pytest.raises(DecisionError, match="lý do"):
        desk.decide(CellKey("2015", "8.3"), Relation.NOT_APPLICABLE)
    desk.decide(CellKey("2015", "8.3"), Relation.NOT_APPLICABLE, "không thiết kế dịch vụ")
    gaps = desk.gaps()
    assert not any(row.number.startswith("8.3") for row in gaps.clauses)
    assert [d.rationale for d in gaps.exclusions] == ["không thiết kế dịch vụ"]
    assert {r.reason for r in gaps.mandatory if r.item.clause.startswith("8.3.")} == {
        "không thiết kế dịch vụ"
    }


def test_the_2008_edition_excludes_clause_7_only(desk: MappingService) -> None:
    desk.decide(CellKey("2008", "7.3"), Relation.NOT_APPLICABLE, "không thiết kế")
    with pytest.raises(DecisionError, match="điều 7"):
        desk.decide(CellKey("2008", "8.2.2"), Relation.NOT_APPLICABLE, "không cần")
    with pytest.raises(DecisionError, match="chọn quy trình"):
        desk.decide(CellKey("2008", "7.4"), Relation.FULL)


# --- what changes afterwards -------------------------------------------------------


@pytest.fixture
def changing(tmp_path: Path) -> SmallAgency:
    """An agency of one procedure, which tests change."""
    agency = SmallAgency(tmp_path / "agency")
    agency.write("gop-y", FEEDBACK)
    agency.ingest()
    return agency


def test_a_changed_procedure_flags_its_decisions_with_the_difference(
    changing: SmallAgency, store: Store
) -> None:
    service = changing.service(store)
    key = CellKey("2015", "9.1.2", document_id(service.matrix(), "QT-31"))
    service.decide(key, Relation.FULL)
    old, new = "điều 9.1.2", "điều 9.1.3"
    changing.write("gop-y", FEEDBACK.replace(old, new))
    changing.ingest()
    service = changing.service(store)
    matrix = service.matrix()
    cell = matrix.cells[key.clause, key.document_id]
    assert (cell.state, cell.to_review) == (State.CONFIRMED, True)
    (review,) = matrix.to_review
    assert review.reasons == (ReviewReason.DOCUMENT_CHANGED,)
    changes = [(c.old, c.new) for c in review.changes if c.old and old in c.old]
    assert changes
    assert all(found is not None and new in found for _, found in changes)
    service.decide(key, Relation.PARTIAL, "đã xem lại")
    assert service.matrix().to_review == ()


def test_an_unchanged_quote_is_no_difference(changing: SmallAgency, store: Store) -> None:
    service = changing.service(store)
    key = CellKey("2015", "9.1.2", document_id(service.matrix(), "QT-31"))
    service.decide(key, Relation.FULL)
    changing.write("gop-y", f"{FEEDBACK}\n### 5.3 Lưu\nVăn thư lưu phiếu trong 02 năm.\n")
    changing.ingest()
    (review,) = changing.service(store).matrix().to_review
    assert review.reasons == (ReviewReason.DOCUMENT_CHANGED,)
    assert review.changes == ()


def test_decisions_on_a_removed_procedure_are_kept(changing: SmallAgency, store: Store) -> None:
    service = changing.service(store)
    key = CellKey("2015", "9.1.2", document_id(service.matrix(), "QT-31"))
    service.decide(key, Relation.FULL, "đủ")
    (changing.files / "gop-y.md").rename(changing.files / "gop-y.bak")
    changing.write("khac", CARS)
    changing.ingest()
    service = changing.service(store)
    (review,) = service.matrix().to_review
    assert review.reasons == (ReviewReason.DOCUMENT_GONE,)
    assert "góp ý" in review.decision.document_name.lower()
    assert all(change.new is None for change in review.changes)
    assert [d.rationale for d in service.history(key)] == ["đủ"]


def test_another_text_of_the_edition_flags_its_decisions(
    changing: SmallAgency, store: Store
) -> None:
    service = changing.service(store)
    key = CellKey("2015", "9.1.2", document_id(service.matrix(), "QT-31"))
    service.decide(key, Relation.FULL)
    path = changing.standards / "tcvn-iso-9001-2015.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một dòng.\n", encoding="utf-8")
    changing.ingest()
    (review,) = changing.service(store).matrix().to_review
    assert review.reasons == (ReviewReason.EDITION_CHANGED,)


def test_decisions_on_2008_ask_to_be_looked_at_under_2015(
    settled: SmallAgency, store: Store
) -> None:
    old = settled.service(store, "2008")
    key = CellKey("2008", "7.4.1", document_id(old.matrix(), "QT-32"))
    old.decide(key, Relation.FULL, "đủ")
    assert old.matrix().to_review == ()
    new = settled.service(store, "2015")
    (review,) = new.matrix().to_review
    assert review.reasons == (ReviewReason.EDITION_MOVED,)
    assert "8.4.1" in review.targets
    assert {c.old is None for c in review.changes} == {True, False}
    new.decide(CellKey("2015", "8.4.1", key.document_id), Relation.FULL)
    assert new.matrix().to_review == ()
    assert old.matrix("2008").cells["7.4.1", key.document_id].state is State.CONFIRMED


# --- the store ---------------------------------------------------------------------


def test_migrations_make_the_tables_as_they_are_declared(tmp_path: Path) -> None:
    ours = {DecisionRow.__tablename__, TransitionRow.__tablename__}
    store = Store.open(Settings(data=tmp_path))
    with store.session() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={
                "include_name": lambda name, kind, parents: kind != "table" or name in ours,
                "include_object": lambda item, name, kind, *_: kind != "table" or name in ours,
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    store.close()
