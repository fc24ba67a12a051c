"""Bringing documents in, in a real browser, with the real ingest in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Route, expect

from tests.ingest.workplace import LAW
from tests.ui.driving import Server, Visit, free_port, serving

pytestmark = [pytest.mark.browser, pytest.mark.integration]

SLOW = 60_000  # milliseconds in which an ingest of a few files has ended
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Server]:
    """The pages over an empty data folder, on a machine without recognition of scans."""
    folder, port = tmp_path_factory.mktemp("upload"), free_port()
    (folder / "data").mkdir()
    (folder / "data" / "model").symlink_to(model_folder)
    (folder / "bin").mkdir()
    settings = {"ISO_DATA": str(folder / "data"), "PATH": str(folder / "bin")}
    with serving(["-m", "ui", "--port", str(port)], port, folder, settings) as server:
        yield server


@pytest.fixture
def library(server: Server, visit: Open) -> Visit:
    page = visit(server)
    page.open_library()
    _tab(page)
    return page


def _upload(visit: Visit, *files: tuple[str, bytes]) -> None:
    visit.page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    )
    # The names stand there before the server has the files.
    expect(visit.page.get_by_text(f"Đã nhận {len(files)} tệp")).to_be_visible()


def _press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name).click()


def _list(visit: Visit, heading: str) -> Locator:
    return visit.page.locator(".root", has=visit.page.get_by_text(heading)).locator(".choice")


def _legacy(text: str) -> bytes:
    """Write Vietnamese as a file of the nineties has it, in TCVN3."""
    from corpus.legacy_encodings import TCVN3_BYTES

    return bytes(TCVN3_BYTES.get(letter, ord(letter)) for letter in text if ord(letter) < 0x2000)


def _scan(path: Path) -> bytes:
    picture = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(picture).rectangle((80, 100, 520, 140), fill=0)
    picture.save(path)
    return path.read_bytes()


def test_files_on_their_way_are_not_lost_when_reading_is_asked_for_too_early(
    library: Visit,
) -> None:
    held: list[Route] = []

    def hold(request: Route) -> None:
        held.append(request)

    library.page.route("**/upload_file/**", hold)
    library.page.locator("input[type=file]").set_input_files(
        {"name": "cham.txt", "mimeType": "text/plain", "buffer": LAW.encode()}
    )
    expect(library.page.get_by_test_id("stFileChipName")).to_be_visible()
    _press(library, "Đọc tài liệu")
    expect(library.page.get_by_text("Chưa có tệp nào")).to_be_visible()
    for request in held:
        request.continue_()
    expect(library.page.get_by_text("Đã nhận 1 tệp")).to_be_visible()
    expect(library.page.get_by_text("Chưa có tệp nào")).to_have_count(0)


def test_officer_uploads_looks_corrects_takes_over_and_goes_back(
    library: Visit, server: Server, tmp_path: Path
) -> None:
    expect(library.page.get_by_text("Chưa tải tệp nào lên")).to_be_visible()
    gap = LAW.replace("Điều 2", "Điều 3")
    _upload(
        library,
        ("luat.txt", LAW.encode()),
        ("thieu.txt", gap.encode()),
        ("cu.txt", _legacy(LAW.replace("07/", "08/").lower())),
        ("hong.pdf", b"%PDF-1.7 nothing"),
        ("quet.pdf", _scan(tmp_path / "quet.pdf")),
        ("tam-anh.jpg", _scan(tmp_path / "tam-anh.jpg")),
    )
    _press(library, "Đọc tài liệu")
    expect(library.page.get_by_text("có tài liệu lỗi")).to_be_visible(timeout=SLOW)
    headings = library.page.locator(".st-key-library-part .heading").all_inner_texts()
    assert [h.rpartition(" (")[0] for h in headings[:4]] == [
        "Không đọc được",
        "Có trang chưa đọc được chữ",
        "Đã chuyển từ bảng mã cũ",
        "Đánh số thiếu hoặc trùng",
    ]
    assert not (server.folder / "data" / "index" / "CURRENT").exists()

    _list(library, "Có trang chưa đọc được chữ").first.click()
    expect(library.pane.get_by_alt_text("Ảnh trang 1 của quet.pdf")).to_be_visible()
    _list(library, "Có trang chưa đọc được chữ").last.click()
    expect(library.pane.get_by_alt_text("Ảnh trang 1 của tam-anh.jpg")).to_be_visible()
    _list(library, "Đã chuyển từ bảng mã cũ").first.click()
    expect(library.pane.get_by_text("Đọc thành").first).to_be_visible()
    expect(library.pane).to_contain_text("phạm vi điều chỉnh")

    _list(library, "Đánh số thiếu hoặc trùng").first.click()
    expect(library.pane).to_contain_text("Điều 2 thiếu")
    # The form of the document before may still stand beside this one while the page draws.
    library.pane.locator('input[aria-label="Tên"][value="thieu"]').fill("Quyết định đã sửa tên")
    library.pane.get_by_role("spinbutton", name="day, Ngày có hiệu lực").click()
    library.page.keyboard.type("01022099")
    library.page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(library.page.get_by_text("1 tài liệu có thông tin vừa sửa")).to_be_visible()
    expect(library.page.get_by_role("button", name="Dùng bản này")).to_be_disabled()
    _press(library, "Đọc lại")
    row = _list(library, "Đánh số thiếu hoặc trùng").first
    expect(row).to_contain_text("Điều 2 thiếu", timeout=SLOW)
    expect(library.page.get_by_role("button", name="Dùng bản này")).to_be_enabled(timeout=SLOW)

    _press(library, "Dùng bản này")
    expect(library.page.get_by_role("radio", name="Nạp tài liệu")).to_be_visible(timeout=SLOW)
    assert (server.folder / "data" / "index" / "CURRENT").exists()
    sidecar = (server.folder / "data" / "uploads" / "thieu.txt.yaml").read_text(encoding="utf-8")
    assert "effective: 2099-02-01" in sidecar
    library.page.get_by_role("radio", name="Nạp tài liệu").click()
    expect(library.page.get_by_text("Kho đang dùng có kết quả đọc này")).to_be_visible()

    # A name that is taken is asked about; the newer file is then read and given up.
    _upload(library, ("luat.txt", LAW.replace("02 ngày", "05 ngày").encode()))
    library.page.get_by_role("radio", name="Thay bằng tệp mới").click()
    _press(library, "Đọc tài liệu")
    expect(library.page.get_by_text("Cập nhật 1")).to_be_visible(timeout=SLOW)
    _press(library, "Dùng bản này")
    _press(library, "Quay lại bản trước")
    expect(library.page.get_by_role("button", name="Quay lại bản trước")).to_have_count(0)


def test_locked_index_and_missing_folder_are_told(library: Visit, server: Server) -> None:
    library.page.get_by_label("Hoặc thư mục trên máy chủ").fill("/khong/co")
    library.page.get_by_label("Hoặc thư mục trên máy chủ").press("Enter")
    _press(library, "Đọc tài liệu")
    expect(library.page.get_by_text("Không có thư mục này trên máy chủ")).to_be_visible()
    library.page.get_by_label("Hoặc thư mục trên máy chủ").fill("")
    library.page.get_by_label("Hoặc thư mục trên máy chủ").press("Enter")
    _upload(library, ("khoa.txt", LAW.replace("07/", "09/").encode()))
    with FileLock(server.folder / "data" / "index" / "lock"):
        _press(library, "Đọc tài liệu")
        expect(library.page.get_by_text("Một tiến trình khác đang cập nhật")).to_be_visible(
            timeout=90_000
        )


def test_reading_can_be_stopped_on_a_narrow_page(server: Server, visit: Open) -> None:
    page = visit(server, 390, 844)
    page.open_library()
    expect(page.page.get_by_text("Kho tài liệu").first).to_be_visible(timeout=SLOW)
    _tab(page)
    _upload(page, *((f"them-{n}.txt", f"{LAW}\n{n}".encode()) for n in range(3)))
    _press(page, "Đọc tài liệu")
    _press(page, "Dừng lại")
    expect(page.page.get_by_text("Đã dừng đọc")).to_be_visible(timeout=SLOW)
    expect(page.page.get_by_text("Kho hiện tại không thay đổi")).to_be_visible()
    assert not page.scrolls_sideways()


def _tab(visit: Visit) -> None:
    """Open the part where the index has other parts; without an index it is the page."""
    button = visit.page.get_by_role("button", name="Đọc tài liệu")
    tab = visit.page.get_by_role("radio", name="Nạp tài liệu")
    # An empty library opens on this part, one with documents on what needs attention.
    expect(button.or_(tab).first).to_be_visible(timeout=SLOW)
    if tab.is_visible():
        tab.click()
    expect(button).to_be_visible(timeout=SLOW)
