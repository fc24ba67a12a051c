"""What the machine proposes for the model agency, against the truth kept apart."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from assistant.mapping.model import CellKey, HopKind, State
from assistant.mapping.service import MappingService
from assistant.mapping.views import Matrix
from assistant.store import Store
from corpus.settings import Settings

pytestmark = pytest.mark.integration

Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def truth(project: Path) -> dict[str, Any]:
    return yaml.safe_load((project / "tests" / "agency_truth.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def without_table(shipped_store_settings: Settings) -> MappingService:
    store = Store.open(shipped_store_settings)
    return MappingService.open(shipped_store_settings, store, with_tables=False)


def true_pairs(truth: dict[str, Any]) -> Pairs:
    return {
        (str(clause), stem)
        for stem, document in truth["documents"].items()
        for clause in document["clauses"]
    }


def proposed_pairs(matrix: Matrix) -> Pairs:
    stems = {c.document.id: PurePosixPath(c.document.path).stem for c in matrix.procedures}
    return {(clause, stems[document_id]) for clause, document_id in matrix.cells}


def figures(found: Pairs, true: Pairs) -> tuple[float, float]:
    right = len(found & true)
    return right / len(found), right / len(true)


def test_precision_and_recall_without_the_manuals_table(
    without_table: MappingService, truth: dict[str, Any]
) -> None:
    found = proposed_pairs(without_table.matrix("2015"))
    precision, recall = figures(found, true_pairs(truth))
    assert precision >= 0.90
    assert recall >= 0.85


def test_the_manuals_table_does_no_harm(service: MappingService, truth: dict[str, Any]) -> None:
    precision, recall = figures(proposed_pairs(service.matrix("2015")), true_pairs(truth))
    assert precision >= 0.90
    assert recall >= 0.85


def test_the_switch_leaves_the_table_out(
    service: MappingService, without_table: MappingService
) -> None:
    def tables(some: MappingService) -> int:
        hops = [
            hop
            for proposal in some.proposals("2015").values()
            for claim in proposal.claims
            for hop in claim.hops
        ]
        return sum(hop.kind is HopKind.TABLE for hop in hops)

    assert tables(service) > 20
    assert tables(without_table) == 0


def test_explicit_references_are_never_missed(service: MappingService, project: Path) -> None:
    """The clauses that each source prints in its list of references, read without our parser."""
    sources = project / "corpus" / "agency" / "sources"
    proposed = proposed_pairs(service.matrix("2015"))
    checked = 0
    for path in sorted(sources.glob("*.yaml")):
        listed = yaml.safe_load(path.read_text(encoding="utf-8")).get("references", [])
        for item in listed:
            if not item.startswith("TCVN ISO 9001:2015"):
                continue
            for number in [word.strip("(,") for word in item.partition(",")[2].split()]:
                if number[0].isdigit():
                    checked += 1
                    assert (number, path.stem) in proposed, (number, path.stem)
    assert checked > 40


def test_gaps_are_exactly_the_planted_ones(
    without_table: MappingService, truth: dict[str, Any]
) -> None:
    planted = set(truth["planted"]["clauses_without_procedure"])
    gaps = {row.number for row in without_table.gaps("2015").clauses}
    assert {n for n in gaps if n in planted or n.rpartition(".")[0] in planted} == gaps
    assert all(any(f"{n}.".startswith(f"{p}.") for n in gaps) for p in planted)


def test_every_quote_stands_where_it_is_said_to(service: MappingService) -> None:
    matrix = service.matrix("2015")
    texts = {
        (procedure.id, provision.locator): provision.text
        for procedure in service._agency.procedures
        for provision in procedure.provisions
    }
    for clause, document_id in matrix.cells:
        detail = service.cell(CellKey("2015", clause, document_id))
        places = [*(e.place for e in detail.evidence), *detail.sections]
        assert places, (clause, document_id)
        for place in places:
            text = texts[place.document_id, place.locator]
            assert place.quote
            assert text[place.start : place.end] == place.quote


def test_a_chain_is_as_strong_as_its_weakest_hop(service: MappingService) -> None:
    """QT-06 names a clause of 2008 only, and reaches 6.1.2 over two more hops."""
    matrix = service.matrix("2015")
    (document_id,) = [c.document.id for c in matrix.procedures if c.document.code == "QT-06"]
    detail = service.cell(CellKey("2015", "6.1.2", document_id))
    chain = next(e for e in detail.evidence if e.hops[0].kind is HopKind.NAMED)
    assert [hop.kind for hop in chain.hops] == [
        HopKind.NAMED,
        HopKind.CORRESPONDENCE,
        HopKind.SUBCLAUSE,
    ]
    assert chain.strength == min(hop.strength for hop in chain.hops)
    assert "8.5.3" in chain.place.quote
    assert detail.cell is not None
    assert detail.cell.strength <= chain.strength
    assert detail.cell.state is State.PROPOSED


def test_an_unverified_correspondence_is_weaker(desk: MappingService) -> None:
    """QT-34 names 8.5.5 (2015), whose pair with 7.5.1 (2008) was not seen at a source."""
    claims = [
        claim
        for (clause, _), proposal in desk.proposals("2008").items()
        for claim in proposal.claims
        if clause == "7.5.1" and claim.hops[0].about.endswith("8.5.5")
    ]
    assert claims
    assert all(claim.strength == 0.5 and not claim.hops[1].verified for claim in claims)


def test_the_2008_matrix_is_reached_by_the_correspondence(service: MappingService) -> None:
    matrix = service.matrix("2008")
    codes = {c.document.id: c.document.code for c in matrix.procedures}
    found = {(clause, codes[document_id]) for clause, document_id in matrix.cells}
    for clause, code in (
        ("4.2.3", "QT-01"),
        ("8.2.2", "QT-03"),
        ("8.3", "QT-04"),
        ("8.5.2", "QT-05"),
        ("8.5.3", "QT-06"),
        ("5.6.1", "QT-07"),
    ):
        assert (clause, code) in found
