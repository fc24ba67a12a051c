"""Answers as of a year that is named, and lists of records for who asks how long to keep."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from corpus.model import Validity

pytestmark = pytest.mark.integration


def _cited(answer: Answer) -> list[tuple[str, str]]:
    return [(c.document.code or "", c.locator) for c in answer.citations]


def test_a_named_year_gets_the_law_of_that_year(engine: Engine) -> None:
    answer = engine.ask("Năm 2014 công tác văn thư theo nghị định nào?")
    assert answer.citations[0].document.code == "110/2004/NĐ-CP"
    assert answer.citations[0].status is Validity.IN_FORCE
    assert (
        "Hiệu lực được xét theo ngày 31/12/2014, như câu hỏi nêu; hôm nay có thể khác."
        in answer.notices
    )
    today = engine.ask("Công tác văn thư theo nghị định nào?")
    assert today.citations[0].document.code == "30/2020/NĐ-CP"
    assert not any("xét theo ngày" in notice for notice in today.notices)


def test_a_chosen_day_before_the_edition_gets_the_one_before(engine: Engine) -> None:
    on = QueryOptions(as_of=dt.date(2014, 6, 1))
    answer = engine.ask("Tiêu chuẩn yêu cầu gì về kiểm soát hồ sơ?", on)
    assert ("TCVN ISO 9001:2008", "4.2.4") in _cited(answer)
    assert not any(code == "TCVN ISO 9001:2015" for code, _ in _cited(answer))
    named = engine.ask("TCVN ISO 9001:2015 yêu cầu gì về kiểm soát hồ sơ?", on)
    assert {c.status for c in named.citations if c.document.edition} == {Validity.NOT_YET}


@pytest.mark.parametrize(
    ("question", "place", "said"),
    [
        ("Báo cáo đánh giá nội bộ lưu mấy năm?", ("QT-03", "7"), "05 năm"),
        ("Phiếu hành động khắc phục giữ trong bao lâu?", ("QT-05", "7"), "05 năm"),
        ("Biên bản tiêu hủy giấy tờ phải giữ bao nhiêu năm?", ("QT-02", "7"), "20 năm"),
        ("Biểu mẫu của quy trình đánh giá nội bộ gồm những gì?", ("QT-03", "6"), "BM-03.06"),
        ("Phạm vi áp dụng của quy trình kiểm soát hồ sơ?", ("QT-02", "2"), "Áp dụng cho mọi"),
        ("Quy trình tiếp công dân căn cứ vào luật nào?", ("QT-13", "3"), "42/2013/QH13"),
        ("Sổ tiếp dân giữ mấy năm?", ("QT-13", "7"), "10 năm"),
    ],
)
def test_a_section_that_is_asked_for_is_cited(
    engine: Engine, question: str, place: tuple[str, str], said: str
) -> None:
    answer = engine.ask(question)
    quotes = [c.quote for c in answer.citations if (c.document.code, c.locator) == place]
    assert quotes
    assert said in quotes[0]


def test_who_names_no_record_gets_all_of_them(engine: Engine) -> None:
    answer = engine.ask("Hồ sơ của quy trình đánh giá nội bộ lưu ở đâu?")
    quote = next(
        c.quote for c in answer.citations if (c.document.code, c.locator) == ("QT-03", "7")
    )
    assert {"02 năm", "03 năm", "05 năm"} <= {
        cell.strip() for cell in quote.replace("\n", "|").split("|")
    }


@pytest.mark.parametrize("number", ["45/2020", "61/2018"])
def test_validity_of_a_law_that_is_only_listed_cites_the_list(engine: Engine, number: str) -> None:
    answer = engine.ask(f"Nghị định {number} còn hiệu lực không?")
    assert {c.locator for c in answer.citations} == {f"Nghị định {number}/NĐ-CP"}
    assert any(notice.startswith(f"{number}/NĐ-CP:") for notice in answer.notices)


def test_the_steps_of_one_procedure_are_not_all_cited(engine: Engine) -> None:
    answer = engine.ask("Khi nào phải họp xem xét lãnh đạo?")
    steps = {locator for code, locator in _cited(answer) if code == "QT-07"}
    assert "5.1" in steps
    assert len(steps) <= 2


def test_near_a_clause_that_does_not_exist_stands_the_standard(engine: Engine) -> None:
    answer = engine.ask("Điều 7.5.9 nói gì về phê duyệt?")
    assert answer.refused
    assert answer.results[0].locator == "7.5.2"
    assert {r.document.edition for r in answer.results[:3]} == {"2015"}
