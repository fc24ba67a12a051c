"""References as people write them, accented and not, and what is no reference."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.references import Reference, ReferenceKind, parse_references

pytestmark = pytest.mark.unit

STANDARD_2008 = "TCVN ISO 9001:2008"
STANDARD_2015 = "TCVN ISO 9001:2015"


def only(text: str) -> Reference:
    found = parse_references(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "number", "year", "kind"),
    [
        ("QĐ 19/2014/QĐ-TTg", "19/2014/QĐ-TTg", 2014, "Quyết định"),
        ("quyet dinh 19/2014/qd-ttg", "19/2014/QĐ-TTg", 2014, "Quyết định"),
        ("19/2014/QĐ-TTg", "19/2014/QĐ-TTg", 2014, "Quyết định"),
        ("19 / 2014 / QĐ - TTg", "19/2014/QĐ-TTg", 2014, "Quyết định"),
        ("19/2014/QĐ–TTg", "19/2014/QĐ-TTg", 2014, "Quyết định"),
        ("Quyết định số 19 năm 2014 của Thủ tướng", "19/2014", 2014, "Quyết định"),
        ("quyet dinh so 19 nam 2014", "19/2014", 2014, "Quyết định"),
        ("QĐ 19/2014", "19/2014", 2014, "Quyết định"),
        ("Nghị định 61", "61", None, "Nghị định"),
        ("NĐ61/2018", "61/2018", 2018, "Nghị định"),
        ("NĐ-CP 61/2018", "61/2018", 2018, "Nghị định"),
        ("nghi dinh 30/2020", "30/2020", 2020, "Nghị định"),
        ("NGHỊ ĐỊNH SỐ 30/2020/NĐ-CP", "30/2020/NĐ-CP", 2020, "Nghị định"),
        ("Nghị định số 30 ngày 05/3/2020", "30/2020", 2020, "Nghị định"),
        ("Nghị định số 30 ngày 5 tháng 3 năm 2020", "30/2020", 2020, "Nghị định"),
        ("TT 26/2014", "26/2014", 2014, "Thông tư"),
        ("thông tư 01/2018/TT-VPCP", "01/2018/TT-VPCP", 2018, "Thông tư"),
        ("101/QĐ-BKHCN", "101/QĐ-BKHCN", None, "Quyết định"),
        ("cong van 419/bkhcn-tdc", "419/BKHCN-TĐC", None, "Công văn"),
        ("Luật 33/2024/QH15", "33/2024/QH15", 2024, "Luật"),
        ("15/2010/QĐ-UBND", "15/2010/QĐ-UBND", 2010, "Quyết định"),
    ],
)
def test_document_numbers(text: str, number: str, year: int | None, kind: str) -> None:
    found = only(text)
    assert found.kind is ReferenceKind.DOCUMENT
    assert (found.document, found.year, found.type) == (number, year, kind)
    assert found.locator is None
    assert found.text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("Luật Lưu trữ 2011", "luu tru", 2011),
        ("luat luu tru nam 2024", "luu tru", 2024),
        ("luật tiếp công dân", "tiep cong dan", None),
        ("Luật Cán bộ, công chức", "can bo cong chuc", None),
        ("Bộ luật Tố tụng dân sự 2015", "to tung dan su", 2015),
    ],
)
def test_named_laws(text: str, name: str, year: int | None) -> None:
    found = only(text)
    assert (found.kind, found.name, found.year) == (ReferenceKind.DOCUMENT, name, year)


def test_a_law_with_name_and_number_is_one_reference() -> None:
    found = only("Luật Lưu trữ số 33/2024/QH15")
    assert (found.document, found.name) == ("33/2024/QH15", "luu tru")


def test_further_law_names_can_be_given() -> None:
    assert parse_references("luật hàng hải") == ()
    found = parse_references("luật hàng hải", ["hang hai"])[0]
    assert found.name == "hang hai"


@pytest.mark.parametrize(
    ("text", "document", "locator"),
    [
        ("khoản 4 Điều 4 QĐ 19/2014", "19/2014", "Điều 4 khoản 4"),
        ("khoan 4 dieu 4 qd 19/2014", "19/2014", "Điều 4 khoản 4"),
        ("điểm c khoản 4 điều 4", None, "Điều 4 khoản 4 điểm c"),
        ("điểm đ khoản 1 Điều 14 NĐ 118/2025", "118/2025", "Điều 14 khoản 1 điểm đ"),
        ("Điều 4 khoản 4 điểm c", None, "Điều 4 khoản 4 điểm c"),
        ("Điều 4, khoản 4, điểm c của Quyết định 19", "19", "Điều 4 khoản 4 điểm c"),
        ("QD 19 dieu 4 khoan 3", "19", "Điều 4 khoản 3"),
        ("Điều 5 Nghị định 61/2018/NĐ-CP", "61/2018/NĐ-CP", "Điều 5"),
        ("điều 5.1 NĐ 61/2018", "61/2018", "Điều 5 khoản 1"),
        ("Điều 3a Luật Tiếp công dân", None, "Điều 3a"),
        (
            "Điều 4 Quy chế ban hành kèm theo Quyết định 93/2007/QĐ-TTg",
            "93/2007/QĐ-TTg",
            "Quy chế, Điều 4",
        ),
        ("điều 12", None, "Điều 12"),
    ],
)
def test_articles(text: str, document: str | None, locator: str) -> None:
    found = only(text)
    assert found.kind is ReferenceKind.ARTICLE
    assert (found.document, found.locator, found.text) == (document, locator, text)


def test_an_article_of_a_code_by_name_or_abbreviation() -> None:
    for text in ("Điều 418 Bộ luật Hình sự", "dieu 418 bo luat hinh su", "Điều 418 BLHS"):
        found = only(text)
        assert (found.locator, found.name, found.type) == ("Điều 418", "hinh su", "Bộ luật")


def test_an_article_of_an_unknown_law_is_marked_as_of_a_law() -> None:
    found = only("điều 5 luật hàng hải")
    assert (found.locator, found.type, found.name) == ("Điều 5", "Luật", None)


@pytest.mark.parametrize(
    ("text", "edition", "locator"),
    [
        ("mục 7.5.1", None, "7.5.1"),
        ("Điều 9.4", None, "9.4"),
        ("dieu 4.2.3", None, "4.2.3"),
        ("điều khoản 8", None, "8"),
        ("7.5.3", None, "7.5.3"),
        ("điều khoản 4.2.3 TCVN ISO 9001:2008", "2008", "4.2.3"),
        ("ISO 9001:2015 khoản 8.4", "2015", "8.4"),
        ("ISO 9001:2015 8.4", "2015", "8.4"),
        ("8.4 của ISO 9001:2015", "2015", "8.4"),
        ("Điều 9.4 của ISO 9001:2008", "2008", "9.4"),
        ("điều 8 tiêu chuẩn ISO 9001:2015", "2015", "8"),
        ("Điều 4.2.3 bản 2015", "2015", "4.2.3"),
        ("mục 7.5 iso 9001 phien ban 2015", "2015", "7.5"),
        ("4.2 bản 2008", "2008", "4.2"),
    ],
)
def test_clauses(text: str, edition: str | None, locator: str) -> None:
    found = only(text)
    assert found.kind is ReferenceKind.CLAUSE
    assert (found.edition, found.locator, found.text) == (edition, locator, text)


def test_clauses_of_another_standard_have_no_edition_of_this_one() -> None:
    found = only("điều 4.2 ISO 14001:2015")
    assert (found.document, found.edition, found.locator) == ("ISO 14001:2015", None, "4.2")


@pytest.mark.parametrize(
    ("text", "edition", "document"),
    [
        ("TCVN ISO 9001:2015", "2015", STANDARD_2015),
        ("iso 9001 nam 2008", "2008", STANDARD_2008),
        ("ISO 9001-2015", "2015", STANDARD_2015),
        ("bản 2015", "2015", STANDARD_2015),
        ("ISO 9001", None, "ISO 9001"),
        ("TCVN ISO 9001:2000", None, "ISO 9001:2000"),
    ],
)
def test_standards_as_a_whole(text: str, edition: str | None, document: str) -> None:
    found = only(text)
    assert found.kind is ReferenceKind.DOCUMENT
    assert (found.edition, found.document) == (edition, document)


@pytest.mark.parametrize(
    ("text", "code", "locator"),
    [
        ("QT-02", "QT-02", None),
        ("qt 02", "QT-02", None),
        ("QT02", "QT-02", None),
        ("QT.02", "QT.02", None),
        ("QT-HCC-01", "QT-HCC-01", None),
        ("TCHC-QT-01", "TCHC-QT-01", None),
        ("bước 5.2 QT-01", "QT-01", "5.2"),
        ("QT-01, mục 5.2", "QT-01", "5.2"),
        ("mục 5 của quy trình QT-01", "QT-01", "5"),
        ("bước 5.2", None, "5.2"),
    ],
)
def test_procedures(text: str, code: str | None, locator: str | None) -> None:
    found = only(text)
    assert found.kind is ReferenceKind.PROCEDURE
    assert (found.document, found.locator) == (code, locator)


def test_lists_share_the_document_they_name() -> None:
    found = parse_references("điều 4.2.3, 4.2.4 và 8.5.2 của ISO 9001:2008")
    assert [(r.locator, r.edition) for r in found] == [
        ("4.2.3", "2008"),
        ("4.2.4", "2008"),
        ("8.5.2", "2008"),
    ]
    found = parse_references("Điều 4, 5 và 6 Nghị định 30/2020/NĐ-CP")
    assert [r.locator for r in found] == ["Điều 4", "Điều 5", "Điều 6"]
    assert {r.document for r in found} == {"30/2020/NĐ-CP"}


@pytest.mark.parametrize("text", ["điều 7.5 và 9.2", "mục 7.5, 9.2", "7.5.1 và 9.2"])
def test_a_number_in_a_list_of_clauses_is_one_too(text: str) -> None:
    assert parse_references(text)[1].locator == "9.2"


def test_an_amount_after_a_clause_is_none() -> None:
    assert [r.locator for r in parse_references("điều 7.5, 3.5 triệu")] == ["7.5"]


def test_a_list_of_khoan_takes_the_dieu_at_its_end() -> None:
    found = parse_references("khoản 1 và khoản 2 Điều 5 luật lưu trữ")
    assert [r.locator for r in found] == ["Điều 5 khoản 1", "Điều 5 khoản 2"]


def test_a_khoan_after_a_comma_belongs_to_the_next_dieu() -> None:
    found = parse_references("Điều 4, khoản 1 Điều 5 NĐ 61/2018")
    assert [r.locator for r in found] == ["Điều 4", "Điều 5 khoản 1"]


def test_each_article_keeps_its_own_document() -> None:
    found = parse_references("Điều 4 QĐ 19/2014 và Điều 5 NĐ 61/2018, QT-02")
    assert [(r.document, r.locator) for r in found] == [
        ("19/2014", "Điều 4"),
        ("61/2018", "Điều 5"),
        ("QT-02", None),
    ]


def test_spans_point_into_the_nfc_text() -> None:
    text = unicodedata.normalize("NFD", "Theo khoản 4 Điều 4 Quyết định 19 thì sao?")
    found = only(text)
    start, end = found.span
    assert unicodedata.normalize("NFC", text)[start:end] == "khoản 4 Điều 4 Quyết định 19"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "ngày 5 tháng 3 năm 2014",
        "15/8/2014",
        "05/3/2014",
        "tháng 8/2014",
        "quý 2/2014",
        "ngày 5.3.2014 lúc 8h30",
        "lúc 14.30",
        "từ 7.30 đến 11.30",
        "8.5 điểm",
        "4.500.000 đồng",
        "khoản 3 triệu đồng",
        "chi 2,5 triệu",
        "mức 5 triệu",
        "tăng 7.5%",
        "mục tiêu 95%",
        "quyết định 3 việc",
        "giám đốc quyết định 2 lần trong 30 ngày",
        "thủ trưởng quyết định 20 cơ quan áp dụng",
        "20/44 cơ quan",
        "Giá vàng hôm nay?",
        "văn bản 2015",
        "điện thoại 0912.345.678",
        "Bao nhiêu cơ quan chưa áp dụng ISO?",
        "pháp luật quy định gì",
        "pháp luật dân sự",
        "kỷ luật lao động",
        "khoản 2 thì sao",
        "điểm b khoản 1",
        "luật nào quy định",
        "HĐND 30 đại biểu",
        "Sở nào bắt buộc áp dụng ISO, xã có phải làm không?",
    ],
)
def test_no_references(text: str) -> None:
    assert parse_references(text) == ()


@given(st.text(max_size=300))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    for reference in parse_references(text):
        start, end = reference.span
        assert normal[start:end] == reference.text


@given(
    st.lists(
        st.sampled_from(
            [
                "Điều 4",
                "khoản 2",
                "điểm c",
                "QĐ 19/2014",
                ",",
                "và",
                "của",
                "ISO 9001:2015",
                "7.5.3",
                "QT-01",
                "Quy chế",
                "luật lưu trữ",
                "bản 2008",
                "8.4",
                "mục 5",
                "bước 5.2",
            ]
        ),
        max_size=12,
    )
)
def test_any_order_of_pieces_is_safe(pieces: list[str]) -> None:
    for reference in parse_references(" ".join(pieces)):
        assert reference.document or reference.locator or reference.name


@pytest.mark.parametrize(
    "piece",
    [
        "dieu 4, ",
        "điều 4, 5, 6, ",
        "khoản 1 điều ",
        "quy che ",
        "1/2014/",
        "a-",
        "qt-",
        "4.",
        " ",
        "luật lưu trữ, ",
        "nghị định số ",
        "QĐ 19/2014 khoản 4 Điều 4 ",
        "1",
        "iso ",
    ],
)
def test_hundred_kilobytes_of_anything_is_quick(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    parse_references(text)
    assert time.perf_counter() - started < 10


def test_a_question_takes_about_a_millisecond() -> None:
    question = "Theo khoản 4 Điều 4 Quyết định 19/2014/QĐ-TTg và điều 7.5.3 ISO 9001:2015 thì sao?"
    parse_references(question)
    started = time.perf_counter()
    for _ in range(50):
        parse_references(question)
    assert (time.perf_counter() - started) / 50 < 0.01
