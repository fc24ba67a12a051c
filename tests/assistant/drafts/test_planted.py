"""Each kind of defect planted in a clean draft is found, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.drafts import DraftReport, FindingKind, draft_paper, findings_sheet
from assistant.exports import write_docx, write_pdf, write_xlsx
from assistant.mapping import MappingService
from tests.assistant.drafts.conftest import Check
from tests.assistant.drafts.sample import CLEAN, Sample

pytestmark = pytest.mark.integration

CITED, TERMS, WORK = "TÀI LIỆU VIỆN DẪN", "ĐỊNH NGHĨA/VIẾT TẮT", "NỘI DUNG"
FORMS, RECORDS = "BIỂU MẪU", "HỒ SƠ LƯU"

PLANTED = {
    "section left out": (CLEAN.without("PHẠM VI"), [("section_missing", "Phạm vi")]),
    "section empty": (CLEAN.with_section("PHẠM VI"), [("section_missing", "Phạm vi")]),
    "term twice": (
        CLEAN.with_lines(TERMS, "- Thăm dò: gọi điện cho người dân"),
        [("term_repeated", "Thăm dò")],
    ),
    "term otherwise": (
        CLEAN.with_lines(TERMS, "- Nhà cung cấp: nơi bán văn phòng phẩm"),
        [("term_differs", "Nhà cung cấp")],
    ),
    "law ended": (
        CLEAN.with_lines(CITED, "- Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"),
        [("reference_ended", "61/2018/NĐ-CP")],
    ),
    "edition ended": (
        CLEAN.with_lines(CITED, "- TCVN ISO 9001:2008, điều 8.2.1"),
        [("reference_ended", "TCVN ISO 9001:2008")],
    ),
    "number unknown": (
        CLEAN.with_lines(CITED, "- Nghị định số 999/2031/NĐ-CP của Chính phủ"),
        [("reference_unknown", "999/2031/NĐ-CP")],
    ),
    "procedure unknown": (
        CLEAN.with_lines(CITED, "- Quy trình QT-99 Điều xe"),
        [("reference_unknown", "QT-99")],
    ),
    "time of a step elsewhere": (
        CLEAN.with_lines(WORK, "Phiếu được xử lý theo bước 5.6 của QT-05 trong 70 ngày."),
        [("time_differs", "Thực hiện khắc phục")],
    ),
    "time of the same work": (
        CLEAN.with_lines(
            WORK,
            "5.3 Mở phiếu hành động khắc phục",
            "Trách nhiệm: Thư ký ISO. Thời gian: 09 ngày làm việc. Biểu mẫu: BM-05.01.",
        ),
        [("time_differs", "Mở phiếu hành động khắc phục")],
    ),
    "form of another": (
        CLEAN.with_row(FORMS, "3", "BM-05.01", "Phiếu xử lý lỗi"),
        [("form_differs", "BM-05.01")],
    ),
    "form with two names": (
        CLEAN.with_row(FORMS, "3", "BM-21.01", "Giấy mời"),
        [("form_differs", "BM-21.01")],
    ),
    "code of another": (replace(CLEAN, code="QT-05"), [("code_taken", "QT-05")]),
    "clause only named": (
        CLEAN.with_lines(CITED, "- TCVN ISO 9001:2015, điều 7.2"),
        [("clause_unsupported", "7.2")],
    ),
    "no records": (
        CLEAN.with_lines(CITED, "- TCVN ISO 9001:2015, điều 9.1.1")
        .with_lines(WORK, "Kết quả theo dõi, đo lường được phân tích và đánh giá mỗi quý.")
        .without(FORMS, RECORDS),
        [
            ("record_unnamed", "9.1.1"),
            ("section_missing", "Biểu mẫu"),
            ("section_missing", "Hồ sơ lưu"),
        ],
    ),
}


def assert_verbatim(report: DraftReport, mapping: MappingService) -> None:
    texts = {(report.document.id, p.locator): p.text for p in report.provisions}
    for procedure in mapping.agency.procedures:
        texts |= {(procedure.id, p.locator): p.text for p in procedure.provisions}
    for number, found in mapping.agency.standards["2015"].items():
        texts |= {(document.id, number): provision.text for document, provision in found}
    for finding in report.findings:
        assert finding.message.endswith("."), finding
        for place in (*finding.here, *finding.there):
            text = texts[place.document_id, place.locator]
            assert place.quote
            assert text[place.start : place.end] == place.quote


def test_a_clean_draft_gives_no_finding(check: Check) -> None:
    report = check(CLEAN)
    assert report.findings == ()
    assert report.notes == ()
    assert (report.document.code, report.earlier, report.changes) == ("QT-21", None, ())


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found_and_nothing_else(
    check: Check, mapping: MappingService, name: str
) -> None:
    sample, expected = PLANTED[name]
    report = check(sample)
    assert [(f.kind.value, f.subject) for f in report.findings] == expected
    assert_verbatim(report, mapping)
    assert all(f.here or f.kind is FindingKind.SECTION_MISSING for f in report.findings)
    both = {"term_differs", "time_differs", "code_taken"}
    assert all(f.there for f in report.findings if f.kind.value in both)


def test_every_kind_of_finding_is_planted_somewhere() -> None:
    planted = {kind for _, expected in PLANTED.values() for kind, _ in expected}
    assert planted | {"time_changed"} == {kind.value for kind in FindingKind}


def test_spelling_is_no_conflict(check: Check) -> None:
    sample = (
        CLEAN.with_row(FORMS, "3", "BM 5.1", "PHIẾU HÀNH ĐỘNG KHẮC PHỤC")
        .with_lines(TERMS, "- Nghiệm thu: kiểm tra số lượng và chất lượng, trước khi ký nhận")
        .with_lines(WORK, "Phiếu được xử lý theo bước 5.6 của QT-05, chậm nhất 45 ngày.")
    )
    assert check(sample).findings == ()


def test_a_clause_that_is_covered_is_quoted(check: Check) -> None:
    (clause,) = [c for c in check(CLEAN).clauses if c.number == "9.1.2"]
    assert clause.named
    assert [e.place.quote for e in clause.evidence] == ["TCVN ISO 9001:2015, điều 9.1.2"]
    assert clause.sections[0].locator == "5.1"
    assert [need.doubtful for need in clause.requirements] == [False, False]
    passages = [need.passage.locator for need in clause.requirements if need.passage]
    assert set(passages) <= {"5.1", "5.2"}


def test_the_report_becomes_papers_and_a_sheet(check: Check) -> None:
    sample: Sample = PLANTED["term otherwise"][0]
    report = check(sample)
    paper = draft_paper(report)
    assert write_docx(paper)[:2] == b"PK"
    assert write_pdf(paper)[:4] == b"%PDF"
    sheet = findings_sheet(report)
    assert [row[1] for row in sheet.rows] == ["Nhà cung cấp"]
    assert "QT-09" in str(sheet.rows[0][4])
    assert write_xlsx([sheet])[:2] == b"PK"
