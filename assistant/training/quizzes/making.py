"""Quizzes made from the corpus without a language model, the same from the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from assistant.training.quizzes.clauses import clause_items, procedure_items
from assistant.training.quizzes.facts import Draw, Facts
from assistant.training.quizzes.gate import Gate
from assistant.training.quizzes.mapped import Mapped, MappingReader
from assistant.training.quizzes.model import Item, Quiz, QuizKind, QuizRequest
from assistant.training.quizzes.steps import order_items
from assistant.training.quizzes.truths import statement_items
from assistant.training.sources import Sources
from corpus.errors import TrainingError
from corpus.registers import Situations, load_situations

__all__ = ["QuizMaker"]

_MOST_ITEMS = 100
_MOST_REFUSED = 60
"""So many candidates of one kind in a row that the gate refuses end the search for more."""


class QuizMaker:
    """Makes quizzes over one generation of the corpus.

    `situations` default to the shipped ones. `mapping` is asked each time a quiz is made,
    so that decisions of people count at once; without it only documents say which
    procedure meets which clause.
    """

    def __init__(
        self,
        sources: Sources,
        situations: Situations | None = None,
        mapping: MappingReader | None = None,
    ) -> None:
        self._sources = sources
        self._situations = situations or load_situations()
        self._mapping = mapping or _nothing_mapped
        self._gates: dict[str, tuple[Mapped, Gate]] = {}

    def gate(self, edition: str) -> Gate:
        """Return the check of items on an edition, for those of a language model too."""
        mapped = self._mapping(edition)
        kept = self._gates.get(edition)
        if kept is None or kept[0] != mapped:
            kept = (mapped, Gate(self._sources, edition, self._situations, mapped))
            self._gates[edition] = kept
        return kept[1]

    def make(self, request: QuizRequest) -> Quiz:
        """Return a quiz of up to `count` items, the kinds in turn.

        Raises `TrainingError` where the corpus gives no sound item for the request.
        """
        gate = self.gate(request.edition)
        facts = Facts(self._sources, self._situations, request)
        kinds = list(dict.fromkeys(request.kinds))
        streams = {kind: self._sound(kind, facts, gate) for kind in kinds}
        items: list[Item] = []
        while streams and len(items) < min(request.count, _MOST_ITEMS):
            for kind in [kind for kind in kinds if kind in streams]:
                item = next(streams[kind], None)
                if item is None:
                    del streams[kind]
                elif len(items) < request.count:
                    items.append(item)
        if not items:
            raise TrainingError(
                "Kho tài liệu chưa đủ để ra câu hỏi chắc chắn cho phạm vi này. Hãy mở rộng phạm "
                "vi hoặc chọn thêm dạng câu hỏi."
            )
        return Quiz(request, self._sources.generation, tuple(items))

    def _sound(self, kind: QuizKind, facts: Facts, gate: Gate) -> Iterator[Item]:
        random = Random(f"{facts.request.seed}:{kind.value}")
        makers = {
            QuizKind.WHICH_CLAUSE: clause_items,
            QuizKind.TRUE_FALSE: statement_items,
            QuizKind.CLAUSE_OF_PROCEDURE: procedure_items,
            QuizKind.PROCEDURE_OF_CLAUSE: procedure_items,
            QuizKind.ORDER_STEPS: order_items,
        }
        refused = 0
        for item in makers[kind](Draw(facts, gate, random)):
            if item is None or item.kind is not kind or gate.reasons(item):
                refused += 1
                if refused > _MOST_REFUSED:
                    return
                continue
            refused = 0
            yield item


def _nothing_mapped(_edition: str) -> Mapped:
    return Mapped()
