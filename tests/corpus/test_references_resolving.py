"""From a reference to the documents it can mean."""

from __future__ import annotations

import pytest

from corpus.references import code_key, law_names, parse_references, resolve
from corpus.registers import LegalRegister, load_legal

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def register() -> LegalRegister:
    return load_legal()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định số 19 năm 2014 của Thủ tướng", ("19/2014/QĐ-TTg",)),
        ("QD 19", ("19/2014/QĐ-TTg",)),
        ("Nghị định 61", ("61/2018/NĐ-CP",)),
        ("nghi dinh 30/2020", ("30/2020/NĐ-CP",)),
        ("NĐ 63 năm 2010", ("63/2010/NĐ-CP",)),
        ("Nghị định 20/2008", ("20/2008/NĐ-CP",)),
        ("Luật Lưu trữ 2011", ("01/2011/QH13",)),
        ("Luật lưu trữ", ("01/2011/QH13", "33/2024/QH15")),
        ("luật tiếp công dân", ("42/2013/QH13",)),
        ("Luật Tiêu chuẩn và quy chuẩn kỹ thuật", ("68/2006/QH11",)),
        ("thông tư 01 của Bộ Nội vụ", ("01/2011/TT-BNV", "01/2020/TT-BNV")),
        ("Thông tư 01/2018", ("01/2018/TT-VPCP",)),
        ("quyết định 101", ("101/QĐ-BKHCN",)),
        ("ISO 9001:2008", ("TCVN ISO 9001:2008",)),
        ("ISO 9001", ("TCVN ISO 9001:2008", "TCVN ISO 9001:2015")),
        ("Điều 4 QĐ 99/2031/QĐ-UBND", ("99/2031/QĐ-UBND",)),
        ("Nghị định 999", ()),
        ("Nghị định 61/2019", ()),
        ("Bộ luật Hình sự", ()),
        ("điều 5 luật hàng hải", ()),
        ("QT-02", ()),
        ("Điều 5", ()),
    ],
)
def test_candidates(register: LegalRegister, text: str, numbers: tuple[str, ...]) -> None:
    assert resolve(parse_references(text)[0], register) == numbers


def test_an_ambiguous_number_keeps_all_candidates(register: LegalRegister) -> None:
    found = resolve(parse_references("Thông tư 01")[0], register)
    assert set(found) == {
        "01/2010/TT-BKHCN",
        "01/2011/TT-BNV",
        "01/2018/TT-VPCP",
        "01/2020/TT-BNV",
        "01/2023/TT-VPCP",
    }


def test_law_names_of_the_register_leave_out_amending_laws(register: LegalRegister) -> None:
    names = law_names(register)
    assert "luu tru" in names
    assert not any(name.startswith("sua doi") for name in names)


@pytest.mark.parametrize("code", ["QT-02", "qt 2", "QT.02", "Qt02"])
def test_code_key_ignores_spelling(code: str) -> None:
    assert code_key(code) == "qt2"


def test_code_key_keeps_different_codes_apart() -> None:
    assert code_key("QT-02") != code_key("QT-20")
    assert code_key("QT-100") == "qt100"
