"""Evidence made from plain text, and a chat model that says what a test tells it to."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import threading
from collections.abc import AsyncIterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.llm import (
    Event,
    Finished,
    NumberedEvidence,
    Writer,
    number_evidence,
    rewrite,
)
from assistant.llm.gate import Gate
from assistant.model import Answer, Claim
from assistant.quotes import quotable
from corpus.model import Document, DocumentKind, Part, Provision, ProvisionKind
from corpus.registers import Registers, load_registers
from corpus.text import clean
from tests.assistant.llm.citing import cite

PROCEDURE = """5.2 Xem xét và phê duyệt
Trưởng phòng xem xét dự thảo trong 03 ngày làm việc kể từ ngày nhận.
Giám đốc phê duyệt tài liệu trước khi ban hành, không quá 05 ngày làm việc.
Văn thư không phát hành tài liệu khi chưa có chữ ký của Giám đốc.
Hồ sơ soát xét được lưu 5 năm tại Văn phòng."""

LAW = """Điều 4. Thời hạn
Thời hạn giải quyết lần đầu không quá 30 ngày, kể từ ngày thụ lý.
Nghị định này có hiệu lực từ ngày 05/3/2020 và thay thế Nghị định 110/2004/NĐ-CP."""

REVIEW, APPROVAL, RELEASE, KEPT = PROCEDURE.split("\n")[1:]
DECREE = LAW.split("\n")[2]

QUESTION = "Ai phê duyệt tài liệu trước khi ban hành, mất mấy ngày?"


@functools.cache
def registers() -> Registers:
    return load_registers()


def procedure(title: str = "Kiểm soát tài liệu", code: str | None = "QT-01") -> Document:
    return Document("qt-01", title, code, DocumentKind.PROCEDURE, None, "/kho/qt-01.docx")


def law() -> Document:
    title = "Về công tác văn thư"
    return Document("nd-30", title, "30/2020/NĐ-CP", DocumentKind.LEGAL, None, "/kho/nd-30.docx")


class Given:
    """An extractive answer over texts of our own, and its evidence."""

    def __init__(self, *sources: tuple[Document, str], question: str = QUESTION) -> None:
        self.provisions: dict[tuple[str, str], Provision] = {}
        claims, citations = [], []
        for n, (document, text) in enumerate(sources, 1):
            provision = _provision(document, clean(text))
            self.provisions[document.id, provision.locator] = provision
            citation = cite(n, document, quotable(provision)[0])
            citations.append(citation)
            said = f"{citation.label}: “{citation.quote}”"
            claims.append(Claim(document.kind, said, (n,)))
        self.answer = Answer(
            question=question,
            normalized=question,
            refused=False,
            confidence=0.9,
            claims=tuple(claims),
            citations=tuple(citations),
            results=(),
        )
        self.evidence: tuple[NumberedEvidence, ...] = number_evidence(
            self.answer, lambda document, locator: self.provisions[document, locator]
        )


def _provision(document: Document, text: str) -> Provision:
    number, _, title = text.partition("\n")[0].partition(" ")
    legal = document.kind is DocumentKind.LEGAL
    locator = "Điều 4" if legal else number
    kind = ProvisionKind.DIEU if legal else ProvisionKind.SECTION
    return Provision(locator, kind, title, 1, None, 1, Part.BODY, text)


class FakeChat(BaseChatModel):
    """Plays one turn a request: texts are said, errors raised, None waits for cancellation.

    True waits for a cancellation and forgets it, as `asyncio.wait_for` of Python 3.11 may. `left`
    is set when one has been obeyed.
    """

    turns: list[list[Any]]
    _asked: list[list[BaseMessage]] = PrivateAttr(default_factory=list)
    _cancelled: list[bool] = PrivateAttr(default_factory=list)
    _left: threading.Event = PrivateAttr(default_factory=threading.Event)

    @property
    def asked(self) -> list[list[BaseMessage]]:
        return self._asked

    @property
    def cancelled(self) -> list[bool]:
        return self._cancelled

    @property
    def left(self) -> threading.Event:
        return self._left

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _generate(self, *args: object, **kwargs: object) -> ChatResult:
        raise NotImplementedError

    async def _astream(
        self, messages: list[BaseMessage], *args: object, **kwargs: object
    ) -> AsyncIterator[ChatGenerationChunk]:
        self._asked.append(messages)
        for step in self.turns.pop(0):
            if isinstance(step, BaseException):
                raise step
            if step is True:
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.Event().wait()
                continue
            if step is None:
                try:
                    await asyncio.Event().wait()
                finally:
                    self._cancelled.append(True)
                    self._left.set()
            message = step if isinstance(step, AIMessageChunk) else AIMessageChunk(content=step)
            yield ChatGenerationChunk(message=message)


def line(sentence: str, quotes: str | Sequence[str], evidence: Sequence[object] = (1,)) -> str:
    """Return a line as a model is asked to write it."""
    listed = [quotes] if isinstance(quotes, str) else list(quotes)
    said = {"evidence": list(evidence), "quotes": listed, "sentence": sentence}
    return json.dumps(said, ensure_ascii=False) + "\n"


def played(given: Given, writer: Writer, gate: Gate) -> list[Event]:
    return list(rewrite(given.answer, given.evidence, writer, gate))


def final(events: Sequence[Event]) -> Answer:
    assert isinstance(events[-1], Finished)
    return events[-1].answer
