"""The report on a draft as a paper and as a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.drafts.model import Change, ChangeKind, DraftClause, DraftReport, Finding
from assistant.drafts.model import FindingKind as Kind
from assistant.exports.model import Block, Heading, Paper, Paragraph, Quotation, Sheet, Table
from assistant.exports.wording import long_date
from assistant.labels import document_label
from assistant.mapping.model import Place
from assistant.mapping.wording import FINDINGS, RELATIONS

__all__ = ["CHANGES", "KINDS", "draft_paper", "findings_sheet"]

KINDS = {
    Kind.CLAUSE_UNSUPPORTED: "Điều khoản chỉ được nêu tên",
    Kind.RECORD_UNNAMED: "Hồ sơ bắt buộc chưa nêu",
    Kind.REFERENCE_ENDED: "Viện dẫn hết hiệu lực",
    Kind.REFERENCE_UNKNOWN: "Viện dẫn chưa rõ",
    Kind.SECTION_MISSING: "Thiếu mục",
    Kind.TERM_REPEATED: "Thuật ngữ định nghĩa nhiều lần",
    Kind.TERM_DIFFERS: "Thuật ngữ khác quy trình khác",
    Kind.TIME_DIFFERS: "Thời gian khác quy trình khác",
    Kind.TIME_CHANGED: "Thời gian khác bản trước",
    Kind.FORM_DIFFERS: "Mã biểu mẫu ứng với hai tên",
    Kind.CODE_TAKEN: "Mã quy trình đã cấp",
}
"""The kinds of findings in words."""

CHANGES = {
    ChangeKind.ADDED: "Thêm",
    ChangeKind.REMOVED: "Bỏ",
    ChangeKind.CHANGED: "Sửa",
}
"""The kinds of changes in words."""


def draft_paper(report: DraftReport) -> Paper:
    """Return the report to print: findings, clauses, changes, each with its quotes."""
    earlier = report.earlier
    facts = (
        f"Bản trước: {document_label(earlier)}" if earlier else "Chưa có bản trước",
        f"TCVN ISO 9001:{report.edition}",
        f"Hiệu lực xét theo {long_date(report.on)}",
    )
    return Paper(
        title=f"Kiểm tra bản thảo {document_label(report.document)}",
        blocks=(*_findings(report), *_clauses(report), *_changes(report), *_notes(report.notes)),
        facts=facts,
    )


def findings_sheet(report: DraftReport) -> Sheet:
    """Return the findings as a sheet, a row each."""
    rows = tuple(
        (
            KINDS[finding.kind],
            finding.subject,
            finding.message,
            "\n".join(f"{place.label}: {place.quote}" for place in finding.here),
            "\n".join(f"{_source(report, place)}: {place.quote}" for place in finding.there),
        )
        for finding in report.findings
    )
    header = ("Loại", "Về", "Phát hiện", "Trong bản thảo", "Ở tài liệu khác")
    return Sheet("Kiểm tra bản thảo", header, rows, (26, 24, 60, 50, 50))


def _findings(report: DraftReport) -> Iterator[Block]:
    yield Heading("Phát hiện")
    if not report.findings:
        yield Paragraph("Không có phát hiện nào.")
    for kind, found in groupby(report.findings, lambda finding: finding.kind):
        yield Heading(KINDS[kind], 2)
        for finding in found:
            yield from _finding(report, finding)


def _finding(report: DraftReport, finding: Finding) -> Iterator[Block]:
    yield Paragraph(finding.message)
    for place in (*finding.here, *finding.there):
        yield Quotation(place.quote, _source(report, place))


def _clauses(report: DraftReport) -> Iterator[Block]:
    yield Heading("Điều khoản mà bản thảo đáp ứng")
    if not report.clauses:
        yield Paragraph("Chưa thấy bản thảo đáp ứng điều khoản nào.")
    for clause in report.clauses:
        yield Heading(f"Điều {clause.number} {clause.title}", 2)
        yield Paragraph(f"Mức đề xuất: {RELATIONS[clause.relation].lower()}.")
        places = (*(item.place for item in clause.evidence), *clause.sections)
        for place in dict.fromkeys(places):
            yield Quotation(place.quote, _source(report, place))
        rows = _needs(clause)
        if rows:
            yield Table(("Yêu cầu", "Đoạn gần nhất trong bản thảo", "Ghi chú"), rows, (4, 4, 2))


def _needs(clause: DraftClause) -> tuple[tuple[str, str, str], ...]:
    needs = [
        (
            need.asked.quote,
            _passage(need.passage),
            "Cần xem lại" if need.doubtful else "",
        )
        for need in clause.requirements
    ]
    needs += [
        (row.item.name, _passage(row.place), FINDINGS[row.finding]) for row in clause.mandatory
    ]
    return tuple(needs)


def _changes(report: DraftReport) -> Iterator[Block]:
    if report.earlier is None:
        return
    yield Heading("Khác bản trước")
    if not report.changes:
        yield Paragraph("Nội dung giống bản trước.")
    for change in report.changes:
        yield Heading(f"{CHANGES[change.kind]}: {_labelled(change)}", 2)
        rows = tuple(
            (
                reworded.old.quote if reworded.old else "",
                reworded.new.quote if reworded.new else "",
            )
            for reworded in change.rewordings
        )
        if rows:
            yield Table(("Bản trước", "Bản thảo"), rows)


def _labelled(change: Change) -> str:
    place = change.new or change.old
    return f"{place.label}, {change.title}" if place else change.title


def _notes(notes: Sequence[str]) -> Iterator[Block]:
    if notes:
        yield Heading("Khi đọc tệp")
        yield from (Paragraph(note) for note in notes)


def _passage(place: Place | None) -> str:
    return f"{place.label}: {place.quote}" if place else ""


def _source(report: DraftReport, place: Place) -> str:
    return f"{place.label}, {report.names.get(place.document_id, place.document_id)}"
