"""`python -m ingest`: bring the index up to date, look into it, roll it back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.console import DONE, CommandParser, run_command, say, write_json
from corpus.model import DocumentKind
from corpus.settings import Settings, load_settings
from ingest.catalog import Catalog
from ingest.generations import Generations
from ingest.opening import open_manifest, roll_back
from ingest.resolving import resolve_document
from ingest.staging import commit, discard, staged

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in _COMMANDS:
        return run_command(lambda: _run(arguments[0], arguments[1:]))
    return run_command(lambda: _ingest(arguments))


def _run(name: str, arguments: Sequence[str]) -> int:
    command, takes_document = _COMMANDS[name]
    parser = CommandParser(prog=f"python -m ingest {name}", description=command.__doc__)
    if takes_document:
        parser.add_argument("document", help="mã riêng, đường dẫn hoặc số hiệu của tài liệu")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--json", action="store_true")
    parsed = parser.parse_args(arguments)
    return command(load_settings(parsed.index), parsed)


def _ingest(arguments: Sequence[str]) -> int:
    parser = CommandParser(
        prog="python -m ingest",
        description="Lập hoặc cập nhật chỉ mục. Lệnh khác: " + ", ".join(_COMMANDS),
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--kind", choices=[kind.value for kind in DocumentKind])
    parser.add_argument("--report", type=Path)
    parser.add_argument("--jobs", type=int, help="số tiến trình đọc; mặc định mỗi nhân một")
    parser.add_argument("--rebuild", action="store_true", help="dựng lại chỉ mục từ đầu")
    parser.add_argument("--stage", action="store_true", help="chỉ dùng sau lệnh commit")
    parser.add_argument("--events", action="store_true", help="tiến độ là các dòng JSON")
    parsed = parser.parse_args(arguments)
    if parsed.jobs is not None and parsed.jobs < 1:
        parser.error("--jobs phải từ 1 trở lên")
    if parsed.kind and not parsed.paths:
        parser.error("--kind cần đi cùng PATH")
    from ingest.running import run_ingest

    return run_ingest(load_settings(parsed.index), parsed)


def _status(settings: Settings, arguments: argparse.Namespace) -> int:
    """Show the generation that is served and those kept."""
    _, manifest = open_manifest(settings)
    generations = Generations(settings.index_dir)
    waiting = staged(generations)
    number = waiting.generation if waiting else None
    kept = [kept for kept in generations.complete() if kept != number]
    folder = str(settings.index_dir)
    facts = {**asdict(manifest), "kept": kept, "staged": number, "folder": folder}
    if arguments.json:
        write_json(facts)
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in facts.items())
    return DONE


def _list(settings: Settings, arguments: argparse.Namespace) -> int:
    """List the documents of the index."""
    with _catalog(settings) as catalog:
        documents = catalog.documents()
    if arguments.json:
        write_json([document.as_json() for document in documents])
    for document in () if arguments.json else documents:
        columns = (document.id, document.kind.value, document.code or "-", document.title)
        sys.stdout.write("\t".join((*columns, document.path)) + "\n")
    return DONE


def _rollback(settings: Settings, arguments: argparse.Namespace) -> int:
    """Serve the generation before the current one again."""
    previous = roll_back(settings)
    say(f"Đã quay lại thế hệ {previous}.")
    if arguments.json:
        write_json({"generation": previous})
    return DONE


def _commit(settings: Settings, arguments: argparse.Namespace) -> int:
    """Serve the generation that `--stage` made."""
    number = commit(settings)
    say(f"Đang dùng thế hệ {number}.")
    if arguments.json:
        write_json({"generation": number})
    return DONE


def _discard(settings: Settings, _: argparse.Namespace) -> int:
    """Remove the generation that `--stage` made."""
    discard(settings)
    say("Đã bỏ bản chờ.")
    return DONE


def _remove(settings: Settings, arguments: argparse.Namespace) -> int:
    """Take a document out of the index; it stays out until its path is named again."""
    with _catalog(settings) as catalog:
        document = resolve_document(arguments.document, catalog.documents())
    from ingest.running import run_remove

    return run_remove(settings, document)


def _provisions(settings: Settings, arguments: argparse.Namespace) -> int:
    """Print the provisions of a document."""
    with _catalog(settings) as catalog:
        document = resolve_document(arguments.document, catalog.documents())
        provisions = catalog.provisions(document.id)
    if arguments.json:
        write_json([provision.as_json() for provision in provisions])
    for provision in () if arguments.json else provisions:
        page = f"  (trang {provision.page})" if provision.page else ""
        sys.stdout.write(f"{provision.locator}\t{provision.title}{page}\n")
    return DONE


def _text(settings: Settings, arguments: argparse.Namespace) -> int:
    """Print all that was read from a document, headers and sign-off included."""
    with _catalog(settings) as catalog:
        document = resolve_document(arguments.document, catalog.documents())
        content = catalog.content(document.id)
    if arguments.json:
        write_json({"document": document.as_json(), "text": content})
    else:
        sys.stdout.write(content + "\n")
    return DONE


def _catalog(settings: Settings) -> Catalog:
    folder, _ = open_manifest(settings)
    return Catalog.read(folder / "catalog.db")


_COMMANDS: dict[str, tuple[Callable[[Settings, argparse.Namespace], int], bool]] = {
    "status": (_status, False),
    "list": (_list, False),
    "commit": (_commit, False),
    "discard": (_discard, False),
    "rollback": (_rollback, False),
    "remove": (_remove, True),
    "provisions": (_provisions, True),
    "text": (_text, True),
}
