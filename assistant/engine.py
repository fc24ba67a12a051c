"""The engine: from a question to a cited answer. What the chat and the command line call."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from threadpoolctl import threadpool_limits

from assistant.bases import Bases
from assistant.composition import Composer
from assistant.confidence import THRESHOLD, top_confidence
from assistant.corpus_view import CorpusView
from assistant.evidence import choose, gather, naming
from assistant.law_order import asks_past, edition_on, in_force_first
from assistant.lookup import Lookup, look_up
from assistant.model import Answer, Citation, QueryOptions
from assistant.parts import split_question
from assistant.precedence import licensed_first
from assistant.ranking import Ranked, rank, results
from assistant.reranking import load_reranker, rerank
from assistant.rivals import distinguishing, equally_fitting, offer
from assistant.search import Query, Weights, search
from assistant.understanding import Understood, Vocabulary, understand
from corpus.references import law_names
from corpus.registers import Registers, load_registers
from corpus.registers.wording import vietnamese_date
from corpus.settings import Settings
from ingest.embedding import Encoder, load_encoder
from ingest.generations import Generations
from ingest.index import Index

__all__ = ["Engine"]

_NOTHING = "Không có tài liệu nào trong kho trả lời được câu hỏi này."
_AS_OF = "Hiệu lực được xét theo ngày {}, như câu hỏi nêu; hôm nay có thể khác."


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


def _written(folder: Path) -> frozenset[tuple[str, int]]:
    """Return the register files of a folder, each with its time of writing."""
    return frozenset((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.yaml"))


class Engine(CorpusView):
    """Answers questions over one index; safe to share between threads.

    `registers` are the facts by which validity is judged.
    """

    def __init__(self, settings: Settings, encoder: Encoder, index: Index) -> None:
        super().__init__(settings, index)
        self._encoder = encoder
        self._recorded = load_registers(settings.register_folders)
        self._take_stated_days()
        self._reviewed = _written(settings.review_dir)
        self._vocabulary = self._load_vocabulary()
        self._reranker = load_reranker(settings)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Load the model and open the index that is served.

        Matrix products of the whole process run on one thread from then on: those of one
        question are so small that threads only wait for each other. Raises
        `IndexMissingError`, `IndexOutdatedError` and `ConfigurationError`, each with a message
        for the user that ends with what to do.
        """
        threadpool_limits(1, user_api="blas")
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
        """Reopen the index if a newer generation is served; tell whether it was.

        Wordings that were approved meanwhile are taken over too.
        """
        with self._lock:
            reviewed = _written(self._settings.review_dir)
            if reviewed != self._reviewed:
                self._vocabulary, self._reviewed = self._load_vocabulary(), reviewed
            if Generations(self._settings.index_dir).current() == self.generation:
                return False
            fresh = Index.open(self._settings, self._encoder.model_id)
            old, self._index = self._index, fresh
            old.close()
            self._take_stated_days()
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

    def _take_stated_days(self) -> None:
        """Judge validity by the registers and by the days stated beside the index's documents."""
        legal = self._recorded.legal.with_stated(self.documents())
        self.registers: Registers = self._recorded._replace(legal=legal)
        self._bases = Bases(legal)

    def _load_vocabulary(self) -> Vocabulary:
        folders = (*self._settings.register_folders, self._settings.review_dir)
        return Vocabulary.load(folders, law_names(self.registers.legal))

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
                as_of=part.as_of or understood.as_of,
                restored=understood.restored,
            )
            for part in read
        ]

    def _find(self, understood: Understood, options: QueryOptions, on: dt.date) -> _Finding:
        """Search and look up what one part of a question asks for."""
        edition = self._edition(understood, options, on)
        query = Query.encode(
            self._encoder, understood.searched, understood.restored, understood.expansions
        )
        found = search(self._index, query, options.kinds, Weights(), options.documents)
        if self._reranker is not None:
            found = rerank(self._index, query.text, found, self._reranker)
        lookup = look_up(understood, self._index, self.registers, edition)
        ranking = licensed_first(self._index, rank(self._index, found, lookup, options, edition))
        past = understood.as_of is None and asks_past(understood.searched)
        if not (understood.asks_validity or past):
            legal = self.registers.legal
            ranking = in_force_first(self._index, ranking, legal, on, lookup.documents)
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
            ranking, only = finding.ranking, None
            if finding.understood.asks_validity:
                only = finding.lookup.documents
                # Of a law that the corpus lacks another one's text says nothing.
                if finding.lookup.numbers and not only:
                    ranking = naming(self._index, ranking, finding.lookup.numbers)
            chosen = choose(self._index, ranking, only, clause_wanted=bool(options.edition))
            rivals = equally_fitting(self._index, ranking)
            chosen += [item for item in rivals if item not in chosen]
            evidence = gather(self._index, finding.understood.searched, chosen)
            scopes = distinguishing(self._index, rivals)
            composer.add(evidence + [item for item in scopes if item not in evidence], part)
            if rivals:
                composer.add_notice(offer(self._index, rivals))
        if composer.claims and on == understood.as_of:
            composer.add_notice(_AS_OF.format(vietnamese_date(on)))
        for finding in findings:
            if finding.understood.asks_validity:
                for number in finding.lookup.numbers:
                    composer.state_validity(number)
        whole = findings[0].ranking if len(findings) == 1 else _merged(findings)
        return Answer(
            question=understood.question,
            normalized=understood.searched,
            refused=not composer.claims,
            confidence=max(finding.stated_confidence for finding in findings),
            claims=tuple(composer.claims),
            citations=tuple(map(self._with_recognition, composer.citations)),
            results=results(self._index, whole, options.top_k, options.level),
            notices=tuple(composer.notices),
            generation=self.generation,
            restored=understood.restored,
        )

    def _with_recognition(self, citation: Citation) -> Citation:
        """Say of a citation from a scanned page how sure its recognition was."""
        page = self.recognised(citation.document.id, citation.page)
        return replace(citation, ocr_confidence=page["confidence"]) if page else citation

    def _edition(self, understood: Understood, options: QueryOptions, on: dt.date) -> str | None:
        """Return the edition to answer from; None where the question names both."""
        if options.edition:
            return options.edition
        if len(understood.editions) > 1:
            return None
        usual = edition_on(self.registers.legal, self._settings.edition, on)
        return next(iter(understood.editions), usual)
