"""Questions of our own on every subject: what a question looks like that a corpus may not cover."""

from __future__ import annotations

from typing import NamedTuple

from corpus.registers.loading import DATA, read_register

__all__ = ["ForeignProbes", "load_foreign_probes"]

_FRAMES_EACH = 3


class ForeignProbes(NamedTuple):
    """Questions: `topical` on laws and public life, which a corpus may cover, and `everyday`."""

    topical: tuple[str, ...]
    everyday: tuple[str, ...]


def load_foreign_probes() -> ForeignProbes:
    """Load the shipped questions; each topic is asked in three of the frames, in rotation."""
    data = read_register(DATA / "foreign_probes.yaml", "foreign_probes").data
    frames = data["frames"]
    topical = [
        frames[(row + step) % len(frames)].format(topic)
        for row, topic in enumerate(data["topics"])
        for step in range(_FRAMES_EACH)
    ]
    return ForeignProbes(
        tuple(text[:1].upper() + text[1:] for text in topical), tuple(data["everyday"])
    )
