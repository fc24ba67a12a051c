"""Pages without usable text: found, recognised, and kept with the place of every word."""

from ingest.ocr.model import Box, RecognisedPage, Word
from ingest.ocr.tesseract import INSTALL_LINE, engine_name
from ingest.ocr.words import page_words, quoted_words

__all__ = [
    "INSTALL_LINE",
    "Box",
    "RecognisedPage",
    "Word",
    "engine_name",
    "page_words",
    "quoted_words",
]
