from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import DocumentKind, ProvisionKind
from ingest.reading import Line, LineRole, Reading
from ingest.structure import Structured, breadcrumb, structure, unit_of

pytestmark = pytest.mark.unit

Parse = Callable[..., Structured]
Sound = Callable[[Reading, Structured], None]


@pytest.mark.parametrize(
    "text, kind, reason",
    [
        ("Số: 19/2014/QĐ-TTg\nCăn cứ Luật;\nĐiều 1. A\na.", "legal", "số hiệu 19/2014/QĐ-TTg"),
        ("Điều 1. A\na.\nĐiều 2. B\nb.\nĐiều 3. C", "legal", "3 điều"),
        ("TCVN ISO 9001:2015\n4 Bốn\n4.1 A\n4.2 B\n5 Năm\n5.1 C", "standard", "TCVN ISO 9001:2015"),
        ("QUY TRÌNH Mẫu\nMã số: QT-05\nChữ.", "procedure", "QT-05"),
        ("MỤC TIÊU CHẤT LƯỢNG NĂM 2026\nMã số: MTCL-2026\nChữ.", "procedure", "mục tiêu chất"),
        ("1. MỤC ĐÍCH\n2. PHẠM VI\n3. ĐỊNH NGHĨA\n4. NỘI DUNG", "procedure", "4 mục"),
        (
            "KẾ HOẠCH\nI. MỤC ĐÍCH\nII. PHẠM VI\nIII. NỘI DUNG\nIV. TỔ CHỨC THỰC HIỆN",
            "other",
            "kế ho",
        ),
        ("THƯ MỜI\nKính mời họp.", "other", "không có dấu hiệu"),
    ],
)
def test_kind_is_recognised_with_a_reason(parse: Parse, text: str, kind: str, reason: str) -> None:
    structured = parse(text)
    assert structured.kind == kind
    assert reason in structured.kind_reason


def test_the_file_states_its_own_attributes() -> None:
    reading = Reading(
        (Line("Chữ."),),
        attributes={"kind": "standard", "title": "Tên", "code": "X 1", "edition": "2015"},
    )
    structured = structure(reading, "tep")
    assert structured.kind is DocumentKind.STANDARD
    assert (structured.title, structured.code, structured.edition) == ("Tên", "X 1", "2015")
    assert structure(reading, "tep", DocumentKind.OTHER).kind is DocumentKind.OTHER
    assert structure(reading, "tep", DocumentKind.OTHER).edition is None


def test_an_unknown_stated_kind_is_a_warning() -> None:
    structured = structure(Reading((Line("Chữ."),), attributes={"kind": "thơ"}), "tep")
    assert structured.kind is DocumentKind.OTHER
    assert "thơ" in structured.warnings[0]


def test_pages_become_blocks() -> None:
    lines = tuple(Line(f"Dòng {n}.", page=page) for page in (1, 2, 4) for n in range(3))
    structured = structure(Reading(lines, pages=4), "tep")
    assert [(p.locator, p.page, p.kind) for p in structured.provisions] == [
        ("Trang 1", 1, ProvisionKind.BLOCK),
        ("Trang 2", 2, ProvisionKind.BLOCK),
        ("Trang 4", 4, ProvisionKind.BLOCK),
    ]


def test_sheets_are_cited_by_name() -> None:
    lines = (
        Line("Danh mục", role=LineRole.SHEET),
        Line("TT | Tên | Mã", role=LineRole.ROW),
        Line("Quý 1", role=LineRole.SHEET),
        Line("1 | Điều 1. Không phải điều", role=LineRole.ROW),
        Line("Danh mục", role=LineRole.SHEET),
    )
    structured = structure(Reading(lines), "tep")
    assert [(p.locator, p.kind) for p in structured.provisions] == [
        ("Danh mục", ProvisionKind.SHEET),
        ("Quý 1", ProvisionKind.SHEET),
        ("Danh mục (lần 2)", ProvisionKind.SHEET),
    ]
    assert structured.provisions[0].text == "Danh mục\nTT | Tên | Mã"


