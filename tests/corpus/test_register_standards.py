"""Clause lists of both editions and their correspondence."""

from __future__ import annotations

import pytest

from corpus.registers import Correspondence, StandardRegister, load_correspondence, load_standard
from corpus.registers.standards import MandatoryKind

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def old() -> StandardRegister:
    return load_standard("2008")


@pytest.fixture(scope="module")
def new() -> StandardRegister:
    return load_standard("2015")


@pytest.fixture(scope="module")
def table(old: StandardRegister, new: StandardRegister) -> Correspondence:
    return load_correspondence(old, new)


def test_editions_have_their_clauses(old: StandardRegister, new: StandardRegister) -> None:
    assert (len(old.clauses), len(new.clauses)) == (67, 91)
    assert (old.code, new.code) == ("TCVN ISO 9001:2008", "TCVN ISO 9001:2015")
    assert "8.5.3" in old
    assert "9.4" not in old
    assert "10.2.2" in new
    assert old.get("9.4") is None


def test_another_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="2026"):
        load_standard("2026")


def test_the_2008_edition_requires_six_procedures_and_21_records(old: StandardRegister) -> None:
    procedures = old.mandatory(MandatoryKind.PROCEDURE)
    assert [item.clause for item in procedures] == [
        "4.2.3",
        "4.2.4",
        "8.2.2",
        "8.3",
        "8.5.2",
        "8.5.3",
    ]
    records = old.mandatory(MandatoryKind.RECORD)
    assert sorted(item.sequence or 0 for item in records) == list(range(1, 22))
    assert not next(item for item in records if item.sequence == 17).verified


def test_the_2015_edition_requires_documented_information(new: StandardRegister) -> None:
    assert len(new.mandatory()) == 26
    assert new.mandatory(MandatoryKind.PROCEDURE) == ()
    kept = {item.clause for item in new.mandatory(MandatoryKind.RETAIN)}
    assert {"7.2", "9.2.2", "9.3.3", "10.2.2"} <= kept


def test_an_untitled_clause_shows_its_parents_title(new: StandardRegister) -> None:
    title = new.title("9.2.2")
    assert (title.text, title.inherited) == ("Đánh giá nội bộ", True)
    own = new.title("9.2")
    assert (own.inherited, own.verified) == (False, True)
    with pytest.raises(KeyError):
        new.title("9.4")


def test_titles_from_memory_are_marked(old: StandardRegister) -> None:
    assert not old.title("4.2.3").verified
    assert old.title("4.2").verified


def test_children_and_levels(new: StandardRegister) -> None:
    assert [clause.number for clause in new.children("7.5")] == ["7.5.1", "7.5.2", "7.5.3"]
    for clause in new.clauses:
        assert clause.level == clause.number.count(".") + 1


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("4.2.3", ("7.5.2", "7.5.3")),
        ("4.2.4", ("7.5.2", "7.5.3")),
        ("5.5.2", ("5.3",)),
        ("6", ("7.1",)),
        ("7.4", ("8.4",)),
        ("8.2.2", ("9.2",)),
        ("8.5.3", ("6.1",)),
        ("9.4", ()),
        ("4.2.9", ()),
    ],
)
def test_2008_to_2015(table: Correspondence, number: str, expected: tuple[str, ...]) -> None:
    assert table.to_2015(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("7.5.3", ("4.2.3", "4.2.4")),
        ("7.5.3.1", ("4.2.3", "4.2.4")),
        ("9.2.1", ("8.2.2",)),
        ("10.2.2", ("8.3", "8.5.2")),
        ("6.1.2", ("5.4.2", "8.5.3")),
        ("7", ("6",)),
        ("8.3.1", ("7.3.1",)),
        ("4.1", ()),
        ("4.2", ()),
        ("7.1.6", ()),
        ("8.5.6", ()),
        ("11", ()),
    ],
)
def test_2015_to_2008(table: Correspondence, number: str, expected: tuple[str, ...]) -> None:
    assert table.to_2008(number) == expected


def test_new_and_dropped_requirements(table: Correspondence) -> None:
    assert set(table.new) == {"4.1", "4.2", "7.1.6", "8.3.1", "8.5.6"}
    assert not table.new["8.5.6"].verified
    assert set(table.dropped) == {"4.2.2", "5.5.2", "8.5.3"}
    assert "phòng ngừa" in table.dropped["8.5.3"].why


def test_each_pair_keeps_its_own_flag(table: Correspondence) -> None:
    flags = {link.clause_2015: link.verified for link in table.links_of_2008("6.2")}
    assert flags == {"7.1.2": True, "7.2": False}


def test_both_ways_agree(
    table: Correspondence, old: StandardRegister, new: StandardRegister
) -> None:
    for link in table.links:
        assert link.clause_2015 in table.to_2015(link.clause_2008)
        assert link.clause_2008 in table.to_2008(link.clause_2015)
    assert all(table.to_2015(clause.number) for clause in old.clauses)
    lost = [c.number for c in new.clauses if not table.to_2008(c.number)]
    assert set(lost) <= {*table.new, "9", "10"} | {c for c in lost if "." in c}
