"""The registers that judge validity, loaded together: one reading for all who need them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.registers.correspondence import Correspondence, load_correspondence
from corpus.registers.legal import LegalRegister, load_legal

__all__ = ["Registers", "load_registers"]


class Registers(NamedTuple):
    """The legal register and the correspondence of the two editions."""

    legal: LegalRegister
    correspondence: Correspondence


def load_registers(folders: Sequence[Path] = ()) -> Registers:
    """Read both registers, the legal one with an agency's own files in `folders`.

    Raises `RegisterError` naming the file and line that cannot be used.
    """
    return Registers(load_legal(folders), load_correspondence())
