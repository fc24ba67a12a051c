"""Questions in everyday words, on the shipped corpus and on near-duplicate procedures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from assistant.engine import Engine
from assistant.model import QueryOptions
from corpus.settings import Settings
from tests.assistant.near_duplicates import write_procedures
from tests.bench.common import Place, Row, fresh, run_ingest
from tests.bench.groups import groups
from tests.everyday import load, load_near_duplicates
from tests.everyday.services import (
    Placed,
    load_service_places,
    load_service_questions,
    write_services,
)

__all__ = ["everyday"]


def everyday(place: Place) -> list[Row]:
    """Measure questions of people who have not read the texts; nothing in them is easy to find."""
    settings = fresh(place, "everyday", cache=place.data)
    run_ingest(settings, None)
    engine = Engine.open(settings)
    rows: list[Row] = []
    for half in ("tune", "held"):
        rows += [Row(f"{half}, {name}", figure) for name, figure in groups(engine, load(half))]
    rows.append(_answered(place, engine))
    engine.close()
    near = _Procedures("near-duplicate procedures", write_procedures, load_near_duplicates())
    services = _Procedures("54 procedures of a commune", write_services, load_service_questions())
    rows += [_documents(place, near), _documents(place, services)]
    return [*rows, _places(fresh(place, services.folder, cache=place.data))]


def _answered(place: Place, engine: Engine) -> Row:
    """Tell how many questions are answered that the shipped corpus has nothing on, or little."""
    parts = [("on services of a commune", [text for text, _ in load_service_questions()])]
    if place.shared:
        path = place.shared / "questions" / "everyday_legal.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()[::2]
        parts.append(("on other laws", [json.loads(line)["question"] for line in lines]))
    shares = (
        f"{name} {fmean(not engine.ask(text).refused for text in texts):.3f}"
        for name, texts in parts
    )
    return Row("foreign questions answered over the shipped corpus", ", ".join(shares))


class _Procedures(NamedTuple):
    """Procedures that are much alike: what writes them, and (question, code) pairs."""

    name: str
    write: Callable[[Path], None]
    questions: list[tuple[str, str]]

    @property
    def folder(self) -> str:
        return self.name.replace(" ", "-")


def _documents(place: Place, procedures: _Procedures) -> Row:
    settings = fresh(place, procedures.folder, cache=place.data)
    folder = place.scratch / procedures.folder
    procedures.write(folder)
    run_ingest(settings, folder)
    engine = Engine.open(settings)
    options = QueryOptions(level="document", top_k=5)
    places, answered = [], 0
    for text, code in procedures.questions:
        answer = engine.ask(text, options)
        found = [Path(r.document.path).stem for r in answer.results]
        places.append(found.index(code) if code in found else None)
        answered += not answer.refused
    engine.close()
    first, five = (fmean(p in among for p in places) for among in ((0,), range(5)))
    figures = f"hit@1 {first:.4f}, recall@5 {five:.4f}, answered {answered / len(places):.4f}"
    return Row(f"{procedures.name}, documents", f"n {len(places)}, {figures}")


def _places(settings: Settings) -> Row:
    """Tell how often the part of the right procedure that answers comes first, and is cited."""
    engine = Engine.open(settings)
    questions = load_service_places()
    first, accepted, five, cited = [], [], [], []
    for placed in questions:
        answer = engine.ask(placed.question, QueryOptions(top_k=5))
        found = [_place_in(placed, r.document.path, r.locator) for r in answer.results]
        first.append(found[:1] == [2])
        accepted.append(found[:1] in ([1], [2]))
        five.append(2 in found)
        if answer.citations:
            places = [_place_in(placed, c.document.path, c.locator) for c in answer.citations]
            cited.append(fmean(place > 0 for place in places))
    engine.close()
    figures = (
        f"hit@1 {fmean(first):.4f}, with what else would do {fmean(accepted):.4f}, "
        f"recall@5 {fmean(five):.4f}, citation_precision {fmean(cited):.4f}"
    )
    return Row("54 procedures of a commune, parts", f"n {len(questions)}, {figures}")


def _place_in(placed: Placed, path: str, locator: str) -> int:
    """Return 2 for a place that answers, 1 for one that would do, 0 for any other."""
    if Path(path).stem != placed.code:
        return 0
    return 2 if locator in placed.locators else int(locator in placed.also)
