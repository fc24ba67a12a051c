"""Every error this product raises on purpose, in one tree.

    AssistantError
    ├── ConfigurationError        a setting cannot be used
    │   └── ModelBuildError       the embedded model could not be built or failed its check
    ├── IndexUnusableError        the index cannot be used as it is
    │   ├── IndexMissingError     there is no index yet
    │   ├── IndexOutdatedError    it was written by another version or another model
    │   └── IndexBusyError        another process is writing it
    ├── StorageError              disk full, read-only folder
    ├── DocumentError             one document could not be read; the rest goes on
    │   └── UnknownDocumentError  nothing in the index answers to that name
    ├── UnknownConversationError  a conversation or a link leads nowhere
    ├── QuestionError             the question cannot be searched (empty, only symbols)
    ├── RegisterError             a register file breaks its schema
    ├── DecisionError             a decision on the mapping lacks a name or a reason
    ├── AuditError                an audit or a finding lacks something, or is not there
    ├── ExportError               a template or its file cannot be used
    ├── TrainingError             a list, an answer of the bank or a quiz cannot be used as given
    ├── QuoteError                a quote is not verbatim; never shown, always a bug
    └── LanguageModelError        the language model is down, slow, refused or over its ceiling

Each message is in Vietnamese, for the person in front of the screen, and ends with what
to do next.
"""

from __future__ import annotations

__all__ = [
    "AssistantError",
    "AuditError",
    "ConfigurationError",
    "DecisionError",
    "DocumentError",
    "ExportError",
    "IndexBusyError",
    "IndexMissingError",
    "IndexOutdatedError",
    "IndexUnusableError",
    "LanguageModelError",
    "ModelBuildError",
    "QuestionError",
    "QuoteError",
    "RegisterError",
    "StorageError",
    "TrainingError",
    "UnknownConversationError",
    "UnknownDocumentError",
]


class AssistantError(Exception):
    """Base of all deliberate errors; `str(error)` is one line fit to show a user."""


class ConfigurationError(AssistantError):
    """A setting or command-line value cannot be used."""


class ModelBuildError(ConfigurationError):
    """The embedded model could not be built, or failed its parity check."""


class IndexUnusableError(AssistantError):
    """The index cannot be used as it is."""


class IndexMissingError(IndexUnusableError):
    """There is no index yet."""


class IndexOutdatedError(IndexUnusableError):
    """The index was written by another version of the program or with another model."""


class IndexBusyError(IndexUnusableError):
    """Another process is writing the index."""


class StorageError(AssistantError):
    """The disk is full or a folder cannot be written."""


class DocumentError(AssistantError):
    """One document could not be read; the rest of the job goes on."""


class UnknownDocumentError(DocumentError):
    """No document, or more than one, answers to the name that was given."""


class QuestionError(AssistantError):
    """The question cannot be searched."""


class RegisterError(AssistantError):
    """A register file breaks its schema; the message names file and line."""


class QuoteError(AssistantError):
    """A quote is not found verbatim in its provision; it must not be shown."""


class ExportError(AssistantError):
    """A paper could not be written; a template that cannot be opened, most often."""


class LanguageModelError(AssistantError):
    """The language model gave nothing usable; the answer made without it stands."""


class DecisionError(AssistantError):
    """A decision cannot be recorded: nobody's name, no reason, no such clause."""


class UnknownConversationError(AssistantError):
    """A conversation, an exchange or a link is not there, or no longer."""


class TrainingError(AssistantError):
    """A list of questions, an answer of the question bank or a quiz cannot be used as given."""


class AuditError(AssistantError):
    """An audit or a finding cannot be kept as it is, or is not there."""
