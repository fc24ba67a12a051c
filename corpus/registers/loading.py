"""Reading register files: YAML, checked against a JSON schema, errors with file and line.

The shipped files take under 0.1 s to parse with libyaml, so nothing is cached on disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from corpus.errors import RegisterError

__all__ = ["DATA", "OTHER_REGISTERS", "RegisterFile", "read_register"]

DATA = Path(__file__).resolve().parent.parent / "data"
"""Folder of the shipped register files."""

OTHER_REGISTERS = ("abbreviations", "situations", "synonyms")
"""How the names of an agency's files begin that are no part of its legal register."""

_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_WORDING = {
    "required": "thiếu trường bắt buộc",
    "additionalProperties": "có trường không được biết",
    "type": "giá trị sai kiểu",
    "enum": "giá trị không nằm trong các giá trị cho phép",
    "pattern": "giá trị sai dạng",
    "format": "không phải một ngày có thật dạng 2020-05-31",
    "const": "giá trị sai",
    "minItems": "danh sách không được để trống",
    "minLength": "giá trị không được để trống",
}


class _Loader(yaml.CSafeLoader):
    """Safe loader that keeps dates as text and refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping; raise `yaml.constructor.ConstructorError` on a repeated key."""
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(
                None, None, "có trường ghi hai lần", node.start_mark
            )
        return mapping


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A parsed register file; `data` satisfies its schema."""

    path: Path
    data: dict[str, Any]

    def line(self, *keys: str | int) -> int:
        """Return the line, from 1, of the value at `keys` (of the nearest parent if absent)."""
        return _line(self.path, keys)

    def error(self, problem: str, *keys: str | int) -> RegisterError:
        """Return the error for `problem` at the value at `keys`."""
        return _error(self.path, self.line(*keys), problem)


def read_register(path: Path, schema: str) -> RegisterFile:
    """Parse `path` and check it against `corpus/data/schema/<schema>.json`.

    Raises RegisterError, with file name and line, when the file cannot be read, is not
    YAML or breaks the schema.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(
            f"Không đọc được tệp danh mục {path.name}. Hãy kiểm tra quyền đọc và mã hóa UTF-8."
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _error(path, mark.line + 1 if mark else 1, _yaml_problem(error)) from error
    failure = _first(_validator(schema).iter_errors(data))
    if failure is not None:
        raise _error(path, _failure_line(path, failure), _describe(failure))
    return RegisterFile(path, data)


def _error(path: Path, line: int, problem: str) -> RegisterError:
    return RegisterError(f"Tệp {path.name}, dòng {line}: {problem}. Hãy sửa dòng này rồi chạy lại.")


def _yaml_problem(error: yaml.MarkedYAMLError) -> str:
    return f"không phải YAML hợp lệ ({error.problem})"


@cache
def _validator(schema: str) -> Draft202012Validator:
    text = (DATA / "schema" / f"{schema}.json").read_text(encoding="utf-8")
    return Draft202012Validator(
        json.loads(text), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _first(errors: Iterable[ValidationError]) -> ValidationError | None:
    return min(errors, key=lambda error: [str(key) for key in error.absolute_path], default=None)


def _describe(failure: ValidationError) -> str:
    kind = str(failure.validator)
    allowed: Any = failure.validator_value
    where = ".".join(str(key) for key in failure.absolute_path if isinstance(key, str))
    problem = _WORDING.get(kind, "không đúng lược đồ")
    if kind == "required":
        problem += " " + ", ".join(f"“{name}”" for name in _missing(failure))
    elif kind == "additionalProperties":
        problem += " " + ", ".join(f"“{name}”" for name in _unknown(failure))
    elif kind == "enum":
        problem += " (" + ", ".join(str(value) for value in allowed) + ")"
    return f"{problem} (ở “{where}”)" if where else problem


def _missing(failure: ValidationError) -> list[str]:
    required: Any = failure.validator_value
    instance: Any = failure.instance
    return [name for name in required if name not in instance]


def _unknown(failure: ValidationError) -> list[str]:
    schema: Any = failure.schema
    known = schema.get("properties", {})
    instance: Any = failure.instance
    return [str(name) for name in instance if name not in known]


def _failure_line(path: Path, failure: ValidationError) -> int:
    keys = list(failure.absolute_path)
    if failure.validator == "additionalProperties":
        keys.append(_unknown(failure)[0])
    return _line(path, keys)


def _line(path: Path, keys: Iterable[str | int]) -> int:
    """Find the line by composing the file again; only errors pay for it."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    line = 1
    for key in keys:
        found = _child(node, key)
        if found is None:
            break
        node, line = found
    return line


def _child(node: yaml.Node | None, key: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
        value = node.value[key]
        return value, value.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value, name.start_mark.line + 1
    return None
