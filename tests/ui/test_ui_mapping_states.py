"""The mapping page over what goes wrong: changed and lost procedures, hostile names, no index."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.mapping.model import CellKey, Relation
from assistant.store import Store
from corpus.settings import Settings
from ingest.embedding.onnx_encoder import OnnxEncoder
from tests.assistant.mapping.conftest import CARS, FEEDBACK, SUPPLIES, SmallAgency
from tests.ui.driving import Server, Visit, free_port, serving

pytestmark = [pytest.mark.browser, pytest.mark.integration]

SLOW = 60_000  # milliseconds in which the engine has opened
MARKUP = "<img src=x onerror=alert(1)> **đậm** [x](https://example.org)"
HOSTILE = f"""# QUY TRÌNH {MARKUP} \u202egnol\u200f
Mã số: QT-36

Đơn vị chủ trì: <script>alert(2)</script>\u2066

## 3. TÀI LIỆU VIỆN DẪN
- TCVN ISO 9001:2015, điều 7.2
- Quyết định số 99/2031/QĐ-XYZ <b>đậm</b>

## 5. NỘI DUNG
### 5.1 Đào tạo {MARKUP}
Trưởng phòng Tổ chức duyệt danh sách đào tạo trong 03 ngày làm việc {MARKUP}.
"""
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def changed(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings, encoder: OnnxEncoder
) -> SmallAgency:
    """An agency that decided, then changed one procedure and gave up another."""
    root = tmp_path_factory.mktemp("changed")
    (root / "data").mkdir()
    for name in ("model", "cache"):
        (root / "data" / name).symlink_to(shipped_settings.data / name)
    agency = SmallAgency(root, encoder)
    agency.write("gop-y", FEEDBACK)
    agency.write("mua-sam", SUPPLIES)
    agency.write("hiem", HOSTILE)
    agency.ingest()
    store = Store.open(agency.settings)
    service = agency.service(store)
    ids = {c.document.code: c.document.id for c in service.matrix().procedures}
    service.decide(CellKey("2015", "9.1.2", ids["QT-31"]), Relation.FULL, "đủ ba cách đo")
    service.decide(CellKey("2015", "8.4.1", ids["QT-32"]), Relation.FULL, MARKUP)
    store.close()
    agency.write("gop-y", FEEDBACK.replace("mỗi quý", "mỗi tháng"))
    (agency.files / "mua-sam.md").unlink()
    agency.write("xe", CARS)
    agency.ingest()
    return agency


@pytest.fixture(scope="module")
def server(changed: SmallAgency, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    settings = {"ISO_DATA": str(changed.settings.data), "ISO_OFFICER": changed.settings.officer}
    with serving(["-m", "ui", "--port", str(port)], port, folder, settings) as server:
        yield server


def _start(server: Server, visit: Open, query: str = "", width: int = 1280) -> Visit:
    page = visit(server, width, 900)
    page.page.goto(f"{server.url}/anh-xa{query}")
    expect(page.page.locator(".st-key-mapping-part")).to_be_visible(timeout=SLOW)
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_a_changed_procedure_shows_then_and_now(server: Server, visit: Open, width: int) -> None:
    page = _start(server, visit, "", width)
    page.page.locator(".count[data-value='COUNT_REVIEW']").click()
    page.page.get_by_role("gridcell", name=re.compile(r"^9\.1\.2 .*QT-31")).click()
    pane = page.page.locator(".st-key-mapping-cell")
    expect(pane).to_contain_text("Quy trình đã đổi sau quyết định")
    then = pane.locator("section", has_text="Khi quyết định")
    now = pane.locator("section", has_text="Hiện nay")
    expect(then.locator("mark")).to_have_text("quý")
    expect(now.locator("mark")).to_have_text("tháng")
    assert not page.scrolls_sideways()


def test_a_name_and_a_click_right_after_it_arrive_together(
    changed: SmallAgency, tmp_path: Path, visit: Open
) -> None:
    port = free_port()
    settings = {"ISO_DATA": str(changed.settings.data), "ISO_OFFICER": ""}
    with serving(["-m", "ui", "--port", str(port)], port, tmp_path, settings) as server:
        page = _start(server, visit)
        page.page.get_by_role("gridcell", name=re.compile(r"^4\.1 .*QT-31")).click()
        pane = page.page.locator(".st-key-mapping-cell")
        expect(pane.get_by_role("button", name="Xác nhận: Đầy đủ")).to_be_visible()
        page.page.get_by_label("Người quyết định").fill("Văn thư")
        pane.get_by_role("button", name="Xác nhận: Đầy đủ").click()
        pane.get_by_text("Lịch sử (1)").click()
        expect(pane.locator("dl").first).to_contain_text("Văn thư")
        pane.get_by_role("button", name="Hoàn tác").click()
        expect(pane.locator("dl").first).to_contain_text("Đã hoàn tác")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_decision_on_a_lost_procedure_is_shown_and_taken_back(
    server: Server, visit: Open, width: int
) -> None:
    page = _start(server, visit, "", width)
    page.unfold("không có ô trong ma trận (1)")
    lost = page.page.get_by_role("region", name="Điều 8.4.1 (2015)")
    expect(lost).to_contain_text("Quy trình không còn trong kho")
    expect(lost).to_contain_text(MARKUP)
    assert page.dialogs == []
    assert not page.scrolls_sideways()


@pytest.mark.parametrize("part", ["ma-tran", "khoang-trong", "vien-dan", "chuyen-doi", "danh-gia"])
def test_hostile_names_are_words_in_every_part(server: Server, visit: Open, part: str) -> None:
    page = _start(server, visit, f"?phan={part}")
    page.page.wait_for_load_state("networkidle")
    if part == "ma-tran":
        page.page.get_by_role("searchbox", name="Tìm điều, quy trình").fill("7.2")
        page.page.get_by_role("gridcell", name=re.compile(r"^7\.2 .*QT-36")).click()
        pane = page.page.locator(".st-key-mapping-cell")
        expect(pane).to_contain_text("Đào tạo <img src=x onerror=alert(1)>")
    if part == "vien-dan":
        expect(page.page.locator("tbody tr", has_text="99/2031/QĐ-XYZ")).to_be_visible()
    if part == "danh-gia":
        page.unfold("Thêm cuộc đánh giá")
        # Not by the mouse: the button may still move while the form unfolds.
        page.page.get_by_label("Tên cuộc đánh giá").fill(f"{MARKUP}\u202egnol")
        page.page.get_by_label("Tên cuộc đánh giá").press("Enter")
        expect(page.page.locator("tbody tr")).to_contain_text(f"{MARKUP}\ufffdgnol")
    main = page.page.locator("[data-testid='stMain']")
    expect(main.locator("img, script, b, a[href*='example.org']")).to_have_count(0)
    assert "\u202e" not in main.inner_text()
    assert page.dialogs == []
    assert not page.scrolls_sideways()


# --- without an index that can be read ---------------------------------------------------


def _old(data: Path, changed: SmallAgency) -> None:
    shutil.copytree(changed.settings.index_dir, data / "index")
    for path in (data / "index").glob("*/manifest.json"):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**manifest, "format": 1}), encoding="utf-8")


def _none(data: Path, changed: SmallAgency) -> None:
    """Leave the folder of the index away."""


@pytest.mark.parametrize(
    ("prepare", "said"),
    [(_old, "python -m ingest --rebuild"), (_none, "python -m ingest")],
)
def test_without_a_usable_index_the_page_says_what_to_do(
    changed: SmallAgency,
    visit: Open,
    tmp_path: Path,
    prepare: Callable[[Path, SmallAgency], None],
    said: str,
) -> None:
    data, port = tmp_path / "data", free_port()
    data.mkdir()
    (data / "model").symlink_to(changed.settings.data / "model")
    prepare(data, changed)
    settings = {"ISO_DATA": str(data)}
    with serving(["-m", "ui", "--port", str(port)], port, tmp_path, settings) as server:
        page = visit(server)
        page.page.goto(f"{server.url}/anh-xa")
        state = page.page.locator(".st-key-state")
        expect(state).to_contain_text(said, timeout=SLOW)
        expect(page.page.get_by_text("Traceback")).to_have_count(0)
