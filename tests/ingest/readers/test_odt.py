"""OpenDocument texts: order, automatic numbers, tables, notes, furniture, fonts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.errors import DocumentError
from ingest.readers import read
from ingest.reading import Encoding, LineRole

pytestmark = pytest.mark.unit

URN = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{short}="{URN}{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style",
        "draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
STYLES = """
<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"
 style:num-prefix="Chương "/><text:outline-level-style text:level="2" style:num-format="1"
 style:num-prefix="Điều " style:num-suffix="."/></text:outline-style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1"
 style:num-format="1" text:start-value="5"/><text:list-level-style-number text:level="2"
 style:num-format="1" text:display-levels="2"/><text:list-level-style-number text:level="3"
 style:num-format="a" style:num-suffix=")"/></text:list-style>
<style:style style:name="An" style:family="text"><style:text-properties text:display="none"/>
</style:style><style:font-face style:name="F" svg:font-family="'.VnTime'"/>
<style:style style:name="Cu" style:family="paragraph"><style:text-properties style:font-name="F"/>
</style:style>"""
HEAD = (
    "<office:master-styles><style:master-page><style:header><text:p>Sở Mẫu</text:p></style:header>"
    "<style:footer><text:p>Trang</text:p></style:footer></style:master-page></office:master-styles>"
)

MakeOdt = Callable[[str], Path]


@pytest.fixture
def make_odt(tmp_path: Path) -> MakeOdt:
    def make(body: str) -> Path:
        path = tmp_path / "mau.doc"
        with ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr(
                "content.xml",
                f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}"
                f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
                "</office:body></office:document-content>",
            )
            archive.writestr(
                "styles.xml",
                f"<office:document-styles {NAMESPACES}>{HEAD}</office:document-styles>",
            )
        return path

    return make


def content(path: Path) -> list[str]:
    return [line.text for line in read(path).lines if line.role is not LineRole.FURNITURE]


def test_text_furniture_and_hidden_words(make_odt: MakeOdt) -> None:
    reading = read(
        make_odt(
            "<text:tracked-changes><text:p>xoá</text:p></text:tracked-changes>"
            "<text:table-of-content><text:index-body><text:p>Mục 1</text:p></text:index-body>"
            '</text:table-of-content><text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>D'
            '<text:span text:style-name="An">giấu</text:span></text:p>'
        )
    )
    assert [(line.text, line.role) for line in reading.lines] == [
        ("Sở Mẫu", LineRole.FURNITURE), ("Mục 1", LineRole.FURNITURE),
        ("a b c", LineRole.CONTENT), ("D", LineRole.CONTENT), ("Trang", LineRole.FURNITURE),
    ]  # fmt: skip


def test_automatic_numbers(make_odt: MakeOdt) -> None:
    def items(*texts: str) -> str:
        return "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)

    third = f"<text:list>{items('<text:p>ba</text:p>')}</text:list>"
    second = (
        f"<text:list>{items('<text:p>hai</text:p>' + third, '<text:p>nữa</text:p>')}</text:list>"
    )
    body = (
        '<text:h text:outline-level="1">Chung</text:h>'
        '<text:h text:outline-level="2">Phạm vi</text:h>'
        f'<text:list text:style-name="L">{items("<text:p>một</text:p>" + second)}</text:list>'
        '<text:h text:outline-level="2">Đối tượng</text:h>'
        '<text:list text:style-name="L" text:continue-numbering="true">'
        f"{items('<text:p>sau</text:p>')}</text:list>"
    )
    assert content(make_odt(body)) == [
        "Chương I Chung", "Điều 1. Phạm vi", "5 một", "5.1 hai", "a) ba", "5.2 nữa",
        "Điều 2. Đối tượng", "6 sau",
    ]  # fmt: skip


def test_an_item_that_only_leads_to_an_inner_list_does_not_count(make_odt: MakeOdt) -> None:
    def part(text: str) -> str:
        inner = f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
        return (
            '<text:list text:style-name="L" text:continue-numbering="true">'
            f"<text:list-item>{inner}</text:list-item></text:list><text:p>giữa</text:p>"
        )

    item = "<text:list-item><text:p>đầu</text:p></text:list-item>"
    head = f'<text:list text:style-name="L">{item}</text:list>'
    found = content(make_odt(head + part("một") + part("hai")))
    assert found == ["5 đầu", "5.1 một", "giữa", "5.2 hai", "giữa"]


def test_tables_notes_and_boxes(make_odt: MakeOdt) -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}<table:covered-table-cell/></table:table-row>"

    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>chú</text:p></text:note-body></text:note>"
    )
    box = (
        "<draw:frame><svg:title>ảnh</svg:title>"
        "<draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>"
    )
    table = f"<table:table>{row('<text:p>Bước</text:p>', '<text:p>Ai</text:p>')}</table:table>"
    reading = read(make_odt(f"<text:p>Thân{note} bài{box}</text:p>{table}<text:p>Cuối</text:p>"))
    assert [line.text for line in reading.lines[1:-1]] == [
        "Thân bài", "[1] chú", "hộp", "Bước | Ai", "Cuối",
    ]  # fmt: skip
    assert reading.text.endswith("Trang\n[1] chú"), "printed, notes stand together at the end"


def test_old_fonts(make_odt: MakeOdt) -> None:
    reading = read(make_odt('<text:p text:style-name="Cu">Quy tr×nh h­íng dÉn</text:p>'))
    assert reading.lines[1].text == "Quy trình hướng dẫn"
    assert reading.encoding is not Encoding.UNICODE


def test_other_open_documents_are_named(tmp_path: Path) -> None:
    path = tmp_path / "bang.ods"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(DocumentError, match="XLSX"):
        read(path)


def test_entity_bombs_are_refused(make_odt: MakeOdt) -> None:
    path = make_odt("")
    with ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(DocumentError, match="DTD"):
        read(path)
