"""Is a document in force on a day, why, and what replaced it."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from corpus.model import Document, DocumentKind, Validity
from corpus.registers import LegalRegister, RelationKind, StatusStatement, load_legal

pytestmark = pytest.mark.unit

COLLECTED = date(2026, 11, 22)


@pytest.fixture(scope="module")
def register() -> LegalRegister:
    return load_legal()


@pytest.mark.parametrize(
    ("number", "first", "successor"),
    [
        ("144/2006/QĐ-TTg", date(2014, 5, 18), "19/2014/QĐ-TTg"),
        ("110/2004/NĐ-CP", date(2020, 3, 5), "30/2020/NĐ-CP"),
        ("09/2015/QĐ-TTg", date(2018, 6, 21), "61/2018/NĐ-CP"),
        ("61/2018/NĐ-CP", date(2025, 7, 1), "118/2025/NĐ-CP"),
        ("107/2021/NĐ-CP", date(2025, 7, 1), "118/2025/NĐ-CP"),
        ("80/2015/QH13", date(2025, 4, 1), "64/2025/QH15"),
        ("34/2016/NĐ-CP", date(2025, 4, 1), "78/2025/NĐ-CP"),
    ],
)
def test_the_last_day_in_force_and_the_first_day_replaced(
    register: LegalRegister, number: str, first: date, successor: str
) -> None:
    before = register.status_on(number, first - timedelta(days=1))
    assert (before.status, before.in_force) == (Validity.IN_FORCE, True)
    after = register.status_on(number, first)
    assert (after.status, after.in_force, after.until) == (Validity.REPLACED, False, first)
    assert after.replaced_by[0] == successor
    assert successor in after.reason
    assert after.verified


@pytest.mark.parametrize(
    ("number", "first"),
    [
        ("19/2014/QĐ-TTg", date(2014, 5, 18)),
        ("30/2020/NĐ-CP", date(2020, 3, 5)),
        ("118/2025/NĐ-CP", date(2025, 7, 1)),
        ("136/2025/QH15", date(2026, 7, 1)),
        ("33/2024/QH15", date(2025, 7, 1)),
    ],
)
def test_effective_dates_are_the_first_day_in_force(
    register: LegalRegister, number: str, first: date
) -> None:
    before = register.status_on(number, first - timedelta(days=1))
    assert (before.status, before.in_force) == (Validity.NOT_YET, False)
    on_day = register.status_on(number, first)
    assert (on_day.status, on_day.in_force, on_day.since) == (Validity.IN_FORCE, True, first)
    assert register.status_on(number, COLLECTED).in_force is True


def test_the_chain_goes_on_to_what_applies_last(register: LegalRegister) -> None:
    statement = register.status_on("09/2015/QĐ-TTg", COLLECTED)
    assert statement.replaced_by == ("61/2018/NĐ-CP", "118/2025/NĐ-CP")
    assert statement.unverified_steps == ()
    assert "118/2025/NĐ-CP" in statement.reason


def test_an_unverified_replacement_lengthens_the_chain_but_decides_nothing(
    register: LegalRegister,
) -> None:
    statement = register.status_on("93/2007/QĐ-TTg", COLLECTED)
    assert (statement.status, statement.in_force) == (Validity.UNKNOWN, None)
    assert statement.replaced_by == ("09/2015/QĐ-TTg", "61/2018/NĐ-CP", "118/2025/NĐ-CP")
    assert statement.unverified_steps == ("09/2015/QĐ-TTg",)
    assert not statement.verified
    assert "chưa kiểm chứng" in statement.reason


def test_a_replacement_without_a_known_day_holds_from_when_it_was_seen(
    register: LegalRegister,
) -> None:
    number = "181/2003/QĐ-TTg"
    assert register.status_on(number, COLLECTED).status is Validity.REPLACED
    between = register.status_on(number, date(2010, 1, 1))
    assert (between.status, between.in_force) == (Validity.UNKNOWN, None)
    assert register.status_on(number, date(2003, 9, 3)).status is Validity.NOT_YET


def test_an_end_without_a_seen_replacement_says_so(register: LegalRegister) -> None:
    statement = register.status_on("17/2008/QH12", COLLECTED)
    assert (statement.status, statement.in_force) == (Validity.REPLACED, False)
    assert statement.unverified_steps == ("80/2015/QH13",)
    assert "chưa kiểm chứng" in statement.reason


def test_a_law_with_surviving_provisions_is_partly_in_force(register: LegalRegister) -> None:
    statement = register.status_on("01/2011/QH13", date(2025, 7, 1))
    assert (statement.status, statement.in_force) == (Validity.PARTLY, False)
    assert statement.replaced_by == ("33/2024/QH15",)
    assert any("Điều 65" in text for text in statement.exceptions)
    assert "vẫn còn áp dụng" in statement.reason
    before = register.status_on("01/2011/QH13", date(2025, 6, 30))
    assert (before.status, before.in_force) == (Validity.IN_FORCE, True)
    assert before.exceptions == ()


def test_a_law_seen_as_partly_in_force_is_so_from_its_first_amendment(
    register: LegalRegister,
) -> None:
    before = register.status_on("02/2011/QH13", date(2014, 6, 30))
    assert before.status is Validity.IN_FORCE
    after = register.status_on("02/2011/QH13", date(2014, 7, 1))
    assert (after.status, after.in_force) == (Validity.PARTLY, True)
    assert "42/2013/QH13" in after.reason


@pytest.mark.parametrize(
    ("number", "law"),
    [
        ("01/2018/TT-VPCP", "87/2025/QH15"),
        ("01/2011/TT-BNV", "Điều 154"),
        ("01/2013/NĐ-CP", "87/2025/QH15"),
        ("27/2011/TT-BKHCN", "144/2006/QĐ-TTg"),
        ("09/2011/TT-BKHCN", "144/2006/QĐ-TTg"),
    ],
)
def test_a_guide_whose_parent_ended_is_unsettled(
    register: LegalRegister, number: str, law: str
) -> None:
    statement = register.status_on(number, COLLECTED)
    assert (statement.status, statement.in_force) == (Validity.UNSETTLED, None)
    assert law in statement.reason


def test_a_guide_is_unsettled_from_the_day_its_parent_ended(register: LegalRegister) -> None:
    assert register.status_on("01/2018/TT-VPCP", date(2025, 6, 30)).status is Validity.UNKNOWN
    assert register.status_on("01/2018/TT-VPCP", date(2025, 7, 1)).status is Validity.UNSETTLED


def test_a_mere_amendment_ends_with_what_it_amends(register: LegalRegister) -> None:
    statement = register.status_on("154/2020/NĐ-CP", date(2025, 4, 1))
    assert (statement.status, statement.in_force) == (Validity.REPLACED, False)
    assert statement.replaced_by == ("78/2025/NĐ-CP",)
    assert "34/2016/NĐ-CP" in statement.reason


def test_an_amendment_lives_while_one_amended_document_does(register: LegalRegister) -> None:
    assert register.status_on("92/2017/NĐ-CP", COLLECTED).status is Validity.IN_FORCE


def test_a_law_that_also_amends_another_has_a_life_of_its_own(register: LegalRegister) -> None:
    assert register.status_on("42/2013/QH13", COLLECTED).status is Validity.IN_FORCE


def test_an_unknown_effective_date_is_not_made_up(register: LegalRegister) -> None:
    statement = register.status_on("26/2014/TT-BKHCN", COLLECTED)
    assert (statement.status, statement.in_force, statement.since) == (Validity.UNKNOWN, None, None)
    assert register.status_on("26/2014/TT-BKHCN", date(2014, 10, 9)).status is Validity.NOT_YET


def test_a_document_seen_in_use_is_in_force_until_its_known_end(register: LegalRegister) -> None:
    seen = register.status_on("110/2004/NĐ-CP", date(2015, 1, 1))
    assert (seen.status, seen.since) == (Validity.IN_FORCE, None)
    assert register.status_on("110/2004/NĐ-CP", date(2005, 1, 1)).status is Validity.UNKNOWN


def test_unverified_facts_never_warn(register: LegalRegister) -> None:
    for document in register.documents:
        statement = register.status_on(document.number, COLLECTED)
        if statement.status not in {Validity.REPLACED, Validity.CANCELLED}:
            continue
        ended = (
            document.expired
            or document.related(RelationKind.REPLACED_BY)
            or document.related(RelationKind.CANCELLED_BY)
            or (document.amendment and document.related(RelationKind.AMENDS))
        )
        assert ended, document.number


@pytest.mark.parametrize("number", ["187/2025/NĐ-CP", "5335/BKHCN-TĐC", "45/2020/NĐ-CP"])
def test_dates_from_memory_are_not_used(register: LegalRegister, number: str) -> None:
    document = register.get(number)
    assert document is not None
    assert (document.issued, document.effective) == (None, None)
    assert register.status_on(number, COLLECTED).status is Validity.UNKNOWN
    assert register.status_on(number, date(1990, 1, 1)).status is Validity.UNKNOWN


def test_the_2008_edition_is_cancelled_with_a_separate_word_on_the_transition(
    register: LegalRegister,
) -> None:
    statement = register.standard_status_on("2008", date(2015, 12, 31))
    assert (statement.status, statement.in_force) == (Validity.CANCELLED, False)
    assert statement.replaced_by == ("TCVN ISO 9001:2015",)
    assert "4108/QĐ-BKHCN" in statement.reason
    assert statement.notice is not None
    assert "TCVN ISO 9001:2015" in statement.notice
    assert "30/6/2021" in statement.notice
    assert "30/6/2021" not in statement.reason


def test_the_2008_edition_was_in_force_while_decision_19_named_it(register: LegalRegister) -> None:
    for day in (date(2014, 8, 25), date(2015, 12, 30)):
        statement = register.standard_status_on("2008", day)
        assert (statement.status, statement.in_force) == (Validity.IN_FORCE, True)
        assert statement.notice is None


def test_the_2015_edition_is_in_force_from_its_announcement(register: LegalRegister) -> None:
    assert register.standard_status_on("2015", date(2015, 12, 30)).status is Validity.NOT_YET
    statement = register.standard_status_on("2015", date(2015, 12, 31))
    assert (statement.status, statement.in_force) == (Validity.IN_FORCE, True)
    assert statement.notice is None


@pytest.mark.parametrize("number", ["999/2031/NĐ-CP", "không phải số hiệu", ""])
def test_a_document_outside_the_register_is_unknown(register: LegalRegister, number: str) -> None:
    statement = register.status_on(number, COLLECTED)
    assert (statement.status, statement.in_force) == (Validity.UNKNOWN, None)


def test_stubs_of_related_numbers_are_unknown(register: LegalRegister) -> None:
    stub = register.get("20/2008/NĐ-CP")
    assert stub is not None
    assert (stub.stub, stub.type, stub.issued) == (True, "Nghị định", date(2008, 2, 14))
    assert register.status_on(stub.number, COLLECTED).status is Validity.UNKNOWN


def test_every_statement_is_consistent(register: LegalRegister) -> None:
    for document in register.documents:
        for day in (date(2000, 1, 1), date(2014, 8, 25), date(2020, 6, 1), COLLECTED):
            _check(register.status_on(document.number, day))


def _check(statement: StatusStatement) -> None:
    open_question = statement.status in {Validity.UNSETTLED, Validity.UNKNOWN}
    assert (statement.in_force is None) == open_question
    assert statement.reason.endswith(".")
    assert set(statement.unverified_steps) <= set(statement.replaced_by)
    assert statement.number not in statement.replaced_by
    if statement.in_force and statement.until is not None:
        assert statement.on < statement.until
    if statement.status is Validity.IN_FORCE and statement.since is not None:
        assert statement.since <= statement.on


def test_a_statement_takes_well_under_a_millisecond(register: LegalRegister) -> None:
    started = time.perf_counter()
    for document in register.documents:
        register.status_on(document.number, COLLECTED)
    assert (time.perf_counter() - started) / len(register.documents) < 0.005


def stated(code: str, day: date, kind: DocumentKind = DocumentKind.LEGAL) -> Document:
    return Document("id", "Quyết định mẫu", code, kind, None, "/kho/a.docx", effective=day)


def test_before_a_stated_day_an_unlisted_document_is_not_in_force(register: LegalRegister) -> None:
    day = date(2026, 3, 1)
    later = stated("77/2026/QĐ-SM", day + timedelta(days=9))
    told = register.with_stated([later, stated("77/2026/QĐ-SM", day)])
    before = told.status_on("77/2026/qđ-sm", day - timedelta(days=1))
    assert (before.status, before.in_force) == (Validity.NOT_YET, False)
    assert "01/3/2026" in before.reason
    # Nobody has said whether it still holds.
    assert told.status_on("77/2026/QĐ-SM", day).status is Validity.UNKNOWN
    assert told.status_on("61/2018/NĐ-CP", COLLECTED) == register.status_on(
        "61/2018/NĐ-CP", COLLECTED
    )


def test_a_day_stated_after_the_end_of_a_document_does_not_revive_it(
    register: LegalRegister,
) -> None:
    told = register.with_stated([stated("09/2015/QĐ-TTg", date(2027, 1, 1))])
    assert told.status_on("09/2015/QĐ-TTg", COLLECTED) == register.status_on(
        "09/2015/QĐ-TTg", COLLECTED
    )


def test_a_stated_day_counts_instead_of_the_recorded_one(register: LegalRegister) -> None:
    day = date(2025, 9, 1)
    told = register.with_stated([stated("118/2025/NĐ-CP", day)])
    assert told.status_on("118/2025/NĐ-CP", date(2025, 8, 31)).status is Validity.NOT_YET
    assert told.status_on("118/2025/NĐ-CP", day).in_force
    assert register.status_on("118/2025/NĐ-CP", date(2025, 8, 31)).in_force


def test_only_legal_documents_with_a_number_enter_the_register(register: LegalRegister) -> None:
    day = date(2026, 3, 1)
    documents = [stated("QT-01", day, DocumentKind.PROCEDURE), stated("", day)]
    assert register.with_stated(documents) is register
