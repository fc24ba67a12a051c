"""The library of the shipped corpus: what it says of clauses, laws and procedures on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.engine import Engine
from assistant.library import AttentionKind, Library, search
from assistant.library_reading import read_library
from corpus.model import Validity
from corpus.registers import load_correspondence, load_legal

pytestmark = pytest.mark.integration

TODAY = dt.date(2026, 8, 1)


@pytest.fixture(scope="module")
def library(engine: Engine) -> Library:
    return read_library(engine, load_legal(), load_correspondence(), TODAY)


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    truth = Path(__file__).parents[1] / "agency_truth.yaml"
    return yaml.safe_load(truth.read_text(encoding="utf-8"))["planted"]


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def test_exactly_the_planted_stale_bases_are_flagged(
    library: Library, planted: dict[str, Any]
) -> None:
    flagged = {
        _stem(item.row.name): (item.statement.number, item.statement.replaced_by[0])
        for item in library.attention
        if item.kind is AttentionKind.STALE_BASIS and item.statement
    }
    wanted = planted["stale_bases"].items()
    assert flagged == {stem: (fact["number"], fact["replaced_by"]) for stem, fact in wanted}
    assert {_stem(row.name) for row in library.documents if row.stale} == set(flagged)
    for stem, fact in wanted:
        row = next(row for row in library.documents if _stem(row.name) == stem)
        assert [basis.until for basis in row.stale] == [fact["since"]]


def test_cancelled_edition_and_shared_codes_need_attention(
    library: Library, planted: dict[str, Any]
) -> None:
    def stems(kind: AttentionKind) -> set[str]:
        return {_stem(item.row.name) for item in library.attention if item.kind is kind}

    assert stems(AttentionKind.OLD_EDITION) == set(planted["cites_edition_2008"])
    assert stems(AttentionKind.SHARED_CODE) == set(planted["duplicate_codes"]["QT-13"])


def test_nothing_was_stale_before_the_first_replacement(engine: Engine) -> None:
    early = read_library(engine, load_legal(), load_correspondence(), dt.date(2018, 6, 20))
    assert [row.name for row in early.documents if row.stale] == []
    not_yet = early.legal_row("118/2025/NĐ-CP")
    assert not_yet is not None
    assert not_yet.statement.status is Validity.NOT_YET


def test_clauses_stand_beside_their_counterparts_both_ways(library: Library) -> None:
    newest, oldest = library.editions
    assert (newest.edition, oldest.edition) == ("2015", "2008")
    clause = newest.clause("7.5.3")
    assert clause is not None
    assert [item.number for item in clause.counterparts] == ["4.2.3", "4.2.4"]
    assert all(item.verified for item in clause.counterparts)
    back = oldest.clause("4.2.3")
    assert back is not None
    assert "7.5.3" in [item.number for item in back.counterparts]
    assert back.mandatory
    assert oldest.statement.status is Validity.CANCELLED
    assert newest.documents
    assert newest.clause("9.4") is None


def test_new_and_dropped_clauses_say_so(library: Library) -> None:
    newest, oldest = library.editions
    changed = [edition.clause(number) for edition, number in ((newest, "4.1"), (oldest, "8.5.3"))]
    assert all(clause and clause.change for clause in changed)


def test_chain_of_replacements_is_dated_and_marks_what_was_not_seen(library: Library) -> None:
    row = library.legal_row("93/2007/qd-ttg")
    assert row is not None
    numbers = [step.number for step in row.chain]
    here = numbers.index("93/2007/QĐ-TTg")
    assert numbers[here:] == [
        "93/2007/QĐ-TTg",
        "09/2015/QĐ-TTg",
        "61/2018/NĐ-CP",
        "118/2025/NĐ-CP",
    ]
    assert [step.by for step in row.chain[here:]] == [*numbers[here + 1 :], None]
    assert not row.chain[here].by_verified
    assert row.chain[here + 1].by_verified
    assert row.chain[here + 1].end == dt.date(2018, 6, 21)
    assert row.chain[-1].status is Validity.IN_FORCE


def test_earlier_documents_name_what_replaced_them(library: Library) -> None:
    row = library.legal_row("30/2020/NĐ-CP")
    assert row is not None
    steps = {step.number: step.by for step in row.chain}
    assert steps["110/2004/NĐ-CP"] == "30/2020/NĐ-CP"
    assert steps["30/2020/NĐ-CP"] is None


def test_register_tells_which_texts_the_corpus_has(library: Library) -> None:
    with_text, without = library.legal_row("30/2020/NĐ-CP"), library.legal_row("61/2018/NĐ-CP")
    assert with_text is not None
    assert without is not None
    assert [document.code for document in with_text.documents] == ["30/2020/NĐ-CP"]
    assert without.documents == ()
    assert library.legal_row(with_text.documents[0].id) is with_text


def test_procedures_name_their_clauses_across_list_items_only(library: Library) -> None:
    row = next(row for row in library.documents if row.document.code == "QT-15")
    clauses = [("2015", number) for number in ("8.1", "8.2.3", "8.5.1", "8.5.6", "8.6")]
    assert list(row.clauses) == clauses
    assert [basis.number for basis in row.bases] == ["63/2010/NĐ-CP", "118/2025/NĐ-CP"]
    assert row.steps == 11


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("van thu", ["công tác văn thư"]),
        ("VĂN  THƯ", ["công tác văn thư"]),
        ("thu van", ["công tác văn thư", "văn bản thực hiện"]),
        ("ban th", ["văn bản thực hiện"]),
        ("an thu", []),
        ("", ["công tác văn thư", "văn bản thực hiện"]),
        ("(", []),
    ],
)
def test_search_prefers_the_words_as_they_stand(query: str, found: list[str]) -> None:
    assert search(query, ["công tác văn thư", "văn bản thực hiện"], str) == found
