from __future__ import annotations

import pytest

from assistant.lists import asks_for_all, whole_list
from assistant.quotes import quotable, verify
from assistant.sentences import best_quotes
from corpus.model import Part, Provision, ProvisionKind

pytestmark = pytest.mark.unit

ITEMS = ("- Tờ khai theo mẫu", "- Giấy chứng sinh", "- Bản sao căn cước của cha, mẹ")


def section(title: str, *lines: str) -> Provision:
    text = "\n".join((f"5.3 {title}", *lines))
    return Provision("5.3", ProvisionKind.SECTION, title, 2, "5", None, Part.BODY, text)


def quoted(question: str, provision: Provision) -> list[str]:
    quotes = best_quotes(question, [provision], provision.locator, lambda _: 1.0, 3)
    for quote in quotes:
        verify(quote.text, provision, quote.start, quote.end)
    return [quote.text for quote in quotes]


@pytest.mark.parametrize(
    "question",
    [
        "Con mới sinh, ra xã cần giấy chứng sinh với giấy tờ gì?",
        "Giấy chứng sinh có rồi, phải đem theo những gì nữa?",
        "Hồ sơ gồm những gì?",
    ],
)
def test_who_asks_what_to_bring_gets_the_whole_list(question: str) -> None:
    assert quoted(question, section("Thành phần hồ sơ", *ITEMS)) == ["\n".join(ITEMS)]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Giấy chứng sinh phô tô được không?", "Thành phần hồ sơ"),
        ("Giấy chứng sinh thì cần gì?", "Trình ký"),
    ],
)
def test_others_get_the_sentence_that_answers(question: str, title: str) -> None:
    assert quoted(question, section(title, *ITEMS)) == ["- Giấy chứng sinh"]


def test_what_stands_around_a_list_is_no_part_of_it() -> None:
    provision = section("Thành phần hồ sơ", "Nộp đủ:", *ITEMS, "Thiếu thì bổ sung một lần.")
    found = quoted("Cần bản sao căn cước và giấy tờ gì?", provision)
    assert "\n".join(ITEMS) in found
    assert all("Nộp đủ" not in text and "Thiếu" not in text for text in found)


def test_a_sentence_that_is_no_item_stays_alone() -> None:
    provision = section("Thành phần hồ sơ", "Người nộp mang căn cước.", *ITEMS)
    first = quotable(provision)[0]
    assert whole_list(first) is first


def test_a_list_longer_than_a_page_is_not_quoted_whole() -> None:
    many = [f"- Giấy tờ thứ {n} theo mẫu đã ban hành kèm theo quy trình này" for n in range(60)]
    provision = section("Thành phần hồ sơ", *many)
    (found,) = quoted("Cần giấy tờ thứ 7 với những gì?", provision)
    assert found in many


@pytest.mark.parametrize("marks", ["-", "+", "•", "a)", "1."])
def test_items_have_many_marks(marks: str) -> None:
    provision = section("Thành phần hồ sơ", f"{marks} Tờ khai", f"{marks} Giấy chứng sinh")
    assert quoted("Cần giấy chứng sinh và giấy tờ gì?", provision) == [
        f"{marks} Tờ khai\n{marks} Giấy chứng sinh"
    ]


@pytest.mark.parametrize(
    ("question", "all_of_it"),
    [
        ("Phải nộp giấy tờ gì?", True),
        ("Theo nghị định nào?", True),
        ("Ai ký giấy này?", False),
        ("Mấy ngày thì có?", False),
        ("", False),
    ],
)
def test_questions_for_all_of_a_list(question: str, all_of_it: bool) -> None:
    assert asks_for_all(question) == all_of_it
