"""A reader of GIFT, written from its description alone, to check what the program writes."""

from __future__ import annotations

from dataclasses import dataclass, field

MARKS = "~=#{}:\\"


@dataclass
class GiftQuestion:
    name: str
    stem: str
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    truth: bool | None = None
    feedback: str = ""


def parse_gift(text: str) -> list[GiftQuestion]:
    """Questions are apart by blank lines; lines with $CATEGORY or // are none."""
    parts = [part.strip() for part in text.split("\n\n")]
    return [question(p) for p in parts if p and not p.startswith(("$CATEGORY:", "//"))]


def question(text: str) -> GiftQuestion:
    assert text.startswith("::"), text
    name_end = find(text, "::", 2)
    body_start = find(text, "{", name_end + 2)
    body_end = find(text, "}", body_start + 1)
    assert text[body_end + 1 :].strip() == "", text[body_end:]
    stem = text[name_end + 2 : body_start].strip().removeprefix("[plain]")
    result = GiftQuestion(plain(text[2:name_end]), plain(stem))
    answers(text[body_start + 1 : body_end], result)
    return result


def answers(body: str, result: GiftQuestion) -> None:
    general = find(body, "####", 0)
    if general >= 0:
        result.feedback = plain(body[general + 4 :].strip())
        body = body[:general]
    if body.strip() in {"TRUE", "FALSE", "T", "F"}:
        result.truth = body.strip().startswith("T")
        return
    starts = [n for n in range(len(body)) if body[n] in "=~" and not escaped(body, n)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        words = body[start + 1 : end].strip()
        if body[start] == "~":
            result.wrong.append(plain(words))
        elif " -> " in words:
            left, right = words.split(" -> ")
            result.pairs.append((plain(left), plain(right)))
        else:
            result.right.append(plain(words))


def find(text: str, mark: str, start: int) -> int:
    """The first place of `mark` whose first character is not escaped, -1 if none."""
    place = text.find(mark, start)
    while place >= 0 and escaped(text, place):
        place = text.find(mark, place + 1)
    return place


def escaped(text: str, place: int) -> bool:
    slashes = 0
    while place - slashes > 0 and text[place - slashes - 1] == "\\":
        slashes += 1
    return slashes % 2 == 1


def plain(text: str) -> str:
    """The text without escapes; a mark that is not escaped is a mistake of the writer."""
    result, place = [], 0
    while place < len(text):
        if text[place] == "\\":
            assert text[place + 1] in MARKS, text
            place += 1
        else:
            assert text[place] not in MARKS, text
        result.append(text[place])
        place += 1
    return "".join(result)
