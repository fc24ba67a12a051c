"""From a file of any supported format to its lines of clean text."""

from ingest.readers.attributes import sidecar_of
from ingest.readers.dispatch import READER_VERSION, read, with_sidecar
from ingest.readers.formats import SUFFIXES, is_readable
from ingest.readers.word97 import prepare

__all__ = [
    "READER_VERSION",
    "SUFFIXES",
    "is_readable",
    "prepare",
    "read",
    "sidecar_of",
    "with_sidecar",
]
