"""References as people write them, found in text and resolved against the registers."""

from corpus.references.listing import list_items
from corpus.references.model import Reference, ReferenceKind
from corpus.references.parsing import parse_references
from corpus.references.resolving import code_key, law_names, resolve

__all__ = [
    "Reference",
    "ReferenceKind",
    "code_key",
    "law_names",
    "list_items",
    "parse_references",
    "resolve",
]
