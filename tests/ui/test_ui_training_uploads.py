"""Lists of questions uploaded to the page "Đào tạo", and a server that dies over one."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from corpus.settings import Settings
from tests.golden import load
from tests.ui.driving import Visit, free_port, serving
from tests.ui.training_driving import (
    SLOW,
    Open,
    button,
    download,
    open_training,
    rows,
    store_settings,
)

pytestmark = [pytest.mark.browser, pytest.mark.integration]


def _file(ending: str, questions: list[str]) -> bytes:
    """A list of questions as trainers have it, in a file of a kind."""
    stream = io.BytesIO()
    if ending == "xlsx":
        book = Workbook()
        book.worksheets[0].append(["TT", "Phòng", "Nội dung câu hỏi"])
        for number, question in enumerate(questions, 1):
            book.worksheets[0].append([number, "Phòng A", question])
        book.save(stream)
    elif ending == "docx":
        document = Document()
        for number, question in enumerate(questions, 1):
            document.add_paragraph(f"Câu {number}: {question}")
        document.save(stream)
    elif ending == "csv":
        lines = "\n".join(f"{n};{question};A" for n, question in enumerate(questions, 1))
        return f"STT;Câu hỏi;Phòng\n{lines}".encode("utf-8-sig")
    else:
        return "\n".join(questions).encode("utf-16")
    return stream.getvalue()


def _upload(page: Visit, ending: str, questions: list[str]) -> None:
    open_training(page)
    field = page.page.locator("input[type=file]")
    field.wait_for(state="attached", timeout=SLOW)
    field.set_input_files(
        {"name": f"tap-huan.{ending}", "mimeType": "", "buffer": _file(ending, questions)}
    )
    expect(button(page, f"Hỏi {len(questions)} câu")).to_be_visible(timeout=SLOW)


def test_uploaded_list_goes_on_after_the_server_was_killed(
    tmp_path: Path, shipped_settings: Settings, visit: Open
) -> None:
    questions = [question.text for question in load("all")][:200]
    settings, port = store_settings(tmp_path, shipped_settings), free_port()
    command = ["-m", "ui", "--port", str(port)]
    with serving(command, port, tmp_path, settings) as server:
        page = visit(server)
        for ending in ("txt", "csv", "docx", "xlsx"):
            _upload(page, ending, questions)
        button(page, f"Hỏi {len(questions)} câu").click()
        expect(page.page.get_by_text("còn khoảng")).to_be_visible(timeout=SLOW)
        # Answers show in the table while others still wait.
        expect(rows(page).filter(has_text="Đã trả lời").first).to_be_visible(timeout=SLOW)
        expect(rows(page).filter(has_text="Đang chờ").last).to_be_visible()
        server.process.kill()
        server.process.wait()
        address = page.page.url
    with serving(command, port, tmp_path, settings):
        page.page.goto(address)
        expect(page.page.get_by_text("tap-huan")).to_be_visible(timeout=SLOW)
        rest = page.page.get_by_role("button", name="Hỏi tiếp")
        expect(rest).to_be_visible(timeout=SLOW)
        left = int(re.findall(r"\d+", rest.inner_text())[0])
        assert 0 < left < len(questions)
        rest.click()
        # The answers so far can be downloaded too, as long as nothing is running.
        expect(rest).to_have_count(0, timeout=SLOW)
        # The button for them may still stand when the run begins; what waits tells the end.
        expect(rows(page).filter(has_text="Đang chờ")).to_have_count(0, timeout=2 * SLOW)
        expect(button(page, "Tải XLSX")).to_be_visible(timeout=2 * SLOW)
        book = load_workbook(io.BytesIO(download(page, "Tải XLSX")))
        kept = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
        assert [row[1] for row in kept] == questions
        assert {row[2] for row in kept} == {"Đã trả lời", "Không trả lời được"}
