"""An answer or a conversation as a paper: claims, quotes, validity, notices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from assistant.composition import HEADINGS
from assistant.exports.model import Block, Heading, Paper, Paragraph, Quotation
from assistant.exports.wording import long_date
from assistant.model import Answer, Citation
from corpus.model import Validity

__all__ = ["STATUS_WORDS", "answers_paper", "quotation"]

STATUS_WORDS = {
    Validity.IN_FORCE: "Còn hiệu lực",
    Validity.NOT_YET: "Chưa có hiệu lực",
    Validity.PARTLY: "Hết hiệu lực một phần",
    Validity.REPLACED: "Đã bị thay thế",
    Validity.CANCELLED: "Đã hủy bỏ",
    Validity.UNSETTLED: "Chưa thống nhất",
    Validity.UNKNOWN: "Chưa rõ hiệu lực",
}
"""What a paper prints for the status of a document; the pages have the same words."""

_REFUSED = "Chưa có tài liệu nào trong kho trả lời được câu hỏi này."


def answers_paper(title: str, answers: Sequence[tuple[str, Answer]], on: dt.date) -> Paper:
    """Return a paper of questions with their answers in order, made on the day `on`."""
    blocks = [block for question, answer in answers for block in _blocks(question, answer)]
    return Paper(title=title, blocks=tuple(blocks), facts=(f"Lập {long_date(on)}",))


def quotation(citation: Citation) -> Quotation:
    """Return the words of a citation with where they stand and their validity."""
    page = f", trang {citation.page}" if citation.page else ""
    return Quotation(
        text=citation.quote,
        source=f"[{citation.n}] {citation.label}{page}",
        validity=STATUS_WORDS[citation.status],
        notice=citation.notice,
    )


def _blocks(question: str, answer: Answer) -> Iterator[Block]:
    yield Heading(question, 2)
    if answer.refused or answer.error:
        yield Paragraph(answer.error or " ".join(answer.notices) or _REFUSED)
        return
    for claim in answer.claims:
        marks = "".join(f"[{n}]" for n in claim.citations)
        yield Paragraph(f"{HEADINGS[claim.kind]}: {claim.text} {marks}")
    for notice in answer.notices:
        yield Paragraph(f"Lưu ý: {notice}", "strong")
    yield Heading("Trích dẫn", 3)
    for citation in answer.citations:
        yield quotation(citation)
