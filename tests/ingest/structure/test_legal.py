from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import DocumentKind, Part, ProvisionKind
from ingest.reading import Line, Reading
from ingest.structure import Structured, breadcrumb, structure, unit_of

pytestmark = pytest.mark.unit

Parse = Callable[..., Structured]
LEGAL = DocumentKind.LEGAL


def texts(structured: Structured) -> dict[str, str]:
    return {p.locator: p.text for p in structured.provisions}


def locators(structured: Structured) -> list[str]:
    return [p.locator for p in structured.provisions]


def test_levels_from_phan_to_diem(parse: Parse) -> None:
    structured = parse(
        """LUẬT
        MẪU
        Phần thứ nhất
        QUY ĐỊNH CHUNG
        Chương I
        PHẠM VI,
        ĐỐI TƯỢNG
        Mục 1. PHẠM VI
        Tiểu mục 1. NỘI DUNG
        Điều 1. Phạm vi
        1. Một:
        a) chữ a;
        đoạn tiếp của điểm a;
        b) chữ b.
        2. Hai.
        Điều 2. Đối tượng
        a) không có khoản;
        b) vẫn là điểm.
        Chương II
        QUY ĐỊNH KHÁC
        Điều 3. Khác
        Nội dung.""",
        LEGAL,
    )
    assert locators(structured) == [
        "Mở đầu",
        "Phần thứ nhất",
        "Chương I",
        "Chương I Mục 1",
        "Chương I Mục 1 Tiểu mục 1",
        "Điều 1",
        "Điều 1 khoản 1",
        "Điều 1 khoản 1 điểm a",
        "Điều 1 khoản 1 điểm b",
        "Điều 1 khoản 2",
        "Điều 2",
        "Điều 2 điểm a",
        "Điều 2 điểm b",
        "Chương II",
        "Điều 3",
    ]
    by = {p.locator: p for p in structured.provisions}
    assert by["Chương I"].title == "PHẠM VI, ĐỐI TƯỢNG"
    assert by["Chương I"].text == "Chương I\nPHẠM VI,\nĐỐI TƯỢNG"
    assert by["Điều 1 khoản 1 điểm a"].text == "a) chữ a;\nđoạn tiếp của điểm a;"
    assert by["Điều 3"].parent == "Chương II"
    assert structured.gaps == ()
    assert breadcrumb(by["Điều 1 khoản 1"], by) == (
        "Phần thứ nhất QUY ĐỊNH CHUNG",
        "Chương I PHẠM VI, ĐỐI TƯỢNG",
        "Mục 1 PHẠM VI",
        "Tiểu mục 1 NỘI DUNG",
        "Điều 1. Phạm vi",
        "khoản 1",
    )
    assert unit_of("Điều 1 khoản 1 điểm b", by, LEGAL) == "Điều 1"
    assert unit_of("Chương II", by, LEGAL) == "Chương II"
    assert unit_of("không có", by, LEGAL) == "không có"


@pytest.mark.parametrize(
    "first, second",
    [
        ("Điều 1. Phạm vi", "Điều 2. Đối tượng"),
        ("Điều 1: Phạm vi", "Điều 2: Đối tượng"),
        ("Điều 1 - Phạm vi", "Điều 2 - Đối tượng"),
        ("Điều 1\nPhạm vi", "Điều 2\nĐối tượng"),
        ("ĐIỀU 1. Phạm vi", "ĐIỀU 2. Đối tượng"),
        ("Ðiều 1. Phạm vi", "Ðiều 2. Đối tượng"),
        ("## Điều 1. Phạm vi", "## Điều 2. Đối tượng"),
        ("**Điều 1. Phạm vi**", "**Điều 2. Đối tượng**"),
        ("Điều 1 Phạm vi", "Điều 2 Đối tượng"),
    ],
)
def test_forms_of_an_article_heading(parse: Parse, first: str, second: str) -> None:
    structured = parse(f"{first}\nNội dung một.\n{second}\nNội dung hai.", LEGAL)
    assert [(p.locator, p.title) for p in structured.provisions] == [
        ("Điều 1", "Phạm vi"),
        ("Điều 2", "Đối tượng"),
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "Điều 15 của Luật này quy định việc khác.",
        "Điều 2 Luật này không áp dụng.",
        "Điều 2 và Điều 3 được áp dụng.",
        "Điều 2, Điều 3 của Nghị định này.",
        "Điều 7.5.3 của tiêu chuẩn.",
        "Điều 99999999999. Quá lớn",
        "Điều 2/QĐ là số hiệu.",
    ],
)
def test_a_reference_at_the_start_of_a_line_is_text(parse: Parse, reference: str) -> None:
    structured = parse(f"Điều 1. Một\nNhư sau.\n{reference}\nĐiều 2. Hai\nHết.", LEGAL)
    assert locators(structured) == ["Điều 1", "Điều 2"]
    assert reference in texts(structured)["Điều 1"]


