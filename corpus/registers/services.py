"""Services and internal procedures of state agencies, and how people ask for them.

They teach which service a question in everyday words is about. Titles are those of public
administrative procedures; the questions are ours. Nothing of them is indexed or quoted.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.registers.loading import DATA, read_register
from corpus.text import clean

__all__ = ["Service", "load_services"]


@dataclass(frozen=True, slots=True)
class Service:
    """A service by a name of ours, its official titles, its case, and questions on it.

    `titles` has the usual one first; `case` is one line that tells it from its sisters; a
    question of `asked` stands with no other service. `internal` ones are procedures that only
    the agency's own staff ask about.
    """

    id: str
    titles: tuple[str, ...]
    case: str
    asked: tuple[str, ...]
    internal: bool = False


def load_services() -> tuple[Service, ...]:
    """Load the shipped services, in the order of the files.

    Raises RegisterError with file and line when a file breaks the schema, or names a service
    or asks a question a second time.
    """
    found: dict[str, Service] = {}
    asked: set[str] = set()
    for path in sorted((DATA / "services").glob("*.yaml")):
        file = read_register(path, "services")
        for number, entry in enumerate(file.data["services"]):
            service = Service(
                entry["id"],
                tuple(clean(title) for title in (entry["title"], *entry.get("also", ()))),
                clean(entry["case"]),
                tuple(clean(question) for question in entry["asked"]),
                bool(file.data.get("internal")),
            )
            if service.id in found:
                raise file.error("dịch vụ này ghi hai lần", "services", number)
            for place, question in enumerate(service.asked):
                if question in asked:
                    raise file.error("câu này ghi hai lần", "services", number, "asked", place)
                asked.add(question)
            found[service.id] = service
    return tuple(found.values())
