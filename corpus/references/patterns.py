"""The expression that finds the pieces of references in folded text.

Every repetition is bounded and every alternative starts at a word, so the time is linear
in the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.references.lexicon import ISSUERS, LAW_ABBREVIATIONS, LAW_NAMES, TYPE_WORDS
from corpus.registers.numbers import TYPES

__all__ = [
    "AMBIGUOUS",
    "AMOUNT",
    "COUNTED",
    "ISSUER",
    "LIST_END",
    "NUMBERED_WITH_YEAR",
    "REGULATIONS",
    "THIS_CENTURY",
    "VERBS",
    "expression",
]

_YEAR = r"(?:19|20)\d\d"
_TYPE = "|".join(sorted(TYPE_WORDS, key=len, reverse=True)).replace(" ", r"\s{1,2}")
_SYMBOL = (
    r"(?:qh\d{1,2}|[a-z]{1,8}(?:[-.&][a-z]{1,10}){1,4}"
    r"|[a-z]{1,6}\s-\s?(?:ttg|cp|ubnd|hdnd|vpcp|bkhcn|bnv|btc|btp)|" + "|".join(TYPES) + ")"
)
_TAIL = r"(?:\s{0,2}(?:,|va\b|hoac\b)\s{0,2}\d{1,3}\b(?![.,/]?\d)){0,8}"
_DATE = r"\s{1,2}ngay\s{1,2}\d{1,2}(?:/|\s{1,2}thang\s{1,2})\d{1,2}(?:/|\s{1,2}nam\s{1,2})"

_LEGAL = rf"""
    \b(?:(?P<full_type>{_TYPE})\s{{0,2}}(?:so\s{{0,2}}:?\s{{0,2}})?)?
      (?P<serial>\d{{1,5}})\s?/\s?(?:(?P<full_year>{_YEAR})\s?/\s?)?(?P<symbol>{_SYMBOL})\b
  | \b(?P<short_type>{_TYPE})\s{{0,2}}(?P<so>so\s{{0,2}}:?\s{{0,2}})?(?P<short>\d{{1,5}})(?!\d)
      (?:\s?[/-]\s?(?P<year_a>{_YEAR})\b|\s{{1,2}}nam\s{{1,2}}(?P<year_b>{_YEAR})\b
        |{_DATE}(?P<year_c>{_YEAR})\b)?(?!\s?[/.,-]\s?\d)(?!\s?%)
"""
_STANDARD = rf"""
    \b(?:(?:tcvn|iso)[\s:/-]{{0,2}}){{1,2}}(?P<iso>\d{{4,5}})
      (?:(?:\s{{0,2}}[:/-]\s{{0,2}}|\s{{1,2}}(?:(?:phien\s|an\s)?ban\s{{1,2}}|nam\s{{1,2}})?
        (?:nam\s{{1,2}})?)(?P<iso_year>{_YEAR})\b)?
  | (?<!van\s)\b(?:phien\s{{1,2}}|an\s{{1,2}})?ban\s{{1,2}}(?:nam\s{{1,2}})?(?P<edition>2008|2015)\b
"""
_PROCEDURE = r"""
    (?<![\w-])(?P<code>(?:[a-z]{1,8}[-.]){0,2}(?:qt(?:ht|nb|nv|cl)?\s?|hd|bm|sop)
      (?:[-.][a-z]{1,8}){0,2}(?:\s?[-.]\s?)?\d{1,3}(?:\.\d{1,2})?)(?![\w/])
"""
_PLACES = rf"""
    \bdieu\s{{0,2}}(?P<article>\d{{1,3}})(?P<article_letter>[a-z])?\b(?![.,/]\d)
      (?P<articles>{_TAIL})
  | \bkhoan\s{{0,2}}(?P<paragraph>\d{{1,2}})(?P<paragraph_letter>[a-z])?\b(?![.,/]\d)
      (?P<paragraphs>{_TAIL})
  | \bdiem\s{{1,2}}(?P<point>[a-z])\b
  | (?:\b(?P<word>dieu\skhoan|dieu|khoan|tieu\smuc|muc|yeu\scau|phan|buoc|clause)\s{{0,2}}
      (?:so\s{{1,2}})?|(?<![\w./,-]))(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?![\w/%-]|[.,]\d)
  | \b(?P<level>dieu\skhoan|muc|buoc)\s{{1,2}}(?:so\s{{1,2}})?(?P<single>\d{{1,2}})\b
      (?![.,/]\d|\s?%)
  | \b(?P<regulation>quy\sche|dieu\sle|quy\sdinh(?=\s(?:duoc\s)?(?:ban\shanh\s)?kem\stheo))\b
      (?:[a-z\s,]{{0,80}}?\bkem\stheo\b)?
"""
# Words after a bare number that make it an amount ("khoản 3 triệu", "quyết định 3 việc"). The
# second, longer list holds only after words that are verbs as well.
AMOUNT = re.compile(
    r"\s{0,2}(?:%|(?:ngay(?!\s{1,2}\d)|thang|gio|phut|tuan|lan|trieu|ty|nghin|ngan|dong)\b)"
)
COUNTED = re.compile(
    r"\s{0,2}(?:nguoi|nam|viec|truong hop|ho so|phuong an|van de|co quan|don vi|noi dung"
    r"|nhiem vu|thu tuc|muc|phong|can bo|cong chuc)\b"
)
VERBS = frozenset({"quyet dinh", "chi thi"})
LIST_END = re.compile(
    r"\s{0,2}(?:$|[,;:.?!)]|(?:va|hoac|cua|tai|trong|theo|dieu|khoan|diem|nghi|nd|quyet|qd|tt"
    r"|thong tu|luat|bo luat|bl\w{2,4}|iso|tcvn|quy che|quy dinh|la gi|noi gi)\b)"
)
ISSUER = re.compile(
    rf"\s{{1,2}}cua\s{{1,2}}(?P<issuer>{'|'.join(sorted(ISSUERS, key=len, reverse=True))})\b"
)
AMBIGUOUS = frozenset({"tt", "ct", "cv", "nq", "pl"})
NUMBERED_WITH_YEAR = frozenset({"luat", "bo luat", "phap lenh"})
REGULATIONS = {"quy che": "Quy chế", "dieu le": "Điều lệ", "quy dinh": "Quy định"}
THIS_CENTURY = re.compile(_YEAR)


@lru_cache(maxsize=8)
def expression(law_names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression; `law_names` are folded names of laws besides the usual ones."""
    names = sorted({*LAW_NAMES, *law_names}, key=len, reverse=True)
    law = "|".join(re.escape(name).replace(r"\ ", r",?\s{1,2}") for name in names)
    laws = rf"""
        (?<!phap\s)(?<!ky\s)\b(?P<law>bo\sluat|luat)(?:\s{{1,2}}(?P<law_name>{law})\b)?
          (?:\s{{1,2}}(?:nam\s{{1,2}})?(?P<law_year>{_YEAR})\b)?
      | \b(?P<law_short>{"|".join(LAW_ABBREVIATIONS)})\b
          (?:\s{{1,2}}(?:nam\s{{1,2}})?(?P<short_year>{_YEAR})\b)?
    """
    parts = (_LEGAL, laws, _STANDARD, _PROCEDURE, _PLACES)
    return re.compile("|".join(parts), re.VERBOSE)
