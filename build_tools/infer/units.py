"""Units of measure as headers have them, to the words that descriptors use."""

from __future__ import annotations

import re

from ..model.unitwords import SCALES, UNIT_WORDS

_UNITS = {w.replace("_", " "): unit for unit, words in UNIT_WORDS.items() for w in words.split()}
#: Words that are as often something else: a unit only in brackets or in a row of units.
_ONLY_MARKED = frozenset(
    {
        *(
            "tahun",
            "thn",
            "bulan",
            "bln",
            "hari",
            "jam",
            "menit",
            "m",
            "kw",
            "ku",
            "rt",
            "kk",
            "tt",
        ),
        *("km", "desa", "kelurahan", "kecamatan", "sekolah", "siswa", "murid", "guru"),
        *("kegiatan", "dokumen", "paket", "usaha", "indeks", "skor", "poin", "point", "kasus"),
        *("kejadian", "keluarga", "kali", "persentase", "unit", "buah", "rit", "ritasi"),
        *("gram", "gr"),
    }
)
#: What is harvested or used on a hectare, right before "ha".
_OVER = {word: _UNITS[word] for word in ("ku", "kw", "kuintal", "ton", "kg", "orang", "jiwa")}
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_INTRO = re.compile(r"(?:dalam|satuan)\s*:?\s+|satuan\s*:\s*", re.IGNORECASE)
_TITLE = re.compile(r"\(?\s*(?:dalam|satuan)\s*:?\s*([^()]{1,40}?)\s*\)?\.?", re.IGNORECASE)


def unit(text: str) -> str:
    """The unit that a text is, all of it; empty where it is none.

    >>> unit("Ribu Rupiah/Orang/Tahun"), unit("Km2"), unit("P0")
    ('ribu rupiah per orang per tahun', 'kilometer persegi', '')
    """
    plain = _INTRO.sub("", " ".join(text.casefold().split()), count=1).strip(" .")
    parts = [_single(part.strip()) for part in re.split(r"\s*/\s*|\s+per\s+", plain)]
    return " per ".join(parts) if parts and all(parts) and len(parts) <= 3 else ""


def _single(text: str) -> str:
    scale, _, rest = text.partition(" ")
    if scale in SCALES and (not rest or rest in _UNITS or rest.rstrip(".") in _UNITS):
        named = _UNITS.get(rest) or _UNITS.get(rest.rstrip("."), "")
        return f"{SCALES[scale]} {named}".strip() if rest else ""
    return _UNITS.get(text) or _UNITS.get(text.rstrip("."), "")


def bracketed(text: str) -> tuple[str, str]:
    """A label without the unit in brackets, and the unit: "Tonase(Ton)" is "Tonase", "ton"."""
    for match in _BRACKETS.finditer(text):
        found = unit(match.group(1))
        if found:
            left = text[: match.start()] + " " + text[match.end() :]
            return " ".join(left.split()), found
    return text, ""


def ending(text: str) -> str:
    """The unit with which a label ends, without brackets: "pdrb_miliar_rupiah", "hasil_ku_ha"."""
    words = re.sub(r"[\s_]+", " ", text.casefold()).strip().split(" ")
    for size in (2, 1):
        tail = " ".join(words[-size:])
        if len(words) > size and tail not in _ONLY_MARKED and (found := unit(tail)):
            over = _OVER.get(words[-size - 1], "") if tail == "ha" else ""
            return f"{over} per {found}" if over else found
    return ""


def of_title(text: str) -> str:
    """The unit that a line above a table gives for all of it: "(Dalam Jutaan Rupiah)"."""
    match = _TITLE.fullmatch(text.strip())
    return unit(match.group(1)) if match else ""
