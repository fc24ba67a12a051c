from __future__ import annotations

import datetime as dt

import pytest

from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from assistant.retriever import ProvisionRetriever
from corpus.errors import QuestionError, UnknownDocumentError
from corpus.model import DocumentKind, Validity
from corpus.text import fold

pytestmark = pytest.mark.integration

APPROVAL = "Ai phê duyệt tài liệu trước khi ban hành?"


def cited(answer: Answer) -> set[tuple[str, str]]:
    return {(c.document.code or c.document.title, c.locator) for c in answer.citations}


def test_first_question_gets_clause_and_step_with_verbatim_quotes(engine: Engine) -> None:
    answer = engine.ask(APPROVAL)
    assert not answer.refused
    assert ("TCVN ISO 9001:2015", "7.5.2") in cited(answer)
    assert ("QT-01", "5.4") in cited(answer)
    for citation in answer.citations:
        provision = engine.passage(citation.document.id, citation.locator).provision
        assert provision.text[citation.start : citation.end] == citation.quote
    assert {n for claim in answer.claims for n in claim.citations} == {
        c.n for c in answer.citations
    }


def test_without_diacritics_it_is_understood_and_said(engine: Engine) -> None:
    answer = engine.ask(fold(APPROVAL))
    assert answer.restored and answer.normalized.lower().startswith("ai phê duyệt")
    assert ("TCVN ISO 9001:2015", "7.5.2") in cited(answer)


def test_neutral_question_shows_the_number_of_2008_beside(engine: Engine) -> None:
    answer = engine.ask(APPROVAL)
    clause = next(c for c in answer.claims if c.kind is DocumentKind.STANDARD)
    assert "bản 2008: 4.2.3" in clause.text
    assert not any(c.document.edition == "2008" for c in answer.citations)
    assert not any(r.document.edition == "2008" for r in answer.results)


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("Theo ISO 9001:2008 ai phê duyệt tài liệu trước khi ban hành?", QueryOptions()),
        (APPROVAL, QueryOptions(edition="2008")),
    ],
)
def test_edition_named_or_chosen_is_obeyed_and_labelled(
    engine: Engine, question: str, options: QueryOptions
) -> None:
    answer = engine.ask(question, options)
    standards = [c for c in answer.citations if c.document.kind is DocumentKind.STANDARD]
    assert standards and all(c.document.edition == "2008" for c in standards)
    assert all(c.status is Validity.CANCELLED and c.in_force is False for c in standards)
    assert any("2015" in notice for notice in answer.notices)


def test_validity_follows_the_date(engine: Engine) -> None:
    question = "Quyết định 144/2006/QĐ-TTg còn hiệu lực không?"
    now = engine.ask(question)
    assert any("19/2014/QĐ-TTg" in notice for notice in now.notices)
    assert {c.status for c in now.citations} == {Validity.REPLACED}
    then = engine.ask(question, QueryOptions(as_of=dt.date(2010, 1, 1)))
    assert Validity.REPLACED not in {c.status for c in then.citations}


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Điều 7.5.3 quy định gì?", ("TCVN ISO 9001:2015", "7.5.3")),
        ("điều 4.2.4 nói về cái gì", ("TCVN ISO 9001:2008", "4.2.4")),
        ("bước 5.2 QT-01 làm gì", ("QT-01", "5.2")),
        ("điều 8.2.2 của TCVN ISO 9001:2008", ("TCVN ISO 9001:2008", "8.2.2")),
    ],
)
def test_a_named_place_is_looked_up(engine: Engine, question: str, place: tuple[str, str]) -> None:
    answer = engine.ask(question)
    assert place in cited(answer)
    assert (answer.results[0].document.code, answer.results[0].locator) == place


def test_the_counterpart_in_the_other_edition_is_looked_up(engine: Engine) -> None:
    answer = engine.ask("Điều 4.2.3 bản 2015 là điều nào?")
    assert {locator for _, locator in cited(answer)} == {"7.5.2", "7.5.3"}


