"""Batches: kept answer by answer, gone on with, measured."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from assistant.engine import Engine
from assistant.exports import write_xlsx
from assistant.model import Answer, QueryOptions
from assistant.store import Store
from assistant.training import Batches, ItemState, batch_sheet
from corpus.errors import TrainingError

pytestmark = pytest.mark.integration

QUESTIONS = (
    "Đoàn đánh giá phải báo lịch cho phòng trước mấy ngày?",
    "Điều 7.9.9 TCVN ISO 9001:2015 quy định gì?",
    "???",
)


class CountingEngine:
    """The engine, with a count of what it was asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.asked = engine, list[str]()

    def ask(self, question: str, options: QueryOptions | None = None) -> Answer:
        self.asked.append(question)
        return self.engine.ask(question, options)


def test_every_outcome_is_told(store: Store, engine: Engine) -> None:
    batches = Batches(store)
    head = batches.create("  Tập huấn  2026 ", QUESTIONS)
    done = batches.run(head.id, engine)
    assert (done.total, done.done, done.unanswerable, done.failed) == (3, 3, 1, 1)
    assert done.finished and done.seconds_left is None
    answered, refused, failed = batches.read(head.id).items
    assert answered.state is ItemState.ANSWERED and answered.answer is not None
    assert answered.answer == engine_answer(engine, answered.answer)
    assert refused.state is ItemState.UNANSWERABLE
    assert refused.why and len(refused.nearest) == 3
    assert failed.state is ItemState.FAILED and "câu hỏi" in failed.why.lower()
    assert batches.listing()[0].title == "Tập huấn 2026"


def engine_answer(engine: Engine, kept: Answer) -> Answer:
    """The same question asked again, as it is kept."""
    from dataclasses import replace

    return replace(engine.ask(kept.question), seconds=kept.seconds)


def test_stopped_run_goes_on_where_it_was(store: Store, engine: Engine) -> None:
    batches, counting = Batches(store), CountingEngine(engine)
    head = batches.create("Lượt", QUESTIONS)
    stopped = batches.run(head.id, counting, lambda: False)
    assert stopped.done == 1 and stopped.seconds_left is not None
    # Another process: nothing but the store is left.
    assert Batches(store).run(head.id, counting).finished
    assert counting.asked == list(QUESTIONS)


def test_crash_in_the_middle_loses_no_answer(store: Store, engine: Engine) -> None:
    class Crashing(CountingEngine):
        def ask(self, question: str, options: QueryOptions | None = None) -> Answer:
            if len(self.asked) == 1:
                raise MemoryError
            return super().ask(question, options)

    batches = Batches(store)
    head = batches.create("Lượt", QUESTIONS)
    with pytest.raises(MemoryError):
        batches.run(head.id, Crashing(engine))
    assert batches.progress(head.id).done == 1


def test_options_are_kept(store: Store, engine: Engine) -> None:
    options = QueryOptions(as_of=dt.date(2014, 1, 1), edition="2008", top_k=3)
    batches = Batches(store)
    head = batches.create("Lượt", QUESTIONS[:1], options)
    batches.run(head.id, engine)
    batch = batches.read(head.id)
    assert batch.options == options
    assert batch.items[0].answer is not None and len(batch.items[0].answer.results) == 3


def test_refused_questions_can_be_asked_again(store: Store, engine: Engine) -> None:
    batches = Batches(store)
    head = batches.create("Lượt", QUESTIONS)
    batches.run(head.id, engine)
    assert batches.retry(head.id).done == 1
    assert batches.run(head.id, engine).finished


def test_deleted_batch_comes_back(store: Store) -> None:
    batches = Batches(store)
    head = batches.create("Lượt", QUESTIONS)
    batches.delete(head.id)
    assert batches.listing() == ()
    with pytest.raises(TrainingError, match="đã bị xóa"):
        batches.read(head.id)
    assert batches.restore(head.id) == head


def test_empty_batch_is_refused(store: Store) -> None:
    with pytest.raises(TrainingError, match="chưa có câu nào"):
        Batches(store).create("Lượt", [])


def test_table_opens_with_a_row_a_question(store: Store, engine: Engine) -> None:
    from openpyxl import load_workbook

    batches = Batches(store)
    head = batches.create("Lượt: 1/2", QUESTIONS)
    batches.run(head.id, engine)
    book = load_workbook(io.BytesIO(write_xlsx([batch_sheet(batches.read(head.id))])))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == list(QUESTIONS)
    assert [row[2] for row in rows] == ["Đã trả lời", "Không trả lời được", "Lỗi"]
    assert "“" in str(rows[0][4]) and rows[0][5] in {None, ""}
    assert rows[1][5]
