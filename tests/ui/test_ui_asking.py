"""A question that waits for its answer while the page is drawn anew."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import cast

import pytest

from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from tests.ui.fake_engine import FakeEngine
from ui.asking import start_asking
from ui.loader import EngineHost
from ui.state import Conversation

pytestmark = pytest.mark.unit


class SlowEngine(FakeEngine):
    """Answers when it may; counts what it is asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[str] = []
        self.may = threading.Event()

    def ask(self, question: str, options: QueryOptions) -> Answer:
        self.asked.append(question)
        self.may.wait(10)
        return super().ask(question, options)


def test_a_page_drawn_anew_waits_for_the_answer_already_asked_for(tmp_path: Path) -> None:
    engine = SlowEngine(tmp_path)
    host = EngineHost(lambda: cast(Engine, engine))
    talk = Conversation()
    exchange = talk.add("Ai phê duyệt tài liệu?", QueryOptions())
    first, again = (start_asking(host, talk, exchange) for _ in range(2))
    assert not again.ready(0)
    engine.may.set()
    again.finish()
    assert first is again
    assert engine.asked == ["Ai phê duyệt tài liệu?"]
    assert exchange.answer is not None
    assert exchange.asking is None
    assert exchange.unsettled
