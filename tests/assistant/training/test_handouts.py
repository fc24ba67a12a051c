"""Handouts and lessons: papers, decks, opened again."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from assistant.engine import Engine
from assistant.exports import Heading, write_docx, write_pdf, write_pptx
from assistant.library_reading import read_library
from assistant.training import (
    Details,
    Grouping,
    HandoutOptions,
    QuestionBank,
    Sources,
    build_deck,
    build_handout,
    build_lesson,
    lesson_paper,
)
from assistant.training.wording import typeset
from corpus.errors import TrainingError
from corpus.registers import load_situations

pytestmark = pytest.mark.integration

DAY = dt.date(2026, 2, 5)
OPTIONS = HandoutOptions("Tập huấn ISO", DAY, "Sở Mẫu", 'Lớp "cơ bản"')


@pytest.fixture
def filled(bank: QuestionBank, engine: Engine) -> QuestionBank:
    for question, topic in (
        ("Đoàn đánh giá phải báo lịch cho phòng trước mấy ngày?", "Đánh giá"),
        ("Biên bản tiêu hủy giấy tờ phải giữ bao nhiêu năm?", "Hồ sơ"),
    ):
        entry = bank.add(engine.ask(question))
        bank.describe(entry.id, Details(("9.2.2",) if topic == "Đánh giá" else (), topic=topic))
    return bank


def test_paper_has_title_contents_questions_and_index(
    filled: QuestionBank, sources: Sources
) -> None:
    from docx import Document

    entries = filled.listing()
    paper = build_handout(entries, OPTIONS, sources)
    document = Document(io.BytesIO(write_docx(paper)))
    text = "\n".join(p.text for p in document.paragraphs)
    assert paper.cover and paper.contents and paper.subtitle == "Lớp “cơ bản”"
    assert "Ngày\u00a005 tháng\u00a002 năm\u00a02026" in text
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[0].startswith("Điều 9.2.2 ") and headings[1:] == [
        "Câu hỏi khác",
        "Tài liệu được trích dẫn",
    ]
    for entry in entries:
        for kept in entry.citations:
            # Each quote is printed once, though the answer holds it too.
            assert text.count(kept.citation.quote) == 1
            assert kept.citation.label in text
    cells = [cell.text for row in document.tables[-1].rows for cell in row.cells]
    assert any("QT-03" in cell for cell in cells)
    assert write_pdf(paper).startswith(b"%PDF")


def test_grouping_by_topic(filled: QuestionBank, sources: Sources) -> None:
    options = HandoutOptions("A", DAY, grouping=Grouping.TOPIC)
    blocks = build_handout(filled.listing(), options, sources).blocks
    titles = [b.text for b in blocks if isinstance(b, Heading) and b.level == 1]
    assert titles == ["Hồ sơ", "Đánh giá", "Tài liệu được trích dẫn"]


def test_deck_has_a_slide_a_question_with_citations_in_its_notes(
    filled: QuestionBank, sources: Sources
) -> None:
    from pptx import Presentation

    entries = filled.listing()
    deck = build_deck(entries, OPTIONS, sources)
    slides = list(Presentation(io.BytesIO(write_pptx(deck))).slides)
    assert len(slides) == len(entries) + 1
    for slide, entry in zip(slides[1:], reversed(entries), strict=True):
        assert slide.shapes.title is not None
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None
        for kept in entry.citations:
            assert kept.citation.quote in notes.text and kept.citation.label in notes.text


def test_edited_quote_says_so(filled: QuestionBank, sources: Sources) -> None:
    entry = filled.edit_quote(filled.listing()[0].id, 1, "Lời khác.")
    deck = build_deck([entry], OPTIONS, sources)
    assert "“Lời khác.” (đã biên tập)" in deck.slides[0].notes


def test_empty_handout_is_refused(sources: Sources) -> None:
    with pytest.raises(TrainingError, match="Chưa chọn câu hỏi"):
        build_handout([], OPTIONS, sources)


def test_typography_leaves_quotes_alone() -> None:
    text = 'Theo "Điều 5" - xem “a - "b" ...” ... , ngày 5'
    assert typeset(text) == 'Theo “Điều\u00a05” – xem “a - "b" ...” …, ngày\u00a05'


def test_lesson_gathers_what_is_known_of_a_clause(
    filled: QuestionBank, sources: Sources, engine: Engine
) -> None:
    filled.approve(filled.listing()[-1].id, "QMR")
    library = read_library(engine, *engine.registers, DAY)
    lesson = build_lesson(("2015", "9.2.2"), library, sources, filled, load_situations())
    assert lesson.title == "Đánh giá nội bộ"
    assert [pair.number for pair in lesson.counterparts] == ["8.2.2"]
    assert {line.label for line in lesson.note} == {"Yêu cầu", "Trong cơ quan nhà nước"}
    assert "QT-03" in {procedure.document.code for procedure in lesson.procedures}
    for procedure in lesson.procedures:
        cited = procedure.citation
        provision = sources.provision(cited.document.id, cited.locator)
        assert provision is not None and cited.quote in provision.text
    assert lesson.nonconformities and lesson.audit_questions
    assert [entry.approval and entry.approval.role for entry in lesson.entries] == ["QMR"]
    assert write_docx(lesson_paper(lesson))
    with pytest.raises(TrainingError, match="không có điều 99"):
        build_lesson(("2015", "99"), library, sources, filled, load_situations())
