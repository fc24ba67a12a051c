"""Floor 1, the domain: documents, provisions, references, registers, Vietnamese text."""

from corpus.model import Chunk, Document, DocumentKind, Part, Provision, ProvisionKind, Validity
from corpus.settings import Settings, load_settings

__all__ = [
    "Chunk",
    "Document",
    "DocumentKind",
    "Part",
    "Provision",
    "ProvisionKind",
    "Settings",
    "Validity",
    "load_settings",
]
