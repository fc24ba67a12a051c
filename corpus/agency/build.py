"""Write the model agency's files from their sources: `python -m corpus.agency.build [TARGET]`.

TARGET defaults to the shipped procedures. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from corpus.agency.docx_writer import write_docx
from corpus.agency.layout import compose
from corpus.agency.markdown_writer import write_markdown
from corpus.agency.pdf_writer import write_pdf
from corpus.agency.rtf_writer import write_rtf
from corpus.agency.scan_writer import write_scan
from corpus.agency.source import FileFormat, Procedure, Statement, load_sources
from corpus.console import DONE, run_command
from corpus.settings import SHIPPED_DOCUMENTS

__all__ = ["build", "main"]

_WRITERS = {
    FileFormat.DOCX: write_docx,
    FileFormat.PDF: write_pdf,
    FileFormat.MARKDOWN: write_markdown,
    FileFormat.SCAN: write_scan,
    FileFormat.RTF_TCVN3: write_rtf,
}
_RECOGNISED = Path(__file__).resolve().parent / "recognised"
"""What character recognition read in each scan (written by corpus.agency.recognise)."""


def build(target: Path) -> list[Path]:
    """Write every document into `target` (made if absent) and return the files written."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for stem, source in load_sources().items():
        written += _build_one(target, stem, source)
    return written


def _build_one(target: Path, stem: str, source: Procedure | Statement) -> list[Path]:
    content = _WRITERS[source.file_format](compose(source))
    if source.file_format is not FileFormat.SCAN:
        return [_write(target / f"{stem}.{source.file_format}", content)]
    sidecar = f"{stem}.pdf.yaml"
    return [
        _write(target / f"{stem}.pdf", content),
        _write(target / sidecar, (_RECOGNISED / sidecar).read_bytes()),
    ]


def _write(path: Path, content: bytes) -> Path:
    """Write by way of a temporary file, so that no half-written document is ever seen."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    os.replace(temporary, path)
    return path


def main(arguments: list[str] | None = None) -> int:
    """Run the command line: write the files, print their names, return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m corpus.agency.build", description=__doc__)
    parser.add_argument(
        "target", nargs="?", type=Path, default=SHIPPED_DOCUMENTS / "procedure", metavar="TARGET"
    )
    target: Path = parser.parse_args(arguments).target
    return run_command(lambda: _report(build(target)))


def _report(written: list[Path]) -> int:
    for path in written:
        sys.stdout.write(f"{path.name}\n")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
