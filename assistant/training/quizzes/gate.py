"""The check every item passes, whoever wrote it: one right answer, proven, and no other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from assistant.model import QueryOptions, Result
from assistant.training.quizzes.kinship import Kinship
from assistant.training.quizzes.mapped import Mapped
from assistant.training.quizzes.model import Item, Option, QuizKind
from assistant.training.quizzes.statements import (
    Statements,
    changed,
    figures,
    in_direction,
    mentions,
)
from assistant.training.sources import Sources
from corpus.model import DocumentKind
from corpus.registers import Situations
from corpus.text import fold

__all__ = ["Gate"]

_RIVAL = 0.6
"""A clause that the search scores this near the key's is an answer too."""

_RIVAL_PROCEDURES = 3
_MOST_SEARCHES = 2_000
_ANY_TIME = re.compile(
    r"dong thoi|song song|bat ky|dot xuat|thuong xuyen|hang ngay|hang thang|hang nam|dieu kien|"
    r"trong suot|cung luc|truong hop|khi co|luu ho so|quy dinh chung|giam sat|"
    r"theo doi|bao mat|ben ngoai"
)
"""Folded words of a step that has no place of its own in the order."""

_OPTIONS = 2


class Gate:
    """Refuses items that are not proven or not unambiguous.

    An option that the agency's mapping supports, or merely proposes, is never a wrong one,
    and a pair that a person rejected there never the right one.
    """

    def __init__(
        self,
        sources: Sources,
        edition: str,
        situations: Situations,
        mapped: Mapped,
    ) -> None:
        self._sources = sources
        self._edition = edition
        self._situations = situations
        self.kinship = Kinship(sources, edition, mapped)
        self.statements = Statements(sources)
        self._search = lru_cache(_MOST_SEARCHES)(self._ask)
        self._checks: dict[QuizKind, Callable[[Item], Iterator[str]]] = {
            QuizKind.WHICH_CLAUSE: self._which_clause,
            QuizKind.TRUE_FALSE: self._true_false,
            QuizKind.CLAUSE_OF_PROCEDURE: self._clause_of_procedure,
            QuizKind.PROCEDURE_OF_CLAUSE: self._procedure_of_clause,
            QuizKind.ORDER_STEPS: self._order_steps,
        }

    def reasons(self, item: Item) -> tuple[str, ...]:
        """Return why an item is refused, in Vietnamese; () where it may be asked."""
        form = tuple(self._form(item))
        return form or tuple(self._checks[item.kind](item))

    # --- options, one by one -------------------------------------------------------------

    def clause_answers(self, situation: str, key: str, option: str) -> bool:
        """Tell whether a clause answers a situation too, beside the key."""
        if self.kinship.akin(key, option):
            return True
        if situation in self._situations.of(self._edition, option):
            return True
        scores = self._clause_scores(situation)
        return scores.get(option, 0.0) >= _RIVAL * scores.get(key, 0.0)

    def finds(self, situation: str, key: str) -> bool:
        """Tell whether the search, too, answers a situation by the key or a part of it."""
        best = next(iter(self._clause_scores(situation)), "")
        return f"{best}.".startswith(f"{key}.")

    def procedure_answers(self, clause: str, document_id: str) -> bool:
        """Tell whether a procedure implements a clause, by its words or by the search."""
        if self.kinship.implements(document_id, clause):
            return True
        title = self._sources.register(self._edition).title(clause).text
        found = self._search(title, DocumentKind.PROCEDURE)
        best = list(dict.fromkeys(result.document.id for result in found))[:_RIVAL_PROCEDURES]
        return document_id in best

    def step_floats(self, document_id: str, locator: str) -> bool:
        """Tell whether a step happens at no time of its own."""
        provision = self._sources.provision(document_id, locator)
        return provision is None or bool(_ANY_TIME.search(fold(provision.title)))

    # --- items ---------------------------------------------------------------------------

    def _form(self, item: Item) -> Iterator[str]:
        texts = [fold(option.text).strip() for option in item.options]
        if len(texts) < _OPTIONS or len(set(texts)) < len(texts):
            yield "Các phương án trùng nhau hoặc quá ít."
        if not item.answer or any(place not in range(len(texts)) for place in item.answer):
            yield "Đáp án không nằm trong các phương án."
        if not item.key:
            yield "Đáp án chưa có trích dẫn."
        for cited in item.key:
            provision = self._sources.provision(cited.document.id, cited.locator)
            if provision is None or provision.text[cited.start : cited.end] != cited.quote:
                yield f"Trích dẫn {cited.label} không khớp nguyên văn."
            elif self._sources.judge(cited.document, dt.date.today()).in_force is False:
                yield f"{cited.label}: văn bản không còn hiệu lực."

    def _which_clause(self, item: Item) -> Iterator[str]:
        right = item.options[item.answer[0]]
        if not self.finds(item.subject, right.ref):
            yield f"Kho tài liệu không dẫn tình huống này về điều {right.ref}."
        if not any(c.document.edition == self._edition for c in item.key):
            yield "Trích dẫn không thuộc phiên bản tiêu chuẩn của câu hỏi."
        for option in _wrong(item):
            if self.clause_answers(item.subject, right.ref, option.ref):
                yield f"Điều {option.ref} cũng trả lời được tình huống này."

    def _clause_of_procedure(self, item: Item) -> Iterator[str]:
        right = item.options[item.answer[0]].ref
        if right not in self.kinship.proven(item.subject):
            yield f"Quy trình không nêu điều {right}, hoặc ánh xạ đã bác."
        for option in _wrong(item):
            if self.kinship.implements(item.subject, option.ref):
                yield f"Quy trình cũng thực hiện điều {option.ref}."

    def _procedure_of_clause(self, item: Item) -> Iterator[str]:
        right = item.options[item.answer[0]].ref
        if item.subject not in self.kinship.proven(right):
            yield f"Quy trình đáp án không nêu điều {item.subject}, hoặc ánh xạ đã bác."
        for option in _wrong(item):
            if self.procedure_answers(item.subject, option.ref):
                yield f"{option.text} cũng thực hiện điều {item.subject}."

    def _true_false(self, item: Item) -> Iterator[str]:
        cited = item.key[0]
        if item.answer == (0,):
            if item.subject != cited.quote:
                yield "Câu đúng phải là nguyên văn."
            return
        change = changed(cited.quote, item.subject)
        if change is None:
            yield "Câu sai phải đổi đúng một chỗ."
            return
        yield from self._wrong_statement(item, *change)

    def _wrong_statement(self, item: Item, old: str, new: str) -> Iterator[str]:
        cited = item.key[0]
        place = next((v for v in figures(cited.quote) if cited.quote[v.start : v.end] == old), None)
        words = f"{new} {place.unit}" if place else new
        if new.isdigit() and (place is None or not in_direction(cited.quote, place, int(new))):
            yield "Con số đã đổi không làm câu sai."
        if mentions(self.statements.family(cited.document.id, cited.locator), words):
            yield f"“{words}” cũng có trong {cited.label}."
        if self.statements.supported(item.subject, words):
            yield f"Một câu khác trong kho cũng nói “{words}”."

    def _order_steps(self, item: Item) -> Iterator[str]:
        order = [p.locator for p in self._sources.provisions(item.subject)]
        chosen = [item.options[place].ref for place in item.answer]
        if sorted(item.answer) != list(range(len(item.options))):
            yield "Đáp án phải xếp mọi bước."
        if any(locator not in order for locator in chosen):
            yield "Có bước không thuộc quy trình."
        elif chosen != sorted(chosen, key=order.index):
            yield "Thứ tự đáp án khác với quy trình."
        for locator in chosen:
            if self.step_floats(item.subject, locator):
                yield f"Bước {locator} không có thứ tự riêng."

    # --- search --------------------------------------------------------------------------

    def _clause_scores(self, situation: str) -> dict[str, float]:
        """Return the scores of the clauses that the search finds, best first."""
        found: dict[str, float] = {}
        for result in self._search(situation, DocumentKind.STANDARD):
            found.setdefault(result.locator, result.score)
        return found

    def _ask(self, text: str, kind: DocumentKind) -> tuple[Result, ...]:
        options = QueryOptions(
            kinds=frozenset({kind}), edition=self._edition, top_k=30, literal=True
        )
        return self._sources.corpus.ask(text, options).results


def _wrong(item: Item) -> list[Option]:
    return [option for place, option in enumerate(item.options) if place not in item.answer]
