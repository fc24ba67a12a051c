"""A trainer's list of 500 questions, asked, kept answer by answer, read back."""

from __future__ import annotations

import os
import time
from itertools import cycle, islice

from assistant.engine import Engine
from assistant.store import Store
from assistant.training import Batches
from tests.bench.common import Place, Row, fresh, run_ingest
from tests.golden import load

__all__ = ["batch"]

_QUESTIONS = 500


def batch(place: Place) -> list[Row]:
    """Time a batch of 500 questions without a language model, as the page and command run it."""
    settings = fresh(place, "batch", cache=place.data)
    settings = settings.model_copy(update={"store": f"sqlite:///{place.scratch / 'store.db'}"})
    run_ingest(settings, None)
    engine, store = Engine.open(settings), Store.open(settings)
    batches = Batches(store)
    questions = list(islice(cycle(question.text for question in load("all")), _QUESTIONS))
    head = batches.create("Benchmark", questions)
    load_before, started, worked = os.getloadavg()[0], time.perf_counter(), time.process_time()
    done = batches.run(head.id, engine)
    wall, cpu = time.perf_counter() - started, time.process_time() - worked
    asking = sum(item.answer.seconds for item in batches.read(head.id).items if item.answer)
    engine.close()
    store.close()
    return [
        Row("questions settled", f"{done.done} ({done.failed} failed)", str(_QUESTIONS)),
        Row("load average before", f"{load_before:.1f}"),
        Row("wall time", f"{wall:.0f} s", "< 120 s"),
        Row("processor time", f"{cpu:.0f} s"),
        Row("wall time over the engine's own", f"{wall / asking:.2f}", "<= 1.2"),
    ]
