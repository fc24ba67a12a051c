"""No citation without its validity: over the whole golden set, and by construction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.composition import Composer
from assistant.engine import Engine
from assistant.model import Citation, QueryOptions
from assistant.quotes import Quote
from assistant.validity import judge
from corpus.errors import QuoteError
from corpus.model import Document, DocumentKind, Part, Provision, ProvisionKind, Validity
from corpus.registers import load_registers
from tests.golden import load

pytestmark = pytest.mark.integration

OVER = {Validity.REPLACED, Validity.CANCELLED, Validity.NOT_YET}


@pytest.fixture(scope="module")
def citations(engine: Engine) -> list[Citation]:
    return [c for question in load() for c in engine.ask(question.text).citations]


def test_every_citation_of_the_golden_set_is_verbatim_and_labelled(
    engine: Engine, citations: list[Citation]
) -> None:
    assert len(citations) > len(load())
    for citation in citations:
        provision = engine.passage(citation.document.id, citation.locator).provision
        assert provision.text[citation.start : citation.end] == citation.quote
        assert citation.notice or (citation.in_force is not False and citation.status not in OVER)
    assert any(citation.status in OVER for citation in citations)


def test_notes_are_never_shown_as_the_standard(citations: list[Citation]) -> None:
    standards = [c for c in citations if c.document.kind is DocumentKind.STANDARD]
    assert standards and all(c.document.notes for c in standards)
    assert all("chú giải của người biên soạn" in c.label for c in standards)


def test_what_is_out_of_force_cannot_be_cited_without_saying_so(
    citations: list[Citation],
) -> None:
    over = next(c for c in citations if c.in_force is False)
    for bare in (None, ""):
        with pytest.raises(QuoteError):
            replace(over, notice=bare)


def test_a_procedure_on_a_replaced_basis_says_what_replaced_it(engine: Engine) -> None:
    answer = engine.ask("Trả kết quả bản sao trích lục khai sinh khi nào?")
    citation = next(c for c in answer.citations if c.document.code == "QT-11")
    assert citation.notice and "61/2018/NĐ-CP" in citation.notice
    assert any("118/2025/NĐ-CP" in notice for notice in answer.notices)
    before = engine.ask(answer.question, QueryOptions(as_of=dt.date(2020, 1, 1)))
    assert not any("61/2018/NĐ-CP" in notice for notice in before.notices)


def test_a_replaced_law_stands_behind_what_replaced_it(engine: Engine) -> None:
    question = "Thời hạn nộp tài liệu vào lưu trữ lịch sử theo Luật Lưu trữ?"
    today = [r.document.code for r in engine.ask(f"{question[:-1]} mới?").results]
    assert today.index("33/2024/QH15") < today.index("01/2011/QH13")
    named = engine.ask("Luật 01/2011/QH13 quy định thời hạn nộp lưu trữ lịch sử thế nào?")
    assert named.results[0].document.code == "01/2011/QH13"


def test_each_part_is_answered_or_refused_by_itself(engine: Engine) -> None:
    answer = engine.ask("Văn thư bóc bì trong bao lâu và giá vàng hôm nay bao nhiêu?")
    assert not answer.refused
    assert all(claim.text.startswith("Về «Văn thư bóc bì") for claim in answer.claims)
    assert any("giá vàng" in n and "không có tài liệu" in n for n in answer.notices)
    assert {c.document.code for c in answer.citations} == {"QT-14"}


def test_a_procedure_before_its_stated_first_day_is_cited_with_a_warning() -> None:
    day = dt.date(2026, 3, 1)
    document = Document(
        "qt", "Quy trình mẫu", "QT-90", DocumentKind.PROCEDURE, None, "/kho/a.docx", effective=day
    )
    step = Provision(
        "5.1", ProvisionKind.STEP, "Tiếp nhận", 2, "5", None, Part.BODY, "5.1 Tiếp nhận"
    )
    registers = load_registers()
    early = Composer(day - dt.timedelta(days=1), *registers)
    early.cite(document, Quote(step, 0, len(step.text)))
    citation = early.citations[0]
    assert (citation.status, citation.in_force) == (Validity.NOT_YET, False)
    assert citation.notice == "Chưa có hiệu lực; có hiệu lực từ ngày 01/3/2026."
    assert early.notices == ["QT-90: chưa có hiệu lực; có hiệu lực từ ngày 01/3/2026."]
    assert judge(document, day, registers.legal).status is Validity.UNKNOWN
