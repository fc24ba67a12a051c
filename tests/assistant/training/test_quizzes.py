"""Quizzes: sound, the same from the same seed, refused where ambiguous, exported, scored."""

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
    QuizMaker,
    QuizRequest,
    Quizzes,
    answer_paper,
    gift,
    moodle_xml,
    quiz_paper,
)
from assistant.training.quizzes.statements import changed, figures, in_direction
from corpus.errors import TrainingError
from tests.assistant.training.gift_parser import GiftQuestion, parse_gift

pytestmark = pytest.mark.integration

REQUEST = QuizRequest("Ôn tập ISO {2026}: A/B = 100% ~ tốt #1", count=15, seed=7)


@pytest.fixture(scope="module")
def quiz(maker: QuizMaker) -> Quiz:
    return maker.make(REQUEST)


def of_kind(quiz: Quiz, kind: QuizKind) -> Item:
    return next(item for item in quiz.items if item.kind is kind)


def with_wrong(item: Item, ref: str, text: str = "Phương án gài") -> Item:
    """The item with one of its wrong options put out for another."""
    place = next(n for n in range(len(item.options)) if n not in item.answer)
    options = list(item.options)
    options[place] = Option(text, ref)
    return replace(item, options=tuple(options))


def test_quiz_has_every_kind_and_every_item_passes_the_gate(quiz: Quiz, maker: QuizMaker) -> None:
    assert len(quiz.items) == 15
    assert {item.kind for item in quiz.items} == set(QuizKind)
    for item in quiz.items:
        assert maker.gate("2015").reasons(item) == ()
        assert item.key


def test_same_seed_same_quiz_another_seed_another(quiz: Quiz, maker: QuizMaker) -> None:
    assert maker.make(REQUEST) == quiz
    assert maker.make(replace(REQUEST, seed=8)).items != quiz.items


def test_right_answers_stand_at_every_place(quiz: Quiz, maker: QuizMaker) -> None:
    more = maker.make(QuizRequest("A", count=40, kinds=(QuizKind.CLAUSE_OF_PROCEDURE,)))
    assert {item.answer[0] for item in more.items} == {0, 1, 2, 3}


def test_statements_are_true_and_false(maker: QuizMaker) -> None:
    items = maker.make(QuizRequest("A", count=40, kinds=(QuizKind.TRUE_FALSE,))).items
    true = [item for item in items if item.answer == (0,)]
    assert 10 <= len(true) <= 30
    assert all(item.subject == item.key[0].quote for item in true)
    assert all(changed(i.key[0].quote, i.subject) for i in items if i not in true)


def test_quiz_on_some_clauses_asks_of_no_other(maker: QuizMaker) -> None:
    items = maker.make(QuizRequest("A", clauses=("9.2", "9.3"), count=20)).items
    assert {item.clause.rpartition(".")[0] or item.clause for item in items} <= {"9.2", "9.3"}


def test_clause_that_has_nothing_gives_no_quiz(maker: QuizMaker) -> None:
    with pytest.raises(TrainingError, match="mở rộng phạm vi"):
        maker.make(QuizRequest("A", clauses=("99",)))


def test_option_above_or_under_the_key_is_refused(quiz: Quiz, maker: QuizMaker) -> None:
    item = of_kind(quiz, QuizKind.WHICH_CLAUSE)
    key = item.options[item.answer[0]].ref
    above = key.rpartition(".")[0]
    reasons = maker.gate("2015").reasons(with_wrong(item, above))
    assert any(f"Điều {above} cũng trả lời" in reason for reason in reasons)


def test_option_from_the_same_clause_of_2008_is_refused(maker: QuizMaker) -> None:
    # 7.5.2 and 7.5.3 of 2015 both took over 4.2.3 of 2008.
    assert maker.gate("2015").kinship.akin("7.5.2", "7.5.3")
    assert not maker.gate("2015").kinship.akin("7.5.2", "9.2.1")


