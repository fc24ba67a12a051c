"""A chat model behind deadlines: streamed, tried again with backoff, cancelled when nobody waits.

Any model of LangChain's will do. Requests run as tasks of one event loop in a thread of its
own, so a deadline holds even where the network hangs, and cancelling a task closes its
connection at once: the server stops writing.
"""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import time
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from assistant.llm.prompt import Message
from corpus.errors import ConfigurationError, LanguageModelError
from corpus.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages.ai import UsageMetadata

__all__ = ["BUSY", "DOWN", "REFUSED", "SLOW", "LanguageModel", "Limits", "Usage"]

SLOW = "không trả lời kịp"
DOWN = "không kết nối được"
REFUSED = "từ chối yêu cầu"
BUSY = "đang quá tải"

_AGAIN = frozenset({408, 409, 425, 429})
_SERVER_ERROR = 500
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
_PULSE = 0.5
"""Seconds of silence after which whoever reads is given control, so that they can leave."""

_CANCELS = 50
"""Times that a request which was left is cancelled before it is given up."""

_CHARACTERS_A_TOKEN = 2.0
"""Of Vietnamese text, where a server does not count; rather too many tokens than too few."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait for the first word and for the whole answer, tries of one request."""

    first: float
    whole: float
    attempts: int


@dataclass(slots=True)
class Usage:
    """Tokens of one request, as the server counted them or estimated from the text."""

    input_tokens: int = 0
    output_tokens: int = 0
    counted: bool = False

    def estimate(self, messages: Sequence[Message]) -> None:
        """Guess the tokens of a request before it is sent."""
        self.input_tokens = int(sum(len(text) for _, text in messages) / _CHARACTERS_A_TOKEN) + 1

    def take(self, counted: UsageMetadata | None, written: str) -> None:
        """Add what the server counted; until it does, guess from the text so far."""
        if counted:
            before = (self.input_tokens, self.output_tokens) if self.counted else (0, 0)
            self.input_tokens = before[0] + counted["input_tokens"]
            self.output_tokens = before[1] + counted["output_tokens"]
            self.counted = True
        elif not self.counted:
            self.output_tokens = int(len(written) / _CHARACTERS_A_TOKEN) + 1


_Piece = tuple[str, "UsageMetadata | None"]
_SILENCE: _Piece = ("", None)


class _Pieces:
    """What has come of an answer, handed from the loop's thread to the reader's."""

    def __init__(self) -> None:
        self.begun = False
        self._queue: queue.SimpleQueue[_Piece | None] = queue.SimpleQueue()

    def put(self, text: str, counted: UsageMetadata | None) -> None:
        self.begun = self.begun or bool(text)
        self._queue.put((text, counted))

    def end(self, _task: object) -> None:
        self._queue.put(None)

    def next(self, deadline: float) -> _Piece | None:
        """Return the next piece, `_SILENCE` after a while without one, None at the end.

        Raises `LanguageModelError` if it comes too late.
        """
        left = deadline - time.monotonic()
        try:
            return self._queue.get(timeout=max(0.0, min(left, _PULSE)))
        except queue.Empty as error:
            if left <= _PULSE:
                raise LanguageModelError(SLOW) from error
            return _SILENCE


