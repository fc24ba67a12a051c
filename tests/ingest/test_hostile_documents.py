"""Hostile files through the whole of ingest: each costs one document, and is named."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.workers import WorkerPool
from tests.ingest.workplace import LAW, Workplace, entries, parse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MEMORY = 1 << 30


def docx(path: Path, document: str, **parts: bytes) -> Path:
    relation = f'<Relationship Type="{OFFICE}" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr("word/document.xml", document)
        for name, data in parts.items():
            archive.writestr(f"word/{name}.bin", data)
    return path


def body(inside: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(path: Path, objects: list[str]) -> Path:
    data, offsets = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{inside}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    data += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    ).encode()
    path.write_bytes(data)
    return path


def pages_pdf(path: Path, count: int) -> Path:
    kids = " ".join(["3 0 R"] * count)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf(
        path, ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>", page]
    )


def content_pdf(path: Path, content: str) -> Path:
    form = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"
        "/Length 5>>\nstream\n/F Do\nendstream"
    )
    return pdf(
        path,
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            "/Resources<</XObject<</F 5 0 R>>>>>>",
            f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
            form,
        ],
    )


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2, MEMORY) as pool:
        yield pool


def test_hostile_files_cost_only_themselves(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    files = workplace.files
    (files / "tot.txt").write_text(LAW, encoding="utf-8")
    docx(files / "bom-zip.docx", body(paragraph("x") + " " * 80_000_000))
    entity = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "ha">' for n in range(10)
    )
    docx(files / "bom-xml.docx", f"<!DOCTYPE x [{entity}]>" + body(paragraph("&e9;")))
    docx(files / "sau.docx", body("<w:ins>" * 20_000 + "</w:ins>" * 20_000))
    pages_pdf(files / "10000-trang.pdf", 10_000)
    (files / "tên\ncó dòng.txt").write_text(LAW.replace("07/", "08/"), encoding="utf-8")
    (files / "ngoai.txt").symlink_to(tmp_path / "bi-mat.txt")
    (tmp_path / "bi-mat.txt").write_text(LAW, encoding="utf-8")
    report = entries(workplace.run())
    good = {"tot.txt", "tên\ncó dòng.txt"}
    assert {name for name, entry in report.items() if entry["status"] == "added"} == good
    bad = {"bom-zip.docx", "bom-xml.docx", "sau.docx", "10000-trang.pdf"}
    assert {name for name, entry in report.items() if entry["status"] == "failed"} == bad
    assert all(report[name]["error"] and "\n" not in report[name]["error"] for name in bad)


def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    try:
        Path(f"{workplace.files}/luat-\udcff.txt").write_text(LAW, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    report = entries(workplace.run())
    assert ["đổi tên" in str(entry["error"]) for entry in report.values()] == [True]


@pytest.mark.parametrize(
    "content",
    ["/F Do", "q " * 200_000, "[" * 50_000, "BT /F1 9 Tf (" + "(" * 50_000],
    ids=["form within itself", "states", "arrays", "strings"],
)
def test_pages_that_loop_or_nest_end(pool: WorkerPool, tmp_path: Path, content: str) -> None:
    result = parse(pool, content_pdf(tmp_path / "vong.pdf", content), tmp_path / "cache")
    assert result.error or result.reading is not None


def test_a_page_of_any_size_is_drawn_within_the_memory(pool: WorkerPool, tmp_path: Path) -> None:
    path = content_pdf(tmp_path / "to.pdf", "0 0 200000 200000 re f")
    path.write_bytes(path.read_bytes().replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]"))
    result = parse(pool, path, tmp_path / "cache")
    assert result.error or (result.reading and result.reading.pages_without_text == (1,))


def test_macros_are_neither_run_nor_read(pool: WorkerPool, tmp_path: Path) -> None:
    macro = b'Sub AutoOpen()\nShell "touch da-chay"\nEnd Sub'
    path = docx(tmp_path / "macro.docm", body(paragraph("Nội dung.")), vbaProject=macro)
    result = parse(pool, path, tmp_path / "cache")
    assert result.reading is not None
    assert [line.text for line in result.reading.lines] == ["Nội dung."]
    assert not list(tmp_path.rglob("da-chay"))


def test_a_file_that_outgrows_the_memory_is_named(tmp_path: Path) -> None:
    path = docx(tmp_path / "lon.docx", body(paragraph("Từ ngữ lặp lại. ") * 100_000))
    with WorkerPool(1, 100 << 20) as small:
        result = parse(small, path, tmp_path / "cache")
    assert result.error is not None
    assert "bộ nhớ" in result.error or "gây hại" in result.error


def test_a_file_that_takes_too_long_is_named(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.intake.seconds_for", lambda _: 0.0)
    path = docx(tmp_path / "cham.docx", body(paragraph("Nội dung.") * 20_000))
    assert "quá lâu" in str(parse(pool, path, tmp_path / "cache").error)


def test_a_file_that_is_gone_is_said(pool: WorkerPool, tmp_path: Path) -> None:
    assert parse(pool, tmp_path / "khong-co.pdf", tmp_path / "cache").error


def test_the_pool_outlives_what_it_was_given(pool: WorkerPool, tmp_path: Path) -> None:
    (tmp_path / "luat.txt").write_text(LAW, encoding="utf-8")
    result = parse(pool, tmp_path / "luat.txt", tmp_path / "cache")
    assert result.error is None
    assert result.structured is not None
    assert "Điều 2 khoản 1" in {p.locator for p in result.structured.provisions}
