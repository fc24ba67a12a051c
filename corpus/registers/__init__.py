"""Versioned facts that are not text: clause lists, correspondence, legal validity."""

from corpus.registers.asked_aspects import load_asked_aspects, load_aspect_cues
from corpus.registers.asked_documents import (
    AskedDocument,
    AskedPassage,
    load_asked_documents,
)
from corpus.registers.correspondence import Correspondence, Link, load_correspondence
from corpus.registers.foreign_passages import load_foreign_passages
from corpus.registers.foreign_probes import ForeignProbes, load_foreign_probes
from corpus.registers.legal import LegalRegister, load_legal
from corpus.registers.numbers import number_key, number_parts
from corpus.registers.records import LegalDocument, Relation, RelationKind, StatusStatement
from corpus.registers.services import Service, load_services
from corpus.registers.situations import Situations, load_situations, load_wordings
from corpus.registers.standards import Clause, MandatoryItem, StandardRegister, load_standard
from corpus.registers.synonyms import Synonyms, load_synonyms
from corpus.registers.together import Registers, load_registers
from corpus.registers.wording import not_yet_effective

__all__ = [
    "AskedDocument",
    "AskedPassage",
    "Clause",
    "Correspondence",
    "ForeignProbes",
    "LegalDocument",
    "LegalRegister",
    "Link",
    "MandatoryItem",
    "Registers",
    "Relation",
    "RelationKind",
    "Service",
    "Situations",
    "StandardRegister",
    "StatusStatement",
    "Synonyms",
    "load_asked_aspects",
    "load_asked_documents",
    "load_aspect_cues",
    "load_correspondence",
    "load_foreign_passages",
    "load_foreign_probes",
    "load_legal",
    "load_registers",
    "load_services",
    "load_situations",
    "load_standard",
    "load_synonyms",
    "load_wordings",
    "not_yet_effective",
    "number_key",
    "number_parts",
]
