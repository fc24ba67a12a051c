"""The embedded encoder against plain sentence-transformers, in one process and one run."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Final

from corpus.settings import Settings
from ingest.embedding.build import build_embedded_model
from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.parity import SAMPLE

__all__ = ["measure"]

_TEXTS: Final = 128
_SHORTEST, _LONGEST = 20, 300
_ROUNDS: Final = 3
_QUERIES: Final = 25


def measure(settings: Settings) -> dict[str, float]:
    """Compare `OnnxEncoder` with `SentenceTransformer.encode` on the same weights.

    The two take turns, so both meet the same load of the machine; figures are medians.
    Keys: "tokens" (in the sample), "encoder_tokens_per_second",
    "baseline_tokens_per_second", "throughput_ratio" (encoder / baseline, more is better),
    "encoder_query_ms", "baseline_query_ms", "latency_ratio" (encoder / baseline, less is
    better). The baseline runs with its defaults: float32, batches of 32.
    """
    from sentence_transformers import SentenceTransformer

    build_embedded_model(settings.model_dir)
    encoder = OnnxEncoder(settings.model_dir, settings.threads)
    baseline = SentenceTransformer(str(settings.model_dir), device="cpu", local_files_only=True)
    texts = _texts(encoder)
    tokens = sum(encoder.count_tokens(texts))

    def encode_plainly(batch: list[str], prompt: str) -> None:
        baseline.encode(batch, prompt_name=prompt, show_progress_bar=False)

    bulk, bulk_plain = _medians(
        lambda: encoder.encode(texts), lambda: encode_plainly(texts, "passage"), _ROUNDS
    )
    query = SAMPLE[0]
    single, single_plain = _medians(
        lambda: encoder.embed_query(query), lambda: encode_plainly([query], "query"), _QUERIES
    )
    return {
        "tokens": tokens,
        "encoder_tokens_per_second": tokens / bulk,
        "baseline_tokens_per_second": tokens / bulk_plain,
        "throughput_ratio": bulk_plain / bulk,
        "encoder_query_ms": single * 1000,
        "baseline_query_ms": single_plain * 1000,
        "latency_ratio": single / single_plain,
    }


def _texts(encoder: OnnxEncoder) -> list[str]:
    """Sentences of the sample strung together to mixed lengths, the same on every call."""
    draw = random.Random(9001)
    texts = []
    for _ in range(_TEXTS):
        wanted = draw.randint(_SHORTEST, _LONGEST)
        words: list[str] = []
        while encoder.count_tokens([" ".join(words)])[0] < wanted:
            words += draw.choice(SAMPLE).split()
        while encoder.count_tokens([" ".join(words)])[0] > wanted:
            words.pop()
        texts.append(" ".join(words))
    return texts


def _medians(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Median seconds of both, run in turn after one warm-up of each."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for action, taken in zip((first, second), seconds, strict=True):
            start = time.perf_counter()
            action()
            if turn:
                taken.append(time.perf_counter() - start)
    return statistics.median(seconds[0]), statistics.median(seconds[1])
