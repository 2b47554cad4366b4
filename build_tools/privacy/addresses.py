"""Whether a cell looks like the address of a home, of any house, or the name of a street.

"RT 03/RW 02", "Gg. Melati", "Perum Griya Asri Blok B/12", "Dusun II RT 4" lead to a home; "Jl.
Sudirman No. 5" to a house, perhaps an office's; "Jalan Sudirman" is a street.
"""

from __future__ import annotations

import re
from typing import Literal

from .fold import FOLD

Look = Literal["home", "house", "street", ""]

_HOME = re.compile(
    r"\b(?:rt|rw)\s{0,2}[.:/]?\s{0,2}(?:no\.?\s?)?(?:\d{1,3}\b|[ivx]{1,4}\b)"
    r"|\brt\s?/\s?rw\b|\brt\s?\d{1,3}\b"
    r"|\b(?:gg|gang|lorong|lrg)\b\.?\s{0,2}\w+"
    r"|\b(?:perum|perumahan|perumnas|komp|komplek|kompleks|btn|griya|bumi|villa|cluster|kavling)\b"
    r".{0,60}\b(?:blok|blk|no|kav|[a-z]{1,2}\s?[-/.]?\s?\d{1,3})\b"
    r"|\b(?:blok|blk|kav|kavling)\b\.?\s{0,2}[a-z0-9]{1,4}\s{0,2}(?:[-/.,]|no\.?)?\s{0,2}\d{0,3}\b"
    r"|\b(?:dusun|dsn|dukuh|dk|kp|kampung|lingkungan|link|lingk|banjar|br)\b\.?\s.{1,40}\bno\b",
    re.IGNORECASE,
)
_STREET = re.compile(r"\b(?:jl|jln|jalan|jlan|poros)\b\.?\s{0,3}\w", re.IGNORECASE)
_NUMBER = re.compile(
    r"\bno(?:mor|mer)?\b\.?\s{0,2}\d{1,4}|\b\d{1,4}\s?[a-h]?(?=\s{0,2}(?:,|\.|$|\n))"
    r"|\bkm\b\.?\s{0,2}\d",
    re.IGNORECASE,
)
#: Addresses that are said to be an institution's.
_OFFICE = re.compile(
    r"\b(?:kantor|komplek\w* perkantoran|gedung|dinas|balai desa|sekretariat|ruko|pasar|puskesmas|"
    r"sdn?|smpn?|sman?|smkn?|masjid|rsud|kampus|stadion|terminal|pelabuhan|bandara|lantai)\b",
    re.IGNORECASE,
)


def look(cell: str) -> Look:
    """What kind of address a cell is.

    >>> look("Jl. Melati No. 5 RT 03/RW 02"), look("Jalan Jenderal Sudirman"), look("Batu Kajang")
    ('home', 'street', '')
    """
    if not 4 <= len(cell) <= 300:
        return ""
    text = cell.translate(FOLD)
    if _OFFICE.search(text):
        return "street" if _STREET.search(text) else ""
    if _HOME.search(text):
        return "home"
    street = _STREET.search(text)
    if not street:
        return ""
    return "house" if _NUMBER.search(text, street.end()) else "street"
