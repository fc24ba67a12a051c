"""Matching of staff questions to approved answers: paraphrases found, near misses left."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.engine import Engine
from assistant.model import Answer
from assistant.training import Approval, BankCitation, BankEntry, BankMatcher, Details
from tests.golden import load

pytestmark = pytest.mark.integration

PAIRS = Path(__file__).parent / "paraphrases.jsonl"
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def entry(number: int, answer: Answer) -> BankEntry:
    return BankEntry(
        id=number,
        question=answer.question,
        searched=answer.normalized,
        answer="",
        edited=False,
        citations=tuple(BankCitation(citation, "") for citation in answer.citations),
        evidence=answer.results,
        details=Details(),
        approval=Approval("Thư ký ISO", NOW),
        created=NOW,
        updated=NOW,
    )


@pytest.fixture(scope="module")
def golden(engine: Engine) -> dict[str, Answer]:
    wanted = {"staff", "steps", "legal"}
    return {q.id: engine.ask(q.text) for q in load() if q.category in wanted}


@pytest.fixture(scope="module")
def entries(golden: dict[str, Answer]) -> list[BankEntry]:
    return [entry(number, answer) for number, answer in enumerate(golden.values())]


@pytest.fixture(scope="module")
def matcher(engine: Engine, entries: list[BankEntry]) -> BankMatcher:
    return BankMatcher(engine.encoder, entries)


def test_most_paraphrases_are_found_and_hardly_a_near_miss(
    engine: Engine, matcher: BankMatcher, golden: dict[str, Answer]
) -> None:
    found, wrong, same = 0, [], 0
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        match = matcher.match(engine.ask(pair["question"]))
        same += pair["same"]
        if match is None:
            continue
        if pair["same"] and match.entry.question == golden[pair["of"]].question:
            found += 1
        else:
            wrong.append(pair["question"])
    assert wrong == []
    assert found >= 0.6 * same


def test_no_golden_question_is_given_the_answer_of_another(
    engine: Engine, entries: list[BankEntry], golden: dict[str, Answer]
) -> None:
    gold = {
        q.id: {(answer.document, answer.locator) for answer in q.answers}
        for q in load()
        if q.id in golden
    }
    ids = list(golden)
    for half in (0, 1):
        matcher = BankMatcher(engine.encoder, entries[half::2])
        for place in range(1 - half, len(ids), 2):
            match = matcher.match(golden[ids[place]])
            assert match is None or gold[ids[match.entry.id]] & gold[ids[place]]


def test_same_question_is_always_matched_and_a_draft_never(
    engine: Engine, entries: list[BankEntry], golden: dict[str, Answer]
) -> None:
    answer = next(iter(golden.values()))
    match = BankMatcher(engine.encoder, entries).match(answer)
    assert match is not None and match.entry is entries[0]
    assert match.approval == Approval("Thư ký ISO", NOW)
    draft = replace(entries[0], approval=None)
    assert BankMatcher(engine.encoder, [draft]).match(answer) is None
    assert BankMatcher(engine.encoder, []).match(answer) is None
