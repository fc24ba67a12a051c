"""Whether the facts of a sentence are bound to each other as in its quote.

"Trưởng phòng soạn thảo, Giám đốc phê duyệt" carries neither "Giám đốc soạn thảo" nor
"Trưởng phòng phê duyệt", though each of their words stands in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.llm.facts import DATE, ROLE, dates, quantities, roles, words
from assistant.llm.words import DOCUMENT_WORDS, FUNCTION_WORDS, GENERAL_ROLES, REPLACING
from corpus.references import parse_references
from corpus.text import search_form

__all__ = ["is_rebound", "is_reordered", "is_turned"]

_Shares = dict[str, set[str]]

_CLAUSE = re.compile(r"[;:.!?…\n]+\s|,\s|\s(?=và\s|rồi\s|sau đó\s|còn\s|nếu\s)")
_EVENT = re.compile(r"(?:có|hết|còn) hiệu lực|ban hành|ký|thay thế|bãi bỏ|hủy bỏ|sửa đổi|công bố")

# Who acts stands before what is done; a figure stands behind what it measures.
_FIGURE = re.compile(r"\d[\d.,]*\s+[^\W\d_]+(?:\s+làm việc)?")


def is_reordered(sentence: str, quote: str) -> bool:
    """Tell whether roles, figures or references stand in another order than in the quote.

    Each of the three is compared by itself, and only what stands once in both texts: adverbs
    move freely, who comes before whom does not.
    """
    return any(
        _common(find(sentence), find(quote)) != _common(find(quote), find(sentence))
        for find in (_actors, _figures, _references)
    )


def is_rebound(sentence: str, quote: str) -> bool:
    """Tell whether a role or figure carries words that the quote gives to another one."""
    return any(
        _carries_others(_shares(sentence, find, cut), _shares(quote, find, cut))
        for find, cut in ((_actors, _before_roles), (_figures, _behind_figures))
    )


def is_turned(sentence: str, quote: str) -> bool:
    """Tell whether what replaces what, or what happened on which date, is another thing."""
    return not (_objects(sentence) <= _objects(quote) and _events(sentence) <= _events(quote))


def _objects(text: str) -> set[tuple[str, ...]]:
    """Return the verbs of replacing with the three words behind each, if they name a document."""
    said = words(text)
    return {
        tuple(said[place : place + 5])
        for place, pair in enumerate(pairwise(said))
        if " ".join(pair) in REPLACING and DOCUMENT_WORDS.intersection(said[place + 2 : place + 3])
    }


def _events(text: str) -> set[tuple[str, str]]:
    """Return what happened with its date; a part that says nothing continues the one before."""
    found: set[tuple[str, str]] = set()
    events: list[str] = []
    for part in DATE.sub(r"\g<0>\n", search_form(text)).split("\n"):
        events = _EVENT.findall(part)[-1:] or events
        found.update((event, date) for event in events for date in _dates(part))
    return found


def _common(items: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return those of `items` that stand once in both."""
    here, there = Counter(items), Counter(others)
    return [item for item in items if here[item] == 1 and there[item] == 1]


def _carries_others(said: _Shares, source: _Shares) -> bool:
    for anchor in said.keys() & source.keys():
        own = len(_only(source, anchor) & said[anchor])
        if any(len(_only(source, other) & said[anchor]) > own for other in source):
            return True
    return False


def _shares(text: str, find: Callable[[str], Sequence[str]], cut: Callable[[str], str]) -> _Shares:
    """Return the words that go with each anchor; a part without one continues that before it."""
    shares: _Shares = {}
    current: list[str] = []
    for clause in _CLAUSE.split(search_form(text)):
        for part in cut(clause).split("\n"):
            current = list(dict.fromkeys(find(part))) or current
            for anchor in current:
                shares.setdefault(anchor, set()).update(_content(part))
    return shares


def _before_roles(clause: str) -> str:
    return ROLE.sub(r"\n\g<0>", clause)


def _behind_figures(clause: str) -> str:
    return _FIGURE.sub(r"\g<0>\n", clause)


def _only(shares: _Shares, anchor: str) -> set[str]:
    """Return the words that go with this anchor alone, the anchors' own names left out."""
    others = set().union(*(words_ for name, words_ in shares.items() if name != anchor))
    names = {word for name in shares for word in name.split()}
    return shares[anchor] - others - names


def _content(text: str) -> set[str]:
    return {w for w in words(text) if w not in FUNCTION_WORDS and not w[0].isdigit()}


def _actors(text: str) -> list[str]:
    return [role for role in roles(text) if role not in GENERAL_ROLES]


def _figures(text: str) -> list[str]:
    return [f"{quantity.value} {quantity.unit}" for quantity in quantities(text)]


def _dates(text: str) -> list[str]:
    return [f"{day}.{month}.{year}" for day, month, year in sorted(dates(text))]


def _references(text: str) -> list[str]:
    return [search_form(reference.text) for reference in parse_references(text)]
