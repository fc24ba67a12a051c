"""A question as it was typed to a question as it is searched."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from assistant.named_dates import named_date
from corpus.abbreviations import expand, load_abbreviations, short_forms
from corpus.errors import QuestionError
from corpus.references import Reference, parse_references
from corpus.registers import Synonyms, load_synonyms
from corpus.restoration import Restorer
from corpus.text import clean, search_form, syllables

__all__ = ["MAX_CHARACTERS", "Understood", "Vocabulary", "understand"]

MAX_CHARACTERS = 4_000

_VALIDITY = re.compile(
    r"hiệu lực|hết hạn|bị thay|thay thế|thay bằng|bãi bỏ|hủy bỏ|còn (?:áp dụng|dùng|giá trị)"
)
_COUNTERPART = re.compile(
    r"tương ứng|tương đương|là điều (?:khoản )?(?:nào|mấy|bao nhiêu)|chuyển (?:thành|sang)|"
    r"đối chiếu|nay là|thành điều"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question and what it says of itself.

    `question` is what was typed, cleaned; `searched` has its abbreviations written out,
    its diacritics and keystrokes restored and its slips mended (`restored` tells whether that
    changed anything; asked with `literal`, nothing is). `expansions` are other words for what
    it says, each a tuple of syllables in search form, to be searched beside it with less
    weight: official wordings, and the short forms of what it spells out. `editions` are
    the editions of the standard it names, `as_of` the day it is about. `asks_validity`: it asks
    whether a document is in force; `asks_counterpart`: which clause of the other edition
    corresponds.
    """

    question: str
    searched: str
    restored: bool
    expansions: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]
    editions: frozenset[str]
    as_of: dt.date | None
    asks_validity: bool
    asks_counterpart: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an agency says beside its documents' own words.

    `law_names` are the folded names of laws that may be named without a number.
    """

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    synonyms: Synonyms = field(default_factory=lambda: Synonyms({}))
    law_names: Sequence[str] = ()

    @classmethod
    def load(cls, folders: Sequence[Path], law_names: Sequence[str]) -> Self:
        """Load the shipped registers and those of `folders`; `RegisterError` names a bad line."""
        return cls(load_abbreviations(tuple(folders)), load_synonyms(folders), law_names)


def understand(
    question: str, restorer: Restorer, vocabulary: Vocabulary, literal: bool = False
) -> Understood:
    """Read a question; `QuestionError` if there is nothing to search or too much.

    With `literal` it is searched exactly as typed.
    """
    # A command line can hand over bytes that are no text; they become question marks.
    typed = question.encode("utf-8", errors="replace").decode("utf-8")
    cleaned = " ".join(clean(typed).split())
    if not any(char.isalnum() for char in cleaned):
        raise QuestionError("Câu hỏi đang trống. Hãy gõ câu hỏi bằng chữ.")
    if len(cleaned) > MAX_CHARACTERS:
        raise QuestionError(
            f"Câu hỏi dài {len(cleaned)} ký tự, quá {MAX_CHARACTERS}. Hãy rút gọn hoặc tách ra."
        )
    searched = cleaned
    expansions: tuple[tuple[str, ...], ...] = ()
    if not literal:
        abbreviations = {**vocabulary.abbreviations, **restorer.abbreviations}
        searched = restorer.restore(expand(cleaned, abbreviations))
        expansions = _expansions(searched, abbreviations, vocabulary.synonyms, restorer)
    references = parse_references(searched, vocabulary.law_names)
    form = search_form(searched)
    return Understood(
        question=cleaned,
        searched=searched,
        restored=searched != cleaned,
        expansions=expansions,
        references=references,
        editions=frozenset(r.edition for r in references if r.edition),
        as_of=named_date(form, dt.date.today()),
        asks_validity=bool(_VALIDITY.search(form)),
        asks_counterpart=bool(_COUNTERPART.search(form)),
    )


def _expansions(
    searched: str, abbreviations: Mapping[str, str], synonyms: Synonyms, restorer: Restorer
) -> tuple[tuple[str, ...], ...]:
    tokens = syllables(searched)
    short = (form.lower() for form in short_forms(tokens, abbreviations))
    known = ((form,) for form in short if restorer.knows(form))
    return (*synonyms.of(tokens), *known)
