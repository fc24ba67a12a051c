"""Answers whose documents, file names and questions attack: their papers hold words, no more."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pytest

from assistant.exports import Paper, write_docx, write_pdf
from assistant.exports.answers import answers_paper
from assistant.model import Answer, Claim
from tests.assistant.llm.attacks import ATTACKS, Attack
from tests.assistant.llm.playing import LAW, PROCEDURE, Given, law, procedure

pytestmark = pytest.mark.unit

LINKS = '[x](https://evil.example/?d=1) <a href="https://evil.example">y</a> www.evil.example'
ON = dt.date(2026, 1, 2)


def _answer(attack: Attack) -> Answer:
    """Make an answer all of whose texts attack, as if no check stood before the papers."""
    title = f"{attack.title} {LINKS} \u202egnol.exe"
    document = procedure(title=title, code=None)
    given = Given((document, f"{attack.document}\n{PROCEDURE}"), (law(), LAW))
    claim = Claim(document.kind, f"{attack.said} {LINKS}", (1,))
    notices = (f"{attack.document} {LINKS}",)
    return replace(given.answer, claims=(claim, *given.answer.claims), notices=notices)


def _paper(attack: Attack) -> Paper:
    question = f"{attack.question} {LINKS}"
    return answers_paper(question, [(question, _answer(attack))], ON)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_word_file_has_no_link_field_or_hidden_character(attack: Attack) -> None:
    data = write_docx(_paper(attack))
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    assert "https://evil.example/?d=1" in text
    assert _hidden(text) == set()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            content = parts.read(name).decode("utf-8", errors="replace")
            assert 'TargetMode="External"' not in content, name
            if name == "word/document.xml":
                fields = set(re.findall(r"<w:instrText[^>]*>\s*(\w+)", content))
                assert fields <= {"TOC", "PAGE", "NUMPAGES", "PAGEREF"}, fields


@pytest.mark.parametrize("attack", ATTACKS[::6], ids=lambda attack: attack.name)
def test_pdf_has_no_link_script_or_hidden_character(attack: Attack) -> None:
    data = write_pdf(_paper(attack))
    for action in (b"/URI", b"/JavaScript", b"/Launch", b"/GoToR", b"/EmbeddedFile"):
        assert action not in data
    with pypdfium2.PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "evil.example" in text
    assert _hidden(text) == set()


def _hidden(text: str) -> set[str]:
    """Return the characters that cannot be seen, line ends and the soft hyphen of a PDF apart."""
    hidden = {char for char in text if unicodedata.category(char) in {"Cf", "Co", "Cs", "Cc"}}
    return hidden - {"\n", "\r", "\t", "\x02", "\ufffe", "\u00ad"}
