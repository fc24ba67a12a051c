"""Questions for an audit, each with the records, forms and passages to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.audits.model import CheckItem, Checklist, LookAt, Scope, Source
from assistant.labels import document_label, provision_label
from assistant.mapping.reading import Agency, Procedure
from assistant.mapping.views import ClauseRow, Matrix
from assistant.procedures import Note, ProcedureFacts, Record, StepFacts, form_key, read_facts
from corpus.model import Provision
from corpus.registers import Situations
from corpus.text import sentences

__all__ = ["build_checklist"]

_WRONGS = "Lỗi thường gặp:"
_EVIDENCE = "Bằng chứng thường gặp:"
_SITUATIONS = 4  # questions taken from how people speak, for each clause
_STEPS = 3  # steps of a procedure, for each clause


def build_checklist(
    agency: Agency, matrix: Matrix, situations: Situations, scope: Scope
) -> Checklist:
    """Return the questions for a scope; `matrix` is that of the scope's edition.

    A clause that an exclusion says does not apply asks nothing.
    """
    facts = {procedure.id: read_facts(procedure.provisions) for procedure in agency.procedures}
    items: list[CheckItem] = []
    for row in matrix.clauses:
        if row.assessed and row.exclusion is None and _within(row.number, scope.clauses):
            procedures = _procedures(agency, matrix, row, scope)
            if procedures or not (scope.document_ids or scope.unit):
                items += _of_clause(agency, row, situations, scope)
                for procedure in procedures:
                    items += _of_procedure(procedure, facts[procedure.id], row, matrix)
    return Checklist(scope, tuple(items))


def _within(number: str, clauses: Sequence[str]) -> bool:
    return not clauses or any(number == c or number.startswith(f"{c}.") for c in clauses)


def _procedures(agency: Agency, matrix: Matrix, row: ClauseRow, scope: Scope) -> list[Procedure]:
    """Return the procedures of the scope that cover the clause."""
    found = []
    for cell in matrix.row(row.number):
        procedure = agency.procedure(cell.document_id)
        if procedure is None or not cell.covers:
            continue
        wanted = not scope.document_ids or procedure.id in scope.document_ids
        if wanted and (not scope.unit or procedure.unit == scope.unit):
            found.append(procedure)
    return found


def _of_clause(
    agency: Agency, row: ClauseRow, situations: Situations, scope: Scope
) -> Iterator[CheckItem]:
    notes = agency.standards.get(scope.edition, {}).get(row.number, ())
    evidence = tuple(
        LookAt(note.text, document.id, provision_label(document, provision), row.number, note.text)
        for document, provision in notes
        for note in _sentences_after(provision, _EVIDENCE)
    )
    asked = [text for text in situations.of(scope.edition, row.number) if text.endswith("?")]
    for text in asked[:_SITUATIONS]:
        yield CheckItem(row.number, row.title, text, Source.SITUATION, evidence)
    for document, provision in notes:
        label = provision_label(document, provision)
        for note in _sentences_after(provision, _WRONGS):
            look = LookAt(note.text, document.id, label, row.number, note.text)
            question = f"Có gặp trường hợp này không: {_lower(note.text).rstrip('.')}?"
            yield CheckItem(row.number, row.title, question, Source.NONCONFORMITY, (look,))


def _of_procedure(
    procedure: Procedure, facts: ProcedureFacts, row: ClauseRow, matrix: Matrix
) -> Iterator[CheckItem]:
    steps = [step for step in facts.steps if step.role or step.time or step.forms]
    for step in steps[:_STEPS] if _is_service(procedure, matrix) else steps:
        yield CheckItem(
            clause=row.number,
            clause_title=row.title,
            question=_asked(procedure, step),
            source=Source.STEP,
            look_at=tuple(_to_look_at(procedure, facts, step)),
            document_id=procedure.id,
        )
    if facts.records:
        yield CheckItem(
            clause=row.number,
            clause_title=row.title,
            question=f"Hồ sơ của {document_label(procedure.document)} có được lưu đủ, đúng nơi và"
            " đúng thời gian đã ghi không?",
            source=Source.RECORD,
            look_at=tuple(_look_at(procedure, _named(r), r.line) for r in facts.records),
            document_id=procedure.id,
        )


def _is_service(procedure: Procedure, matrix: Matrix) -> bool:
    """Whether a procedure covers so many clauses that its steps would fill the checklist."""
    columns = (c for c in matrix.procedures if c.document.id == procedure.id)
    return any(column.covers > _STEPS for column in columns)


def _asked(procedure: Procedure, step: StepFacts) -> str:
    document = procedure.document
    place = f"{provision_label(document, step.provision)} của {document_label(document)}"
    title = step.title.strip(" .:")
    said = (("người làm", step.role), ("thời gian", step.time))
    told = "; ".join(f"{word}: {_in_line(note)}" for word, note in said if note)
    return f"{place} ({title}) có được làm đúng như đã viết không{f' ({told})' if told else ''}?"


def _to_look_at(procedure: Procedure, facts: ProcedureFacts, step: StepFacts) -> Iterator[LookAt]:
    """Yield the forms that a step names, else the words that say who does it or when."""
    names = {form_key(form.code): form for form in facts.forms}
    said = step.role or step.time
    if not step.forms and said is not None:
        yield _look_at(procedure, _in_line(said), said)
    for code in step.forms:
        form = names.get(form_key(code.text))
        name = f"{form.code} {form.name}" if form else code.text
        yield _look_at(procedure, name, form.line if form else code)


def _look_at(procedure: Procedure, name: str, note: Note) -> LookAt:
    document = procedure.document
    label = provision_label(document, note.provision)
    return LookAt(name, document.id, label, note.provision.locator, note.text)


def _sentences_after(provision: Provision, lead: str) -> Iterator[Note]:
    """Yield the sentences of the line of a note that begins with `lead`."""
    start = provision.text.find(lead)
    if start < 0:
        return
    start += len(lead)
    stop = provision.text.find("\n", start)
    line = provision.text[start : stop if stop >= 0 else None]
    for first, last in sentences(line):
        yield Note(provision, start + first, start + last)


def _named(record: Record) -> str:
    kept = "; ".join(filter(None, (record.keeper, record.retention)))
    return f"{record.name} ({kept})" if record.keeper else record.name


def _in_line(note: Note) -> str:
    return " ".join(note.text.split()).rstrip(".")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
