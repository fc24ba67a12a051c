"""Steps that another procedure, or the earlier version, gives another time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafts.model import Finding, FindingKind
from assistant.drafts.subjects import Comparison, Subject, word_key, words_shared
from assistant.labels import document_label, provision_label
from assistant.mapping.codes import Codes
from assistant.procedures import Note, StepFacts, durations, form_key, same_time
from corpus.model import Part
from corpus.text import sentences, syllables

__all__ = ["changed_times", "conflicting_times"]

_LIKE_TITLE = 0.6
_TELLING_TITLE = 5
"""A title of so many words that the same role bears it means the same work; a shorter one
("Tiếp nhận hồ sơ") every procedure has."""

_PLACE = re.compile(r"(?:bước|mục|điểm|tiểu mục)\s+(\d+(?:\.\d+)*)", re.IGNORECASE)
_LONG_TITLE = 3
"""Words of a title that a sentence must repeat to mean that step."""


def conflicting_times(compared: Comparison) -> Iterator[Finding]:
    """Yield the steps, and the sentences about steps elsewhere, that give another time."""
    draft = compared.draft
    for step in draft.facts.steps:
        for other in compared.others:
            for theirs in other.facts.steps:
                if _same_work(step, theirs) and _times_differ(step, theirs):
                    yield _finding(draft, _time(step), other, theirs)
    yield from _said_of_others(draft, compared.others)


def changed_times(draft: Subject, earlier: Subject) -> Iterator[Finding]:
    """Yield the steps of a draft that had another time in the earlier version."""
    before = {word_key(step.title): step for step in earlier.facts.steps}
    for step in draft.facts.steps:
        old = before.get(word_key(step.title))
        if old is None or not _times_differ(step, old):
            continue
        label = provision_label(draft.document, step.provision)
        yield Finding(
            FindingKind.TIME_CHANGED,
            step.title,
            f"{label}: thời gian là «{_words(_time(step))}», bản trước ghi «{_words(_time(old))}»."
            " Hãy xác nhận việc đổi thời gian.",
            (draft.place(_time(step)),),
            (earlier.place(_time(old)),),
        )


def _same_work(step: StepFacts, theirs: StepFacts) -> bool:
    """Tell whether two steps are one piece of work: alike by name, and by form or role."""
    shared = {form_key(f.text) for f in step.forms} & {form_key(f.text) for f in theirs.forms}
    if shared:
        return words_shared(step.title, theirs.title) >= _LIKE_TITLE
    title = word_key(step.title)
    if title != word_key(theirs.title) or len(title.split()) < _TELLING_TITLE:
        return False
    roles = [word_key(role.text) for role in (step.role, theirs.role) if role]
    return len(roles) > 1 and roles[0] == roles[1]


def _times_differ(step: StepFacts, theirs: StepFacts) -> bool:
    if step.time is None or theirs.time is None:
        return False
    return not same_time(step.time.text, theirs.time.text)


def _said_of_others(draft: Subject, others: Sequence[Subject]) -> Iterator[Finding]:
    """Yield the sentences that give a step of a procedure they name another time."""
    codes = Codes(other.document for other in others)
    by_id = {other.document.id: other for other in others}
    for provision in draft.procedure.provisions:
        if provision.part is not Part.BODY:
            continue
        for start, end in sentences(provision.text):
            sentence = provision.text[start:end]
            said = set(durations(sentence))
            named = codes.find(sentence) if said else []
            for document_id in dict.fromkeys(i for *_, ids in named for i in ids):
                other = by_id[document_id]
                step = _step_meant(sentence, other)
                if step is not None and step.time is not None:
                    theirs = set(durations(step.time.text))
                    if theirs and not theirs & said:
                        yield _finding(draft, Note(provision, start, end), other, step)


def _step_meant(sentence: str, other: Subject) -> StepFacts | None:
    """Return the step of another procedure that a sentence names by number or by title."""
    numbers = set(_PLACE.findall(sentence))
    words = f" {' '.join(syllables(sentence))} "
    for step in other.facts.steps:
        title = word_key(step.title)
        told = len(title.split()) >= _LONG_TITLE and f" {title} " in words
        if told or step.provision.locator in numbers:
            return step
    return None


def _finding(draft: Subject, note: Note, other: Subject, theirs: StepFacts) -> Finding:
    label = provision_label(draft.document, note.provision)
    place = f"{provision_label(other.document, theirs.provision)} của"
    return Finding(
        FindingKind.TIME_DIFFERS,
        theirs.title,
        f"{label} ghi «{_words(note)}», còn {place} {document_label(other.document)} ghi"
        f" «{_words(_time(theirs))}». Hãy thống nhất thời gian.",
        (draft.place(note),),
        (other.place(_time(theirs)),),
    )


def _time(step: StepFacts) -> Note:
    """Return the time of a step that has one."""
    return step.time or Note(step.provision, 0, 0)


def _words(note: Note) -> str:
    return " ".join(note.text.split()).rstrip(".")
