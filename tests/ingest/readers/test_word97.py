"""Word 97 files: one LibreOffice for many, a time limit for each, a clear word without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from corpus.errors import DocumentError
from ingest.readers import libreoffice, prepare, read

OLE_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")

# Stands in for LibreOffice: "converts" a file by copying a DOCX, hangs on one and refuses one.
PROGRAM = """#!/bin/sh
echo start >> {log}
while [ "$1" != "--outdir" ]; do shift; done
folder="$2"; shift 2
for file in "$@"; do
  grep -q treo "$file" && sleep 600
  grep -q tuchoi "$file" || cp {model} "$folder/$(basename "$file" .doc).docx"
done
"""


@pytest.fixture
def word_file(tmp_path: Path):  # noqa: ANN201
    def make(name: str, words: str) -> Path:
        path = tmp_path / name
        path.write_bytes(OLE_WORD + words.encode())
        return path

    return make


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of LibreOffice's name; returns the log with a line for each start."""
    model = tmp_path / "mau.docx"
    document = docx.Document()
    document.add_paragraph("Điều 1. Phạm vi")
    document.save(str(model))
    log = tmp_path / "log"
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "soffice").write_text(PROGRAM.format(log=log, model=model))
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(libreoffice, "START_SECONDS", 0)
    monkeypatch.setattr(libreoffice, "FILE_SECONDS", 2)
    return log


@pytest.mark.unit
def test_many_files_start_the_program_once(tmp_path: Path, word_file, program: Path) -> None:  # noqa: ANN001
    paths = [word_file(f"{number}.doc", f"x{number}") for number in range(5)]
    prepare([*paths, tmp_path / "không có.doc"], tmp_path / "ra")
    assert [read(path, tmp_path / "ra").lines[0].text for path in paths] == ["Điều 1. Phạm vi"] * 5
    assert program.read_text() == "start\n"


@pytest.mark.unit
@pytest.mark.timeout(60)
def test_a_file_that_hangs_or_is_refused_fails_alone(
    tmp_path: Path,
    word_file,  # noqa: ANN001
    program: Path,
) -> None:
    names = {"-a.doc": "x", "hai\ndòng.doc": "treo", "ba.doc": "tuchoi", "bon.doc": "y"}
    paths = [word_file(name, words) for name, words in names.items()]
    prepare(paths, tmp_path / "ra")
    assert program.read_text() == "start\n" * 2
    assert read(paths[0], tmp_path / "ra").lines
    assert read(paths[3], tmp_path / "ra").lines
    for failed in paths[1:3]:
        with pytest.raises(DocumentError, match="lưu thành DOCX"):
            read(failed, tmp_path / "ra")


@pytest.mark.unit
def test_a_file_alone_is_converted_when_it_is_read(word_file, program: Path) -> None:  # noqa: ANN001
    assert read(word_file("a.doc", "x")).lines[0].text == "Điều 1. Phạm vi"
    assert program.exists()


@pytest.mark.unit
def test_without_libreoffice_the_message_installs_it(
    word_file,  # noqa: ANN001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = word_file("a.doc", "x")
    prepare([path], tmp_path / "ra")
    for prepared in (None, tmp_path / "ra"):
        with pytest.raises(DocumentError, match="apt-get install libreoffice"):
            read(path, prepared)


@pytest.mark.office
def test_real_program(shared_data: Path, tmp_path: Path) -> None:
    source = shared_data / "documents" / "qlvb__CT9UB.DOC"
    path = tmp_path / "-convert; x\n.doc"
    shutil.copy(source, path)
    assert read(path).syllable_validity == 1.0
