"""Situations of daily work: coverage and form of the shipped texts, an agency's own, errors."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import RegisterError
from corpus.registers import Situations, StandardRegister, load_situations, load_standard
from corpus.registers.loading import DATA
from corpus.text import clean, search_form

pytestmark = pytest.mark.unit

AGENCY = """\
edition: '2008'
clauses:
  '7.6':
  - Cân ở trạm kiểm dịch quá hạn kiểm định
  - Máy đo độ ồn mượn của đơn vị khác
  8.5.3:
  - Lường trước mùa mưa bão làm ngập kho hồ sơ
"""


@pytest.fixture(scope="module")
def shipped() -> Situations:
    return load_situations()


@pytest.fixture(scope="module", params=["2008", "2015"])
def standard(request: pytest.FixtureRequest) -> StandardRegister:
    return load_standard(request.param)


def write(folder: Path, text: str, name: str = "situations.yaml") -> list[Path]:
    (folder / name).write_text(text, encoding="utf-8")
    return [folder]


def test_every_clause_is_covered(shipped: Situations, standard: StandardRegister) -> None:
    for clause in standard.clauses:
        texts = shipped.of(standard.edition, clause.number)
        least = 5 if standard.children(clause.number) else 12
        assert least <= len(texts) <= 20, f"{standard.edition} {clause.number}: {len(texts)}"


def test_keys_are_in_the_order_of_the_standards(shipped: Situations) -> None:
    assert [key for key, _ in shipped.items()] == [
        (edition, clause.number)
        for edition in ("2008", "2015")
        for clause in load_standard(edition).clauses
    ]


def test_a_text_belongs_to_one_clause_of_its_edition(shipped: Situations) -> None:
    said = Counter(
        (edition, search_form(text).rstrip("?. "))
        for (edition, _), texts in shipped.items()
        for text in texts
    )
    assert [text for text, count in said.items() if count > 1] == []


def test_texts_are_short_clean_lines(shipped: Situations) -> None:
    for _, texts in shipped.items():
        for text in texts:
            assert 5 <= len(text.split()) <= 25, text
            assert text == clean(text)
            assert text[0].isupper() or text[0].isdigit(), text


def test_texts_name_no_clause_number(shipped: Situations) -> None:
    numbers = {clause.number for e in ("2008", "2015") for clause in load_standard(e).clauses}
    dotted = {number for number in numbers if "." in number}
    for _, texts in shipped.items():
        assert not any(dotted & set(text.rstrip("?.").split()) for text in texts)


def test_files_are_of_a_size_to_edit() -> None:
    for path in (DATA / "situations").iterdir():
        assert path.suffix == ".yaml"
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path.name


def test_unknown_keys_have_no_texts(shipped: Situations) -> None:
    assert shipped.of("2008", "9.4") == ()
    assert shipped.of("2026", "4.1") == ()


def test_an_agency_adds_its_own_after_ours(shipped: Situations, tmp_path: Path) -> None:
    added = load_situations(write(tmp_path, AGENCY))
    assert added.of("2008", "7.6") == (
        *shipped.of("2008", "7.6"),
        "Cân ở trạm kiểm dịch quá hạn kiểm định",
        "Máy đo độ ồn mượn của đơn vị khác",
    )
    assert added.of("2015", "7.6") == ()
    assert added.of("2015", "8.6") == shipped.of("2015", "8.6")


def test_a_text_given_by_two_files_is_kept_once(tmp_path: Path) -> None:
    once = load_situations(write(tmp_path, AGENCY))
    decomposed = AGENCY.replace("Cân ở trạm", "Cân ở tra\u0323m")
    twice = load_situations(write(tmp_path, decomposed, "situations-2.yaml"))
    assert twice == once


def test_other_register_files_of_the_folder_are_left_alone(
    shipped: Situations, tmp_path: Path
) -> None:
    assert load_situations(write(tmp_path, "documents: []\n", "van-ban.yaml")) == shipped


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("8.5.3:", "9.4.1:", 6, "bản 2008 không có điều 9.4.1"),
        ("'7.6':", "7.6:", 3, "số điều 7.6 phải đặt trong dấu nháy"),
        ("Máy đo độ ồn mượn của đơn vị khác", "Cân ở trạm kiểm dịch quá hạn kiểm định", 5, "hai"),
        ("Máy đo độ ồn mượn của đơn vị khác", "Mượn máy đo", 5, "giá trị sai dạng"),
        ("Máy đo độ ồn mượn của đơn vị khác", "Máy đo  độ ồn", 5, "giá trị sai dạng"),
        ("'2008'", "'2026'", 1, "không nằm trong các giá trị cho phép (2008, 2015)"),
        ("'2008'", "2008", 1, "giá trị sai kiểu"),
        ("clauses:", "dieu:", 2, "có trường không được biết “dieu”"),
        (":\n  - Lường trước mùa mưa bão làm ngập kho hồ sơ", ": []", 6, "không được để trống"),
    ],
)
def test_errors_name_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    folders = write(tmp_path, AGENCY.replace(old, new))
    with pytest.raises(RegisterError) as caught:
        load_situations(folders)
    assert str(caught.value).startswith(f"Tệp situations.yaml, dòng {line}: ")
    assert problem in str(caught.value)
