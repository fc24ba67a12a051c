"""Names of the members of a ZIP archive as people gave them."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib

from corpus.syllables import is_syllable

__all__ = ["member_name"]

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_HEADER = struct.Struct("<HH")
_UNICODE_HEAD = struct.Struct("<BI")
_WINDOWS_ENCODINGS = ("cp1258", "cp437")


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the member's path in NFC with "/" between folders, "." and ".." left out.

    Archives made on Windows say nothing of their encoding, those of some programs are UTF-8
    without saying so; the reading with the most Vietnamese syllables is taken.
    """
    name = _decoded(info).replace("\\", "/")
    parts = [part.replace(":", "_") for part in name.split("/") if part not in {"", ".", ".."}]
    return unicodedata.normalize("NFC", "/".join(parts)).replace("\x00", "")


def _decoded(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_FLAG or info.orig_filename.isascii():
        return info.orig_filename
    # zipfile reads what is not marked as UTF-8 with this code page, which maps every byte.
    raw = info.orig_filename.encode("cp437")
    stated = _unicode_path(info.extra, raw)
    if stated is not None:
        return stated
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [raw.decode(encoding, "replace") for encoding in _WINDOWS_ENCODINGS]
        return max(readings, key=_syllables)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name of the extra field 0x7075 (Info-ZIP), if it belongs to this name."""
    place = 0
    while place + _HEADER.size <= len(extra):
        kind, size = _HEADER.unpack_from(extra, place)
        body = extra[place + _HEADER.size : place + _HEADER.size + size]
        if kind == _UNICODE_PATH and len(body) > _UNICODE_HEAD.size:
            _, checksum = _UNICODE_HEAD.unpack_from(body)
            if checksum == zlib.crc32(raw):
                return body[_UNICODE_HEAD.size :].decode("utf-8", "replace")
        place += _HEADER.size + size
    return None


def _syllables(name: str) -> int:
    plain = unicodedata.normalize("NFC", name)
    words = "".join(c if c.isalpha() else " " for c in plain).split()
    return sum(is_syllable(word) for word in words)
