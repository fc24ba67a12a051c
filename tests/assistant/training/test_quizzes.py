"""Quizzes: sound, the same from the same seed, refused where ambiguous."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest

from assistant.mapping import MappingService
from assistant.mapping.model import CellKey, Relation
from assistant.store import Store
from assistant.training import Sources
from assistant.training.quizzes import (
    Item,
    Mapped,
    Option,
    Quiz,
    QuizKind,
    QuizMaker,
    QuizRequest,
    read_mapping,
)
from assistant.training.quizzes.statements import changed, figures, in_direction
from corpus.errors import TrainingError
from corpus.settings import Settings
from tests.assistant.training.conftest import REQUEST, of_kind

pytestmark = pytest.mark.integration


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
    says = Mapped()
    maker = QuizMaker(sources, mapping=lambda _edition: says)
    assert maker.gate("2015").reasons(item) == ()
    says = Mapped(covered=frozenset({(item.subject, wrong.ref)}))
    assert any("cũng thực hiện" in reason for reason in maker.gate("2015").reasons(item))


def test_pair_that_a_person_rejected_is_neither_right_nor_wrong(
    quiz: Quiz, sources: Sources
) -> None:
    item = of_kind(quiz, QuizKind.PROCEDURE_OF_CLAUSE)
    right = item.options[item.answer[0]].ref
    says = Mapped(rejected=frozenset({(item.subject, right)}))
    maker = QuizMaker(sources, mapping=lambda _edition: says)
    assert any("ánh xạ đã bác" in reason for reason in maker.gate("2015").reasons(item))
    made = maker.make(replace(REQUEST, count=60, kinds=(QuizKind.PROCEDURE_OF_CLAUSE,)))
    asked = [other for other in made.items if other.subject == item.subject]
    assert all(right not in {option.ref for option in other.options} for other in asked)


def test_no_option_of_a_quiz_is_in_the_mapping(
    sources: Sources, store: Store, shipped_settings: Settings
) -> None:
    service = MappingService.open(shipped_settings, store)
    maker = QuizMaker(sources, mapping=partial(read_mapping, service))
    kinds = (QuizKind.CLAUSE_OF_PROCEDURE, QuizKind.PROCEDURE_OF_CLAUSE)
    for edition in ("2008", "2015"):
        covered = read_mapping(service, edition).covered
        items = maker.make(QuizRequest("A", edition=edition, count=40, kinds=kinds)).items
        assert covered and {item.kind for item in items} == set(kinds)
        pairs = {
            (option.ref, item.subject)
            if item.kind is QuizKind.CLAUSE_OF_PROCEDURE
            else (item.subject, option.ref)
            for item in items
            for place, option in enumerate(item.options)
            if place not in item.answer
        }
        assert not pairs & covered


def test_decision_of_a_person_counts_in_the_next_quiz(
    sources: Sources, store: Store, shipped_settings: Settings
) -> None:
    service = MappingService.open(shipped_settings, store)
    before = read_mapping(service, "2015")
    clause, document = min(before.covered)
    service.decide(
        CellKey("2015", clause, document), Relation.NONE, "Không thuộc phạm vi", "Thư ký ISO"
    )
    after = read_mapping(service, "2015")
    assert after.rejected == {(clause, document)}
    assert before.covered - after.covered == {(clause, document)}


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
