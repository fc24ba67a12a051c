"""`python -m ingest.workers MEMORY`: the child's end, started by `Worker` and by nobody else."""

import sys

from ingest.workers.child import serve

if __name__ == "__main__":
    raise SystemExit(serve(int(sys.argv[1])))
