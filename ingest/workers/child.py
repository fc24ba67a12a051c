"""The child's end: answer calls one after the other until the parent hangs up."""

from __future__ import annotations

import faulthandler
import json
import os
from typing import BinaryIO

from corpus.errors import AssistantError
from ingest.workers.limits import restrict_process
from ingest.workers.protocol import (
    Frame,
    ProtocolError,
    adapters,
    find_function,
    read_frame,
    write_frame,
)

__all__ = ["serve"]

_GRACE_SECONDS = 10.0
_DETAIL = 500


def serve(memory: int) -> int:
    """Answer calls on standard input until it ends; `memory` is the limit in bytes."""
    calls, replies = _take_standard_streams()
    restrict_process(memory)
    write_frame(replies, Frame.READY)
    while True:
        try:
            kind, body = read_frame(calls)
        except EOFError:
            return 0
        if kind is not Frame.CALL:
            raise ProtocolError(kind.name)
        write_frame(replies, *_answer(body))


def _take_standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the standard streams for calls and replies.

    What libraries print goes nowhere, and programs that they start cannot read calls.
    """
    calls, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return calls, replies


def _answer(body: bytes) -> tuple[Frame, bytes]:
    head, _, argument = body.partition(b"\n")
    call = json.loads(head)
    # The parent watches the clock; should it die first, nothing must run on for ever.
    faulthandler.dump_traceback_later(call["seconds"] + _GRACE_SECONDS, exit=True)
    try:
        function = find_function(call["function"])
        accepts, returns = adapters(function)
        return Frame.RESULT, returns.dump_json(function(accepts.validate_json(argument)))
    except AssistantError as error:
        return Frame.REFUSED, str(error).encode("utf-8", "replace")
    except MemoryError:
        return Frame.NO_MEMORY, b""
    except Exception as error:  # A hostile file can make a format library raise anything.
        return Frame.BROKEN, repr(error)[:_DETAIL].encode("utf-8", "replace")
    finally:
        faulthandler.cancel_dump_traceback_later()