def test_other_procedure_that_implements_the_clause_is_refused(
    quiz: Quiz, maker: QuizMaker, sources: Sources
) -> None:
    item = of_kind(quiz, QuizKind.PROCEDURE_OF_CLAUSE)
    manual = next(d for d in sources.documents.values() if d.code == "STCL")
    reasons = maker.gate("2015").reasons(with_wrong(item, manual.id, "Sổ tay"))
    assert any("Sổ tay cũng thực hiện" in reason for reason in reasons)


def test_option_that_only_the_mapping_supports_is_refused(quiz: Quiz, sources: Sources) -> None:
    item = of_kind(quiz, QuizKind.PROCEDURE_OF_CLAUSE)
    wrong = next(o for n, o in enumerate(item.options) if n not in item.answer)
    gate = QuizMaker(sources, covered={(item.subject, wrong.ref)}).gate("2015")
    assert any("cũng thực hiện" in reason for reason in gate.reasons(item))


def test_statement_that_another_sentence_supports_is_refused(
    maker: QuizMaker, sources: Sources
) -> None:
    audit = next(d for d in sources.documents.values() if d.code == "QT-03")
    words = "Phòng muốn đổi lịch phải trả lời trong 02 ngày làm việc."
    key = sources.cite(audit.id, "5.4", words, dt.date.today())
    item = Item(
        QuizKind.TRUE_FALSE,
        "Đúng hay sai?",
        "",
        (Option("Đúng"), Option("Sai")),
        (1,),
        "9.2.1",
        "2015",
        (key,),
    )
    gate = maker.gate("2015")

    def reasons(shown: str) -> str:
        return " ".join(gate.reasons(replace(item, subject=shown)))

    assert reasons(words.replace("02", "01")) == ""
    assert "đúng một chỗ" in reasons(words)
    assert "đúng một chỗ" not in reasons(words.replace("02", "05"))
    assert "không làm câu sai" in reasons(words.replace("02", "04"))
    assert "cũng có trong" in reasons(words.replace("02", "05"))


def test_false_key_is_refused(quiz: Quiz, maker: QuizMaker) -> None:
    item = quiz.items[0]
    forged = replace(item, key=(replace(item.key[0], quote="Câu không có thật."),))
    assert any("nguyên văn" in reason for reason in maker.gate("2015").reasons(forged))
    assert maker.gate("2015").reasons(replace(item, key=())) != ()
    twice = replace(item, options=(item.options[0],) * len(item.options))
    assert any("trùng nhau" in reason for reason in maker.gate("2015").reasons(twice))


def test_steps_out_of_order_or_at_any_time_are_refused(quiz: Quiz, maker: QuizMaker) -> None:
    item = of_kind(quiz, QuizKind.ORDER_STEPS)
    backwards = replace(item, answer=tuple(reversed(item.answer)))
    assert any("Thứ tự" in reason for reason in maker.gate("2015").reasons(backwards))


@pytest.mark.parametrize(
    ("sentence", "value", "false"),
    [
        ("Trả lời trong 05 ngày làm việc.", 3, True),
        ("Trả lời trong 05 ngày làm việc.", 7, False),
        ("Họp không quá 30 phút.", 45, False),
        ("Gửi kế hoạch trước 05 ngày làm việc.", 3, False),
        ("Gửi kế hoạch trước 05 ngày làm việc.", 10, True),
        ("Duyệt chậm nhất 02 ngày trước buổi họp.", 1, False),
        ("Công tác từ 2 năm trở lên.", 1, False),
        ("Lưu hồ sơ 05 năm.", 10, True),
    ],
)
def test_changed_figure_is_false_only_where_the_true_one_does_not_imply_it(
    sentence: str, value: int, false: bool
) -> None:
    assert in_direction(sentence, figures(sentence)[0], value) is false


def test_dates_and_numbers_of_documents_are_no_figures() -> None:
    text = "Trước ngày 15 tháng 01 năm 2026, theo Điều 4 và 30/2020/NĐ-CP, mục 5.2."
    assert figures(text) == []


# --- exports -------------------------------------------------------------------------


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
