"""Facts of procedures: steps, forms, records, terms, each with the words that say so."""

from __future__ import annotations

import pytest

from assistant.procedures import durations, form_key, read_facts, same_time
from assistant.procedures.codes import FORM_CODE
from corpus.model import Part, Provision, ProvisionKind

pytestmark = pytest.mark.unit


def section(locator: str, title: str, *lines: str) -> Provision:
    text = "\n".join((f"{locator}. {title}", *lines))
    return Provision(locator, ProvisionKind.SECTION, title, 1, None, None, Part.BODY, text)


def step(locator: str, title: str, *lines: str) -> Provision:
    text = "\n".join((f"{locator} {title}", *lines))
    return Provision(locator, ProvisionKind.STEP, title, 2, "5", None, Part.BODY, text)


def test_a_labelled_line_tells_role_time_and_forms() -> None:
    line = "Trách nhiệm: Văn thư. Thời gian: 1.5 ngày làm việc. Biểu mẫu: BM-03.05, bm 3.5."
    (facts,) = read_facts([step("5.1", "Nhận", line)]).steps
    assert facts.role is not None
    assert facts.time is not None
    assert (facts.role.text, facts.time.text) == ("Văn thư", "1.5 ngày làm việc")
    assert [form.text for form in facts.forms] == ["BM-03.05"]


def test_a_statement_goes_on_where_the_page_breaks_the_line() -> None:
    (facts,) = read_facts(
        [step("5.1", "Nhận", "Thời gian: 10 ngày", "làm việc. Biểu mẫu: không")]
    ).steps
    assert facts.time is not None
    assert facts.time.text == "10 ngày\nlàm việc"
    assert same_time(facts.time.text, "10 ngày làm việc")


def test_the_head_of_a_table_tells_what_a_cell_of_a_step_is() -> None:
    head = section("5", "NỘI DUNG", "TT | Công việc | Trách nhiệm | Thời gian")
    row = Provision(
        "5 bước 1",
        ProvisionKind.STEP,
        "Nhận đơn",
        2,
        "5",
        None,
        Part.BODY,
        "1 | Nhận đơn | Văn thư | 02 giờ",
    )
    (facts,) = read_facts([head, row]).steps
    assert facts.role is not None
    assert facts.time is not None
    assert (facts.role.text, facts.time.text) == ("Văn thư", "02 giờ")


def test_a_step_that_says_nothing_has_no_facts() -> None:
    (facts,) = read_facts([step("5.1", "Nhận", "Văn thư nhận đơn.")]).steps
    assert (facts.role, facts.time, facts.forms) == (None, None, ())


@pytest.mark.parametrize(
    "line",
    ["1 | BM-TD.01 | Sổ tiếp dân", "1 BM-TD.01 Sổ tiếp dân", "- Sổ tiếp dân (BM-TD.01)"],
)
def test_forms_are_read_from_tables_pages_and_lists(line: str) -> None:
    (form,) = read_facts([section("6", "BIỂU MẪU", line)]).forms
    assert (form.code, form.name) == ("BM-TD.01", "Sổ tiếp dân")
    assert form.line.text == line


def test_records_take_keeper_and_time_from_their_columns() -> None:
    rows = ("TT | Tên hồ sơ | Nơi lưu | Thời gian lưu", "1 | Sổ đơn | Văn thư | 05 năm")
    (record,) = read_facts([section("7", "HỒ SƠ LƯU", *rows)]).records
    assert (record.name, record.keeper, record.retention) == ("Sổ đơn", "Văn thư", "05 năm")


def test_records_without_columns_tell_how_long_and_none_is_none() -> None:
    (record,) = read_facts([section("7", "HỒ SƠ LƯU", "1 Sổ đơn Văn thư 05 năm")]).records
    assert (record.keeper, record.retention) == (None, "05 năm")
    assert not read_facts([section("7", "HỒ SƠ LƯU", "Không có.")]).records


@pytest.mark.parametrize(
    "line",
    [
        "- QMR: đại diện lãnh đạo",
        "1 | QMR | đại diện lãnh đạo",
        "QMR – đại diện lãnh đạo",
        "“QMR” là đại diện lãnh đạo",
        "QMR được hiểu là đại diện lãnh đạo",
    ],
)
def test_terms_are_read_however_they_are_written(line: str) -> None:
    rows = ("TT | Từ viết tắt | Diễn giải", line)
    (term,) = read_facts([section("4", "ĐỊNH NGHĨA", *rows)]).terms
    assert (term.term, term.meaning) == ("QMR", "đại diện lãnh đạo")
    assert term.line.text == line


def test_terms_with_numbers_of_their_own_count() -> None:
    head = section("4", "ĐỊNH NGHĨA")
    own = Provision(
        "4.1", ProvisionKind.SECTION, "Hồ sơ: tập giấy tờ", 2, "4", None, Part.BODY,
        "4.1 Hồ sơ: tập giấy tờ",
    )  # fmt: skip
    (term,) = read_facts([head, own]).terms
    assert (term.term, term.meaning) == ("Hồ sơ", "tập giấy tờ")


def test_forms_to_fill_in_are_no_part_of_the_procedure() -> None:
    template = Provision(
        "BM-01.01", ProvisionKind.SECTION, "BIỂU MẪU", 1, None, None, Part.TEMPLATE, "BM-01.01 Đơn"
    )
    assert read_facts([template]).forms == ()


@pytest.mark.parametrize(
    "code", ["BM-03.05", "BM 01", "BM-TD.05", "QT-01/BM02", "BM01-QT05", "BM-QT03-01"]
)
def test_codes_of_forms(code: str) -> None:
    assert FORM_CODE.fullmatch(code)


def test_spellings_of_a_code_are_one() -> None:
    assert form_key("BM-03.05") == form_key("bm 3.5") == form_key("BM–03.5")
    assert form_key("BM-03.05") != form_key("BM-30.5")


def test_dates_are_no_lengths_of_time() -> None:
    assert durations("Trước ngày 15 tháng 01; ngày 25 hằng tháng") == ()
    assert [d.number for d in durations("18 hoặc 25 ngày làm việc")] == [18, 25]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("03 ngày làm việc", "ba ngày làm việc", True),
        ("Không quá 45 ngày", "45 ngày", True),
        ("05 (năm) ngày", "5 ngày", True),
        ("5 ngày", "5 ngày làm việc", False),
        ("Ngay khi nhận", "ngay khi nhận.", True),
        ("Hằng tháng", "Hằng quý", False),
    ],
)
def test_times_are_the_same_by_what_they_mean(first: str, second: str, same: bool) -> None:
    assert same_time(first, second) is same
