"""Questions in everyday words, on the shipped corpus and on near-duplicate procedures."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

from assistant.engine import Engine
from assistant.model import QueryOptions
from tests.assistant.near_duplicates import write_procedures
from tests.bench.common import Place, Row, fresh, run_ingest
from tests.bench.groups import groups
from tests.everyday import load, load_near_duplicates

__all__ = ["everyday"]


def everyday(place: Place) -> list[Row]:
    """Measure questions of people who have not read the texts; nothing in them is easy to find."""
    settings = fresh(place, "everyday", cache=place.data)
    run_ingest(settings, None)
    engine = Engine.open(settings)
    rows: list[Row] = []
    for half in ("tune", "held"):
        rows += [Row(f"{half}, {name}", figure) for name, figure in groups(engine, load(half))]
    engine.close()
    return [*rows, _near_duplicates(place)]


def _near_duplicates(place: Place) -> Row:
    settings = fresh(place, "near-duplicates", cache=place.data)
    folder = place.scratch / "near-duplicates"
    write_procedures(folder)
    run_ingest(settings, folder)
    engine = Engine.open(settings)
    options = QueryOptions(level="document", top_k=5)
    places = []
    for text, code in load_near_duplicates():
        found = [Path(r.document.path).stem for r in engine.ask(text, options).results]
        places.append(found.index(code) if code in found else None)
    engine.close()
    first, five = (fmean(p in among for p in places) for among in ((0,), range(5)))
    what = "near-duplicate procedures, documents"
    return Row(what, f"n {len(places)}, hit@1 {first:.4f}, recall@5 {five:.4f}")
