"""Start the browser pages: `python -m ui [--port N]`, on this machine only.

The port is `--port`, else the variable PORT, else 8501. Exit code 2 when it cannot be used.
"""

from __future__ import annotations

import argparse
import importlib
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from ui.messages import Text
from ui.offline import go_offline

__all__ = ["main"]

_ADDRESS = "127.0.0.1"
_PORT = "8501"
_HIGHEST_PORT = 65_535
_APP = Path(__file__).resolve().parent / "app.py"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the port and serve until interrupted; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ui", description=__doc__)
    parser.add_argument("--port", default=os.environ.get("PORT") or _PORT)
    given: str = parser.parse_args(arguments).port
    port = int(given) if given.isascii() and given.isdigit() else 0
    if not 1 <= port <= _HIGHEST_PORT:
        return _refuse(Text.PORT_INVALID.value.vi.format(port=given))
    if not _is_free(port):
        other = port + 1 if port < _HIGHEST_PORT else port - 1
        return _refuse(Text.PORT_TAKEN.value.vi.format(port=port, other=other))
    _serve(port)
    return 0


def _refuse(line: str) -> int:
    sys.stderr.write(line + "\n")
    return 2


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # A port whose last connections are still closing is free; Streamlit binds likewise.
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_ADDRESS, port))
        except OSError:
            return False
    return True


def _serve(port: int) -> None:
    go_offline()
    from streamlit.web.cli import main as streamlit

    from ui.loader import engine_host
    from ui.streaming import prepare_writing

    # The pages' modules are imported, and models start to load, before anyone opens a page.
    importlib.import_module("ui.chat")
    importlib.import_module("ui.library")
    prepare_writing(engine_host())

    options = {
        "server.address": _ADDRESS,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.enableStaticServing": "true",
        "browser.gatherUsageStats": "false",
        "runner.postScriptGC": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    streamlit(["run", str(_APP), *flags])


if __name__ == "__main__":
    sys.exit(main())
