"""Documents and provisions named the way a Vietnamese civil servant would write them."""

from __future__ import annotations

import re

from corpus.model import Document, DocumentKind, Provision, ProvisionKind

__all__ = ["NOTES", "citation_label", "document_label", "provision_label"]

NOTES = "chú giải của người biên soạn"
"""What marks a quote from notes on a standard, which are not the standard's own words."""

_TYPES = (
    ("/QĐ-", "Quyết định"),
    ("/NĐ-", "Nghị định"),
    ("/TT-", "Thông tư"),
    ("/TTLT", "Thông tư liên tịch"),
    ("/NQ-", "Nghị quyết"),
    ("/CT-", "Chỉ thị"),
)
_LAW_NUMBER = re.compile(r"^\d+/\d{4}/QH\d+$")
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*\b")


def document_label(document: Document) -> str:
    """Return the document's short name: type and number, code and title, or title."""
    code = document.code
    if not code:
        return document.title
    if document.kind is DocumentKind.LEGAL:
        kind = next((name for mark, name in _TYPES if mark in code.upper()), "")
        if kind:
            return f"{kind} {code}"
        return f"{document.title} ({code})" if _LAW_NUMBER.match(code) else code
    if document.kind is DocumentKind.STANDARD:
        return code
    return document.title if code in document.title else f"{code} {document.title}"


def provision_label(document: Document, provision: Provision) -> str:
    """Return the provision as one would cite it: "Điều 7.5.3", "mục 5.2", "Điều 4 khoản 2"."""
    if document.kind is DocumentKind.STANDARD and provision.kind is ProvisionKind.CLAUSE:
        return f"Điều {provision.locator}"
    if document.kind is DocumentKind.PROCEDURE and _NUMBERED.match(provision.locator):
        section, _, step = provision.locator.partition(" bước ")
        if step:
            return f"Mục {section}, bước {step}"
        word = "Bước" if provision.kind is ProvisionKind.STEP else "Mục"
        return f"{word} {provision.locator}"
    return provision.locator


def citation_label(document: Document, provision: Provision) -> str:
    """Return the label of a citation: provision, then document; notes are called notes."""
    label = f"{provision_label(document, provision)}, {document_label(document)}"
    return f"{label} ({NOTES})" if document.notes else label
