"""The chat with a language model: cards first, sentences checked, an answer whatever happens."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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
OPENING = 60_000  # milliseconds: a machine whose cores have other work
ANSWER = Answer(QUESTION, QUESTION, False, 0.9, (), (), ())


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeModel]:
    with serving_model() as fake:
        yield fake


@pytest.fixture
def model(fake: FakeModel) -> Iterator[FakeModel]:
    """The fake model without what an earlier test left."""
    yield fake
    if fake.asked.is_set() and not fake.ended.is_set():
        fake.finish()
        assert fake.ended.wait(OPENING / 1000)
    fake.forget()


@contextlib.contextmanager
def _serving(folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    """Serve the real pages over the fake engine and the language model that `settings` name."""
    port = free_port()
    command = ["-m", "streamlit", "run", str(HERE / "fake_app.py"), f"--server.port={port}"]
    usual = {
        "ISO_TEST_FOLDER": str(folder),
        "ISO_DATA": str(folder / "data"),
        "ISO_LLM_MODEL": "fake",
        "ISO_LLM_FIRST_SECONDS": "30",
        "ISO_LLM_QUESTION_SECONDS": "30",
        "NO_PROXY": "127.0.0.1",
    }
    with serving(command, port, folder, usual | settings) as server:
        yield server


@pytest.fixture(scope="module")
def server(fake: FakeModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with _serving(tmp_path_factory.mktemp("model"), {"ISO_LLM_URL": fake.url}) as server:
        yield server


@pytest.fixture
def chat(server: Server, visit: Callable[..., Visit]) -> Visit:
    chat = visit(server)
    chat.open()
    return chat


def _wait_for_request(chat: Visit, model: FakeModel) -> None:
    # The first answer of a server waits for the model's packages.
    expect(chat.page.get_by_text("Mô hình đang viết lại").first).to_be_visible(timeout=OPENING)
    assert model.asked.wait(OPENING / 1000)


@pytest.mark.browser
def test_cards_come_first_and_sentences_are_marked_as_they_pass(
    chat: Visit, model: FakeModel
) -> None:
    chat.ask(QUESTION)
    _wait_for_request(chat, model)
    expect(chat.pane).to_contain_text("QT-01, mục 5.2")
    expect(chat.page.locator(".claim")).to_have_count(0)

    whole = said(GOOD, QUOTE, 1)
    model.put(whole[:-6])
    expect(chat.page.locator(".draft")).to_contain_text("Giám đốc phê duyệt")
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
@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([400], "từ chối yêu cầu"),
        ([503, 503, 503], "không kết nối được"),
        (["Xin lỗi, tôi không thể trả lời.", None], "không đưa ra câu nào dùng được"),
        ([said(INVENTED, QUOTE, 1), None], "viết quá nhiều điều không có căn cứ"),
    ],
)
def test_model_that_fails_leaves_the_verbatim_answer_and_says_so(
    server: Server,
    model: FakeModel,
    visit: Callable[..., Visit],
    answers: list[str | int | None],
    reason: str,
) -> None:
    chat = visit(server, 390, 844)
    chat.open()
    model.put(*answers)
    chat.ask(QUESTION)
    _expect_verbatim(chat, reason)
    assert not chat.scrolls_sideways()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"ISO_LLM_FIRST_SECONDS": "1"}, "không trả lời kịp"),
        ({"ISO_LLM_URL": "http://127.0.0.1:9/v1"}, "không kết nối được"),
        ({"ISO_LLM_TOKENS_A_DAY": "1"}, "đã hết hạn mức hôm nay"),
        ({"ISO_LLM_PROVIDER": "khong-co"}, "chưa được cấu hình đúng"),
    ],
)
def test_model_that_cannot_answer_leaves_the_verbatim_answer_and_says_so(
    model: FakeModel,
    visit: Callable[..., Visit],
    tmp_path: Path,
    settings: dict[str, str],
    reason: str,
) -> None:
    with _serving(tmp_path, {"ISO_LLM_URL": model.url} | settings) as server:
        chat = visit(server)
        chat.open()
        chat.ask(QUESTION)
        _expect_verbatim(chat, reason)


def _expect_verbatim(chat: Visit, reason: str) -> None:
    expect(chat.page.locator(".remark").first).to_contain_text(
        f"Mô hình ngôn ngữ {reason}; đây là câu trả lời trích nguyên văn.", timeout=OPENING
    )
    expect(chat.page.locator(".claim").filter(has_text=QUOTE)).to_have_count(1)
    expect(chat.page.locator(".writing")).to_have_count(0)


@pytest.mark.browser
def test_follow_up_that_no_rule_knows_is_completed_shown_and_can_be_edited(
    chat: Visit, model: FakeModel
) -> None:
    model.put(said(GOOD, QUOTE, 1), None)
    chat.ask(QUESTION)
    expect(chat.page.get_by_text("Xem vì sao")).to_have_count(1, timeout=OPENING)
    whole = "Nếu Giám đốc đi vắng thì giao cho ai phê duyệt?"
    model.put(json.dumps({"question": whole}), None, said(GOOD, QUOTE, 1), None)
    chat.ask("nếu đi vắng thì người đó giao cho ai?")
    expect(chat.page.locator(".understood")).to_have_text(f"Đã hiểu là: {whole}")
    expect(chat.page.get_by_text("Xem vì sao")).to_have_count(2, timeout=OPENING)
    chat.page.get_by_text("Sửa câu hỏi").click()
    expect(chat.page.get_by_label("Câu hỏi đã sửa")).to_have_value(whole)
    chat.page.reload()
    expect(chat.page.locator(".understood")).to_have_text(f"Đã hiểu là: {whole}")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([400], "từ chối yêu cầu"),
        (
            [json.dumps({"question": "Điều 99 giao cho ai?"}), None],
            "không đưa ra câu hỏi dùng được",
        ),
    ],
)
def test_follow_up_that_the_model_fails_on_is_asked_as_typed_with_a_note(
    chat: Visit, model: FakeModel, answers: list[str | int | None], reason: str
) -> None:
    model.put(said(GOOD, QUOTE, 1), None)
    chat.ask(QUESTION)
    expect(chat.page.get_by_text("Xem vì sao")).to_have_count(1, timeout=OPENING)
    model.put(*answers, said(GOOD, QUOTE, 1), None)
    chat.ask("nếu đi vắng thì người đó giao cho ai?")
    expect(chat.page.get_by_text("Xem vì sao")).to_have_count(2, timeout=OPENING)
    expect(chat.page.locator(".understood")).to_have_count(0)
    expect(chat.page.locator(".notice").filter(has_text=reason)).to_have_count(1)


@pytest.mark.browser
def test_reader_can_have_the_verbatim_answer_at_once(chat: Visit, model: FakeModel) -> None:
    chat.ask(QUESTION)
    _wait_for_request(chat, model)
    chat.page.get_by_text("Xem ngay câu trích nguyên văn").click()
    expect(chat.page.locator(".claim").filter(has_text=QUOTE)).to_have_count(1)
    expect(chat.page.locator(".writing")).to_have_count(0)


@pytest.mark.browser
def test_reader_who_leaves_ends_the_request(chat: Visit, model: FakeModel) -> None:
    chat.ask(QUESTION)
    _wait_for_request(chat, model)
    chat.page.close()
    # Only writing to a connection that was closed tells the fake that nobody reads.
    assert any(model.ended.wait(0.5) for _ in _speaking(model))


def _speaking(model: FakeModel) -> Iterator[None]:
    """Have the model say blanks for half a minute, two a second."""
    for _ in range(60):
        model.put(" ")
        yield


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
