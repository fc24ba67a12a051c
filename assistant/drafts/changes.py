"""What differs between a draft and the version it replaces, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.drafts.model import Change, ChangeKind, Rewording
from assistant.drafts.subjects import Subject, word_key
from assistant.mapping.model import Place
from assistant.mapping.quoting import locate
from corpus.model import Provision
from corpus.text import sentences

__all__ = ["changes_between"]

_LIKE = 0.5
"""Two sections under one number are versions of one another if they share so much text."""

Pair = tuple[Provision | None, Provision | None]


def changes_between(earlier: Subject, draft: Subject) -> Iterator[Change]:
    """Yield the sections added, removed and changed, in the draft's order, removed ones last.

    A section that only has another number is no change.
    """
    for old, new in _pairs(earlier.procedure.provisions, draft.procedure.provisions):
        if old is not None and new is not None:
            if _words(old) != _words(new):
                rewordings = tuple(_rewordings(earlier, old, draft, new))
                yield Change(
                    ChangeKind.CHANGED,
                    _name(new),
                    _heading(earlier, old),
                    _heading(draft, new),
                    rewordings,
                )
        elif new is not None:
            yield Change(ChangeKind.ADDED, _name(new), None, _heading(draft, new))
        elif old is not None:
            yield Change(ChangeKind.REMOVED, _name(old), _heading(earlier, old), None)


def _pairs(old: Sequence[Provision], new: Sequence[Provision]) -> Iterator[Pair]:
    """Pair sections by title, else by number where the text is alike."""
    left = list(old)
    pairs: list[Pair] = []
    for section in new:
        found = next((p for p in left if _same_title(p, section)), None)
        if found is not None:
            left.remove(found)
        pairs.append((found, section))
    for place, section in enumerate(new):
        match = next((p for p in left if _alike(p, section)), None)
        if pairs[place][0] is None and match is not None:
            left.remove(match)
            pairs[place] = (match, section)
    yield from pairs
    yield from ((section, None) for section in left)


def _same_title(old: Provision, new: Provision) -> bool:
    if not new.title or not old.title:
        return old.locator == new.locator and old.title == new.title
    return old.level == new.level and word_key(old.title) == word_key(new.title)


def _alike(old: Provision, new: Provision) -> bool:
    if old.locator != new.locator:
        return False
    matcher = SequenceMatcher(None, _words(old).split(), _words(new).split(), autojunk=False)
    return matcher.ratio() >= _LIKE


def _rewordings(
    earlier: Subject, old: Provision, draft: Subject, new: Provision
) -> Iterator[Rewording]:
    before, after = _sentences(earlier, old), _sentences(draft, new)
    matcher = SequenceMatcher(
        None, [word_key(p.quote) for p in before], [word_key(p.quote) for p in after], False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        longest = max(b - a, d - c)
        olds: list[Place | None] = [*before[a:b], *[None] * (longest - (b - a))]
        news: list[Place | None] = [*after[c:d], *[None] * (longest - (d - c))]
        yield from (Rewording(o, n) for o, n in zip(olds, news, strict=True))


def _sentences(subject: Subject, provision: Provision) -> list[Place]:
    return [locate(subject.document, provision, *span) for span in sentences(provision.text)]


def _words(provision: Provision) -> str:
    """Return the words without the number of the heading."""
    return word_key(provision.text.removeprefix(_number(provision)))


def _number(provision: Provision) -> str:
    head = provision.text.partition("\n")[0]
    place = head.find(provision.title) if provision.title else -1
    return head[:place] if place > 0 else ""


def _heading(subject: Subject, provision: Provision) -> Place:
    end = provision.text.find("\n")
    return locate(subject.document, provision, 0, len(provision.text) if end < 0 else end)


def _name(provision: Provision) -> str:
    return provision.title or provision.locator
