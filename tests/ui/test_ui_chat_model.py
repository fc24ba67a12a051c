"""The chat with a language model: cards first, sentences checked, an answer whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from assistant.llm import Draft, Event, Finished
from assistant.model import Answer
from tests.ui.driving import HERE, LOOPBACK, Server, Visit, free_port, serving
from tests.ui.fake_engine import QUOTE
from tests.ui.fake_model import FakeModel, said, serving_model
from ui.streaming import Writing

QUESTION = "Ai phê duyệt tài liệu trước khi ban hành?"
GOOD = "Giám đốc phê duyệt trước khi ban hành."
INVENTED = "Bộ trưởng phê duyệt trong 99 ngày."
ANSWER = Answer(QUESTION, QUESTION, False, 0.9, (), (), ())


@pytest.fixture(scope="module")
def model() -> Iterator[FakeModel]:
    with serving_model() as model:
        yield model


@pytest.fixture(scope="module")
def server(model: FakeModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real pages over the fake engine and a language model that a queue feeds."""
    folder, port = tmp_path_factory.mktemp("model"), free_port()
    command = ["-m", "streamlit", "run", str(HERE / "fake_app.py"), f"--server.port={port}"]
    settings = {
        "ISO_TEST_FOLDER": str(folder),
        "ISO_DATA": str(folder / "data"),
        "ISO_LLM_MODEL": "fake",
        "ISO_LLM_URL": model.url,
        "NO_PROXY": "127.0.0.1",
    }
    with serving(command, port, folder, settings) as server:
        yield server


@pytest.mark.browser
def test_cards_come_first_and_sentences_are_marked_as_they_pass(
    server: Server, model: FakeModel, visit: Callable[..., Visit]
) -> None:
    chat = visit(server)
    chat.open()
    chat.ask(QUESTION)
    # The first question of a server waits for the store to open.
    expect(chat.pane).to_contain_text("QT-01, mục 5.2", timeout=100_000)
    expect(chat.page.get_by_text("Mô hình đang viết lại").first).to_be_visible()
    expect(chat.page.locator(".claim")).to_have_count(0)

    whole = said(GOOD, QUOTE, 1)
    model.put(whole[:-6])
    expect(chat.page.locator(".draft")).to_contain_text("Giám đốc phê duyệt", timeout=100_000)
    model.put(whole[-6:])
    expect(chat.page.locator(".claim")).to_contain_text(GOOD)
    expect(chat.page.locator(".checked")).to_have_count(1)
    model.put(said(INVENTED, QUOTE, 1))
    expect(chat.page.locator(".dropped")).to_have_text("Đã bỏ 1 câu không có căn cứ.")
    expect(chat.page.get_by_text("99 ngày")).to_have_count(0)
    chat.marker(1).click()
    expect(chat.pane.locator("mark")).to_contain_text("Giám đốc phê duyệt")
    model.finish()

    expect(chat.page.locator(".writing")).to_have_count(0)
    expect(chat.page.locator(".claim").filter(has_text=GOOD)).to_have_count(1)
    expect(chat.page.locator(".remark").last).to_contain_text("Đã bỏ 1 trong 2 câu")
    expect(chat.page.get_by_text("99 ngày")).to_have_count(0)
    chat.page.reload()
    expect(chat.page.locator(".claim").filter(has_text=GOOD)).to_have_count(1)
    assert chat.hosts <= LOOPBACK


@pytest.mark.browser
def test_model_that_declines_leaves_the_verbatim_answer_and_says_so(
    server: Server, model: FakeModel, visit: Callable[..., Visit]
) -> None:
    chat = visit(server, 390, 844)
    chat.open()
    model.put(400)
    chat.ask(QUESTION)
    expect(chat.page.locator(".remark").first).to_contain_text("từ chối yêu cầu", timeout=100_000)
    expect(chat.page.locator(".claim").filter(has_text=QUOTE)).to_have_count(1)
    assert not chat.scrolls_sideways()


@pytest.mark.browser
def test_reader_can_have_the_verbatim_answer_at_once(
    server: Server, model: FakeModel, visit: Callable[..., Visit]
) -> None:
    chat = visit(server)
    chat.open()
    chat.ask(QUESTION)
    chat.page.get_by_text("Xem ngay câu trích nguyên văn").click()
    expect(chat.page.locator(".claim").filter(has_text=QUOTE)).to_have_count(1)
    expect(chat.page.locator(".writing")).to_have_count(0)
    model.finish()


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
