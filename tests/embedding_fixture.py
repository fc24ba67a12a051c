"""The real embedded model as a fixture; imported by conftest.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.settings import Settings
from ingest.embedding import build_embedded_model
from ingest.embedding.onnx_encoder import OnnxEncoder

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """Folder of the built model: the project's own, built on first use."""
    folder = PROJECT / Settings.model_fields["data"].default / "model"
    build_embedded_model(folder)
    return folder


@pytest.fixture(scope="session")
def encoder(model_folder: Path) -> OnnxEncoder:
    """The encoder that the running system uses."""
    return OnnxEncoder(model_folder)
