"""Search, memory and size as the index grows."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.model import DocumentKind
from corpus.settings import Settings
from ingest.embedding import load_encoder
from ingest.index import Index
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources
from tests.bench.alqac import write_laws
from tests.bench.common import Place, Row, alqac_questions
from tests.bench.growth import GrowthEncoder, grow
from tests.bench.server import server_memory

__all__ = ["scale"]

_SIZES = [10_000, 100_000]
_LAW_CHUNKS = 3_474
"""Chunks of the public law set as it is."""

_SEARCH_MS = ((15_000, 60), (150_000, 120), (450_000, 250))
"""Bounds of the search by number of chunks."""

_QUERIES = 200


def scale(place: Place) -> list[Row]:
    """Measure search, memory and size with real law grown by copies to 10,000 and 100,000 chunks.

    ISO_BENCH_CHUNKS=300000 measures that size instead.
    """
    if not place.shared:
        return [Row("needs the external test data", "not run")]
    sizes = [int(os.environ["ISO_BENCH_CHUNKS"])] if "ISO_BENCH_CHUNKS" in os.environ else _SIZES
    figures = [_grown(place, size) for size in sizes]
    rows = [row for size in figures for row in size.rows()]
    if len(figures) > 1:
        first, last = figures[0], figures[-1]
        grown = math.log(last.chunks / first.chunks)
        rows += [
            Row(
                f"growth of {name}: exponent of the number of chunks",
                f"{math.log(getattr(last, key) / getattr(first, key)) / grown:.2f}",
            )
            for name, key in (
                ("search p95", "search_p95"), ("index size", "size"),
                ("resident memory", "memory"), ("opening with the first search", "first"),
            )
        ]  # fmt: skip
    memory = server_memory(figures[0].settings, alqac_questions(place, str)[0].text)
    bound = "<= 1024 MB"
    return [*rows, Row(f"server, {figures[0].chunks} chunks", f"{memory / 2**20:.0f} MB", bound)]


@dataclass(frozen=True, slots=True)
class _Grown:
    """Figures at one size: seconds, bytes, and recall@20 in 0..1."""

    settings: Settings
    chunks: int
    opening: float
    first: float
    search_p50: float
    search_p95: float
    ask_p95: float
    recall: float
    size: int
    memory: int

    def rows(self) -> list[Row]:
        bound = next((ms for size, ms in _SEARCH_MS if self.chunks <= size), _SEARCH_MS[-1][1])
        n = f"{self.chunks:,} chunks"
        return [
            Row(f"{n}: opening the index", f"{self.opening:.2f} s", "<= 2 s"),
            Row(f"{n}: opening and the first search", f"{self.first:.2f} s"),
            Row(f"{n}: search without embedding, p50", f"{self.search_p50 * 1000:.0f} ms"),
            Row(
                f"{n}: search without embedding, p95",
                f"{self.search_p95 * 1000:.0f} ms",
                f"<= {bound} ms",
            ),
            Row(f"{n}: whole answer, p95", f"{self.ask_p95 * 1000:.0f} ms"),
            Row(f"{n}: recall@20 against exact search", f"{self.recall:.4f}", ">= 0.99"),
            Row(f"{n}: size of the index", f"{self.size / 2**20:.0f} MB"),
            Row(
                f"{n}: resident memory after {_QUERIES} questions", f"{self.memory / 2**20:.0f} MB"
            ),
        ]


def _grown(place: Place, size: int) -> _Grown:
    """Grow the laws to about `size` chunks, ingest them and measure."""
    laws = write_laws(place.shared or place.scratch, place.scratch / "laws")
    folder = place.scratch / f"grown-{size}"
    grow(laws, folder, max(1, round(size / _LAW_CHUNKS)))
    settings = Settings(data=place.data, index=place.scratch / f"grown-index-{size}")
    real = load_encoder(settings)
    cacheless = settings.model_copy(update={"data": place.scratch / f"grown-data-{size}"})
    request = Request(sources=named_sources([folder], DocumentKind.LEGAL))
    ingest(request, cacheless, lambda: GrowthEncoder(real), QuietProgress())
    script = [sys.executable, "-m", "tests.bench.searching", str(settings.index_dir)]
    questions = [q.text for q in alqac_questions(place, str)][:_QUERIES]
    done = subprocess.run(
        script, input=json.dumps(questions), env={**os.environ, "ISO_DATA": str(place.data)},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    index = Index.open(settings, real.model_id)
    recall = _recall(index, real, questions)
    chunks = len(index.vectors)
    index.close()
    files = (f for f in settings.index_dir.rglob("*") if f.is_file())
    return _Grown(
        settings=settings,
        chunks=chunks,
        recall=recall,
        size=sum(f.stat().st_size for f in files),
        **json.loads(done.stdout),
    )


def _recall(index: Index, real: Any, questions: Iterable[str]) -> float:  # noqa: ANN401
    vectors = np.asarray(index.vectors, dtype=np.float32)
    found = []
    for question in questions:
        query = real.encode([question], kind="query")[0]
        exact = set(np.argpartition(-(vectors @ query), 20)[:20].tolist())
        near = set(index.near([DocumentKind.LEGAL], query, 20))
        found.append(len(exact & near) / 20)
    return float(np.mean(found))
