"""Checklists, findings and the programme as papers and sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.audits.model import Audit, Checklist, Finding, Grade, Overdue
from assistant.exports.model import Block, Heading, Paper, Paragraph, Sheet, Table
from assistant.exports.wording import long_date

__all__ = [
    "GRADES",
    "checklist_paper",
    "checklist_sheet",
    "findings_paper",
    "findings_sheet",
    "overdue_sheet",
    "programme_sheet",
]

GRADES = {
    Grade.CONFORMING: "Phù hợp",
    Grade.RECOMMENDATION: "Khuyến nghị",
    Grade.MINOR: "Không phù hợp nhẹ",
    Grade.MAJOR: "Không phù hợp nặng",
}
"""The grades of findings in words."""

_TONES = {Grade.RECOMMENDATION: "blue", Grade.MINOR: "yellow", Grade.MAJOR: "red"}
_ROOM = "\n\n\n"  # lines left free for what the auditor sees


def checklist_paper(title: str, checklist: Checklist, on: dt.date) -> Paper:
    """Return a checklist to print, with room for what is seen."""
    blocks: list[Block] = []
    for (clause, name), items in groupby(checklist.items, lambda i: (i.clause, i.clause_title)):
        rows = tuple(
            (item.question, "\n".join(look.name for look in item.look_at), _ROOM) for item in items
        )
        blocks.append(Heading(f"Điều {clause} {name}", 2))
        blocks.append(Table(("Câu hỏi", "Xem gì", "Ghi nhận"), rows, (4, 3, 3)))
    if not blocks:
        blocks.append(Paragraph("Phạm vi đã chọn không có điều khoản nào để hỏi."))
    unit = (f"Đơn vị: {checklist.scope.unit}",) if checklist.scope.unit else ()
    facts = (*unit, f"TCVN ISO 9001:{checklist.scope.edition}", f"Lập {long_date(on)}")
    return Paper(title=title, blocks=tuple(blocks), facts=facts)


def checklist_sheet(checklist: Checklist) -> Sheet:
    """Return a checklist as a sheet, an empty column for what is seen."""
    rows = tuple(
        (
            item.clause,
            item.clause_title,
            item.question,
            "\n".join(f"{look.name} ({look.label})" for look in item.look_at),
            None,
        )
        for item in checklist.items
    )
    header = ("Điều", "Tiêu đề", "Câu hỏi", "Xem gì", "Ghi nhận")
    return Sheet("Bảng câu hỏi", header, rows, (8, 28, 60, 48, 40))


def findings_paper(
    title: str, findings: Sequence[Finding], names: Mapping[str, str], on: dt.date
) -> Paper:
    """Return findings as a paper; `names` are those of documents by id."""
    blocks: list[Block] = []
    for number, finding in enumerate(findings, 1):
        draft = finding.draft
        about = names.get(draft.document_id, "")
        blocks.append(Heading(f"{number}. {GRADES[draft.grade]}, điều {draft.clause}", 2))
        blocks.append(Paragraph(draft.evidence))
        facts = (
            ("Quy trình", about),
            ("Đơn vị", draft.unit),
            ("Hành động khắc phục", draft.action),
            ("Trách nhiệm", draft.responsible),
            ("Hạn", _day(draft.due)),
            ("Đã xong", _day(finding.closed)),
        )
        rows = tuple((word, value) for word, value in facts if value)
        if rows:
            blocks.append(Table(("Mục", "Nội dung"), rows, (1, 3)))
    if not blocks:
        blocks.append(Paragraph("Chưa có phát hiện nào."))
    return Paper(title=title, blocks=tuple(blocks), facts=(f"Lập {long_date(on)}",))


def findings_sheet(findings: Sequence[Finding], names: Mapping[str, str]) -> Sheet:
    """Return findings as a sheet; `names` are those of documents by id."""
    rows = tuple(
        (
            finding.draft.clause,
            GRADES[finding.draft.grade],
            finding.draft.evidence,
            names.get(finding.draft.document_id, ""),
            finding.draft.unit,
            finding.draft.action,
            finding.draft.responsible,
            _day(finding.draft.due),
            _day(finding.closed),
        )
        for finding in findings
    )
    tones = {
        (row, 1): _TONES[finding.draft.grade]
        for row, finding in enumerate(findings)
        if finding.draft.grade in _TONES
    }
    header = (
        "Điều",
        "Mức",
        "Bằng chứng",
        "Quy trình",
        "Đơn vị",
        "Hành động khắc phục",
        "Trách nhiệm",
        "Hạn",
        "Đã xong",
    )
    return Sheet("Phát hiện", header, rows, (8, 18, 50, 30, 22, 40, 22, 12, 12), tones=tones)


def programme_sheet(year: int, audits: Sequence[Audit]) -> Sheet:
    """Return the programme of a year as a sheet."""
    rows = tuple(
        (
            f"{audit.plan.month:%m/%Y}",
            audit.plan.title,
            audit.plan.scope.unit,
            ", ".join(audit.plan.scope.clauses) or "Tất cả",
            _day(audit.done),
        )
        for audit in audits
    )
    header = ("Tháng", "Cuộc đánh giá", "Đơn vị", "Điều khoản", "Đã làm")
    return Sheet(f"Chương trình {year}", header, rows, (10, 40, 26, 40, 12))


def overdue_sheet(overdue: Sequence[Overdue]) -> Sheet:
    """Return what was not audited in the interval as a sheet."""
    rows = tuple(
        (
            f"Điều {item.key}" if item.is_clause else "Quy trình",
            item.name,
            _day(item.last) or "Chưa lần nào",
        )
        for item in overdue
    )
    return Sheet("Quá hạn đánh giá", ("Mục", "Tên", "Lần gần nhất"), rows, (12, 60, 16))


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
