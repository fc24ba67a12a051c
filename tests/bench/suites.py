"""The benchmarks. Each returns rows (what, figure, bound) for docs/benchmarks.md."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from assistant.engine import Engine
from assistant.evaluation import Question, evaluate, read_questions
from assistant.model import QueryOptions
from corpus.model import DocumentKind
from corpus.settings import Settings
from corpus.text import fold
from ingest.embedding import load_encoder
from ingest.embedding.throughput import measure
from ingest.index import Index
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.report import Report
from ingest.sources import named_sources
from tests.bench.alqac import write_laws, write_questions
from tests.bench.growth import GrowthEncoder, grow
from tests.bench.server import server_memory

__all__ = ["SUITES", "Place", "Row"]

_COPIES = 3
_QUERIES = 200


class Row(NamedTuple):
    """One line of the table: what was measured, the figure, and the bound it must meet."""

    what: str
    figure: str
    bound: str = ""


class Place(NamedTuple):
    """Where a benchmark works: a scratch folder, the checkout's data, external data."""

    scratch: Path
    data: Path
    shared: Path | None


def encoder(place: Place) -> list[Row]:
    """Compare our encoder with plain sentence-transformers in the same run."""
    figures = measure(Settings(data=place.data))
    return [
        Row("tokens a second, ours", f"{figures['encoder_tokens_per_second']:.0f}"),
        Row("tokens a second, SentenceTransformer", f"{figures['baseline_tokens_per_second']:.0f}"),
        Row("throughput, ours over plain", f"{figures['throughput_ratio']:.2f}", ">= 1.3"),
        Row("one query, ours", f"{figures['encoder_query_ms']:.1f} ms"),
        Row("one query, SentenceTransformer", f"{figures['baseline_query_ms']:.1f} ms"),
        Row("query latency, ours over plain", f"{figures['latency_ratio']:.2f}", "<= 0.33"),
    ]


def ingestion(place: Place) -> list[Row]:
    """Compare the wall time of ingest with the time spent embedding, from an empty cache."""
    rows = _ingest_rows(place, "shipped corpus", None)
    if place.shared:
        laws = place.scratch / "laws"
        write_laws(place.shared, laws)
        rows += _ingest_rows(place, "alqac2022", laws)
    return rows


def _ingest_rows(place: Place, name: str, folder: Path | None) -> list[Row]:
    settings = _fresh(place, name.replace(" ", "-"))
    started = time.monotonic()
    report = _ingest(settings, folder)
    wall = time.monotonic() - started
    embedding = report.seconds["embed"]
    again = time.monotonic()
    _ingest(settings, folder)
    return [
        Row(f"{name}: chunks and headings embedded", str(report.embedded)),
        Row(f"{name}: wall time", f"{wall:.1f} s"),
        Row(f"{name}: wall time over embedding time", f"{wall / embedding:.2f}", "<= 1.25"),
        Row(f"{name}: second run, nothing changed", f"{time.monotonic() - again:.1f} s"),
    ]


def scale(place: Place) -> list[Row]:
    """Measure `ask`, vector recall and memory with 10,000 chunks of real law grown by copies."""
    if not place.shared:
        return [Row("needs the external test data", "not run")]
    laws = write_laws(place.shared, place.scratch / "laws")
    grow(laws, place.scratch / "grown", _COPIES)
    settings = Settings(data=place.data, index=place.scratch / "grown-index")
    real = load_encoder(settings)
    cacheless = settings.model_copy(update={"data": place.scratch / "grown-data"})
    request = Request(sources=named_sources([place.scratch / "grown"], DocumentKind.LEGAL))
    ingest(request, cacheless, lambda: GrowthEncoder(real), QuietProgress())
    questions = [q.text for q in _alqac_questions(place, str)][:_QUERIES]
    engine = Engine.open(settings)
    seconds = _timed(engine, questions)
    engine.close()
    index = Index.open(settings, real.model_id)
    rows = [
        Row("chunks", f"{len(index.vectors)}"),
        Row("warm ask, p50", f"{median(seconds) * 1000:.0f} ms"),
        Row("warm ask, p95", f"{np.percentile(seconds, 95) * 1000:.0f} ms", "<= 150 ms"),
        Row("recall@20 against exact search", f"{_recall(index, real, questions):.4f}", ">= 0.99"),
    ]
    index.close()
    memory = server_memory(settings, questions[0])
    rows.append(Row("resident memory of the server", f"{memory / 2**20:.0f} MB", "<= 1024 MB"))
    return rows


