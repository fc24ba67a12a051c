"""Benchmarks: `python -m tests.bench [NAME]`, written to docs/benchmarks.md."""
