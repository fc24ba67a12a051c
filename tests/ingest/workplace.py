"""A place to ingest in: a folder of files, an index, and an encoder that counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.settings import Settings
from ingest.catalog import Catalog
from ingest.generations import Generations
from ingest.index import Index
from ingest.intake import Intake
from ingest.parsing import ParsedFile
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.report import Report
from ingest.sources import SourceFile, named_sources
from ingest.workers import WorkerPool
from tests.tiny_encoder import TinyEncoder

__all__ = ["LAW", "PROCEDURE", "Workplace", "entries", "parse", "statuses"]

LAW = """QUYẾT ĐỊNH
Số: 07/2020/QĐ-SM

Điều 1. Phạm vi điều chỉnh
Quyết định này quy định việc quản lý văn bản.

Điều 2. Trách nhiệm
1. Giám đốc phê duyệt văn bản trong 02 ngày làm việc.
2. Văn thư lưu hồ sơ:
a) Bản gốc;
b) Bản sao.
"""

PROCEDURE = """# QUY TRÌNH QUẢN LÝ VĂN BẢN
Mã số: QT-77

## 1. MỤC ĐÍCH
Quy định cách xử lý văn bản.

## 5. NỘI DUNG
### 5.1 Tiếp nhận
Văn thư tiếp nhận văn bản trong ngày.
### 5.2 Phê duyệt
Trưởng phòng xem xét, Giám đốc phê duyệt.
"""


class Workplace:
    """Files in `files`, data in `data`; nothing shipped is read."""

    def __init__(self, root: Path) -> None:
        self.files = root / "files"
        self.files.mkdir()
        self.settings = Settings(data=root / "data")
        self.encoder = TinyEncoder()

    def run(self) -> Report:
        """Ingest the folder of files."""
        return self.ingest(self.files)

    def ingest(self, *paths: Path, **options: Any) -> Report:  # noqa: ANN401
        """Ingest these roots, the recorded ones without any."""
        sources = named_sources(paths, None)
        request = Request(sources=sources, **options)
        return ingest(request, self.settings, lambda: self.encoder, QuietProgress())

    def index(self) -> Index:
        return Index.open(self.settings, self.encoder.model_id)

    def catalog(self) -> Catalog:
        return Catalog.read(self.generations.path(self.generations.require()) / "catalog.db")

    @property
    def generations(self) -> Generations:
        return Generations(self.settings.index_dir)


def statuses(report: Report) -> dict[str, str]:
    """Return the status of each document by its file's name."""
    return {Path(str(entry["path"])).name: str(entry["status"]) for entry in report.documents}


def entries(report: Report) -> dict[str, dict[str, Any]]:
    """Return the report's entry of each document by its file's name."""
    return {Path(str(entry["path"])).name: entry for entry in report.documents}


def parse(pool: WorkerPool, path: Path, cache: Path) -> ParsedFile:
    """Read one file as a run of ingest does, in the workers of `pool`."""
    with Intake(pool, cache) as intake:
        (result,) = intake.results([SourceFile(path, path.parent.as_posix(), None)])
    return result
