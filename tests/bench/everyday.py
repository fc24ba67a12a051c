"""Questions in everyday words, on the shipped corpus and on near-duplicate procedures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import fmean

from assistant.engine import Engine
from assistant.evaluation import evaluate
from assistant.model import QueryOptions
from assistant.questions import Question
from corpus.model import DocumentKind
from tests.assistant.near_duplicates import write_procedures
from tests.bench.common import Place, Row, fresh, run_ingest
from tests.everyday import load, load_near_duplicates

__all__ = ["everyday"]

_STANDARD = QueryOptions(kinds=frozenset({DocumentKind.STANDARD}), edition="2015")
_PROCEDURES = QueryOptions(kinds=frozenset({DocumentKind.PROCEDURE}))


def everyday(place: Place) -> list[Row]:
    """Measure questions of people who have not read the texts; nothing in them is easy to find."""
    settings = fresh(place, "everyday", cache=place.data)
    run_ingest(settings, None)
    engine = Engine.open(settings)
    rows: list[Row] = []
    for half in ("tune", "held"):
        asked = load(half)
        figures = evaluate(engine, asked, QueryOptions())
        groups = {"all": figures["overall"], **figures["categories"]}
        groups["clauses, among clauses"] = evaluate(engine, _on_clauses(asked), _STANDARD)[
            "overall"
        ]
        steps = [question for question in asked if question.category == "steps"]
        groups["steps, among procedures"] = evaluate(engine, steps, _PROCEDURES)["overall"]
        rows += [Row(f"{half}, {name}", _figure(group)) for name, group in groups.items()]
    engine.close()
    return [*rows, _near_duplicates(place)]


def _on_clauses(asked: list[Question]) -> list[Question]:
    """Return the questions that a clause of 2015 answers, with that gold alone."""
    found = (
        replace(q, answers=tuple(a for a in q.answers if a.document == "tcvn-iso-9001-2015"))
        for q in asked
    )
    return [question for question in found if question.answers]


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


def _figure(group: dict[str, float | int | None]) -> str:
    shown = {k: v for k, v in group.items() if v is not None and "seconds" not in k}
    return ", ".join(f"{name} {value}" for name, value in shown.items())
