"""`python -m assistant`: ask, batch, evaluate, mapping."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.mapping.cli import add_mapping_command, run_mapping
from corpus.console import DONE, FAILED_IN_PART, CommandParser, run_command, write_json
from corpus.errors import QuestionError
from corpus.model import DocumentKind
from corpus.settings import load_settings

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = _parser().parse_args(argv)
    commands = {"ask": _ask, "batch": _batch, "evaluate": _evaluate, "mapping": run_mapping}
    return run_command(lambda: commands[arguments.command](arguments))


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(prog="python -m assistant", description="Trợ lý ISO 9001")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=CommandParser)
    ask = commands.add_parser("ask", help="trả lời một câu hỏi")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true")
    batch = commands.add_parser("batch", help="trả lời nhiều câu hỏi từ tệp JSON lines")
    batch.add_argument("source", type=Path)
    batch.add_argument("target", type=Path)
    evaluate = commands.add_parser("evaluate", help="đo chất lượng trên bộ câu hỏi có đáp án")
    evaluate.add_argument("questions", type=Path)
    evaluate.add_argument("--json", action="store_true")
    evaluate.add_argument("--dump", type=Path, metavar="FILE", help="ghi từng câu một dòng JSON")
    evaluate.add_argument(
        "--compare",
        type=Path,
        metavar="INDEX|FILE",
        help="so với chỉ mục khác hoặc tệp --dump khác",
    )
    for command in (ask, batch, evaluate):
        _add_options(command)
    add_mapping_command(commands)
    return parser


def _add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--index", type=Path)
    command.add_argument("--as-of", type=dt.date.fromisoformat, metavar="YYYY-MM-DD")
    command.add_argument(
        "--kind",
        action="extend",
        nargs="+",
        choices=[kind.value for kind in DocumentKind],
        default=[],
    )
    command.add_argument("--document", action="extend", nargs="+", metavar="DOCUMENT", default=[])
    command.add_argument("--edition", choices=["2008", "2015"])
    command.add_argument("--top-k", type=_depth, default=10)
    command.add_argument("--level", choices=["unit", "document"], default="unit")
    command.add_argument("--literal", action="store_true", help="tìm đúng như đã gõ")


def _depth(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 100:  # noqa: PLR2004 - the bound is in the message
        raise argparse.ArgumentTypeError("từ 1 đến 100")
    return value


def _ask(arguments: argparse.Namespace) -> int:
    from assistant.serialisation import answer_json, error_json

    engine, options = _open(arguments)
    try:
        answer = answer_json(engine.ask(arguments.question, options))
    except QuestionError as error:
        if arguments.json:
            write_json(error_json(arguments.question, str(error)))
            return FAILED_IN_PART
        raise
    if arguments.json:
        write_json(answer)
    else:
        sys.stdout.write(_readable(answer))
    return DONE


def _batch(arguments: argparse.Namespace) -> int:
    from assistant.batch import run_batch
    from ingest.progress import terminal_progress

    engine, options = _open(arguments)
    with terminal_progress() as progress:
        failed = run_batch(engine, arguments.source, arguments.target, options, progress)
    return FAILED_IN_PART if failed else DONE


def _evaluate(arguments: argparse.Namespace) -> int:
    from assistant.comparison import compare
    from assistant.evaluation import ask_all, figures, other_outcomes
    from assistant.outcomes import write_outcomes
    from assistant.questions import read_questions

    questions = read_questions(arguments.questions)
    engine, options = _open(arguments)
    outcomes, unclear = ask_all(engine, questions, options)
    report = figures(outcomes, unclear)
    if arguments.dump:
        write_outcomes(arguments.dump, outcomes)
    if arguments.compare:
        others = other_outcomes(arguments.compare, questions, options)
        report["comparison"] = compare(outcomes, others)
    if arguments.json:
        write_json(report)
    else:
        sys.stdout.writelines(f"{line}\n" for line in _figure_lines(report))
    return FAILED_IN_PART if report["errors"] else DONE


def _figure_lines(report: dict[str, Any]) -> Iterator[str]:
    yield f"câu hỏi: {report['questions']}, lỗi: {report['errors']}"
    if report["unclear_documents"]:
        names = ", ".join(report["unclear_documents"])
        yield f"! đáp án nêu tài liệu không xác định được: {names}"
    for name, group in (("tất cả", report["overall"]), *report["categories"].items()):
        yield name
        yield from (f"  {key:20} {value}" for key, value in group.items())
    if "comparison" in report:
        yield f"so sánh trên {report['comparison']['questions']} câu"
        for name, row in report["comparison"]["measures"].items():
            low, high = row["interval"]
            yield (
                f"  {name:20} {row['ours']} so với {row['other']}: {row['difference']:+}"
                f" [{low}, {high}], p = {row['p']}"
            )


def _open(arguments: argparse.Namespace) -> tuple[Any, Any]:
    # Imported here so that wrong usage is answered at once.
    from assistant.engine import Engine
    from assistant.model import QueryOptions
    from ingest.resolving import resolve_document

    engine = Engine.open(load_settings(arguments.index))
    named = [resolve_document(name, engine.documents()) for name in arguments.document]
    options = QueryOptions(
        as_of=arguments.as_of,
        kinds=frozenset(DocumentKind(kind) for kind in arguments.kind),
        documents=frozenset(document.id for document in named),
        edition=arguments.edition,
        top_k=arguments.top_k,
        level=arguments.level,
        literal=arguments.literal,
    )
    return engine, options


def _readable(answer: dict[str, Any]) -> str:
    lines = (
        [f"Đã hiểu là: {answer['normalized']}"]
        if answer["normalized"] != answer["question"]
        else []
    )
    lines += [answer["answer"]] if answer["answer"] else []
    lines += [f"! {notice}" for notice in answer["notices"]]
    lines += [f"[{c['n']}] {c['label']}" for c in answer["citations"]]
    if answer["refused"]:
        lines += ["Gần nhất:"] + [
            f"  {r['locator']}, {r['document']['title']}" for r in answer["results"][:3]
        ]
    return "\n".join(lines) + "\n"
