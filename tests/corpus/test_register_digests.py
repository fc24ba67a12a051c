"""The digests say only what the register knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from corpus.registers import LegalRegister, load_legal
from corpus.settings import SHIPPED_DOCUMENTS

pytestmark = pytest.mark.unit

LEGAL = SHIPPED_DOCUMENTS / "legal"
DIGESTS = sorted(path for path in LEGAL.glob("*.md") if path.name != "danh-muc-van-ban.md")


@pytest.fixture(scope="module")
def register() -> LegalRegister:
    return load_legal()


def parts(path: Path) -> tuple[dict[str, str], str]:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def locators(body: str) -> list[str]:
    """Locators of the articles, paragraphs and points as printed, parents without text too."""
    found: list[str] = []
    article = paragraph = ""
    for line in body.splitlines():
        if match := re.match(r"## (Điều \d+[a-zđ]?)\.", line):
            article, paragraph = match[1], ""
            found.append(article)
        elif article and (match := re.match(r"(\d+)\. ", line)):
            paragraph = f"{article} khoản {match[1]}"
            found.append(paragraph)
        elif paragraph and (match := re.match(r"([a-zđ])\) ", line)):
            found.append(f"{paragraph} điểm {match[1]}")
    return found


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_a_digest_has_the_register_s_articles_and_no_other(
    path: Path, register: LegalRegister
) -> None:
    head, body = parts(path)
    document = register.get(head["code"])
    assert document is not None
    assert head["kind"] == "legal"
    assert "không phải nguyên văn" in body
    known = {
        match[0]
        for article in document.articles
        if (article.verified or _is_marked(body, article.locator))
        and (match := re.match(r"Điều \d+[a-zđ]?( khoản \d+)?( điểm [a-zđ])?", article.locator))
    }
    printed = locators(body)
    for locator in printed:
        assert any(one == locator or one.startswith(locator + " ") for one in known), locator
    assert len(printed) == len(set(printed))


def _is_marked(body: str, locator: str) -> bool:
    """An article from memory may be printed only with a word that says so."""
    section = body.partition(f"## {locator}.")[2].partition("\n## ")[0]
    return "chưa đối chiếu nguyên văn" in section


def test_every_document_with_articles_has_a_digest(register: LegalRegister) -> None:
    digested = {parts(path)[0]["code"] for path in DIGESTS}
    assert digested == {document.number for document in register.documents if document.articles}


def test_decision_19_has_the_point_that_circulars_cite() -> None:
    path = LEGAL / "quyet-dinh-19-2014-qd-ttg.md"
    assert "Điều 4 khoản 4 điểm c" in locators(parts(path)[1])


def test_the_adoption_note_answers_how_many_have_not_applied() -> None:
    text = (SHIPPED_DOCUMENTS / "other" / "hien-trang-ap-dung-iso-2014.md").read_text("utf-8")
    section = text.split("chưa áp dụng ISO\n", 1)[1]
    assert "20/44" in section.split("##")[0]
    assert "25/8/2014" in text
