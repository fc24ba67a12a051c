from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import RegisterError
from corpus.registers import Service, load_services

pytestmark = pytest.mark.unit

ENTRY = """\
- id: the-doc-sach
  title: Cấp thẻ đọc sách
  case: Lần đầu xin thẻ
  asked:
  - Muốn mượn sách về nhà thì xin thẻ ở đâu?
"""


@pytest.fixture(scope="module")
def services() -> tuple[Service, ...]:
    return load_services()


def test_every_service_is_asked_for_in_many_ways(services: tuple[Service, ...]) -> None:
    assert len(services) > 350
    assert all(len(service.asked) >= 15 for service in services)
    assert sum(len(service.asked) for service in services) > 12_000


def test_most_questions_have_words_that_no_title_has(services: tuple[Service, ...]) -> None:
    told = [
        (set(service.titles[0].lower().split()), q) for service in services for q in service.asked
    ]
    apart = [len(set(q.lower().split()) - title) >= 4 for title, q in told]
    assert sum(apart) > 0.9 * len(apart)


def test_procedures_of_an_agency_itself_are_marked(services: tuple[Service, ...]) -> None:
    internal = {service.titles[0] for service in services if service.internal}
    assert "Đánh giá nội bộ" in internal
    assert "Tiếp công dân" not in internal


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ENTRY.replace("  case: Lần đầu xin thẻ\n", ""), "case"),
        (ENTRY.replace("the-doc-sach", "Thẻ đọc"), "id"),
        (ENTRY + ENTRY, "dịch vụ này ghi hai lần"),
        (ENTRY + ENTRY.replace("the-doc-sach", "the-doc-khac"), "câu này ghi hai lần"),
    ],
)
def test_a_broken_file_is_refused_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    folder = tmp_path / "services"
    folder.mkdir()
    (folder / "broken.yaml").write_text(f"services:\n{text}", encoding="utf-8")
    monkeypatch.setattr("corpus.registers.services.DATA", tmp_path)
    with pytest.raises(RegisterError, match=r"broken\.yaml") as failure:
        load_services()
    assert problem in str(failure.value)
