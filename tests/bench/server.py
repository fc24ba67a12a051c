"""The real server with an index: its resident memory after a question was asked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx
import psutil

from corpus.settings import Settings

__all__ = ["running_server", "server_memory"]

_START_SECONDS = 90
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def running_server(
    settings: Settings, extra: Mapping[str, str] | None = None
) -> Iterator[tuple[str, psutil.Process]]:
    """Run the chat server on a free port, `extra` in its environment; give address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "ISO_DATA": str(settings.data.resolve()),
        "ISO_INDEX": str(settings.index_dir.resolve()),
        **(extra or {}),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "--port", str(port)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield url, psutil.Process(process.pid)
    finally:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.terminate()
        process.terminate()
        process.wait(timeout=20)


def server_memory(settings: Settings, question: str) -> int:
    """Return the bytes that the server and its children hold after answering a question."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with running_server(settings) as (url, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.goto(url)
        box = page.get_by_test_id("stChatInputTextArea")
        box.wait_for(timeout=60_000)
        box.fill(question)
        box.press("Enter")
        page.locator(".marker").first.wait_for(timeout=60_000)
        browser.close()
        family = [process, *process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/_stcore/health", timeout=1).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise TimeoutError("the server did not start")
