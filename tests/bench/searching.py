"""Opening and searching one index in a process of its own: times and resident memory.

python -m tests.bench.searching INDEX < questions.json
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import psutil

from assistant.engine import Engine
from assistant.search import Query, Weights, search
from corpus.settings import load_settings
from ingest.embedding import load_encoder
from ingest.index import Index


def main() -> int:
    """Print the figures of `tests.bench.scale` as JSON: seconds, and bytes of memory."""
    questions = json.load(sys.stdin)
    settings = load_settings(Path(sys.argv[1]))
    encoder = load_encoder(settings)
    queries = [Query.encode(encoder, question) for question in questions]
    started = time.perf_counter()
    index = Index.open(settings, encoder.model_id)
    opening = time.perf_counter() - started
    search(index, queries[0], frozenset(), Weights())
    first = time.perf_counter() - started
    searches = []
    for query in queries:
        started = time.perf_counter()
        search(index, query, frozenset(), Weights())
        searches.append(time.perf_counter() - started)
    engine = Engine(settings, encoder, index)
    asks = [engine.ask(question).seconds for question in questions]
    figures = {
        "opening": opening,
        "first": first,
        "search_p50": float(np.percentile(searches, 50)),
        "search_p95": float(np.percentile(searches, 95)),
        "ask_p95": float(np.percentile(asks, 95)),
        "memory": psutil.Process().memory_info().rss,
    }
    sys.stdout.write(json.dumps(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
