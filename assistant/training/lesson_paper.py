"""A lesson on paper: one page to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.exports import Block, Bullets, Heading, Paper, Paragraph, Table
from assistant.exports.wording import long_date
from assistant.labels import document_label
from assistant.training.lessons import Lesson, LessonProcedure
from assistant.training.wording import VALIDITY, typeset
from corpus.registers import StatusStatement

__all__ = ["lesson_paper"]

_MOST_ENTRIES = 6
_OTHER = {"2008": "2015", "2015": "2008"}


def lesson_paper(lesson: Lesson) -> Paper:
    """Return the lesson as a paper; parts that are empty are left out."""
    english = f" · {lesson.title_en}" if lesson.title_en else ""
    return Paper(
        title=f"Điều {lesson.clause} {lesson.title}",
        subtitle=f"{lesson.code}{english}",
        facts=(f"Hiệu lực của văn bản tính đến {long_date(lesson.on)}",),
        blocks=tuple(_blocks(lesson)),
        compact=True,
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
        yield Bullets(tuple(map(_procedure, lesson.procedures)))
    if lesson.bases:
        yield Heading("Căn cứ pháp lý của các quy trình", 2)
        yield Paragraph("; ".join(map(_basis, lesson.bases)) + ".")
    yield from _list("Điểm không phù hợp hay gặp", lesson.nonconformities)
    yield from _list("Câu hỏi khi đánh giá", lesson.audit_questions)
    asked = [entry.question for entry in lesson.entries]
    rest = [f"và {len(asked) - _MOST_ENTRIES} câu khác"] if len(asked) > _MOST_ENTRIES else []
    yield from _list("Câu hỏi trong ngân hàng", (*asked[:_MOST_ENTRIES], *rest))


def _procedure(procedure: LessonProcedure) -> str:
    """Return a procedure with the words by which it names the clause and their place."""
    place, _, _ = procedure.citation.label.partition(",")
    return f"{document_label(procedure.document)}: “{procedure.citation.quote}” ({place})"


def _basis(basis: StatusStatement) -> str:
    return f"{basis.number} ({VALIDITY[basis.status] or 'chưa rõ hiệu lực'})"


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
