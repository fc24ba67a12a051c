"""Decisions that must be looked at again, because what they rested on has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from assistant.mapping.model import Decision, QuoteChange, Quotes, Review, ReviewReason, State
from assistant.mapping.reading import Agency
from corpus.model import Provision
from corpus.registers import Correspondence
from corpus.text import sentences

__all__ = ["moved_reviews", "quote_changes", "review", "reviews"]


def review(agency: Agency, decision: Decision) -> Review | None:
    """Return what changed since a decision, None while nothing did."""
    key = decision.key
    reasons: list[ReviewReason] = []
    changes: list[QuoteChange] = []
    procedure = agency.procedure(key.document_id)
    if key.document_id and procedure is None:
        reasons.append(ReviewReason.DOCUMENT_GONE)
        changes += [QuoteChange(locator, old, None) for locator, old in decision.quotes]
    elif procedure is not None and procedure.version != decision.document_version:
        reasons.append(ReviewReason.DOCUMENT_CHANGED)
        changes += quote_changes(decision.quotes, procedure.provisions)
    if agency.versions[key.edition] != decision.edition_version:
        reasons.append(ReviewReason.EDITION_CHANGED)
        standard = [
            provision for found in agency.standards[key.edition].values() for _, provision in found
        ]
        changes += quote_changes(decision.clause_quotes, standard)
    return Review(decision, tuple(reasons), (key.clause,), tuple(changes)) if reasons else None


def reviews(agency: Agency, decisions: Iterable[Decision]) -> list[Review]:
    """Return the decisions that must be looked at again, in order."""
    found = (review(agency, decision) for decision in decisions)
    return [item for item in found if item is not None]


def moved_reviews(
    agency: Agency,
    decisions: Iterable[Decision],
    correspondence: Correspondence,
    decided: Collection[tuple[str, str]],
    edition: str,
) -> list[Review]:
    """Return the decisions on the other edition whose clauses have none yet in `edition`.

    `decided` are the (clause, document id) of `edition` that have a decision. The change
    shown is what the clauses ask, then and now. A rejection is not carried over.
    """
    found = []
    for decision in decisions:
        if decision.state is State.REJECTED:
            continue
        key = decision.key
        numbers = (
            correspondence.to_2015(key.clause)
            if edition == correspondence.edition_2015.edition
            else correspondence.to_2008(key.clause)
        )
        if any((number, key.document_id) in decided for number in numbers):
            continue
        new = [
            QuoteChange(number, None, sentence)
            for number in numbers
            for sentence in _opening(agency, edition, number)
        ]
        old = [QuoteChange(locator, words, None) for locator, words in decision.clause_quotes]
        found.append(Review(decision, (ReviewReason.EDITION_MOVED,), numbers, (*old, *new)))
    return found


def quote_changes(quotes: Quotes, provisions: Iterable[Provision]) -> list[QuoteChange]:
    """Return the quotes that no longer stand anywhere, each with what replaced it."""
    texts = {provision.locator: provision.text for provision in provisions}
    changes = []
    for locator, old in quotes:
        if old in texts.get(locator, "") or any(old in text for text in texts.values()):
            continue
        changes.append(QuoteChange(locator, old, _successor(old, texts.get(locator))))
    return changes


def _successor(old: str, text: str | None) -> str | None:
    """Return the sentence of `text` that is most like `old`, None without text."""
    if not text:
        return None
    spans = sentences(text)
    candidates = [text[start:end] for start, end in spans]
    return max(candidates, key=lambda new: SequenceMatcher(None, old, new).ratio(), default=None)


def _opening(agency: Agency, edition: str, clause: str) -> list[str]:
    return [
        provision.text.partition("\n")[0]
        for _, provision in agency.standards[edition].get(clause, ())[:1]
    ]
