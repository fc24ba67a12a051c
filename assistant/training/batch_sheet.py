"""A batch as a table: what the page shows and the workbook holds."""

from __future__ import annotations

from assistant.composition import render
from assistant.exports import Sheet
from assistant.labels import document_label
from assistant.training.model import Batch, BatchItem, ItemState
from assistant.training.wording import VALIDITY

__all__ = ["STATES", "batch_sheet"]

STATES = {
    ItemState.WAITING: "Đang chờ",
    ItemState.ANSWERED: "Đã trả lời",
    ItemState.UNANSWERABLE: "Không trả lời được",
    ItemState.FAILED: "Lỗi",
}
_TONES = {ItemState.ANSWERED: "green", ItemState.UNANSWERABLE: "yellow", ItemState.FAILED: "red"}
_HEADER = ("TT", "Câu hỏi", "Tình trạng", "Trả lời", "Trích dẫn", "Lý do, gần nhất")
_STATE = 2


def batch_sheet(batch: Batch) -> Sheet:
    """Return a sheet with a row a question: state, answer, citations, or why there is none."""
    return Sheet(
        title=batch.head.title,
        header=_HEADER,
        rows=tuple(_row(item) for item in batch.items),
        widths=(6, 50, 18, 70, 60, 50),
        fixed=2,
        tones={
            (row, _STATE): _TONES[item.state]
            for row, item in enumerate(batch.items)
            if item.state in _TONES
        },
    )


def _row(item: BatchItem) -> tuple[str | int, ...]:
    answer = item.answer if item.state is ItemState.ANSWERED else None
    cited = [
        " · ".join(filter(None, (f"[{c.n}] {c.label}", VALIDITY[c.status], f"“{c.quote}”")))
        for c in (answer.citations if answer else ())
    ]
    near = [f"{result.locator}, {document_label(result.document)}" for result in item.nearest]
    why = "\n".join(filter(None, (item.why, *near)))
    text = render(answer.claims) if answer else ""
    return (item.position, item.question, STATES[item.state], text, "\n".join(cited), why)
