"""Servers of the pages and a Chromium that drives them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.embedding_fixture import model_folder
from tests.ui.driving import HERE, Server, Visit, free_port, serving

__all__ = ["model_folder"]

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def fake_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real pages over the fake engine."""
    folder, port = tmp_path_factory.mktemp("fake"), free_port()
    command = ["-m", "streamlit", "run", str(HERE / "fake_app.py"), f"--server.port={port}"]
    settings = {"ISO_TEST_FOLDER": str(folder), "ISO_DATA": str(folder / "data")}
    with serving(command, port, folder, settings) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _CHROMIUM)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens pages; each is closed after the test."""
    contexts = []

    def start(server: Server, width: int = 1280, height: int = 900) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit = Visit(context.new_page(), server.url)
        visit.page.on("request", lambda it: visit.record(it.url))
        visit.page.on("websocket", lambda it: visit.record(it.url))
        visit.page.on("dialog", lambda it: (visit.dialogs.append(it.message), it.dismiss()))
        return visit

    yield start
    for context in contexts:
        context.close()
