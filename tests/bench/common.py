"""What the benchmarks share: rows of the table, where they work, and how they ingest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from assistant.questions import Question, read_questions
from corpus.settings import Settings
from ingest.embedding import load_encoder
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.report import Report
from ingest.sources import named_sources
from tests.bench.alqac import write_laws, write_questions

__all__ = ["Place", "Row", "alqac_questions", "fresh", "laws_folder", "run_ingest"]


class Row(NamedTuple):
    """One line of the table: what was measured, the figure, and the bound it must meet."""

    what: str
    figure: str
    bound: str = ""


class Place(NamedTuple):
    """Where a benchmark works: a scratch folder, the checkout's data, external data."""

    scratch: Path
    data: Path
    shared: Path | None


def alqac_questions(place: Place, change: Callable[[str], str]) -> list[Question]:
    assert place.shared is not None
    return read_questions(write_questions(place.shared, place.scratch / "q.jsonl", change))


def laws_folder(place: Place) -> Path:
    assert place.shared is not None
    folder = place.scratch / "laws"
    write_laws(place.shared, folder)
    return folder


def fresh(place: Place, name: str, cache: Path | None = None) -> Settings:
    """Settings with an index of their own and, without `cache`, an empty vector cache."""
    if cache:
        return Settings(data=cache, index=place.scratch / f"{name}-index")
    data = place.scratch / f"{name}-data"
    data.mkdir()
    (data / "model").symlink_to(Settings(data=place.data).model_dir.resolve())
    return Settings(data=data, index=place.scratch / f"{name}-index")


def run_ingest(settings: Settings, folder: Path | None) -> Report:
    sources = named_sources([folder], None) if folder else []
    load = partial(load_encoder, settings)
    return ingest(Request(sources=sources), settings, load, QuietProgress())
