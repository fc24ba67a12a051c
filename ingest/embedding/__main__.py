"""`python -m ingest.embedding`: build the embedded model into the data folder."""

from __future__ import annotations

import logging
import sys

from corpus.errors import AssistantError
from corpus.settings import Settings
from ingest.embedding.build import build_embedded_model


def main() -> int:
    """Build if needed; exit code 0, or 2 with one line on stderr."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings()
    try:
        manifest = build_embedded_model(settings.model_dir)
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{manifest.model_id}: {settings.model_dir}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
