"""How relations, states, findings and progress are shown: a tone, an icon and a name each."""

from __future__ import annotations

from typing import Any

from assistant.drafts import ChangeKind, FindingKind
from assistant.mapping.importing import Difference
from assistant.mapping.mandatory import Finding
from assistant.mapping.model import Hop, HopKind, Relation, State
from assistant.mapping.transition import Progress, TaskKind
from ui.messages import MappingText
from ui.plain_text import visible
from ui.signs import sign_of
from ui.state import decimal, say
from ui.vocabulary import Sign

__all__ = [
    "CHANGES",
    "DIFFERENCES",
    "DRAFT_FINDINGS",
    "FINDINGS",
    "PROGRESS",
    "RELATIONS",
    "STATES",
    "TASKS",
    "relation_badge",
    "spoken_hops",
]

RELATIONS = {
    Relation.FULL: Sign("green", "check", MappingText.FULL),
    Relation.PARTIAL: Sign("yellow", "contrast", MappingText.PARTIAL),
    Relation.NOT_APPLICABLE: Sign("gray", "remove", MappingText.NOT_APPLICABLE),
    Relation.NONE: Sign("gray", "close", MappingText.NONE),
}
STATES = {
    State.PROPOSED: MappingText.PROPOSED,
    State.CONFIRMED: MappingText.CONFIRMED,
    State.REJECTED: MappingText.REJECTED,
}
HOPS = {kind: MappingText[f"HOP_{kind.name}"] for kind in HopKind}
FINDINGS = {
    Finding.MISSING: Sign("red", "error", MappingText.MISSING),
    Finding.TO_CHECK: Sign("yellow", "search", MappingText.TO_CHECK),
    Finding.FOUND: Sign("green", "check_circle", MappingText.FOUND),
    Finding.EXCLUDED: Sign("gray", "remove_circle", MappingText.EXCLUDED),
}
PROGRESS = {
    Progress.TODO: Sign("orange", "radio_button_unchecked", MappingText.TODO),
    Progress.DOING: Sign("blue", "timelapse", MappingText.DOING),
    Progress.DONE: Sign("green", "check_circle", MappingText.DONE),
}
TASKS = {
    TaskKind.MOVED: MappingText.TASK_MOVED,
    TaskKind.DROPPED: MappingText.TASK_DROPPED,
    TaskKind.NEW: MappingText.TASK_NEW,
}
DIFFERENCES = {
    Difference.CHANGES: Sign("orange", "change_circle", MappingText.DIFFERENCE_CHANGES),
    Difference.ADDED: Sign("blue", "add_circle", MappingText.DIFFERENCE_ADDED),
    Difference.CONFIRMS: Sign("green", "check_circle", MappingText.DIFFERENCE_CONFIRMS),
    Difference.SAME: Sign("gray", "drag_handle", MappingText.DIFFERENCE_SAME),
}
CHANGES = {
    ChangeKind.ADDED: Sign("green", "add_circle", MappingText.CHANGE_ADDED),
    ChangeKind.REMOVED: Sign("red", "do_not_disturb_on", MappingText.CHANGE_REMOVED),
    ChangeKind.CHANGED: Sign("blue", "change_circle", MappingText.CHANGE_CHANGED),
}
DRAFT_FINDINGS = {kind: MappingText[kind.name] for kind in FindingKind}


def relation_badge(relation: Relation, state: State) -> dict[str, Any]:
    """Return the badge of a relation with who stands behind it."""
    content = sign_of(RELATIONS[relation])
    return {**content, "label": f"{content['label']}, {say(STATES[state])}"}


def spoken_hops(hops: tuple[Hop, ...]) -> str:
    """Return the chain that led to a proposal, hop by hop with its strength."""
    return " → ".join(f"{_hop(hop)} {decimal(hop.strength)}" for hop in hops)


def _hop(hop: Hop) -> str:
    name = say(HOPS[hop.kind])
    if hop.kind is HopKind.CORRESPONDENCE:
        name = f"{name} {visible(hop.about)}"
    return name if hop.verified else say(MappingText.HOP_UNVERIFIED, hop=name)
