"""Lines of a file -> typed provisions with the locators that people cite."""

from __future__ import annotations

from ingest.structure.facts import Facts
from ingest.structure.navigation import breadcrumb, unit_of
from ingest.structure.structuring import Structured, structure

__all__ = ["Facts", "Structured", "breadcrumb", "structure", "unit_of"]
