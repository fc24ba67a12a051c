"""From the settings to an encoder."""

from __future__ import annotations

from pathlib import Path

from corpus.settings import EMBEDDED_MODEL, Settings
from ingest.embedding.protocol import Encoder

__all__ = ["is_configured_model", "load_encoder"]


def load_encoder(settings: Settings) -> Encoder:
    """Load the encoder that `settings` name: an endpoint by its URL, else a model on this disk.

    The embedded model is built first when it is not there yet. Raises ConfigurationError
    (ModelBuildError for the embedded model) when the model cannot be used.
    """
    if settings.embeddings_url is not None:
        from ingest.embedding.endpoint import EndpointEncoder

        return EndpointEncoder(settings)
    if settings.model != EMBEDDED_MODEL:
        from ingest.embedding.sentence_transformer import SentenceTransformerEncoder

        return SentenceTransformerEncoder(settings.model, settings.threads)
    from ingest.embedding.build import build_embedded_model
    from ingest.embedding.onnx_encoder import OnnxEncoder

    build_embedded_model(settings.model_dir)
    return OnnxEncoder(settings.model_dir, settings.threads)


def is_configured_model(settings: Settings, model_id: str) -> bool:
    """Tell, without loading a model, whether the one that `settings` name has that id.

    Of a model whose id depends on its weights only the name is compared.
    """
    if settings.embeddings_url is not None:
        return model_id.startswith(f"endpoint:{settings.model}:")
    if settings.model != EMBEDDED_MODEL:
        folder = Path(settings.model)
        label = folder.resolve().name if folder.is_dir() else settings.model
        return model_id.startswith(f"sentence-transformers:{label}:")
    from ingest.embedding.build import MODEL_ID

    return model_id == MODEL_ID
