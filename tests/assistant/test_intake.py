"""Uploads kept safely, read into a generation that waits, corrected, taken over or given up."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intake import (
    Conflict,
    Correction,
    FindingKind,
    IntakeService,
    Run,
    RunState,
    Uploads,
    findings,
    safe_name,
    uploads,
)
from assistant.intake.corrections import read_correction, write_correction
from assistant.intake.findings import merged
from corpus.errors import DocumentError, IndexBusyError, StorageError
from corpus.model import Document, DocumentKind
from corpus.settings import Settings
from ingest.catalog import Catalog
from ingest.generations import Generations
from tests.ingest.workplace import LAW, PROCEDURE

WAIT = 240.0  # seconds for an ingest on a machine with other work

# --- names ---------------------------------------------------------------------------


@pytest.mark.unit
@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Quy trình 01.docx", "Quy trình 01.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\a.pdf", "a.pdf"),
        ("hai\ndòng.pdf", "hai dòng.pdf"),
        (".ẩn.pdf", "ẩn.pdf"),
        ("~$khóa.docx", "khóa.docx"),
        ("a\u202efdp.docx", "afdp.docx"),
        ("a:b?.md", "a_b_.md"),
        ("CON.txt", "_CON.txt"),
        ("tệp .PDF", "tệp.PDF"),
    ],
)
def test_name_of_an_upload_is_made_harmless(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@pytest.mark.unit
@pytest.mark.parametrize("name", ["", "..", "a.exe", "/", "a.docx.yaml", ".pdf", "\ud800"])
def test_name_that_nothing_reads_is_refused(name: str) -> None:
    with pytest.raises(DocumentError):
        safe_name(name)


@pytest.mark.unit
@given(st.text())
def test_kept_name_is_one_short_visible_part(name: str) -> None:
    try:
        kept = safe_name(f"{name}.pdf")
    except DocumentError:
        return
    assert Path(kept).name == kept
    assert len(kept.encode()) <= 200
    assert kept.endswith(".pdf")
    assert not kept.startswith(".")
    assert safe_name(kept) == kept


# --- files ---------------------------------------------------------------------------


@pytest.mark.unit
def test_file_is_kept_whole_and_never_overwritten_unasked(tmp_path: Path) -> None:
    kept = Uploads(tmp_path / "uploads")
    kept.save("a.txt", BytesIO(b"one"))
    assert kept.taken("../a.txt")
    with pytest.raises(DocumentError, match="Đã có tệp"):
        kept.save("a.txt", BytesIO(b"two"))
    assert (kept.folder / "a.txt").read_bytes() == b"one"
    saved = kept.save("a.txt", BytesIO(b"two"), Conflict.REPLACE)
    assert saved.path.read_bytes() == b"two"
    assert os.listdir(kept.folder) == ["a.txt"]


@pytest.mark.unit
def test_file_that_is_too_large_or_empty_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10)
    kept = Uploads(tmp_path)
    for content in (b"x" * 11, b""):
        with pytest.raises(DocumentError):
            kept.save("a.txt", BytesIO(content))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.unit
def test_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="Ổ đĩa đầy"):
        Uploads(tmp_path).save("a.txt", BytesIO(b"x"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.unit
def test_only_uploads_can_be_removed(tmp_path: Path) -> None:
    kept = Uploads(tmp_path / "uploads")
    saved = kept.save("a.txt", BytesIO(b"x"))
    (tmp_path / "b.txt").write_text("outside")
    (kept.folder / "link.txt").symlink_to(tmp_path / "b.txt")
    write_correction(saved.path, Correction(title="Tên"))
    assert [file.name for file in kept.files()] == ["a.txt"]
    for name in ("../b.txt", "link.txt", "a.txt.yaml"):
        with pytest.raises(DocumentError):
            kept.remove(name)
    kept.remove("a.txt")
    assert os.listdir(kept.folder) == ["link.txt"]


# --- corrections ---------------------------------------------------------------------


@pytest.mark.unit
def test_correction_is_read_back_and_keeps_other_statements(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    sidecar = tmp_path / "a.pdf.yaml"
    sidecar.write_text("excerpt: true\ntitle: Cũ\n", encoding="utf-8")
    stated = Correction(
        DocumentKind.LEGAL,
        "Tên: 'mới'",
        "07/2020/QĐ-SM",
        dt.date(2020, 3, 1),
        dt.date(2020, 4, 15),
    )
    write_correction(path, stated)
    assert read_correction(path) == stated
    assert "excerpt: true" in sidecar.read_text(encoding="utf-8")
    write_correction(path, Correction())
    assert read_correction(path) == Correction()
    with pytest.raises(DocumentError):
        write_correction(path, Correction(title="x" * 501))


# --- findings ------------------------------------------------------------------------


def _entry(name: str, status: str = "added", **facts: object) -> dict[str, object]:
    usual = {"pages_without_text": [], "encoding": "unicode", "gaps": [], "warnings": []}
    return {"path": name, "status": status, "code": None, "error": None, **usual, **facts}


@pytest.mark.unit
def test_most_urgent_comes_first() -> None:
    entries = [
        _entry("d", gaps=["Điều 5 thiếu"], code="QT-01"),
        _entry("c", encoding="tcvn3"),
        _entry("b", pages_without_text=[2, 3]),
        _entry("a", "failed", error="hỏng"),
        _entry("e", "unchanged", gaps=["Điều 9 thiếu"], code="QT-01"),
    ]
    found = findings(entries, [("QT-01", "z"), ("QT-02", "y")])
    assert [(item.kind, item.entry["path"], item.details) for item in found] == [
        (FindingKind.FAILED, "a", ("hỏng",)),
        (FindingKind.UNREAD, "b", ("2", "3")),
        (FindingKind.REPAIRED, "c", ("tcvn3",)),
        (FindingKind.GAPS, "d", ("Điều 5 thiếu",)),
        (FindingKind.SAME_CODE, "d", ("e", "z")),
    ]


@pytest.mark.unit
def test_two_runs_are_reported_as_one() -> None:
    first = [_entry("new"), _entry("gone"), _entry("old", "unchanged"), _entry("out", "removed")]
    second = [_entry("new", "updated"), _entry("gone", "removed"), _entry("old", "updated")]
    assert {e["path"]: e["status"] for e in merged(first, second)} == {
        "new": "added", "old": "updated", "out": "removed",
    }  # fmt: skip


# --- runs ----------------------------------------------------------------------------


@pytest.fixture
def service(tmp_path: Path, model_folder: Path) -> Iterator[IntakeService]:
    data = tmp_path / "data"
    data.mkdir()
    (data / "model").symlink_to(model_folder)
    service = IntakeService(Settings(data=data))
    yield service
    if service.run is not None:
        service.run.cancel()


def _zip(**members: str) -> BytesIO:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.md", text)
    content.seek(0)
    return content


def _finish(run: Run) -> RunState:
    assert run.wait(WAIT)
    return run.state


def _documents(generation: int, data: Path) -> dict[str, Document]:
    folder = Generations(data / "index").path(generation)
    with Catalog.read(folder / "catalog.db") as catalog:
        return {Path(d.path).name: d for d in catalog.documents()}


@pytest.mark.integration
def test_upload_is_read_corrected_and_taken_over(service: IntakeService, tmp_path: Path) -> None:
    index = Generations(tmp_path / "data" / "index")
    service.uploads.save("luat.txt", BytesIO(LAW.encode()))
    service.uploads.save("bo.zip", _zip(mot=PROCEDURE, hai=PROCEDURE + "\nThêm.\n"))
    service.uploads.save("hong.pdf", BytesIO(b"%PDF-1.7 nothing"))
    run = service.start()
    assert _finish(run) is RunState.DONE
    assert len(run.progress.documents) == 4

    outcome = service.outcome()
    assert outcome is not None
    assert outcome.counts == {"added": 3, "failed": 1}
    kinds = [item.kind for item in service.findings()]
    assert kinds == [
        FindingKind.FAILED,
        *(FindingKind.GAPS,) * 2,  # the small procedures have no sections 2 to 4
        *(FindingKind.SAME_CODE,) * 2,
    ]
    assert index.current() is None
    assert service.waiting() is not None

    law = outcome.entry((service.uploads.folder / "luat.txt").as_posix())
    inside = outcome.entry((service.uploads.folder / "bo.zip" / "mot.md").as_posix())
    assert law is not None
    assert inside is not None
    service.correct(inside, Correction(title="Tên trong tệp nén"))
    assert service.correction(inside).title == "Tên trong tệp nén"
    assert service.uncounted() == 1
    date, effective = dt.date(2021, 5, 4), dt.date(2021, 6, 1)
    service.correct(law, Correction(DocumentKind.OTHER, "Tên đúng", None, date, effective))
    assert _finish(service.read_again()) is RunState.DONE
    again = service.outcome()
    assert again is not None
    assert again.counts == {"added": 3, "failed": 1}
    corrected = again.entry(str(inside["path"]))
    assert corrected is not None
    assert corrected["title"] == "Tên trong tệp nén"
    corrected = again.entry(str(law["path"]))
    assert corrected is not None
    assert (corrected["kind"], corrected["title"]) == ("other", "Tên đúng")
    facts = corrected["facts"]
    assert (facts["date"], facts["effective"]) == ("2021-05-04", "2021-06-01")

    assert service.commit() == again.generation == index.current()
    assert service.waiting() is None
    assert service.previous() is None
    served = _documents(again.generation, tmp_path / "data")["luat.txt"]
    assert (served.title, served.effective) == ("Tên đúng", effective)

    service.uploads.remove("luat.txt")
    assert _finish(service.start()) is RunState.DONE
    last = service.outcome()
    assert last is not None
    assert last.counts == {"unchanged": 2, "failed": 1, "removed": 1}
    service.commit()
    assert service.roll_back() == again.generation == index.current()


@pytest.mark.integration
def test_cancelled_run_leaves_no_process_and_nothing_waiting(
    service: IntakeService, tmp_path: Path
) -> None:
    for number in range(40):
        service.uploads.save(f"{number}.txt", BytesIO(f"{LAW}\n{number}".encode()))
    run = service.start()
    while not run.progress.documents and run.state is RunState.RUNNING:
        run.wait(0.05)
    family = psutil.Process().children(recursive=True)
    run.cancel()
    assert run.state is RunState.CANCELLED
    _, alive = psutil.wait_procs(family, timeout=20)
    assert [p for p in alive if p.is_running() and "ingest" in " ".join(p.cmdline())] == []
    assert Generations(tmp_path / "data" / "index").current() is None
    assert service.waiting() is None
    assert service.outcome() is None


@pytest.mark.integration
def test_nothing_starts_while_another_process_writes(service: IntakeService) -> None:
    service.uploads.save("a.txt", BytesIO(LAW.encode()))
    settings = Settings(data=service.uploads.folder.parent)
    with Generations(settings.index_dir).writing(0), pytest.raises(IndexBusyError):
        service.start()


@pytest.mark.unit
def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    service = IntakeService(Settings(data=tmp_path))
    for folder in ("", "relative", str(tmp_path / "missing")):
        with pytest.raises(DocumentError):
            service.start(folder)
