"""Sentences that speak to a language model instead of stating something.

A file can hold anything, also orders to whoever reads it. Such sentences are neither shown to
a model nor accepted from one. This is a second line: whatever a model makes of an order it
did read, every sentence it writes must still be carried by a quote.
"""

from __future__ import annotations

import re

from corpus.references.folding import fold_in_place
from corpus.text import clean

__all__ = ["instructs"]

_VIETNAMESE = (
    r"\b(?:bo qua|phot lo|quen het|quen di|xoa bo|vo hieu hoa|thay the)\b.{0,40}"
    r"\b(?:huong dan|chi dan|menh lenh|loi nhac|quy tac|chi thi|cau lenh|rang buoc)\b.{0,20}"
    r"\b(?:tren|truoc|truoc do|he thong|cua ban|da cho|cu|nay)\b",
    r"\b(?:loi nhac|thong diep|tin nhan) he thong\b",
    r"\bhay\b.{0,20}\b(?:tra loi|noi|in ra|viet|khang dinh|bao|gui|goi|truy cap|bam|nhan) "
    r"(?:rang|la|vao|toi|den|cau|dong|dung|lai)\b",
    r"\b(?:dong vai|nhap vai|gia vo la|gio ban la|ban (?:bay )?gio la|tu gio ban|ban la mot?)\b",
    r"\b(?:tro ly ao|tro ly ai|mo hinh ngon ngu|chatbot|chatgpt)\b",
    r"\bmoi (?:ai|tro ly) doc (?:duoc )?(?:doan|dong|cau) nay\b",
)
_ENGLISH = (
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instruction|prompt|rule|polic|guideline|above|previous|system|safety)",
    r"\b(?:system|developer) (?:prompt|message|mode)\b|\bjailbreak|\byou are now\b|\bact as\b",
    r"\bpretend (?:to be|you)\b|\bdo anything now\b|\bas an ai\b",
    r"\b(?:reply|respond|answer) (?:with|only|that)\b",
    r"\b(?:print|reveal|repeat|output) (?:your|the)\b",
)
_MARKERS = (
    r"<\|?/?\s*(?:im_|system|assistant|user|end|start|eot)",
    r"\[/?inst\]|<</?sys>>|</?s>|###\s*(?:system|instruction|assistant|user|human|response)",
    r"^\W*(?:system|assistant|user|human|developer)\s*:",
)
_ORDERS = re.compile("|".join((*_VIETNAMESE, *_ENGLISH, *_MARKERS)), re.MULTILINE)


def instructs(text: str) -> bool:
    """Tell whether `text` gives orders to a language model; accents and case do not matter."""
    return bool(_ORDERS.search(" ".join(fold_in_place(clean(text)).split())))
