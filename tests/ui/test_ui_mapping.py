"""The page "Ánh xạ điều khoản" in a real browser, over the real engine and the shipped corpus."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from corpus.settings import Settings
from tests.ui.driving import PROJECT, Server, Visit, free_port, serving

pytestmark = [pytest.mark.browser, pytest.mark.integration]

SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
SLOW = 60_000  # milliseconds in which the engine has opened
OFFICER = "Thư ký ISO"
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings
) -> Iterator[Server]:
    """The pages with a store of their own."""
    folder, port = tmp_path_factory.mktemp("mapping"), free_port()
    (folder / "data").mkdir()
    for name in ("model", "cache"):
        (folder / "data" / name).symlink_to(shipped_settings.data / name)
    settings = {
        "ISO_DATA": str(folder / "data"),
        "ISO_INDEX": str(shipped_settings.index_dir),
        "ISO_OFFICER": OFFICER,
    }
    with serving(["-m", "ui", "--port", str(port)], port, folder, settings) as server:
        yield server


@pytest.fixture
def mapping(server: Server, visit: Open) -> Callable[..., Visit]:
    """Opens the page at a part, 1280 pixels wide unless said otherwise."""

    def start(query: str = "", width: int = 1280, height: int = 900) -> Visit:
        page = visit(server, width, height)
        page.page.goto(f"{server.url}/anh-xa{query}")
        expect(page.page.locator(".st-key-mapping-part")).to_be_visible(timeout=SLOW)
        return page

    return start


def _cell(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("gridcell", name=name)


def _header(visit: Visit, number: str) -> Locator:
    name = re.compile(rf"^{re.escape(number)} ")
    return visit.page.get_by_role("rowheader", name=name)


def _find(visit: Visit, words: str) -> None:
    visit.page.get_by_role("searchbox", name="Tìm điều, quy trình").fill(words)


def _count(visit: Visit, name: str) -> Locator:
    return visit.page.locator(f".count[data-value='{name}']")


@SIZES
def test_matrix_opens_below_what_needs_attention(
    mapping: Callable[..., Visit], width: int, height: int
) -> None:
    page = mapping("", width, height)
    expect(page.page.locator(".count")).to_have_count(6)
    expect(_count(page, "COUNT_STALE")).to_contain_text("4")
    grid = page.page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", "92")
    expect(grid).to_have_attribute("aria-colcount", "20")
    expect(_header(page, "4.1")).to_be_visible()
    assert not page.scrolls_sideways()
    _count(page, "COUNT_GAPS").click()
    expect(_header(page, "8.3.2")).to_be_visible()
    expect(_header(page, "7.5.3")).to_have_count(0)


@SIZES
def test_cell_shows_its_evidence_and_is_decided_and_undone(
    mapping: Callable[..., Visit], width: int, height: int
) -> None:
    page = mapping("", width, height)
    _find(page, "7.5.2")
    cell = _cell(page, "7.5.2 Tạo lập và cập nhật, QT-01")
    expect(cell).to_have_accessible_name(
        "7.5.2 Tạo lập và cập nhật, QT-01 Quy trình kiểm soát tài liệu: Đầy đủ, đề xuất"
    )
    cell.click()
    pane = page.page.locator(".st-key-mapping-cell")
    sides = pane.locator("section")
    expect(sides).to_have_count(2)
    expect(sides.nth(0).locator("mark").first).to_be_visible()
    expect(sides.nth(1).locator("mark", has_text="7.5.2")).to_have_count(1)
    assert not page.scrolls_sideways()

    pane.get_by_text("Một phần", exact=True).click()
    pane.get_by_label("Lý do, ghi chú").fill("Thiếu bước rà soát <b>hằng năm</b>")
    pane.get_by_label("Lý do, ghi chú").press("Tab")
    pane.get_by_role("button", name="Xác nhận: Một phần").click()
    expect(cell).to_have_accessible_name(
        "7.5.2 Tạo lập và cập nhật, QT-01 Quy trình kiểm soát tài liệu: Một phần, đã xác nhận"
    )
    pane.get_by_text("Lịch sử (").click()
    newest = pane.locator("dl").first
    expect(newest).to_contain_text("<b>hằng năm</b>")
    expect(newest).to_contain_text(OFFICER)
    pane.get_by_role("button", name="Hoàn tác").click()
    expect(cell).to_have_accessible_name(
        "7.5.2 Tạo lập và cập nhật, QT-01 Quy trình kiểm soát tài liệu: Đầy đủ, đề xuất"
    )
    expect(newest).to_contain_text("Đã hoàn tác")
    assert not page.scrolls_sideways()


def test_keyboard_walks_the_matrix(mapping: Callable[..., Visit]) -> None:
    page = mapping()
    first = page.page.get_by_role("rowheader", name="4 Bối cảnh của tổ chức")
    first.focus()
    expect(page.page.locator("[role=grid] [tabindex='0']")).to_have_count(1)
    page.page.keyboard.press("ArrowLeft")
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(_header(page, "4.1")).to_have_count(0)
    page.page.keyboard.press("ArrowRight")
    expect(_header(page, "4.1")).to_be_visible()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("ArrowDown")
    expect(_cell(page, "4.1 Hiểu tổ chức và bối cảnh của tổ chức, CSCL")).to_be_focused()
    page.page.keyboard.press("End")
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".st-key-mapping-cell")).to_contain_text("Sổ tay chất lượng")
    expect(_cell(page, "4.1 Hiểu tổ chức và bối cảnh của tổ chức, STCL")).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(page.page.locator(".st-key-mapping-cell")).to_have_count(0)
    page.page.keyboard.press("Control+End")
    expect(page.page.locator("[role=grid] :focus")).to_be_in_viewport()
    for height in (560, 1400, 700):
        page.page.set_viewport_size({"width": 1280, "height": height})
        expect(page.page.locator("[role=grid] :focus")).to_be_in_viewport()


def test_clause_of_2008_is_excluded_with_a_reason(mapping: Callable[..., Visit]) -> None:
    page = mapping("?o=7.3.1%23")
    page.page.get_by_role("radio", name="2008", exact=True).click()
    header = _header(page, "7.3.1")
    _find(page, "7.3.1")
    pane = page.page.locator(".st-key-mapping-cell")
    header.click()
    pane.get_by_role("button", name="Không áp dụng điều này").click()
    expect(page.page.get_by_text("phải có lý do")).to_be_visible()
    pane.get_by_label("Lý do không áp dụng").fill("Cơ quan không thiết kế")
    pane.get_by_label("Lý do không áp dụng").press("Tab")
    pane.get_by_role("button", name="Không áp dụng điều này").click()
    expect(header).to_have_accessible_name("7.3.1 Hoạch định thiết kế và phát triển, Không áp dụng")
    page.page.get_by_role("radio", name="Khoảng trống và bắt buộc").click()
    expect(page.page.get_by_text("Cơ quan không thiết kế").first).to_be_visible()
    page.page.get_by_role("button", name="Hoàn tác").click()
    expect(page.page.get_by_text("Chưa loại trừ điều nào")).to_be_visible()


@SIZES
def test_gaps_and_stale_references_lead_to_their_evidence(
    mapping: Callable[..., Visit], width: int, height: int
) -> None:
    page = mapping("?phan=khoang-trong", width, height)
    page.page.get_by_role("button", name="Có (5)").click()
    rows = page.page.locator("tbody tr")
    expect(rows).to_have_count(5)
    assert not page.scrolls_sideways()
    _count(page, "COUNT_STALE").click()
    expect(page.page.locator(".st-key-mapping-part .choice")).to_have_count(4)
    page.page.locator(".choice", has_text="QT-12").click()
    opened = page.page.locator(".st-key-mapping-citation")
    expect(opened.locator("mark")).to_contain_text("09/2015/QĐ-TTg")
    assert not page.scrolls_sideways()
    page.page.get_by_role("radio", name="Chưa rõ (4)").click()
    expect(page.page.locator("tbody tr")).to_have_count(4)
    expect(page.page.locator("tbody")).not_to_contain_text("Còn hiệu lực")


def test_task_of_the_transition_is_recorded(mapping: Callable[..., Visit]) -> None:
    page = mapping("?phan=chuyen-doi")
    expect(page.page.get_by_text("Đã xong 4/7 việc")).to_be_visible()
    page.page.locator("tbody tr", has_text="Không còn yêu cầu riêng").click()
    pane = page.page.locator(".st-key-mapping-task")
    expect(pane.locator("mark").first).to_be_visible()
    pane.get_by_text("Đã xong", exact=True).last.click()
    pane.get_by_role("button", name="Lưu").click()
    expect(page.page.get_by_text("Đã xong 5/7 việc")).to_be_visible()


@SIZES
def test_audit_is_planned_and_its_finding_needs_an_action(
    mapping: Callable[..., Visit], width: int, height: int
) -> None:
    page = mapping("?phan=danh-gia", width, height)
    title = f"Đánh giá thử {width}"
    page.unfold("Thêm cuộc đánh giá")
    # Not by the mouse: the button may still move while the form unfolds.
    page.page.get_by_label("Tên cuộc đánh giá").fill(title)
    page.page.get_by_label("Tên cuộc đánh giá").press("Enter")
    expect(page.page.locator("tbody tr", has_text=title)).to_contain_text("Chưa làm")
    page.page.get_by_role("radio", name="Bảng câu hỏi").click()
    page.page.locator("tbody tr", has_text="QT-01").first.click()
    pane = page.page.locator(".st-key-audit-question mark").first
    expect(pane).to_be_visible(timeout=SLOW)  # a table of 690 questions is drawn again first
    assert not page.scrolls_sideways()
    page.page.get_by_role("radio", name="Phát hiện").click()
    page.unfold("Ghi phát hiện")
    evidence = f"Phiếu {width} không có chữ ký"
    page.page.get_by_label("Bằng chứng").fill(evidence)
    page.page.get_by_label("Bằng chứng").press("Control+Enter")
    finding = page.page.locator("tbody tr", has_text=evidence)
    finding.click()
    page.page.get_by_role("button", name="Rút phát hiện").click()
    expect(finding).to_have_count(0)
    page.unfold("Đã rút (1)")
    expect(page.page.get_by_text(f"Phù hợp, điều 4.1: {evidence}")).to_be_visible()
    assert not page.scrolls_sideways()
    page.page.get_by_role("button", name="Đưa lại").click()
    expect(finding).to_have_count(1)
    assert not page.scrolls_sideways()


@pytest.mark.parametrize("part", ["ma-tran", "khoang-trong", "vien-dan", "chuyen-doi"])
def test_each_part_is_taken_along_as_a_paper(mapping: Callable[..., Visit], part: str) -> None:
    page = mapping(f"?phan={part}")
    buttons = page.page.locator(".st-key-mapping-part").get_by_role("button", name="Tải ")
    expect(buttons).to_have_count(3)
    with page.page.expect_download(timeout=SLOW) as download:
        buttons.filter(has_text="PDF").click()
    assert download.value.suggested_filename.startswith(part)
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_workbook_is_downloaded_and_taken_over(mapping: Callable[..., Visit]) -> None:
    page = mapping()
    with page.page.expect_download(timeout=SLOW) as download:
        page.page.get_by_role("button", name="Tải tất cả (XLSX)").click()
    assert (
        "Ma trận 2015" in load_workbook(io.BytesIO(download.value.path().read_bytes())).sheetnames
    )

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Điều", "Quy trình", "Quan hệ"),
        ("9.2", "QT-03", "Đầy đủ"),
        ("4.1", "QT-99", "x"),
    ):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    page.unfold("Nhập bảng ánh xạ có sẵn")
    name, mime = "bang.xlsx", "application/octet-stream"
    page.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": mime, "buffer": data.getvalue()}
    )
    expect(page.page.get_by_text("Kho không có quy trình này")).to_be_visible()
    page.page.get_by_role("button", name="Ghi 1 quyết định").click()
    page.page.get_by_role("button", name="Hoàn tác lần nhập (1)").click()
    expect(page.page.get_by_role("button", name="Hoàn tác lần nhập")).to_have_count(0)


def test_draft_is_checked_without_being_kept(mapping: Callable[..., Visit]) -> None:
    page = mapping("?phan=ban-thao")
    text = (
        "# QUY TRÌNH THỬ\nMã số: QT-77\n\n## 3. TÀI LIỆU VIỆN DẪN\n"
        "- Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ\n\n## 5. NỘI DUNG\n"
        "### 5.1 Tiếp nhận\nVăn thư tiếp nhận hồ sơ trong 01 ngày làm việc.\n"
    )
    page.page.locator("input[type=file]").set_input_files(
        {"name": "thu.md", "mimeType": "text/markdown", "buffer": text.encode()}
    )
    findings = page.page.get_by_role("region", name="61/2018/NĐ-CP")
    expect(findings.locator("mark").first).to_contain_text("61/2018/NĐ-CP", timeout=SLOW)
    expect(page.page.locator(".badge", has_text="Thiếu mục").first).to_be_visible()


def test_whole_page_speaks_english(mapping: Callable[..., Visit]) -> None:
    page = mapping()
    page.page.get_by_text("English", exact=True).click()
    expect(page.page.locator("h1")).to_have_text("Clause mapping")
    expect(page.page.get_by_role("grid", name="Matrix of clauses and procedures")).to_be_visible()


# --- the component alone: as large as an agency's mapping becomes ----------------------

_MOUNT = """([script, content]) => {
  const parentElement = document.createElement("div")
  document.body.append(parentElement)
  window.sent = []
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }))
  const setTriggerValue = (name, value) => window.sent.push([name, value])
  return import(url).then((module) => {
    const start = performance.now()
    module.default({ data: { at: 1, shown: { content, chosen: null, show: null } },
      parentElement, setTriggerValue })
    document.body.getBoundingClientRect()
    return performance.now() - start
  })
}"""


def _large() -> dict[str, object]:
    """60 clauses by 150 procedures, a cell in every fifth place."""
    sign = {"tone": "green", "symbol": "check", "label": "Đầy đủ"}
    clauses = [
        {"number": f"{n}", "title": f"Điều khoản {n}", "parent": None, "level": 1, "state": ""}
        for n in range(1, 61)
    ]
    procedures = [
        {"id": f"p{n}", "code": f"QT-{n}", "title": f"Quy trình {n}", "short": "", "unit": ""}
        for n in range(1, 151)
    ]
    cells = [
        [f"{y}", f"p{x}", "full", "proposed", False]
        for y in range(1, 61)
        for x in range(1, 151)
        if (x + y) % 5 == 0
    ]
    labels = "corner grid search show relation relations unit units fold unfold gap excluded"
    labels += " review nothing count empty keys"
    names = ("full", "partial", "none", "not_applicable")
    return {
        "clauses": clauses,
        "procedures": procedures,
        "cells": cells,
        "relations": dict.fromkeys(names, sign),
        "states": {"proposed": "đề xuất", "confirmed": "", "rejected": ""},
        "shows": [["", "Tất cả"]],
        "labels": {name: name for name in labels.split()},
    }


@pytest.fixture
def large(browser: Browser) -> Iterator[tuple[Page, float]]:
    """The matrix component alone with a large mapping, and the milliseconds it took to draw."""
    folder = PROJECT / "ui" / "frontend"
    script = "\n".join((folder / name).read_text("utf-8") for name in ("dom.js", "matrix.js"))
    style = "\n".join((folder / name).read_text("utf-8") for name in ("style.css", "matrix.css"))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(f"<style>{style}</style>")
    took = page.evaluate(_MOUNT, [script, _large()])
    yield page, took
    page.close()


def test_large_matrix_opens_within_a_second_with_few_nodes(large: tuple[Page, float]) -> None:
    page, took = large
    assert took < 1_000
    grid = page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-colcount", "151")
    assert page.locator("[role=gridcell]").count() < 1_500

    started = time.perf_counter()
    grid.evaluate("(node) => { node.scrollTop = 900; node.scrollLeft = 4000 }")
    expect(_of(page, "30 Điều khoản 30, QT-100")).to_be_in_viewport()
    assert time.perf_counter() - started < 1.0
    head, first = (
        page.get_by_role("columnheader", name="QT-100"),
        page.get_by_role("rowheader", name="30 Điều khoản 30"),
    )
    expect(head).to_be_in_viewport()
    expect(first).to_be_in_viewport()
    assert page.locator("[role=gridcell]").count() < 1_500


def test_large_matrix_is_walked_to_its_end(large: tuple[Page, float]) -> None:
    page, _ = large
    page.get_by_role("rowheader", name="1 Điều khoản 1", exact=True).focus()
    page.keyboard.press("Control+End")
    last = _of(page, "60 Điều khoản 60, QT-150")
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(last).to_be_focused()
    assert page.evaluate("window.sent.at(-1)") == ["chosen", {"clause": "60", "document": "p150"}]


def _of(page: Page, name: str) -> Locator:
    return page.get_by_role("gridcell", name=name)
