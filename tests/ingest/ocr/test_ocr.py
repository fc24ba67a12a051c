"""Scanned pages: recognised once, with the place of every word; never passed over."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest
import yaml
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image, ImageDraw, ImageFont

from corpus.settings import SHIPPED_DOCUMENTS
from corpus.text import syllables
from ingest.ocr import page_words, quoted_words
from ingest.ocr.images import has_ink, look_through, page_picture, picture_key
from ingest.ocr.model import RecognisedPage, Word
from ingest.ocr.tesseract import recognise
from ingest.parsing import ParsedFile
from ingest.workers import WorkerPool
from tests.ingest.workplace import Workplace, entries, parse

SCAN = SHIPPED_DOCUMENTS / "procedure" / "QT-10_Dao_tao.pdf"
FONT = "fontpkg_be_vietnam_pro"
SENTENCES = [
    "Văn thư tiếp nhận văn bản đến trong ngày làm việc.",
    "Trưởng phòng xem xét và phân công người xử lý.",
    "Giám đốc phê duyệt kết quả trước khi ban hành.",
]

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]


def font_file() -> str:
    from importlib.resources import files

    return str(files(FONT) / "files/BeVietnamPro-Regular.ttf")


def page_image(lines: list[str], angle: float = 0.0) -> Image.Image:
    image = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(font_file(), 40)
    for number, line in enumerate(lines):
        pen.text((200, 300 + 90 * number), line, fill=0, font=font)
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


@pytest.fixture
def scan(tmp_path: Path) -> Callable[..., Path]:
    """Write a PDF whose pages are pictures, each with a text layer of its own; returns it."""

    def make(*pages: tuple[Image.Image, str], name: str = "quet.pdf") -> Path:
        pdf = FPDF()
        pdf.add_font("vn", fname=font_file())
        pdf.set_font("vn", size=8)
        for image, layer in pages:
            pdf.add_page()
            pdf.image(image, 0, 0, 210, 297)
            if layer:
                with pdf.local_context(text_mode=TextMode.INVISIBLE):
                    pdf.multi_cell(0, text=layer)
        pdf.output(str(tmp_path / name))
        return tmp_path / name

    return make


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2, 2 << 30) as pool:
        yield pool


def parsed(pool: WorkerPool, path: Path, cache: Path) -> ParsedFile:
    result = parse(pool, path, cache)
    assert result.error is None, result.error
    return result


@pytest.mark.ocr
def test_a_shipped_scan_reads_like_its_checked_text(pool: WorkerPool, tmp_path: Path) -> None:
    path = shutil.copy(SCAN, tmp_path / "quet.pdf")
    reading = parsed(pool, Path(path), tmp_path / "cache").reading
    assert reading is not None
    assert reading.pages_without_text == ()
    assert [page.page for page in reading.ocr] == [1, 2]
    assert all(page.confidence > 0.85 for page in reading.ocr)
    pages = yaml.safe_load(SCAN.with_name(f"{SCAN.name}.yaml").read_text(encoding="utf-8"))["pages"]
    truth = syllables(" ".join(page["text"] for page in pages))
    found = syllables(" ".join(line.text for line in reading.lines))
    assert SequenceMatcher(None, truth, found, autojunk=False).ratio() > 0.9


@pytest.mark.ocr
def test_a_sidecar_with_the_text_goes_first(pool: WorkerPool, tmp_path: Path) -> None:
    path = Path(shutil.copy(SCAN, tmp_path / "quet.pdf"))
    shutil.copy(SCAN.with_name(f"{SCAN.name}.yaml"), tmp_path / "quet.pdf.yaml")
    reading = parsed(pool, path, tmp_path / "cache").reading
    assert reading is not None
    assert [page.image for page in reading.ocr] == [None, None]
    assert not (tmp_path / "cache").exists()


@pytest.mark.ocr
@pytest.mark.parametrize("angle", [0.0, 3.0, -2.0])
def test_words_are_found_where_they_stand(angle: float) -> None:
    image = page_image(SENTENCES, angle)
    words = quoted_words(recognise(image, "x").words, "Trưởng phòng xem xét")
    assert [word.text for word in words] == ["Trưởng", "phòng", "xem", "xét"]
    boxes = [word.box for word in words]
    assert all(
        0 <= left < right <= 1 and 0 <= top < bottom <= 1 for left, top, right, bottom in boxes
    )
    for left, top, right, bottom in boxes:
        box = (left * image.width, top * image.height, right * image.width, bottom * image.height)
        assert image.crop(tuple(map(int, box))).getextrema()[0] < 128
    outside = image.copy()
    for left, top, right, bottom in boxes:
        box = (left * image.width, top * image.height, right * image.width, bottom * image.height)
        outside.paste(255, (int(box[0]) - 4, int(box[1]) - 4, int(box[2]) + 4, int(box[3]) + 4))
    assert "phòng" not in recognise(outside, "x").text


@pytest.mark.ocr
def test_a_stamp_or_garbage_over_a_scan_does_not_hide_it(
    pool: WorkerPool, tmp_path: Path, scan: Callable[..., Path]
) -> None:
    garbage = "Cqng hxb trqk hvn chzt nghbk Vpt Nbm " * 20
    path = scan(
        (page_image(SENTENCES), "Ký bởi: Sở Mẫu. Thời gian ký: 01/02/2024"),
        (page_image(SENTENCES), garbage),
    )
    reading = parsed(pool, path, tmp_path / "cache").reading
    assert reading is not None
    assert [page.page for page in reading.ocr] == [1, 2]
    for page in (1, 2):
        text = " ".join(line.text for line in reading.lines if line.page == page)
        assert "phê duyệt kết quả" in text
        assert "nghbk" not in text


@pytest.mark.ocr
def test_a_good_text_layer_stays(
    pool: WorkerPool, tmp_path: Path, scan: Callable[..., Path]
) -> None:
    layer = " ".join(SENTENCES * 5)
    reading = parsed(pool, scan((page_image(SENTENCES), layer)), tmp_path / "cache").reading
    assert reading is not None
    assert reading.ocr == ()


@pytest.mark.ocr
def test_a_page_is_recognised_once_and_its_words_are_kept(
    pool: WorkerPool, tmp_path: Path, scan: Callable[..., Path]
) -> None:
    cache = tmp_path / "cache"
    reading = parsed(pool, scan((page_image(SENTENCES), "")), cache).reading
    assert reading is not None
    (page,) = reading.ocr
    assert page.image is not None
    (kept,) = cache.rglob("*.json")
    stamp = kept.stat().st_mtime_ns
    assert parsed(pool, scan((page_image(SENTENCES), ""), name="b.pdf"), cache).reading is not None
    assert kept.stat().st_mtime_ns == stamp
    quote = quoted_words(page_words(cache, page.image), "Giám đốc phê duyệt kết quả trước")
    assert " ".join(word.text for word in quote) == "Giám đốc phê duyệt kết quả trước"
    kept.write_bytes(b"{")
    assert page_words(cache, page.image) == ()
    assert parsed(pool, tmp_path / "quet.pdf", cache).reading == reading


def test_without_tesseract_the_page_is_reported_and_read_once_there_is_one(
    tmp_path: Path, scan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.ocr.tesseract import engine_name

    workplace = Workplace(tmp_path)
    scan((page_image(SENTENCES), "")).rename(workplace.files / "quet.pdf")
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        engine_name.cache_clear()
        entry = entries(workplace.run())["quet.pdf"]
        assert (entry["status"], entry["pages_without_text"]) == ("added", [1])
        assert "trang 1" in entry["warnings"][0]
        assert "apt-get install tesseract-ocr" in entry["warnings"][0]
        assert entries(workplace.run())["quet.pdf"]["status"] == "unchanged"
    engine_name.cache_clear()
    if engine_name() is None:
        pytest.skip("Tesseract is not installed")
    entry = entries(workplace.run())["quet.pdf"]
    assert (entry["status"], entry["pages_without_text"]) == ("updated", [])
    assert entry["ocr"][0]["confidence"] > 0.8
    with workplace.catalog() as catalog:
        assert catalog.report(str(entry["id"]))["ocr"] == entry["ocr"]
        assert "Giám đốc phê duyệt" in catalog.content(str(entry["id"]))


def test_blank_pages_are_no_scans(
    pool: WorkerPool, tmp_path: Path, scan: Callable[..., Path]
) -> None:
    blank = Image.new("L", (400, 560), 250)
    path = scan((page_image([]), " ".join(SENTENCES * 5)), (blank, ""))
    reading = parsed(pool, path, tmp_path / "cache").reading
    assert reading is not None
    assert reading.pages_without_text == ()


@pytest.mark.unit
def test_pictures_are_told_apart_by_their_pixels(scan: Callable[..., Path]) -> None:
    path = scan((page_image(SENTENCES), ""), (page_image([]), ""))
    first, second = page_picture(path, 1), page_picture(path, 2)
    assert picture_key(first) == picture_key(page_picture(path, 1)) != picture_key(second)
    assert (has_ink(first), has_ink(second)) == (True, False)
    assert look_through(path) == ({1, 2}, set())


@pytest.mark.unit
def test_a_damaged_file_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(pypdfium2.PdfiumError):
        page_picture(tmp_path / "hong.pdf", 1)


@pytest.mark.unit
def test_words_of_no_known_picture_are_none(tmp_path: Path) -> None:
    assert page_words(tmp_path, "0" * 32) == ()
    with pytest.raises(ValueError, match="etc"):
        page_words(tmp_path, "../../etc/passwd")


def word(text: str, block: int, line: int, top: float, left: float = 0.1) -> Word:
    return Word(text, 0.9, block, line, (left, top, left + 0.3, top + 0.01))


def test_the_last_line_of_a_paragraph_is_no_block_of_its_own() -> None:
    page = RecognisedPage(
        "engine",
        (
            word("Giám đốc phê duyệt trước", 0, 0, 0.100),
            word("khi ban hành.", 1, 1, 0.115),
            word("Văn thư đóng dấu.", 2, 2, 0.150),
            word("Nơi nhận", 3, 3, 0.152, left=0.6),
        ),
    )
    lines = ["Giám đốc phê duyệt trước", "khi ban hành.", "", "Văn thư đóng dấu.", "", "Nơi nhận"]
    assert page.text.split("\n") == lines
