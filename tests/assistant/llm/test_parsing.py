"""A model's answer read piece by piece, however it is written."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given as from_strategy
from hypothesis import strategies as st

from assistant.llm.parsing import MOST_CHARACTERS, MOST_PROPOSALS, Proposal, ProposalReader
from tests.assistant.llm.playing import line

pytestmark = pytest.mark.unit

ONE = Proposal("Câu một.", (1,), ("nguyên văn",))
LINE = line("Câu một.", "nguyên văn")


def read(text: str, size: int = 3) -> list[Proposal]:
    reader = ProposalReader()
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    return [proposal for piece in pieces for proposal in reader.feed(piece)]


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        f"```json\n{LINE}```",
        f"Vâng, đây là câu trả lời:\n{LINE}Chúc bạn một ngày tốt!",
        f"[{LINE}]",
        f'{{"claims": [{LINE}]}}',
        json.dumps(json.loads(LINE), indent=2),
        f"<think>Thử {line('câu nháp', 'x')} đã</think>{LINE}",
        f'{{"sentence": "hỏng \n{LINE}',
        f'{{"sentence": }}\n{LINE}',
        '{"sentence": "Câu một.", "quotes": ["nguyên văn",], "evidence": [1,],}',
        '{"text": "Câu một.", "quote": "nguyên văn", "citations": "[1]"}',
        '{"sentence": "Câu một.", "quotes": "nguyên văn", "evidence": "1"}',
    ],
)
def test_whatever_stands_around_a_sentence(text: str) -> None:
    for size in (1, 7, 10_000):
        assert read(text, size) == [ONE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tôi không thể giúp việc này.",
        "[]",
        "{}",
        '{"sentence": 5}',
        '{"sentence": ""}',
        '{"sentence": null, "evidence": [1]}',
        '{"evidence": [1], "quotes": ["a"]}',
        "{" * 5_000,
        '{"sentence": "' + "a" * 20_000,
        '"' * 1_000,
        "<think>" + LINE,
    ],
)
def test_what_holds_no_sentence(text: str) -> None:
    assert read(text, 100) == []


def test_values_of_other_kinds_are_left_out() -> None:
    text = '{"sentence": "a", "evidence": [1, true, "2", 1.5, {"n": 3}], "quotes": [7, "b", null]}'
    assert read(text) == [Proposal("a", (1, 2), ("b",))]


def test_only_so_much_is_read() -> None:
    reader = ProposalReader()
    assert len(reader.feed(LINE * 50)) == MOST_PROPOSALS
    assert reader.full
    reader = ProposalReader()
    reader.feed("x" * (MOST_CHARACTERS + 1))
    assert reader.full
    assert reader.feed(LINE) == []


def test_unfinished_sentence_is_given_as_far_as_it_has_come() -> None:
    reader = ProposalReader()
    reader.feed('{"evidence": [1], "quotes": ["nguyên văn"], ')
    assert reader.unfinished() is None
    reader.feed('"sentence": "Trưởng phòng ')
    assert reader.unfinished() == Proposal("Trưởng phòng ", (1,), ("nguyên văn",))
    reader.feed("\\u00")
    assert reader.unfinished() == Proposal("Trưởng phòng ", (1,), ("nguyên văn",))
    reader.feed("e1 x\\")
    assert reader.unfinished() == Proposal("Trưởng phòng á x", (1,), ("nguyên văn",))
    (finished,) = reader.feed('""}')
    assert finished.sentence == 'Trưởng phòng á x"'
    assert reader.unfinished() is None


@from_strategy(
    st.text(alphabet=st.sampled_from('{}[]",:\\n\n sentence1evidquo<think>'), max_size=300)
)
def test_nothing_makes_it_fail(text: str) -> None:
    reader = ProposalReader()
    for char in text:
        reader.feed(char)
        reader.unfinished()


def test_time_is_linear_in_what_is_read() -> None:
    started = time.process_time()
    for text in ("{" * 40_000, '{"a":' * 10_000, '"{\n' * 13_000, "<think>" * 6_000):
        read(text, 50)
    assert time.process_time() - started < 5
