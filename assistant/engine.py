"""The engine: from a question to a cited answer. What the chat and the command line call."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

from assistant.bases import Bases
from assistant.composition import Composer
from assistant.confidence import THRESHOLD, top_confidence
from assistant.evidence import choose, gather
from assistant.lookup import Lookup, look_up
from assistant.model import Answer, Citation, Passage, QueryOptions
from assistant.parts import split_question
from assistant.precedence import asks_past, licensed_first, successors_first
from assistant.ranking import Ranked, rank, results
from assistant.reranking import load_reranker, rerank
from assistant.search import Query, Weights, search
from assistant.suggestions import suggest
from assistant.understanding import Understood, Vocabulary, understand
from corpus.errors import UnknownDocumentError
from corpus.model import Document, Provision
from corpus.references import law_names
from corpus.registers import load_registers
from corpus.settings import Settings
from ingest.embedding import Encoder, load_encoder
from ingest.generations import Generations
from ingest.index import Index
from ingest.ocr import Box, page_words, quoted_words

__all__ = ["Engine"]

_NOTHING = "Không có tài liệu nào trong kho trả lời được câu hỏi này."


@dataclass(frozen=True, slots=True)
class _Finding:
    """What was found for one part of a question; `confidence` in 0..1."""

    understood: Understood
    lookup: Lookup
    ranking: Sequence[Ranked]
    confidence: float

    @property
    def refused(self) -> bool:
        return bool(self.lookup.missing) or self.confidence < THRESHOLD or not self.ranking

    @property
    def stated_confidence(self) -> float:
        """The confidence; of a place that does not exist never more than the threshold."""
        return min(self.confidence, THRESHOLD) if self.lookup.missing else self.confidence


def _merged(findings: Iterable[_Finding]) -> list[Ranked]:
    """Return the units of all parts, each with its best score, best first."""
    best: dict[int, Ranked] = {}
    for finding in findings:
        for item in finding.ranking:
            if item.unit not in best or item.score > best[item.unit].score:
                best[item.unit] = item
    return sorted(best.values(), key=lambda item: (not item.named, -item.score))


class Engine:
    """Answers questions over one index; safe to share between threads.

    `registers` are the facts by which validity is judged.
    """

    def __init__(self, settings: Settings, encoder: Encoder, index: Index) -> None:
        self._settings = settings
        self._encoder = encoder
        self._index = index
        self.registers = load_registers(settings.register_folders)
        self._vocabulary = Vocabulary.load(
            settings.register_folders, law_names(self.registers.legal)
        )
        self._reranker = load_reranker(settings)
        self._bases = Bases(self.registers.legal)
        self._lock = threading.RLock()

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Load the model and open the index that is served.

        Raises `IndexMissingError`, `IndexOutdatedError` and `ConfigurationError`, each with
        a message for the user that ends with what to do.
        """
        Generations(settings.index_dir).require()
        encoder = load_encoder(settings)
        return cls(settings, encoder, Index.open(settings, encoder.model_id))

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    @property
    def encoder(self) -> Encoder:
        """What turns text into vectors; a second one would cost its memory again."""
        return self._encoder

    @property
    def generation(self) -> int:
        """The number of the generation that answers."""
        return self._index.manifest.generation

    def refresh(self) -> bool:
        """Reopen the index if a newer generation is served; tell whether it was."""
        with self._lock:
            if Generations(self._settings.index_dir).current() == self.generation:
                return False
            fresh = Index.open(self._settings, self._encoder.model_id)
            old, self._index = self._index, fresh
            old.close()
            return True

    def ask(self, question: str, options: QueryOptions | None = None) -> Answer:
        """Answer a question; `QuestionError` if it is empty or too long.

        Each part of a question of several parts is answered, or refused, by itself.
        """
        options = options or QueryOptions()
        started = time.perf_counter()
        with self._lock:
            understood = self._understand(question, options)
            on = options.as_of or understood.as_of or dt.date.today()
            findings = [self._find(part, options, on) for part in self._parts(understood, options)]
            answer = self._answer(understood, options, on, findings)
        return replace(answer, seconds=time.perf_counter() - started)

    def _understand(self, question: str, options: QueryOptions) -> Understood:
        return understand(question, self._index.restorer, self._vocabulary, options.literal)

    def _parts(self, understood: Understood, options: QueryOptions) -> list[Understood]:
        """Return what the parts of a question say; what only the whole says holds for each."""
        parts = [] if understood.asks_counterpart else split_question(understood.searched)
        if len(parts) < 2:  # noqa: PLR2004 - one part is the question itself
            return [understood]
        read = [self._understand(part, options) for part in parts]
        return [
            replace(
                part,
                editions=part.editions or understood.editions,
                restored=understood.restored,
            )
            for part in read
        ]

    def _find(self, understood: Understood, options: QueryOptions, on: dt.date) -> _Finding:
        """Search and look up what one part of a question asks for."""
        edition = self._edition(understood, options)
        query = Query.encode(
            self._encoder, understood.searched, understood.restored, understood.expansions
        )
        found = search(self._index, query, options.kinds, Weights(), options.documents)
        if self._reranker is not None:
            found = rerank(self._index, query.text, found, self._reranker)
        lookup = look_up(understood, self._index, self.registers, edition)
        ranking = licensed_first(self._index, rank(self._index, found, lookup, options, edition))
        if not (understood.asks_validity or asks_past(understood.searched)):
            legal = self.registers.legal
            ranking = successors_first(self._index, ranking, legal, on, lookup.documents)
        confidence = 1.0 if lookup.places else top_confidence(self._index, query, found)
        return _Finding(understood, lookup, ranking, confidence)

    def _answer(
        self,
        understood: Understood,
        options: QueryOptions,
        on: dt.date,
        findings: Sequence[_Finding],
    ) -> Answer:
        composer = Composer(on, *self.registers, partial(self._bases.ended, self._index, on=on))
        for finding in findings:
            part = finding.understood.searched if len(findings) > 1 else ""
            if finding.refused:
                composer.refuse(finding.lookup.missing or [_NOTHING], part)
                continue
            only = finding.lookup.documents if finding.understood.asks_validity else None
            chosen = choose(self._index, finding.ranking, only, clause_wanted=bool(options.edition))
            composer.add(gather(self._index, finding.understood.searched, chosen), part)
        for finding in findings:
            if finding.understood.asks_validity:
                for number in finding.lookup.numbers:
                    composer.state_validity(number)
        ranking = findings[0].ranking if len(findings) == 1 else _merged(findings)
        return Answer(
            question=understood.question,
            normalized=understood.searched,
            refused=not composer.claims,
            confidence=max(finding.stated_confidence for finding in findings),
            claims=tuple(composer.claims),
            citations=tuple(map(self._with_recognition, composer.citations)),
            results=results(self._index, ranking, options.top_k, options.level),
            notices=tuple(composer.notices),
            generation=self.generation,
            restored=understood.restored,
        )

    def _with_recognition(self, citation: Citation) -> Citation:
        """Say of a citation from a scanned page how sure its recognition was."""
        page = self._recognised(citation.document.id, citation.page)
        return replace(citation, ocr_confidence=page["confidence"]) if page else citation

    def _recognised(self, document_id: str, page: int | None) -> dict[str, Any] | None:
        pages = self._index.catalog.report(document_id).get("ocr", [])
        return next((entry for entry in pages if entry["page"] == page), None)

    def _edition(self, understood: Understood, options: QueryOptions) -> str | None:
        """Return the edition to answer from; None where the question names both."""
        if options.edition:
            return options.edition
        if len(understood.editions) > 1:
            return None
        return next(iter(understood.editions), self._settings.edition)

    # --- looking into the corpus -------------------------------------------------

    def suggestions(self, n: int = 6) -> list[str]:
        """Return up to `n` questions that the corpus answers."""
        with self._lock:
            return suggest(self._index, n)

    def documents(self) -> list[Document]:
        """Return all documents of the index, ordered by path."""
        return list(self._index.documents.values())

    def provisions(self, document_id: str) -> tuple[Provision, ...]:
        """Return the provisions of a document in reading order."""
        with self._lock:
            return self._index.catalog.provisions(document_id)

    def unit_text(self, document_id: str, unit: str) -> str:
        """Return the whole text of a ranking unit, "" if there is none."""
        with self._lock:
            provisions = self._index.catalog.unit_provisions(document_id, unit)
        return "\n".join(provision.text for provision in provisions)

    def lineage(self, document_id: str, locator: str) -> frozenset[str]:
        """Return a locator with those of all provisions above it."""
        with self._lock:
            return self._index.lineage(document_id, locator)

    def passage(self, document_id: str, locator: str) -> Passage:
        """Return a provision with its neighbours; `UnknownDocumentError` if it is not there."""
        with self._lock:
            document = self._index.catalog.document(document_id)
            provisions = self._index.catalog.provisions(document_id)
        place = next((i for i, p in enumerate(provisions) if p.locator == locator), None)
        if place is None:
            raise UnknownDocumentError(f"«{document.title}» không có {locator}.")
        return Passage(
            document=document,
            provision=provisions[place],
            before=provisions[place - 1] if place else None,
            after=provisions[place + 1] if place + 1 < len(provisions) else None,
        )

    def quoted_boxes(self, document_id: str, page: int, quote: str) -> tuple[Box, ...]:
        """Return where the words of a quote stand on a recognised page, none elsewhere."""
        with self._lock:
            recognised = self._recognised(document_id, page)
        image = recognised.get("image") if recognised else None
        if image is None:
            return ()
        words = page_words(self._settings.cache_dir, image)
        return tuple(word.box for word in quoted_words(words, quote))
