from __future__ import annotations

import pytest

from assistant.answer_forms import asked_forms
from assistant.sentences import best_quotes
from corpus.model import Part, Provision, ProvisionKind
from corpus.text import search_form

pytestmark = pytest.mark.unit


def provision(locator: str, text: str, parent: str | None = None) -> Provision:
    kind = ProvisionKind.DIEM if "điểm" in locator else ProvisionKind.KHOAN
    return Provision(locator, kind, "", 1, parent, None, Part.BODY, text)


def quotes(question: str, *provisions: Provision, most: int = 3) -> list[str]:
    found = best_quotes(question, provisions, "", lambda _: 1.0, most)
    assert all(q.provision.text[q.start : q.end] == q.text for q in found)
    return [quote.text for quote in found]


STEP = provision(
    "5.4",
    "Giám đốc phê duyệt sổ tay và quy trình. Tài liệu có hiệu lực từ ngày ghi trên trang đầu.\n"
    "Trách nhiệm: Giám đốc. Thời gian: 02 ngày làm việc. Biểu mẫu: BM-01.02.",
)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Ai phê duyệt quy trình?", "Giám đốc phê duyệt sổ tay và quy trình."),
        ("Phê duyệt quy trình theo biểu mẫu nào?", "Biểu mẫu: BM-01.02."),
        ("Phê duyệt quy trình trong bao lâu?", "Thời gian: 02 ngày làm việc."),
    ],
)
def test_the_form_of_the_answer_decides_what_is_quoted(question: str, quote: str) -> None:
    assert quote in quotes(question, STEP)


def test_who_and_how_long_are_both_quoted_from_one_step() -> None:
    found = quotes("Quy trình thì ai phê duyệt, mất mấy ngày?", STEP)
    assert "Giám đốc phê duyệt sổ tay và quy trình." in found
    assert "Thời gian: 02 ngày làm việc." in found


def test_one_sentence_is_enough_where_it_answers() -> None:
    assert quotes("Ai phê duyệt sổ tay và quy trình?", STEP) == [
        "Giám đốc phê duyệt sổ tay và quy trình."
    ]


def test_the_sentence_above_an_item_is_quoted_for_the_time_it_gives() -> None:
    found = quotes(
        "Người trồng cây có tổ chức bị phạt tù bao nhiêu năm?",
        provision("khoản 1", "1. Người trồng cây bị phạt tù từ 01 năm đến 03 năm."),
        provision("khoản 2", "2. Phạm tội sau đây thì bị phạt tù từ 05 năm đến 07 năm:"),
        provision("khoản 2 điểm a", "a) Có tổ chức;", "khoản 2"),
    )
    assert any("05 năm đến 07 năm" in quote for quote in found)


def test_a_row_of_a_table_is_quoted_whole() -> None:
    table = provision("7", "TT | Hồ sơ | Thời gian lưu\n1 | Sổ tiếp dân | 10 năm\n2 | Đơn | 05 năm")
    assert quotes("Sổ tiếp dân lưu bao nhiêu năm?", table)[0] == "1 | Sổ tiếp dân | 10 năm"


def test_what_holds_no_sentence_is_quoted_as_its_heading() -> None:
    heading = Provision("7", ProvisionKind.SECTION, "HỒ SƠ", 1, None, None, Part.BODY, "7. HỒ SƠ")
    assert quotes("Hồ sơ nào?", heading) == ["7. HỒ SƠ"]
    assert quotes("Hồ sơ nào?") == []


def test_a_count_is_asked_of_its_own_thing() -> None:
    (count,) = (f for f in asked_forms(search_form("Bao nhiêu tuổi?")) if "tuổi" in f.name)
    assert count.has.search("người từ đủ 16 tuổi")
    assert not count.has.search("phạt tù 16 năm")
    assert asked_forms(search_form("Kiểm soát tài liệu thế nào?")) == ()
