"""The benchmarks. Each returns rows (what, figure, bound) for docs/benchmarks.md."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from assistant.engine import Engine
from assistant.evaluation import evaluate
from assistant.model import QueryOptions
from corpus.settings import Settings
from corpus.text import fold
from ingest.embedding.throughput import measure
from tests.bench.alqac import write_laws
from tests.bench.batches import batch
from tests.bench.chatting import chat
from tests.bench.citations import citations
from tests.bench.common import Place, Row, alqac_questions, fresh, laws_folder, run_ingest
from tests.bench.everyday import everyday
from tests.bench.groups import groups
from tests.bench.language_model import gate_figures
from tests.bench.reading import reading
from tests.bench.scale import scale
from tests.bench.side_by_side import baseline

__all__ = ["SUITES", "Place", "Row"]

_BOUNDS = {
    "held, clauses, among clauses": "hit@1 >= 0.88, recall@5 >= 0.97",
    "held, steps, among procedures": "hit@1 >= 0.80",
}
"""Bounds of the golden questions."""


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
    settings = fresh(place, name.replace(" ", "-"))
    started = time.monotonic()
    report = run_ingest(settings, folder)
    wall = time.monotonic() - started
    embedding = report.seconds["embed"]
    again = time.monotonic()
    run_ingest(settings, folder)
    return [
        Row(f"{name}: chunks and headings embedded", str(report.embedded)),
        Row(f"{name}: wall time", f"{wall:.1f} s"),
        Row(f"{name}: wall time over embedding time", f"{wall / embedding:.2f}", "<= 1.25"),
        Row(f"{name}: second run, nothing changed", f"{time.monotonic() - again:.1f} s"),
    ]


def cold(place: Place) -> list[Row]:
    """Time one `ask` from the command line, all imports included."""
    settings = fresh(place, "cold", cache=place.data)
    run_ingest(settings, None)
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
    run_ingest(settings, laws_folder(place))
    engine = Engine.open(settings)
    rows: list[Row] = []
    for name, change in (("as typed", str), ("no diacritics", fold)):
        figures = evaluate(engine, alqac_questions(place, change), QueryOptions())["overall"]
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

    settings = fresh(place, "golden", cache=place.data)
    run_ingest(settings, None)
    engine = Engine.open(settings)
    rows: list[Row] = []
    for half in ("tune", "held"):
        for name, figure in groups(engine, load(half)):
            what = f"{half}, {name}"
            rows.append(Row(what, figure, _BOUNDS.get(what, "")))
    engine.close()
    return rows


def gate(place: Place) -> list[Row]:
    """Measure what the gate before a language model's sentences keeps and drops."""
    settings = fresh(place, "gate", cache=place.data)
    run_ingest(settings, None)
    engine = Engine.open(settings)
    try:
        return [Row(*figure) for figure in gate_figures(engine)]
    finally:
        engine.close()


SUITES: dict[str, Callable[[Place], list[Row]]] = {
    "encoder": encoder,
    "ingest": ingestion,
    "reading": reading,
    "cold": cold,
    "scale": scale,
    "alqac": alqac,
    "baseline": baseline,
    "golden": golden,
    "everyday": everyday,
    "citations": citations,
    "batch": batch,
    "llm": gate,
    "chat": chat,
}
