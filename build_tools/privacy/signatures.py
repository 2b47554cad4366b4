"""Who signs a table: the name above or below a NIP, though no title or degree tells it.

A block of signature has its lines one below the other: place and day, office, name, rank, NIP.
Rows of a table are wider than that, and there the columns tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import names, nametokens

#: So many lines above a NIP the name may stand; a row of a block has at most so many cells.
LINES, CELLS = 3, 3
_LONGEST, _WORDS = 64, 6
#: The rank of an official, which stands between name and NIP.
RANK = re.compile(
    r"(?:pembina|penata|pengatur|juru|pangkat|golongan|gol)(?![A-Za-z])", re.IGNORECASE
)
#: A word of a name, or its first letter; what stands in such a place and is none.
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*\.?")
NO_WORD = re.compile(
    r"nip|nik|nrp|no|nomor|induk|identitas|nama|jabatan|mengetahui|menyetujui|ttd|tanda|tangan|"
    r"selaku|atas|plt|plh|sementara|belum|sudah|tidak|lengkap|tanggal|ditetapkan|di|pada",
    re.IGNORECASE,
)
#: The line of a cell in which its NIP stands.
NIP = re.compile(r"nip(?![a-z])|[0-9]{8}", re.IGNORECASE)


def signer(rows: Sequence[Sequence[str]], at: int, column: int) -> int | None:
    """The row that names who signs with the NIP of a cell, in its column; None: none does.

    ``rows`` are texts; they and ``column`` count from 0.
    """
    if _filled(rows[at]) > CELLS:
        return None
    lines = rows[at][column].splitlines() or [""]
    own = next((n for n, line in enumerate(lines) if NIP.search(line)), 0)
    above = [(at, line) for line in lines[own - 1 :: -1]] if own else []
    above += [(n, _cell(rows[n], column)) for n in range(at - 1, max(at - 1 - LINES, -1), -1)]
    below = [(at, line) for line in lines[own + 1 : own + 2]]
    below += [(n, _cell(rows[n], column)) for n in range(at + 1, min(at + 2, len(rows)))]
    found = _named(above)
    return _named(below[:1]) if found is None else found


def _named(lines: Sequence[tuple[int, str]]) -> int | None:
    """The row of the nearest of the lines that is no rank, if it is a name."""
    for number, text in lines[:LINES]:
        for line in reversed(text.strip().splitlines() or [""]):
            if not RANK.match(line.strip()):
                return number if is_name(line) else None
    return None


def is_name(line: str) -> bool:
    """Whether a line beside a NIP is a name: words with a capital, none of them another word."""
    if names.persons(line):
        return True
    bare = " ".join(line.split(",")[0].split())
    words = bare.split()
    if not 3 <= len(bare) <= _LONGEST or not words or len(words) > _WORDS:
        return False
    if not all(WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    plain = [word.strip(".") for word in words]
    if any(NO_WORD.fullmatch(w) or names.is_common(w) or nametokens.is_thing(w) for w in plain):
        return False
    return nametokens.is_all_names(bare) or sum(len(word) > 2 for word in plain) > 1


def _cell(row: Sequence[str], column: int) -> str:
    """A cell of a row of a block; of a wider row none."""
    return row[column] if column < len(row) and _filled(row) <= CELLS else ""


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell and not cell.isspace())
