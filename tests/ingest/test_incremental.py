"""What a run does again, what it leaves, and what it says about each document."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.workers import WorkerPool
from tests.ingest.workplace import LAW, PROCEDURE, Workplace, entries, statuses

pytestmark = pytest.mark.integration


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    workplace = Workplace(tmp_path)
    (workplace.files / "luat.txt").write_text(LAW, encoding="utf-8")
    (workplace.files / "quy-trinh.md").write_text(PROCEDURE, encoding="utf-8")
    return workplace


def stored_error(workplace: Workplace, document_id: object) -> object:
    with workplace.catalog() as catalog:
        return catalog.report(str(document_id)).get("error")


def test_every_document_of_a_run_has_its_status(workplace: Workplace) -> None:
    workplace.run()
    (workplace.files / "luat.txt").write_text(LAW + "\nĐiều 3. Thêm\nThêm.\n", encoding="utf-8")
    (workplace.files / "quy-trinh.md").unlink()
    (workplace.files / "moi.txt").write_text(LAW.replace("07/", "08/"), encoding="utf-8")
    (workplace.files / "hong.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert statuses(workplace.run()) == {
        "luat.txt": "updated", "quy-trinh.md": "removed", "moi.txt": "added", "hong.pdf": "failed",
    }  # fmt: skip
    assert statuses(workplace.run()) == {
        "luat.txt": "unchanged", "moi.txt": "unchanged", "hong.pdf": "failed",
    }  # fmt: skip


def test_nothing_is_read_where_nothing_changed(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace.run()

    def submit(*_: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr(WorkerPool, "submit", submit)
    assert set(statuses(workplace.run()).values()) == {"unchanged"}


def test_new_situations_of_an_agency_make_a_new_generation(
    workplace: Workplace, tmp_path: Path
) -> None:
    folder = tmp_path / "registers"
    folder.mkdir()
    workplace.settings = workplace.settings.model_copy(update={"register_folders": (folder,)})
    before = workplace.run()
    assert workplace.run().generation == before.generation
    (folder / "situations.yaml").write_text(
        'edition: "2015"\nclauses:\n  "7.5.3":\n    - Ai giữ chìa khóa tủ hồ sơ của phòng?\n',
        encoding="utf-8",
    )
    after = workplace.run()
    assert after.generation == before.generation + 1
    assert set(statuses(after).values()) == {"unchanged"}


@pytest.mark.parametrize("version", ["ingest.parsing.READER_VERSION", "_PARSING_VERSION"])
def test_another_version_of_the_reader_reads_everything_again(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    workplace.run()
    monkeypatch.setattr(f"ingest.parsing.{version.rpartition('.')[2]}", "other")
    assert set(statuses(workplace.run()).values()) == {"updated"}


def test_a_change_of_the_sidecar_reads_its_document_again(workplace: Workplace) -> None:
    workplace.run()
    (workplace.files / "luat.txt.yaml").write_text("title: Tên mới\n", encoding="utf-8")
    report = entries(workplace.run())
    assert (report["luat.txt"]["status"], report["luat.txt"]["title"]) == ("updated", "Tên mới")
    assert report["quy-trinh.md"]["status"] == "unchanged"


def test_a_touched_file_is_unchanged(workplace: Workplace) -> None:
    workplace.run()
    (workplace.files / "luat.txt").write_text(LAW, encoding="utf-8")
    assert set(statuses(workplace.run()).values()) == {"unchanged"}


def test_a_file_moved_and_renamed_keeps_its_id_and_vectors(workplace: Workplace) -> None:
    before = entries(workplace.run())["luat.txt"]["id"]
    workplace.encoder.encoded.clear()
    (workplace.files / "moi").mkdir()
    (workplace.files / "luat.txt").rename(workplace.files / "moi" / "luat.txt")
    report = entries(workplace.run())
    assert (report["luat.txt"]["status"], report["luat.txt"]["id"]) == ("updated", before)
    assert workplace.encoder.encoded == []


def test_a_failed_document_is_flagged_in_the_index_until_it_reads_again(
    workplace: Workplace,
) -> None:
    first = entries(workplace.run())["luat.txt"]
    number = first["id"]
    good = (workplace.files / "luat.txt").read_bytes()
    (workplace.files / "luat.txt").write_bytes(b"\x00\x01\x02" * 500)
    failed = workplace.run()
    entry = entries(failed)["luat.txt"]
    assert (entry["status"], entry["id"]) == ("failed", number)
    assert entry["provisions"] == first["provisions"]
    assert "Giữ bản đã đọc" in entry["error"]
    assert failed.failed
    assert stored_error(workplace, number)
    with workplace.catalog() as catalog:
        assert "Giám đốc phê duyệt" in catalog.content(str(number))
    # The same failure again changes nothing in the index; a repaired file takes the flag off.
    assert workplace.run().generation == failed.generation
    (workplace.files / "luat.txt").write_bytes(good)
    assert statuses(workplace.run())["luat.txt"] == "unchanged"
    assert stored_error(workplace, number) is None


def test_what_is_embedded_while_reading_is_counted_once(workplace: Workplace) -> None:
    for number in range(30):
        law = LAW.replace("07/2020", f"{number + 10}/2020").replace("02 ngày", f"{number} ngày")
        (workplace.files / f"luat-{number}.txt").write_text(law, encoding="utf-8")
    report = workplace.run()
    with workplace.catalog() as catalog:
        texts = [text for entry in report.documents for text in catalog.texts(str(entry["id"]))]
    encoded = workplace.encoder.encoded
    assert len(encoded) == len(set(encoded))
    assert set(texts) <= set(encoded)
    assert len(set(texts)) <= report.embedded <= len(encoded)
