from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.errors import (
    ConfigurationError,
    IndexBusyError,
    IndexMissingError,
    IndexOutdatedError,
    StorageError,
)
from corpus.model import DocumentKind
from corpus.settings import Settings
from ingest.catalog import Catalog, Source
from ingest.generations import FORMAT
from ingest.index import Index
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources
from tests.ingest.workplace import LAW, PROCEDURE, Workplace, statuses

pytestmark = pytest.mark.integration


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    workplace = Workplace(tmp_path)
    (workplace.files / "luat.txt").write_text(LAW, encoding="utf-8")
    (workplace.files / "quy-trinh.md").write_text(PROCEDURE, encoding="utf-8")
    return workplace


def test_first_run_indexes_every_provision(workplace: Workplace) -> None:
    report = workplace.ingest(workplace.files)
    assert statuses(report) == {"luat.txt": "added", "quy-trinh.md": "added"}
    index = workplace.index()
    by_kind = {d.kind: d for d in index.documents.values()}
    law = by_kind[DocumentKind.LEGAL]
    assert law.code == "07/2020/QĐ-SM"
    locators = [p.locator for p in index.catalog.provisions(law.id)]
    assert {"Điều 1", "Điều 2", "Điều 2 khoản 2 điểm b"} <= set(locators)
    assert "5.2" in {
        p.locator for p in index.catalog.provisions(by_kind[DocumentKind.PROCEDURE].id)
    }
    assert len(index.units) == len(index.unit_vectors) == index.unit_lexical.size
    assert len(index.vectors) == len(index.unit_of) == index.lexical.size
    assert sum(index.store.counts().values()) == len(index.vectors)
    index.close()


