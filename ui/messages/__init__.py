"""Every text of the pages, in Vietnamese and English: one catalogue, a module for each area."""

from ui.messages.audit import AuditText
from ui.messages.base import Catalogue, Language, Message
from ui.messages.mapping import MappingText
from ui.messages.pages import Text

__all__ = ["AuditText", "Catalogue", "Language", "MappingText", "Message", "Text"]
