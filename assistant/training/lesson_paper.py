"""A lesson on paper: one page to print where the clause allows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.exports import Block, Bullets, Heading, Paper, Paragraph, Table
from assistant.exports.wording import long_date
from assistant.labels import document_label
from assistant.training.lessons import Lesson
from assistant.training.wording import VALIDITY, quotation_of, typeset

__all__ = ["lesson_paper"]

_OTHER = {"2008": "2015", "2015": "2008"}


def lesson_paper(lesson: Lesson) -> Paper:
    """Return the lesson as a paper; parts that are empty are left out."""
    english = f" · {lesson.title_en}" if lesson.title_en else ""
    return Paper(
        title=f"Điều {lesson.clause} {lesson.title}",
        subtitle=f"{lesson.code}{english}",
        facts=(f"Hiệu lực của văn bản tính đến {long_date(lesson.on)}",),
        blocks=tuple(_blocks(lesson)),
    )


def _blocks(lesson: Lesson) -> Iterator[Block]:
    if lesson.note:
        yield Heading("Chú giải bằng lời của người biên soạn", 2)
        for line in lesson.note:
            yield Paragraph(f"{line.label}: {typeset(line.text)}")
    yield from _editions(lesson)
    required = tuple(item.name for item in lesson.mandatory)
    yield from _list("Tài liệu, hồ sơ phải có", required)
    if lesson.procedures:
        yield Heading("Quy trình của cơ quan đáp ứng điều này", 2)
        for procedure in lesson.procedures:
            yield Paragraph(document_label(procedure.document), "strong")
            yield quotation_of(procedure.citation)
    bases = tuple(
        f"{basis.number}: {VALIDITY[basis.status] or 'chưa rõ hiệu lực'}" for basis in lesson.bases
    )
    yield from _list("Căn cứ pháp lý của các quy trình", bases)
    yield from _list("Điểm không phù hợp hay gặp", lesson.nonconformities)
    yield from _list("Câu hỏi khi đánh giá", lesson.audit_questions)
    yield from _list("Câu hỏi trong ngân hàng", tuple(e.question for e in lesson.entries))


def _editions(lesson: Lesson) -> Iterator[Block]:
    other = _OTHER[lesson.edition]
    rows = tuple(
        (f"Điều {pair.number}", pair.title, "đã đối chiếu" if pair.verified else "chưa đối chiếu")
        for pair in lesson.counterparts
    )
    if rows:
        yield Heading(f"Điều tương ứng trong bản {other}", 2)
        yield Table(("Điều", "Tiêu đề", "Ghi chú"), rows, (1, 4, 1.5))
    if lesson.change:
        yield Paragraph(f"Thay đổi: {typeset(lesson.change)}")


def _list(title: str, items: Sequence[str]) -> Iterator[Block]:
    if items:
        yield Heading(title, 2)
        yield Bullets(tuple(map(typeset, items)))
