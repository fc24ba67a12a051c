"""A language model, where there is one, rewrites evidence that was found and checked.

It also makes follow-up questions complete that the rules of `assistant.conversations` do not know.

    rewriter = Rewriter.open(settings, engine, store)    # None without ISO_LLM_MODEL
    for event in rewriter.rewrite(engine.ask(question)):
        ...                                              # see assistant.llm.events

The answer made without it comes first and stands whenever the model does not help.
"""

from assistant.llm.completing import Completed, Completer
from assistant.llm.events import (
    Draft,
    Dropped,
    Event,
    EvidenceFound,
    Finished,
    Silence,
    Verified,
)
from assistant.llm.evidence import NumberedEvidence, number_evidence
from assistant.llm.ledger import Ledger, Spent
from assistant.llm.rewriting import Rewriter, Writer, gate_over, places_of, rewrite

__all__ = [
    "Completed",
    "Completer",
    "Draft",
    "Dropped",
    "Event",
    "EvidenceFound",
    "Finished",
    "Ledger",
    "NumberedEvidence",
    "Rewriter",
    "Silence",
    "Spent",
    "Verified",
    "Writer",
    "gate_over",
    "number_evidence",
    "places_of",
    "rewrite",
]
