from __future__ import annotations

import pytest

from corpus.registers import load_asked_documents, load_foreign_passages
from corpus.registers.foreign_passages import beginnings

pytestmark = pytest.mark.unit


def test_the_shipped_file_is_drawn_from_the_invented_documents() -> None:
    assert load_foreign_passages() == tuple(beginnings(load_asked_documents()))


def test_a_beginning_has_its_heading_above_and_is_short() -> None:
    for text in load_foreign_passages():
        heading, beginning = text.split("\n")
        assert " › " in heading
        assert 5 <= len(beginning.split()) <= 30
