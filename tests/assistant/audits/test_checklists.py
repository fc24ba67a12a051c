"""Checklists over the model agency."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

import pytest

from assistant.audits import AuditService, Checklist, Scope, Source
from assistant.audits.papers import checklist_paper, checklist_sheet
from assistant.exports import write_docx, write_xlsx
from assistant.mapping import MappingService

pytestmark = pytest.mark.integration

ON = dt.date(2026, 11, 22)


def document_id(mapping: MappingService, stem: str) -> str:
    return next(
        p.id for p in mapping.agency.procedures if PurePosixPath(p.document.path).stem == stem
    )


def assert_verbatim(mapping: MappingService, checklist: Checklist) -> None:
    texts = {(p.id, q.locator): q.text for p in mapping.agency.procedures for q in p.provisions}
    for number, found in mapping.agency.standards["2015"].items():
        texts |= {(document.id, number): provision.text for document, provision in found}
    for item in checklist.items:
        for look in item.look_at:
            assert look.quote in texts[look.document_id, look.locator], look


def test_a_procedure_asks_about_its_steps_forms_and_records(
    audits: AuditService, mapping: MappingService
) -> None:
    wanted = document_id(mapping, "QT-05_Hanh_dong_khac_phuc")
    checklist = audits.checklist(Scope("2015", document_ids=(wanted,)))
    assert {item.clause for item in checklist.items} == {"10.2.1", "10.2.2"}
    steps = [i for i in checklist.items if i.source is Source.STEP and i.clause == "10.2.1"]
    assert len(steps) == 9
    assert "02 ngày làm việc" in steps[0].question
    assert [look.name for look in steps[0].look_at] == ["BM-05.01 Phiếu hành động khắc phục"]
    (records,) = [i for i in checklist.items if i.source is Source.RECORD and i.clause == "10.2.1"]
    assert "Phiếu rà soát lỗi tương tự (Thư ký ISO; 02 năm)" in [x.name for x in records.look_at]
    assert_verbatim(mapping, checklist)


def test_a_clause_asks_its_situations_and_typical_wrongs(
    audits: AuditService, mapping: MappingService
) -> None:
    checklist = audits.checklist(Scope("2015", clauses=("9.2",)))
    assert {item.clause for item in checklist.items} == {"9.2.1", "9.2.2"}
    sources = {item.source for item in checklist.items if item.clause == "9.2.2"}
    assert sources == set(Source)
    assert all(item.look_at for item in checklist.items)
    assert_verbatim(mapping, checklist)


def test_a_unit_is_asked_about_its_own_procedures_only(
    audits: AuditService, mapping: MappingService
) -> None:
    unit = "Phòng Quản lý xây dựng"
    assert unit in audits.units()
    checklist = audits.checklist(Scope("2015", unit=unit))
    asked = {item.document_id for item in checklist.items if item.document_id}
    assert asked == {document_id(mapping, "QT-12_Y_kien_giay_phep_xay_dung")}
    assert_verbatim(mapping, checklist)


def test_clauses_come_in_the_standards_order(audits: AuditService) -> None:
    numbers = [item.clause for item in audits.checklist(Scope("2015")).items]
    keys = [tuple(map(int, number.split("."))) for number in dict.fromkeys(numbers)]
    assert keys == sorted(keys)


def test_a_scope_without_clauses_gives_an_empty_paper(audits: AuditService) -> None:
    checklist = audits.checklist(Scope("2015", clauses=("99",)))
    assert checklist.items == ()
    assert write_docx(checklist_paper("Đánh giá", checklist, ON))[:2] == b"PK"


def test_a_checklist_becomes_a_paper_with_room_and_a_sheet(audits: AuditService) -> None:
    checklist = audits.checklist(Scope("2015", clauses=("9.2.2",), unit=""))
    sheet = checklist_sheet(checklist)
    assert len(sheet.rows) == len(checklist.items)
    assert sheet.header[-1] == "Ghi nhận"
    assert all(row[-1] is None for row in sheet.rows)
    assert write_xlsx([sheet])[:2] == b"PK"
    assert write_docx(checklist_paper("Đánh giá Ban ISO", checklist, ON))[:2] == b"PK"
