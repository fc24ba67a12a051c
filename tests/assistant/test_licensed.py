"""A licensed copy of the standard takes over from the shipped notes on its edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import Engine
from corpus.settings import SHIPPED_DOCUMENTS, Settings
from ingest.embedding import Encoder
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources

pytestmark = pytest.mark.integration

COPY = """---
kind: standard
code: TCVN ISO 9001:2015
edition: "2015"
title: TCVN ISO 9001:2015 bản của cơ quan
---

## 7 Hỗ trợ

### 7.5 Thông tin dạng văn bản

#### 7.5.2 Tạo lập và cập nhật

Câu mẫu thử: thông tin dạng văn bản phải được soát xét và phê duyệt.

#### 7.5.3 Kiểm soát thông tin dạng văn bản

Câu mẫu thử: thông tin dạng văn bản phải sẵn có nơi cần dùng.
"""


@pytest.fixture(scope="module")
def licensed(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings, encoder: Encoder
) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("licensed")
    (folder / "ban-cua-co-quan.md").write_text(COPY, encoding="utf-8")
    settings = Settings(data=shipped_settings.data, index=folder / "index")
    roots = [folder / "ban-cua-co-quan.md", SHIPPED_DOCUMENTS / "standard"]
    request = Request(sources=named_sources([Path(root) for root in roots], None))
    report = ingest(request, settings, lambda: encoder, QuietProgress())
    assert not report.failed
    engine = Engine.open(settings)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    "question", ["Ai phải soát xét, phê duyệt tài liệu trước khi dùng?", "Điều 7.5.2 quy định gì?"]
)
def test_the_copy_is_quoted_and_the_notes_stand_beside(licensed: Engine, question: str) -> None:
    answer = licensed.ask(question)
    first, *others = answer.citations
    assert not first.document.notes and first.locator == "7.5.2"
    assert first.quote.startswith("Câu mẫu thử") and "chú giải" not in first.label
    assert others and all(c.document.notes and "chú giải" in c.label for c in others)
    assert not answer.results[0].document.notes


def test_what_only_the_notes_hold_is_still_found_and_called_notes(licensed: Engine) -> None:
    answer = licensed.ask("Điều 7.1.6 quy định gì?")
    assert answer.citations and all(c.document.notes for c in answer.citations)
    assert all("chú giải của người biên soạn" in claim.text for claim in answer.claims)
