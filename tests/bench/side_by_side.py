"""Our ranking beside the plain LangChain pipeline, on the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.engine import Engine
from assistant.model import QueryOptions
from assistant.questions import Question
from corpus.settings import Settings
from tests.bench.baseline import (
    Baseline,
    Piece,
    available,
    measures,
    split_articles,
    split_documents,
)
from tests.bench.common import Place, Row, alqac_questions, fresh, laws_folder, run_ingest
from tests.golden import load

__all__ = ["baseline"]


def baseline(place: Place) -> list[Row]:
    """Compare with the plain LangChain tutorial pipeline, same texts and model, in the same run."""
    if not place.shared:
        return [Row("needs the external test data", "not run")]
    if not available():
        return [Row("needs langchain-text-splitters", "not run")]
    laws = Settings(data=place.data, index=place.scratch / "alqac-index")
    run_ingest(laws, laws_folder(place))
    shipped = fresh(place, "golden", cache=place.data)
    run_ingest(shipped, None)
    rows = []
    engine = Engine.open(laws)
    texts = {
        path.stem: path.read_text(encoding="utf-8") for path in laws_folder(place).glob("*.txt")
    }
    pieces = split_articles(texts)
    rows += _beside(engine, "alqac2022, Điều", pieces, alqac_questions(place, str), "unit")
    engine.close()
    engine = Engine.open(shipped)
    named = {Path(document.path).stem: document.id for document in engine.documents()}
    pieces = split_documents(
        {stem: "\n".join(p.text for p in engine.provisions(id_)) for stem, id_ in named.items()}
    )
    answerable = [question for question in load("all") if question.answers]
    rows += _beside(engine, "golden, documents", pieces, answerable, "document")
    engine.close()
    return rows


def _beside(
    engine: Engine, name: str, pieces: Sequence[Piece], questions: Sequence[Question], level: str
) -> list[Row]:
    """Rank the units (or documents) for the questions by the baseline and by us."""
    unit = level == "unit"
    gold = [{(a.document, a.locator if unit else "") for a in q.answers} for q in questions]
    plain = Baseline(engine.encoder, pieces)
    ours = []
    for question in questions:
        results = engine.ask(question.text, QueryOptions(level=level)).results
        ours.append([(Path(r.document.path).stem, r.locator if unit else "") for r in results])
    pipelines = {
        "LangChain, dense": [plain.dense(question.text) for question in questions],
        "LangChain, with BM25": [plain.ensemble(question.text) for question in questions],
        "ours": ours,
    }
    return [
        Row(f"{name}: {pipeline}", ", ".join(f"{k} {v:.3f}" for k, v in found.items()))
        for pipeline, rankings in pipelines.items()
        if (found := measures(rankings, gold))
    ]
