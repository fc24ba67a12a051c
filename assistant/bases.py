"""What a procedure rests on: the laws and the standard named where it cites its bases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from corpus.model import Document, DocumentKind, Provision, Validity
from corpus.references import Reference, law_names, list_items, parse_references, resolve
from corpus.registers import LegalRegister, StatusStatement
from corpus.text import fold
from ingest.index import Index

__all__ = ["Bases", "references_of_bases", "single_number"]

_BASES_HEADING = "vien dan"
_ENDED = frozenset({Validity.REPLACED, Validity.CANCELLED})


def references_of_bases(
    provisions: Iterable[Provision], names: Sequence[str]
) -> Iterator[Reference]:
    """Yield the references of the sections of bases; `names` are folded names of laws."""
    for provision in provisions:
        if _BASES_HEADING in fold(provision.title):
            for _, item in list_items(provision.text):
                yield from parse_references(item, names)


def single_number(reference: Reference, register: LegalRegister) -> str | None:
    """Return the number of the one legal document that is meant, None when in doubt."""
    candidates = resolve(reference, register)
    return candidates[0] if len(candidates) == 1 else None


class Bases:
    """The bases of procedures, read from each when it is first asked for."""

    def __init__(self, register: LegalRegister) -> None:
        self._register = register
        self._names = law_names(register)
        self._read: dict[tuple[int, str], tuple[str, ...]] = {}

    def ended(self, index: Index, document: Document, on: dt.date) -> list[StatusStatement]:
        """Return the bases of a procedure that were replaced or cancelled by the day `on`."""
        if document.kind is not DocumentKind.PROCEDURE:
            return []
        key = (index.manifest.generation, document.id)
        if key not in self._read:
            self._read[key] = self._numbers(index.catalog.provisions(document.id))
        statements = (self._register.status_on(number, on) for number in self._read[key])
        return [statement for statement in statements if statement.status in _ENDED]

    def _numbers(self, provisions: Iterable[Provision]) -> tuple[str, ...]:
        numbers = (
            f"TCVN ISO 9001:{reference.edition}"
            if reference.edition
            else single_number(reference, self._register)
            for reference in references_of_bases(provisions, self._names)
        )
        return tuple(dict.fromkeys(number for number in numbers if number))
