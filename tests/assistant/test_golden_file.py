"""The golden questions are well formed, and their answers exist in the shipped corpus."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter

import pytest

from assistant.questions import Gold, Question
from corpus.model import Provision
from corpus.settings import SHIPPED_DOCUMENTS
from corpus.text import fold
from ingest.readers import is_readable
from ingest.steps import ReadRequest, read_document
from tests.golden import GOLDEN, load, split

pytestmark = pytest.mark.unit

AT_LEAST = {
    "staff": 90,
    "unaccented": 30,
    "noisy": 30,
    "steps": 30,
    "legal": 25,
    "edition": 15,
    "twopart": 10,
    "trap": 10,
    "offtopic": 20,
}
TO_REFUSE = {"trap", "offtopic"}
STANDARD = "tcvn-iso-9001-2015"
MAIN_CLAUSES = {"4", "5", "6", "7", "8", "9", "10"}

Corpus = dict[str, dict[str, Provision]]


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return load("all")


@pytest.fixture(scope="module")
def staff(questions: list[Question]) -> list[Question]:
    return [question for question in questions if question.category == "staff"]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Provisions of every shipped document, by path stem and locator."""
    provisions: Corpus = {}
    for path in sorted(filter(is_readable, SHIPPED_DOCUMENTS.rglob("*"))):
        parsed = read_document(ReadRequest(path, path.name))
        assert parsed.structured is not None, f"{path.name} has pages that were not read"
        assert path.stem not in provisions, f"two documents are called {path.stem}"
        provisions[path.stem] = {p.locator: p for p in parsed.structured.provisions}
    return provisions


def test_every_category_has_its_questions(questions: list[Question]) -> None:
    counts = Counter(question.category for question in questions)
    assert counts.keys() == AT_LEAST.keys()
    assert all(counts[category] >= least for category, least in AT_LEAST.items()), counts


def test_ids_and_texts_are_unique(questions: list[Question]) -> None:
    assert len({question.id for question in questions}) == len(questions)
    assert len({fold(question.text) for question in questions}) == len(questions)


def test_lines_are_plain_nfc_and_filed_under_their_category() -> None:
    for path in sorted(GOLDEN.glob("*.jsonl")):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert "\\u" not in text, path.name
        for line in text.splitlines():
            assert json.loads(line)["category"] == path.stem, line


def test_halves_are_about_equal_in_every_category(questions: list[Question]) -> None:
    halves = Counter((question.category, split(question.id)) for question in questions)
    for category in AT_LEAST:
        tune, held = halves[category, "tune"], halves[category, "held"]
        assert min(tune, held) >= 0.3 * (tune + held), (category, tune, held)


def test_halves_make_the_whole(questions: list[Question]) -> None:
    tune, held = ({question.id for question in load(half)} for half in ("tune", "held"))
    assert tune.isdisjoint(held)
    assert tune | held == {question.id for question in questions}
    assert split("staff-001") == "tune"


def test_gold_answers_exist(questions: list[Question], corpus: Corpus) -> None:
    missing = [
        (question.id, gold)
        for question in questions
        for gold in question.answers
        if gold.locator not in corpus.get(gold.document, {})
    ]
    assert not missing


def test_gold_answers_of_a_question_do_not_repeat(questions: list[Question]) -> None:
    for question in questions:
        assert len(set(question.answers)) == len(question.answers), question.id


def test_only_traps_and_foreign_questions_have_no_answer(questions: list[Question]) -> None:
    for question in questions:
        assert bool(question.answers) == (question.category not in TO_REFUSE), question.id


def test_unaccented_questions_have_no_diacritics(questions: list[Question]) -> None:
    unaccented = [question for question in questions if question.category == "unaccented"]
    assert all(question.text.isascii() for question in unaccented)


def test_staff_do_not_speak_in_titles(staff: list[Question], corpus: Corpus) -> None:
    told = [
        (question.id, provision.title)
        for question in staff
        for provision in (corpus[gold.document][gold.locator] for gold in question.answers)
        if provision.title and _syllables(provision.title) <= _syllables(question.text)
    ]
    assert not told


def test_staff_questions_cover_the_standard(staff: list[Question]) -> None:
    clauses = [[gold.locator for gold in q.answers if gold.document == STANDARD] for q in staff]
    assert sum(map(bool, clauses)) >= 0.6 * len(staff)
    assert {locator.split(".")[0] for found in clauses for locator in found} == MAIN_CLAUSES


def test_staff_questions_cover_the_procedures(staff: list[Question]) -> None:
    assert sum(any(map(_is_procedure, question.answers)) for question in staff) >= 30


def _is_procedure(gold: Gold) -> bool:
    return gold.document.startswith("QT-")


def _syllables(text: str) -> set[str]:
    words = "".join(c if c.isalpha() else " " for c in text.lower())
    return set(words.split())
