"""The ledger in the store: its table, its sums, requests that end in the middle."""

from __future__ import annotations

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from assistant.llm.client import Usage
from assistant.llm.ledger import Ledger, LlmRequest
from assistant.store import Base, Store
from corpus.errors import LanguageModelError
from corpus.settings import Settings

pytestmark = pytest.mark.integration


def test_migration_makes_the_table_as_declared(store: Store) -> None:
    with store.session() as session:
        found = compare_metadata(MigrationContext.configure(session.connection()), Base.metadata)
    assert [change for change in found if "llm_requests" in str(change)] == []


def test_request_that_breaks_off_stays_booked_with_what_it_used(store: Store) -> None:
    ledger = Ledger(store, Settings())
    with pytest.raises(ZeroDivisionError), ledger.request("m", Usage(100, 900)) as usage:
        usage.input_tokens, usage.output_tokens = 80, 5
        raise ZeroDivisionError
    assert ledger.spent().tokens == 85
    with store.session() as session:
        assert session.get_one(LlmRequest, 1).outcome == "interrupted"


def test_expected_tokens_count_while_a_request_runs(store: Store) -> None:
    ledger = Ledger(store, Settings(llm_tokens_a_day=1_500))
    with ledger.request("m", Usage(100, 900)) as usage:
        with pytest.raises(LanguageModelError, match="hạn mức"), ledger.request("m", Usage(600, 0)):
            pass
        usage.output_tokens = 10
    with ledger.request("m", Usage(600, 0)):
        pass
    assert ledger.spent().requests == 2


def test_requests_at_once_cannot_share_the_last_tokens(store: Store) -> None:
    ledger = Ledger(store, Settings(llm_tokens_a_day=1_000))
    start = threading.Barrier(6)
    passed: list[int] = []

    def ask() -> None:
        start.wait()
        try:
            with ledger.request("m", Usage(400, 0)):
                passed.append(1)
        except LanguageModelError:
            pass

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 2