def test_unchanged_files_compute_nothing_and_leave_the_generation(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    workplace.encoder.encoded.clear()
    report = workplace.ingest(workplace.files)
    assert set(statuses(report).values()) == {"unchanged"}
    assert report.generation == 1
    assert workplace.encoder.encoded == []


def test_a_change_embeds_only_what_changed(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    workplace.encoder.encoded.clear()
    changed = LAW.replace("02 ngày làm việc", "03 ngày làm việc")
    (workplace.files / "luat.txt").write_text(changed, encoding="utf-8")
    report = workplace.ingest(workplace.files)
    assert statuses(report)["luat.txt"] == "updated"
    assert report.generation == 2
    assert all("03 ngày" in text for text in workplace.encoder.encoded)
    assert report.reused > 0


def test_a_deleted_file_leaves_the_index(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    (workplace.files / "luat.txt").unlink()
    report = workplace.ingest()
    assert statuses(report)["luat.txt"] == "removed"
    index = workplace.index()
    assert [d.kind for d in index.documents.values()] == [DocumentKind.PROCEDURE]
    assert index.store.counts()[DocumentKind.LEGAL] == 0
    index.close()


def test_a_moved_file_keeps_its_id(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    before = {d.code: d.id for d in workplace.index().documents.values()}
    (workplace.files / "cu").mkdir()
    (workplace.files / "luat.txt").rename(workplace.files / "cu" / "luat.txt")
    workplace.ingest(workplace.files)
    after = {d.code: d.id for d in workplace.index().documents.values()}
    assert before == after


def test_identical_files_are_two_documents(workplace: Workplace) -> None:
    shutil.copy(workplace.files / "luat.txt", workplace.files / "ban-sao.txt")
    report = workplace.ingest(workplace.files)
    ids = {entry["id"] for entry in report.documents}
    assert len(ids) == 3


def test_a_bad_file_costs_only_itself(workplace: Workplace) -> None:
    (workplace.files / "hong.pdf").write_bytes(b"%PDF-1.7 not really")
    report = workplace.ingest(workplace.files)
    assert statuses(report) == {
        "luat.txt": "added", "quy-trinh.md": "added", "hong.pdf": "failed",
    }  # fmt: skip
    failed = next(e for e in report.documents if e["status"] == "failed")
    assert failed["error"] and "\n" not in str(failed["error"])
    assert workplace.ingest(workplace.files).generation == 1


def test_a_document_that_becomes_unreadable_keeps_its_last_version(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    (workplace.files / "luat.txt").write_bytes(b"\x00\x01\x02" * 500)
    report = workplace.ingest(workplace.files)
    assert statuses(report)["luat.txt"] == "failed"
    assert DocumentKind.LEGAL in {d.kind for d in workplace.index().documents.values()}


def test_kind_can_be_forced_and_is_remembered(workplace: Workplace) -> None:
    sources = named_sources([workplace.files / "luat.txt"], DocumentKind.OTHER)
    request = Request(sources=sources)
    ingest(request, workplace.settings, lambda: workplace.encoder, QuietProgress())
    assert [d.kind for d in workplace.index().documents.values()] == [DocumentKind.OTHER]
    assert set(statuses(workplace.ingest()).values()) == {"unchanged"}


def test_naming_one_root_leaves_the_others(workplace: Workplace, tmp_path: Path) -> None:
    other = tmp_path / "khac"
    other.mkdir()
    (other / "them.txt").write_text(LAW.replace("07/2020", "08/2021"), encoding="utf-8")
    workplace.ingest(workplace.files)
    workplace.ingest(other)
    assert len(workplace.index().documents) == 3


def test_a_root_that_cannot_be_reached_keeps_its_documents(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    workplace.files.rename(workplace.files.with_name("elsewhere"))
    report = workplace.ingest()
    assert set(statuses(report).values()) == {"failed"}
    assert len(workplace.index().documents) == 2


def test_a_removed_document_stays_out_until_its_path_is_named(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    law = next(d for d in workplace.index().documents.values() if d.kind is DocumentKind.LEGAL)
    workplace.ingest(remove=law.id)
    assert len(workplace.index().documents) == 1
    workplace.ingest()
    assert len(workplace.index().documents) == 1
    workplace.ingest(workplace.files)
    assert len(workplace.index().documents) == 2


def test_three_generations_are_kept_and_rollback_serves_an_older_one(workplace: Workplace) -> None:
    for number in range(5):
        text = LAW + f"\nĐiều 3. Lần sửa\nLần sửa thứ {number} của văn bản này.\n"
        (workplace.files / "luat.txt").write_text(text, encoding="utf-8")
        workplace.ingest(workplace.files)
    assert workplace.generations.complete() == [3, 4, 5]
    previous = workplace.generations.previous()
    assert previous == 4
    workplace.generations.point(previous)
    index = workplace.index()
    law = next(d for d in index.documents.values() if d.kind is DocumentKind.LEGAL)
    assert "thứ 3" in index.catalog.provisions(law.id)[-1].text
    index.close()
    workplace.ingest(workplace.files)
    assert workplace.generations.current() == 6


def test_half_written_generation_is_ignored_and_removed(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    broken = workplace.generations.path(2)
    broken.mkdir()
    (broken / "catalog.db").write_bytes(b"half")
    assert workplace.generations.complete() == [1]
    (workplace.files / "luat.txt").unlink()
    report = workplace.ingest(workplace.files)
    assert report.generation == 2
    assert workplace.generations.complete() == [1, 2]


def test_a_failure_in_the_middle_leaves_the_old_index(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace.ingest(workplace.files)
    (workplace.files / "moi.txt").write_text(LAW.replace("07/2020", "09/2022"), encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.building.np.save", full)
    with pytest.raises(StorageError, match="Ổ đĩa đầy"):
        workplace.ingest(workplace.files)
    monkeypatch.undo()
    assert workplace.generations.complete() == [1]
    assert len(workplace.index().documents) == 2
    assert workplace.ingest(workplace.files).generation == 2


def test_too_little_space_is_said_before_anything_is_written(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace.ingest(workplace.files)
    (workplace.files / "luat.txt").unlink()
    usage = shutil.disk_usage(workplace.files)._replace(free=1_000)
    monkeypatch.setattr("ingest.generations.shutil.disk_usage", lambda _: usage)
    with pytest.raises(StorageError, match="không đủ chỗ"):
        workplace.ingest(workplace.files)
    assert workplace.generations.complete() == [1]


def test_a_place_that_cannot_be_written_is_said(workplace: Workplace, tmp_path: Path) -> None:
    blocker = tmp_path / "a-file"
    blocker.write_text("", encoding="utf-8")
    workplace.settings = Settings(data=tmp_path / "data", index=blocker / "index")
    with pytest.raises(StorageError, match="--index"):
        workplace.ingest(workplace.files)


def test_two_writers_do_not_meet(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pipeline.LOCK_SECONDS", 0.1)
    with workplace.generations.writing(1.0), pytest.raises(IndexBusyError, match="đợi"):
        workplace.ingest(workplace.files)


def test_another_model_is_refused_with_the_way_out(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    with pytest.raises(IndexOutdatedError, match="--rebuild"):
        Index.open(workplace.settings, "other:1")
    workplace.encoder.model_id = "other:1"
    with pytest.raises(IndexOutdatedError, match="--rebuild"):
        workplace.ingest(workplace.files)
    report = workplace.ingest(rebuild=True)
    assert set(statuses(report).values()) == {"added"}
    assert workplace.index().manifest.model == "other:1"


def test_an_index_whose_store_is_not_trusted_is_scanned(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    trusted = workplace.index()
    assert trusted.manifest.recall == 1.0
    questions = workplace.encoder.encode(["Giám đốc phê duyệt", "Văn thư lưu hồ sơ"])
    near = set(trusted.near(DocumentKind, questions, 2))
    trusted.close()
    manifest = workplace.generations.path(1) / "manifest.json"
    text = manifest.read_text(encoding="utf-8").replace('"recall": 1.0', '"recall": 0.5')
    manifest.write_text(text, encoding="utf-8")
    scanned = workplace.index()
    assert set(scanned.near(DocumentKind, questions, 2)) == near
    of_laws = scanned.near([DocumentKind.LEGAL], questions, 2)
    assert set(of_laws) <= near
    assert scanned.near([], questions, 2) == []
    assert "store" not in scanned.__dict__


def test_an_older_format_is_recognised(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    manifest = workplace.generations.path(1) / "manifest.json"
    text = manifest.read_text(encoding="utf-8").replace(f'"format": {FORMAT}', '"format": 0')
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(IndexOutdatedError, match="python -m ingest --rebuild"):
        workplace.index()
    assert workplace.ingest(rebuild=True).counts["added"] == 2


def test_no_index_names_the_command(workplace: Workplace) -> None:
    with pytest.raises(IndexMissingError, match="python -m ingest"):
        workplace.index()


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="khong-co"):
        named_sources([tmp_path / "khong-co"], None)


def test_links_out_of_the_folder_and_hidden_files_are_left_out(
    workplace: Workplace, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(LAW, encoding="utf-8")
    (workplace.files / "link.txt").symlink_to(secret)
    (workplace.files / ".an.txt").write_text(LAW, encoding="utf-8")
    assert set(statuses(workplace.ingest(workplace.files))) == {"luat.txt", "quy-trinh.md"}


def test_reading_in_several_processes_gives_the_same_index(workplace: Workplace) -> None:
    workplace.ingest(workplace.files, jobs=2)
    with Catalog.read(workplace.generations.path(1) / "catalog.db") as catalog:
        assert catalog.count("documents") == 2
        assert catalog.sources() == [Source(workplace.files.as_posix(), None)]


def test_a_file_belongs_to_the_innermost_root(workplace: Workplace) -> None:
    forced = named_sources([workplace.files / "luat.txt"], DocumentKind.OTHER)
    ingest(Request(sources=forced), workplace.settings, lambda: workplace.encoder, QuietProgress())
    workplace.ingest(workplace.files)
    kinds = {d.path.rsplit("/", 1)[1]: d.kind for d in workplace.index().documents.values()}
    assert kinds == {"luat.txt": DocumentKind.OTHER, "quy-trinh.md": DocumentKind.PROCEDURE}


def test_a_damaged_catalog_is_said_and_can_be_rebuilt(workplace: Workplace) -> None:
    workplace.ingest(workplace.files)
    catalog = workplace.generations.path(1) / "catalog.db"
    catalog.write_bytes(catalog.read_bytes()[:100])
    with pytest.raises(IndexOutdatedError, match="--rebuild"):
        workplace.index()
    sources = named_sources([workplace.files], None)
    request = Request(sources=sources, rebuild=True)
    report = ingest(request, workplace.settings, lambda: workplace.encoder, QuietProgress())
    assert report.counts["added"] == 2
