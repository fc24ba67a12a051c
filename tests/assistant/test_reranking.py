from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.reranking import CrossEncoderReranker, EndpointReranker, load_reranker, rerank
from assistant.search import Found, Query, Weights, search
from corpus.errors import ConfigurationError
from corpus.settings import Settings
from ingest.embedding import Encoder
from ingest.index import Index

pytestmark = pytest.mark.integration

QUESTION = "Ai phê duyệt tài liệu?"
TEXTS = ["giám đốc phê duyệt tài liệu", "hồ sơ lưu năm năm", "phê duyệt"]


class LongestFirst:
    def scores(self, question: str, texts: Sequence[str]) -> np.ndarray:
        return np.asarray([len(text) for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def index(shipped_settings: Settings, encoder: Encoder) -> Iterator[Index]:
    opened = Index.open(shipped_settings, encoder.model_id)
    yield opened
    opened.close()


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A rerank server that prefers short documents, and the requests it got."""
    requests: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            requests.append({**body, "authorization": self.headers.get("Authorization")})
            results = [
                {"index": place, "relevance_score": 1 / len(text)}
                for place, text in enumerate(body["documents"])
            ]
            if self.path == "/short":
                results.pop()
            answer = json.dumps({"results": results[::-1]}).encode()
            self.send_response(500 if self.path == "/broken" else 200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", requests
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real cross-encoder, two layers of random weights over the words of `TEXTS`."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    words = sorted({word for text in [QUESTION, *TEXTS] for word in text.split()})
    vocabulary = {word: place for place, word in enumerate(["[PAD]", "[UNK]", "[SEP]", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A [SEP]", pair="$A [SEP] $B:1 [SEP]:1", special_tokens=[("[SEP]", 2)]
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=32
    )
    fast.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=32, num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def found(index: Index, encoder: Encoder) -> Found:
    return search(index, Query.encode(encoder, QUESTION), (), Weights())


def test_off_by_default() -> None:
    assert load_reranker(Settings()) is None


def test_the_best_units_change_places_and_nothing_is_lost(index: Index, encoder: Encoder) -> None:
    before = found(index, encoder)
    after = rerank(index, QUESTION, before, LongestFirst())
    assert sorted(after.units[:30]) == sorted(before.units[:30])
    assert after.units[:30].tolist() != before.units[:30].tolist()
    assert after.units[30:].tolist() == before.units[30:].tolist()
    assert (np.diff(after.scores) <= 1e-6).all()
    assert (index.unit_of[after.chunks] == after.units).all()
    place = before.units.tolist().index(after.units[0])
    assert after.dense[0] == before.dense[place]
    assert {name: values[0] for name, values in after.signals.items()} == {
        name: values[place] for name, values in before.signals.items()
    }


def test_a_cross_encoder_from_a_folder_scores_every_text(cross_encoder: Path) -> None:
    reranker = load_reranker(Settings(reranker=str(cross_encoder)))
    assert isinstance(reranker, CrossEncoderReranker)
    scores = reranker.scores(QUESTION, TEXTS)
    assert scores.shape == (3,) and np.isfinite(scores).all()
    assert reranker.scores(QUESTION, TEXTS[::-1]) == pytest.approx(scores[::-1], abs=1e-5)


def test_a_model_that_is_not_here_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="ISO_RERANKER"):
        load_reranker(Settings(reranker=str(tmp_path / "none")))


def test_an_endpoint_is_asked_once_and_its_order_of_results_does_not_matter(
    endpoint: tuple[str, list[dict[str, Any]]],
) -> None:
    url, requests = endpoint
    settings = Settings(reranker_url=url, reranker="judge", reranker_key="secret")
    reranker = load_reranker(settings)
    assert isinstance(reranker, EndpointReranker)
    scores = reranker.scores(QUESTION, TEXTS)
    assert scores == pytest.approx([1 / len(text) for text in TEXTS])
    assert requests == [
        {
            "query": QUESTION,
            "documents": TEXTS,
            "top_n": 3,
            "model": "judge",
            "authorization": "Bearer secret",
        }
    ]


@pytest.mark.parametrize("path", ["/broken", "/short"])
def test_an_endpoint_that_fails_is_a_clear_error(
    endpoint: tuple[str, list[dict[str, Any]]], path: str
) -> None:
    reranker = EndpointReranker(Settings(reranker_url=endpoint[0] + path))
    with pytest.raises(ConfigurationError, match="ISO_RERANKER_URL"):
        reranker.scores(QUESTION, TEXTS)


def test_no_server_is_a_clear_error() -> None:
    with pytest.raises(ConfigurationError, match=r"127\.0\.0\.1"):
        EndpointReranker(Settings(reranker_url="http://127.0.0.1:9")).scores(QUESTION, TEXTS)
