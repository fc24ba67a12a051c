"""What tests of the page "Đào tạo" do over and over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator

from corpus.settings import Settings
from tests.ui.driving import Visit

__all__ = ["SLOW", "Open", "button", "download", "open_training", "part", "rows", "store_settings"]

SLOW = 60_000  # milliseconds in which the engine has opened, or a quiz is made
Open = Callable[..., Visit]


def store_settings(folder: Path, shipped: Settings) -> dict[str, str]:
    """The shipped corpus with a store of the test's own."""
    return {
        "ISO_DATA": str(shipped.data),
        "ISO_INDEX": str(shipped.index_dir),
        "ISO_STORE": f"sqlite:///{folder / 'store.db'}",
    }


def open_training(visit: Visit, query: str = "") -> None:
    visit.page.goto(f"{visit.url}/dao-tao{query}")


def button(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("button", name=name, exact=True)


def part(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("radio", name=name)


def rows(visit: Visit) -> Locator:
    return visit.page.locator("tbody tr")


def download(visit: Visit, name: str) -> bytes:
    with visit.page.expect_download() as download:
        button(visit, name).click()
    return Path(download.value.path()).read_bytes()
