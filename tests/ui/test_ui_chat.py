"""The page "Hỏi đáp" in a real browser, over a deterministic engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.ui.driving import LOOPBACK, Server, Visit
from tests.ui.fake_engine import HOSTILE, QUOTE

pytestmark = pytest.mark.browser

QUESTION = "Ai phê duyệt tài liệu trước khi ban hành?"
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
Open = Callable[..., Visit]


@pytest.fixture
def chat(fake_server: Server, visit: Open) -> Visit:
    page = visit(fake_server)
    page.open()
    return page


@SIZES
def test_answer_has_markers_and_choosing_one_moves_the_pane(
    fake_server: Server, visit: Open, width: int, height: int
) -> None:
    chat = visit(fake_server, width, height)
    chat.open()
    chat.ask(QUESTION)
    expect(chat.pane).to_contain_text("QT-01, mục 5.2")
    expect(chat.marker(1)).to_have_attribute("aria-pressed", "true")
    expect(chat.pane.locator("img")).to_have_count(1)
    assert not chat.scrolls_sideways()

    chat.marker(2).click()
    expect(chat.pane.locator(".head")).to_contain_text("TCVN ISO 9001:2015")
    expect(chat.pane.locator("mark")).to_have_text(
        "Cơ quan bảo đảm tài liệu được xem xét và phê duyệt."
    )
    expect(chat.pane.locator(".standing")).to_contain_text("Còn hiệu lực")
    expect(chat.pane).to_be_in_viewport()
    assert not chat.scrolls_sideways()


@SIZES
def test_the_pane_waits_out_of_sight_for_the_first_source(
    fake_server: Server, visit: Open, width: int, height: int
) -> None:
    chat = visit(fake_server, width, height)
    chat.open()
    expect(chat.page.locator(".st-key-welcome")).to_be_visible()
    expect(chat.pane).to_be_hidden()
    chat.ask("Giá vàng hôm nay?")
    expect(chat.page.locator(".outcome")).to_be_visible()
    expect(chat.pane).to_be_hidden()


@SIZES
def test_very_long_answer_and_open_panels_never_scroll_sideways(
    fake_server: Server, visit: Open, width: int, height: int
) -> None:
    chat = visit(fake_server, width, height)
    chat.open()
    chat.ask("Một câu trả lời thật dài " + "x" * 300)
    expect(chat.page.locator(".claim")).to_have_count(42)
    chat.page.get_by_text("Xem vì sao").click()
    expect(chat.page.locator(".results li")).to_have_count(3)
    chat.page.get_by_text("Bộ lọc", exact=True).first.click()
    expect(chat.page.get_by_text("Loại tài liệu").first).to_be_visible()
    assert not chat.scrolls_sideways()


def test_markers_work_from_the_keyboard_and_keep_the_focus(chat: Visit) -> None:
    chat.ask(QUESTION)
    chat.marker(3).focus()
    chat.page.keyboard.press("Enter")
    expect(chat.pane.locator(".head")).to_contain_text("Điều 13")
    expect(chat.marker(3)).to_be_focused()
    expect(chat.marker(3)).to_have_attribute("title", "Điều 13, Nghị định 30/2020/NĐ-CP")


def test_follow_up_keeps_the_earlier_exchange_on_screen(chat: Visit) -> None:
    chat.ask(QUESTION)
    expect(chat.marker(1)).to_be_visible()
    chat.ask("phe duyet the nao")
    expect(chat.page.locator(".question")).to_have_text([QUESTION, "phe duyet the nao"])
    expect(chat.page.locator(".understood")).to_have_text(
        "Đã hiểu là: Phe duyet the nao, về việc phê duyệt tài liệu trước khi ban hành?"
    )
    expect(chat.page.locator(".marker")).to_have_count(6)
    # Not by the mouse: the page moves the newest question to the top a moment after its answer
    # stands, and on a busy machine a button moves away between press and release.
    chat.marker(2, exchange=0).dispatch_event("click")
    expect(chat.marker(2, exchange=0)).to_have_attribute("aria-pressed", "true")
    expect(chat.marker(1)).to_have_attribute("aria-pressed", "false")


def test_suggested_question_is_asked_when_chosen(chat: Visit) -> None:
    chat.page.locator(".choice", has_text=QUESTION).click()
    expect(chat.page.locator(".question")).to_have_text(QUESTION)
    expect(chat.marker(1)).to_be_visible()


def test_pane_leafs_through_the_pages_of_a_pdf(chat: Visit) -> None:
    chat.ask(QUESTION)
    expect(chat.pane.get_by_text("Trang 2/2").first).to_be_visible()
    chat.pane.get_by_text("Trang trước").click()
    expect(chat.pane.get_by_text("Trang 1/2").first).to_be_visible()


def test_source_opens_and_citation_is_copied(chat: Visit) -> None:
    chat.ask(QUESTION)
    with chat.page.expect_download() as download:
        chat.pane.get_by_text("Mở tài liệu").click()
    assert download.value.suggested_filename == "qt-01.pdf"
    chat.pane.get_by_text("Sao chép trích dẫn").click()
    expect(chat.pane.get_by_text("Đã sao chép").first).to_be_visible()
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert copied == f'"{QUOTE}" (QT-01, mục 5.2)'


def test_missing_source_file_is_said(chat: Visit) -> None:
    chat.ask(QUESTION)
    chat.marker(3).click()
    expect(chat.pane).to_contain_text("Tệp gốc không còn ở chỗ cũ")
    expect(chat.pane.locator(".notice")).to_contain_text("Một số điều đã được sửa đổi.")


def test_blank_question_gets_a_line(chat: Visit) -> None:
    chat.ask("\u2066\u200e\u202e")
    expect(chat.page.get_by_text("Hãy gõ câu hỏi rồi gửi.").first).to_be_visible()
    expect(chat.page.locator(".question")).to_have_count(0)


def test_question_of_100_kb_gets_a_line(chat: Visit) -> None:
    chat.ask("dài " * 25_000)
    expect(chat.page.get_by_text("tối đa 2000 ký tự").first).to_be_visible()
    chat.ask(QUESTION)
    expect(chat.marker(1)).to_be_visible()
    expect(chat.page.get_by_text("tối đa 2000 ký tự")).to_have_count(0)


@pytest.mark.parametrize(
    "question",
    ["<img src=x onerror=alert(1)> **đậm**", "'; DROP TABLE documents; -- <b>", "\x00\x1b[31m <i>"],
)
def test_hostile_text_is_shown_and_never_rendered(chat: Visit, question: str) -> None:
    chat.ask(question)
    expect(chat.page.locator(".claim")).to_contain_text(HOSTILE)
    expect(chat.pane.locator("mark")).to_have_text(HOSTILE)
    chat.page.get_by_text("Xem vì sao").click()
    expect(chat.page.locator(".results")).to_contain_text(HOSTILE)
    for made in ("img[src='x']", "a[href*='x.example']", "script:text('alert')"):
        expect(chat.page.locator(made)).to_have_count(0)
    assert chat.dialogs == []
    assert chat.hosts <= LOOPBACK


def test_hostile_suggestion_is_shown_as_text(chat: Visit) -> None:
    expect(chat.page.locator(".choice").last).to_have_text(f"Câu gợi ý {HOSTILE}")
    assert chat.dialogs == []


def test_refusal_names_the_nearest_documents(chat: Visit) -> None:
    chat.ask("Giá vàng hôm nay?")
    box = chat.page.locator(".outcome")
    expect(box).to_contain_text("Kho tài liệu chưa có nội dung trả lời câu này")
    expect(box.locator("li")).to_have_count(3)
    expect(chat.pane).to_have_count(0)


def test_no_result_for_a_filter_offers_to_ask_without(chat: Visit) -> None:
    chat.page.get_by_text("Bộ lọc", exact=True).first.click()
    chat.page.get_by_text("Pháp luật", exact=True).click()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_text("Bộ lọc: Pháp luật").first).to_be_visible()
    chat.ask("Giá vàng hôm nay?")
    expect(chat.page.locator(".outcome")).to_contain_text("Không có kết quả với bộ lọc")
    chat.page.get_by_text("Bỏ bộ lọc và hỏi lại").click()
    expect(chat.page.locator(".outcome")).to_have_count(2)
    expect(chat.page.get_by_text("Bộ lọc", exact=True).first).to_be_visible()


def test_unexpected_failure_hides_details_and_offers_to_ask_again(chat: Visit) -> None:
    chat.ask("câu làm hỏng")
    expect(chat.page.locator(".outcome")).to_contain_text("lỗi ngoài dự kiến")
    expect(chat.page.get_by_text("Hỏi lại", exact=True).first).to_be_visible()
    assert "secret detail" not in chat.page.content()


def test_page_is_painted_and_takes_questions_while_models_load(
    fake_server: Server, visit: Open
) -> None:
    gate = fake_server.folder / "gate"
    gate.unlink(missing_ok=True)
    chat = visit(fake_server)
    chat.open("gate")
    expect(chat.page.get_by_text("Đang mở kho tài liệu và mô hình").first).to_be_visible()
    chat.ask(QUESTION)
    expect(chat.page.get_by_text("Đã nhận câu hỏi").first).to_be_visible()
    gate.touch()
    expect(chat.marker(1)).to_be_visible()


@pytest.mark.parametrize(
    ("mode", "title"),
    [
        ("missing", "Chưa có kho tài liệu"),
        ("outdated", "Kho tài liệu cần được lập lại"),
        ("broken", "Không mở được kho tài liệu"),
    ],
)
def test_engine_that_cannot_open_is_explained(
    fake_server: Server, visit: Open, mode: str, title: str
) -> None:
    chat = visit(fake_server, 390, 844)
    chat.open(mode)
    expect(chat.page.locator(".outcome .title")).to_have_text(title)
    expect(chat.page.get_by_text("Thử lại", exact=True).first).to_be_visible()
    assert "secret detail" not in chat.page.content()
    expect(chat.page.locator("b", has_text="x")).to_have_count(0)
    assert not chat.scrolls_sideways()


def test_language_switches_the_whole_page(chat: Visit) -> None:
    chat.ask(QUESTION)
    chat.page.get_by_text("English", exact=True).click()
    expect(chat.page.get_by_text("See why").first).to_be_visible()
    expect(chat.pane.get_by_text("Open document").first).to_be_visible()
    expect(chat.page.locator(".kind", has_text="Legal basis")).to_be_visible()
    chat.page.get_by_text("New conversation").click()
    expect(chat.page.get_by_text("Suggested questions").first).to_be_visible()
