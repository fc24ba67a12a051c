"""Entry point of `python -m ingest`."""

from ingest.cli import main

# The guard keeps reading processes, which import this module anew, from starting over.
if __name__ == "__main__":
    raise SystemExit(main())
