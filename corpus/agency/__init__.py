"""The model agency "Sở Mẫu": readable sources of its quality documents and their builder.

`python -m corpus.agency.build [TARGET]` writes the files of an office (DOCX, PDF, scans,
Markdown) from `sources/*.yaml`. Nothing here is read when the assistant runs.
"""

from corpus.agency.layout import Sheet, compose
from corpus.agency.source import Source, load_source, load_sources

__all__ = ["Sheet", "Source", "compose", "load_source", "load_sources"]
