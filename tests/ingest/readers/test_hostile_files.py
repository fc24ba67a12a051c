"""Damaged, oversized and malicious files: one clear line, never a traceback or a hang."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from ingest.readers import read

pytestmark = pytest.mark.unit

MakeFile = Callable[..., Path]
BODY = "<w:p><w:r><w:t>Nội dung.</w:t></w:r></w:p>"


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read(path)
    message = str(caught.value)
    assert "\n" not in message
    assert "hãy" in message
    return message


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rong.pdf", b""),
        ("trang.txt", b" \r\n\t\x00"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
        ("gia.docx", b"\x93\x8f\x00\x01\xfe\xff\x00" * 400),
        ("gia.txt", bytes(range(256)) * 20),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
        ("a.doc", b"\xef\xbb\xbf<!DOCTYPE html><html><body><script>x</script></body></html>"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--"),
        ("hong.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 99),
        ("tho.xls", b"\x09\x08\x10\x00" + bytes(range(256)) * 9),
        ("a.html", b"<?xml version='1.0'?>\n<html xmlns='x'/>"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(64)),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(64)),
        ("chi-co.md", b"---\n---\n"),
    ],
)
def test_unreadable_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    refusal(written(tmp_path / name, data))


@pytest.mark.parametrize(
    ("member", "word"),
    [
        ("xl/workbook.xml", "XLSX"),
        ("content.xml", "ODT"),
        ("ppt/a.xml", "PowerPoint"),
        ("a", "nén"),
    ],
)
def test_other_zip_formats_are_named(tmp_path: Path, member: str, word: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "<x")
    assert word.lower() in refusal(path).lower()


@pytest.mark.parametrize(("name", "word"), [("a.xlsx", "XLSX"), ("a.odt", "ODT"), ("a", "DOCX")])
def test_damaged_packages_go_by_their_names(tmp_path: Path, name: str, word: str) -> None:
    assert word in refusal(written(tmp_path / name, b"PK\x03\x04" + bytes(200)))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    refusal(tmp_path / "không có.pdf")
    refusal(tmp_path)


def test_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.txt")
    refusal(tmp_path / "ống.txt")


def test_protected_docx_is_named(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "mật khẩu" in refusal(written(tmp_path / "kin.docx", data))


def test_protected_pdf(make_pdf: MakeFile) -> None:
    assert "mật khẩu" in refusal(make_pdf([["Kín."]], password="kin"))


def test_pdf_protected_against_copying_only(make_pdf: MakeFile) -> None:
    assert [line.text for line in read(make_pdf([["Mở được."]], password="")).lines] == ["Mở được."]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_truncated_files(make_pdf: MakeFile, make_docx: MakeFile, kept: float) -> None:
    for path in (make_docx(BODY * 100), make_pdf([["Nội dung."]] * 3)):
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * kept)])
        try:
            reading = read(path)
        except DocumentError as error:
            assert "\n" not in str(error)
        else:
            assert reading.pages_without_text


def pdf_of(*objects: str) -> bytes:
    """A PDF file of these objects, numbered from 1; the first is the catalog."""
    data, offsets = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{inside}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\n"
            f"startxref\n{len(data)}\n%%EOF"
        ).encode()
    )


@pytest.mark.parametrize(
    "tree",
    [
        ["<</Type/Pages/Kids[]/Count 0>>"],
        ["<</Type/Pages/Kids[2 0 R]/Count 1>>"],
        ["<</Type/Pages/Kids[3 0 R]/Count 9>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>"],
        ["<</Type/Pages/Kids 2 0 R/Count 1>>"],
        ["null"],
    ],
)
@pytest.mark.timeout(60)
def test_empty_and_looping_page_trees(tmp_path: Path, tree: list[str]) -> None:
    data = pdf_of("<</Type/Catalog/Pages 2 0 R>>", *tree)
    refusal(written(tmp_path / "vong.pdf", data))


def test_zip_bomb(make_docx: MakeFile) -> None:
    assert "gây hại" in refusal(make_docx(BODY + " " * 60_000_000))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
    ],
)
def test_document_types_are_refused(make_docx: MakeFile, doctype: str) -> None:
    path = make_docx(BODY)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(
                name, doctype.encode() + data if "document.xml" in name[-12:] else data
            )
    assert "DTD" in refusal(path)


def test_malformed_xml(make_docx: MakeFile) -> None:
    assert "hỏng" in refusal(make_docx("<w:p><w:r>"))


def test_deeply_nested_tables(make_docx: MakeFile) -> None:
    nested = BODY
    for _ in range(70):
        nested = f"<w:tbl><w:tr><w:tc>{BODY}</w:tc><w:tc>{nested}</w:tc></w:tr></w:tbl>"
    assert len(read(make_docx(nested)).lines) == 70
    assert "hỏng" in refusal(make_docx("<w:ins>" * 5000 + "</w:ins>" * 5000))


@pytest.mark.parametrize("name", ["to.txt", "to.md"])
def test_enormous_text_is_not_loaded(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b"van ban")
        file.truncate(200_000_000)
    assert "quá lớn" in refusal(path)


def test_odd_file_names(make_docx: MakeFile) -> None:
    for name in ("hai\ndòng.docx", "'; rm -rf ~ #.docx", "tên\u202eخ.docx"):
        assert [line.text for line in read(make_docx(BODY, name=name)).lines] == ["Nội dung."]


@pytest.mark.timeout(120)
def test_many_paragraphs_take_linear_time(make_docx: MakeFile) -> None:
    assert len(read(make_docx(BODY * 100_000)).lines) == 100_000
