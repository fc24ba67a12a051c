"""Photos and scans that are picture files: recognised as the pages of a scan are."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from corpus.errors import DocumentError
from ingest.ocr.images import UNDRAWABLE, page_picture
from ingest.ocr.pages import PageRequest, PageResult, recognise_page
from ingest.pictures import draw_picture, is_picture, picture_pages
from ingest.readers import read
from ingest.readers.formats import Format, detect
from ingest.workers import WorkerPool
from tests.ingest.ocr.test_ocr import SENTENCES, page_image
from tests.ingest.workplace import Workplace, entries, parse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]

ON_ITS_SIDE = 6
"""The camera's note that the picture must be turned by 90 degrees to stand upright."""

ORIENTATION = 0x0112


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2, 1 << 30) as pool:
        yield pool


def photo(path: Path) -> None:
    """Write a coloured photo that lies on its side, with the camera's note on it."""
    sheet = Image.merge("RGB", [page_image(SENTENCES).point(lambda v: v * 9 // 10)] * 3)
    exif = Image.Exif()
    exif[ORIENTATION] = ON_ITS_SIDE
    sheet.transpose(Image.Transpose.ROTATE_90).save(path, "JPEG", exif=exif, quality=85)


def transparent(path: Path) -> None:
    """Write black letters on nothing, as a program cuts out a page."""
    ink = page_image(SENTENCES).point(lambda v: 255 - v)
    Image.merge("LA", [Image.new("L", ink.size, 0), ink]).save(path, "PNG")


def fax(path: Path) -> None:
    page_image(SENTENCES).convert("1").save(path, "TIFF", compression="group4")


def sixteen_bits(path: Path) -> None:
    Image.fromarray(np.asarray(page_image(SENTENCES)).astype(np.uint16) * 200).save(path, "PNG")


@pytest.mark.ocr
@pytest.mark.parametrize("write", [photo, transparent, fax, sixteen_bits])
def test_a_page_is_read_by_its_content(
    pool: WorkerPool, tmp_path: Path, write: Callable[[Path], None]
) -> None:
    path = tmp_path / "van-ban.jpg"
    write(path)
    reading = parse(pool, path, tmp_path / "cache").reading
    assert reading is not None
    assert (reading.pages, reading.pages_without_text) == (1, ())
    (page,) = reading.ocr
    assert page.confidence > 0.8 and page.image is not None
    assert "Giám đốc phê duyệt kết quả" in reading.text


@pytest.mark.ocr
def test_pages_of_a_tiff_keep_their_numbers(pool: WorkerPool, tmp_path: Path) -> None:
    pages = [page_image(SENTENCES[:1]), page_image([]), page_image(SENTENCES[2:])]
    path = tmp_path / "quet.tif"
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    reading = parse(pool, path, tmp_path / "cache").reading
    assert reading is not None
    assert (reading.pages, reading.pages_without_text) == (3, ())
    assert [page.page for page in reading.ocr] == [1, 3]
    assert {line.page for line in reading.lines if "Giám đốc" in line.text} == {3}


def test_a_picture_counts_as_a_scan_that_is_still_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.ocr.tesseract import engine_name

    workplace = Workplace(tmp_path)
    photo(workplace.files / "anh.jpg")
    page_image([]).save(workplace.files / "trang.png")
    (workplace.files / "trinh-chieu.pptx").write_bytes(b"PK\x05\x06" + bytes(18))
    monkeypatch.setenv("PATH", "")
    engine_name.cache_clear()
    try:
        report = entries(workplace.run())
    finally:
        engine_name.cache_clear()
    assert (report["anh.jpg"]["status"], report["anh.jpg"]["pages_without_text"]) == ("added", [1])
    assert "apt-get install tesseract-ocr" in report["anh.jpg"]["warnings"][0]
    assert "trang trắng" in report["trang.png"]["error"]
    assert report["trinh-chieu.pptx"]["status"] == "failed"


@pytest.mark.unit
def test_a_photo_stands_upright_at_the_size_of_print(tmp_path: Path) -> None:
    path = tmp_path / "anh.jpg"
    photo(path)
    assert page_picture(path, 1).size == (1654, 2339)
    Image.new("L", (6000, 9000), 255).save(tmp_path / "lon.png")
    assert max(page_picture(tmp_path / "lon.png", 1).size) == 3508
    Image.new("L", (600, 800), 255).save(tmp_path / "nho.png")
    assert page_picture(tmp_path / "nho.png", 1).size == (1200, 1600)


@pytest.mark.unit
@pytest.mark.parametrize("name", ["PNG", "JPEG", "TIFF"])
def test_format_is_told_by_the_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.doc"
    Image.new("L", (40, 40), 255).save(path, name)
    assert detect(path) is Format.PICTURE
    assert is_picture(path)
    assert (picture_pages(path), read(path).pages_without_text) == (1, (1,))


@pytest.mark.unit
@pytest.mark.parametrize("name", ["PNG", "JPEG", "TIFF"])
def test_a_picture_cut_short_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a"
    page_image(SENTENCES).save(path, name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DocumentError, match="hỏng"):
        read(path)
    with pytest.raises(UNDRAWABLE):
        page_picture(path, 1)


@pytest.mark.unit
def test_a_text_that_begins_like_a_picture_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "BM-01.txt"
    path.write_text("BM-01 Phiếu yêu cầu sửa chữa\nNgười lập ký tên.\n", encoding="utf-8")
    assert detect(path) is Format.PLAIN_TEXT
    for name in ("BMP", "WEBP", "GIF"):
        Image.new("L", (40, 40), 255).save(path, name)
        with pytest.raises(DocumentError, match="Ảnh loại này"):
            detect(path)


@pytest.mark.unit
def test_a_page_without_pixels_stays_unread(tmp_path: Path) -> None:
    path, page = tmp_path / "quet.tif", Image.new("L", (50, 2000))
    page.save(path, "TIFF", save_all=True, append_images=[page])
    data = bytearray(path.read_bytes())
    width = struct.pack("<HHII", 256, 4, 1, 50)
    place = data.rindex(width)
    data[place : place + len(width)] = struct.pack("<HHII", 256, 4, 1, 0)
    path.write_bytes(data)
    assert recognise_page(PageRequest(path, 2, tmp_path)) == PageResult(2)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.unit
@pytest.mark.parametrize("side", [11_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path, side: int) -> None:
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = zlib.compress(bytes(side // 8 + 1) * 40)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")
    path = tmp_path / "bom.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)
    with pytest.raises(DocumentError, match="quá lớn"):
        read(path)
    with pytest.raises(UNDRAWABLE):
        draw_picture(path, 1)
