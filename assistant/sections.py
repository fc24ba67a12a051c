"""Which section of a procedure a question asks for: its records, forms, terms, bases or scope.

Sections that all procedures have answer few questions, so that ranking lets them lose. But who
asks how long a file is kept asks for the list of records, whatever step speaks of that file.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from corpus.text import search_form
from ingest.fields import Field
from ingest.index import Index

__all__ = ["asked_sections", "section_units", "with_sections"]

_KEEP = r"(?:lưu(?: (?:trữ|giữ|hồ sơ|lại))?|giữ(?: lại)?|bảo quản|cất(?: giữ)?)"
_HOW_LONG = r"(?:bao lâu|(?:bao nhiêu|mấy) (?:năm|tháng|lâu)|bao năm|đến (?:khi|bao giờ) nào)"
_WHO = r"(?:ai|phòng nào|đơn vị nào|bộ phận nào|người nào|bên nào|chỗ nào|nơi nào|ở đâu|đâu)"
_ASKED = (
    (
        Field.SCOPE,
        r"\b(?:phạm vi|mục đích|đối tượng)\b[^,;?]{0,25}\bquy trình\b|"
        r"\bquy trình\b[^,;?]{0,60}\b(?:áp dụng|dành) (?:cho|với) (?:những )?"
        r"(?:ai|phòng nào|đơn vị nào|đối tượng nào|việc gì|việc nào)\b|"
        r"\bquy trình\b[^,;?]{0,60}\b(?:nhằm|để) làm gì\b",
    ),
    (
        Field.REFERENCES,
        r"\bquy trình\b[^,;?]{0,60}\b(?:căn cứ|dựa|viện dẫn)(?: (?:vào|theo|trên))? (?:những )?"
        r"(?:luật|nghị định|thông tư|văn bản|tài liệu|đâu|gì|cái)\b|"
        r"\b(?:căn cứ pháp lý|cơ sở pháp lý|tài liệu viện dẫn)\b[^,;?]{0,25}\bquy trình\b",
    ),
    (
        Field.FORMS,
        r"\b(?:biểu mẫu|mẫu biểu)\b[^,;?]{0,15}\bquy trình\b|"
        r"\bquy trình\b[^,;?]{0,60}\b(?:những|các|bao nhiêu|mấy) (?:biểu mẫu|mẫu biểu|mẫu)\b",
    ),
    (
        Field.RECORDS,
        rf"\b{_KEEP}\b[^,;?]{{0,40}}\b{_HOW_LONG}|\b{_HOW_LONG}\b[^,;?]{{0,15}}\b{_KEEP}\b|"
        rf"\bthời (?:hạn|gian) {_KEEP}|\b{_WHO} (?:phải )?{_KEEP}\b|"
        rf"\b{_KEEP}\b[^,;?]{{0,25}}\b{_WHO}\b|\bnơi {_KEEP}\b|\bhồ sơ lưu\b",
    ),
)
_PATTERNS = tuple((field, re.compile(words)) for field, words in _ASKED)
_NOT_RECORDS = re.compile(
    r"lưu trữ lịch sử|sao lưu|lưu (?:ý|hành|trú|động|thông)\b|"
    r"\b(?:luật|nghị định|thông tư|tiêu chuẩn|điều (?:khoản|nào|mấy))\b|(?<!ban )(?<!ký )\biso\b|"
    r"\b(?:con dấu|dấu mộc|chìa khóa|tài sản|thiết bị|máy|tiền|xe|bí mật|trật tự)\b|"
    r"\bgiữ (?:chức|chỗ|vai|nguyên|liên lạc)\b"
)
"""Other meanings of the words, other things to keep, and questions for a law or a clause."""

_NEAR = 0.8
"""Of the best score: what a section that is asked for needs to lead all."""

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


def asked_sections(question: str) -> frozenset[Field]:
    """Return the sections of procedures that a question asks for by its words, mostly none."""
    form = search_form(question)
    found = {field for field, pattern in _PATTERNS if pattern.search(form)}
    if _NOT_RECORDS.search(form):
        found.discard(Field.RECORDS)
    return frozenset(found)


def section_units(index: Index, documents: Rows, asked: frozenset[Field]) -> Rows:
    """Return the rows of the units of document rows that hold the sections asked for."""
    holds = np.isin(index.unit_fields, list(map(int, asked)))
    return np.flatnonzero(holds & np.isin(index.unit_documents, documents))


def with_sections(
    index: Index, units: Rows, scores: Floats, asked: frozenset[Field], lead: float
) -> Floats:
    """Return the scores with the sections asked for before the other units of their procedure.

    The best of them stands `lead` above the best unit of the procedure; the best of all leads
    everything that it comes near to, for no clause and no law says what an agency's list says.
    """
    result = scores.copy()
    documents = index.unit_documents[units]
    holds = np.isin(index.unit_fields[units], list(map(int, asked)))
    for document in np.unique(documents[holds]):
        own = documents == document
        result[own & holds] += scores[own].max() - scores[own & holds].max() + lead
    if holds.any():
        first = np.flatnonzero(holds)[np.argmax(result[holds])]
        if result[first] >= _NEAR * result.max():
            result[first] = max(result[first], result.max() + lead)
    return result
