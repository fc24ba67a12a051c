"""Handouts from the question bank: a paper to read, a deck to show."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.exports import Block, Deck, Heading, PageBreak, Paper, Paragraph, Slide, Table
from assistant.exports.wording import long_date
from assistant.labels import document_label
from assistant.model import Citation
from assistant.training.model import BankCitation, BankEntry
from assistant.training.sources import Sources
from assistant.training.wording import EDITED, VALIDITY, quotation_of, typeset
from corpus.errors import TrainingError
from corpus.model import Document

__all__ = ["Grouping", "HandoutOptions", "build_deck", "build_handout"]

_OTHERS = "Câu hỏi khác"


class Grouping(StrEnum):
    """What the questions of a handout stand under."""

    CLAUSE = "clause"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """What stands on the title page; validity is stated for the day `issued`.

    `agency` and `occasion` are lines under the title, "" leaves them out.
    """

    title: str
    issued: dt.date
    agency: str = ""
    occasion: str = ""
    grouping: Grouping = Grouping.CLAUSE


def build_handout(entries: Sequence[BankEntry], options: HandoutOptions, sources: Sources) -> Paper:
    """Return the paper: title page, table of contents, questions, index of documents.

    Raises `TrainingError` without an entry.
    """
    blocks: list[Block] = []
    numbers: dict[Document, list[int]] = defaultdict(list)
    number = 0
    for title, group in _groups(_dated(entries, options, sources), options, sources):
        blocks.append(Heading(title))
        for entry in group:
            number += 1
            blocks += _question(entry, number)
            for document in dict.fromkeys(kept.citation.document for kept in entry.citations):
                numbers[document].append(number)
    index = _index(numbers, options, sources)
    blocks += [PageBreak(), Heading("Tài liệu được trích dẫn"), index]
    return Paper(
        title=typeset(options.title),
        subtitle=typeset(options.occasion),
        facts=_facts(options, number),
        blocks=tuple(blocks),
        cover=True,
        contents=True,
    )


def build_deck(entries: Sequence[BankEntry], options: HandoutOptions, sources: Sources) -> Deck:
    """Return the deck: one question a slide, its citations in the notes.

    Raises `TrainingError` without an entry.
    """
    slides = [
        Slide(
            title=typeset(entry.question),
            # A slide stands alone: the quotes that a paper prints under the answer stay in it.
            bullets=tuple(_typeset(entry.answer)),
            notes="\n\n".join((title, *map(_note, entry.citations))),
        )
        for title, group in _groups(_dated(entries, options, sources), options, sources)
        for entry in group
    ]
    lines = (options.agency, options.occasion, _capital(long_date(options.issued)))
    return Deck(
        title=typeset(options.title),
        slides=tuple(slides),
        subtitle=" – ".join(typeset(line) for line in lines if line),
    )


def _dated(
    entries: Iterable[BankEntry], options: HandoutOptions, sources: Sources
) -> list[BankEntry]:
    """Return the entries with the validity of their citations on the day of issue."""
    return [
        replace(
            entry, citations=tuple(_on(kept, options.issued, sources) for kept in entry.citations)
        )
        for entry in entries
    ]


def _on(kept: BankCitation, day: dt.date, sources: Sources) -> BankCitation:
    judgement = sources.judge(kept.citation.document, day)
    cited = replace(
        kept.citation,
        status=judgement.status,
        in_force=judgement.in_force,
        notice=judgement.notice,
    )
    return replace(kept, citation=cited)


def _groups(
    entries: Sequence[BankEntry], options: HandoutOptions, sources: Sources
) -> list[tuple[str, list[BankEntry]]]:
    """Return the entries under their headings, clauses in the order of the standard."""
    if not entries:
        raise TrainingError("Chưa chọn câu hỏi nào cho tài liệu. Hãy chọn ít nhất một câu.")
    found: dict[tuple[int, int, str], list[BankEntry]] = defaultdict(list)
    for entry in entries:
        key = (
            _clause_key(entry, sources)
            if options.grouping is Grouping.CLAUSE
            else (int(not entry.details.topic), 0, entry.details.topic or _OTHERS)
        )
        found[key].append(entry)
    return [(key[-1], found[key]) for key in sorted(found)]


def _clause_key(entry: BankEntry, sources: Sources) -> tuple[int, int, str]:
    details = entry.details
    register = sources.register(details.edition)
    order = [clause.number for clause in register.clauses]
    places = [order.index(number) for number in details.clauses if number in order]
    if not places:
        return (1, 0, _OTHERS)
    number = order[min(places)]
    heading = f"Điều {number} {register.title(number).text} ({register.code})"
    return (0, min(places) + len(order) * (details.edition == "2008"), heading)


def _question(entry: BankEntry, number: int) -> list[Block]:
    # An answer is not parted from the first of its quotes.
    answer = [Paragraph(line, keep=bool(entry.citations)) for line in _lines(entry)]
    return [
        Heading(f"Câu {number}. {typeset(entry.question)}", 2),
        *answer,
        *map(quotation_of, entry.citations),
    ]


def _lines(entry: BankEntry) -> list[str]:
    """Return the answer's lines; a quote that is printed under the answer is left out of it."""
    text = entry.answer
    for kept in entry.citations:
        for mark in (EDITED, ""):
            text = text.replace(f": “{kept.citation.quote}”{mark}", "")
    return _typeset(text)


def _typeset(text: str) -> list[str]:
    return [typeset(line) for line in text.split("\n") if line.strip()]


def _note(kept: BankCitation) -> str:
    cited: Citation = kept.citation
    words = f"“{cited.quote}”{EDITED * kept.edited}"
    validity = " · ".join(filter(None, (VALIDITY[cited.status], cited.notice)))
    return "\n".join(filter(None, (f"[{cited.n}] {cited.label}", words, validity)))


def _index(
    numbers: Mapping[Document, Sequence[int]], options: HandoutOptions, sources: Sources
) -> Table:
    rows = []
    for document in sorted(numbers, key=lambda d: (d.kind.value, d.code or d.title)):
        judgement = sources.judge(document, options.issued)
        state = judgement.reason or VALIDITY[judgement.status] or "tài liệu của cơ quan"
        rows.append(
            (document_label(document), _capital(state), ", ".join(map(str, numbers[document])))
        )
    return Table(("Tài liệu", "Tình trạng", "Câu"), tuple(rows), (5, 4, 1.5))


def _facts(options: HandoutOptions, questions: int) -> tuple[str, ...]:
    day = long_date(options.issued)
    lines = (
        options.agency,
        f"{questions} câu hỏi có trích dẫn",
        f"Hiệu lực của văn bản tính đến {day}",
        _capital(day),
    )
    return tuple(typeset(line) for line in lines if line)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