def test_a_wrapped_reference_is_text(parse: Parse) -> None:
    structured = parse(
        "Điều 1. Một\nThực hiện theo quy định tại\nĐiều 2. Trường hợp khác thì thôi.\n"
        "Điều 2. Hai\nHết.",
        LEGAL,
    )
    assert locators(structured) == ["Điều 1", "Điều 2"]
    assert structured.gaps == ()


def test_a_title_that_lost_its_capital_is_still_the_next_article(parse: Parse) -> None:
    structured = parse(
        "Điều 1. Một\nĐiều 2. ủy ban\nChữ.\nĐiều 7. ủy ban khác thì không.\nĐiều3. Ba\nHết.",
        LEGAL,
    )
    assert locators(structured) == ["Điều 1", "Điều 2", "Điều 3"]


def test_gaps_and_repeats_are_reported_and_never_renumbered(parse: Parse) -> None:
    structured = parse(
        "Điều 1. A\na.\nĐiều 2. B\nb.\nĐiều 2. C\n1. c.\nĐiều 4. D\nd.\nĐiều 9. E\ne.", LEGAL
    )
    assert locators(structured) == [
        "Điều 1",
        "Điều 2",
        "Điều 2 (lần 2)",
        "Điều 2 (lần 2) khoản 1",
        "Điều 4",
        "Điều 9",
    ]
    assert structured.gaps == ("Điều 3 thiếu", "Điều 5 đến Điều 8 thiếu", "Điều 2 (lần 2) trùng")


def test_inserted_articles_clauses_and_points(parse: Parse) -> None:
    structured = parse(
        "Điều 1. A\n1. một:\na) a;\na1) a1;\nb) b.\n1a. một a.\n2. hai.\n5. không phải khoản.\n"
        "Điều 1a. B\nĐiều 1b. C\nĐiều 2. D\nd.",
        LEGAL,
    )
    assert locators(structured) == [
        "Điều 1",
        "Điều 1 khoản 1",
        "Điều 1 khoản 1 điểm a",
        "Điều 1 khoản 1 điểm a1",
        "Điều 1 khoản 1 điểm b",
        "Điều 1 khoản 1a",
        "Điều 1 khoản 2",
        "Điều 1a",
        "Điều 1b",
        "Điều 2",
    ]
    assert structured.gaps == ()


@pytest.mark.parametrize("alphabet", ["abcdđeghiklmnopqrstuvxy", "abcdefghij"])
def test_points_follow_either_alphabet(parse: Parse, alphabet: str) -> None:
    points = "\n".join(f"{letter}) nội dung;" for letter in alphabet)
    structured = parse(f"Điều 1. A\n1. Gồm:\n{points}", LEGAL)
    assert locators(structured)[2:] == [f"Điều 1 khoản 1 điểm {letter}" for letter in alphabet]


def test_quoted_wording_belongs_to_the_amending_article(parse: Parse) -> None:
    structured = parse(
        """Điều 1. Sửa đổi, bổ sung một số điều
        1. Sửa đổi Điều 5 như sau:
        “Điều 5. Tên mới
        1. Khoản mới.
        Điều 6. Cũng trong ngoặc
        2. Khoản nữa.”.
        2. Bổ sung khoản 3 như sau: "3. Khoản ba:
        a) điểm trong ngoặc;
        4. khoản trong ngoặc."
        3. Bãi bỏ Điều 9.
        Điều 2. Hiệu lực
        Từ hôm nay.""",
        LEGAL,
    )
    assert locators(structured) == [
        "Điều 1",
        "Điều 1 khoản 1",
        "Điều 1 khoản 2",
        "Điều 1 khoản 3",
        "Điều 2",
    ]


