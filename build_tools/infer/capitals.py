"""Titles in capitals as sentences: abbreviations and names of places keep their capitals."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..tables.recipe.months import MONTHS

#: Abbreviations of public administration and statistics, as they are written.
_WORDS = """
APBD APBN APBDes APK APM APS ASN BBM BLT BLUD BNPB BOK BOS BOSDA BPBD BPD BPHTB BPJS BPK BPNT BPS
BUMD BUMDes BUMN CPNS CSR DAK DAU DBD DBH DPRD DPT DTKS DTSEN DTU HAM HIV AIDS IDG IDM IKM IKU IMB
INDEKS IPG IPM ISPA ISO IUP JKN KB KDRT KIA KIP KIS KK KPM KTP KUA KUBE KUR LAKIP LKPJ LPG LPMD
MA MI MTs NIB NIK NPSN NTP ODF ODGJ ODHA OPD OSS PAD PAUD PBB PBG PBI PDAM PDRB PHK PIP PKB PKH PKK
PLN PLTD PLTS PMA PMDN PMI PMK PMKS PNS PPID PPKS PPPK PTM RA RKPD RPJMD RS RSUD RT RTH RTLH RTM RTS
RW SAKIP SD SDA SDM SDN SIM SKM SKPD SLB SLF SLS SMA SMK SMP SP SPAM SPBU SPM STBM STNK TB TBC TK
TKI TKW TNI TP TPA TPAK TPI TPQ TPS TPT UMKM UMK UMP UPT UPTD USG WC WUS
"""
_SPELLED = {word.upper(): word for word in _WORDS.split() if word != "INDEKS"}
_SPELLED |= {month.upper(): month for month in MONTHS}
_SPELLED |= {"INDONESIA": "Indonesia", "COVID": "Covid", "ISLAM": "Islam", "IDUL": "Idul"}
_ROMAN = re.compile(r"[IVX]+")
_VOWEL = re.compile(r"[AEIOUY]")
_WORD = re.compile(r"[^\W\d_]+(?:\d+\w*)?|\d+\w*")
#: Words behind which a name stands, to the next word that is part of none.
_KINDS = frozenset({"KABUPATEN", "KAB", "KOTA", "PROVINSI", "PROV"})
_NO_NAME = frozenset(
    """
    TAHUN MENURUT DAN DI SE PER DALAM PADA DENGAN YANG UNTUK OLEH DARI KE ATAU BERDASARKAN
    KECAMATAN DESA KELURAHAN KABUPATEN KOTA PROVINSI BULAN SEMESTER TRIWULAN PERIODE JENIS
    """.split()  # noqa: SIM905
)
_WEST = re.compile(
    r"\b(?:KALIMANTAN|SULAWESI|SUMATERA|JAWA|NUSA TENGGARA|PAPUA)"
    r"(?: (?:TIMUR|BARAT|SELATAN|UTARA|TENGAH|TENGGARA))?\b"
)
#: What belongs to a regency: no name follows ("jalan kabupaten rusak").
_OWNED = frozenset({"JALAN", "JEMBATAN", "ASET", "PEGAWAI", "PERUMAHAN"})
#: No name has more words.
_LONGEST = 3


def quiet(text: str, places: Collection[str] = ()) -> str:
    """A text in capitals as a sentence; ``places`` are names that keep theirs.

    >>> quiet("TARGET DAN REALISASI PBB-P2 SE-KABUPATEN PASER", ())
    'Target dan realisasi PBB-P2 se-Kabupaten Paser'
    >>> quiet("DATA PAUD DAN SD/MI DI TANAH GROGOT", ["Tanah Grogot"])
    'Data PAUD dan SD/MI di Tanah Grogot'
    """
    kept = _places(text, places)
    words = list(_WORD.finditer(text))
    said = []
    end = 0
    for word in words:
        said.append(text[end : word.start()])
        said.append(_word(word.group(), named=word.start() in kept))
        end = word.end()
    plain = "".join((*said, text[end:]))
    return plain[:1].upper() + plain[1:]


def _word(word: str, *, named: bool) -> str:
    if word in _SPELLED:
        return _SPELLED[word]
    if any(c.isdigit() for c in word) or _ROMAN.fullmatch(word):
        return word
    if named:
        return word.capitalize()
    return word if len(word) > 1 and not _VOWEL.search(word) else word.lower()


def _places(text: str, places: Collection[str]) -> set[int]:
    """Where the words stand that are names of places."""
    found: set[int] = set()
    for match in _WEST.finditer(text):
        found |= {match.start() + word.start() for word in _WORD.finditer(match.group())}
    for place in places:
        name = rf"(?:\b(?:KECAMATAN|DESA|KELURAHAN) )?\b{re.escape(place.upper())}\b"
        for match in re.finditer(name, text) if place else ():
            found |= {match.start() + word.start() for word in _WORD.finditer(match.group())}
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        before = words[at - 1].group() if at else ""
        if word.group() not in _KINDS or before in _OWNED:
            continue
        name_: list[re.Match[str]] = []
        for after in words[at + 1 : at + 1 + _LONGEST]:
            apart = text[word.end() : after.start()].strip(" .") if not name_ else ""
            ends = any(c in ",;:()/" for c in text[(name_ or [word])[-1].end() : after.start()])
            if apart or ends or after.group() in _NO_NAME or not after.group().isalpha():
                break
            name_.append(after)
        if name_:
            found |= {word.start(), *(part.start() for part in name_)}
    return found
