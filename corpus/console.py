"""What the command lines share: UTF-8 streams, one clear line for an error, exit codes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from corpus.errors import AssistantError

__all__ = ["DONE", "FAILED_IN_PART", "USAGE", "CommandParser", "run_command", "say", "write_json"]

DONE, FAILED_IN_PART, USAGE = 0, 1, 2
"""Exit codes: done; done, but something the report names failed; wrong usage."""


class CommandParser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Write the message and leave with `USAGE`."""
        self.exit(USAGE, f"{self.prog}: {message}\n")


def run_command(command: Callable[[], int]) -> int:
    """Run a command, turning a deliberate error into one line on stderr and `USAGE`."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        return command()
    except AssistantError as error:
        say(str(error))
        return USAGE
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has seen enough.
        sys.stderr.close()
        return DONE


def say(line: str) -> None:
    """Write a line for the person at the terminal, on stderr."""
    sys.stderr.write(f"{line}\n")


def write_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write a JSON value on stdout, Vietnamese letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
