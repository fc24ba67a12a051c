"""Records every address that Python code in a server under test looks up or connects to.

Put on PYTHONPATH of the server; one line an event goes to the file ISO_TEST_CONNECTIONS.
"""

from __future__ import annotations

import os
import sys

_LOG = os.environ["ISO_TEST_CONNECTIONS"]


def _write(event: str, target: object) -> None:
    with open(_LOG, "a", encoding="utf-8") as log:
        log.write(f"{event}\t{target}\n")


def _record(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        target = arguments[0]
    elif event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        target = address[0] if isinstance(address, tuple) else f"local:{address!r}"
    else:
        return
    _write(event, target)


_write("recording", "127.0.0.1")
sys.addaudithook(_record)