def _recall(index: Index, real: Any, questions: Iterable[str]) -> float:  # noqa: ANN401
    vectors = np.asarray(index.vectors, dtype=np.float32)
    found = []
    for question in questions:
        query = real.encode([question], kind="query")[0]
        exact = set(np.argpartition(-(vectors @ query), 20)[:20].tolist())
        near = {index.row_of[i] for i in index.store.query(DocumentKind.LEGAL, query, 20)}
        found.append(len(exact & near) / 20)
    return float(np.mean(found))


def cold(place: Place) -> list[Row]:
    """Time one `ask` from the command line, all imports included."""
    settings = _fresh(place, "cold", cache=place.data)
    _ingest(settings, None)
    command = [sys.executable, "-m", "assistant", "ask", "Ai phê duyệt tài liệu?", "--json"]
    seconds = []
    for _ in range(5):
        started = time.monotonic()
        subprocess.run([*command, "--index", settings.index_dir], check=True, capture_output=True)
        seconds.append(time.monotonic() - started)
    return [Row("ask from a cold start, median of 5", f"{median(seconds):.1f} s", "< 5 s")]


def alqac(place: Place) -> list[Row]:
    """Measure retrieval on the public law set, as typed and with diacritics stripped."""
    if not place.shared:
        return [Row("needs the external test data", "not run")]
    settings = Settings(data=place.data, index=place.scratch / "alqac-index")
    _ingest(settings, _laws(place))
    engine = Engine.open(settings)
    rows: list[Row] = []
    for name, change in (("as typed", str), ("no diacritics", fold)):
        figures = evaluate(engine, _alqac_questions(place, change), QueryOptions())["overall"]
        bounds = {"hit@1": ">= 0.92", "recall@5": ">= 0.97"} if change is str else {}
        rows += [
            Row(f"{name}: {key}", f"{figures[key]:.4f}", bounds.get(key, ""))
            for key in ("hit@1", "recall@5", "recall@10", "mrr@10")
        ]
    engine.close()
    return rows


def golden(place: Place) -> list[Row]:
    """Measure the golden questions over the shipped corpus, the held-back half apart."""
    from tests.golden import load

    settings = _fresh(place, "golden", cache=place.data)
    _ingest(settings, None)
    engine = Engine.open(settings)
    rows: list[Row] = []
    for half in ("tune", "held"):
        figures = evaluate(engine, load(half), QueryOptions())
        groups = {"all": figures["overall"], **figures["categories"]}
        for name, group in groups.items():
            shown = {k: v for k, v in group.items() if v is not None and "seconds" not in k}
            rows.append(Row(f"{half}, {name}", ", ".join(f"{k} {v}" for k, v in shown.items())))
    engine.close()
    return rows


def _timed(engine: Engine, questions: Iterable[str]) -> list[float]:
    engine.ask("Câu hỏi đầu tiên mở mọi thứ ra")
    return [engine.ask(question).seconds for question in questions]


def _alqac_questions(place: Place, change: Callable[[str], str]) -> list[Question]:
    assert place.shared is not None
    return read_questions(write_questions(place.shared, place.scratch / "q.jsonl", change))


def _laws(place: Place) -> Path:
    assert place.shared is not None
    folder = place.scratch / "laws"
    write_laws(place.shared, folder)
    return folder


def _fresh(place: Place, name: str, cache: Path | None = None) -> Settings:
    """Settings with an index of their own and, without `cache`, an empty vector cache."""
    if cache:
        return Settings(data=cache, index=place.scratch / f"{name}-index")
    data = place.scratch / f"{name}-data"
    data.mkdir()
    (data / "model").symlink_to(Settings(data=place.data).model_dir.resolve())
    return Settings(data=data, index=place.scratch / f"{name}-index")


def _ingest(settings: Settings, folder: Path | None) -> Report:
    sources = named_sources([folder], None) if folder else []
    load = partial(load_encoder, settings)
    return ingest(Request(sources=sources), settings, load, QuietProgress())


SUITES: dict[str, Callable[[Place], list[Row]]] = {
    "encoder": encoder,
    "ingest": ingestion,
    "cold": cold,
    "scale": scale,
    "alqac": alqac,
    "golden": golden,
}
