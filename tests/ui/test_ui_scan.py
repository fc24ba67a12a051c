"""A scan is read, cited and marked on its picture: the real ingest, OCR, server and browser."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.ui.driving import Server, Visit, serving_documents
from tests.ui.fake_engine import write_pdf

pytestmark = [
    pytest.mark.browser,
    pytest.mark.ocr,
    pytest.mark.integration,
    pytest.mark.timeout(300),
]


def _write_scan(path: Path) -> None:
    """Write a PDF whose pages are pictures of a procedure's pages."""
    printed = path.with_name("printed.pdf")
    write_pdf(printed)
    with pdfium.PdfDocument(printed) as document:
        pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=200)
    printed.unlink()


@pytest.fixture(scope="module")
def scan_server(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Server]:
    """`python -m ui` over an index of one scanned procedure."""
    folder = tmp_path_factory.mktemp("scan")
    (folder / "documents").mkdir()
    _write_scan(folder / "documents" / "qt-01.pdf")
    with serving_documents(folder, model_folder) as server:
        yield server


def _marked_rows(png: bytes) -> int:
    """Return how many rows of pixels have the yellow of a marker."""
    red, green, blue = np.moveaxis(np.asarray(Image.open(io.BytesIO(png)).convert("RGB")), 2, 0)
    yellow = (red > 200) & (green > 150) & (blue < 120)
    return int(yellow.any(axis=1).sum())


def test_a_citation_of_a_scan_says_so_and_marks_its_words_on_the_picture(
    scan_server: Server, visit: Callable[..., Visit]
) -> None:
    chat = visit(scan_server)
    chat.open()
    chat.ask("Ai phê duyệt tài liệu trước khi ban hành?")
    expect(chat.marker(1, exchange=0)).to_be_visible(timeout=60_000)
    expect(chat.pane.get_by_text("Nhận dạng từ bản quét, độ tin cậy")).to_be_visible()
    picture = chat.pane.locator("img")
    expect(picture).to_be_visible()
    source = urljoin(scan_server.url, picture.get_attribute("src"))
    png = chat.page.request.get(source).body()
    assert 20 < _marked_rows(png) < 400
