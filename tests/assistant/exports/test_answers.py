"""Answers as papers: nothing that was cited is lost, nothing without its validity."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document as open_docx

from assistant.engine import Engine
from assistant.exports import write_docx
from assistant.exports.answers import STATUS_WORDS, answers_paper
from assistant.model import QueryOptions
from corpus.model import Validity

pytestmark = pytest.mark.integration

_DAY = dt.date(2026, 11, 22)


def test_paper_holds_claims_quotes_validity_and_notices(engine: Engine) -> None:
    questions = ["Ai phê duyệt tài liệu trước khi ban hành?", "Giá vàng hôm nay?"]
    answers = [(text, engine.ask(text, QueryOptions(as_of=_DAY))) for text in questions]
    paper = answers_paper("Cuộc hỏi", answers, _DAY)
    document = open_docx(io.BytesIO(write_docx(paper)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Lập ngày 22 tháng 11 năm 2026" in text
    answer = answers[0][1]
    assert answer.citations
    for citation in answer.citations:
        assert f"“{citation.quote}”" in text
        assert f"[{citation.n}] {citation.label}" in text
        assert STATUS_WORDS[citation.status] in text
    for line in (*answer.notices, *answers[1][1].notices):
        assert line in text


def test_every_status_has_its_words() -> None:
    assert set(STATUS_WORDS) == set(Validity)
