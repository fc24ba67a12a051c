"""What the gate before a language model's sentences keeps and drops, and how long it takes."""

from __future__ import annotations

import random
import time
from collections import Counter
from statistics import median

from assistant.engine import Engine
from assistant.llm import NumberedEvidence, gate_over
from assistant.llm.gate import Approved, Gate
from assistant.llm.parsing import Proposal
from assistant.quotes import Quote, quotable
from corpus.model import Document, Part, Provision, ProvisionKind
from tests.assistant.llm.citing import cite
from tests.assistant.llm.pairs import HONEST
from tests.assistant.llm.perturbing import lies

__all__ = ["gate_figures"]

_SENTENCES = 300
_SHORTEST, _LONGEST = 40, 300


def gate_figures(engine: Engine) -> list[tuple[str, str, str]]:
    """Measure the gate on sentences of the shipped corpus; rows of (what, figure, bound).

    Verbatim sentences and honest rewordings should pass, one small lie in either should not.
    """
    gate = gate_over(engine)
    document = engine.documents()[0]
    honest = [(said, _evidence(document, quote)) for said, quote in HONEST]
    verbatim = [
        (quote.text, NumberedEvidence(cite(1, of, quote), (quote,)))
        for of, quote in _sample(engine)
    ]
    kept = [pair for pair in verbatim if _passes(gate, *pair)]
    reworded = [pair for pair in honest if _passes(gate, *pair)]
    told: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    seconds = []
    for said, evidence in (*kept, *reworded):
        for kind, lie in lies(said):
            started = time.perf_counter()
            told[kind] += 1
            passed[kind] += _passes(gate, lie, evidence)
            seconds.append(time.perf_counter() - started)
    caught = told.total() - passed.total()
    return [
        ("verbatim sentences kept", f"{len(kept)} of {len(verbatim)}", ">= 98%"),
        ("honest rewordings kept", f"{len(reworded)} of {len(honest)}", ">= 90%"),
        ("small lies dropped", f"{caught} of {told.total()}", ">= 99%"),
        *(
            (f"dropped: {kind}", f"{told[kind] - passed[kind]} of {told[kind]}", "")
            for kind in told
        ),
        ("one sentence, median", f"{median(seconds) * 1000:.1f} ms", ""),
    ]


def _sample(engine: Engine) -> list[tuple[Document, Quote]]:
    found = [
        (document, quote)
        for document in engine.documents()
        for provision in engine.provisions(document.id)
        for quote in quotable(provision)
        if _SHORTEST < len(quote.text) < _LONGEST
    ]
    return random.Random(0).sample(found, min(_SENTENCES, len(found)))


def _evidence(document: Document, text: str) -> NumberedEvidence:
    provision = Provision("5", ProvisionKind.SECTION, "", 1, None, None, Part.BODY, text)
    quote = Quote(provision, 0, len(text))
    return NumberedEvidence(cite(1, document, quote), (quote,))


def _passes(gate: Gate, said: str, evidence: NumberedEvidence) -> bool:
    verdicts = gate.judge(Proposal(said, (1,), (evidence.sentences[0].text,)), (evidence,))
    return all(isinstance(verdict, Approved) for verdict in verdicts)
