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
        Field.RECORDS,
        rf"\b{_KEEP}\b[^,;?]{{0,40}}\b{_HOW_LONG}|\b{_HOW_LONG}\b[^,;?]{{0,15}}\b{_KEEP}\b|"
        rf"\bthời (?:hạn|gian) {_KEEP}|\b{_WHO} (?:phải )?{_KEEP}\b|"
        rf"\b{_KEEP}\b[^,;?]{{0,25}}\b{_WHO}\b|\bnơi {_KEEP}\b|\bhồ sơ lưu\b",
    ),
)
_PATTERNS = tuple((field, re.compile(words)) for field, words in _ASKED)
_NOT_RECORDS = re.compile(r"lưu trữ lịch sử|lưu ý|lưu hành|lưu trú|lưu động|lưu thông")

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

    They stand `lead` above the best unit of the procedure.
    """
    result = scores.copy()
    documents = index.unit_documents[units]
    holds = np.isin(index.unit_fields[units], list(map(int, asked)))
    for document in np.unique(documents[holds]):
        own = documents == document
        result[own & holds] = scores[own].max() + lead
    return result
