"""A quiz for Moodle: its XML format, and GIFT, the plain-text one.

Formats: docs.moodle.org, "Moodle XML format" and "GIFT format". Steps to be ordered become
matching questions, which every Moodle has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.exports.wording import printable
from assistant.training.quizzes.model import Item, Quiz, QuizKind

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["gift", "moodle_xml"]

_RIGHT, _WRONG = "100", "0"
_GIFT_MARKS = re.compile(r"([\\~=#{}:])")


def moodle_xml(quiz: Quiz) -> bytes:
    """Return the quiz as Moodle XML, UTF-8, in a category of its title."""
    from lxml import etree

    root = etree.Element("quiz")
    category = etree.SubElement(root, "question", type="category")
    title = printable(quiz.request.title).replace("/", "//")
    _text(category, "category", f"$course$/top/{title}")
    for number, item in enumerate(quiz.items, 1):
        root.append(_question(item, number))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def gift(quiz: Quiz) -> str:
    """Return the quiz as GIFT; special characters are escaped."""
    title = _one_line(quiz.request.title).replace("/", "//")
    parts = [f"$CATEGORY: $course$/top/{title}"]
    parts += [_gift_item(item, number) for number, item in enumerate(quiz.items, 1)]
    return "\n\n".join(parts) + "\n"


# --- XML -----------------------------------------------------------------------------


def _question(item: Item, number: int) -> _Element:
    from lxml import etree

    kinds = {QuizKind.TRUE_FALSE: "truefalse", QuizKind.ORDER_STEPS: "matching"}
    question = etree.Element("question", type=kinds.get(item.kind, "multichoice"))
    _text(question, "name", _name(item, number))
    _text(question, "questiontext", item.stem, plain=True)
    _text(question, "generalfeedback", _feedback(item), plain=True)
    if item.kind is QuizKind.ORDER_STEPS:
        _subquestions(question, item)
    else:
        _answers(question, item)
    return question


def _answers(question: _Element, item: Item) -> None:
    from lxml import etree

    if item.kind is not QuizKind.TRUE_FALSE:
        etree.SubElement(question, "single").text = "true"
        etree.SubElement(question, "shuffleanswers").text = "true"
        etree.SubElement(question, "answernumbering").text = "ABCD"
    words = ("true", "false") if item.kind is QuizKind.TRUE_FALSE else None
    for place, option in enumerate(item.options):
        fraction = _RIGHT if place in item.answer else _WRONG
        answer = etree.SubElement(question, "answer", fraction=fraction, format="plain_text")
        etree.SubElement(answer, "text").text = words[place] if words else printable(option.text)


def _subquestions(question: _Element, item: Item) -> None:
    from lxml import etree

    etree.SubElement(question, "shuffleanswers").text = "true"
    for order, text in _pairs(item):
        pair = etree.SubElement(question, "subquestion", format="plain_text")
        etree.SubElement(pair, "text").text = order
        _text(pair, "answer", text)


def _text(parent: _Element, tag: str, words: str, *, plain: bool = False) -> None:
    from lxml import etree

    attributes = {"format": "plain_text"} if plain else {}
    element = etree.SubElement(parent, tag, attributes)
    etree.SubElement(element, "text").text = printable(words)


# --- GIFT ----------------------------------------------------------------------------


def _gift_item(item: Item, number: int) -> str:
    head = f"::{_escaped(_name(item, number))}::[plain]{_escaped(item.stem)}"
    lines = [f"{head} {{", *_gift_answers(item), f"  ####{_escaped(_feedback(item))}", "}"]
    return "\n".join(lines)


def _gift_answers(item: Item) -> Iterator[str]:
    if item.kind is QuizKind.TRUE_FALSE:
        yield "  TRUE" if item.answer == (0,) else "  FALSE"
    elif item.kind is QuizKind.ORDER_STEPS:
        yield from (f"  ={order} -> {_escaped(text)}" for order, text in _pairs(item))
    else:
        for place, option in enumerate(item.options):
            yield f"  {'=' if place in item.answer else '~'}{_escaped(option.text)}"


def _escaped(text: str) -> str:
    return _GIFT_MARKS.sub(r"\\\1", _one_line(text)).replace("->", "→")


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


# --- both ----------------------------------------------------------------------------


def _name(item: Item, number: int) -> str:
    about = f" – điều {item.clause}" if item.clause else ""
    return f"Câu {number:02}{about}"


def _feedback(item: Item) -> str:
    return "; ".join(f"{cited.label}: “{cited.quote}”" for cited in item.key)


def _pairs(item: Item) -> Iterator[tuple[str, str]]:
    for order, place in enumerate(item.answer, 1):
        yield f"Bước thứ {order}", item.options[place].text
