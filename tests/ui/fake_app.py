"""The real pages over the fake engine: `streamlit run tests/ui/fake_app.py`.

`?mode=` chooses how the engine opens; `gate` waits until the test writes the file `gate`.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import cast

import streamlit as st

from assistant.engine import Engine
from corpus.errors import IndexMissingError, IndexOutdatedError
from tests.ui.fake_engine import FakeEngine
from ui.app import main
from ui.loader import EngineHost

FOLDER = Path(os.environ["ISO_TEST_FOLDER"])


def _open(mode: str) -> Engine:
    if mode == "gate":
        while not (FOLDER / "gate").exists():
            threading.Event().wait(0.05)
    if mode == "missing":
        raise IndexMissingError("Chưa có chỉ mục. Hãy chạy: python -m ingest")
    if mode == "outdated":
        raise IndexOutdatedError("Chỉ mục do bản cũ ghi. Hãy chạy: python -m ingest <b>x</b>")
    if mode == "broken":
        raise RuntimeError("secret detail of the machine")
    return cast(Engine, FakeEngine(FOLDER))


@st.cache_resource(show_spinner=False)
def _host(mode: str) -> EngineHost:
    return EngineHost(lambda: _open(mode))


main(lambda: _host(st.query_params.get("mode", "")))
