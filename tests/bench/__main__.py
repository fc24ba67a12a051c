"""Run all benchmarks, or the one named, and write docs/benchmarks.md."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.machine import describe_machine
from tests.bench.suites import SUITES, Place, Row

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "benchmarks.md"
FIGURES = PROJECT / "docs" / "benchmarks.json"

_HEAD = """# Benchmarks

Written by `make bench` (one suite: `make bench NAME=…`). The machines are shared and noisy: ratios
within one run count, seconds only as an order of magnitude. A bound is what the product must meet.
"""


def main() -> int:
    """Run the suites named on the command line, all without a name."""
    names = sys.argv[1:] or list(SUITES)
    unknown = [name for name in names if name not in SUITES]
    if unknown:
        sys.stderr.write(f"unknown: {', '.join(unknown)}; there are {', '.join(SUITES)}\n")
        return 2
    shared = Path(os.environ.get("ISO_TEST_DATA", PROJECT.parent / "shared" / "data"))
    data = Path(os.environ.get("ISO_DATA", PROJECT / ".data")).resolve()
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            started = time.monotonic()
            place = Place(Path(scratch), data, shared if shared.is_dir() else None)
            rows = SUITES[name](place)
        kept[name] = {
            "date": dt.date.today().isoformat(),
            "machine": describe_machine(),
            "seconds": round(time.monotonic() - started),
            "rows": rows,
        }
        sys.stdout.write(_section(name, kept[name]))
        FIGURES.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        sections = (_section(each, kept[each]) for each in SUITES if each in kept)
        PAGE.write_text("\n".join((_HEAD, *sections)), encoding="utf-8")
    return 0


def _section(name: str, kept: dict[str, object]) -> str:
    title = (SUITES[name].__doc__ or name).strip().splitlines()[0]
    lines = [f"## {name}", title, "", f"{kept['date']}, {kept['seconds']} s, {kept['machine']}", ""]
    lines += ["| what | figure | bound |", "| --- | --- | --- |"]
    rows = kept["rows"]
    assert isinstance(rows, list)
    lines += [f"| {row.what} | {row.figure} | {row.bound} |" for row in (Row(*r) for r in rows)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
