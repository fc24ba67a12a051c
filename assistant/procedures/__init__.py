"""What a procedure says in its steps, tables and lists, as facts with their places."""

from assistant.procedures.model import Form, Note, ProcedureFacts, Record, StepFacts, Term
from assistant.procedures.reading import read_facts

__all__ = ["Form", "Note", "ProcedureFacts", "Record", "StepFacts", "Term", "read_facts"]
