"""Conversations, links and feedback in a real store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.conversations import FeedbackDesk, History, Outcome, Sharing
from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from assistant.questions import Gold, read_questions
from assistant.store import Store
from corpus.errors import RegisterError, UnknownConversationError
from corpus.model import DocumentKind
from corpus.registers import load_synonyms
from corpus.settings import Settings
from ingest.index import Index

pytestmark = pytest.mark.integration

_QUESTION = "Ai phê duyệt tài liệu trước khi ban hành?"
_OPTIONS = QueryOptions(
    as_of=dt.date(2026, 1, 5),
    kinds=frozenset({DocumentKind.STANDARD, DocumentKind.PROCEDURE}),
    edition="2015",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(Settings(data=tmp_path))


@pytest.fixture
def history(store: Store) -> History:
    return History(store)


@pytest.fixture(scope="module")
def answer(engine: Engine) -> Answer:
    return engine.ask(_QUESTION, _OPTIONS)


def test_conversation_survives_reopening_with_every_detail(tmp_path: Path, answer: Answer) -> None:
    first = Store.open(Settings(data=tmp_path))
    talk = History(first).ask(_QUESTION, _OPTIONS)
    History(first).settle(talk.exchanges[0].id, answer, understood="đã hiểu")
    first.close()

    again = History(Store.open(Settings(data=tmp_path))).read(talk.head.id)
    assert again.exchanges[0].answer == answer
    assert again.exchanges[0].options == _OPTIONS
    assert again.exchanges[0].understood == "đã hiểu"
    assert again.exchanges[0].asked.tzinfo is not None
    assert answer.citations, "the round trip must have had citations to keep"


def test_question_waits_until_it_is_settled(history: History) -> None:
    talk = history.ask(_QUESTION, QueryOptions())
    waiting = history.read(talk.head.id).exchanges[0]
    assert (waiting.answer, waiting.failure) == (None, None)
    history.settle(waiting.id, None, failure="Hãy hỏi lại.")
    assert history.read(talk.head.id).exchanges[0].failure == "Hãy hỏi lại."


def test_conversation_goes_on_in_order(history: History) -> None:
    talk = history.ask("Một?", QueryOptions())
    history.ask("Hai?", QueryOptions(), talk.head.id)
    questions = [item.question for item in history.read(talk.head.id).exchanges]
    assert questions == ["Một?", "Hai?"]


def test_listing_finds_titles_and_questions_without_diacritics(history: History) -> None:
    first = history.ask("Lưu hồ sơ bao lâu?", QueryOptions())
    second = history.ask("Đánh giá nội bộ", QueryOptions())
    history.ask("Ai lập chương trình 100%?", QueryOptions(), first.head.id)
    assert [head.id for head in history.listing()] == [first.head.id, second.head.id]
    assert [head.id for head in history.listing("DANH GIA")] == [second.head.id]
    assert [head.id for head in history.listing("lap chuong trinh")] == [first.head.id]
    assert [head.id for head in history.listing("100%")] == [first.head.id]
    assert history.listing("_") == ()
    assert len(history.listing(limit=1)) == 1


def test_long_question_makes_a_short_title(history: History) -> None:
    title = history.ask("rất " * 100, QueryOptions()).head.title
    assert len(title) <= 82
    assert title.endswith("…")


def test_renaming_and_deleting_can_be_undone(history: History) -> None:
    talk = history.ask(_QUESTION, QueryOptions())
    assert history.rename(talk.head.id, "  Phê duyệt\ntài liệu ").title == "Phê duyệt tài liệu"
    assert history.rename(talk.head.id, " ").title == "Phê duyệt tài liệu"
    history.delete(talk.head.id)
    assert history.listing() == ()
    with pytest.raises(UnknownConversationError):
        history.read(talk.head.id)
    assert history.restore(talk.head.id).title == "Phê duyệt tài liệu"
    assert len(history.read(talk.head.id).exchanges) == 1


@pytest.mark.parametrize("name", ["", "không có", "' OR 1=1 --"])
def test_unknown_conversations_are_told(history: History, name: str) -> None:
    with pytest.raises(UnknownConversationError, match="Hãy mở"):
        history.read(name)
    with pytest.raises(UnknownConversationError):
        history.settle(99, None, failure="x")


def test_link_reopens_the_same_answer_until_withdrawn(store: Store, answer: Answer) -> None:
    history, sharing = History(store), Sharing(store)
    talk = history.ask(_QUESTION, QueryOptions())
    exchange = history.settle(talk.exchanges[0].id, answer).id
    token = sharing.share(exchange)
    assert sharing.share(exchange) == token
    assert sharing.shared(token).answer == answer
    history.delete(talk.head.id)
    with pytest.raises(UnknownConversationError):
        sharing.shared(token)
    history.restore(talk.head.id)
    sharing.withdraw(exchange)
    with pytest.raises(UnknownConversationError, match="liên kết"):
        sharing.shared(token)


def test_feedback_becomes_a_golden_question_or_a_synonym(store: Store, tmp_path: Path) -> None:
    history, desk = History(store), FeedbackDesk(store, tmp_path / "review")
    talk = history.ask("Xin lại khai sinh ở đâu?", QueryOptions())
    good = talk.exchanges[0].id
    bad = history.ask("Đóng dấu mộc ở đâu?", QueryOptions(), talk.head.id).exchanges[1].id
    desk.give(good, helpful=True)
    desk.give(bad, helpful=True)
    desk.give(bad, helpful=False, reason="trích nhầm điều")
    assert desk.verdicts(talk.head.id) == {good: True, bad: False}
    waiting = desk.to_review()
    assert [item.exchange.id for item in waiting] == [bad, good]
    assert waiting[0].reason == "trích nhầm điều"

    desk.make_synonym(waiting[0].id, "dấu mộc", "con dấu của cơ quan")
    for _ in range(2):
        desk.make_golden(waiting[1].id, (("QT-11", "5.2"),))
    assert desk.to_review() == ()
    assert {item.outcome for item in desk.to_review(reviewed=True)} == {
        Outcome.SYNONYM,
        Outcome.GOLDEN,
    }
    (question,) = read_questions(tmp_path / "review")
    assert question.text == "Xin lại khai sinh ở đâu?"
    assert question.answers == (Gold("QT-11", "5.2"),)
    official = load_synonyms([tmp_path / "review"]).of(["dấu", "mộc"])
    assert ("con", "dấu", "của", "cơ", "quan") in official

    for item in waiting:
        desk.reopen(item.id)
    assert list((tmp_path / "review").iterdir()) == []
    desk.dismiss(waiting[0].id)
    desk.withdraw(good)
    assert desk.verdicts(talk.head.id) == {bad: False}


def test_wording_given_twice_leaves_a_register_that_loads(store: Store, tmp_path: Path) -> None:
    history, desk = History(store), FeedbackDesk(store, tmp_path)
    for said in ("Dấu mộc", "dấu  MỘC"):
        exchange = history.ask("Đóng dấu mộc ở đâu?", QueryOptions()).exchanges[0].id
        desk.give(exchange, helpful=False)
        desk.make_synonym(desk.to_review()[0].id, said, "con dấu nổi")
    assert load_synonyms([tmp_path]).of(["dấu", "mộc"]).count(("con", "dấu", "nổi")) == 1
    with pytest.raises(RegisterError, match="bằng chữ"):
        desk.make_synonym(1, "?!", "con dấu")


def test_feedback_whose_file_cannot_be_written_still_waits(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "review"
    folder.write_text("")
    history, desk = History(store), FeedbackDesk(store, folder)
    desk.give(history.ask(_QUESTION, QueryOptions()).exchanges[0].id, helpful=False)
    (waiting,) = desk.to_review()
    with pytest.raises(OSError):
        desk.make_golden(waiting.id, ())
    assert desk.to_review() == (waiting,)


def test_approved_wording_is_searched_with_from_the_next_question_on(
    store: Store, engine: Engine, shipped_settings: Settings, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path, index=shipped_settings.index_dir)
    history, desk = History(store), FeedbackDesk(store, settings.review_dir)
    question = "Ai xử vụ bẻ kèo?"
    desk.give(history.ask(question, QueryOptions()).exchanges[0].id, helpful=False)
    asked = Engine(settings, engine.encoder, Index.open(settings, engine.encoder.model_id))

    def finds_complaints() -> bool:
        asked.refresh()
        first = asked.ask(question).results
        return any("khiếu nại" in result.document.title.lower() for result in first)

    before = finds_complaints()
    (waiting,) = desk.to_review()
    desk.make_synonym(waiting.id, "bẻ kèo", "giải quyết khiếu nại")
    approved = finds_complaints()
    desk.reopen(waiting.id)
    after = finds_complaints()
    asked.close()
    assert (before, approved, after) == (False, True, False)
