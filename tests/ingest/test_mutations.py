"""Real files with random damage: a result or one clear line, in time and within the memory."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from corpus.errors import DocumentError
from corpus.settings import SHIPPED_DOCUMENTS
from ingest.intake import Intake
from ingest.parsing import ParsedFile
from ingest.readers import is_readable, read
from ingest.sources import SourceFile
from ingest.workers import WorkerPool

MUTANTS = 520
OFFICE_MUTANTS = 8
MEMORY = 1 << 30
LARGEST = 120_000

OVERRUNS = ("Đọc tệp quá lâu", "Đọc tệp cần quá nhiều bộ nhớ")

Damage = Callable[[random.Random, bytes], bytes]


def flip(chance: random.Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 8, 64))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(1, len(data))]


def erase(chance: random.Random, data: bytes) -> bytes:
    start, length = chance.randrange(len(data)), chance.randrange(1, 4096)
    return data[:start] + data[start + length :]


def repeat(chance: random.Random, data: bytes) -> bytes:
    start, length = chance.randrange(len(data)), chance.randrange(1, 4096)
    return data[:start] + data[start : start + length] * chance.randrange(2, 40) + data[start:]


def swap_number(chance: random.Random, data: bytes) -> bytes:
    """Put an extreme number where the file has one: lengths, counts, offsets."""
    places = [index for index, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return flip(chance, data)
    place = chance.choice(places)
    return data[:place] + chance.choice((b"0", b"-1", b"99999999999")) + data[place + 1 :]


DAMAGES: tuple[Damage, ...] = (flip, cut, erase, repeat, swap_number)


def mutate(chance: random.Random, data: bytes) -> bytes:
    """Damage a file, or a part inside it where it is an archive, so that checksums hold."""
    damage = chance.choice(DAMAGES)
    if not data.startswith(b"PK") or chance.random() < 0.3:
        return damage(chance, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name, part in parts.items() if part])
    parts[name] = damage(chance, parts[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return packed.getvalue()


def originals(shared: Path | None) -> list[Path]:
    folders = [SHIPPED_DOCUMENTS, *([shared / "documents"] if shared else [])]
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path for path in found if is_readable(path) and path.stat().st_size <= LARGEST]


def pictures(folder: Path) -> list[Path]:
    """Write small scans as picture files, of which there are none among the documents."""
    page = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(page).text((60, 80), "QUYET DINH", fill=0)
    kinds = {"anh.png": {}, "anh.jpg": {}, "quet.tif": {"save_all": True, "append_images": [page]}}
    for name, options in kinds.items():
        page.save(folder / name, **options)
    return [folder / name for name in kinds]


def mutants(sources: list[Path], folder: Path, count: int) -> list[SourceFile]:
    chance = random.Random(9001)
    files = []
    for number in range(count):
        source = sources[number % len(sources)]
        path = folder / f"{number:03d}{source.suffix.lower()}"
        path.write_bytes(mutate(chance, source.read_bytes()))
        files.append(SourceFile(path, folder.as_posix(), None))
    return files


def check(results: Iterator[ParsedFile], count: int) -> None:
    seen = 0
    for result in results:
        seen += 1
        if result.error is None:
            assert result.reading is not None and result.structured is not None
            locators = [provision.locator for provision in result.structured.provisions]
            assert len(set(locators)) == len(locators), result.file.path
        else:
            assert "\n" not in result.error
            assert not result.error.startswith(OVERRUNS), (result.file.path, result.error)
    assert seen == count


@pytest.mark.integration
@pytest.mark.timeout(600)
def test_damaged_files_neither_hang_nor_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    # Without the programs that it would start for a page or a file, reading itself is tried.
    monkeypatch.setenv("PATH", "")
    shared = Path(os.environ.get("ISO_TEST_DATA", request.config.rootpath.parent / "shared/data"))
    sources = originals(shared if shared.is_dir() else None)
    (tmp_path / "mutants").mkdir()
    files = mutants([*sources, *pictures(tmp_path)], tmp_path / "mutants", MUTANTS)
    with WorkerPool(2, MEMORY) as pool, Intake(pool, tmp_path / "cache") as intake:
        check(intake.results(files), MUTANTS)


@pytest.mark.office
@pytest.mark.integration
@pytest.mark.timeout(600)
def test_damaged_word_97_files_neither_hang_nor_grow(tmp_path: Path, shared_data: Path) -> None:
    sources = [shared_data / "documents" / name for name in ("qlvb__CT9UB.DOC", "qlvb__QD15UB.DOC")]
    files = mutants(sources, tmp_path, OFFICE_MUTANTS)
    with WorkerPool(2, 2 * MEMORY) as pool, Intake(pool, tmp_path / "cache") as intake:
        check(intake.results(files), OFFICE_MUTANTS)


HEADS = [b"", b"%PDF-1.4\n", b"{\\rtf1 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]


@pytest.mark.unit
@pytest.mark.timeout(300)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    head=st.sampled_from(HEADS),
    data=st.binary(max_size=2000) | st.text(max_size=600).map(str.encode),
    suffix=st.sampled_from([".pdf", ".docx", ".rtf", ".md", ".txt", ".html", ".xlsx", ".odt"]),
)
def test_any_bytes_give_a_reading_or_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, data: bytes, suffix: str
) -> None:
    monkeypatch.setenv("PATH", "")
    path = tmp_path / f"bat-ky{suffix}"
    path.write_bytes(head + data)
    try:
        reading = read(path)
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        assert reading.lines or reading.pages_without_text
