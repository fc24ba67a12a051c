"""From the settings to an encoder."""

from __future__ import annotations

from corpus.settings import EMBEDDED_MODEL, Settings
from ingest.embedding.protocol import Encoder

__all__ = ["load_encoder"]


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