class LanguageModel:
    """One configured model; safe to share between threads."""

    def __init__(self, model: BaseChatModel, name: str, limits: Limits) -> None:
        self.name = name
        self._model = model
        self._limits = limits
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="llm", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Make the model that ISO_LLM_* name; `ConfigurationError` if that cannot be done."""
        if not settings.llm_model:
            raise ConfigurationError("Chưa cấu hình mô hình ngôn ngữ. Hãy đặt ISO_LLM_MODEL.")
        limits = Limits(settings.llm_first_seconds, settings.llm_seconds, settings.llm_attempts)
        return cls(_chat_model(settings, settings.llm_model), settings.llm_model, limits)

    def close(self) -> None:
        """Cancel what is running and end the thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end)
            self._thread.join()
            self._loop.close()

    def _end(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_soon(self._loop.stop)

    def stream(
        self, messages: Sequence[Message], usage: Usage, limits: Limits | None = None
    ) -> Generator[str, None, None]:
        """Yield the answer's text piece by piece and count its tokens into `usage`.

        An empty piece comes twice a second while the model is silent. `limits` are those of
        this request, if they are others than the model's.

        Raises `LanguageModelError`, its message a reason to go on with "mô hình ngôn ngữ …",
        when the model is late, down or declines. Closing the iterator cancels the request.
        """
        pieces, limits = _Pieces(), limits or self._limits
        asking = self._ask(messages, pieces, limits.attempts)
        task = asyncio.run_coroutine_threadsafe(asking, self._loop)
        task.add_done_callback(pieces.end)
        usage.estimate(messages)
        last = time.monotonic() + limits.whole
        deadline = min(last, time.monotonic() + limits.first)
        written = ""
        try:
            while (piece := pieces.next(deadline)) is not None:
                text, counted = piece
                written += text
                usage.take(counted, written)
                if text:
                    deadline = last
                if text or piece is _SILENCE:
                    yield text
            _raise_failure(task)
        finally:
            task.cancel()

    async def _ask(self, messages: Sequence[Message], pieces: _Pieces, attempts: int) -> None:
        """Put the answer into `pieces`; try again while nothing of it has come."""
        for attempt in range(1, attempts + 1):
            task = asyncio.ensure_future(self._ask_once(messages, pieces))
            try:
                await asyncio.wait({task})
            finally:
                await _cancel(task)
            failure = task.exception()
            if failure is None:
                return
            if pieces.begun or attempt == attempts or not _may_pass(failure):
                raise failure
            # Spread, so that many users do not come back at the same moment.
            pause = _FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)
            await asyncio.sleep(min(_LONGEST_PAUSE, pause))

    async def _ask_once(self, messages: Sequence[Message], pieces: _Pieces) -> None:
        async for chunk in self._model.astream(list(messages)):
            pieces.put(str(chunk.text), chunk.usage_metadata)


async def _cancel(task: asyncio.Future[None]) -> None:
    """Cancel a request until it has ended.

    Once is not enough: `asyncio.wait_for`, under which clients read, forgets a cancellation that
    comes together with a piece (CPython issue 86296, mended in 3.12), and the model would go on
    writing for nobody.
    """
    for _ in range(_CANCELS):
        if task.done():
            return
        task.cancel()
        await asyncio.wait({task}, timeout=_PULSE / 5)


def _raise_failure(task: Future[None]) -> None:
    failure = task.exception() if not task.cancelled() else None
    if task.cancelled():
        raise LanguageModelError(DOWN)
    if failure is not None:
        raise LanguageModelError(_reason(failure)) from failure


def _reason(failure: BaseException) -> str:
    status = getattr(failure, "status_code", None)
    if isinstance(status, int) and status < _SERVER_ERROR:
        return REFUSED if status not in _AGAIN else BUSY
    return SLOW if "timeout" in type(failure).__name__.lower() else DOWN


def _may_pass(failure: BaseException) -> bool:
    """Tell whether trying again can help: not after a request that the server declined."""
    status = getattr(failure, "status_code", None)
    return not isinstance(status, int) or status >= _SERVER_ERROR or status in _AGAIN


def _chat_model(settings: Settings, name: str) -> BaseChatModel:
    """Make the model; the tries are ours, so those of the providers' clients are turned off."""
    import httpx
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0, "max_tokens": settings.llm_answer_tokens}
    if settings.llm_url:
        options["base_url"] = settings.llm_url
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    match settings.llm_provider:
        case "ollama":
            options["num_predict"] = options.pop("max_tokens")
            options["client_kwargs"] = {"timeout": settings.llm_seconds}
        case "openai":
            # A client of our own: LangChain shares its clients between event loops.
            options["http_async_client"] = httpx.AsyncClient(timeout=settings.llm_seconds)
            options |= {"api_key": key or "none", "max_retries": 0, "stream_usage": True}
        case _:
            options |= {"max_retries": 0, "timeout": settings.llm_seconds}
            options |= {"api_key": key} if key else {}
    try:
        model: BaseChatModel = init_chat_model(
            name, model_provider=settings.llm_provider, **options
        )
        return model
    except (ImportError, ValueError, TypeError) as error:
        raise ConfigurationError(
            f"Không mở được mô hình ngôn ngữ «{name}» của «{settings.llm_provider}»."
            " Hãy kiểm tra các biến ISO_LLM_* và gói của nhà cung cấp."
        ) from error
