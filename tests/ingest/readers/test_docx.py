"""Word documents: order, tables, breaks, tracked changes, boxes, notes, furniture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from ingest.readers import read
from ingest.reading import LineRole

pytestmark = pytest.mark.unit

MakeDocx = Callable[..., Path]


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def texts(path: Path) -> list[str]:
    return [line.text for line in read(path).lines]


def test_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Mục đích", level=2)
    document.add_paragraph("Quy định cách lập phiếu.")
    grid = document.add_table(rows=2, cols=3)
    for cell, text in zip(grid._cells, ["Bước", "Người làm", "Nội dung", "1", "", ""], strict=True):
        cell.text = text
    grid.cell(1, 1).merge(grid.cell(1, 2)).text = "Chuyên viên\nlập phiếu"
    document.add_paragraph("Sau bảng.")
    document.sections[0].header.paragraphs[0].text = "Sở Mẫu - QT-01"
    document.sections[0].footer.paragraphs[0].text = "Lần ban hành: 02"
    path = tmp_path / "quy trình.docx"
    document.save(str(path))

    reading = read(path)

    assert [(line.text, line.role, line.heading) for line in reading.lines] == [
        ("Sở Mẫu - QT-01", LineRole.FURNITURE, None),
        ("Mục đích", LineRole.CONTENT, 2),
        ("Quy định cách lập phiếu.", LineRole.CONTENT, None),
        ("Bước | Người làm | Nội dung", LineRole.ROW, None),
        ("1 | Chuyên viên lập phiếu", LineRole.ROW, None),
        ("Sau bảng.", LineRole.CONTENT, None),
        ("Lần ban hành: 02", LineRole.FURNITURE, None),
    ]
    assert reading.pages is None
    assert reading.pages_without_text == ()


def test_vertically_merged_cells_are_not_repeated(make_docx: MakeDocx) -> None:
    start = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p(r("Phòng A"))}'
    rest = f"<w:tcPr><w:vMerge/></w:tcPr>{p(r('Phòng A'))}"
    grid = f"<w:tbl>{tr(start, p(r('một')))}{tr(rest, p(r('hai')))}</w:tbl>"
    assert texts(make_docx(grid)) == ["Phòng A | một", "hai"]


def test_nested_tables_follow_their_row(make_docx: MakeDocx) -> None:
    inner = f"<w:tbl>{tr(p(r('x')), p(r('y')))}</w:tbl>"
    grid = f"<w:tbl>{tr(p(r('a')) + inner, p(r('b')))}{tr(p(r('c')), p(r('d')))}</w:tbl>"
    assert texts(make_docx(grid)) == ["a | b", "x | y", "c | d"]


def test_a_frame_around_text_is_no_table(make_docx: MakeDocx) -> None:
    grid = f"<w:tbl>{tr(p(r('Điều 1. Phạm vi')) + p(r('Nội dung.')))}</w:tbl>"
    lines = read(make_docx(grid)).lines
    assert [line.text for line in lines] == ["Điều 1. Phạm vi", "Nội dung."]
    assert {line.role for line in lines} == {LineRole.CONTENT}


def test_line_breaks_split_only_where_they_separate(make_docx: MakeDocx) -> None:
    title = p(r("Chương I") + "<w:r><w:br/></w:r>" + r("QUY ĐỊNH CHUNG"))
    wrapped = p(r("được lập theo") + "<w:r><w:br/></w:r>" + r("mẫu kèm theo."))
    assert texts(make_docx(title + wrapped)) == [
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "được lập theo mẫu kèm theo.",
    ]


def test_tracked_changes_and_hidden_text(make_docx: MakeDocx) -> None:
    body = p(
        r("Thời hạn ")
        + f"<w:del>{r('năm')}<w:r><w:delText>năm</w:delText></w:r></w:del>"
        + f"<w:ins>{r('ba')}</w:ins>"
        + r(" ngày")
        + r(" (ẩn)", "<w:vanish/>")
        + r(".", '<w:vanish w:val="0"/>')
    )
    assert texts(make_docx(body)) == ["Thời hạn ba ngày."]


def test_hidden_by_character_style(make_docx: MakeDocx) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="An"><w:name w:val="An"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    body = p(r("Hiện") + r("ẩn", '<w:rStyle w:val="An"/>'))
    assert texts(make_docx(body, styles=styles)) == ["Hiện"]


def test_special_characters(make_docx: MakeDocx) -> None:
    body = p(
        r("Ðiều\u00a01.\u200b Mu\u0323c\u00ad")
        + "<w:r><w:tab/><w:t>QĐ</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>TTg</w:t></w:r>"
    )
    assert texts(make_docx(body)) == ["Điều 1. Mục QĐ-TTg"]


def test_fields_links_and_controls(make_docx: MakeDocx) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>'
        + r("Điều 5")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f"<w:hyperlink>{r(' và phụ lục')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('Trong ô nhập.'))}</w:sdtContent></w:sdt>"
    assert texts(make_docx(p(field + link) + control)) == ["Điều 5 và phụ lục", "Trong ô nhập."]


def test_text_boxes_are_read_once(make_docx: MakeDocx) -> None:
    box = f"<w:txbxContent>{p(r('Trong khung'))}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(make_docx(p(r("Trước.") + drawing) + p(r("Sau.")))) == [
        "Trước.",
        "Trong khung",
        "Sau.",
    ]


def test_notes_follow_their_paragraph(make_docx: MakeDocx) -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p(r("---"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(r("Theo Luật mẫu."))}</w:footnote>'
    )
    body = p(r("Câu có chú thích") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("."))
    assert texts(make_docx(body + p(r("Câu sau.")), footnotes=notes)) == [
        "Câu có chú thích.",
        "[1] Theo Luật mẫu.",
        "Câu sau.",
    ]


@pytest.mark.parametrize(
    ("name", "properties", "level"),
    [
        ("heading 3", "", 3),
        ("Tiêu đề 2", "", 2),
        ("Của tôi", '<w:outlineLvl w:val="0"/>', 1),
        ("heading 1", '<w:outlineLvl w:val="9"/>', None),
        ("Normal", "", None),
    ],
)
def test_heading_levels(make_docx: MakeDocx, name: str, properties: str, level: int | None) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="{name}"/>'
        f"<w:pPr>{properties}</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Con"/>'
        '<w:basedOn w:val="A"/></w:style>'
    )
    for style in "AB":
        body = p(r("Phạm vi"), f'<w:pStyle w:val="{style}"/>')
        assert [line.heading for line in read(make_docx(body, styles=styles)).lines] == [level]


def test_styles_based_on_each_other_end(make_docx: MakeDocx) -> None:
    styles = "".join(
        f'<w:style w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("AB", "BA")
    )
    assert texts(make_docx(p(r("x y"), '<w:pStyle w:val="A"/>'), styles=styles)) == ["x y"]


def test_table_of_contents_is_not_content(make_docx: MakeDocx) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    body = p(r("Điều 1. Phạm vi 3"), '<w:pStyle w:val="T"/>') + p(r("Điều 1. Phạm vi"))
    roles = [line.role for line in read(make_docx(body, styles=styles)).lines]
    assert roles == [LineRole.FURNITURE, LineRole.CONTENT]


def test_format_is_told_by_content(make_docx: MakeDocx) -> None:
    assert texts(make_docx(p(r("Đúng là DOCX.")), name="cu.doc")) == ["Đúng là DOCX."]


def test_strict_namespace_is_read(make_docx: MakeDocx) -> None:
    path = make_docx("")
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{strict}"><w:body>{p(r("Chặt chẽ."))}</w:body></w:document>',
        )
    assert texts(path) == ["Chặt chẽ."]


def test_embedded_file_gives_a_warning(make_docx: MakeDocx) -> None:
    reading = read(make_docx(p(r("Có.")) + "<w:altChunk/>"))
    assert len(reading.warnings) == 1
