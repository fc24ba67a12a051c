"""Truth of citations: what is quoted stands there, is in force or says not, and answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.engine import Engine
from assistant.evaluation import figures
from assistant.model import Answer, Citation, QueryOptions
from assistant.outcomes import GoldPlaces
from assistant.questions import Question
from corpus.errors import UnknownDocumentError
from corpus.settings import Settings
from corpus.text import syllables
from tests.bench.common import Place, Row, fresh, laws_folder, run_ingest
from tests.golden import load, split

__all__ = ["citations", "containment", "truth"]

_AT = 3
"""Citations among which a short answer is looked for."""


def citations(place: Place) -> list[Row]:
    """Check every citation of the golden set, and short answers on the public law set."""
    settings = fresh(place, "citations", cache=place.data)
    run_ingest(settings, None)
    engine = Engine.open(settings)
    questions = load("all")
    answers = [engine.ask(question.text) for question in questions]
    rows = truth(engine, answers) + _agreement(engine, questions, answers)
    engine.close()
    return rows + _short_answers(place)


def truth(engine: Engine, answers: Iterable[Answer]) -> list[Row]:
    """Return what is checked without gold: quotes, locators, labels of validity."""
    cited = [citation for answer in answers for citation in answer.citations]
    existing = [citation for citation in cited if _text(engine, citation) is not None]
    verbatim = [
        citation
        for citation in existing
        if (_text(engine, citation) or "")[citation.start : citation.end] == citation.quote
    ]
    unlabelled = [c for c in cited if c.in_force is False and not c.notice]
    return [
        Row("citations checked", str(len(cited))),
        Row("cited locator exists", _percent(len(existing), len(cited)), "100%"),
        Row("quote verbatim", _percent(len(verbatim), len(cited)), "100%"),
        Row("out of force without a label", str(len(unlabelled)), "0"),
    ]


def containment(answer: Answer, span: str) -> bool:
    """Tell whether one of the first citations of an answer holds a short answer."""
    wanted = f" {' '.join(syllables(span))} "
    quotes = (f" {' '.join(syllables(citation.quote))} " for citation in answer.citations[:_AT])
    return any(wanted in quote for quote in quotes)


def _agreement(
    engine: Engine, questions: Sequence[Question], answers: Sequence[Answer]
) -> list[Row]:
    places = GoldPlaces(engine)
    outcomes = [
        places.outcome(question, answer)
        for question, answer in zip(questions, answers, strict=True)
    ]
    rows = []
    for half in ("tune", "held"):
        found = figures([o for o in outcomes if split(o.id) == half])["overall"]
        for name, bound in (
            ("citation_precision", ">= 0.95"),
            ("citation_recall", ">= 0.90"),
            ("refusal_precision", ">= 0.90"),
            ("refusal_recall", ">= 0.90"),
        ):
            shown = bound if half == "held" else ""
            rows.append(Row(f"{half}: {name.replace('_', ' ')}", f"{found[name]:.3f}", shown))
    return rows


def _short_answers(place: Place) -> list[Row]:
    if not place.shared:
        return [Row("short answers need the external test data", "not run")]
    settings = Settings(data=place.data, index=place.scratch / "citations-alqac-index")
    run_ingest(settings, laws_folder(place))
    engine = Engine.open(settings)
    hits = quotes = 0
    questions = _spans_in_their_article(engine, place.shared)
    for question, span in questions:
        answer = engine.ask(question, QueryOptions())
        hits += containment(answer, span)
        quotes += len(answer.citations)
    engine.close()
    return [
        Row("alqac2022: answers that stand in their article", str(len(questions))),
        Row("alqac2022: citations an answer", f"{quotes / len(questions):.2f}"),
        Row(
            f"alqac2022: answer in the first {_AT} citations",
            f"{hits / len(questions):.3f}",
            ">= 0.80",
        ),
    ]


def _spans_in_their_article(engine: Engine, shared: Path) -> list[tuple[str, str]]:
    """Return the questions whose gold answer stands word for word in a gold article."""
    documents = {Path(document.path).stem: document.id for document in engine.documents()}
    found = []
    for entry in json.loads((shared / "alqac2022" / "question.json").read_text(encoding="utf-8")):
        text = "\n".join(
            engine.unit_text(
                documents[article["law_id"].replace("/", "_")], f"Điều {article['article_id']}"
            )
            for article in entry["relevant_articles"]
        )
        span = " ".join(syllables(entry["answer"]))
        if span and f" {span} " in f" {' '.join(syllables(text))} ":
            found.append((entry["text"], entry["answer"]))
    return found


def _text(engine: Engine, citation: Citation) -> str | None:
    try:
        return engine.passage(citation.document.id, citation.locator).provision.text
    except UnknownDocumentError:
        return None


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"
