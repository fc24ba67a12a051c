"""The mapping as papers: matrix, gaps, citations, to-do, each or all in one.

A grid of clauses by procedures is unreadable on A4 once an agency has more than a dozen
procedures. On paper the matrix is therefore two lists, by clause and by procedure, that
name procedures by their codes; they hold the same however many there are.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from assistant.exports.model import Block, Heading, Paper, Paragraph, Table
from assistant.exports.wording import long_date
from assistant.labels import document_label
from assistant.mapping.gaps import Gaps
from assistant.mapping.mandatory import Finding, MandatoryRow
from assistant.mapping.matrix_paper import matrix_blocks, short_names
from assistant.mapping.service import MappingService
from assistant.mapping.stale import Citation, StaleReport
from assistant.mapping.transition import Task
from assistant.mapping.views import Matrix
from assistant.mapping.wording import FINDINGS, MANDATORY, PROGRESS, TASKS, VALIDITY

__all__ = ["gaps_paper", "mapping_paper", "matrix_paper", "stale_paper", "tasks_paper"]

_QUOTE = 160  # code points of evidence in a table
_MATRIX, _GAPS, _STALE, _TASKS = (
    "Ma trận điều khoản và quy trình",
    "Khoảng trống và mục bắt buộc",
    "Viện dẫn của các quy trình",
    "Việc cần làm khi chuyển sang bản 2015",
)
_NO_TASKS = "Không có việc nào."


def mapping_paper(
    service: MappingService, edition: str | None = None, on: dt.date | None = None
) -> Paper:
    """Return everything in one paper, with validity on a day (None: today)."""
    day = on or dt.date.today()
    matrix = service.matrix(edition)
    papers = (
        matrix_paper(matrix, day),
        gaps_paper(service.gaps(edition), matrix, day),
        stale_paper(service.stale(day), matrix),
        tasks_paper(service.transition(), day),
    )
    blocks: list[Block] = []
    for paper in papers:
        blocks.append(Heading(paper.title))
        blocks += [Paragraph(fact, "note") for fact in paper.facts]
        blocks += [_lowered(block) for block in paper.blocks]
    facts = (_standard(matrix.edition), _made(day))
    return Paper("Ánh xạ điều khoản và quy trình", tuple(blocks), facts=facts, contents=True)


def matrix_paper(matrix: Matrix, on: dt.date) -> Paper:
    """Return the matrix as two lists: procedures by clause, clauses by procedure."""
    return Paper(_MATRIX, tuple(matrix_blocks(matrix)), facts=_facts(matrix, on))


def gaps_paper(gaps: Gaps, matrix: Matrix, on: dt.date) -> Paper:
    """Return what is missing and what an edition makes mandatory, with the evidence."""
    blocks = chain(_gaps(gaps, matrix), _mandatory(gaps, matrix), _exclusions(gaps))
    return Paper(_GAPS, tuple(blocks), facts=_facts(matrix, on))


def stale_paper(report: StaleReport, matrix: Matrix) -> Paper:
    """Return the procedures to revise, most urgent first, then all that is cited.

    `matrix`, of any edition, gives the procedures their short names.
    """
    short = short_names(matrix.procedures)
    blocks = chain(_revisions(report), _unknown(report, short), _in_force(report, short))
    return Paper(_STALE, tuple(blocks), facts=(f"Hiệu lực xét theo {long_date(report.on)}",))


def tasks_paper(tasks: Sequence[Task], on: dt.date) -> Paper:
    """Return the to-do list of the move from 2008 to 2015, by who has to do it."""
    blocks: list[Block] = [] if tasks else [Paragraph(_NO_TASKS)]
    for owner, own in groupby(tasks, _owner):
        header = ("Việc", "Điều 2008", "Điều 2015", "Tiến độ, ghi chú")
        blocks.append(Heading(owner))
        blocks.append(Table(header, tuple(map(_task, own)), (8, 6, 6, 5)))
    done = sum(task.done for task in tasks)
    return Paper(_TASKS, tuple(blocks), facts=(f"Đã xong {done}/{len(tasks)} việc", _made(on)))


def _lowered(block: Block) -> Block:
    return Heading(block.text, block.level + 1) if isinstance(block, Heading) else block


def _facts(matrix: Matrix, on: dt.date) -> tuple[str, ...]:
    return (_standard(matrix.edition), _made(on))


def _standard(edition: str) -> str:
    return f"TCVN ISO 9001:{edition}"


def _made(on: dt.date) -> str:
    return f"Lập {long_date(on)}"


# --- gaps ----------------------------------------------------------------------------


def _gaps(gaps: Gaps, matrix: Matrix) -> Iterator[Block]:
    short = short_names(matrix.procedures)
    yield Heading(f"Điều chưa có quy trình ({len(gaps.clauses)})")
    rows = tuple(
        (row.number, row.title, ", ".join(short[i] for i in row.guesses)) for row in gaps.clauses
    )
    yield _table(
        ("Điều", "Nội dung", "Có thể, cần người xác nhận"),
        rows,
        (2, 8, 6),
        "Mọi điều khoản đều có quy trình hoặc có lý do không áp dụng.",
    )
    yield Heading(f"Quy trình chưa gắn điều nào ({len(gaps.procedures)})")
    yield _table(
        ("Quy trình", "Đơn vị"),
        tuple((column.name, column.unit) for column in gaps.procedures),
        (5, 3),
        "Mọi quy trình đều gắn với điều khoản.",
    )


def _mandatory(gaps: Gaps, matrix: Matrix) -> Iterator[Block]:
    short = short_names(matrix.procedures)
    found = [row.finding for row in gaps.mandatory]
    yield Heading(f"Bắt buộc phải có ({len(found)})")
    counts = (f"{word}: {found.count(kind)}" for kind, word in FINDINGS.items() if kind in found)
    yield Paragraph("; ".join(counts), "note")
    order = (Finding.MISSING, Finding.TO_CHECK, Finding.FOUND, Finding.EXCLUDED)
    rows = tuple(
        (
            row.item.clause,
            f"{row.item.name[:1].upper()}{row.item.name[1:]}\n({MANDATORY[row.item.kind].lower()})",
            FINDINGS[row.finding],
            _evidence(row, short),
        )
        for row in sorted(gaps.mandatory, key=lambda row: order.index(row.finding))
    )
    yield _table(("Điều", "Yêu cầu", "Kết quả", "Bằng chứng hoặc lý do"), rows, (2, 6, 3, 6), "")


def _evidence(row: MandatoryRow, short: dict[str, str]) -> str:
    if row.place is None:
        return row.reason
    quote = textwrap.shorten(row.place.quote, _QUOTE, placeholder="…")
    return f"{short.get(row.place.document_id, '')}, {row.place.label}: “{quote}”"


def _exclusions(gaps: Gaps) -> Iterator[Block]:
    yield Heading(f"Điều không áp dụng ({len(gaps.exclusions)})")
    rows = tuple(
        (decision.key.clause, decision.rationale, decision.officer, f"{decision.at:%d/%m/%Y}")
        for decision in gaps.exclusions
    )
    yield _table(
        ("Điều", "Lý do", "Người quyết định", "Ngày"),
        rows,
        (2, 8, 4, 3),
        "Chưa loại trừ điều nào.",
    )


def _table(
    header: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    widths: tuple[float, ...],
    nothing: str,
) -> Block:
    """Return a table, the sentence `nothing` where it would be empty."""
    return Table(header, rows, widths) if rows else Paragraph(nothing)


# --- citations -----------------------------------------------------------------------


def _revisions(report: StaleReport) -> Iterator[Block]:
    yield Heading(f"Quy trình cần sửa, gấp trước ({len(report.revisions)})")
    if not report.revisions:
        yield Paragraph("Không quy trình nào viện dẫn văn bản đã hết hiệu lực.")
    for rank, revision in enumerate(report.revisions, 1):
        yield Heading(f"{rank}. {document_label(revision.procedure)}", 2)
        rows = tuple(
            (
                _cited(citation),
                citation.statement.reason,
                "\n".join(citation.statement.replaced_by),
                "\n".join(_where(citation)),
            )
            for citation in revision.citations
        )
        yield Table(("Văn bản", "Tình trạng", "Thay bằng", "Mục viện dẫn"), rows, (5, 5, 4, 3))


def _unknown(report: StaleReport, short: dict[str, str]) -> Iterator[Block]:
    found = _by_document(report.unknown)
    yield Heading(f"Chưa rõ hiệu lực ({len(found)})")
    rows = tuple((_cited(own[0]), own[0].statement.reason, _citing(own, short)) for own in found)
    header = ("Văn bản", "Lý do", "Quy trình viện dẫn")
    yield _table(header, rows, (5, 4, 5), "Mọi văn bản được viện dẫn đều rõ hiệu lực.")


def _in_force(report: StaleReport, short: dict[str, str]) -> Iterator[Block]:
    found = _by_document([c for c in report.citations if not c.ended and not c.unknown])
    yield Heading(f"Văn bản khác được viện dẫn ({len(found)})")
    rows = tuple(
        (_cited(own[0]), VALIDITY[own[0].statement.status], _citing(own, short)) for own in found
    )
    header = ("Văn bản", "Tình trạng", "Quy trình viện dẫn")
    yield _table(header, rows, (5, 3, 6), "Không có văn bản nào khác.")


def _by_document(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Group citations by what they cite: an agency cites few documents, each many times."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.number, []).append(citation)
    return [found[number] for number in sorted(found)]


def _citing(citations: Sequence[Citation], short: dict[str, str]) -> str:
    return "; ".join(f"{short[c.procedure.id]}: {', '.join(_where(c))}" for c in citations)


def _cited(citation: Citation) -> str:
    return "\n".join(filter(None, (citation.number, citation.title)))


def _where(citation: Citation) -> list[str]:
    """Return the labels of the citing passages; one does not break between its words."""
    return list(dict.fromkeys(p.label.replace(" ", "\N{NO-BREAK SPACE}") for p in citation.places))


# --- to-do ---------------------------------------------------------------------------


def _owner(task: Task) -> str:
    return document_label(task.document) if task.document else "Cả cơ quan"


def _task(task: Task) -> tuple[str, ...]:
    why = task.why[:1].upper() + task.why[1:]
    why = why if task.verified else f"{why} (chưa kiểm chứng)".strip()
    note = task.state.note if task.state else ""
    return (
        "\n".join(filter(None, (TASKS[task.key.kind], why))),
        f"{task.key.clause_2008} {task.title_2008}".strip(),
        f"{task.key.clause_2015} {task.title_2015}".strip(),
        "\n".join(filter(None, (PROGRESS[task.progress], note))),
    )
