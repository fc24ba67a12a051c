"""Record what tesseract reads in the scans: `python -m corpus.agency.recognise`.

Run after a scan has changed; it needs tesseract with Vietnamese data. The result is kept
in `recognised/` and delivered beside each scan, so reading the scans needs no tesseract.
Kind, code and title stand in it too: recognition may misread a heading, a catalogue must not.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pypdfium2
import yaml
from PIL import Image

from corpus.agency.layout import compose
from corpus.agency.scan_writer import write_scan
from corpus.agency.source import FileFormat, load_sources
from corpus.console import DONE, run_command
from corpus.errors import ConfigurationError

__all__ = ["RECOGNISED", "main", "recognise"]

RECOGNISED = Path(__file__).resolve().parent / "recognised"
"""Folder of the recorded texts, one `STEM.pdf.yaml` a scan."""

_SCALE = 200 / 72
_COMMAND = ("tesseract", "stdin", "stdout", "-l", "vie", "--dpi", "200", "--psm", "4", "tsv")
"""Page segmentation 4, one column of text of variable sizes, keeps the cells of tables best."""

_WORD_LEVEL = "5"
"""The `level` of a word in tesseract's TSV output."""

Page = dict[str, int | float | str]
Sidecar = dict[str, str | list[Page]]


def recognise(scan: bytes) -> list[Page]:
    """Read a scanned PDF: for each page its number, mean word confidence (0..1) and text.

    Raises ConfigurationError without tesseract.
    """
    if shutil.which(_COMMAND[0]) is None:
        raise ConfigurationError("Máy chưa có tesseract; hãy cài tesseract-ocr và gói tiếng Việt.")
    with pypdfium2.PdfDocument(scan) as pages:
        return [
            {"page": number, **_read_picture(page.render(scale=_SCALE).to_pil().convert("L"))}
            for number, page in enumerate(pages, start=1)
        ]


def main() -> int:
    """Record the text of every scan among the sources; returns the exit code."""
    return run_command(_record)


def _record() -> int:
    RECOGNISED.mkdir(exist_ok=True)
    for stem, source in load_sources().items():
        if source.file_format is FileFormat.SCAN:
            sheet = compose(source)
            pages = recognise(write_scan(sheet))
            stated: Sidecar = {
                "kind": "procedure",
                "code": sheet.code,
                "title": sheet.heading.capitalize(),
                "pages": pages,
            }
            (RECOGNISED / f"{stem}.pdf.yaml").write_text(_as_yaml(stated), encoding="utf-8")
            sys.stdout.write(f"{stem}: {len(pages)} trang\n")
    return DONE


def _as_yaml(stated: Sidecar) -> str:
    """Write a sidecar as YAML with each long text as a literal block, for people to read."""

    class LiteralDumper(yaml.SafeDumper):
        """Dumps every text of several lines as a literal block."""

    def literal(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    LiteralDumper.add_representer(str, literal)
    return yaml.dump(stated, Dumper=LiteralDumper, allow_unicode=True, sort_keys=False)


def _read_picture(picture: Image.Image) -> Page:
    content = io.BytesIO()
    picture.save(content, format="PNG")
    table = subprocess.run(
        _COMMAND, input=content.getvalue(), capture_output=True, check=True
    ).stdout.decode("utf-8")
    words = [
        row
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        if row["level"] == _WORD_LEVEL and row["text"].strip()
    ]
    lines = groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"]))
    text = "\n".join(" ".join(word["text"] for word in line) for _, line in lines)
    confidence = sum(float(word["conf"]) for word in words) / (100 * max(len(words), 1))
    return {"confidence": round(confidence, 3), "text": text}


if __name__ == "__main__":
    sys.exit(main())
