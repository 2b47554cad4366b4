"""What the lines around a table say: its title, its source, its area, the unit of all of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ..tables.layout.base import Laid
from . import units
from .labels import Label, readable, year_of

_NUMBERED = re.compile(r"^(?:tabel|table|lampiran)\s*[0-9IVX][0-9IVX.]*\s*[:.]?\s*", re.IGNORECASE)
#: Lines that only say when, or of which unit: part of no title.
_ASIDE = re.compile(
    r"(?:periode|keadaan|posisi|per\s+[0-9]|tahun\s*:?\s*[0-9]|bulan\b|semester\b|triwulan\b"
    r"|tahun\s+(?:anggaran|ajaran|pelajaran)\b|satuan\b|\(?dalam\b|sumber\b|opd\b|skpd\b"
    r"|instansi\b|\(.*\)$).*",
    re.IGNORECASE,
)
#: Lines of a letterhead: who wrote it and where that is.
_LETTERHEAD = re.compile(
    r"(?:pemerintah|dinas|badan|kantor|sekretariat|inspektorat|bagian|bidang|upt|uptd|satuan\s+polisi"
    r"|puskesmas|rsud|kabupaten|kota|provinsi|kecamatan|kelurahan|di\s+kabupaten|jl\.?|jln\.?"
    r"|jalan(?=.*(?:\bno\b|\bkm\b|,|telp))|komplek|gedung|telp|telepon|tlp|fax|faks|e-?mail"
    r"|surel|web|website|laman|situs|https?|www|kode\s+pos|alamat)\b.*",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@\w|\bwww\.|https?:|\b(?:telp|telepon|kode pos)\b", re.IGNORECASE)
#: Words with which a line says what is in the table.
_WHAT = re.compile(
    r"(?:(?:laporan|tabel|buku)\s+)?(?:rekap(?:itulasi)?|jumlah|banyaknya|data|daftar|luas|panjang"
    r"|persentase|produksi|realisasi|target|nilai|harga|indeks|angka|rata-rata|populasi|laporan"
    r"|capaian|distribusi|sebaran|statistik|perkembangan|profil|anggaran)\b|.*\bmenurut\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"sumber(?:\s+data)?\s*[:=]\s*(.*)", re.IGNORECASE | re.DOTALL)
_AREA = re.compile(
    r"\b(Kabupaten|Kab\.?|Kota|Provinsi|Prov\.?)\s+((?:[A-Z][\w'-]*)(?:\s+[A-Z][\w'-]*){0,3})"
)
_NO_NAME = frozenset(
    {
        *("tahun", "menurut", "dan", "di", "se", "per", "kabupaten", "kota", "provinsi"),
        *("bulan", "semester", "triwulan", "dalam"),
    }
)
_FULL = {"kab": "Kabupaten", "prov": "Provinsi"}
LONGEST = 300


def title(laid: Laid, labels: Sequence[Label], places: Collection[str] = ()) -> str:
    """The title above a table, else what stands over all its columns of figures; or nothing.

    Of several lines it is the longest that says what is in the table, else the last above the
    header; a letterhead is none. ``places`` are names that keep their capitals.
    """
    if lines := list(_lines(laid)):
        what = [line for line in lines if _WHAT.match(line)]
        line = max(what, key=len) if what else lines[-1]
        return readable(line, places)[:LONGEST]
    above = {label.levels[0] for label in labels if len(label.levels) > 1}
    if len(above) == 1 and sum(len(label.levels) > 1 for label in labels) > 1:
        only = above.pop()
        return "" if year_of(only) else readable(only)[:LONGEST]
    return ""


def _lines(laid: Laid) -> Iterator[str]:
    """The lines above a table that may be its title; what "menurut" begins goes on with one."""
    held = ""
    for _, text in laid.titles:
        given = " ".join(text.split())
        line = _NUMBERED.sub("", given)
        if held and re.match(r"(?:menurut|berdasarkan)\b", line, re.IGNORECASE):
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = "" if _aside(line) else line
    if held:
        yield held


def _aside(line: str) -> bool:
    """Whether a line says who, where, when or in which unit, and not what."""
    if not line or line.isdigit() or _ASIDE.fullmatch(line) or units.of_title(line):
        return True
    if _CONTACT.search(line):
        return True
    return bool(_LETTERHEAD.match(line)) and not _WHAT.match(line)


def source(laid: Laid) -> str:
    """The source that a note below a table, or a line above it, names; or nothing."""
    texts = [text for _, text in (*laid.notes, *laid.titles)]
    for at, text in enumerate(texts):
        match = _SOURCE.match(text.strip())
        if match:
            told = match.group(1) or (texts[at + 1] if at + 1 < len(texts) else "")
            return " ".join(told.split())[:LONGEST].rstrip(".")
    return ""


def area(laid: Laid) -> str:
    """The regency, city or province that the lines above a table name; or nothing.

    Where several are named none is taken.
    """
    matches = (match for _, text in laid.titles for match in _AREA.finditer(_cased(text)))
    found = {named for match in matches if (named := _named(match))}
    return found.pop() if len(found) == 1 else ""


def _cased(text: str) -> str:
    return text.title() if text.isupper() else text


def _named(match: re.Match[str]) -> str:
    words = []
    for word in match.group(2).split():
        if word.casefold() in _NO_NAME:
            break
        words.append(word)
    kind = match.group(1).rstrip(".")
    return f"{_FULL.get(kind.casefold(), kind)} {' '.join(words)}" if words else ""


def unit(laid: Laid) -> str:
    """The unit that a line above a table gives for all its figures; or nothing."""
    return next((found for _, text in laid.titles if (found := units.of_title(text))), "")
