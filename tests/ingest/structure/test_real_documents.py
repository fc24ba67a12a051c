"""Structure of the real files in the external test data, and of four codes as plain text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import DocumentKind, Part, ProvisionKind
from ingest.readers import read
from ingest.reading import Line, Reading
from ingest.structure import Structured, structure

pytestmark = pytest.mark.integration

Sound = Callable[[Reading, Structured], None]


def article_names(structured: Structured, part: Part = Part.BODY) -> list[str]:
    return [
        p.locator for p in structured.provisions if p.kind is ProvisionKind.DIEU and p.part is part
    ]


def structured_file(path: Path, assert_sound: Sound) -> Structured:
    reading = read(path)
    structured = structure(reading, path.stem)
    assert_sound(reading, structured)
    assert structured.kind is DocumentKind.LEGAL
    return structured


def test_civil_code(shared_data: Path, assert_sound: Sound) -> None:
    structured = structured_file(
        shared_data / "documents" / "vlra__bo_luat_91_2015_QH13.docx", assert_sound
    )
    assert article_names(structured) == [f"Điều {n}" for n in range(1, 690)]
    assert structured.gaps == ()
    assert (structured.title, structured.code) == ("Bộ luật Dân sự", "91/2015/QH13")
    kinds = [p.kind for p in structured.provisions]
    assert kinds.count(ProvisionKind.PHAN) == 6
    assert kinds.count(ProvisionKind.CHUONG) == 27


def test_decree_with_forms(shared_data: Path, assert_sound: Sound) -> None:
    structured = structured_file(
        shared_data / "documents" / "vlra__nghi_dinh_99_2022_ND_CP.docx", assert_sound
    )
    assert article_names(structured) == [f"Điều {n}" for n in range(1, 59)]
    assert not article_names(structured, Part.ANNEX) + article_names(structured, Part.TEMPLATE)
    assert structured.gaps == ()
    forms = [p for p in structured.provisions if p.part is Part.TEMPLATE]
    assert len(forms) >= 40
    assert all(p.kind is ProvisionKind.BLOCK for p in forms)


@pytest.mark.office
def test_law_with_numbering_slips(shared_data: Path, assert_sound: Sound) -> None:
    path = shared_data / "documents" / "qlvb__Luat_Thanh_tra_2010.doc"
    structured = structured_file(path, assert_sound)
    names = article_names(structured)
    assert len(names) == 78
    assert names[50:55] == ["Điều 51", "Điều 52", "Điều 52 (lần 2)", "Điều 54", "Điều 55"]
    assert structured.gaps == ("Điều 53 thiếu", "Điều 71 khoản 3 thiếu", "Điều 52 (lần 2) trùng")


@pytest.mark.office
def test_decision_with_attached_regulation(shared_data: Path, assert_sound: Sound) -> None:
    name = "qlvb__Quyet_dinh_93-2007_Thuc_hien_co_che_mot_cua.doc"
    path = shared_data / "documents" / name
    structured = structured_file(path, assert_sound)
    assert article_names(structured) == ["Điều 1", "Điều 2", "Điều 3"]
    attached = [f"Quy chế, Điều {n}" for n in range(1, 17)]
    assert article_names(structured, Part.ANNEX) == attached
    assert structured.gaps == ()
    assert structured.code == "93/2007/QĐ-TTg"
    by = {p.locator: p for p in structured.provisions}
    assert by["Quy chế, Điều 2 khoản 1"].parent == "Quy chế, Điều 2"
    assert by["Quy chế, Điều 16"].text.endswith("theo quy định tại Quy chế này./.")
    assert by["Điều 3"].text.endswith("chịu trách nhiệm thi hành Quyết định này./.")


@pytest.mark.office
def test_a_decision_of_a_province_and_a_directive(shared_data: Path, assert_sound: Sound) -> None:
    decision = structured_file(shared_data / "documents" / "qlvb__QD15UB.DOC", assert_sound)
    assert article_names(decision) == ["Điều 1", "Điều 2", "Điều 3"]
    attached = [f"Quy định, Điều {n}" for n in range(1, 13)]
    assert article_names(decision, Part.ANNEX) == attached
    directive = structured_file(shared_data / "documents" / "qlvb__CT9UB.DOC", assert_sound)
    numbered = [p.locator for p in directive.provisions if p.level == 1]
    assert numbered == ["Mở đầu", *(f"khoản {n}" for n in range(1, 7))]
    assert (decision.gaps, directive.gaps) == ((), ())


def test_case_law(shared_data: Path, assert_sound: Sound) -> None:
    path = shared_data / "documents" / "vlra__an_le_so_432021AL.pdf"
    structured = structured_file(path, assert_sound)
    assert structured.code == "43/2021/AL"
    by = {p.locator: p for p in structured.provisions}
    assert by["Nhận định của tòa án đoạn 2"].page == 5
    assert by["Nội dung án lệ đoạn 2"].parent == "Nội dung án lệ"
    assert len(by) == 16


def test_resolution(shared_data: Path, assert_sound: Sound) -> None:
    path = shared_data / "documents" / "vlra__nghi_quyet_01_2020_NQ_HDTP.docx"
    structured = structured_file(path, assert_sound)
    assert article_names(structured) == [f"Điều {n}" for n in range(1, 9)]
    assert structured.gaps == ()


@pytest.mark.parametrize(
    "name, last, closing",
    [
        ("vlra__bo_luat_91_2015_QH13.docx", "Điều 689", "CHỦ TỊCH QUỐC HỘI"),
        ("vlra__nghi_dinh_99_2022_ND_CP.docx", "Điều 58 khoản 3", "KT. THỦ TƯỚNG"),
        ("vlra__nghi_quyet_01_2020_NQ_HDTP.docx", "Điều 8 khoản 2", "CHÁNH ÁN"),
    ],
)
def test_signatures_are_read_and_in_no_provision(
    shared_data: Path, assert_sound: Sound, name: str, last: str, closing: str
) -> None:
    path = shared_data / "documents" / name
    structured = structured_file(path, assert_sound)
    body = [p for p in structured.provisions if p.part is Part.BODY]
    assert body[-1].locator == last
    assert closing in "".join(line.text for line in read(path).lines)
    assert closing not in "".join(p.text for p in body)


FORMS = {
    "title behind": lambda number, text: f"Điều {number}. {text}",
    "own line": lambda number, text: f"Điều {number}\n{text}",
    "markdown": lambda number, text: f"## Điều {number}. {text}",
    "colon": lambda number, text: f"Điều {number}: {text}",
}


@pytest.mark.parametrize("form", FORMS)
def test_codes_as_text(shared_data: Path, assert_sound: Sound, form: str) -> None:
    codes = json.loads((shared_data / "alqac2022" / "law.json").read_text(encoding="utf-8"))
    for code in codes:
        written = "\n".join(FORMS[form](a["id"], a["text"]) for a in code["articles"])
        lines = [Line(" ".join(row.split())) for row in written.splitlines() if row.strip()]
        reading = Reading(tuple(lines))
        structured = structure(reading, "luat")
        assert_sound(reading, structured)
        assert structured.kind is DocumentKind.LEGAL
        # The criminal code's article 317 is hidden in the text of 316, as "Ðiều" with U+00D0.
        last = int(code["articles"][-1]["id"])
        assert article_names(structured) == [f"Điều {n}" for n in range(1, last + 1)]
        assert not [gap for gap in structured.gaps if gap.endswith("thiếu")]
