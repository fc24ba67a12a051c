"""The commands that write an index: their progress, report and exit code."""

from __future__ import annotations

import argparse
import json
import sys
import time
from contextlib import nullcontext
from pathlib import Path

from corpus.console import DONE, FAILED_IN_PART, say
from corpus.errors import ConfigurationError
from corpus.model import Document, DocumentKind
from corpus.settings import Settings
from ingest.embedding import load_encoder
from ingest.generations import write_atomically
from ingest.pipeline import Request, available_cores, ingest
from ingest.progress import EventProgress, QuietProgress, terminal_progress
from ingest.report import Report
from ingest.sources import named_sources

__all__ = ["run_ingest", "run_remove"]

_STATUS_WORDS = {
    "added": "thêm",
    "updated": "cập nhật",
    "unchanged": "không đổi",
    "removed": "gỡ",
    "failed": "lỗi",
}


def run_ingest(settings: Settings, arguments: argparse.Namespace) -> int:
    """Ingest what the arguments name and summarise the run on stderr."""
    kind = DocumentKind(arguments.kind) if arguments.kind else None
    request = Request(
        sources=named_sources(arguments.paths, kind),
        jobs=arguments.jobs or available_cores(),
        rebuild=arguments.rebuild,
        stage=arguments.stage,
    )
    started = time.monotonic()
    events = nullcontext(EventProgress(sys.stderr)) if arguments.events else terminal_progress()
    with events as progress:
        report = ingest(request, settings, lambda: load_encoder(settings), progress)
    if arguments.report:
        _write_report(arguments.report, report)
    _summarise(report, time.monotonic() - started)
    return FAILED_IN_PART if report.failed else DONE


def run_remove(settings: Settings, document: Document) -> int:
    """Take one document out of the index."""
    request = Request(remove=document.id)
    report = ingest(request, settings, lambda: load_encoder(settings), QuietProgress())
    say(f"Đã gỡ «{document.title}»; thế hệ {report.generation}.")
    return DONE


def _write_report(path: Path, report: Report) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    except OSError as error:
        raise ConfigurationError(
            f"Chỉ mục đã xong nhưng không ghi được báo cáo «{path}». Hãy chọn chỗ khác."
        ) from error


def _summarise(report: Report, seconds: float) -> None:
    for entry in report.documents:
        for line in _attention(entry):
            say(f"! {line}")
    counts = ", ".join(
        f"{word} {report.counts[status]}"
        for status, word in _STATUS_WORDS.items()
        if report.counts[status]
    )
    say(
        f"Thế hệ {report.generation}: {counts or 'không có tài liệu nào'};"
        f" {report.embedded} đoạn tính mới, {report.reused} đoạn dùng lại; {seconds:.1f} giây."
    )


def _attention(entry: dict[str, object]) -> list[str]:
    """Return what a person should know of a document, most urgent first."""
    name = Path(str(entry["path"])).name.replace("\n", " ")
    lines = []
    if entry["status"] == "failed":
        lines.append(f"{name}: {entry['error']}")
    pages = entry["pages_without_text"]
    if isinstance(pages, list) and pages and entry["status"] != "removed":
        lines.append(f"{name}: chưa đọc được trang {', '.join(map(str, pages))} (bản quét).")
    gaps = entry["gaps"]
    if isinstance(gaps, list) and gaps and entry["status"] in {"added", "updated"}:
        lines.append(f"{name}: {'; '.join(map(str, gaps[:5]))}.")
    return lines