def test_a_line_in_a_font_of_capitals_is_read_as_capitals() -> None:
    lines = (
        Line("quy trình đào tạo", capitals=True),
        Line("mục đích", capitals=True),
        Line("Để."),
        Line("nội dung", capitals=True),
        Line("Làm."),
    )
    structured = structure(Reading(lines), "tep", DocumentKind.PROCEDURE)
    assert structured.title == "Quy trình đào tạo"
    assert [p.locator for p in structured.provisions] == ["Mở đầu", "Mục đích", "Nội dung"]
    assert structured.provisions[1].text == "mục đích\nĐể."


def test_paragraphs_become_runs() -> None:
    structured = structure(Reading(tuple(Line("chữ " * 200) for _ in range(5))), "ten-tep")
    assert [p.locator for p in structured.provisions] == ["Đoạn 1", "Đoạn 2", "Đoạn 3"]
    assert structured.title == "ten-tep"


def test_a_forced_kind_without_structure_warns() -> None:
    structured = structure(Reading((Line("Chữ."),)), "tep", DocumentKind.LEGAL)
    assert [p.locator for p in structured.provisions] == ["Đoạn 1"]
    assert structured.warnings


def test_an_excerpt_misses_nothing() -> None:
    lines = tuple(Line(text) for text in ("Điều 2. A", "a.", "Điều 2. B", "b.", "Điều 9. C", "c."))
    whole = structure(Reading(lines), "tep", DocumentKind.LEGAL)
    assert whole.gaps == ("Điều 1 thiếu", "Điều 3 đến Điều 8 thiếu", "Điều 2 (lần 2) trùng")
    excerpt = structure(Reading(lines, attributes={"excerpt": "true"}), "tep", DocumentKind.LEGAL)
    assert excerpt.gaps == ("Điều 2 (lần 2) trùng",)
    assert excerpt.provisions == whole.provisions


def test_an_excerpt_without_articles_does_not_warn() -> None:
    attributes = {"kind": "legal", "excerpt": "true"}
    assert structure(Reading((Line("Chữ."),), attributes=attributes), "tep").warnings == ()


def test_quality_objectives_have_a_title_and_a_code(parse: Parse) -> None:
    structured = parse("SỞ MẪU\nMỤC TIÊU CHẤT LƯỢNG NĂM 2026\nMã số: MTCL-2026\nChữ.")
    assert (structured.title, structured.code) == ("Mục tiêu chất lượng năm 2026", "MTCL-2026")


def test_nothing_read_gives_nothing() -> None:
    assert structure(Reading(()), "tep").provisions == ()


