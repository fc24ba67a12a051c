"""Fixtures shared by all tests, and the tests that a machine without some program leaves out.

Browser, OCR and Office tests need programs that pip does not install. Where one is
missing, its tests are left out by name with the line that installs it; with CI=true
nothing is left out, so a missing program fails there.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from assistant.engine import Engine
from corpus.settings import Settings
from ingest.embedding import load_encoder
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from tests.embedding_fixture import encoder, model_folder

__all__ = ["encoder", "engine", "model_folder", "project", "shared_data", "shipped_settings"]

PROJECT = Path(__file__).resolve().parent.parent

_PROGRAMS = {
    "browser": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "ocr": (("tesseract",), "tesseract-ocr tesseract-ocr-vie"),
    "office": (("soffice", "libreoffice"), "libreoffice-writer-nogui"),
}
_LEFT_OUT = pytest.StashKey[dict[str, list[str]]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out: dict[str, list[str]] = defaultdict(list)
    kept = []
    for item in items:
        missing = _missing_for(item)
        if missing:
            left_out[missing].append(item.nodeid)
        else:
            kept.append(item)
    config.stash[_LEFT_OUT] = dict(left_out)
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what a worker left out to the process that sums up."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash.get(_LEFT_OUT, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - a worker of pytest-xdist
    """Take what a worker left out: every worker collects the same tests."""
    output = getattr(node, "workeroutput", None)
    if output:
        node.config.stash[_LEFT_OUT] = output.get("left_out", {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for marker, names in terminalreporter.config.stash.get(_LEFT_OUT, {}).items():
        terminalreporter.section(f"left out: {len(names)} {marker} tests", sep="-")
        terminalreporter.line(f"to run them: apt-get install {_PROGRAMS[marker][1]}")
        for name in names:
            terminalreporter.line(f"  {name}")


def _missing_for(item: pytest.Item) -> str | None:
    if os.environ.get("CI") == "true":
        return None
    for marker, (programs, _) in _PROGRAMS.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, programs)):
            return marker
    return None


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the external test data; tests that need it are skipped without it."""
    folder = Path(os.environ.get("ISO_TEST_DATA", PROJECT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("external test data not found; name its folder in ISO_TEST_DATA")
    return folder


@pytest.fixture(scope="session")
def shipped_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an index of the shipped corpus, made with the real embedded model.

    The model and the vector cache are those of the checkout, so only the first run embeds.
    Workers make their indexes in turn: the first one to embed does it for all.
    """
    folder = Path(os.environ.get("ISO_DATA", PROJECT / ".data")).resolve()
    settings = Settings(data=folder, index=tmp_path_factory.mktemp("shipped") / "index")
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "tests.lock"):
        report = ingest(Request(), settings, lambda: load_encoder(settings), QuietProgress())
    assert not report.failed, [e for e in report.documents if e["status"] == "failed"]
    return settings


@pytest.fixture(scope="session")
def engine(shipped_settings: Settings) -> Iterator[Engine]:
    """The real engine over the shipped corpus."""
    engine = Engine.open(shipped_settings)
    yield engine
    engine.close()
