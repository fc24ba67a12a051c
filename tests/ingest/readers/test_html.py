"""Web pages under any name: paragraphs, lists, tables, fonts, archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read
from ingest.readers.formats import Format, detect
from ingest.reading import Encoding, LineRole, Reading

pytestmark = pytest.mark.unit

PAGE = """<html xmlns="http://www.w3.org/TR/REC-html40"><head><title>Tên trang</title>
<style>p.An {display:none} body, p {font-family:"Times New Roman"} .Cu {font-family:".VnTime"}
</style><script>alert(1)</script></head><body>%s</body></html>"""


def page(tmp_path: Path, body: str, name: str = "trang.doc") -> Reading:
    path = tmp_path / name
    path.write_text(PAGE % body, encoding="utf-8")
    return read(path)


def test_paragraphs_headings_and_lists(tmp_path: Path) -> None:
    reading = page(
        tmp_path,
        "<h2>Mục   đích</h2><p>Một\ndòng<br>Hai&nbsp;dòng<p class=An>Giấu</p>chữ <b>trần</b>"
        "<ol type=a start=3><li>ba<li>bốn<ul><li><p>con</p></ul></ol><!-- ghi --><pre>a\nb</pre>",
    )
    assert [(line.text, line.heading) for line in reading.lines] == [
        ("Mục đích", 2), ("Một dòng", None), ("Hai dòng", None), ("chữ trần", None),
        ("c. ba", None), ("d. bốn", None), ("- con", None), ("a b", None),
    ]  # fmt: skip


def test_tables_are_rows_and_frames_are_not(tmp_path: Path) -> None:
    inner = "<table><tr><td>x<td>y</table>"
    reading = page(
        tmp_path,
        "<table><thead><tr><th>Bước<th>Người làm</thead><tr><td><p>1</p><p>a</p><td>Văn thư"
        f"{inner}</table><table><tr><td><p>Khung</p><p>chữ</p></table>",
    )
    assert [(line.text, line.role) for line in reading.lines] == [
        ("Bước | Người làm", LineRole.ROW), ("1 a | Văn thư", LineRole.ROW),
        ("x | y", LineRole.ROW), ("Khung", LineRole.CONTENT), ("chữ", LineRole.CONTENT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrap",
    ["<p class=Cu>%s</p>", "<font face='.VnTime'>%s</font>", "<p style='font:12pt .VnTime'>%s"],
)
def test_old_fonts(tmp_path: Path, wrap: str) -> None:
    reading = page(tmp_path, wrap % "Quy tr×nh kiÓm so¸t tµi liÖu h­íng dÉn" + "<p>Điều này đúng")
    assert reading.lines[0].text == "Quy trình kiểm soát tài liệu hướng dẫn"
    assert reading.lines[-1].text.endswith("Điều này đúng")
    assert reading.encoding is Encoding.MIXED


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>Xin"),
        ("a.xls", b"<table><tr><td>1"),
        ("a.html", b"Xin <b>ch\xc3\xa0o</b>"),
        ("a.txt", "<html><p>Xin".encode("utf-16")),
        ("a.htm", b"<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='x'/>"),
    ],
)
def test_pages_are_known_by_their_content(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert detect(path) is Format.HTML


def test_declared_character_sets(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    head = "<html><meta http-equiv=Content-Type content='text/html; charset={}'><p>"
    path.write_bytes(head.format("windows-1258").encode() + "Đi\u00ea\u0300u".encode("cp1258"))
    assert read(path).text == "Điều"
    path.write_bytes(head.format("x-user-defined").encode() + "®¬n vÞ phèi hîp".encode("cp1252"))
    assert read(path).text == "đơn vị phối hợp"


def test_web_archives(tmp_path: Path) -> None:
    path = tmp_path / "luu.doc"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\nghi chu\r\n"
        b"--x\r\nContent-Type: image/png\r\n\r\nzzz\r\n"
        b"--x\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Qu=C3=BD I</p>\r\n--x--\r\n"
    )
    assert detect(path) is Format.MHTML
    assert read(path).text == "Quý I"


@pytest.mark.timeout(60)
def test_deep_and_long_pages(tmp_path: Path) -> None:
    deep = page(tmp_path, "<p>nông</p>" + "<div>" * 5000 + "sâu")
    assert deep.text == "nông"
    assert "quá sâu" in deep.warnings[0]
    assert len(page(tmp_path, "<p>dòng</p>" * 50_000).lines) == 50_000
    assert page(tmp_path, "<style>" + "a{" * 100_000 + "</style>chữ").lines
