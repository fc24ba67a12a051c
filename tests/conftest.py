"""Fixtures shared by all tests, and the tests that a machine without some program leaves out.

Browser, OCR and Office tests need programs that pip does not install. Where one is
missing, its tests are left out by name with the line that installs it; with CI=true
nothing is left out, so a missing program fails there.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

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
    config.stash[_LEFT_OUT] = left_out
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


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