def test_new_wording_without_quotation_marks_belongs_to_the_amending_article(parse: Parse) -> None:
    structured = parse(
        """Điều 1. Sửa đổi, bổ sung một số điều của Luật Mẫu
        1. Sửa đổi khoản 2 Điều 5 như sau:
        2. Khoản mới:
        a) điểm mới;
        đ) điểm mới nữa.
        2. Điều 7 được sửa đổi, bổ sung như sau:
        Điều 7. Tên mới
        1. Một.
        2. Hai.
        3. Bổ sung Điều 7a vào sau Điều 7 như sau:
        Điều 7a. Thêm
        1a. Một a.
        4. Sửa đổi điểm đ khoản 2a Điều 10 như sau:
        “đ) Ngoặc không đóng;
        e) vẫn chưa đóng.
        5. Thay cụm từ “cũ” bằng cụm từ “mới” tại Điều 11.
        Điều 2. Sửa đổi Điều 3 của Luật Khác như sau:
        Điều 3. Tên khác
        Nội dung.
        Điều 3. Hiệu lực thi hành
        1. Từ nay.
        1a. Cũng vậy.""",
        LEGAL,
    )
    assert locators(structured) == [
        "Điều 1",
        "Điều 1 khoản 1",
        "Điều 1 khoản 2",
        "Điều 1 khoản 3",
        "Điều 1 khoản 4",
        "Điều 1 khoản 5",
        "Điều 2",
        "Điều 3",
        "Điều 3 khoản 1",
        "Điều 3 khoản 1a",
    ]
    assert structured.gaps == ()
    assert texts(structured)["Điều 2"].endswith("Điều 3. Tên khác\nNội dung.")


def test_an_ordinary_article_on_changes_keeps_its_numbering(parse: Parse) -> None:
    structured = parse(
        "Điều 1. Trình tự\nViệc sửa đổi, bổ sung được thực hiện như sau:\n1. Một.\n2. Hai.\n"
        "Điều 2. Hết\na.",
        LEGAL,
    )
    assert locators(structured) == ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2", "Điều 2"]


def test_a_quote_that_is_never_closed_swallows_nothing(parse: Parse) -> None:
    structured = parse("Điều 1. A\nnhư sau:\n“Từ ngữ\nĐiều 2. B\nb.\nĐiều 3. C\nc.", LEGAL)
    assert locators(structured) == ["Điều 1", "Điều 2", "Điều 3"]


DECISION = """ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/2020/QĐ-UBND | Ngày 01 tháng 3 năm 2020
QUYẾT ĐỊNH
Ban hành Quy chế làm việc
Căn cứ Luật mẫu;
Điều 1. Ban hành kèm theo Quyết định này Quy chế.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận: - Như Điều 2; | TM. ỦY BAN NHÂN DÂN
"""


def test_attached_regulations_are_told_apart(parse: Parse) -> None:
    attached = """QUY CHẾ
    Làm việc của cơ quan
    (Ban hành kèm theo Quyết định số 12/2020/QĐ-UBND)
    Chương I
    QUY ĐỊNH CHUNG
    Điều 1. Phạm vi
    1. Một.
    Điều 3. Ba
    Hết.
    """
    structured = parse(DECISION + attached + attached)
    assert locators(structured) == [
        "Mở đầu",
        "Điều 1",
        "Điều 2",
        "Quy chế",
        "Quy chế, Chương I",
        "Quy chế, Điều 1",
        "Quy chế, Điều 1 khoản 1",
        "Quy chế, Điều 3",
        "Quy chế (lần 2)",
        "Quy chế (lần 2), Chương I",
        "Quy chế (lần 2), Điều 1",
        "Quy chế (lần 2), Điều 1 khoản 1",
        "Quy chế (lần 2), Điều 3",
    ]
    by = {p.locator: p for p in structured.provisions}
    assert by["Quy chế"].title == "Làm việc của cơ quan"
    assert by["Điều 2"].part is Part.BODY
    assert by["Quy chế, Điều 1 khoản 1"].part is Part.ANNEX
    assert structured.gaps == ("Quy chế, Điều 2 thiếu", "Quy chế (lần 2), Điều 2 thiếu")
    assert structured.code == "12/2020/QĐ-UBND"
    assert structured.title == "Quyết định ban hành Quy chế làm việc"
    assert breadcrumb(by["Quy chế, Điều 3"], by) == (
        "Quy chế Làm việc của cơ quan",
        "Chương I QUY ĐỊNH CHUNG",
        "Điều 3. Ba",
    )


