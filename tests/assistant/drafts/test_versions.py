"""Drafts of procedures that the agency has: the shipped ones again, and revisions of them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document as open_docx
from docx.document import Document as Docx

from assistant.drafts import ChangeKind, DraftReport, DraftService, FindingKind
from assistant.mapping import MappingService
from corpus.settings import SHIPPED_DOCUMENTS
from tests.assistant.drafts.conftest import ON

pytestmark = pytest.mark.integration

FOLDER = SHIPPED_DOCUMENTS / "procedure"
CODED = sorted(
    path for path in FOLDER.iterdir() if path.name.startswith("QT-") and path.suffix != ".yaml"
)
SCANNED = "QT-10"  # read by OCR, with text beside it that a dropped file does not have
CONFLICTS = {
    FindingKind.TERM_REPEATED,
    FindingKind.TERM_DIFFERS,
    FindingKind.TIME_DIFFERS,
    FindingKind.TIME_CHANGED,
    FindingKind.FORM_DIFFERS,
    FindingKind.SECTION_MISSING,
    FindingKind.RECORD_UNNAMED,
}


def revised(change: Callable[[Docx], None]) -> bytes:
    paper = open_docx(str(FOLDER / "QT-05_Hanh_dong_khac_phuc.docx"))
    change(paper)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def reword(old: str, new: str) -> Callable[[Docx], None]:
    def change(paper: Docx) -> None:
        found = [p for p in paper.paragraphs if old in p.text]
        assert found, old
        found[0].text = found[0].text.replace(old, new)

    return change


def changed(report: DraftReport) -> list[tuple[ChangeKind, str]]:
    return [(change.kind, change.title) for change in report.changes]


@pytest.mark.parametrize("name", [path.name for path in CODED if not path.name.startswith(SCANNED)])
def test_a_shipped_procedure_has_no_conflict_with_itself(
    drafts: DraftService, mapping: MappingService, name: str
) -> None:
    report = drafts.check_draft(name, (FOLDER / name).read_bytes(), ON)
    assert report.of(*CONFLICTS) == ()
    assert report.earlier is not None
    assert report.earlier.path.endswith(name)
    assert report.changes == ()
    taken = [finding.subject for finding in report.of(FindingKind.CODE_TAKEN)]
    assert taken == (["QT-13"] if name.startswith("QT-13") else [])
    # Scored beside the index, a document fits the clauses as it does in the index.
    indexed = mapping.proposals("2015")
    own = {
        clause: proposal.strength
        for (clause, document_id), proposal in indexed.items()
        if document_id == report.earlier.id
        and any(claim.said_in == document_id for claim in proposal.claims)
    }
    drafted = {clause.number: clause.strength for clause in report.clauses}
    assert own.keys() <= drafted.keys()
    assert all(abs(drafted[clause] - strength) <= 0.06 for clause, strength in own.items())


def test_a_changed_time_is_found_and_shown(drafts: DraftService) -> None:
    data = revised(reword("Thời gian: 02 ngày làm việc", "Thời gian: 04 ngày làm việc"))
    report = drafts.check_draft("QT-05.docx", data, ON)
    (finding,) = report.findings
    assert finding.kind is FindingKind.TIME_CHANGED
    assert [place.quote for place in finding.here] == ["04 ngày làm việc"]
    assert [place.quote for place in finding.there] == ["02 ngày làm việc"]
    assert changed(report) == [(ChangeKind.CHANGED, "Mở phiếu hành động khắc phục")]
    (reworded,) = report.changes[0].rewordings
    assert reworded.old is not None
    assert reworded.new is not None
    assert "02 ngày" in reworded.old.quote
    assert "04 ngày" in reworded.new.quote


def test_added_and_removed_sections_are_told(drafts: DraftService) -> None:
    def change(paper: Docx) -> None:
        reports = [p for p in paper.paragraphs if "Tổng hợp báo cáo" in p.text]
        for paragraph in reports:
            paragraph.text = paragraph.text.replace("Tổng hợp báo cáo", "Lưu kinh nghiệm chung")
            following = paragraph._p.getnext()
            while following is not None and "BIỂU MẪU" not in "".join(following.itertext()):
                after = following.getnext()
                following.getparent().remove(following)
                following = after

    report = drafts.check_draft("QT-05.docx", revised(change), ON)
    assert changed(report) == [
        (ChangeKind.ADDED, "Lưu kinh nghiệm chung"),
        (ChangeKind.REMOVED, "Tổng hợp báo cáo"),
    ]
