from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from corpus.errors import ConfigurationError
from corpus.settings import Settings
from ingest.embedding import load_encoder
from ingest.embedding.manifest import GRAPH
from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.parity import SAMPLE

pytestmark = pytest.mark.integration

LONG = " ".join(f"Bước {n}: chuyên viên ghi sổ và chuyển hồ sơ." for n in range(200))


def test_vectors_have_norm_one_and_keep_the_order(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(SAMPLE)
    assert vectors.shape == (len(SAMPLE), encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_depends_on_its_text_alone(encoder: OnnxEncoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in SAMPLE])
    assert np.array_equal(encoder.encode(SAMPLE), alone)
    assert np.array_equal(encoder.encode([LONG, *SAMPLE[::-1]])[:0:-1], alone)


def test_a_question_finds_its_passage(encoder: OnnxEncoder) -> None:
    question = encoder.encode(["thiết bị đo hết hạn kiểm định có được dùng tiếp"], "query")
    assert int(np.argmax(encoder.encode(SAMPLE) @ question[0])) == len(SAMPLE) - 1


def test_queries_and_passages_differ(encoder: OnnxEncoder) -> None:
    query, passage = encoder.encode(["hồ sơ"], "query"), encoder.encode(["hồ sơ"], "passage")
    assert float(np.sum(query * passage)) < 0.999


def test_it_is_a_langchain_embeddings(encoder: OnnxEncoder) -> None:
    assert isinstance(encoder, Embeddings)
    assert np.allclose(encoder.embed_query("hồ sơ"), encoder.encode(["hồ sơ"], "query")[0])
    assert np.allclose(encoder.embed_documents(["hồ sơ"]), encoder.encode(["hồ sơ"]))


def test_the_end_of_a_long_text_counts(encoder: OnnxEncoder) -> None:
    assert encoder.count_tokens([LONG])[0] > 2 * 512
    plain, changed = encoder.encode([LONG, LONG + " Máy đo phải hiệu chuẩn." * 40])
    assert float(plain @ changed) < 0.999
    assert np.isclose(np.linalg.norm(changed), 1, atol=1e-5)


def test_progress_adds_up_to_the_number_of_texts(encoder: OnnxEncoder) -> None:
    finished: list[int] = []
    encoder.encode([LONG, *SAMPLE, ""], progress=finished.append)
    assert sum(finished) == len(SAMPLE) + 2


def test_no_texts_give_no_vectors(encoder: OnnxEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)
    assert encoder.count_tokens([]) == []


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "\x00", "☃" * 3000, "a" * 20_000])
def test_strange_texts_have_vectors_too(encoder: OnnxEncoder, text: str) -> None:
    assert np.isclose(np.linalg.norm(encoder.encode([text])[0]), 1, atol=1e-5)


def test_composed_and_decomposed_letters_are_the_same(encoder: OnnxEncoder) -> None:
    composed, decomposed = encoder.encode(["hồ sơ điện tử", "hồ sơ điện tử"])
    assert float(composed @ decomposed) > 0.9999


def test_threads_share_one_encoder(encoder: OnnxEncoder) -> None:
    expected = encoder.encode(SAMPLE)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: encoder.encode(SAMPLE), range(8)):
            assert np.array_equal(vectors, expected)


def test_a_folder_without_a_model_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"python -m ingest\.embedding"):
        OnnxEncoder(tmp_path)


def test_a_damaged_graph_says_what_to_run(model_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(
        model_folder, tmp_path / "model", ignore=shutil.ignore_patterns("*.safetensors")
    )
    graph = tmp_path / "model" / GRAPH
    graph.write_bytes(bytes(graph.stat().st_size))
    with pytest.raises(ConfigurationError, match=r"python -m ingest\.embedding"):
        OnnxEncoder(tmp_path / "model")


def test_encoding_imports_neither_torch_nor_transformers(model_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from corpus.settings import Settings; "
        "from ingest.embedding import load_encoder; "
        f"load_encoder(Settings(data=Path({str(model_folder.parent)!r}))).embed_query('hồ sơ'); "
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_factory_gives_the_embedded_model(model_folder: Path) -> None:
    loaded = load_encoder(Settings(data=model_folder.parent))
    assert loaded.model_id == "embedded:multilingual-e5-small-q4:2"
    assert loaded.dimension == 384
