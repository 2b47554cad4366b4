"""What the name of a file tells of it, where nobody can look into it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

#: Endings of pictures and scans that nobody can look into.
_SCANS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".pdf"}
)
#: Papers about one person, as files that show them are named: "foto ktp.jpg", "KK_2.png".
_CARDS = re.compile(
    r"(?<![a-z])(e?-?ktp|kk|kartu keluarga|akta|akte|ijazah|sim|npwp|paspor|kia|bpjs|kis|slip gaji"
    r"|buku nikah|surat nikah|rekam medis)(?![a-z])"
)


def is_lock(name: str) -> bool:
    """Whether a spreadsheet program wrote the file to tell who has the other one open."""
    base = PurePosixPath(name).name
    return base.startswith("~$") or (base.startswith(".~lock.") and base.endswith("#"))


def paper(name: str) -> str:
    """The paper about one person that a picture or scan is named after; empty: none.

    >>> paper("lampiran/foto ktp.jpg")
    'KTP'
    """
    path = PurePosixPath(name.lower())
    found = _CARDS.search(path.stem) if path.suffix in _SCANS else None
    return found[1].upper() if found else ""
