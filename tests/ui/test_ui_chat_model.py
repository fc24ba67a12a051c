"""The chat with a language model: cards first, sentences checked, an answer whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.llm import Draft, Event, Finished
from assistant.model import Answer
from ui.streaming import Writing

QUESTION = "Ai phê duyệt tài liệu trước khi ban hành?"
GOOD = "Giám đốc phê duyệt trước khi ban hành."
INVENTED = "Bộ trưởng phê duyệt trong 99 ngày."
ANSWER = Answer(QUESTION, QUESTION, False, 0.9, (), (), ())


def _work(events: Callable[[], Generator[Event]], *, stop: bool = False) -> Writing:
    writing = Writing(ANSWER)
    if stop:
        writing.stop()
    with ThreadPoolExecutor() as worker:
        writing.start(worker, events)
    return writing


@pytest.mark.unit
def test_leaving_cancels_the_request_and_keeps_the_first_answer() -> None:
    cancelled = threading.Event()

    def endless() -> Generator[Event]:
        try:
            while True:
                yield Draft("một")
        finally:
            cancelled.set()

    assert _work(endless, stop=True).result() == ANSWER
    assert cancelled.is_set()


@pytest.mark.unit
def test_reader_who_no_longer_looks_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.streaming._LEFT", 0.05)

    def endless() -> Generator[Event]:
        while True:
            yield Draft("một")

    writing = _work(endless)
    assert writing.done
    assert writing.result() == ANSWER


@pytest.mark.unit
def test_model_that_breaks_leaves_the_first_answer_and_says_so() -> None:
    def broken() -> Generator[Event]:
        yield Draft("một")
        raise RuntimeError("secret detail of a provider")

    answer = _work(broken).result()
    assert answer.claims == ANSWER.claims
    assert answer.mode.startswith("llm_failed")
    assert "secret" not in " ".join(answer.notices)


@pytest.mark.unit
def test_last_event_holds_the_answer() -> None:
    final = Answer(QUESTION, QUESTION, False, 0.9, (), (), (), mode="llm")

    def whole() -> Generator[Event]:
        yield Finished(final)

    assert _work(whole).result() == final
