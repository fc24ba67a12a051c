"""The grammar of written Vietnamese syllables: onset, rime, tone and where its mark stands.

Text that came out of a file badly (a legacy encoding read as Unicode, letters torn apart)
shows at once as syllables that cannot exist, so the share of valid ones measures a reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from corpus.text import fold

__all__ = [
    "MINIMUM_TOKENS",
    "is_plain_syllable",
    "is_syllable",
    "spellings",
    "syllable_validity",
]

MINIMUM_TOKENS = 50
"""Below this many counted tokens a share says nothing."""

# Which letters may follow which is orthography: c and k, g and gh, ng and ngh share out the
# vowels; labials take no rounded rime; iê- without an onset is written yê-.
_FRONT_ONSETS = "gh k ngh"
_BACK_ONSETS = "c g ng"
_LABIAL_ONSETS = "b m p ph v"
_OTHER_ONSETS = "ch d đ h kh l n nh r s t th tr x"
_ROUNDABLE_ONSETS = f"{_OTHER_ONSETS} g ng"
_Y_ONSETS = "h k l m s t th v"

_CLOSED_I_RIMES = "i ia ich im in inh ip it iu"
_FRONT_RIMES = (
    f"e ec em en eng eo ep et ê êch êm ên ênh êp êt êu {_CLOSED_I_RIMES} "
    "iêc iêm iên iêng iêp iêt iêu"
)
_BACK_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
    "ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
)
_ROUNDED_RIMES = (
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt "
    "oe oen oeo oet uâc uân uâng uât uây uê uêch uên uênh uêt uơ "
    "uy uya uych uyên uyêt uyn uynh uyp uyt uyu"
)
_QU_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây "
    "e en eo et ê êch ên ênh êt i it ôc ơ y ych yên yêt ynh yt"
)
_GI_RIMES = f"e em eo ep et ê êm ên êng êp êt {_BACK_RIMES}"
_BARE_RIMES = (
    f"e ec em en eng eo ep et ê êch êm ên ênh êp êt êu {_CLOSED_I_RIMES} "
    f"y yêm yên yêng yêt yêu {_BACK_RIMES} {_ROUNDED_RIMES}"
)
_COMBINATIONS = (
    (_FRONT_ONSETS, _FRONT_RIMES),
    (_BACK_ONSETS, _BACK_RIMES),
    (_LABIAL_ONSETS, f"{_FRONT_RIMES} {_BACK_RIMES}"),
    (_OTHER_ONSETS, f"{_FRONT_RIMES} {_BACK_RIMES}"),
    (_ROUNDABLE_ONSETS, _ROUNDED_RIMES),
    (_Y_ONSETS, "y"),
    ("qu", _QU_RIMES),
    ("gi", _GI_RIMES),
    ("g", "i in"),
    ("b", "uyt"),
    ("ph", "uy"),
    ("v", "oan"),
)

_MARKED_VOWELS = "ăâêôơư"
_VOWELS = "aeiouy" + _MARKED_VOWELS
_STOPS = ("c", "ch", "p", "t")
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_TONES_BEFORE_STOP = "\u0301\u0323"
_TWO_VOWELS = 2
_OLD_AND_NEW_STYLE = ("oa", "oe", "uy")

_FOREIGN_LETTERS = frozenset("fjwz")
_EDGES = re.compile(r"^\W+|\W+$")


def is_syllable(token: str) -> bool:
    """Whether `token` (NFC, any case) is one well-formed Vietnamese syllable.

    Both ways of placing the tone mark are right ("hòa", "hoà"); a syllable that ends in a
    stop needs an acute or dot-below tone, so "cac" is wrong where "các" and "ca" are right.
    """
    return token.lower() in spellings()


def is_plain_syllable(token: str) -> bool:
    """Whether `token` (lower case, no diacritics) is a well-formed syllable without its marks."""
    return token in _plain_spellings()


def syllable_validity(text: str) -> float | None:
    """Share (0..1) of valid syllables in `text`, or None under 50 counted tokens.

    Counted are white-space separated tokens, stripped of punctuation at both ends, that
    consist of letters only. Left out are those all in capitals (abbreviations), those with
    f, j, w or z (foreign words) and single letters with punctuation ("a)", "đ.": list marks).
    """
    counted = valid = 0
    syllables = spellings()
    for raw in text.split():
        token = raw if raw.isalpha() else _EDGES.sub("", raw)
        if not token.isalpha() or token.isupper() or _is_list_mark(raw, token):
            continue
        lowered = token.lower()
        if not _FOREIGN_LETTERS.isdisjoint(lowered):
            continue
        counted += 1
        valid += lowered in syllables
    return valid / counted if counted >= MINIMUM_TOKENS else None


def _is_list_mark(raw: str, token: str) -> bool:
    return len(token) == 1 and len(raw) > 1


@lru_cache(maxsize=1)
def spellings() -> frozenset[str]:
    """Return every well-formed written syllable, lower case, NFC: about 16,000."""
    toned = (spelling for onset, rime in _combinations() for spelling in _with_tones(onset, rime))
    return frozenset(toned)


@lru_cache(maxsize=1)
def _plain_spellings() -> frozenset[str]:
    return frozenset(fold(spelling) for spelling in spellings())


def _combinations() -> Iterator[tuple[str, str]]:
    """Yield each onset with each rime that spelling lets follow it."""
    for rime in _BARE_RIMES.split():
        yield "", rime
    for onsets, rimes in _COMBINATIONS:
        yield from product(onsets.split(), rimes.split())


def _with_tones(onset: str, rime: str) -> Iterator[str]:
    """Yield the spellings of one onset and rime in all tones that the rime can carry."""
    coda = rime.lstrip(_VOWELS)
    tones = _TONES_BEFORE_STOP if coda in _STOPS else _TONES
    if coda not in _STOPS:
        yield onset + rime
    for place in _tone_places(rime, coda):
        for tone in tones:
            marked = unicodedata.normalize("NFC", rime[place] + tone)
            yield onset + rime[:place] + marked + rime[place + 1 :]


def _tone_places(rime: str, coda: str) -> tuple[int, ...]:
    """Return the indexes in `rime` where the tone mark may stand."""
    marked = [index for index, letter in enumerate(rime) if letter in _MARKED_VOWELS]
    if marked:
        return (marked[-1],)
    vowels = len(rime) - len(coda)
    if rime in _OLD_AND_NEW_STYLE:
        return (0, 1)
    if vowels > _TWO_VOWELS or (vowels == _TWO_VOWELS and coda):
        return (1,)
    return (0,)
