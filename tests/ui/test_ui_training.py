"""The page "Đào tạo" in a real browser, over the real engine and the shipped corpus."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect
from pptx import Presentation

from corpus.settings import Settings
from tests.ui.driving import LOOPBACK, Server, Visit, free_port, serving
from tests.ui.fake_engine import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.integration]

SLOW = 60_000  # milliseconds in which the engine has opened, or a quiz is made
QUESTIONS = f"""1. Ai phê duyệt tài liệu trước khi ban hành?
Câu 2: Điều 7.9.9 TCVN ISO 9001:2015 quy định gì?
{HOSTILE} ai ký ban hành?
???"""
ROLE = "Thư ký ISO **đậm**"
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings
) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("training"), free_port()
    settings = {
        "ISO_DATA": str(shipped_settings.data),
        "ISO_INDEX": str(shipped_settings.index_dir),
        "ISO_STORE": f"sqlite:///{folder / 'store.db'}",
    }
    with serving(["-m", "ui", "--port", str(port)], port, folder, settings) as server:
        yield server


def _open(visit: Visit, query: str = "") -> None:
    visit.page.goto(f"{visit.url}/dao-tao{query}")


def _button(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("button", name=name, exact=True)


def _part(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("radio", name=name)


def _rows(visit: Visit) -> Locator:
    return visit.page.locator("tbody tr")


def _download(visit: Visit, name: str) -> bytes:
    with visit.page.expect_download() as download:
        _button(visit, name).click()
    return Path(download.value.path()).read_bytes()


def _assert_nothing_ran(visit: Visit) -> None:
    for made in ("img[src='x']", "a[href*='x.example']", "script:text('alert')"):
        expect(visit.page.locator(made)).to_have_count(0)
    assert visit.dialogs == []
    assert visit.hosts <= LOOPBACK


def _assert_handout(page: Visit) -> None:
    """Download the handout in each form and open it again."""
    expect(_button(page, "Tải PDF")).to_be_visible()
    paper = Document(io.BytesIO(_download(page, "Tải DOCX")))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Câu 1. Ai phê duyệt tài liệu trước khi ban hành?" in text
    assert "Giám đốc phê duyệt chính sách, sổ tay và quy trình" in text
    assert "Tài liệu được trích dẫn" in text
    assert _download(page, "Tải PDF").startswith(b"%PDF")
    slides = Presentation(io.BytesIO(_download(page, "Tải PPTX"))).slides
    assert len(slides) == 2
    assert "QT-01" in slides[1].notes_slide.notes_text_frame.text


def test_from_pasted_questions_to_an_approved_handout(server: Server, visit: Open) -> None:
    page = visit(server)
    _open(page)
    box = page.page.get_by_label("Dán câu hỏi, mỗi dòng một câu")
    expect(box).to_be_visible(timeout=SLOW)
    box.fill(QUESTIONS)
    box.press("Control+Enter")
    expect(page.page.get_by_text("Bỏ qua 1 dòng không có chữ.")).to_be_visible(timeout=SLOW)
    _button(page, "Hỏi 3 câu").click()

    expect(_rows(page)).to_have_count(3, timeout=SLOW)
    expect(_button(page, "Tải XLSX")).to_be_visible(timeout=SLOW)
    expect(_rows(page).nth(1)).to_contain_text("Không trả lời được")
    address = page.page.url
    page.page.reload()
    expect(_rows(page).nth(0)).to_contain_text("QT-01", timeout=SLOW)
    assert page.page.url == address
    book = load_workbook(io.BytesIO(_download(page, "Tải XLSX")))
    assert [row[2].value for row in book.worksheets[0].iter_rows(min_row=2)][:2] == [
        "Đã trả lời",
        "Không trả lời được",
    ]
    _rows(page).nth(1).click()
    expect(page.pane).to_contain_text("Gần nhất trong kho")
    _rows(page).nth(0).click()
    expect(page.pane).to_contain_text("Bước 5.4, QT-01")
    _assert_nothing_ran(page)

    _button(page, "Đưa vào ngân hàng").click()
    _button(page, "Duyệt").click()
    expect(page.page.get_by_text("Chưa ghi chức danh người duyệt")).to_be_visible()
    role = page.page.get_by_label("Chức danh người duyệt")
    role.fill(ROLE)
    role.press("Enter")
    _button(page, "Duyệt").click()
    expect(page.page.get_by_text(f"{ROLE} duyệt ngày")).to_be_visible()

    _part(page, "Tài liệu phát tay").click()
    _assert_handout(page)

    _part(page, "Ngân hàng câu hỏi").click()
    expect(_rows(page)).to_have_count(1)
    expect(_rows(page)).to_contain_text("Đã duyệt")
    _rows(page).click()
    _button(page, "Xóa").click()
    _button(page, "Hoàn tác").click()
    expect(_rows(page)).to_have_count(1)

    page.open()
    page.ask("ai phe duyet tai lieu truoc khi ban hanh?")
    expect(page.page.get_by_text("Câu trả lời đã được duyệt")).to_be_visible(timeout=SLOW)
    expect(page.page.get_by_text(f"{ROLE} duyệt ngày")).to_be_visible()
    _assert_nothing_ran(page)


def test_quiz_is_taken_and_leads_to_the_lesson(server: Server, visit: Open) -> None:
    page = visit(server, 390, 844)
    _open(page, "?phan=trac-nghiem")
    expect(_button(page, "Ra đề")).to_be_visible(timeout=SLOW)
    _button(page, "Ra đề").click()
    expect(_button(page, "Nộp bài")).to_be_visible(timeout=SLOW)
    items = page.page.locator("fieldset")
    count = items.count()
    assert count == 10
    assert not page.scrolls_sideways()
    for item in items.all():
        options = item.get_by_role("radio")
        if options.count():
            options.first.check()
        else:
            item.locator(".down").first.press("Enter")
    expect(page.page.get_by_text("Đã trả lời hết")).to_be_visible()
    _button(page, "Nộp bài").click()
    result = page.page.get_by_role("heading", name="Đúng ")
    expect(result).to_contain_text(f"/{count} câu")
    assert not page.scrolls_sideways()

    page.page.reload()
    expect(result).to_be_visible(timeout=SLOW)
    _part(page, "Đáp án và tệp").click()
    sheet = Document(io.BytesIO(_download(page, "Tải đề (DOCX)")))
    assert sum(p.text.startswith("Câu ") for p in sheet.paragraphs) == count
    questions = etree.fromstring(_download(page, "Tải Moodle XML")).findall("question")
    assert len(questions) == count + 1
    assert _download(page, "Tải GIFT").decode().count("\n::") == count

    _part(page, "Kết quả").click()
    clause = _rows(page).first.get_attribute("data-value")
    _rows(page).first.get_by_role("button").click()
    lesson = page.page.locator(".st-key-training-lesson")
    expect(lesson.locator("h2")).to_contain_text(str(clause), timeout=SLOW)
    expect(lesson).to_contain_text("Chú giải bằng lời của người biên soạn")
    assert _download(page, "Tải PDF").startswith(b"%PDF")
    assert not page.scrolls_sideways()


def test_addresses_that_lead_nowhere_say_so(server: Server, visit: Open) -> None:
    page = visit(server)
    for query, text in (
        ("?phan=hoi-hang-loat&luot=x", "Không có lượt hỏi này"),
        ("?phan=ngan-hang&cau=x", "Không có câu này trong ngân hàng"),
        ("?phan=trac-nghiem&de=x", "Không có đề này"),
        ("?phan=x", "Danh sách câu hỏi mới"),
    ):
        _open(page, query)
        expect(page.page.get_by_text(text)).to_be_visible(timeout=SLOW)
