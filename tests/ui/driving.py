"""A server process under test, and one browser page that drives it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

__all__ = [
    "HERE",
    "LOOPBACK",
    "PROJECT",
    "Server",
    "Visit",
    "free_port",
    "serving",
    "serving_documents",
]

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Server:
    """A running server; `folder` holds its documents, `log` what it connected to."""

    url: str
    folder: Path
    log: Path
    process: subprocess.Popen[bytes]

    def contacted(self) -> set[str]:
        """The hosts that the server's Python code looked up or connected to."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return {line.split("\t")[1] for line in lines}


@dataclass
class Visit:
    """One browser page on a server and what happened in it."""

    page: Page
    url: str
    hosts: set[str] = field(default_factory=set)
    dialogs: list[str] = field(default_factory=list)

    def open(self, mode: str = "") -> None:
        self.page.goto(f"{self.url}/?mode={mode}" if mode else self.url)

    def open_library(self, place: str = "") -> None:
        query = f"?{urlencode({'muc': place})}" if place else ""
        self.page.goto(f"{self.url}/kho-tai-lieu{query}")

    def record(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"blob", "data"}:
            self.hosts.add(parts.hostname or url)

    def ask(self, question: str) -> None:
        box = self.page.get_by_test_id("stChatInputTextArea")
        box.fill(question)
        box.press("Enter")

    def unfold(self, label: str) -> None:
        """Open what is folded under a label; a page that is drawn once more folds it again."""
        summary = self.page.locator("summary", has_text=label)
        folded = self.page.locator("details", has=summary)
        summary.wait_for()
        for last in (False, False, True):
            self.page.locator("[data-test-script-state='notRunning']").first.wait_for()
            if folded.get_attribute("open") is None:
                summary.click()
            try:
                expect(folded.get_by_test_id("stExpanderDetails")).to_be_visible()
            except AssertionError:
                if last:
                    raise
            else:
                return

    def marker(self, n: int, exchange: int = -1) -> Locator:
        return self.page.locator(f".marker[data-n='{n}']").nth(exchange)

    @property
    def pane(self) -> Locator:
        return self.page.locator(".st-key-evidence")

    def scrolls_sideways(self) -> bool:
        script = "document.documentElement.scrollWidth > window.innerWidth"
        return bool(self.page.evaluate(script))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(command: list[str], port: int, folder: Path, extra: dict[str, str]) -> Iterator[Server]:
    """Run a server process until the block ends; its output goes to `folder`/server.log."""
    log = folder / "connections.tsv"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HERE / "audit"), str(PROJECT)]),
        "ISO_TEST_CONNECTIONS": str(log),
        **extra,
    }
    with (folder / "server.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=PROJECT, env=environment, stdout=output, stderr=output
        )
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}", process)
            yield Server(f"http://127.0.0.1:{port}", folder, log, process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                # A test that failed half-way may have left the server waiting for it.
                process.kill()
                process.wait()


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health"):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
            break
    pytest.fail("the server did not start")


@contextlib.contextmanager
def serving_documents(folder: Path, model_folder: Path) -> Iterator[Server]:
    """Run `python -m ui` over an index of the procedures in `folder`/documents."""
    (folder / "model").symlink_to(model_folder)
    settings = {"ISO_DATA": str(folder)}
    subprocess.run(
        [sys.executable, "-m", "ingest", str(folder / "documents"), "--kind", "procedure"],
        cwd=PROJECT,
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
    )
    port = free_port()
    with serving(["-m", "ui", "--port", str(port)], port, folder, settings) as server:
        yield server
