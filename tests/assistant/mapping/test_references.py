"""Clauses that procedures name, as agencies write them."""

from __future__ import annotations

import pytest

from assistant.mapping.references import list_items, named_clauses
from corpus.model import Part, Provision, ProvisionKind
from corpus.registers import load_standard

pytestmark = pytest.mark.unit

REGISTERS = {edition: load_standard(edition) for edition in ("2008", "2015")}


def clauses(text: str, default: str = "2015") -> list[tuple[str, str]]:
    provision = Provision("3", ProvisionKind.SECTION, "", 1, None, None, Part.BODY, text)
    return [(c.edition, c.number) for c in named_clauses([provision], REGISTERS, default)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TCVN ISO 9001:2015, điều 8.2, điều 8.5.1 và điều 8.6", ["8.2", "8.5.1", "8.6"]),
        ("TCVN ISO 9001:2015 (các điều khoản 7.5, 8.1 và 8.4)", ["7.5", "8.1", "8.4"]),
        ("ISO 9001:2015 điều 7.1 – 7.3", ["7.1", "7.2", "7.3"]),
        ("đáp ứng điều khoản 8.5.1 của tiêu chuẩn", ["8.5.1"]),
        ("Clause 7.5.3 ISO 9001:2015", ["7.5.3"]),
    ],
)
def test_clauses_named_in_one_line(text: str, expected: list[str]) -> None:
    assert clauses(text) == [("2015", number) for number in expected]


@pytest.mark.parametrize(
    "text",
    [
        "theo mục 5.2 của quy trình này",
        "Điều 5 Luật Lưu trữ",
        "điều 9.4 TCVN ISO 9001:2008",
        "khoản 2 Điều 3 Nghị định số 63/2010/NĐ-CP",
    ],
)
def test_what_is_no_clause_of_the_standard(text: str) -> None:
    assert clauses(text) == []


def test_a_reference_never_reaches_into_the_next_item() -> None:
    text = (
        "3. TÀI LIỆU VIỆN DẪN\n- TCVN ISO 9001:2015, điều 8.5.1 và điều 8.6\n"
        "- Nghị định số 61/2018/NĐ-CP ngày 23/4/2018"
    )
    assert clauses(text) == [("2015", "8.5.1"), ("2015", "8.6")]


def test_a_number_without_edition_takes_the_one_the_document_names() -> None:
    text = "- TCVN ISO 9001:2008, điều 7.4.1\n- Xem thêm điều khoản 8.2.2"
    assert clauses(text) == [("2008", "7.4.1"), ("2008", "8.2.2")]
    assert clauses("đáp ứng điều khoản 8.2.2", default="2008") == [("2008", "8.2.2")]


def test_spans_hold_in_the_text() -> None:
    text = "3. VIỆN DẪN\n- Quy chế\n  làm việc\n- TCVN ISO 9001:2015, điều 7.4"
    provision = Provision("3", ProvisionKind.SECTION, "", 1, None, None, Part.BODY, text)
    (clause,) = named_clauses([provision], REGISTERS, "2015")
    assert text[slice(*clause.span)] == "TCVN ISO 9001:2015, điều 7.4" == clause.words


def test_lines_without_a_mark_go_on_with_their_item() -> None:
    text = "VIỆN DẪN\n- một\ndòng nối\n- hai"
    assert list_items(text) == [(0, "VIỆN DẪN"), (9, "- một\ndòng nối"), (24, "- hai")]
    assert list_items("một\nhai") == [(0, "một"), (4, "hai")]