def test_a_procedure_attached_to_a_decision_keeps_its_sections_and_steps(parse: Parse) -> None:
    structured = parse(
        DECISION
        + """QUY TRÌNH
        Tiếp nhận hồ sơ
        (Ban hành kèm theo Quyết định số 12/2020/QĐ-UBND)
        1. MỤC ĐÍCH
        Để.
        2. PHẠM VI
        Toàn.
        4. NỘI DUNG
        4.1 Nhận
        Bước 1: Xem.
        5. HỒ SƠ
        Hết."""
    )
    assert structured.kind is LEGAL
    assert locators(structured)[3:] == [
        "Quy trình",
        "Quy trình, 1",
        "Quy trình, 2",
        "Quy trình, 4",
        "Quy trình, 4.1",
        "Quy trình, 4.1 bước 1",
        "Quy trình, 5",
    ]
    by = {p.locator: p for p in structured.provisions}
    assert {p.part for p in structured.provisions[3:]} == {Part.ANNEX}
    assert structured.gaps == ("Quy trình, 3 thiếu",)
    step = "Quy trình, 4.1 bước 1"
    assert unit_of(step, by, LEGAL) == step
    assert breadcrumb(by[step], by) == (
        "Quy trình Tiếp nhận hồ sơ",
        "4 NỘI DUNG",
        "4.1 Nhận",
        "bước 1 Xem",
    )


def test_a_regulation_alone_in_its_file_is_the_body(parse: Parse) -> None:
    structured = parse(
        """QUY CHẾ
        LÀM VIỆC
        (Ban hành kèm theo Quyết định số 12/2020/QĐ-UBND ngày 01/3/2020)
        Điều 1. Một
        a.
        Điều 2. Hai
        b.
        Điều 3. Ba
        c."""
    )
    assert structured.kind is LEGAL
    assert locators(structured) == ["Mở đầu", "Điều 1", "Điều 2", "Điều 3"]
    assert {p.part for p in structured.provisions} == {Part.BODY}


def test_numbering_that_restarts_without_a_heading_is_still_told_apart(parse: Parse) -> None:
    structured = parse("Điều 1. A\na.\nĐiều 2. B\nb.\nChương I\nCHUNG\nĐiều 1. C\nc.", LEGAL)
    assert locators(structured) == [
        "Điều 1",
        "Điều 2",
        "Văn bản kèm theo",
        "Văn bản kèm theo, Điều 1",
    ]


def test_forms_are_blocks_and_have_no_articles(parse: Parse) -> None:
    structured = parse(
        DECISION
        + """PHỤ LỤC I
        DANH MỤC BIỂU MẪU
        (Kèm theo Quyết định số 12/2020/QĐ-UBND)
        1. Mẫu đơn
        Mẫu số 01
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        HỢP ĐỒNG MẪU
        Điều 1. Bên A ..........
        Điều 2. Bên B ..........
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        ĐƠN ĐỀ NGHỊ
        Kính gửi: .........."""
    )
    tail = [(p.locator, p.kind, p.part) for p in structured.provisions[3:]]
    assert tail == [
        ("Phụ lục I", ProvisionKind.BLOCK, Part.ANNEX),
        ("Mẫu số 01", ProvisionKind.BLOCK, Part.TEMPLATE),
        ("Biểu mẫu", ProvisionKind.BLOCK, Part.TEMPLATE),
    ]
    assert structured.provisions[4].title == "HỢP ĐỒNG MẪU"
    assert structured.gaps == ()


