"""Items on clauses: which one a situation falls under, which procedure implements which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.model import Citation
from assistant.training.quizzes.facts import Draw, Facts
from assistant.training.quizzes.model import Item, Option, QuizKind
from corpus.model import Document

__all__ = ["clause_items", "procedure_items"]

_WRONG = 3
_NEAREST = 8
"""Wrong options are drawn from so many of the nearest that the gate lets pass."""


def clause_items(draw: Draw) -> Iterator[Item | None]:
    """Yield items "which clause", each clause once before any comes twice.

    None stands for a candidate that has too few wrong options.
    """
    facts = draw.facts
    clauses = list(facts.clauses)
    draw.random.shuffle(clauses)
    texts = {c: list(facts.situations.of(facts.request.edition, c)) for c in clauses}
    for own in texts.values():
        draw.random.shuffle(own)
    for turn in range(max(map(len, texts.values()), default=0)):
        for clause in clauses:
            if turn < len(texts[clause]):
                yield _which_clause(clause, texts[clause][turn], draw)


def _which_clause(clause: str, situation: str, draw: Draw) -> Item | None:
    facts, gate = draw.facts, draw.gate
    key = facts.requirement(clause)
    if key is None or not gate.finds(situation, clause):
        return None
    passing = (
        other
        for other in facts.neighbours(clause)
        if not gate.clause_answers(situation, clause, other)
    )
    wrong = _apart(passing, draw)
    if len(wrong) < _WRONG:
        return None
    options = [Option(facts.clause_label(number), number) for number in (clause, *wrong)]
    stem = f"Việc sau thuộc điều nào của {facts.register.code}? “{situation}”"
    words = (QuizKind.WHICH_CLAUSE, stem, situation)
    return _item(words, options, clause, key, draw)


def procedure_items(draw: Draw) -> Iterator[Item | None]:
    """Yield items that match a procedure and a clause, both ways round in turn."""
    facts = draw.facts
    pairs = [
        (document, clause)
        for document in facts.procedures
        for clause in draw.gate.kinship.proven(document.id)
        if facts.wanted(clause)
    ]
    draw.random.shuffle(pairs)
    for document, clause in pairs:
        key = _naming(document, clause, facts)
        if key is None:
            continue
        yield _clause_of(document, clause, key, draw)
        yield _procedure_of(document, clause, key, draw)


def _naming(document: Document, clause: str, facts: Facts) -> Citation | None:
    """Return the words by which a procedure names a clause, cited."""
    wanted = (facts.request.edition, clause)
    for named in facts.sources.named_clauses.get(document.id, ()):
        if (named.edition, named.number) == wanted:
            return facts.sources.cite_naming(document.id, named, facts.on)
    return None


def _clause_of(document: Document, clause: str, key: Citation, draw: Draw) -> Item | None:
    facts, gate = draw.facts, draw.gate
    passing = (
        other
        for other in facts.neighbours(clause)
        if not gate.kinship.implements(document.id, other)
    )
    wrong = _apart(passing, draw)
    if len(wrong) < _WRONG:
        return None
    options = [Option(facts.clause_label(number), number) for number in (clause, *wrong)]
    stem = (
        f"{facts.document_label(document)} nêu điều nào của {facts.register.code} "
        "trong các điều dưới đây?"
    )
    words = (QuizKind.CLAUSE_OF_PROCEDURE, stem, document.id)
    return _item(words, options, clause, key, draw)


def _procedure_of(document: Document, clause: str, key: Citation, draw: Draw) -> Item | None:
    facts, gate = draw.facts, draw.gate
    others = [
        other
        for other in facts.sources.of_kind(document.kind)
        if other.id != document.id
        and other.title != document.title
        and not gate.procedure_answers(clause, other.id)
    ]
    if len(others) < _WRONG:
        return None
    wrong = draw.random.sample(others, _WRONG)
    options = [Option(facts.document_label(d), d.id) for d in (document, *wrong)]
    stem = (
        f"Quy trình nào của cơ quan thực hiện {facts.clause_label(clause)} ({facts.register.code})?"
    )
    words = (QuizKind.PROCEDURE_OF_CLAUSE, stem, clause)
    return _item(words, options, clause, key, draw)


def _apart(passing: Iterable[str], draw: Draw) -> list[str]:
    """Return wrong clauses from among the nearest, none of them akin to another."""
    nearest: list[str] = []
    for number in passing:
        if not any(draw.gate.kinship.akin(number, other) for other in nearest):
            nearest.append(number)
        if len(nearest) == _NEAREST:
            break
    # The very nearest is always among them, the others vary with the seed.
    rest = nearest[1:]
    return nearest[:1] + draw.random.sample(rest, min(_WRONG - 1, len(rest)))


def _item(
    words: tuple[QuizKind, str, str],
    options: list[Option],
    clause: str,
    key: Citation,
    draw: Draw,
) -> Item:
    """Return an item of (kind, stem, subject), its right option, the first, put anywhere."""
    kind, stem, subject = words
    right = options[0]
    shuffled = draw.random.sample(options, len(options))
    return Item(
        kind=kind,
        stem=stem,
        subject=subject,
        options=tuple(shuffled),
        answer=(shuffled.index(right),),
        clause=clause,
        edition=draw.facts.request.edition,
        key=(key,),
    )
