"""The desk that gives answers and follow-ups to a language model: how many at once, how long."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy.exc import SQLAlchemyError

from assistant.conversations import Turn
from assistant.engine import Engine
from assistant.llm import Completed, Draft, Event, Finished, Rewriter
from assistant.model import Answer
from corpus.errors import ConfigurationError, StorageError
from corpus.settings import Settings
from ui.loader import EngineHost
from ui.streaming import Writing, _Desk, plan_writing

pytestmark = pytest.mark.unit

QUESTION = "Ai phê duyệt tài liệu?"
LEANS = "nếu đi vắng thì người đó giao cho ai?"
ANSWER = Answer(QUESTION, QUESTION, False, 0.9, (), (), ())
REWRITTEN = Answer(QUESTION, QUESTION, False, 0.9, (), (), (), mode="llm")
TURNS = [Turn(QUESTION, ())]
AT_ONCE = 8
WAIT = 10.0


@dataclass
class SlowRewriter:
    """Rewrites when `go` is set; `busy` counts who has begun."""

    go: threading.Event = field(default_factory=threading.Event)
    busy: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def rewrite(self, _answer: Answer) -> Generator[Event]:
        self.busy.release()
        yield Draft("một")
        self.go.wait(WAIT)
        yield Finished(REWRITTEN)

    def complete(self, question: str, _turns: Sequence[Turn]) -> Completed:
        self.busy.release()
        self.go.wait(WAIT)
        return Completed(f"{question} (đủ ý)")


@pytest.fixture
def rewriter() -> Iterator[SlowRewriter]:
    slow = SlowRewriter()
    yield slow
    slow.go.set()


@pytest.fixture
def desk_for(monkeypatch: pytest.MonkeyPatch) -> Callable[..., _Desk]:
    """Make a desk: `desk_for(open, **settings)`; `open` makes the rewriter, or raises."""

    def make(open_rewriter: Callable[[], object], **settings: object) -> _Desk:
        configured = Settings(**({"llm_model": "m"} | settings))  # type: ignore[arg-type] # checked
        archive = SimpleNamespace(settings=configured, store=None)
        monkeypatch.setattr("ui.streaming.open_archive", lambda: archive)
        monkeypatch.setattr(Rewriter, "open", lambda *_: open_rewriter())
        return _Desk(EngineHost(lambda: cast(Engine, object())))

    return make


def _begin(desk: _Desk, patience: float = WAIT) -> Writing:
    writing = Writing(ANSWER)
    desk.start(writing, patience)
    return writing


def _ended(writing: Writing) -> Answer:
    done = threading.Event()
    cast("Future[None]", writing._work).add_done_callback(lambda _: done.set())
    assert done.wait(WAIT)
    return writing.result()


def test_ninth_answer_at_once_does_without_the_model_and_says_so(
    desk_for: Callable[..., _Desk], rewriter: SlowRewriter
) -> None:
    desk = desk_for(lambda: rewriter)
    served = [_begin(desk) for _ in range(AT_ONCE)]
    assert all(rewriter.busy.acquire(timeout=WAIT) for _ in served)
    ninth = _ended(_begin(desk))
    assert ninth.mode == "llm_failed: đang quá tải"
    assert ninth.claims == ANSWER.claims
    assert not any(writing.done for writing in served)
    rewriter.go.set()
    assert [_ended(writing).mode for writing in served] == ["llm"] * AT_ONCE
    assert _ended(_begin(desk)).mode == "llm"


def test_follow_up_beside_eight_answers_is_asked_as_typed(
    desk_for: Callable[..., _Desk], rewriter: SlowRewriter
) -> None:
    desk = desk_for(lambda: rewriter)
    served = [_begin(desk) for _ in range(AT_ONCE)]
    assert all(rewriter.busy.acquire(timeout=WAIT) for _ in served)
    asked = desk.complete(LEANS, TURNS, lambda completed: completed)
    assert asked is not None
    assert asked.result(WAIT) == Completed(None, "đang quá tải")


def test_follow_up_is_completed_before_it_is_asked(
    desk_for: Callable[..., _Desk], rewriter: SlowRewriter
) -> None:
    rewriter.go.set()
    asked = desk_for(lambda: rewriter).complete(LEANS, TURNS, lambda done: done.question)
    assert asked is not None
    assert asked.result(WAIT) == f"{LEANS} (đủ ý)"


@pytest.mark.parametrize(
    ("question", "settings"),
    [
        ("Đánh giá nội bộ mấy lần một năm?", {}),
        (LEANS, {"llm_model": None}),
        (LEANS, {"llm_question_seconds": 0}),
    ],
)
def test_model_is_not_asked_needlessly(
    desk_for: Callable[..., _Desk],
    rewriter: SlowRewriter,
    question: str,
    settings: dict[str, object],
) -> None:
    desk = desk_for(lambda: rewriter, **settings)
    assert desk.complete(question, TURNS, lambda completed: completed) is None


def _broken() -> object:
    raise ConfigurationError("Không mở được mô hình. Hãy kiểm tra các biến ISO_LLM_*.")


def test_model_that_cannot_be_opened_leaves_answer_and_question(
    desk_for: Callable[..., _Desk],
) -> None:
    desk = desk_for(_broken)
    assert _ended(_begin(desk)).mode == "llm_failed: chưa được cấu hình đúng"
    asked = desk.complete(LEANS, TURNS, lambda completed: completed)
    assert asked is not None
    assert asked.result(WAIT) == Completed(None, "chưa được cấu hình đúng")


@pytest.mark.parametrize("error", [StorageError("bận"), SQLAlchemyError("hỏng"), OSError("đầy")])
def test_store_that_refuses_leaves_the_question_as_typed(
    desk_for: Callable[..., _Desk], error: Exception
) -> None:
    def refuse(*_: object) -> Completed:
        raise error

    asked = desk_for(lambda: SimpleNamespace(complete=refuse)).complete(
        LEANS, TURNS, lambda completed: completed
    )
    assert asked is not None
    assert asked.result(WAIT) == Completed(None, "gặp lỗi ngoài dự kiến")


def test_model_that_opens_too_late_is_not_waited_for(
    desk_for: Callable[..., _Desk], rewriter: SlowRewriter
) -> None:
    def late() -> object:
        rewriter.go.wait(WAIT)
        return rewriter

    desk = desk_for(late, llm_question_seconds=0.05)
    assert _ended(_begin(desk, patience=0.05)).mode == "llm_failed: không trả lời kịp"
    asked = desk.complete(LEANS, TURNS, lambda completed: completed)
    assert asked is not None
    assert asked.result(WAIT) == Completed(None, "không trả lời kịp")
    rewriter.go.set()
    assert _ended(_begin(desk)).mode == "llm"


def test_what_has_no_answer_is_not_rewritten(
    desk_for: Callable[..., _Desk], rewriter: SlowRewriter
) -> None:
    desk_for(lambda: rewriter)
    refused = Answer(QUESTION, QUESTION, True, 0.1, (), (), ())
    assert plan_writing(refused) is None
    planned = plan_writing(ANSWER)
    assert planned is not None
    assert not planned.started
    assert not planned.done
