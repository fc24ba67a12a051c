"""Clauses by procedures: proposed with evidence, decided by people, kept for ever.

service = MappingService(index, Store.open(settings), settings)
matrix = service.matrix("2015")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.mapping.service import MappingService

__all__ = ["MappingService"]


def __getattr__(name: str) -> object:
    # The service loads numpy and SQLAlchemy; `python -m assistant --help` needs neither.
    if name == "MappingService":
        from assistant.mapping.service import MappingService

        return MappingService
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
