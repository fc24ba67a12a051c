"""Recognises what a document is, and says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import DocumentKind
from ingest.structure.attributes import HEAD_LINES, legal_code, procedure_code, standard_code
from ingest.structure.case_law import case_law_code
from ingest.structure.legal_headings import article_at
from ingest.structure.lines import Item, cells_of
from ingest.structure.procedure_sections import MIN_USUAL_SECTIONS, usual_sections
from ingest.structure.procedure_table import StepTable
from ingest.structure.standard import clause_number

__all__ = ["Recognition", "recognise"]

_STANDARD_TITLE = re.compile(r"^(?:TIÊU CHUẨN (?:QUỐC GIA|QUỐC TẾ|VIỆT NAM)|TCVN\b|ISO\s*\d)")
_PROCEDURE_TITLE = re.compile(
    r"(?:^|\| )(QUY TRÌNH|Quy trình|THỦ TỤC|Thủ tục|HƯỚNG DẪN CÔNG VIỆC|SỔ TAY|"
    r"(?:MỤC TIÊU|CHÍNH SÁCH) CHẤT LƯỢNG)(?![^\W_])"
)
_PLAN_TITLE = re.compile(
    r"^(KẾ HOẠCH|BÁO CÁO|TỜ TRÌNH|THÔNG BÁO|BIÊN BẢN|PHƯƠNG ÁN|ĐỀ ÁN|CHƯƠNG TRÌNH)(?![^\W_])"
)
_MIN_ARTICLES = 3
_MIN_CLAUSES = 3
_FIRST_REQUIREMENT, _LAST_REQUIREMENT = 4, 10


@dataclass(frozen=True, slots=True)
class Recognition:
    """A kind and the reason for it, a short Vietnamese phrase."""

    kind: DocumentKind
    reason: str


def recognise(items: Sequence[Item], head: Sequence[str]) -> Recognition:
    """Tell what the document is from its content lines and its first lines (furniture too)."""
    case = case_law_code(head[:HEAD_LINES])
    if case:
        return Recognition(DocumentKind.LEGAL, f"là án lệ số {case}")
    articles = _articles(items)
    code = legal_code(head)
    grounds = any(line.startswith("Căn cứ") for line in head[:HEAD_LINES])
    if articles >= _MIN_ARTICLES or (code and (articles or grounds)):
        return Recognition(DocumentKind.LEGAL, _legal_reason(code, articles))
    recognised = _procedure_or_standard(items, head)
    if recognised is not None:
        return recognised
    if code and code.count("/") > 1:
        return Recognition(DocumentKind.LEGAL, _legal_reason(code, 0))
    return Recognition(
        DocumentKind.OTHER, "không có dấu hiệu của tiêu chuẩn, quy trình hay văn bản pháp luật"
    )


def _legal_reason(code: str | None, articles: int) -> str:
    signs = [f"có số hiệu {code}"] if code else []
    return " và ".join([*signs, f"có {articles} điều"] if articles else signs)


def _procedure_or_standard(items: Sequence[Item], head: Sequence[str]) -> Recognition | None:
    titles = (_PROCEDURE_TITLE.search(line[:200]) for line in head[:HEAD_LINES])
    titled = next(filter(None, titles), None)
    usual = usual_sections(items)
    clauses = _requirement_clauses(items)
    standard = standard_code(head)
    named = any(_STANDARD_TITLE.match(line) for line in head[:HEAD_LINES])
    if standard and clauses >= _MIN_CLAUSES and named and not titled:
        return Recognition(DocumentKind.STANDARD, f"là {standard}, có {clauses} điều từ 4 đến 10")
    code = procedure_code(head)
    if titled and (usual > 1 or code):
        named_by = f"mã {code}" if code else f"{usual} mục thường gặp của quy trình"
        return Recognition(DocumentKind.PROCEDURE, f"có tên {titled[1].lower()} và {named_by}")
    plan = next(filter(None, map(_PLAN_TITLE.match, head[:HEAD_LINES])), None)
    if plan and not titled:
        return Recognition(DocumentKind.OTHER, f"có tên {plan[1].lower()}")
    if usual >= MIN_USUAL_SECTIONS:
        return Recognition(DocumentKind.PROCEDURE, f"có {usual} mục thường gặp của quy trình")
    if titled and _has_step_table(items):
        return Recognition(
            DocumentKind.PROCEDURE, f"có tên {titled[1].lower()} và bảng các bước công việc"
        )
    return None


def _articles(items: Sequence[Item]) -> int:
    """Count the lines that are article headings by their own form."""
    found = (article_at(items, index) for index in range(len(items)))
    return sum(article is not None and article.firm for article in found)


def _has_step_table(items: Sequence[Item]) -> bool:
    table = StepTable()
    return any(item.row and table.take_header(cells_of(item.bare)) for item in items) and (
        table.lists_steps
    )


def _requirement_clauses(items: Sequence[Item]) -> int:
    numbers = set()
    for item in items:
        found = clause_number(item)
        if found and len(found[0]) > 1 and _FIRST_REQUIREMENT <= found[0][0] <= _LAST_REQUIREMENT:
            numbers.add(found[0])
    return len(numbers)
