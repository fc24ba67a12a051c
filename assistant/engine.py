"""The engine: from a question to a cited answer. What the chat and the command line call."""

from __future__ import annotations

import datetime as dt
import threading
import time
from dataclasses import replace
from typing import Self

from assistant.composition import Composer
from assistant.confidence import THRESHOLD, top_confidence
from assistant.evidence import choose, gather
from assistant.lookup import Lookup, look_up
from assistant.model import Answer, Passage, QueryOptions
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

__all__ = ["Engine"]

_NOTHING = "Không có tài liệu nào trong kho trả lời được câu hỏi này."


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
        """Answer a question; `QuestionError` if it is empty or too long."""
        options = options or QueryOptions()
        started = time.perf_counter()
        with self._lock:
            understood = understand(
                question, self._index.restorer, self._vocabulary, options.literal
            )
            edition = self._edition(understood, options)
            query = Query.encode(
                self._encoder, understood.searched, understood.restored, understood.expansions
            )
            found = search(self._index, query, options.kinds, Weights(), options.documents)
            if self._reranker is not None:
                found = rerank(self._index, query.text, found, self._reranker)
            lookup = look_up(understood, self._index, self.registers, edition)
            ranking = rank(self._index, found, lookup, options, edition)
            confidence = 1.0 if lookup.places else top_confidence(self._index, query, found)
            answer = self._answer(understood, options, (lookup, ranking, confidence))
        return replace(answer, seconds=time.perf_counter() - started)

    def _answer(
        self,
        understood: Understood,
        options: QueryOptions,
        outcome: tuple[Lookup, list[Ranked], float],
    ) -> Answer:
        lookup, ranking, confidence = outcome
        on = options.as_of or understood.as_of or dt.date.today()
        composer = Composer(on, *self.registers)
        refused = bool(lookup.missing) or confidence < THRESHOLD or not ranking
        if refused:
            composer.notices.extend(lookup.missing or [_NOTHING])
        else:
            only = lookup.documents if understood.asks_validity else None
            chosen = choose(self._index, ranking, only)
            composer.add(gather(self._index, understood.searched, chosen))
        if understood.asks_validity:
            for number in lookup.numbers:
                composer.state_validity(number)
        return Answer(
            question=understood.question,
            normalized=understood.searched,
            refused=refused or not composer.claims,
            confidence=min(confidence, THRESHOLD) if lookup.missing else confidence,
            claims=tuple(composer.claims),
            citations=tuple(composer.citations),
            results=results(self._index, ranking, options.top_k, options.level),
            notices=tuple(composer.notices),
            generation=self.generation,
            restored=understood.restored,
        )

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
