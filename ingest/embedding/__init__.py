"""Text to vectors: the embedded model, any sentence-transformers model, or an endpoint."""

from ingest.embedding.build import build_embedded_model
from ingest.embedding.factory import is_configured_model, load_encoder
from ingest.embedding.protocol import Encoder, QuestionEncoder, TokenEncoder

__all__ = [
    "Encoder",
    "QuestionEncoder",
    "TokenEncoder",
    "build_embedded_model",
    "is_configured_model",
    "load_encoder",
]
