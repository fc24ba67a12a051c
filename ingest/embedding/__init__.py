"""Text to vectors: the embedded model, any sentence-transformers model, or an endpoint."""

from ingest.embedding.build import build_embedded_model
from ingest.embedding.factory import load_encoder
from ingest.embedding.protocol import Encoder

__all__ = ["Encoder", "build_embedded_model", "load_encoder"]
