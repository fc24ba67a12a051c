"""Mandatory items of both editions, found or missing with evidence."""

from __future__ import annotations

import pytest

from assistant.mapping.mandatory import Finding
from assistant.mapping.service import MappingService
from corpus.registers.standards import MandatoryKind

pytestmark = pytest.mark.integration


def test_the_six_procedures_of_2008_are_found_by_name(service: MappingService) -> None:
    rows = {
        row.item.clause: row
        for row in service.gaps("2008").mandatory
        if row.item.kind is MandatoryKind.PROCEDURE
    }
    codes = {c.document.id: c.document.code for c in service.matrix("2008").procedures}
    found = {
        clause: codes[row.place.document_id]
        for clause, row in rows.items()
        if row.place and row.finding is Finding.FOUND
    }
    assert found == {
        "4.2.3": "QT-01",
        "4.2.4": "QT-02",
        "8.2.2": "QT-03",
        "8.3": "QT-04",
        "8.5.2": "QT-05",
        "8.5.3": "QT-06",
    }


def test_the_21_records_of_2008_are_each_accounted_for(service: MappingService) -> None:
    gaps = service.gaps("2008")
    records = [row for row in gaps.mandatory if row.item.kind is MandatoryKind.RECORD]
    assert sorted(row.item.sequence or 0 for row in records) == list(range(1, 22))
    missing = {row.item.clause for row in records if row.finding is Finding.MISSING}
    assert missing == {"7.3.2", "7.3.4", "7.3.5", "7.3.6", "7.3.7", "7.6"}
    assert all(row.place is not None for row in records if row.finding is not Finding.MISSING)


def test_the_documented_information_of_2015(service: MappingService) -> None:
    gaps = service.gaps("2015")
    rows = {row.item.clause: row for row in gaps.mandatory}
    assert rows["5.2.2"].finding is Finding.FOUND
    assert rows["6.2.1"].finding is Finding.FOUND
    assert {row.item.clause for row in gaps.missing} == {
        "7.1.5.1", "7.1.5.2", "8.3.2", "8.3.3", "8.3.4", "8.3.5", "8.3.6",
    }  # fmt: skip


def test_a_procedure_without_a_clause_is_a_gap(desk: MappingService) -> None:
    assert "QT-35" in {c.document.code for c in desk.gaps().procedures}


def test_parents_and_fourth_levels_follow_the_assessed_clauses(service: MappingService) -> None:
    rows = {row.number: row for row in service.matrix("2015").clauses}
    assert rows["8.3"].gap
    assert not rows["8"].gap
    assert rows["7.1.5"].assessed
    assert rows["7.1.5"].gap
    assert not rows["7.5.3.1"].assessed
    assert not rows["7.5.3.1"].gap
