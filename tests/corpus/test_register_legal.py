"""Loading, looking up and extending the legal register; errors with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import RegisterError
from corpus.model import Validity
from corpus.registers import LegalRegister, RelationKind, load_legal
from corpus.registers.listing import LISTING, main, render

pytestmark = pytest.mark.unit

AGENCY = """\
generated: '2026-11-01'
documents:
- number: 15/2020/QĐ-UBND
  type: Quyết định
  title_vi: Ban hành quy chế làm việc của Sở Mẫu
  issuer: Ủy ban nhân dân tỉnh Mẫu
  issued: 2020-05-10
  effective: '2020-06-01'
  verified: true
- number: 20/2026/QĐ-UBND
  type: Quyết định
  title_vi: Ban hành quy chế làm việc mới của Sở Mẫu
  issued: '2026-02-01'
  effective: '2026-03-01'
  verified: true
  relations:
  - kind: replaces
    number: 15/2020/qđ-ubnd
    verified: true
"""


@pytest.fixture(scope="module")
def register() -> LegalRegister:
    return load_legal()


def write(folder: Path, text: str, name: str = "co-quan.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return folder


def entry(**fields: str) -> str:
    """A register file with one document; `fields` override its YAML values."""
    values = {
        "number": "1/2020/QĐ-UBND",
        "type": "Quyết định",
        "title_vi": "Thử",
        "verified": "true",
    }
    values |= fields
    lines = [f"  {name}: {value}" for name, value in values.items()]
    return "generated: '2026-11-01'\ndocuments:\n-" + "\n".join(lines)[1:] + "\n"


def test_numbers_are_found_in_any_spelling(register: LegalRegister) -> None:
    for number in ("19/2014/QĐ-TTg", "19/2014/qd-ttg", " 19/2014/QĐ-TTG"):
        found = register.get(number)
        assert found is not None
        assert found.number == "19/2014/QĐ-TTg"
    assert register.get("1/2011/QH13") == register.get("01/2011/QH13")


def test_find_needs_every_word(register: LegalRegister) -> None:
    numbers = [document.number for document in register.find("luat luu tru")]
    assert {"01/2011/QH13", "33/2024/QH15"} <= set(numbers)
    assert "19/2014/QĐ-TTg" not in numbers
    assert next(d.number for d in register.find("118/2025 mot cua")) == "118/2025/NĐ-CP"
    assert register.find("") == ()
    assert register.find("không có gì như thế") == ()


def test_relations_are_there_from_both_sides(register: LegalRegister) -> None:
    for document in register.documents:
        for relation in document.relations:
            other = register.get(relation.number)
            assert other is not None
            back = [r for r in other.relations if r.kind is relation.kind.inverse]
            assert document.number in [r.number for r in back]


def test_an_agency_file_adds_documents_and_derives_their_ends(tmp_path: Path) -> None:
    register = load_legal([write(tmp_path, AGENCY)])
    old = register.get("15/2020/QĐ-UBND")
    assert old is not None
    assert old.issued == date(2020, 5, 10)
    assert [r.number for r in old.related(RelationKind.REPLACED_BY)] == ["20/2026/QĐ-UBND"]
    assert register.status_on("15/2020/QĐ-UBND", date(2026, 2, 28)).status is Validity.IN_FORCE
    after = register.status_on("15/2020/QĐ-UBND", date(2026, 3, 1))
    assert (after.status, after.replaced_by) == (Validity.REPLACED, ("20/2026/QĐ-UBND",))


def test_files_of_other_registers_are_left_to_them(tmp_path: Path) -> None:
    folder = write(tmp_path, AGENCY)
    for name in ("situations-so.yaml", "synonyms.yaml", "abbreviations.yaml"):
        (folder / name).write_text("anything: else\n", "utf-8")
    assert load_legal([folder]).get("15/2020/QĐ-UBND") is not None


def test_an_agency_file_fills_in_what_was_unknown(tmp_path: Path) -> None:
    text = entry(
        number="26/2014/TT-BKHCN",
        type="Thông tư",
        title_vi="null",
        effective="'2014-11-25'",
    )
    register = load_legal([write(tmp_path, text)])
    statement = register.status_on("26/2014/TT-BKHCN", date(2014, 11, 25))
    assert (statement.status, statement.since) == (Validity.IN_FORCE, date(2014, 11, 25))


def test_an_agency_file_can_verify_a_relation(tmp_path: Path) -> None:
    text = entry(number="93/2007/QĐ-TTg", title_vi="null") + (
        "  relations:\n  - kind: replaced_by\n    number: 09/2015/QĐ-TTg\n    verified: true\n"
    )
    register = load_legal([write(tmp_path, text)])
    statement = register.status_on("93/2007/QĐ-TTg", date(2015, 5, 15))
    assert (statement.status, statement.unverified_steps) == (Validity.REPLACED, ())


def test_what_hangs_on_an_act_that_ended_on_an_unknown_day(tmp_path: Path) -> None:
    text = entry(number="1/2005/QĐ-UBND", amendment="true", effective="'2005-01-01'") + (
        "  relations:\n  - {kind: amends, number: 181/2003/QĐ-TTg, verified: true}\n"
        "- number: 2/2005/QĐ-UBND\n  type: Quyết định\n  title_vi: Thử\n  verified: true\n"
        "  effective: '2005-01-01'\n"
        "  relations:\n  - {kind: details, number: 181/2003/QĐ-TTg, verified: true}\n"
    )
    register = load_legal([write(tmp_path, text)])
    today, before = date(2026, 11, 22), date(2015, 1, 1)
    assert register.status_on("1/2005/QĐ-UBND", today).status is Validity.REPLACED
    assert register.status_on("1/2005/QĐ-UBND", before).status is Validity.UNKNOWN
    guide = register.status_on("2/2005/QĐ-UBND", today)
    assert (guide.status, guide.in_force) == (Validity.UNSETTLED, None)


def test_an_expiry_without_a_reason_counts_as_cancelled(tmp_path: Path) -> None:
    text = entry(effective="'2020-01-01'", expired="'2021-01-01'")
    statement = load_legal([write(tmp_path, text)]).status_on("1/2020/QĐ-UBND", date(2021, 1, 1))
    assert (statement.status, statement.in_force) == (Validity.CANCELLED, False)
    assert "Đã hết hiệu lực" in statement.reason


def test_facts_marked_unverified_by_the_agency_decide_nothing(tmp_path: Path) -> None:
    text = entry(effective="'2020-01-01'", expired="'2021-01-01'") + (
        "  unverified_fields: [expired]\n"
    )
    statement = load_legal([write(tmp_path, text)]).status_on("1/2020/QĐ-UBND", date(2022, 1, 1))
    assert statement.status is Validity.IN_FORCE


def test_clashing_facts_name_both_files_and_lines(tmp_path: Path) -> None:
    text = entry(number="19/2014/QĐ-TTg", title_vi="null", effective="'2014-06-01'")
    with pytest.raises(RegisterError) as caught:
        load_legal([write(tmp_path, text)])
    message = str(caught.value)
    assert "legal_register.yaml" in message
    assert "co-quan.yaml (dòng 7)" in message
    assert "effective" in message


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (entry(issued="'2020-5-1'"), 7, "dạng 2020-05-31"),
        (entry(issued="'2020-02-31'"), 7, "ngày có thật"),
        (
            entry() + "  relations:\n  - {kind: amends, number: a, date: '2020-02-30', "
            "verified: true}\n",
            8,
            "ngày có thật",
        ),
        (entry(verified="có"), 6, "sai kiểu"),
        (entry(ngay="'x'"), 7, "không được biết “ngay”"),
        (entry(state="gone"), 7, "in_force"),
        ("generated: '2026-11-01'\ndocuments:\n- number: 1/QĐ-UBND\n  type: a\n", 3, "“title_vi”"),
        (entry(type="A\n  type: B"), 3, "hai lần"),
        ("generated: '2026-11-01'\ndocuments: [\n", 3, "YAML"),
        ("documents: []\n", 1, "“generated”"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    with pytest.raises(RegisterError) as caught:
        load_legal([write(tmp_path, text)])
    message = str(caught.value)
    assert f"co-quan.yaml, dòng {line}:" in message
    assert problem in message
    assert "\n" not in message


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sai.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RegisterError, match="UTF-8"):
        load_legal([tmp_path])


def test_circular_relations_of_an_agency_end(tmp_path: Path) -> None:
    text = (
        entry(number="1/2020/QĐ-UBND", amendment="true")
        + "  relations:\n"
        + "  - {kind: replaced_by, number: 2/2020/QĐ-UBND, verified: true}\n"
        + "  - {kind: replaces, number: 2/2020/QĐ-UBND, verified: true}\n"
        + "  - {kind: amends, number: 1/2020/QĐ-UBND, verified: true}\n"
        + "  - {kind: details, number: 1/2020/QĐ-UBND, verified: true}\n"
    )
    register = load_legal([write(tmp_path, text)])
    statement = register.status_on("1/2020/QĐ-UBND", date(2026, 1, 1))
    assert statement.replaced_by == ("2/2020/QĐ-UBND",)


def test_the_committed_listing_is_current(register: LegalRegister) -> None:
    assert LISTING.read_text(encoding="utf-8") == render(register)
    assert main(["--check"]) == 0
    assert main(["--wrong"]) == 2


def test_the_listing_has_only_verified_documents_without_a_digest(register: LegalRegister) -> None:
    text = render(register)
    assert "## Quyết định 181/2003/QĐ-TTg" in text
    assert "5335/BKHCN-TĐC" not in text
    assert "## Quyết định 19/2014/QĐ-TTg" not in text
    assert "93/2007/QĐ-TTg" in text
    assert "hôm nay" not in text
