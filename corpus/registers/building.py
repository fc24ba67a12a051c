"""From the plain data of register files to typed records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from corpus.registers.merging import MergedDocument
from corpus.registers.records import (
    Article,
    LegalDocument,
    Relation,
    RelationKind,
    Transition,
    ValidityRule,
)

__all__ = ["build_document", "build_rule"]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def build_document(merged: MergedDocument) -> LegalDocument:
    """Return the record of one merged document, what was not seen at a source left out."""
    data = merged.data
    unseen = set(data["unverified_fields"])
    sourced = data.get("field_sources", {})

    def seen(name: str, field: str | None = None) -> Any:  # noqa: ANN401
        trusted = data["verified"] or (field or name) in sourced
        return data.get(name) if trusted and (field or name) not in unseen else None

    return LegalDocument(
        number=data["number"],
        type=data["type"],
        title=data["title_vi"],
        issuer=data.get("issuer"),
        verified=data["verified"],
        recorded=date.fromisoformat(merged.recorded),
        title_verified="title_vi" not in unseen,
        issued=_day(seen("issued")),
        effective=_day(seen("effective")),
        expired=_day(seen("expired")),
        state=seen("state", "status"),
        amendment=bool(data.get("amendment")),
        relations=tuple(_relation(entry) for entry in data["relations"]),
        articles=tuple(_article(entry) for entry in data["articles"]),
        summary=data.get("summary"),
        note=data.get("note"),
        transition=_transition(data.get("transition")),
    )


def _relation(entry: Mapping[str, Any]) -> Relation:
    return Relation(
        kind=RelationKind(entry["kind"]),
        number=entry["number"],
        verified=entry["verified"],
        day=_day(entry.get("date")),
        note=entry.get("note"),
        source=entry.get("source"),
        exceptions=tuple(entry.get("exceptions", ())),
    )


def _article(entry: Mapping[str, Any]) -> Article:
    return Article(entry["article"], entry["about"], entry["verified"], entry.get("source"))


def _transition(entry: Mapping[str, Any] | None) -> Transition | None:
    if entry is None:
        return None
    return Transition(date.fromisoformat(entry["until"]), entry["by"], entry["verified"])


def build_rule(entry: Mapping[str, Any]) -> ValidityRule:
    """Return one rule on guiding documents."""
    return ValidityRule(
        since=date.fromisoformat(entry["parent_expired_from"]),
        until=_day(entry["parent_expired_to"]),
        law=entry["law"],
        effect=entry["effect"],
        verified=entry["verified"],
    )
