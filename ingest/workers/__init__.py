"""Functions run in child processes with limits, so that a hostile file costs one document."""

from ingest.workers.pool import WorkerPool
from ingest.workers.worker import Overrun, WorkerLostError

__all__ = ["Overrun", "WorkerLostError", "WorkerPool"]
