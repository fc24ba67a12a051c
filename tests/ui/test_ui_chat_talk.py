"""Conversations in a real browser: kept, continued, corrected, judged, given on, reviewed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from playwright.sync_api import Locator, expect

from assistant.questions import Gold, read_questions
from corpus.registers import load_synonyms
from tests.ui.driving import LOOPBACK, Server, Visit
from tests.ui.fake_engine import HOSTILE, QUOTE

pytestmark = pytest.mark.browser

QUESTION = "Ai phê duyệt tài liệu trước khi ban hành?"
Open = Callable[..., Visit]


@pytest.fixture
def chat(fake_server: Server, visit: Open) -> Visit:
    page = visit(fake_server)
    page.open()
    return page


def _ask(chat: Visit, question: str) -> None:
    before = chat.page.locator(".question").count()
    chat.ask(question)
    expect(chat.page.locator(".question")).to_have_count(before + 1)
    # The first question of a server waits for the store to open.
    expect(chat.page.get_by_text("Xem vì sao")).to_have_count(before + 1, timeout=30_000)


def _entry(chat: Visit, title: str) -> Locator:
    return chat.page.locator(".history li").filter(has=chat.page.get_by_text(title, exact=True))


def _address(chat: Visit) -> str:
    expect(chat.page).to_have_url(re.compile("cuoc="))
    return chat.page.url


def test_conversation_survives_reload_and_another_browser(
    fake_server: Server, visit: Open, chat: Visit
) -> None:
    _ask(chat, QUESTION)
    _ask(chat, "Câu thứ hai của cuộc hỏi này là gì?")
    address = _address(chat)
    chat.page.reload()
    expect(chat.page.locator(".question")).to_have_count(2)
    expect(chat.pane).to_contain_text("QT-01, mục 5.2")

    other = visit(fake_server, 390, 844)
    other.page.goto(address)
    expect(other.page.locator(".question")).to_have_count(2)
    assert not other.scrolls_sideways()
    chat.page.get_by_text("Cuộc hỏi mới").click()
    expect(chat.page.get_by_text("Câu hỏi gợi ý").first).to_be_visible()
    expect(chat.page).not_to_have_url(re.compile("cuoc="))


def test_address_of_a_lost_conversation_says_so(fake_server: Server, visit: Open) -> None:
    chat = visit(fake_server)
    chat.page.goto(f"{fake_server.url}/?cuoc=khong-co")
    expect(chat.page.get_by_text("Cuộc hỏi trong liên kết không còn").first).to_be_visible()
    _ask(chat, QUESTION)


def test_history_finds_renames_deletes_and_brings_back(chat: Visit) -> None:
    _ask(chat, "Văn thư đóng dấu ở bước nào vậy?")
    search = chat.page.get_by_placeholder("Tìm cuộc hỏi")
    search.fill("van thu dong dau")
    search.press("Enter")
    expect(chat.page.locator(".history li")).to_have_count(1)
    entry = _entry(chat, "Văn thư đóng dấu ở bước nào vậy?")
    entry.get_by_title("Đổi tên").click()
    entry.locator("textarea").fill(f"Đóng dấu {HOSTILE}")
    entry.locator("textarea").press("Enter")
    renamed = chat.page.locator(".history li", has_text="Đóng dấu <img")
    expect(renamed).to_have_count(1)

    renamed.get_by_title("Xóa:").click()
    expect(chat.page.locator(".undo")).to_contain_text("Đã xóa")
    expect(chat.page.locator(".history li")).to_have_count(0)
    expect(chat.page.locator(".question")).to_have_count(0)
    chat.page.locator(".undo").get_by_text("Hoàn tác").click()
    renamed.locator(".open").click()
    expect(chat.page.locator(".question")).to_have_text("Văn thư đóng dấu ở bước nào vậy?")
    expect(renamed.locator(".open")).to_have_attribute("aria-current", "true")
    assert chat.dialogs == []
    assert chat.hosts <= LOOPBACK


def test_follow_up_is_understood_shown_and_can_be_edited(chat: Visit) -> None:
    _ask(chat, QUESTION)
    _ask(chat, "thế còn thời hạn lưu?")
    understood = chat.page.locator(".understood")
    expect(understood).to_have_text(
        "Đã hiểu là: Thời hạn lưu, về việc phê duyệt tài liệu trước khi ban hành?"
    )
    chat.page.get_by_text("Sửa câu hỏi").click()
    field = chat.page.get_by_label("Câu hỏi đã sửa")
    expect(field).to_be_focused()
    field.fill("Lưu hồ sơ phê duyệt tài liệu bao lâu?")
    field.press("Enter")
    expect(chat.page.locator(".question").last).to_have_text(
        "Lưu hồ sơ phê duyệt tài liệu bao lâu?"
    )
    chat.page.get_by_text("Tìm đúng như đã gõ").click()
    expect(chat.page.locator(".question").last).to_have_text("thế còn thời hạn lưu?")
    expect(understood).to_have_count(1)


def test_verdict_with_a_reason_is_kept_and_taken_back(chat: Visit) -> None:
    _ask(chat, QUESTION)
    yes = chat.page.get_by_role("button", name="Hữu ích")
    yes.click()
    expect(yes).to_have_attribute("aria-pressed", "true")
    expect(chat.page.locator(".thanks")).to_be_visible()
    yes.click()
    expect(yes).to_have_attribute("aria-pressed", "false")

    no = chat.page.get_by_role("button", name="Chưa đúng")
    no.click()
    chat.page.get_by_text("Dẫn sai điều, khoản").click()
    chat.page.get_by_text("Gửi ý kiến").click()
    expect(no).to_have_attribute("aria-pressed", "true")
    chat.page.reload()
    expect(no).to_have_attribute("aria-pressed", "true")


def test_link_reopens_the_same_answer_and_nothing_else(
    fake_server: Server, visit: Open, chat: Visit
) -> None:
    _ask(chat, "Một câu riêng tư")
    _ask(chat, QUESTION)
    chat.page.get_by_text("Chia sẻ").last.click()
    link = chat.page.locator("input.link").input_value()
    other = visit(fake_server, 390, 844)
    other.page.goto(link)
    expect(other.page.locator(".question")).to_have_text(QUESTION)
    expect(other.pane).to_contain_text("QT-01, mục 5.2")
    expect(other.page.get_by_text("Một câu riêng tư")).to_have_count(0)
    expect(other.page.get_by_text("Hữu ích")).to_have_count(0)
    other.marker(2).click()
    expect(other.pane.locator(".head")).to_contain_text("TCVN ISO 9001:2015")
    assert not other.scrolls_sideways()
    other.page.get_by_text("Hỏi câu của bạn").click()
    expect(other.page.get_by_text("Câu hỏi gợi ý").first).to_be_visible()
    other.page.goto(f"{fake_server.url}/?chia-se=khong-co")
    expect(other.page.locator(".outcome .title")).to_have_text("Liên kết không mở được")


def test_answer_and_conversation_are_exported(chat: Visit) -> None:
    _ask(chat, QUESTION)
    _ask(chat, "Bước nào đóng dấu văn bản phát hành?")
    word = _download(chat, "Câu trả lời này, Word (.docx)")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)
    assert QUOTE in text
    assert "Một số điều đã được sửa đổi." in text
    assert QUESTION not in text
    with pypdfium2.PdfDocument(_download(chat, "Cả cuộc hỏi, PDF")) as pdf:
        read = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert {"Ai phê duyệt tài liệu", "Bước nào đóng dấu"} <= {
        part for part in ("Ai phê duyệt tài liệu", "Bước nào đóng dấu") if part in read
    }


def _download(chat: Visit, label: str) -> bytes:
    chat.page.get_by_role("button", name="Xuất").last.click()
    with chat.page.expect_download() as download:
        chat.page.get_by_text(label, exact=True).click()
    chat.page.keyboard.press("Escape")
    return Path(download.value.path()).read_bytes()


def test_officer_turns_feedback_into_a_question_and_a_synonym(
    fake_server: Server, chat: Visit
) -> None:
    for question, reason in (("Ký nháy ở đâu?", f"Sai {HOSTILE}"), ("Dấu mộc ai giữ?", "Thiếu")):
        _ask(chat, question)
        chat.page.get_by_role("button", name="Chưa đúng").last.click()
        chat.page.get_by_label("Sai ở chỗ nào?").last.fill(reason)
        chat.page.get_by_label("Sai ở chỗ nào?").last.press("Enter")
        expect(chat.page.locator(".thanks").last).to_be_visible()

    review = chat.page
    review.goto(f"{fake_server.url}/y-kien")
    review.locator(".choice", has_text="Ký nháy").click()
    expect(review.locator(".st-key-review .facts")).to_contain_text(f"Sai {HOSTILE}")
    expect(review.get_by_label("Tài liệu khác")).to_have_count(1)
    review.get_by_label("Tài liệu khác").fill("QT-01")
    review.get_by_role("button", name="Thành câu kiểm thử").click()
    expect(review.get_by_text("Hãy ghi cả tài liệu và vị trí").first).to_be_visible()
    review.get_by_label("Vị trí trong tài liệu").fill("5.3")
    review.get_by_role("button", name="Thành câu kiểm thử").click()
    expect(review.locator(".choice", has_text="Ký nháy")).to_have_count(0)

    review.locator(".choice", has_text="Dấu mộc").click()
    expect(review.locator(".st-key-review .facts")).to_contain_text("Thiếu")
    expect(review.get_by_label("Cách người hỏi nói")).to_have_count(1)
    review.get_by_label("Cách người hỏi nói").fill("dấu mộc")
    review.get_by_label("Cách văn bản viết").fill("con dấu")
    review.get_by_role("button", name="Thành từ đồng nghĩa").click()
    expect(review.locator(".choice", has_text="Dấu mộc")).to_have_count(0)
    review.get_by_text("Đã xem").click()
    expect(review.locator(".choice", has_text="Dấu mộc")).to_contain_text("Từ đồng nghĩa")

    folder = fake_server.folder / "data" / "review"
    (question,) = read_questions(folder)
    assert question.text == "Ký nháy ở đâu?"
    assert question.answers == (Gold("QT-01", "5.3"),)
    assert ("con", "dấu") in load_synonyms([folder]).of(["dấu", "mộc"])

    review.get_by_text("Xem lại ý kiến này").click()
    expect(review.locator(".choice", has_text="Dấu mộc")).to_have_count(0)
    review.get_by_text("Chờ xem").click()
    expect(review.locator(".choice", has_text="Dấu mộc")).to_have_count(1)
    assert not list(folder.glob("synonyms*.yaml"))
    assert chat.dialogs == []