def test_a_table_of_contents_gives_no_provision(parse: Parse) -> None:
    structured = parse(
        """LUẬT
        MẪU
        MỤC LỤC
        Chương I QUY ĐỊNH CHUNG ........ 1
        Điều 1. Phạm vi ............... 1
        Điều 2. Đối tượng ............. 2
        Lời mở đầu của luật.
        Chương I
        QUY ĐỊNH CHUNG
        Điều 1. Phạm vi
        a.
        Điều 2. Đối tượng
        b.""",
        LEGAL,
    )
    assert locators(structured) == [
        "Mở đầu",
        "Chương I",
        "Điều 1",
        "Điều 2",
    ]
    assert structured.gaps == ()


def test_chapters_that_restart_in_each_part_carry_the_part(parse: Parse) -> None:
    structured = parse(
        "Phần thứ nhất\nA\nChương I\nB B B\nĐiều 1. C\nc.\n"
        "Phần thứ hai\nD D D\nChương I\nE E E\nĐiều 2. F\nf.",
        LEGAL,
    )
    chapters = [p.locator for p in structured.provisions if p.kind is ProvisionKind.CHUONG]
    assert chapters == ["Phần thứ nhất Chương I", "Phần thứ hai Chương I"]
    assert structured.gaps == ()


def test_directives_number_paragraphs_without_articles(parse: Parse) -> None:
    structured = parse(
        """Số: 09/2009/CT-UBND
        CHỈ THỊ
        Về việc mẫu
        Ủy ban nhân dân yêu cầu:
        1. Việc thứ nhất:
        a) một;
        b) hai.
        2. Việc thứ hai.
        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH"""
    )
    assert structured.kind is LEGAL
    assert locators(structured) == [
        "Mở đầu",
        "khoản 1",
        "khoản 1 điểm a",
        "khoản 1 điểm b",
        "khoản 2",
    ]
    by = {p.locator: p for p in structured.provisions}
    assert unit_of("khoản 1 điểm b", by, LEGAL) == "khoản 1"


def test_one_article_is_enough(parse: Parse) -> None:
    assert locators(parse("Tóm lược.\n## Điều 2. Hiệu lực\nChữ.", LEGAL)) == ["Mở đầu", "Điều 2"]


def test_a_preamble_may_end_in_a_comma(parse: Parse) -> None:
    structured = parse("Quốc hội ban hành Luật mẫu,\nChương 1.\nCHUNG\nĐiều 1. A\na.", LEGAL)
    assert locators(structured) == ["Mở đầu", "Chương 1", "Điều 1"]


def test_furniture_is_left_out_but_tells_the_code(parse: Parse) -> None:
    structured = parse(
        "~ Số: 19/2014/QĐ-TTg\nQUYẾT ĐỊNH\nVề việc mẫu\nĐiều 1. A\na.\n~ Trang 2\nĐiều 2. B\nb."
    )
    assert structured.code == "19/2014/QĐ-TTg"
    assert "Trang 2" not in "".join(texts(structured).values())


def test_an_excerpt_keeps_the_numbers_it_prints() -> None:
    text = (
        "Điều 4. Công bố\n3. Cơ quan công bố lại.\n4. Phiên bản được áp dụng:\n"
        "c) Khi có bản mới thì theo hướng dẫn.\nĐiều 9. Kinh phí\n2. Ngân sách bảo đảm."
    )
    reading = Reading(
        tuple(Line(line) for line in text.splitlines()), attributes={"excerpt": "true"}
    )
    result = structure(reading, "van-ban", DocumentKind.LEGAL)
    assert [p.locator for p in result.provisions] == [
        "Điều 4",
        "Điều 4 khoản 3",
        "Điều 4 khoản 4",
        "Điều 4 khoản 4 điểm c",
        "Điều 9",
        "Điều 9 khoản 2",
    ]
    assert result.gaps == ()


def test_a_missing_khoan_is_reported_and_the_next_keeps_its_number(parse: Parse) -> None:
    structured = parse(
        "Điều 1. Phòng họp\n1. Khoản một về phòng.\n3. Khoản ba về bàn.\n"
        "Điều 2. Hiệu lực\n1. Có hiệu lực ngay.",
        kind=LEGAL,
    )
    assert "Điều 1 khoản 3" in locators(structured)
    assert structured.gaps == ("Điều 1 khoản 2 thiếu",)
