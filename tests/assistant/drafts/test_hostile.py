"""A draft is a stranger's file: it costs an error at most, and leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from assistant.drafts import DraftService
from corpus.errors import DecisionError, DocumentError
from corpus.settings import Settings
from tests.assistant.drafts.conftest import ON
from tests.assistant.drafts.sample import CLEAN

pytestmark = pytest.mark.integration


def everything(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", b"PK\x03\x04 no archive"), ("a.pdf", b"%PDF-1.7 broken"), ("a.docx", b"")],
)
def test_a_broken_file_is_refused_with_what_to_do(
    drafts: DraftService, name: str, data: bytes
) -> None:
    with pytest.raises(DocumentError, match=r"[Hh]ãy"):
        drafts.check_draft(name, data, ON)


@pytest.mark.parametrize("name", ["../../etc/passwd.docx", "C:\\x\\..\\y.docx", "\u202ecod.docx"])
def test_no_path_in_a_name_is_followed(drafts: DraftService, name: str) -> None:
    report = drafts.check_draft(name, CLEAN.to_docx(), ON)
    assert report.document.path.count("/") == 1
    assert "\u202e" not in report.document.path


def test_a_check_leaves_nothing_behind(
    drafts: DraftService, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = everything(settings.index_dir), everything(settings.data)
    drafts.check_draft("a.docx", CLEAN.to_docx(), ON)
    assert (everything(settings.index_dir), everything(settings.data)) == before
    assert list(tmp_path.iterdir()) == []


def test_an_edition_that_does_not_exist_is_refused(drafts: DraftService) -> None:
    with pytest.raises(DecisionError, match="2008 hoặc 2015"):
        drafts.check_draft("a.docx", CLEAN.to_docx(), ON, edition="1994")
