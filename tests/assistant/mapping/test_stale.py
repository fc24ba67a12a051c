"""What procedures cite, as it stands on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from assistant.mapping.service import MappingService
from corpus.model import Validity

pytestmark = pytest.mark.integration

TODAY = dt.date(2026, 11, 22)


def test_the_stale_citations_are_exactly_the_planted_ones(
    service: MappingService, project: Path
) -> None:
    truth: dict[str, Any] = yaml.safe_load(
        (project / "tests" / "agency_truth.yaml").read_text(encoding="utf-8")
    )["planted"]
    report = service.stale(TODAY)
    laws = {PurePosixPath(c.procedure.path).stem: c for c in report.ended if c.edition is None}
    assert {stem: c.number for stem, c in laws.items()} == {
        stem: fact["number"] for stem, fact in truth["stale_bases"].items()
    }
    for stem, fact in truth["stale_bases"].items():
        assert laws[stem].statement.replaced_by[0] == fact["replaced_by"]
        assert str(laws[stem].statement.until) == str(fact["since"])
    old = {PurePosixPath(c.procedure.path).stem for c in report.ended if c.edition == "2008"}
    assert old == set(truth["cites_edition_2008"])


def test_procedures_to_revise_are_ranked_with_a_reason(service: MappingService) -> None:
    revisions = service.stale(TODAY).revisions
    urgencies = [revision.urgency for revision in revisions]
    assert urgencies == sorted(urgencies, reverse=True)
    assert [r.procedure.code for r in revisions][-1] == "QT-11"  # ended last of the four
    assert all("thay" in r.reason for r in revisions)


def test_the_day_decides(service: MappingService) -> None:
    codes = {r.procedure.code for r in service.stale(dt.date(2025, 6, 30)).revisions}
    assert "QT-11" not in codes
    assert "QT-14" in codes


def test_unknown_numbers_are_unknown_not_valid(desk: MappingService) -> None:
    report = desk.stale(TODAY)
    unknown = {citation.number: citation for citation in report.unknown}
    assert unknown["999/2031/NĐ-CP"].statement.status is Validity.UNKNOWN
    assert not unknown["999/2031/NĐ-CP"].listed
    assert "999/2031/NĐ-CP" not in {c.number for c in report.ended}


def test_citations_quote_the_sections_that_cite(desk: MappingService) -> None:
    (citation,) = [c for c in desk.stale(TODAY).ended if c.number == "61/2018/NĐ-CP"]
    assert [(p.locator, p.label) for p in citation.places] == [("3", "Mục 3")]
    assert "61/2018/NĐ-CP" in citation.places[0].quote


def test_an_incomplete_name_lists_all_it_can_mean(desk: MappingService) -> None:
    (citation,) = [c for c in desk.stale(TODAY).unknown if c.procedure.code == "QT-34"]
    assert set(citation.candidates) == {"01/2011/QH13", "33/2024/QH15"}