@pytest.mark.parametrize(
    "question",
    [
        "Điều 9.4 của ISO 9001:2008 quy định gì?",
        "Quy trình QT-99 có mấy bước?",
        "Giá vàng hôm nay?",
        "Cách nấu phở bò ngon",
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.refused and not answer.citations and not answer.claims
    assert answer.results and answer.notices


def test_kinds_filter_results_and_citations(engine: Engine) -> None:
    answer = engine.ask(APPROVAL, QueryOptions(kinds=frozenset({DocumentKind.PROCEDURE})))
    assert {r.document.kind for r in answer.results} == {DocumentKind.PROCEDURE}
    assert {c.document.kind for c in answer.citations} <= {DocumentKind.PROCEDURE}


def test_results_are_distinct_and_ranked(engine: Engine) -> None:
    answer = engine.ask(APPROVAL, QueryOptions(top_k=25))
    places = [(r.document.id, r.locator) for r in answer.results]
    assert len(places) == len(set(places)) == 25
    assert [r.rank for r in answer.results] == list(range(1, 26))
    scores = [r.score for r in answer.results]
    assert scores == sorted(scores, reverse=True)


def test_document_level_ranks_documents(engine: Engine) -> None:
    answer = engine.ask(APPROVAL, QueryOptions(level="document"))
    ids = [r.document.id for r in answer.results]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("question", ["", "   ", "?!…", "\u200b\u200b", "\x00\x01"])
def test_nothing_to_search_is_said(engine: Engine, question: str) -> None:
    with pytest.raises(QuestionError, match="Hãy gõ"):
        engine.ask(question)


def test_a_question_of_100_kb_is_one_clear_line(engine: Engine) -> None:
    with pytest.raises(QuestionError, match="rút gọn"):
        engine.ask("tài liệu " * 12_000)


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE documents; -- phê duyệt tài liệu",
        "<script>alert(1)</script> ai phê duyệt tài liệu?",
        "![x](http://example.com/x.png) [phê duyệt](javascript:alert(1)) tài liệu",
        "phê duyệt\x00\x07 tài \u202eliệu\u202c?",
        "phê duyệt tài liệu 🙂 %s {0} ${x} \\n",
    ],
)
def test_hostile_questions_are_only_text(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.error is None
    assert "\x00" not in answer.normalized and "\u202e" not in answer.normalized


def test_passage_has_its_neighbours(engine: Engine) -> None:
    document = next(d for d in engine.documents() if d.code == "QT-01")
    locators = [p.locator for p in engine.provisions(document.id)]
    middle = locators.index("5.2")
    passage = engine.passage(document.id, "5.2")
    assert passage.before and passage.before.locator == locators[middle - 1]
    assert passage.after and passage.after.locator == locators[middle + 1]
    with pytest.raises(UnknownDocumentError):
        engine.passage(document.id, "99.9")


def test_suggested_questions_are_answered(engine: Engine) -> None:
    suggestions = engine.suggestions(6)
    assert len(suggestions) == 6
    refused = [s for s in suggestions if engine.ask(s).refused]
    assert not refused


def test_langchain_retriever_gives_documents(engine: Engine) -> None:
    retriever = ProvisionRetriever(engine=engine, options=QueryOptions(top_k=3))
    documents = retriever.invoke(APPROVAL)
    assert len(documents) == 3
    assert documents[0].metadata["locator"] and documents[0].page_content


def test_a_step_of_a_table_is_meant_by_its_number(engine: Engine) -> None:
    answer = engine.ask("bước 3 QT-12 làm gì")
    assert {locator for _, locator in cited(answer)} == {"5.1 bước 3"}


@pytest.mark.parametrize(
    "question",
    [
        "khoản 9 Điều 4 Quyết định 19/2014/QĐ-TTg",
        "bước 99 QT-12",
        "Điều 99 Nghị định 30/2020/NĐ-CP",
        "Nghị định 999/2023/NĐ-CP về chất lượng cơ quan nhà nước quy định gì?",
        "Bản TCVN ISO 9001:2022 thêm điều khoản nào?",
    ],
)
def test_a_place_that_does_not_exist_is_never_replaced(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.refused and not answer.citations
    assert any("không có" in notice for notice in answer.notices)


def test_a_form_code_is_no_procedure(engine: Engine) -> None:
    answer = engine.ask("biểu mẫu BM-03.01 dùng để làm gì")
    assert not any("không có quy trình" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "question",
    [
        "Ai chịu trách nhiệm các bước của quy trình kiểm soát hồ sơ?",
        "quy trinh kiem soat ho so lam nhung gi",
    ],
)
def test_a_procedure_named_by_its_title_is_cited(engine: Engine, question: str) -> None:
    assert {c.document.code for c in engine.ask(question).citations} == {"QT-02"}


@pytest.mark.parametrize(
    ("question", "edition", "clauses"),
    [
        ("QT-02 đáp ứng điều khoản nào của ISO 9001?", "2015", {"7.5.3", "7.5.3.1", "7.5.3.2"}),
        ("Quy trình đánh giá nội bộ thực hiện điều nào?", "2015", {"9.2.1", "9.2.2"}),
        ("QT-09 theo điều nào của bản 2008?", "2008", {"6.3", "7.4.1", "7.4.2", "7.4.3"}),
    ],
)
def test_the_clauses_of_a_named_procedure_are_those_it_names(
    engine: Engine, question: str, edition: str, clauses: set[str]
) -> None:
    standard = f"TCVN ISO 9001:{edition}"
    assert cited(engine.ask(question)) == {(standard, clause) for clause in clauses}
