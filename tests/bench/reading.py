"""How fast documents are read, and what embedding beside it saves."""

from __future__ import annotations

import shutil
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from corpus.settings import SHIPPED_DOCUMENTS, Settings
from ingest.catalog import Catalog
from ingest.embedding import load_encoder
from ingest.generations import Generations
from ingest.intake import Intake
from ingest.parsing import ParsedFile
from ingest.pipeline import Request, available_cores, ingest
from ingest.progress import QuietProgress
from ingest.readers import is_readable
from ingest.readers.formats import detect
from ingest.sources import SourceFile, named_sources
from ingest.vectorising import Vectoriser
from ingest.workers import WorkerPool

if TYPE_CHECKING:
    from tests.bench.suites import Place, Row

__all__ = ["reading"]

_PAGE_CHARACTERS = 2_500
_MEMORY = 2 << 30


def reading(place: Place) -> list[Row]:
    """Measure reading by format, and on the public documents reading beside embedding."""
    from tests.bench.suites import Row

    if not place.shared:
        return [Row("needs the external test data", "not run")]
    folder = _collect(place.shared, place.scratch / "documents")
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.iterdir()):
        if is_readable(path):
            groups[_format(path)].append(path)
    rows = []
    for name, paths in sorted(groups.items()):
        seconds, results = _read(paths, place.scratch / f"cache-{name}")
        pages = sum(map(_pages, results))
        rows.append(
            Row(f"{name}: {len(paths)} files, {pages:.0f} pages", f"{pages / seconds:.1f} pages/s")
        )
    rows += _conversion(groups.get("word97", []), place.scratch)
    return [Row(*row) for row in (*rows, *_together(place, place.shared / "documents"))]


def _collect(shared: Path, folder: Path) -> Path:
    """Copy the public and the shipped documents into one folder, without sidecars."""
    folder.mkdir()
    for source in (shared / "documents", SHIPPED_DOCUMENTS):
        for path in filter(is_readable, source.rglob("*")):
            shutil.copyfile(path, folder / path.name)
    return folder


def _format(path: Path) -> str:
    try:
        return detect(path).value
    except DocumentError:
        return "unreadable"


def _pages(result: ParsedFile) -> float:
    """Return the pages of a document; 2,500 characters where the format has none."""
    if result.reading is None:
        return 0.0
    text = sum(len(line.text) for line in result.reading.lines)
    return float(result.reading.pages or max(1.0, text / _PAGE_CHARACTERS))


def _read(paths: Iterable[Path], cache: Path) -> tuple[float, Sequence[ParsedFile]]:
    files = [SourceFile(path, path.parent.as_posix(), None) for path in paths]
    started = time.monotonic()
    with WorkerPool(available_cores(), _MEMORY) as pool, Intake(pool, cache) as intake:
        results = list(intake.results(files))
    return time.monotonic() - started, results


def _conversion(paths: Sequence[Path], scratch: Path) -> list[tuple[str, str, str]]:
    if not paths:
        return []
    one, _ = _read(paths[:1], scratch / "one")
    every, _ = _read(paths, scratch / "every")
    return [
        ("Word 97, one file with the start of LibreOffice", f"{one:.1f} s", ""),
        (f"Word 97, all {len(paths)} files", f"{every:.1f} s", f"< {one * len(paths):.1f} s"),
    ]


def _together(place: Place, folder: Path) -> list[tuple[str, str, str]]:
    model = Settings(data=place.data).model_dir.resolve()
    both, alone = (_settings(place.scratch / name, model) for name in ("both", "alone"))
    encoder = load_encoder(both)
    paths = sorted(filter(is_readable, folder.iterdir()))
    seconds_reading, _ = _read(paths, place.scratch / "reading-alone")
    started = time.monotonic()
    request = Request(sources=named_sources([folder], None))
    report = ingest(request, both, lambda: encoder, QuietProgress())
    wall = time.monotonic() - started
    texts = _texts(both)
    started = time.monotonic()
    Vectoriser(alone, encoder, QuietProgress()).vectors(texts)
    seconds_embedding = time.monotonic() - started
    longest = max(seconds_reading, seconds_embedding)
    return [
        ("reading alone, all documents", f"{seconds_reading:.1f} s", ""),
        (f"embedding alone, {report.embedded} texts", f"{seconds_embedding:.1f} s", ""),
        ("ingest of all, wall time", f"{wall:.1f} s", ""),
        ("ingest over the longer of the two", f"{wall / longest:.2f}", "<= 1.25"),
    ]


def _settings(data: Path, model: Path) -> Settings:
    """Settings with empty caches and the built model."""
    data.mkdir()
    (data / "model").symlink_to(model)
    return Settings(data=data)


def _texts(settings: Settings) -> list[str]:
    generations = Generations(settings.index_dir)
    with Catalog.read(generations.path(generations.require()) / "catalog.db") as catalog:
        return [text for each in catalog.documents() for text in catalog.texts(each.id)]
