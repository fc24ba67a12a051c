"""The programme, findings and what is overdue; all of it in the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.audits import AuditPlan, AuditService, FindingDraft, Grade, Scope
from assistant.audits.papers import (
    findings_paper,
    findings_sheet,
    overdue_paper,
    overdue_sheet,
    programme_paper,
    programme_sheet,
)
from assistant.exports import Table, write_docx, write_xlsx
from assistant.mapping import MappingService
from corpus.errors import AuditError

pytestmark = pytest.mark.integration

JUNE = dt.date(2026, 6, 17)
PLAN = AuditPlan("Đánh giá điều 9", JUNE, Scope("2015", clauses=("9",)))
MINOR = FindingDraft(
    clause="9.2.2",
    grade=Grade.MINOR,
    evidence="Chương trình năm chưa có chữ ký.",
    action="Ký bổ sung",
    responsible="Thư ký ISO",
    due=dt.date(2026, 7, 1),
)


def test_a_programme_lists_the_audits_of_a_year_by_month(audits: AuditService) -> None:
    audits.plan(PLAN)
    audits.plan(replace(PLAN, title="Đầu năm", month=dt.date(2026, 1, 31)))
    audits.plan(replace(PLAN, title="Năm sau", month=dt.date(2027, 1, 1)))
    titles = [audit.plan.title for audit in audits.programme(2026)]
    assert titles == ["Đầu năm", "Đánh giá điều 9"]


def test_a_programme_on_paper_says_what_each_audit_is_about(
    audits: AuditService, mapping: MappingService
) -> None:
    (wanted,) = [p.id for p in mapping.agency.procedures if p.document.code == "QT-03"]
    scope = Scope("2015", ("9.2", "10"), (wanted, "đã bỏ"), "Ban ISO")
    audits.plan(replace(PLAN, scope=scope))
    audits.plan(replace(PLAN, title="Toàn bộ", scope=Scope("2015")))
    planned, names = audits.programme(2026), {wanted: "QT-03 Quy trình đánh giá nội bộ"}
    paper = programme_paper(2026, planned, names, JUNE)
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert table.rows[0][2].split("\n") == [
        "TCVN ISO 9001:2015",
        "Điều 9.2, 10",
        "Ban ISO",
        "QT-03 Quy trình đánh giá nội bộ",
        "đã bỏ",
    ]
    assert table.rows[1][2].endswith("Mọi điều khoản\nMọi quy trình")
    assert write_docx(paper)[:2] == b"PK"
    assert write_docx(programme_paper(2027, (), names, JUNE))[:2] == b"PK"
    sheet = programme_sheet(2026, planned, names)
    assert sheet.rows[0][4] == "QT-03 Quy trình đánh giá nội bộ\nđã bỏ"
    assert write_xlsx([sheet])[:2] == b"PK"


def test_an_audit_is_changed_taken_out_and_brought_back(audits: AuditService) -> None:
    audit = audits.plan(PLAN)
    assert audits.replan(audit.id, replace(PLAN, title="Khác")).plan.title == "Khác"
    audits.remove(audit.id)
    assert audits.programme(2026) == ()
    assert [a.id for a in audits.removed(2026)] == [audit.id]
    with pytest.raises(AuditError, match="tải lại"):
        audits.close(audit.id, JUNE)
    audits.restore(audit.id)
    assert [a.plan.title for a in audits.programme(2026)] == ["Khác"]
    assert audits.removed(2026) == ()


def test_an_audit_needs_a_title(audits: AuditService) -> None:
    with pytest.raises(AuditError, match="chưa có tên"):
        audits.plan(replace(PLAN, title=" "))


@pytest.mark.parametrize("missing", ["action", "responsible", "due", "evidence"])
def test_a_nonconformity_needs_all_that_corrects_it(audits: AuditService, missing: str) -> None:
    audit = audits.plan(PLAN)
    empty = replace(MINOR, **{missing: None if missing == "due" else " "})
    with pytest.raises(AuditError):
        audits.record(audit.id, empty)
    assert audits.findings() == ()


def test_findings_are_kept_settled_and_withdrawn(audits: AuditService) -> None:
    audit = audits.plan(PLAN)
    good = audits.record(audit.id, FindingDraft("9.1.2", Grade.CONFORMING, "Đủ phiếu khảo sát."))
    wrong = audits.record(audit.id, MINOR)
    assert wrong.late(dt.date(2026, 7, 2))
    assert not wrong.late(dt.date(2026, 7, 1))
    assert not audits.settle(wrong.id, dt.date(2026, 7, 9)).late(dt.date(2026, 8, 1))
    assert [f.id for f in audits.findings(audit.id)] == [good.id, wrong.id]  # open ones first
    audits.withdraw(good.id)
    assert [f.id for f in audits.findings()] == [wrong.id]
    assert [f.id for f in audits.withdrawn(audit.id)] == [good.id]
    paper = findings_paper("Phát hiện", audits.findings(), {}, JUNE)
    assert write_docx(paper)[:2] == b"PK"
    assert len(findings_sheet(audits.findings(), {}).rows) == 1


def test_a_withdrawn_finding_is_brought_back_as_it_was(audits: AuditService) -> None:
    audit = audits.plan(PLAN)
    first, second = (audits.record(audit.id, MINOR) for _ in range(2))
    settled = audits.settle(first.id, dt.date(2026, 7, 9))
    audits.withdraw(first.id)
    audits.withdraw(second.id)
    assert [f.id for f in audits.withdrawn(audit.id)] == [second.id, first.id]
    with pytest.raises(AuditError, match="tải lại"):
        audits.withdraw(first.id)
    assert audits.reinstate(first.id) == settled
    assert audits.findings(audit.id) == (settled,)
    with pytest.raises(AuditError, match="tải lại"):
        audits.reinstate(99)


def test_what_no_audit_reached_in_the_interval_is_overdue(
    audits: AuditService, mapping: MappingService
) -> None:
    everything = {item.key for item in audits.overdue(JUNE)}
    assert {"9.2.2", "4.1"} <= everything
    audit = audits.plan(PLAN)
    assert {item.key for item in audits.overdue(JUNE)} == everything  # planned is not done
    audits.close(audit.id, JUNE)
    left = {item.key for item in audits.overdue(JUNE)}
    assert "9.2.2" not in left
    assert "4.1" in left
    reached = {c.document_id for c in mapping.matrix("2015").row("9.2.2") if c.covers}
    assert reached
    assert not reached & left
    assert "9.2.2" not in {item.key for item in audits.overdue(dt.date(2027, 6, 17))}
    late = {item.key: item for item in audits.overdue(dt.date(2027, 6, 18))}
    assert late["9.2.2"].last == JUNE
    assert late["4.1"].last is None
    assert "9.2.2" in {item.key for item in audits.overdue(dt.date(2026, 12, 18), months=6)}


def test_an_audit_of_a_procedure_reaches_its_clauses(
    audits: AuditService, mapping: MappingService
) -> None:
    (wanted,) = [p.id for p in mapping.agency.procedures if p.document.code == "QT-03"]
    audit = audits.plan(replace(PLAN, scope=Scope("2015", document_ids=(wanted,))))
    audits.close(audit.id, JUNE)
    left = {item.key for item in audits.overdue(JUNE)}
    assert wanted not in left
    assert "9.2.1" not in left
    assert "9.3.1" in left
    sheet = overdue_sheet(audits.overdue(JUNE))
    assert ("Điều 9.3.1", "Chưa lần nào") in {(row[0], row[2]) for row in sheet.rows}
    paper = overdue_paper(audits.overdue(JUNE), 12, JUNE)
    clauses, procedures = [block for block in paper.blocks if isinstance(block, Table)]
    assert len(clauses.rows) + len(procedures.rows) == len(sheet.rows)
    assert all(row[1] == "Chưa lần nào" for row in clauses.rows)
    assert write_docx(overdue_paper((), 12, JUNE))[:2] == b"PK"
