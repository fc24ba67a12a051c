"""How people ask for the parts of a procedure: its papers, fee, time, steps.

They teach which part a question in everyday words is about. Nothing of them is indexed or
quoted.
"""

from __future__ import annotations

from corpus.registers.loading import DATA, read_register
from corpus.text import clean

__all__ = ["load_asked_aspects", "load_aspect_cues"]


def load_asked_aspects() -> dict[str, str]:
    """Load the shipped questions: the aspect of each, in the order of the files.

    Raises RegisterError with file and line when a file breaks the schema or asks a question
    a second time.
    """
    found: dict[str, str] = {}
    for path in sorted((DATA / "asked_aspects").glob("*.yaml")):
        file = read_register(path, "asked_aspects")
        for number, entry in enumerate(file.data["aspects"]):
            for place, question in enumerate(map(clean, entry["asked"])):
                if question in found:
                    where = ("aspects", number, "asked", place)
                    raise file.error("câu này ghi hai lần", *where)
                found[question] = entry["aspect"]
    return found


def load_aspect_cues() -> dict[str, str]:
    """Load the words that ask for an aspect: the aspect of each.

    Raises RegisterError as `load_asked_aspects` does.
    """
    file = read_register(DATA / "aspect_cues.yaml", "aspect_cues")
    found: dict[str, str] = {}
    for number, entry in enumerate(file.data["cues"]):
        for place, cue in enumerate(map(clean, entry["said"])):
            if cue in found:
                raise file.error("chữ này ghi hai lần", "cues", number, "said", place)
            found[cue] = entry["aspect"]
    return found
