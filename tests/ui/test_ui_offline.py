"""The real server, started as users start it, talks to nobody but this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from tests.ui.driving import LOOPBACK, Server, Visit, serving_documents
from tests.ui.fake_engine import write_pdf

pytestmark = [pytest.mark.browser, pytest.mark.integration]


@pytest.fixture(scope="module")
def real_server(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Server]:
    """`python -m ui` over an index of one procedure, with the embedded model."""
    folder = tmp_path_factory.mktemp("real")
    documents = folder / "documents"
    documents.mkdir()
    write_pdf(documents / "qt-01.pdf")
    with serving_documents(folder, model_folder) as server:
        yield server


def _connections(server: Server) -> list[psutil._common.pconn]:
    root = psutil.Process(server.process.pid)
    processes = [root, *root.children(recursive=True)]
    return [it for process in processes for it in process.net_connections("inet")]


def test_question_opens_no_connection_beyond_this_machine(
    real_server: Server, visit: Callable[..., Visit]
) -> None:
    chat = visit(real_server)
    seen = []
    chat.open()
    seen += _connections(real_server)
    expect(chat.page.get_by_text("Câu hỏi gợi ý").first).to_be_visible(timeout=60_000)
    chat.ask("Ai phê duyệt tài liệu trước khi ban hành?")
    seen += _connections(real_server)
    expect(chat.page.get_by_text("Xem vì sao").first).to_be_visible(timeout=60_000)
    seen += _connections(real_server)

    assert {it.raddr.ip for it in seen if it.raddr} <= LOOPBACK
    assert {it.laddr.ip for it in seen if it.status == psutil.CONN_LISTEN} == {"127.0.0.1"}
    contacted = {host for host in real_server.contacted() if not host.startswith("local:")}
    assert contacted, "nothing was recorded"
    assert contacted <= LOOPBACK
    assert chat.hosts <= LOOPBACK


def test_answer_cites_the_procedure_on_its_page(
    real_server: Server, visit: Callable[..., Visit]
) -> None:
    chat = visit(real_server)
    chat.open()
    chat.ask("Ai phê duyệt tài liệu trước khi ban hành?")
    expect(chat.marker(1, exchange=0)).to_be_visible(timeout=60_000)
    expect(chat.pane.locator("img")).to_be_visible()
    expect(chat.pane.locator("mark")).to_contain_text("phê duyệt")


def test_fonts_and_icon_come_from_the_app(real_server: Server, visit: Callable[..., Visit]) -> None:
    chat = visit(real_server)
    fetched: dict[str, int] = {}
    chat.page.on("response", lambda it: fetched.update({it.url: it.status}))
    chat.open()
    expect(chat.page.get_by_text("Hỏi bằng lời thường ngày").first).to_be_visible()
    loaded = "document.fonts.ready.then(() => document.fonts.check(\"16px 'Be Vietnam Pro'\"))"
    assert chat.page.evaluate(loaded)
    fonts = {url: status for url, status in fetched.items() if url.endswith(".ttf")}
    assert fonts
    assert set(fonts.values()) == {200}
    assert chat.hosts <= LOOPBACK
