"""The page "Kho tài liệu" in a real browser, over the real engine and the shipped corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from corpus.settings import Settings
from tests.ui.driving import LOOPBACK, Server, Visit, free_port, serving
from tests.ui.fake_engine import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.integration]

SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
SLOW = 60_000  # milliseconds in which the engine has opened
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings
) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("library"), free_port()
    settings = {
        "ISO_DATA": str(shipped_settings.data),
        "ISO_INDEX": str(shipped_settings.index_dir),
    }
    with serving(["-m", "ui", "--port", str(port)], port, folder, settings) as server:
        yield server


@pytest.fixture
def library(server: Server, visit: Open) -> Visit:
    page = visit(server)
    page.open_library()
    expect(page.page.locator(".choice").first).to_be_visible(timeout=SLOW)
    return page


def _part(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("radio", name=name)


def _search(visit: Visit, query: str) -> None:
    box = visit.page.get_by_label("Tìm theo số, mã, tên")
    box.fill(query)
    box.press("Enter")


def _row(visit: Visit, value: str) -> Locator:
    return visit.page.locator(f"tr[data-value='{value}'], .node[data-value='{value}']")


@SIZES
def test_page_opens_on_what_needs_attention(
    server: Server, visit: Open, width: int, height: int
) -> None:
    page = visit(server, width, height)
    page.open_library()
    first = page.page.locator(".choices").first
    expect(first.locator(".choice")).to_have_count(3, timeout=SLOW)
    for code, number in (("QT-11", "118/2025"), ("QT-12", "61/2018"), ("QT-14", "30/2020")):
        expect(first.locator(".choice", has_text=code)).to_contain_text(number)
    expect(page.page.get_by_text("Viện dẫn phiên bản tiêu chuẩn đã hủy bỏ").first).to_be_visible()
    assert not page.scrolls_sideways()

    first.locator(".choice", has_text="QT-12").click()
    expect(page.pane.locator(".choice", has_text="09/2015")).to_contain_text("Đã bị thay thế")
    expect(page.pane).to_be_in_viewport()
    assert not page.scrolls_sideways()


@SIZES
def test_clause_opens_beside_its_counterpart(
    server: Server, visit: Open, width: int, height: int
) -> None:
    page = visit(server, width, height)
    page.open_library()
    expect(page.page.locator(".choice").first).to_be_visible(timeout=SLOW)
    _part(page, "Tiêu chuẩn").click()
    clause = _row(page, "TCVN ISO 9001:2015#7.5.3")
    expect(clause).to_be_hidden()
    page.page.get_by_role("button", name="Mở hoặc gập 7.5", exact=True).click()
    clause.click()
    expect(page.pane.locator(".label").first).to_have_text("7.5.3 Kiểm soát thông tin dạng văn bản")
    expect(page.pane.locator(".passage")).to_contain_text("Control of documented information")
    expect(page.pane.locator(".neighbour")).to_have_count(2)
    expect(page.pane.locator(".choice", has_text="4.2.3")).to_be_visible()
    expect(clause).to_have_attribute("aria-current", "true")
    expect(page.pane).to_be_in_viewport()
    assert not page.scrolls_sideways()

    page.pane.locator(".choice", has_text="4.2.3").click()
    expect(page.pane.locator(".label").first).to_contain_text("4.2.3")
    expect(page.pane.locator(".standing")).to_contain_text("Đã hủy bỏ")
    _part(page, "2008").click()
    expect(_row(page, "TCVN ISO 9001:2008#4.2.3")).to_have_attribute("aria-current", "true")
    expect(page.page.locator(".chip", has_text="7.5.3").first).to_be_visible()
    assert not page.scrolls_sideways()


def test_tree_stays_as_the_reader_left_it(library: Visit) -> None:
    _part(library, "Tiêu chuẩn").click()
    library.page.get_by_role("button", name="Mở hoặc gập 9.2", exact=True).click()
    _row(library, "TCVN ISO 9001:2015#6.3").click()
    expect(library.pane).to_contain_text("Hoạch định thay đổi")
    expect(_row(library, "TCVN ISO 9001:2015#9.2.1")).to_be_visible()
    library.pane.get_by_text("Về danh sách").click()
    expect(library.pane).to_have_count(0)
    expect(_row(library, "TCVN ISO 9001:2015#9.2.1")).to_be_visible()


@SIZES
def test_search_without_diacritics_finds_the_decree(
    server: Server, visit: Open, width: int, height: int
) -> None:
    page = visit(server, width, height)
    page.open_library()
    expect(page.page.locator(".choice").first).to_be_visible(timeout=SLOW)
    _search(page, "van thu")
    hit = page.page.locator(".choice", has_text="Nghị định 30/2020/NĐ-CP")
    expect(hit).to_contain_text("Còn hiệu lực")
    _part(page, "Pháp lý").click()
    expect(page.page.locator("tbody tr")).to_have_count(3)
    _row(page, "30/2020/NĐ-CP").click()
    expect(page.pane.locator(".label").first).to_have_text("Nghị định 30/2020/NĐ-CP")
    page.pane.locator(".node", has_text="Điều 13").click()
    expect(page.pane.locator(".passage")).to_contain_text("Ký ban hành văn bản")
    assert not page.scrolls_sideways()
    _search(page, "khong co gi nhu the")
    expect(page.page.get_by_text("Không có mục nào khớp").first).to_be_visible()


@SIZES
def test_chain_of_replacements_is_drawn_and_can_be_followed(
    server: Server, visit: Open, width: int, height: int
) -> None:
    page = visit(server, width, height)
    page.open_library("93/2007/QĐ-TTg")
    steps = page.pane.locator(".timeline li")
    here = page.pane.locator(".timeline [aria-current]")
    expect(here).to_contain_text("93/2007/QĐ-TTg", timeout=SLOW)
    expect(here).to_contain_text("Chưa kiểm chứng")
    expect(steps.last).to_contain_text("118/2025/NĐ-CP")
    expect(steps.last).to_contain_text("Còn hiệu lực")
    expect(_part(page, "Pháp lý")).to_be_checked()
    assert not page.scrolls_sideways()
    page.pane.get_by_role("button", name="61/2018/NĐ-CP").click()
    expect(here).to_contain_text("61/2018/NĐ-CP")
    expect(here).to_contain_text("21/06/2018")
    expect(page.pane.get_by_text("Kho chỉ có thông tin trong danh mục").first).to_be_visible()


def test_table_sorts_from_the_keyboard_and_filters_by_status(library: Visit) -> None:
    _part(library, "Pháp lý").click()
    heading = library.page.get_by_role("columnheader", name="Hiệu lực từ")
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(heading.get_by_role("button")).to_be_focused()
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    days = library.page.locator("tbody td:nth-child(3) .text").all_inner_texts()
    dated = [tuple(reversed(day.split("/"))) for day in days]
    assert len(dated) > 10
    assert dated == sorted(dated, reverse=True)

    library.page.get_by_role("button", name="Đã hủy bỏ").click()
    rows = library.page.locator("tbody tr")
    expect(rows.first).to_contain_text("Đã hủy bỏ")
    expect(rows.filter(has_not_text="Đã hủy bỏ")).to_have_count(0)
    expect(heading).to_have_attribute("aria-sort", "descending")
    rows.first.get_by_role("button").press("Enter")
    expect(library.pane.locator(".standing")).to_contain_text("Đã hủy bỏ")


def test_procedures_on_ended_bases_come_first_and_open(library: Visit) -> None:
    _part(library, "Quy trình").click()
    rows = library.page.locator("tbody tr")
    expect(rows.nth(2)).to_contain_text("1 hết hiệu lực")
    expect(rows.nth(3)).not_to_contain_text("hết hiệu lực")
    rows.filter(has_text="QT-14").click()
    library.pane.locator(".node", has_text="TÀI LIỆU VIỆN DẪN").click()
    expect(library.pane.locator(".passage")).to_contain_text("110/2004/NĐ-CP")
    library.pane.get_by_text("Mục trước").click()
    expect(library.pane.locator(".passage")).to_contain_text("PHẠM VI")


def test_day_changes_what_needs_attention(library: Visit) -> None:
    expect(_part(library, "Cần chú ý (6)")).to_be_visible()
    for part, text in (("day", "01"), ("month", "01"), ("year", "2018")):
        library.page.locator(f"[data-type='{part}']").click()
        library.page.keyboard.type(text)
    library.page.keyboard.press("Enter")
    library.page.locator("h1").click()
    expect(_part(library, "Cần chú ý (3)")).to_be_visible()


def test_citation_leads_to_its_place_in_the_library(server: Server, visit: Open) -> None:
    chat = visit(server)
    chat.open()
    chat.ask("Ai phê duyệt tài liệu trước khi ban hành?")
    expect(chat.marker(1)).to_be_visible(timeout=SLOW)
    chat.pane.get_by_text("Mở trong kho").click()
    expect(chat.page.locator("h1")).to_have_text("Kho tài liệu")
    expect(chat.pane.locator(".passage")).to_be_visible()
    expect(chat.page.locator(".node[aria-current]")).to_be_visible()
    chat.page.get_by_role("link", name="Hỏi đáp").click()
    expect(chat.page.locator(".question")).to_be_visible()


def test_whole_page_speaks_english(library: Visit) -> None:
    library.page.get_by_text("English", exact=True).click()
    expect(library.page.locator("h1")).to_have_text("Library")
    expect(_part(library, "Needs attention (6)")).to_be_visible()
    expect(library.page.locator(".badge", has_text="Replaced")).to_have_count(3)


def test_hostile_titles_and_addresses_stay_text(fake_server: Server, visit: Open) -> None:
    page = visit(fake_server, 390, 844)
    page.open_library(HOSTILE)
    expect(page.pane).to_contain_text("Kho không có mục này", timeout=SLOW)
    page.open_library("bad")
    expect(page.pane.locator(".label").first).to_have_text(HOSTILE)
    page.pane.locator(".node").first.click()
    expect(page.pane.locator(".passage")).to_have_text(HOSTILE)
    for made in ("img[src='x']", "a[href*='x.example']", "script:text('alert')"):
        expect(page.page.locator(made)).to_have_count(0)
    assert page.dialogs == []
    assert page.hosts <= LOOPBACK
    assert not page.scrolls_sideways()
