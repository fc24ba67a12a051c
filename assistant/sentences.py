"""Which sentences of a ranking unit answer a question: the shortest that carry the answer.

A sentence is judged by the question's words that it covers (those that tell the sentences of
the unit apart count most), by the words it borrows from the sentence it stands under, or lends
to the best item under it, and by whether it has the form the question asks for.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer_forms import AnswerForm, asked_forms
from assistant.lists import asks_for_all, is_kept_record, whole_list, whole_table
from assistant.quotes import Quote, heading_quote, is_requirement, quotable
from corpus.model import Provision
from corpus.text import search_form, syllables
from ingest.lexical import terms

__all__ = ["best_quotes"]

_BORROWED = 0.8
"""Share of a word's weight where it stands only in the sentence above or an item below."""

_FORM = 0.35
_REQUIREMENT = 0.3
_LEAD_IN = 0.2
_FOCUS = 0.05
_NEAR = 0.72
_CLEAR = 0.15
_ALL_RECORDS = "hồ sơ"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A quotable sentence in search form with its terms.

    `above` are the terms of what it stands under, `below` those of each item it announces.
    """

    quote: Quote
    form: str
    own: frozenset[str]
    above: frozenset[str]
    below: tuple[frozenset[str], ...]


def best_quotes(
    question: str,
    provisions: Sequence[Provision],
    focus: str,
    idf: Callable[[str], float],
    most: int,
) -> list[Quote]:
    """Return up to `most` sentences, best first; [] if the provisions hold no sentence.

    More than one only where the best lacks something that was asked for, or a sentence of
    another provision is nearly as good. Who asks for all of a list of papers gets all of it,
    and all records of a procedure who names none of them for certain.
    `focus` is the locator that search found best.
    """
    candidates = _candidates(provisions)
    if not candidates:
        return [q for p in provisions if (q := heading_quote(p)) is not None][:1]
    asked = search_form(question)
    forms = asked_forms(asked)
    weights = _weights(terms(syllables(question)), candidates, idf)
    scored = sorted(
        ((_score(c, weights, forms, focus), -place) for place, c in enumerate(candidates)),
        reverse=True,
    )
    ranked = [(score, candidates[-place]) for score, place in scored]
    chosen = [c.quote for c in _chosen(ranked, forms, most)]
    if asks_for_all(question):
        chosen = list(dict.fromkeys(map(whole_list, chosen)))
    if is_kept_record(chosen[0]) and not _is_clear(ranked, asked):
        chosen = [whole_table(chosen[0])]
    return chosen


def _is_clear(ranked: Sequence[tuple[float, _Candidate]], asked: str) -> bool:
    """Tell whether a row is surely the record that is meant: another one has other years.

    It is far ahead of the next; and who says "hồ sơ" means all, unless the record is called so.
    """
    if _ALL_RECORDS in asked and _ALL_RECORDS not in ranked[0][1].form:
        return False
    return len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _CLEAR


def _chosen(
    ranked: Sequence[tuple[float, _Candidate]], forms: Sequence[AnswerForm], most: int
) -> list[_Candidate]:
    best_score, best = ranked[0]
    chosen = [best]
    missing = [form for form in forms if not form.has.search(best.form)]
    for score, candidate in ranked[1:]:
        if len(chosen) == most:
            break
        gives = [form for form in missing if form.has.search(candidate.form)]
        places = {c.quote.provision.locator for c in chosen}
        elsewhere = candidate.quote.provision.locator not in places
        if gives or (elsewhere and score >= _NEAR * best_score):
            chosen.append(candidate)
            missing = [form for form in missing if form not in gives]
    return chosen


def _candidates(provisions: Sequence[Provision]) -> list[_Candidate]:
    quotes = {p.locator: quotable(p) for p in provisions}
    own = {p.locator: frozenset().union(*map(_terms, quotes[p.locator])) for p in provisions}
    below: dict[str, list[frozenset[str]]] = defaultdict(list)
    for provision in provisions:
        if provision.parent is not None:
            below[provision.parent].append(own[provision.locator])
    found = []
    for p in provisions:
        above = own.get(p.parent or "", frozenset()) | _title_terms(p)
        for quote in quotes[p.locator]:
            announces = quote is quotes[p.locator][-1]
            under = tuple(below[p.locator]) if announces else ()
            found.append(_Candidate(quote, search_form(quote.text), _terms(quote), above, under))
    return found


def _title_terms(provision: Provision) -> frozenset[str]:
    return frozenset(terms(syllables(provision.title)))


def _terms(quote: Quote) -> frozenset[str]:
    return frozenset(terms(syllables(quote.text)))


def _weights(
    asked: Sequence[str], candidates: Sequence[_Candidate], idf: Callable[[str], float]
) -> dict[str, float]:
    """Weigh the question's terms by how rare they are, in the corpus and in the unit; sum 1."""
    held = Counter(term for c in candidates for term in c.own)
    weights = {
        term: idf(term) * math.log1p(len(candidates) / (1 + held[term])) for term in set(asked)
    }
    whole = sum(weights.values()) or 1.0
    return {term: weight / whole for term, weight in weights.items()}


def _score(
    candidate: _Candidate, weights: Mapping[str, float], forms: Sequence[AnswerForm], focus: str
) -> float:
    score = max(
        sum(
            weight if term in candidate.own else _BORROWED * weight
            for term, weight in weights.items()
            if term in candidate.own or term in candidate.above or term in item
        )
        for item in candidate.below or (frozenset(),)
    )
    score += sum(_FORM for form in forms if form.has.search(candidate.form))
    if is_requirement(candidate.quote):
        score += _REQUIREMENT
    if candidate.quote.provision.locator == focus:
        score += _FOCUS
    # "… sau đây:" announces an answer and holds none, unless it holds what was asked for.
    if candidate.quote.text.endswith(":") and not forms:
        score -= _LEAD_IN
    return score