LINES = st.sampled_from(
    [
        "Chương I",
        "CHƯƠNG II. TÊN CHƯƠNG",
        "Phần thứ nhất",
        "Mục 1. TÊN",
        "Tiểu mục 1",
        "Điều 1. A",
        "Điều 2. B",
        "Điều 1",
        "Điều 15 của Luật này",
        "ĐIỀU 3: C",
        "Điều 9999. D",
        "1. Một",
        "2. Hai",
        "1a. Một a",
        "99999999999. Số",
        "a) a;",
        "đ) đ;",
        "b. b",
        "“Điều 5. X",
        "hết.”",
        "như sau:",
        "QUY CHẾ",
        "QUY ĐỊNH",
        "(Ban hành kèm theo Quyết định số 1)",
        "PHỤ LỤC I",
        "Phụ lục A",
        "Mẫu số 01",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "HỢP ĐỒNG",
        "Nơi nhận:",
        "TM. CHÍNH PHỦ",
        "MỤC LỤC",
        "Điều 1. A ..... 3",
        "Trang",
        "4 Bốn",
        "4.1 Một",
        "4.1.1 Sâu",
        "7.5.3.2.1 Sâu",
        "5. NỘI DUNG",
        "1. MỤC ĐÍCH",
        "I. MỤC ĐÍCH",
        "II. NỘI DUNG",
        "Bước 1: Làm",
        "Bước 2",
        "A.1 Khái quát",
        "Lời nói đầu",
        "NỘI DUNG",
        "Mục đích",
        "1 | Một | x",
        "5.1 | Một | x",
        "B1 | Một | x",
        "TT | Trình tự | Trách nhiệm | Thời gian",
        "Chữ thường.",
        "quy định tại",
        "## Điều 7. E",
        "**Điều 8**",
        "Soạn thảo | Xem xét | Phê duyệt",
        "Họ tên | Trần Văn Mẫu | Lê Văn Mẫu",
        "Lần sửa đổi | Nội dung sửa đổi | Ngày",
        "Mã số: QT-01 | Lần ban hành: 02 | Trang: 1/3",
        "- Lưu: VT.",
        "Trần Văn Mẫu",
        "BM-01",
        "Kính gửi: ..........",
        "Trình tự thực hiện:",
        "Thành phần hồ sơ: đơn",
        "Thời hạn giải quyết | 1 ngày",
        "1. Lệ phí: không",
        "1 | MỤC ĐÍCH | Để",
        "2 | NỘI DUNG | x",
        "Trình tự | Trách nhiệm | Thời gian",
        "Nhận | Văn thư | 1 ngày",
        "Điều 5 được sửa đổi như sau:",
        "2. Bổ sung khoản 3 Điều 6 như sau:",
    ]
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    lines = []
    for _ in range(draw(st.integers(0, 40))):
        text = draw(LINES)
        role = LineRole.ROW if " | " in text else LineRole.CONTENT
        if draw(st.integers(0, 9)) == 0:
            role = LineRole.FURNITURE
        heading = draw(st.sampled_from([None, None, None, 1, 2, 3]))
        page = draw(st.sampled_from([None, 1, 2]))
        lines.append(Line(text, page=page, heading=heading, role=role))
    return Reading(tuple(lines))


@settings(max_examples=150, deadline=None)
@given(reading=readings(), kind=st.sampled_from([None, *DocumentKind]))
def test_nothing_is_lost_doubled_or_orphaned(
    assert_sound: Sound, reading: Reading, kind: DocumentKind | None
) -> None:
    structured = structure(reading, "tep", kind)
    assert_sound(reading, structured)
    by = {p.locator: p for p in structured.provisions}
    for provision in structured.provisions:
        assert breadcrumb(provision, by)
        assert unit_of(provision.locator, by, structured.kind) in by


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize(
    "line",
    [
        "Điều 1. A",
        "Điều 99999999999. Số lớn",
        "1.1.1.1.1.1.1.1.1.1.1.1 Sâu",
        "“Mở ngoặc như sau:",
        "PHỤ LỤC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "MỤC LỤC",
        "5.1 | Một | x",
        "." * 300 + "x",
    ],
)
def test_hostile_repetition_takes_linear_time(
    assert_sound: Sound, kind: DocumentKind, line: str
) -> None:
    role = LineRole.ROW if " | " in line else LineRole.CONTENT
    reading = Reading(tuple(Line(line, role=role) for _ in range(10_000)))
    start = time.perf_counter()
    structured = structure(reading, "tep", kind)
    assert time.perf_counter() - start < 10
    assert_sound(reading, structured)


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_one_enormous_line(assert_sound: Sound, kind: DocumentKind) -> None:
    lines = (Line("Điều 1. " + "a." * 200_000), Line("1. " + "." * 200_000), Line("(" * 200_000))
    reading = Reading(lines)
    start = time.perf_counter()
    structured = structure(reading, "tep", kind)
    assert time.perf_counter() - start < 5
    assert_sound(reading, structured)
