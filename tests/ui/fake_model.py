"""A chat model's server of the OpenAI kind on the loopback; a queue feeds what it says."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["FakeModel", "said", "serving_model"]


class FakeModel:
    """Says what is put: texts piece by piece, a number as the status of a refusal.

    `asked` is set when a request has come, `ended` when its answer has ended, by `finish` or
    by a client that left; `evidence` are the texts that the last request gave as evidence.
    """

    def __init__(self) -> None:
        self.url = ""
        self.asked = threading.Event()
        self.ended = threading.Event()
        self.evidence: list[str] = []
        self._pieces: queue.Queue[str | int | None] = queue.Queue()

    def put(self, *pieces: str | int | None) -> None:
        for piece in pieces:
            self._pieces.put(piece)

    def finish(self) -> None:
        self._pieces.put(None)

    def forget(self) -> None:
        """Begin anew: nothing put, nothing asked."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._pieces.get_nowait()
        self.asked.clear()
        self.ended.clear()

    def next(self) -> str | int | None:
        return self._pieces.get(timeout=30)


def said(sentence: str, quote: str, evidence: int) -> str:
    """Return a sentence as the model is asked to write it."""
    line = {"evidence": [evidence], "quotes": [quote], "sentence": sentence}
    return json.dumps(line, ensure_ascii=False) + "\n"


@contextlib.contextmanager
def serving_model() -> Iterator[FakeModel]:
    """Serve until the block ends."""
    model = FakeModel()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            data = json.loads(request["messages"][-1]["content"])
            model.evidence = [item["text"] for item in data.get("evidence", ())]
            model.ended.clear()
            model.asked.set()
            with contextlib.suppress(OSError, queue.Empty):
                self._answer(model.next())
            model.ended.set()

        def _answer(self, first: str | int | None) -> None:
            if isinstance(first, int):
                self.send_error(first)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self._say(first)

        def _say(self, piece: str | int | None) -> None:
            while isinstance(piece, str):
                delta = {"index": 0, "delta": {"role": "assistant", "content": piece}}
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0}
                self._event(json.dumps({**chunk, "model": "fake", "choices": [delta]}))
                piece = model.next()
            self._event("[DONE]")

        def _event(self, data: str) -> None:
            self.wfile.write(f"data: {data}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        model.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield model
        server.shutdown()
