"""Follow-up questions made complete from the turn before; complete ones left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.conversations.follow_ups import FollowUp, Turn, resolve_follow_up
from assistant.model import Citation
from corpus.model import Document, DocumentKind, Validity
from tests.golden import load

pytestmark = pytest.mark.unit


def _citation(kind: DocumentKind, code: str, locator: str, edition: str | None = None) -> Citation:
    title = f"Tên của {code}" if kind is not DocumentKind.PROCEDURE else "Kiểm soát tài liệu"
    return Citation(
        n=1,
        document=Document(code, title, code, kind, edition, f"/{code}"),
        locator=locator,
        label=locator,
        quote="…",
        page=None,
        start=0,
        end=1,
        status=Validity.IN_FORCE,
        in_force=True,
    )


_CLAUSE = _citation(DocumentKind.STANDARD, "TCVN ISO 9001:2015", "7.5.2", "2015")
_STEP = _citation(DocumentKind.PROCEDURE, "QT-01", "5.4")
_ROW = _citation(DocumentKind.PROCEDURE, "QT-11", "5.2 bước 3")
_ARTICLE = _citation(DocumentKind.LEGAL, "30/2020/NĐ-CP", "Điều 11 khoản 2")
_ASKED = "Ai phê duyệt tài liệu trước khi ban hành?"
_TOPIC = "phê duyệt tài liệu trước khi ban hành"
_ALL = Turn(_ASKED, (_CLAUSE, _STEP, _ARTICLE))

_TOPICS = [
    ("thế còn thời hạn lưu?", "Thời hạn lưu"),
    ("Thế thời hạn lưu thì sao?", "Thời hạn lưu"),
    ("còn lệ phí thì sao?", "Lệ phí"),
    ("Còn biểu mẫu thì thế nào?", "Biểu mẫu"),
    ("vậy còn trách nhiệm của văn thư", "Trách nhiệm của văn thư"),
    ("the con thoi han luu", "Thoi han luu"),
    ("con le phi thi sao", "Le phi"),
    ("vậy ai kiểm tra?", "Ai kiểm tra"),
    ("vay ai kiem tra", "Ai kiem tra"),
    ("ai ký?", "Ai ký"),
    ("Ai ký", "Ai ký"),
    ("ai ky", "Ai ky"),
    ("bao lâu?", "Bao lâu"),
    ("mất bao nhiêu ngày?", "Mất bao nhiêu ngày"),
    ("mat bao nhieu tien", "Mat bao nhieu tien"),
    ("mẫu nào?", "Mẫu nào"),
    ("dùng biểu mẫu nào?", "Dùng biểu mẫu nào"),
    ("nộp ở đâu?", "Nộp ở đâu"),
    ("khi nào?", "Khi nào"),
    ("ai chịu trách nhiệm?", "Ai chịu trách nhiệm"),
    ("hồ sơ gồm những gì?", "Hồ sơ gồm những gì"),
    ("phải làm mấy lần?", "Phải làm mấy lần"),
]


@pytest.mark.parametrize(("asked", "said"), _TOPICS)
def test_what_is_missing_is_taken_from_the_topic(asked: str, said: str) -> None:
    assert resolve_follow_up(asked, [_ALL]).question == f"{said}, về việc {_TOPIC}?"


_EDITIONS = [
    "bản 2015 thì sao?",
    "thế bản 2015?",
    "ban 2015",
    "còn ISO 9001:2015?",
    "theo bản 2015",
]


@pytest.mark.parametrize("asked", _EDITIONS)
@pytest.mark.parametrize("before", [_ASKED, f"{_ASKED[:-1]} theo bản 2008?"])
def test_another_edition_asks_the_same_of_it(asked: str, before: str) -> None:
    resolved = resolve_follow_up(asked, [Turn(before, ())])
    assert resolved.question == f"{_ASKED[:-1]} theo TCVN ISO 9001:2015?"
    assert resolved.kind is FollowUp.EDITION


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("năm 2012 thì sao?", "31/12/2012"),
        ("thế còn năm 2012", "31/12/2012"),
        ("tính đến 1/1/2014?", "1/1/2014"),
        ("vào ngày 05-03-2014 thì sao", "05/03/2014"),
        ("tinh den nam 2016", "31/12/2016"),
    ],
)
@pytest.mark.parametrize("before", [_ASKED, f"{_ASKED[:-1]}, tính đến ngày 1/1/2020?"])
def test_another_date_asks_the_same_on_it(asked: str, day: str, before: str) -> None:
    resolved = resolve_follow_up(asked, [Turn(before, ())])
    assert resolved.question == f"{_ASKED[:-1]}, tính đến ngày {day}?"


@pytest.mark.parametrize(
    ("asked", "cited", "complete"),
    [
        ("khoản 3?", _ARTICLE, "Điều 11 khoản 3 của Nghị định 30/2020/NĐ-CP quy định gì?"),
        ("khoản 3 thì sao", _ARTICLE, "Điều 11 khoản 3 của Nghị định 30/2020/NĐ-CP quy định gì?"),
        ("điểm b?", _ARTICLE, "Điều 11 khoản 2 điểm b của Nghị định 30/2020/NĐ-CP quy định gì?"),
        ("còn điều 12?", _ARTICLE, "Điều 12 của Nghị định 30/2020/NĐ-CP quy định gì?"),
        ("dieu 12 noi gi", _ARTICLE, "Điều 12 của Nghị định 30/2020/NĐ-CP quy định gì?"),
        ("khoản 1 điều 13?", _ARTICLE, "Điều 13 khoản 1 của Nghị định 30/2020/NĐ-CP quy định gì?"),
        ("điều tiếp theo?", _ARTICLE, "Điều 12 của Nghị định 30/2020/NĐ-CP quy định gì?"),
        (
            "khoản tiếp theo là gì",
            _ARTICLE,
            "Điều 11 khoản 3 của Nghị định 30/2020/NĐ-CP quy định gì?",
        ),
        ("bước tiếp theo là gì?", _STEP, "Mục 5.5 của QT-01 Kiểm soát tài liệu quy định gì?"),
        ("buoc sau", _STEP, "Mục 5.5 của QT-01 Kiểm soát tài liệu quy định gì?"),
        ("bước tiếp theo?", _ROW, "Mục 5.2 bước 4 của QT-11 Kiểm soát tài liệu quy định gì?"),
        ("bước 5.6 thì sao?", _STEP, "Mục 5.6 của QT-01 Kiểm soát tài liệu quy định gì?"),
        ("điều khoản tiếp theo?", _CLAUSE, "Điều 7.5.3 của TCVN ISO 9001:2015 quy định gì?"),
        ("điều 7.5.3 thì sao?", _CLAUSE, "Điều 7.5.3 của TCVN ISO 9001:2015 quy định gì?"),
        ("còn hiệu lực không?", _ARTICLE, "Nghị định 30/2020/NĐ-CP còn hiệu lực không?"),
        ("con hieu luc khong", _ARTICLE, "Nghị định 30/2020/NĐ-CP còn hiệu lực không?"),
        ("quy trình này có mấy bước?", _STEP, "QT-01 Kiểm soát tài liệu có mấy bước?"),
        ("quy trinh do co may buoc", _STEP, "QT-01 Kiểm soát tài liệu co may buoc"),
        ("điều này nói gì?", _CLAUSE, "điều 7.5.2 của TCVN ISO 9001:2015 nói gì?"),
        ("nghị định đó ai ban hành?", _ARTICLE, "Nghị định 30/2020/NĐ-CP ai ban hành?"),
        ("việc đó làm ở đâu?", _STEP, f"việc {_TOPIC} làm ở đâu?"),
        ("nó áp dụng cho ai?", _STEP, f"việc {_TOPIC} áp dụng cho ai?"),
        ("còn QT-02?", _STEP, f"{_ASKED[:-1]} theo QT-02?"),
        ("thế QT-02 thì sao?", _STEP, f"{_ASKED[:-1]} theo QT-02?"),
    ],
)
def test_places_and_documents_come_from_the_citations(
    asked: str, cited: Citation, complete: str
) -> None:
    assert resolve_follow_up(asked, [Turn(_ASKED, (cited,))]).question == complete


@pytest.mark.parametrize(
    "asked",
    ["khoản 3?", "điều tiếp theo?", "còn hiệu lực không?", "quy trình này có mấy bước?", "điểm b?"],
)
def test_without_a_fitting_citation_nothing_is_made_up(asked: str) -> None:
    assert resolve_follow_up(asked, [Turn(_ASKED, ())]).question == asked


@pytest.mark.parametrize(
    "asked", ["ai ký?", "thế còn thời hạn lưu?", "bản 2015 thì sao?", "", "   ", "???"]
)
def test_first_question_of_a_conversation_stays(asked: str) -> None:
    assert resolve_follow_up(asked, []).question == asked


def test_the_turn_before_counts_and_not_older_ones() -> None:
    older = Turn("Lưu hồ sơ bao lâu?", ())
    assert _TOPIC in resolve_follow_up("ai ký?", [older, _ALL]).question


@pytest.mark.parametrize("question", [item.text for item in load("all")])
def test_complete_questions_are_never_rewritten(question: str) -> None:
    resolved = resolve_follow_up(question, [_ALL])
    assert (resolved.question, resolved.kind) == (question, FollowUp.STANDALONE)


def test_everyday_questions_are_never_rewritten(shared_data: Path) -> None:
    lines = (shared_data / "questions" / "everyday_legal.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    assert [q for q in questions if resolve_follow_up(q, [_ALL]).question != q] == []


def test_what_was_asked_last_is_not_the_topic_of_what_is_asked_next() -> None:
    first = resolve_follow_up("thế còn thời hạn lưu?", [_ALL])
    assert first.question == f"Thời hạn lưu, về việc {_TOPIC}?"
    then = resolve_follow_up("ai ký?", [Turn(first.question, (_STEP,))])
    assert then.question == f"Ai ký, về việc {_TOPIC}?"


def test_a_new_topic_stays_where_the_next_question_names_none() -> None:
    first = resolve_follow_up("thế còn sổ công văn đến thì sao?", [_ALL])
    then = resolve_follow_up("ai ký?", [Turn(first.question, (_STEP,))])
    assert "sổ công văn đến" in then.question


def test_a_word_of_the_question_before_names_nothing_new() -> None:
    before = Turn("Tiếp công dân vào ngày nào?", (_STEP,))
    assert resolve_follow_up("ai tiếp?", [before]).question == "Ai tiếp, về việc tiếp công dân?"
    assert resolve_follow_up("ai dạy?", [before]).kind is FollowUp.STANDALONE
