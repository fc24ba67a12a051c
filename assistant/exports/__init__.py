"""What is given on: papers as DOCX and PDF, decks as PPTX, tables as XLSX."""

from assistant.exports.docx_paper import write_docx
from assistant.exports.model import (
    Block,
    Bullets,
    Deck,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Quotation,
    Sheet,
    Slide,
    Table,
)
from assistant.exports.pdf_paper import write_pdf
from assistant.exports.pptx_deck import write_pptx
from assistant.exports.xlsx_book import write_xlsx

__all__ = [
    "Block",
    "Bullets",
    "Deck",
    "Heading",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Quotation",
    "Sheet",
    "Slide",
    "Table",
    "write_docx",
    "write_pdf",
    "write_pptx",
    "write_xlsx",
]
