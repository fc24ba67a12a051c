"""An answer rewritten, and every way in which a model can fail to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from langchain_core.messages import AIMessageChunk

from assistant.llm import (
    Draft,
    Dropped,
    EvidenceFound,
    Finished,
    Rewriter,
    Silence,
    Verified,
    Writer,
    rewrite,
)
from assistant.llm.client import LanguageModel, Limits
from assistant.llm.gate import Gate
from assistant.store import Store
from corpus.errors import ConfigurationError
from corpus.settings import Settings
from tests.assistant.llm.playing import (
    APPROVAL,
    DECREE,
    KEPT,
    REVIEW,
    FakeChat,
    Given,
    final,
    line,
    played,
)

pytestmark = pytest.mark.unit

GOOD = line("Giám đốc phê duyệt tài liệu trước khi ban hành.", APPROVAL)
ALSO = line("Nghị định này có hiệu lực từ ngày 05/3/2020.", DECREE, [2])
LIE = line("Giám đốc phê duyệt trong 9 ngày làm việc.", APPROVAL)

WriterFor = Callable[..., Writer]


class StatusError(Exception):
    """What clients of providers raise: an exception with the status of the response."""

    def __init__(self, status_code: int) -> None:
        super().__init__(f"status {status_code}")
        self.status_code = status_code


def test_events_come_in_order_and_the_last_holds_the_answer(
    given: Given, gate: Gate, writer_for: WriterFor
) -> None:
    events = played(given, writer_for([*GOOD, LIE, ALSO]), gate)
    assert events[0] == EvidenceFound(given.answer, given.evidence)
    drafts = [event.text for event in events if isinstance(event, Draft)]
    assert drafts[0] == "Giám"
    assert drafts[1:3] == ["Giám đốc", "Giám đốc phê"]
    kinds = [type(event) for event in events if not isinstance(event, Draft | Silence)]
    assert kinds == [EvidenceFound, Verified, Dropped, Verified, Finished]
    answer = final(events)
    assert answer.mode == "llm"
    assert [claim.text for claim in answer.claims] == [
        "Giám đốc phê duyệt tài liệu trước khi ban hành.",
        "Nghị định này có hiệu lực từ ngày 05/3/2020.",
    ]
    assert [(c.n, c.quote) for c in answer.citations] == [(1, APPROVAL), (2, DECREE)]
    assert answer.citations[1].status is given.answer.citations[1].status
    assert answer.dropped == ("nêu con số không có trong chứng cứ",)
    assert any("Đã bỏ 1 trong 3 câu" in notice for notice in answer.notices)


def test_evidence_that_the_model_passes_over_keeps_its_claim(
    given: Given, gate: Gate, writer_for: WriterFor
) -> None:
    answer = final(played(given, writer_for([GOOD]), gate))
    assert answer.claims[0].text == "Giám đốc phê duyệt tài liệu trước khi ban hành."
    assert answer.claims[1] == given.answer.claims[1]
    assert answer.citations[1] == given.answer.citations[1]


def test_another_quote_of_the_same_evidence_gets_a_number_of_its_own(
    given: Given, gate: Gate, writer_for: WriterFor
) -> None:
    text = GOOD + line("Hồ sơ soát xét được lưu 5 năm tại Văn phòng.", KEPT)
    events = played(given, writer_for([text]), gate)
    answer = final(events)
    assert [(c.n, c.quote) for c in answer.citations if c.n != 2] == [(1, APPROVAL), (3, KEPT)]
    assert [claim.citations for claim in answer.claims] == [(1,), (3,), (2,)]
    verified = [event for event in events if isinstance(event, Verified)]
    for event in verified:
        assert event.claim in answer.claims
        assert set(event.citations) <= set(answer.citations)


def test_same_sentence_twice_is_said_once(given: Given, gate: Gate, writer_for: WriterFor) -> None:
    answer = final(played(given, writer_for([GOOD * 3]), gate))
    assert len(answer.claims) == 2


def test_several_quotes_carry_one_sentence(given: Given, gate: Gate, writer_for: WriterFor) -> None:
    said = "Trưởng phòng xem xét dự thảo, Giám đốc phê duyệt tài liệu trước khi ban hành."
    answer = final(played(given, writer_for([line(said, [REVIEW, APPROVAL])]), gate))
    assert answer.mode == "llm"
    assert [c.quote for c in answer.citations if c.n in answer.claims[0].citations] == [
        REVIEW,
        APPROVAL,
    ]


@pytest.mark.parametrize(
    ("turn", "reason"),
    [
        ([""], "không đưa ra câu nào dùng được"),
        ([], "không kết nối được"),
        (["Xin lỗi, tôi không thể trả lời."], "không đưa ra câu nào dùng được"),
        (['{"sentence": "Giám đốc'], "không đưa ra câu nào dùng được"),
        (["\x00\ud83d" + "}" * 50], "không đưa ra câu nào dùng được"),
        ([LIE], "viết quá nhiều điều không có căn cứ"),
        ([GOOD + LIE * 3], "viết quá nhiều điều không có căn cứ"),
        ([StatusError(401)], "từ chối yêu cầu"),
        ([StatusError(404)], "từ chối yêu cầu"),
        ([StatusError(400)], "từ chối yêu cầu"),
        ([GOOD, httpx.ReadError("gone")], "không kết nối được"),
        ([GOOD, ValueError("chunk")], "không kết nối được"),
        ([GOOD, httpx.ReadTimeout("slow")], "không trả lời kịp"),
    ],
)
def test_failure_gives_the_extractive_answer_and_says_so(
    given: Given, gate: Gate, writer_for: WriterFor, turn: list[Any], reason: str
) -> None:
    answer = final(played(given, writer_for(turn), gate))
    assert answer.mode == f"llm_failed: {reason}"
    assert answer.claims == given.answer.claims
    assert answer.citations == given.answer.citations
    assert answer.notices[-1] == (
        f"Mô hình ngôn ngữ {reason}; đây là câu trả lời trích nguyên văn."
    )


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("down"), StatusError(503), StatusError(429)]
)
def test_what_may_pass_is_tried_again(
    given: Given, gate: Gate, writer_for: WriterFor, failure: Exception
) -> None:
    chat = FakeChat(turns=[[failure], [GOOD + ALSO]])
    assert final(played(given, writer_for(chat=chat), gate)).mode == "llm"
    assert len(chat.asked) == 2


def test_pauses_between_tries_grow(
    given: Given, gate: Gate, writer_for: WriterFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def pass_by(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("assistant.llm.client.asyncio.sleep", pass_by)
    turns = [[StatusError(503)] for _ in range(7)]
    writer = writer_for(chat=FakeChat(turns=[*turns, [GOOD]]), limits=Limits(5.0, 5.0, 8))
    played(given, writer, gate)
    longest = [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert len(pauses) == len(longest)
    # Each is spread over a range of its own, so that many users do not come back together.
    assert all(most / 2 <= pause <= most for pause, most in zip(pauses[:5], longest, strict=False))
    assert max(pauses) <= longest[-1]


def test_tries_end(given: Given, gate: Gate, writer_for: WriterFor) -> None:
    chat = FakeChat(turns=[[StatusError(503)], [StatusError(503)], [GOOD]])
    writer = writer_for(chat=chat, limits=Limits(5.0, 5.0, 2))
    assert final(played(given, writer, gate)).mode == "llm_failed: không kết nối được"
    assert len(chat.asked) == 2


def test_request_that_was_declined_is_not_repeated(
    given: Given, gate: Gate, writer_for: WriterFor
) -> None:
    chat = FakeChat(turns=[[StatusError(400)], [GOOD]])
    played(given, writer_for(chat=chat), gate)
    assert len(chat.asked) == 1


@pytest.mark.parametrize(
    ("turn", "limits"),
    [([None], Limits(0.05, 5.0, 3)), ([GOOD, None], Limits(5.0, 0.2, 3))],
)
def test_slow_model_is_not_waited_for(
    given: Given, gate: Gate, writer_for: WriterFor, turn: list[Any], limits: Limits
) -> None:
    chat = FakeChat(turns=[turn])
    writer = writer_for(chat=chat, limits=limits)
    answer = final(played(given, writer, gate))
    assert answer.mode == "llm_failed: không trả lời kịp"
    assert answer.claims == given.answer.claims
    writer.model.close()
    assert chat.cancelled == [True]


def test_leaving_cancels_the_request(given: Given, gate: Gate, writer_for: WriterFor) -> None:
    chat = FakeChat(turns=[[GOOD, None]])
    writer = writer_for(chat=chat)
    events = rewrite(given.answer, given.evidence, writer, gate)
    while not isinstance(next(events), Verified):
        pass
    events.close()
    writer.model.close()
    assert chat.cancelled == [True]
    assert writer.ledger.spent().requests == 1


def test_leaving_a_silent_model_cancels_the_request(
    given: Given, gate: Gate, writer_for: WriterFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.llm.client._PULSE", 0.01)
    chat = FakeChat(turns=[[None]])
    writer = writer_for(chat=chat)
    events = rewrite(given.answer, given.evidence, writer, gate)
    while not isinstance(next(events), Silence):
        pass
    events.close()
    writer.model.close()
    assert chat.cancelled == [True]


def test_leaving_a_model_that_shows_nothing_cancels_the_request(
    given: Given, gate: Gate, writer_for: WriterFor
) -> None:
    """Blanks without end come faster than any pause in which one could leave."""
    chat = FakeChat(turns=[[" ", " ", " ", None]])
    writer = writer_for(chat=chat)
    events = rewrite(given.answer, given.evidence, writer, gate)
    assert [type(next(events)) for _ in range(4)] == [EvidenceFound, Silence, Silence, Silence]
    events.close()
    writer.model.close()
    assert chat.cancelled == [True]


def test_leaving_cancels_until_the_request_has_ended(
    given: Given, gate: Gate, writer_for: WriterFor
) -> None:
    """A cancellation that is forgotten must not leave the model writing for nobody."""
    chat = FakeChat(turns=[[GOOD, True, True, None]])
    events = rewrite(given.answer, given.evidence, writer_for(chat=chat), gate)
    while not isinstance(next(events), Verified):
        pass
    events.close()
    assert chat.left.wait(5)


def test_enough_has_been_read(given: Given, gate: Gate, writer_for: WriterFor) -> None:
    """A model that never stops is cut off."""
    chat = FakeChat(turns=[[GOOD * 20, None]])
    writer = writer_for(chat=chat)
    assert final(played(given, writer, gate)).mode == "llm"


def test_refusal_is_not_rewritten(gate: Gate, writer_for: WriterFor) -> None:
    from dataclasses import replace

    given = Given()
    refused = replace(given.answer, refused=True)
    chat = FakeChat(turns=[])
    events = list(rewrite(refused, (), writer_for(chat=chat), gate))
    assert events == [EvidenceFound(refused, ()), Finished(refused)]
    assert chat.asked == []


def test_tokens_and_cost_are_booked(given: Given, gate: Gate, writer_for: WriterFor) -> None:
    counted = AIMessageChunk(
        content="",
        usage_metadata={"input_tokens": 700, "output_tokens": 50, "total_tokens": 750},
    )
    prices = Settings(llm_input_price=2.0, llm_output_price=10.0)
    writer = writer_for([GOOD, counted], settings=prices)
    played(given, writer, gate)
    spent = writer.ledger.spent()
    assert (spent.requests, spent.tokens) == (1, 750)
    assert spent.cost == pytest.approx((700 * 2 + 50 * 10) / 1e6)
    assert writer.ledger.spent(dt.date(2020, 1, 1)).tokens == 0


def test_tokens_are_estimated_where_the_server_counts_none(
    given: Given, gate: Gate, writer_for: WriterFor
) -> None:
    writer = writer_for([GOOD])
    played(given, writer, gate)
    assert writer.ledger.spent().tokens > len(GOOD) // 3 + 300


@pytest.mark.parametrize(
    "ceiling",
    [{"llm_tokens_a_day": 100}, {"llm_cost_a_day": 0.0001, "llm_input_price": 5.0}],
)
def test_ceiling_of_the_day_holds(
    given: Given, gate: Gate, writer_for: WriterFor, ceiling: dict[str, Any]
) -> None:
    chat = FakeChat(turns=[[GOOD]])
    writer = writer_for(chat=chat, settings=Settings(**ceiling))
    answer = final(played(given, writer, gate))
    assert answer.mode == "llm_failed: đã hết hạn mức hôm nay"
    assert answer.claims == given.answer.claims
    assert chat.asked == []
    assert writer.ledger.spent().requests == 0


def test_without_a_configured_model_there_is_no_rewriter(store: Store) -> None:
    assert Rewriter.open(Settings(llm_model=None), None, store) is None  # type: ignore[arg-type] # no engine


def test_provider_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigurationError, match="nhà cung cấp"):
        LanguageModel.open(Settings(llm_model="m", llm_provider="không-có"))


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_configured_model_opens_without_a_connection(provider: str) -> None:
    settings = Settings(llm_model="m", llm_provider=provider, llm_url="http://127.0.0.1:9/v1")
    model = LanguageModel.open(settings)
    assert model.name == "m"
    model.close()


def test_key_does_not_show(given: Given, gate: Gate, writer_for: WriterFor) -> None:
    settings = Settings(llm_model="m", llm_key="bí-mật-123")  # type: ignore[arg-type] # read as SecretStr
    assert "bí-mật-123" not in repr(settings)
