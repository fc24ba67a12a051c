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
    "overdue_paper",
    "overdue_sheet",
    "programme_paper",
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
_ALL, _NEVER = "Tất cả", "Chưa lần nào"
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


def programme_paper(
    year: int, audits: Sequence[Audit], names: Mapping[str, str], on: dt.date
) -> Paper:
    """Return the programme of a year to be signed; `names` are those of documents by id."""
    rows = tuple(
        (
            f"{audit.plan.month:%m/%Y}",
            audit.plan.title,
            "\n".join(_scope(audit, names)),
            _day(audit.done),
        )
        for audit in audits
    )
    header = ("Tháng", "Cuộc đánh giá", "Phạm vi", "Đã làm")
    table: Block = Paragraph("Năm này chưa có cuộc đánh giá nào.")
    if rows:
        table = Table(header, rows, (3, 6, 8, 4))
    title = f"Chương trình đánh giá nội bộ năm {year}"
    return Paper(title=title, blocks=(table,), facts=(f"Lập {long_date(on)}",))


def programme_sheet(year: int, audits: Sequence[Audit], names: Mapping[str, str]) -> Sheet:
    """Return the programme of a year as a sheet; `names` are those of documents by id."""
    rows = tuple(
        (
            f"{audit.plan.month:%m/%Y}",
            audit.plan.title,
            audit.plan.scope.unit or _ALL,
            ", ".join(audit.plan.scope.clauses) or _ALL,
            "\n".join(_procedures(audit, names)) or _ALL,
            _day(audit.done),
        )
        for audit in audits
    )
    header = ("Tháng", "Cuộc đánh giá", "Đơn vị", "Điều khoản", "Quy trình", "Đã làm")
    return Sheet(f"Chương trình {year}", header, rows, (10, 40, 26, 40, 40, 12))


def overdue_paper(overdue: Sequence[Overdue], months: int, on: dt.date) -> Paper:
    """Return what no audit reached in the `months` before `on`: clauses, then procedures."""
    blocks: list[Block] = []
    for title, is_clause in (("Điều khoản", True), ("Quy trình", False)):
        rows = tuple(
            (f"{item.key} {item.name}" if is_clause else item.name, _day(item.last) or _NEVER)
            for item in overdue
            if item.is_clause is is_clause
        )
        blocks.append(Heading(f"{title} ({len(rows)})"))
        blocks.append(
            Table((title, "Lần gần nhất"), rows, (5, 1))
            if rows
            else Paragraph("Đều đã được đánh giá trong khoảng này.")
        )
    facts = (f"Trong {months} tháng trước {long_date(on)}",)
    return Paper(title="Chưa được đánh giá nội bộ", blocks=tuple(blocks), facts=facts)


def overdue_sheet(overdue: Sequence[Overdue]) -> Sheet:
    """Return what was not audited in the interval as a sheet."""
    rows = tuple(
        (
            f"Điều {item.key}" if item.is_clause else "Quy trình",
            item.name,
            _day(item.last) or _NEVER,
        )
        for item in overdue
    )
    return Sheet("Quá hạn đánh giá", ("Mục", "Tên", "Lần gần nhất"), rows, (12, 60, 16))


def _scope(audit: Audit, names: Mapping[str, str]) -> list[str]:
    """Return the lines that say what an audit is about."""
    scope = audit.plan.scope
    procedures = _procedures(audit, names)
    lines = [f"TCVN ISO 9001:{scope.edition}"]
    lines.append(f"Điều {', '.join(scope.clauses)}" if scope.clauses else "Mọi điều khoản")
    lines += [scope.unit] if scope.unit else []
    return lines + (procedures or ["Mọi quy trình của đơn vị" if scope.unit else "Mọi quy trình"])


def _procedures(audit: Audit, names: Mapping[str, str]) -> list[str]:
    """Return the names of a scope's procedures; one that is gone keeps its id."""
    return [names.get(document_id, document_id) for document_id in audit.plan.scope.document_ids]


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
