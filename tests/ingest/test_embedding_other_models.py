from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr

from corpus.errors import ConfigurationError
from corpus.settings import Settings
from ingest.embedding import load_encoder
from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.parity import SAMPLE
from ingest.embedding.sentence_transformer import SentenceTransformerEncoder

LONG = " ".join(f"Bước {n}: chuyên viên ghi sổ và chuyển hồ sơ." for n in range(200))


class EmbeddingServer(ThreadingHTTPServer):
    """Speaks /v1/embeddings: a vector is (1, characters); remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.inputs: list[list[str]] = []
        self.keys: list[str | None] = []
        self.status = 200
        self.value: float | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/embeddings"
        self.server.inputs.append(request["input"])
        self.server.keys.append(self.headers["Authorization"])
        data = [
            {"object": "embedding", "index": i, "embedding": [1.0, self._second(text)]}
            for i, text in enumerate(request["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        answer = {"object": "list", "data": data, "model": request["model"], "usage": usage}
        body = json.dumps(answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _second(self, text: str) -> float:
        return len(text) if self.server.value is None else self.server.value

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.mark.integration
def test_the_endpoint_gets_prompts_key_and_batches(server: EmbeddingServer) -> None:
    encoder = load_encoder(
        Settings(
            model="multilingual-e5-large",
            embeddings_url=server.url,
            embeddings_key=SecretStr("chìa".encode().hex()),
        )
    )
    finished: list[int] = []
    vectors = encoder.encode(["a" * n for n in range(1, 101)], progress=finished.append)
    assert encoder.dimension == 2
    assert vectors.shape == (100, 2)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.all(np.diff(vectors[:, 1] / vectors[:, 0]) > 0)
    assert sum(finished) == 100
    assert max(map(len, server.inputs)) <= 64
    assert server.inputs[-1][0].startswith("passage: a")
    encoder.embed_query("ai ký")
    assert server.inputs[-1] == ["query: ai ký"]
    assert set(server.keys) == {f"Bearer {'chìa'.encode().hex()}"}


@pytest.mark.integration
def test_the_endpoint_gets_all_of_a_long_text(server: EmbeddingServer) -> None:
    encoder = load_encoder(Settings(model="m", embeddings_url=server.url))
    server.inputs.clear()
    encoder.encode([LONG, ""])
    sent = server.inputs[0]
    assert "".join(sent).strip() == LONG
    assert max(map(len, sent)) <= 1000


@pytest.mark.integration
@pytest.mark.parametrize("status", [401, 404])
def test_a_refusing_endpoint_is_named(server: EmbeddingServer, status: int) -> None:
    server.status = status
    with pytest.raises(ConfigurationError, match="ISO_EMBEDDINGS_URL"):
        load_encoder(Settings(model="m", embeddings_url=server.url))


@pytest.mark.integration
def test_vectors_that_are_not_numbers_are_refused(server: EmbeddingServer) -> None:
    server.value = float("nan")
    with pytest.raises(ConfigurationError, match="vector"):
        load_encoder(Settings(model="m", embeddings_url=server.url))


@pytest.mark.integration
def test_an_endpoint_that_is_down_is_named(server: EmbeddingServer) -> None:
    settings = Settings(model="m", embeddings_url=server.url.replace("127.0.0.1", "127.0.0.2"))
    with pytest.raises(ConfigurationError, match=r"127\.0\.0\.2.*hãy kiểm tra máy chủ"):
        load_encoder(settings)


@pytest.mark.unit
def test_an_endpoint_needs_the_name_of_a_model() -> None:
    with pytest.raises(ConfigurationError, match="ISO_MODEL"):
        load_encoder(Settings(embeddings_url="http://127.0.0.1:9/v1"))


@pytest.mark.integration
def test_a_model_that_is_not_here_is_not_downloaded(tmp_path: Path) -> None:
    for name in (str(tmp_path), "example/not-on-this-machine"):
        with pytest.raises(ConfigurationError, match="ISO_MODEL"):
            load_encoder(Settings(model=name))


@pytest.mark.integration
def test_a_sentence_transformers_folder_agrees_with_the_embedded_model(
    model_folder: Path, encoder: OnnxEncoder
) -> None:
    other = load_encoder(Settings(model=str(model_folder)))
    assert isinstance(other, SentenceTransformerEncoder)
    assert other.model_id.startswith("sentence-transformers:model:")
    assert other.model_id == SentenceTransformerEncoder(str(model_folder)).model_id
    assert other.count_tokens([*SAMPLE, ""]) == encoder.count_tokens([*SAMPLE, ""])
    for texts in (list(SAMPLE), [LONG], ["a" * 5000], [""]):
        finished: list[int] = []
        ours = other.encode(texts, "query", progress=finished.append)
        assert sum(finished) == len(texts)
        assert np.min(np.sum(ours * encoder.encode(texts, "query"), axis=1)) > 0.97
