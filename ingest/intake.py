"""Files in, parsed documents out as they become ready, read by worker processes."""

from __future__ import annotations

import logging
import tempfile
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Self

from corpus.errors import AssistantError, ConfigurationError
from ingest.ocr.pages import PageRequest, PageResult, recognise_page
from ingest.parsing import ParsedFile
from ingest.sources import SourceFile
from ingest.steps import (
    FinishRequest,
    PrepareRequest,
    ReadRequest,
    ReadResult,
    finish_document,
    prepare_documents,
    read_document,
)
from ingest.timing import PAGE_SECONDS, seconds_for
from ingest.workers import Overrun, WorkerLostError, WorkerPool

__all__ = ["Intake"]

_LOG = logging.getLogger(__name__)
_OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOST = {
    Overrun.TIME: (
        "Đọc tệp quá lâu nên đã dừng. Hãy chia nhỏ tệp, hoặc mở rồi lưu lại và nạp lại."
    ),
    Overrun.MEMORY: (
        "Đọc tệp cần quá nhiều bộ nhớ nên đã dừng. Hãy chia nhỏ tệp, hoặc mở rồi lưu lại và nạp"
        " lại."
    ),
    Overrun.CRASH: ("Tệp bị hỏng hoặc có cấu trúc lạ nên không đọc được. Hãy mở và lưu lại tệp."),
}


class Intake:
    """Reads files in the processes of `pool`; use it as a context manager.

    Each document is carried by a thread that waits for its steps: reading, recognition of
    doubtful pages (each page a call of its own, on all cores), structuring. Files for which
    LibreOffice must start are converted together, while others are read.
    """

    def __init__(self, pool: WorkerPool, cache_dir: Path) -> None:
        self._pool = pool
        self._cache_dir = cache_dir.resolve()
        self._window = 2 * pool.size
        self._threads = ThreadPoolExecutor(self._window, "document")
        self._scratch = tempfile.TemporaryDirectory(prefix="intake-", ignore_cleanup_errors=True)
        self._prepared = Path(self._scratch.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._scratch.cleanup()

    def results(self, files: Sequence[SourceFile]) -> Iterator[ParsedFile]:
        """Yield what came of each file, in the order in which they are done.

        At most a few documents are under way or waiting to be taken at any moment.
        """
        office = frozenset(filter(_is_office_97, files))
        waiting = deque(sorted(files, key=office.__contains__))
        preparation = self._prepare(office)
        running: set[Future[ParsedFile]] = set()
        while waiting or running:
            while waiting and len(running) < self._window:
                file = waiting.popleft()
                first = preparation if file in office else None
                running.add(self._threads.submit(self._parse, file, first))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()

    def _prepare(self, files: Collection[SourceFile]) -> Future[int] | None:
        if not files:
            return None
        request = PrepareRequest(tuple(file.content for file in files), self._prepared)
        seconds = sum(seconds_for(file.content) for file in files)
        return self._pool.submit(prepare_documents, request, seconds)

    def _parse(self, file: SourceFile, first: Future[int] | None) -> ParsedFile:
        try:
            if first is not None:
                self._await(first)
            result = self._read(file)
        except WorkerLostError as error:
            _LOG.info("%s: %s", file.path, error)
            return ParsedFile(file, error=_LOST[error.reason])
        except OSError as error:
            reason = error.strerror or str(error)
            return ParsedFile(file, error=f"Không mở được tệp ({reason}). Hãy kiểm tra quyền đọc.")
        except ConfigurationError:
            raise
        except AssistantError as error:
            return ParsedFile(file, error=str(error))
        return ParsedFile(file, result.reading, result.structured)

    @staticmethod
    def _await(preparation: Future[int]) -> None:
        try:
            preparation.result()
        except WorkerLostError as error:
            # Whatever stopped the batch belongs to one file; each is now converted alone.
            _LOG.info("conversion of several files: %s", error)

    def _read(self, file: SourceFile) -> ReadResult:
        name = file.path.name
        seconds = seconds_for(file.content)
        request = ReadRequest(file.content.resolve(), name, file.kind, self._prepared, file.stated)
        result = self._pool.submit(read_document, request, seconds).result()
        if not result.doubtful:
            return result
        pages = self._recognise(file.content, result.doubtful)
        finish = FinishRequest(result.reading, name, file.kind, pages, self._cache_dir)
        return self._pool.submit(finish_document, finish, seconds).result()

    def _recognise(self, path: Path, numbers: Sequence[int]) -> tuple[PageResult, ...]:
        requests = (PageRequest(path.resolve(), number, self._cache_dir) for number in numbers)
        calls = [self._pool.submit(recognise_page, each, PAGE_SECONDS) for each in requests]
        return tuple(map(_page_result, numbers, calls))


def _page_result(number: int, call: Future[PageResult]) -> PageResult:
    try:
        return call.result()
    except WorkerLostError as error:
        _LOG.info("page %d: %s", number, error)
        return PageResult(number)


def _is_office_97(file: SourceFile) -> bool:
    if file.content.suffix.lower() == ".doc":
        return True
    try:
        with file.content.open("rb") as opened:
            return opened.read(len(_OFFICE_97)) == _OFFICE_97
    except OSError:
        return False
