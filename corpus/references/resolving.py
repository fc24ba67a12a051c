"""Which documents a reference can mean."""

from __future__ import annotations

import re

from corpus.references.model import Reference, ReferenceKind
from corpus.registers.legal import LegalRegister
from corpus.registers.numbers import number_key, number_parts
from corpus.registers.records import LegalDocument
from corpus.text import fold

__all__ = ["code_key", "law_names", "resolve"]

_LAWS = {"Luật", "Bộ luật"}
_STANDARDS = {"2008": "TCVN ISO 9001:2008", "2015": "TCVN ISO 9001:2015"}


def code_key(code: str) -> str:
    """Return what two spellings of a procedure's code share: "QT-02", "qt 2" -> "qt2"."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[^a-z0-9]", "", fold(code)))


def resolve(reference: Reference, register: LegalRegister) -> tuple[str, ...]:
    """Return the numbers of the documents that `reference` can mean, all of them.

    A full number is its own candidate even where the register does not list it. No
    candidates: it names no document, a procedure, or one the register does not know.
    """
    if reference.kind is ReferenceKind.PROCEDURE or reference.type is None:
        return ()
    if reference.type == "Tiêu chuẩn":
        return _standards(reference)
    if reference.document is not None:
        return _numbered(reference, reference.document, register)
    if reference.name is None:
        return ()
    return tuple(
        document.number
        for document in register.titled(reference.name)
        if document.type in _LAWS and _of_year(document, reference.year)
    )


def law_names(register: LegalRegister) -> tuple[str, ...]:
    """Return the folded names of the laws in `register`, for `parse_references`."""
    titles = (d.title for d in register.documents if d.title and d.type in _LAWS)
    names = (" ".join(fold(title).replace(",", " ").split()) for title in titles)
    return tuple(sorted({name for name in names if not name.startswith("sua doi")}))


def _standards(reference: Reference) -> tuple[str, ...]:
    if reference.edition is not None:
        return (_STANDARDS[reference.edition],)
    if reference.document in {"ISO 9001", "TCVN 9001"}:
        return tuple(_STANDARDS.values())
    return (reference.document,) if reference.document and reference.year else ()


def _numbered(reference: Reference, number: str, register: LegalRegister) -> tuple[str, ...]:
    exact = register.get(number)
    if exact is not None:
        return (exact.number,)
    found = tuple(
        document.number for document in register.documents if _may_be(document, reference, number)
    )
    complete = "-" in number or bool(re.search(r"/qh\d", number_key(number)))
    return found or ((number,) if complete else ())


def _may_be(document: LegalDocument, reference: Reference, number: str) -> bool:
    wanted, parts = number_parts(number), number_parts(document.number)
    if wanted is None or parts is None or wanted.serial != parts.serial:
        return False
    symbol = parts.symbol or ""
    return (
        reference.type in {None, document.type}
        and (wanted.symbol is None or symbol.startswith(wanted.symbol))
        and (reference.issuer is None or reference.issuer in re.split(r"[-/]", symbol))
        and _of_year(document, reference.year)
    )


def _of_year(document: LegalDocument, year: int | None) -> bool:
    if year is None:
        return True
    parts = number_parts(document.number)
    printed = parts.year if parts else None
    return year == (printed or (document.issued.year if document.issued else None))
