"""What a procedure says in its steps, tables and lists, as facts with their places."""

from assistant.procedures.codes import form_key
from assistant.procedures.durations import Duration, durations, same_time
from assistant.procedures.model import Form, Note, ProcedureFacts, Record, StepFacts, Term
from assistant.procedures.reading import read_facts

__all__ = [
    "Duration",
    "Form",
    "Note",
    "ProcedureFacts",
    "Record",
    "StepFacts",
    "Term",
    "durations",
    "form_key",
    "read_facts",
    "same_time",
]
