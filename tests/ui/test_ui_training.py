"""The page "Đào tạo" in a real browser, over the real engine and the shipped corpus."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from playwright.sync_api import expect
from pptx import Presentation

from corpus.settings import Settings
from tests.ui.driving import LOOPBACK, Server, Visit, free_port, serving
from tests.ui.fake_engine import HOSTILE
from tests.ui.training_driving import (
    SLOW,
    Open,
    button,
    download,
    open_training,
    part,
    rows,
    store_settings,
)

pytestmark = [pytest.mark.browser, pytest.mark.integration]

QUESTIONS = f"""1. Ai phê duyệt tài liệu trước khi ban hành?
Câu 2: Điều 7.9.9 TCVN ISO 9001:2015 quy định gì?
{HOSTILE} ai ký ban hành?
???"""
ROLE = "Thư ký ISO **đậm**"


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings
) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("training"), free_port()
    settings = store_settings(folder, shipped_settings)
    with serving(["-m", "ui", "--port", str(port)], port, folder, settings) as server:
        yield server


def _assert_nothing_ran(visit: Visit) -> None:
    for made in ("img[src='x']", "a[href*='x.example']", "script:text('alert')"):
        expect(visit.page.locator(made)).to_have_count(0)
    assert visit.dialogs == []
    assert visit.hosts <= LOOPBACK


def _assert_handout(page: Visit) -> None:
    """Download the handout in each form and open it again."""
    expect(button(page, "Tải PDF")).to_be_visible()
    paper = Document(io.BytesIO(download(page, "Tải DOCX")))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Câu 1. Ai phê duyệt tài liệu trước khi ban hành?" in text
    assert "Giám đốc phê duyệt chính sách, sổ tay và quy trình" in text
    assert "Tài liệu được trích dẫn" in text
    assert download(page, "Tải PDF").startswith(b"%PDF")
    slides = Presentation(io.BytesIO(download(page, "Tải PPTX"))).slides
    assert len(slides) == 2
    assert "QT-01" in slides[1].notes_slide.notes_text_frame.text


def test_from_pasted_questions_to_an_approved_handout(server: Server, visit: Open) -> None:
    page = visit(server)
    open_training(page)
    box = page.page.get_by_label("Dán câu hỏi, mỗi dòng một câu")
    expect(box).to_be_visible(timeout=SLOW)
    box.fill(QUESTIONS)
    box.press("Control+Enter")
    expect(page.page.get_by_text("Bỏ qua 1 dòng không có chữ.")).to_be_visible(timeout=SLOW)
    button(page, "Hỏi 3 câu").click()

    expect(rows(page)).to_have_count(3, timeout=SLOW)
    expect(button(page, "Tải XLSX")).to_be_visible(timeout=SLOW)
    expect(rows(page).nth(1)).to_contain_text("Không trả lời được")
    address = page.page.url
    page.page.reload()
    expect(rows(page).nth(0)).to_contain_text("QT-01", timeout=SLOW)
    assert page.page.url == address
    book = load_workbook(io.BytesIO(download(page, "Tải XLSX")))
    assert [row[2].value for row in book.worksheets[0].iter_rows(min_row=2)][:2] == [
        "Đã trả lời",
        "Không trả lời được",
    ]
    rows(page).nth(1).click()
    expect(page.pane).to_contain_text("Gần nhất trong kho")
    rows(page).nth(0).click()
    expect(page.pane).to_contain_text("Bước 5.4, QT-01")
    _assert_nothing_ran(page)

    button(page, "Đưa vào ngân hàng").click()
    button(page, "Duyệt").click()
    expect(page.page.get_by_text("Chưa có chức danh người duyệt")).to_be_visible()
    role = page.page.get_by_label("Chức danh người duyệt")
    # Without leaving the field first: what is typed and the click reach the server together.
    role.fill(ROLE)
    button(page, "Duyệt").click()
    expect(page.page.get_by_text(f"{ROLE} duyệt ngày")).to_be_visible()

    part(page, "Tài liệu phát tay").click()
    _assert_handout(page)

    part(page, "Ngân hàng câu hỏi").click()
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Đã duyệt")
    rows(page).click()
    button(page, "Xóa").click()
    button(page, "Hoàn tác").click()
    expect(rows(page)).to_have_count(1)

    page.open()
    page.ask("ai phe duyet tai lieu truoc khi ban hanh?")
    expect(page.page.get_by_text("Câu trả lời đã được duyệt")).to_be_visible(timeout=SLOW)
    expect(page.page.get_by_text(f"{ROLE} duyệt ngày")).to_be_visible()
    _assert_nothing_ran(page)


def _make_quiz(page: Visit) -> tuple[str, int]:
    """Make a quiz at the desk, look at its files, and return the link to it and its length."""
    open_training(page, "?phan=trac-nghiem")
    expect(button(page, "Ra đề")).to_be_visible(timeout=SLOW)
    button(page, "Ra đề").click()
    expect(button(page, "Tải đáp án (DOCX)")).to_be_visible(timeout=SLOW)
    link = page.page.get_by_role("link", name="Mở trang làm bài").get_attribute("href")
    expect(page.page.get_by_text(f"{page.url}/dao-tao{link}")).to_be_visible()
    sheet = Document(io.BytesIO(download(page, "Tải đề (DOCX)")))
    count = sum(p.text.startswith("Câu ") for p in sheet.paragraphs)
    assert count == 10
    questions = etree.fromstring(download(page, "Tải Moodle XML")).findall("question")
    assert len(questions) == count + 1
    assert download(page, "Tải GIFT").decode().count("\n::") == count
    return str(link), count


def _take(page: Visit) -> None:
    for item in page.page.locator("fieldset").all():
        options = item.get_by_role("radio")
        if options.count():
            options.first.check()
        else:
            item.locator(".down").first.press("Enter")
    expect(page.page.get_by_text("Đã trả lời hết")).to_be_visible()
    button(page, "Nộp bài").click()


def test_quiz_is_taken_without_its_key_and_leads_to_the_lesson(server: Server, visit: Open) -> None:
    desk = visit(server)
    link, count = _make_quiz(desk)
    key = Document(io.BytesIO(download(desk, "Tải đáp án (DOCX)")))
    quotes = [p.text.strip("“”") for p in key.paragraphs if p.text.startswith("“")]

    page = visit(server, 390, 844)
    sent: list[bytes] = []
    page.page.on("websocket", lambda it: it.on("framereceived", lambda data: _note(sent, data)))
    open_training(page, link)
    items = page.page.locator("fieldset")
    expect(items).to_have_count(count, timeout=SLOW)
    assert not page.scrolls_sideways()
    shown = " ".join(item.inner_text() for item in items.all())
    frames = b"".join(sent)
    assert frames.count("Nộp bài".encode()) + frames.count(json.dumps("Nộp bài").encode()[1:-1])
    hidden = [quote for quote in quotes if quote not in shown]
    assert len(hidden) >= count // 2
    for quote in hidden:
        assert quote.encode() not in frames
        assert json.dumps(quote).encode()[1:-1] not in frames
    expect(page.page.get_by_text("Đáp án")).to_have_count(0)
    expect(part(page, "Trắc nghiệm")).to_have_count(0)

    _take(page)
    result = page.page.get_by_role("heading", name="Đúng ")
    expect(result).to_contain_text(f"/{count} câu")
    assert not page.scrolls_sideways()
    page.page.reload()
    expect(result).to_be_visible(timeout=SLOW)
    expect(part(page, "Trắc nghiệm")).to_have_count(0)

    clause = rows(page).first.get_attribute("data-value")
    rows(page).first.get_by_role("button").click()
    expect(page.page.get_by_role("heading", level=2).last).to_contain_text(
        str(clause), timeout=SLOW
    )
    expect(page.page.get_by_text("Chú giải bằng lời của người biên soạn")).to_be_visible()
    assert download(page, "Tải PDF").startswith(b"%PDF")
    assert not page.scrolls_sideways()
    button(page, "Về kết quả").click()
    expect(result).to_be_visible()

    part(desk, "Bài đã nộp").click()
    expect(desk.page.get_by_role("heading", name="Đúng ")).to_contain_text(f"/{count} câu")
    rows(desk).first.get_by_role("button").click()
    lesson = desk.page.locator(".st-key-training-lesson")
    expect(lesson.locator("h2")).to_contain_text(str(clause), timeout=SLOW)


def _note(sent: list[bytes], data: bytes | str) -> None:
    sent.append(data if isinstance(data, bytes) else data.encode())


def test_citations_are_edited_added_and_removed(server: Server, visit: Open) -> None:
    page = visit(server)
    open_training(page)
    box = page.page.get_by_label("Dán câu hỏi, mỗi dòng một câu")
    expect(box).to_be_visible(timeout=SLOW)
    box.fill("Hồ sơ đánh giá nội bộ giữ bao lâu?")
    box.press("Control+Enter")
    button(page, "Hỏi 1 câu").click()
    expect(button(page, "Tải XLSX")).to_be_visible(timeout=SLOW)
    rows(page).first.click()
    button(page, "Đưa vào ngân hàng").click()

    page.page.get_by_text("Sửa trích dẫn [1]").click()
    quote = page.page.get_by_label("Câu trích", exact=True).first
    quote.fill("Lời của người biên tập, khác hẳn.")
    quote.press("Control+Enter")
    button(page, "Lưu câu trích").first.click()
    expect(page.page.get_by_text("Đã biên tập", exact=True)).to_be_visible()
    expect(page.page.get_by_text("khác hẳn.” (đã biên tập)")).to_have_count(1)

    before = page.page.get_by_text(re.compile(r"^Sửa trích dẫn \[")).count()
    page.page.get_by_text("Thêm trích dẫn", exact=True).click()
    place = page.page.get_by_label("Vị trí trong tài liệu")
    place.fill("99.99")
    button(page, "Thêm theo vị trí").click()
    expect(page.page.get_by_text("không có 99.99")).to_be_visible()
    place.fill("5.1")
    page.page.get_by_role("combobox", name="Tài liệu").click()
    page.page.keyboard.type("QT-01")
    page.page.get_by_role("option").filter(has_text="QT-01").first.click()
    button(page, "Thêm theo vị trí").click()
    added = page.page.get_by_text(f"Sửa trích dẫn [{before + 1}]")
    expect(added).to_be_visible()
    added.click()
    page.page.get_by_role("button", name="Bỏ trích dẫn").last.click()
    button(page, f"Bỏ trích dẫn [{before + 1}]").click()
    expect(added).to_have_count(0)


def test_addresses_that_lead_nowhere_say_so(server: Server, visit: Open) -> None:
    page = visit(server)
    for query, text in (
        ("?phan=hoi-hang-loat&luot=x", "Không có lượt hỏi này"),
        ("?phan=ngan-hang&cau=x", "Không có câu này trong ngân hàng"),
        ("?phan=trac-nghiem&de=x", "Không có đề này"),
        ("?lam-bai=x", "Không có đề này"),
        ("?phan=x", "Danh sách câu hỏi mới"),
    ):
        open_training(page, query)
        expect(page.page.get_by_text(text)).to_be_visible(timeout=SLOW)
