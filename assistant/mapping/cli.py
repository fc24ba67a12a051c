"""`python -m assistant mapping`: the matrix as JSON, or everything as a workbook or a paper."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.console import DONE, CommandParser, say, write_json
from corpus.errors import StorageError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from assistant.mapping import MappingService

__all__ = ["add_mapping_command", "run_mapping"]


def add_mapping_command(
    commands: argparse._SubParsersAction[CommandParser],
) -> None:
    """Add the command and its options."""
    command = commands.add_parser("mapping", help="ánh xạ điều khoản và quy trình")
    command.add_argument("--edition", choices=["2008", "2015"])
    command.add_argument("--index", type=Path)
    command.add_argument(
        "--no-table", action="store_true", help="không dùng bảng đối chiếu của sổ tay chất lượng"
    )
    output = command.add_mutually_exclusive_group(required=True)
    output.add_argument("--json", action="store_true")
    output.add_argument("--xlsx", type=Path, metavar="FILE")
    output.add_argument("--docx", type=Path, metavar="FILE")
    output.add_argument("--pdf", type=Path, metavar="FILE")


def run_mapping(arguments: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from assistant.mapping.service import MappingService
    from assistant.store import Store

    settings = load_settings(arguments.index)
    service = MappingService.open(
        settings, Store.open(settings), with_tables=not arguments.no_table
    )
    if arguments.json:
        from assistant.mapping.serialisation import mapping_json

        write_json(mapping_json(service, arguments.edition))
    else:
        path: Path = arguments.xlsx or arguments.docx or arguments.pdf
        _write(path, _file(service, arguments))
        say(f"Đã ghi {path}")
    return DONE


def _file(service: MappingService, arguments: argparse.Namespace) -> bytes:
    if arguments.xlsx:
        from assistant.mapping.export_xlsx import mapping_xlsx

        return mapping_xlsx(service, arguments.edition)
    from assistant.exports import write_docx, write_pdf
    from assistant.mapping.papers import mapping_paper

    paper = mapping_paper(service, arguments.edition)
    return write_docx(paper) if arguments.docx else write_pdf(paper)


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(
            f"Không ghi được {path} ({error.strerror}). Hãy chọn thư mục khác."
        ) from error
