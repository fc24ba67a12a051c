"""Quizzes kept, exported and opened again, taken and scored."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest

from assistant.exports import write_docx
from assistant.store import Store
from assistant.training import Sources
from assistant.training.quizzes import (
    Item,
    Option,
    Quiz,
    QuizKind,
    Quizzes,
    answer_paper,
    gift,
    moodle_xml,
    quiz_paper,
)
from corpus.errors import TrainingError
from tests.assistant.training.conftest import of_kind
from tests.assistant.training.gift_parser import GiftQuestion, parse_gift

pytestmark = pytest.mark.integration


def test_gift_is_read_back_by_an_independent_parser(quiz: Quiz) -> None:
    questions = parse_gift(gift(quiz))
    assert len(questions) == len(quiz.items)
    for item, question in zip(quiz.items, questions, strict=True):
        check_gift(item, question)


def check_gift(item: Item, question: GiftQuestion) -> None:
    assert question.stem == " ".join(item.stem.split())
    assert item.key[0].label in question.feedback
    if item.kind is QuizKind.TRUE_FALSE:
        assert question.truth is (item.answer == (0,))
    elif item.kind is QuizKind.ORDER_STEPS:
        right = [item.options[place].text for place in item.answer]
        assert [text for _, text in question.pairs] == right
    else:
        assert question.right == [item.options[item.answer[0]].text]
        assert len(question.wrong) == len(item.options) - 1


def test_gift_escapes_what_it_gives_a_meaning(quiz: Quiz) -> None:
    item = replace(
        of_kind(quiz, QuizKind.WHICH_CLAUSE),
        stem="a = b ~ c # d {e}: f\\g -> h // $CATEGORY",
        options=(Option("=x~", "1"), Option("{y}#", "2")),
        answer=(1,),
    )
    question = parse_gift(gift(replace(quiz, items=(item,))))[0]
    assert question.stem == "a = b ~ c # d {e}: f\\g → h // $CATEGORY"
    assert (question.right, question.wrong) == (["{y}#"], ["=x~"])


def test_moodle_xml_has_one_question_an_item(quiz: Quiz) -> None:
    from lxml import etree

    root = etree.fromstring(moodle_xml(quiz))
    category, *questions = root.findall("question")
    assert category.get("type") == "category"
    assert len(questions) == len(quiz.items)
    for item, question in zip(quiz.items, questions, strict=True):
        assert question.findtext("questiontext/text") == item.stem
        assert item.key[0].quote in str(question.findtext("generalfeedback/text"))
        right = [a.findtext("text") for a in question.findall("answer[@fraction='100']")]
        if item.kind is QuizKind.TRUE_FALSE:
            assert question.get("type") == "truefalse"
            assert right == ["true" if item.answer == (0,) else "false"]
        elif item.kind is QuizKind.ORDER_STEPS:
            pairs = [p.findtext("answer/text") for p in question.findall("subquestion")]
            assert pairs == [item.options[place].text for place in item.answer]
        else:
            assert right == [item.options[item.answer[0]].text]


def test_answers_are_on_a_sheet_of_their_own(quiz: Quiz) -> None:
    from docx import Document

    day = dt.date(2026, 11, 22)
    sheet, key = (
        "\n".join(p.text for p in Document(io.BytesIO(write_docx(paper))).paragraphs)
        for paper in (quiz_paper(quiz, day), answer_paper(quiz, day))
    )
    for number, item in enumerate(quiz.items, 1):
        assert f"Câu {number}." in sheet
        assert item.key[0].quote in key
        if item.kind is not QuizKind.TRUE_FALSE:
            assert item.key[0].label not in sheet
    assert f"Câu 1: {chr(65 + quiz.items[0].answer[0])}" in key


# --- taking --------------------------------------------------------------------------


@pytest.fixture
def quizzes(store: Store, sources: Sources) -> Quizzes:
    return Quizzes(store, {edition: sources.register(edition) for edition in ("2008", "2015")})


def test_attempt_is_scored_by_clause_and_kept(quizzes: Quizzes, quiz: Quiz) -> None:
    head = quizzes.keep(quiz)
    assert quizzes.read(head.id) == quiz and quizzes.listing() == (head,)
    answers = [item.answer for item in quiz.items]
    answers[0] = ()
    attempt = quizzes.submit(head.id, answers, " Phòng  A ")
    assert attempt.score.points == len(quiz.items) - 1 and not attempt.score.right[0]
    assert sum(row.total for row in attempt.score.by_clause) == len(quiz.items)
    missed = [row for row in attempt.score.by_clause if row.right < row.total]
    assert [row.clause for row in missed] == [quiz.items[0].clause]
    assert attempt.taker == "Phòng A"
    assert quizzes.attempts(head.id) == (attempt,)
    assert quizzes.attempt(head.id, attempt.token) == attempt


def test_attempt_opens_by_its_token_alone(quizzes: Quizzes, quiz: Quiz) -> None:
    head, other = quizzes.keep(quiz), quizzes.keep(quiz)
    attempt = quizzes.submit(head.id, [()] * len(quiz.items))
    for place, token in ((head.id, str(attempt.id)), (head.id, ""), (other.id, attempt.token)):
        with pytest.raises(TrainingError, match="Không có bài làm này"):
            quizzes.attempt(place, token)


def test_attempt_that_does_not_fit_is_refused(quizzes: Quizzes, quiz: Quiz) -> None:
    head = quizzes.keep(quiz)
    for responses in ([], [(99,)] * len(quiz.items)):
        with pytest.raises(TrainingError, match="không khớp với đề"):
            quizzes.submit(head.id, responses)


def test_deleted_quiz_comes_back(quizzes: Quizzes, quiz: Quiz) -> None:
    head = quizzes.keep(quiz)
    quizzes.delete(head.id)
    with pytest.raises(TrainingError, match="đã bị xóa"):
        quizzes.read(head.id)
    assert quizzes.restore(head.id) == head
