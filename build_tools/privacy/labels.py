"""Numbers of persons that a word before them tells: "NPWP: …", "No. Rek. BRI …", "paspor …".

A short piece of text behind each word is looked at, so that the work grows with the length of
the text only. The word alone is not enough: what follows has to be of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import is_budget_code, is_entity_npwp, is_plate
from .numbers import Found

_NO = r"(?:no|nomor|nomer|nmr)[. :_]{0,2}"
_BANKS = (
    r"bri|bni|btn|bca|bsi|bjb|mandiri|muamalat|danamon|permata|cimb|ocbc|mega|panin|bukopin|btpn"
    r"|bpd|bankaltim\w{0,6}|kaltimtara"
)
#: The words of each kind, in the order in which they are tried. RE2 reads them as well.
WORDS = {
    "personal-nik": rf"nik|n\.i\.k|nkk|kk|ktp|{_NO}(?:induk kependudukan|kartu keluarga)"
    r"|kartu keluarga|kartu tanda penduduk|induk kependudukan|identitas",
    "personal-npwp": r"npwp|pokok wajib pajak",
    "personal-nip": r"nip(?:pppk)?|nrp|nuptk|nidn|induk pegawai",
    "personal-bpjs": r"bpjs(?: kesehatan| ketenagakerjaan| tk)?|jkn|kis|jamsostek|jamkesmas|kpj",
    "personal-nisn": r"nisn|nis|induk siswa(?: nasional)?",
    "personal-medical-record": rf"{_NO}(?:rm|mr|rekam medi[sk])|rekam medi[sk]|medrec|norm",
    "personal-passport": r"paspor|passport|passpor|pasport",
    "personal-plate": rf"nopol|{_NO}pol(?:isi)?|pelat|plat|nrkb|tnkb|kendaraan",
    "personal-bank": rf"norek\w{{0,6}}|{_NO}rek(?:ening)?|rek(?:ening)?|{_NO}account|account"
    rf"|bank (?:{_BANKS})|{_BANKS}",
    "personal-mobile": r"hp|handphone|ponsel|wa|whatsapp|telp|telepon|hubungi",
}
#: Words before numbers so short that nothing else in the text shows them.
FEW = (
    rf"pass?port?|{_NO}pol|nopol|plat|tnkb|nrkb|kendaraan|{_NO}(?:rm|mr)|norm|rekam|medrec"
    r"|nip|nrp|nidn"
)
#: Parts of them all.
FEW_PARTS = (
    *("pasp", "passp", "pol", "plat", "nkb", "rkb", "kendara", "rm", "mr", "reka", "medre"),
    *("nip", "nrp", "nidn"),
)
_GROUPS = {code.replace("-", "_"): code for code in WORDS}
_LABEL = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    + "|".join(f"(?P<{group}>{WORDS[code]})" for group, code in _GROUPS.items())
    + r")(?![A-Za-z])",
    re.IGNORECASE,
)
#: Of a budget, not of a bank.
_BUDGET_BEFORE = re.compile(r"(?:kode|kd|nama|uraian|jenis|belanja)[ ._]{1,3}$", re.IGNORECASE)
#: What makes the number behind it another thing: money, a count, a day.
_OTHER = re.compile(
    r"(?<![a-z])(?:rp|rupiah|idr|sebesar|senilai|sebanyak|sejumlah|jumlah|pagu|nominal|total|tahun"
    r"|tanggal|tgl|pukul|pasal|nomor surat|orang|jiwa|kali|anggaran|minimal|maksimal)(?![a-z])",
    re.IGNORECASE,
)
_GAP = 40
_NEAR = 20
_RUN = re.compile("[0-9]+")
_JOINED = re.compile(r"[0-9]+(?:[.\-/][0-9]+){0,12}")
_SEPARATORS = re.compile(r"[ .\-/]{1,3}")
#: How many digits each has; of what may be short only the next number is taken.
_LENGTHS: dict[str, tuple[int, ...]] = {
    "personal-nik": (16,),
    "personal-npwp": (15, 16, 22),
    "personal-nip": (18, 16, 10, 9, 8),
    "personal-bpjs": (13, 11),
    "personal-nisn": (10,),
    "personal-medical-record": tuple(range(5, 13)),
    "personal-bank": tuple(range(9, 19)),
    "personal-mobile": tuple(range(9, 13)),
}
#: Of any length within bounds: the number ends with a long group.
_OPEN = frozenset({"personal-medical-record", "personal-bank", "personal-mobile"})
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2} ?[0-9]{6,8}(?![0-9A-Za-z])")
_PLATE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[ .-]{0,2}[0-9]{1,4}[ .-]{0,2}[A-Za-z]{1,3}(?![A-Za-z0-9])"
)
_DATE = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[-/.]")
#: What stands behind a sum or a count.
_UNIT = re.compile(
    r"[,.][0-9]|[ ]?(?:rupiah|juta|miliar|%|persen|orang|jiwa|keping|kk(?![a-z]))", re.IGNORECASE
)


def labelled(text: str) -> Iterator[Found]:
    """The numbers of a plain text (folded, without markup) that a word before them tells."""
    for label in _LABEL.finditer(text):
        code = _GROUPS[str(label.lastgroup)]
        at = label.end()
        if code == "personal-bank" and _BUDGET_BEFORE.search(text, max(at - 40, 0), label.start()):
            continue
        if code in {"personal-passport", "personal-plate"}:
            yield from _lettered(text, at, code)
        else:
            yield from _numbered(text, at, code)


def _lettered(text: str, at: int, code: str) -> Iterator[Found]:
    passport = code == "personal-passport"
    match = (_PASSPORT if passport else _PLATE).search(text, at, at + _GAP + 12)
    if match and (passport or is_plate(match.group())):
        yield Found(match.start(), match.end(), code)


def _numbered(text: str, at: int, code: str) -> Iterator[Found]:
    near = code in {"personal-medical-record", "personal-mobile", "personal-nip", "personal-nisn"}
    last = at + (_NEAR if near else _GAP)
    run = _JOINED.search(text, at, last + 40)
    for _ in range(3):
        if not run or run.start() > last or _OTHER.search(text, at, run.start()):
            return
        start, end, digits = run.start(), *_number(text, run.start(), code)
        if end:
            if not _is_other(text, start, end, run.group(), digits, code):
                yield Found(start, end, code, code == "personal-npwp" and is_entity_npwp(digits))
            return
        run = _JOINED.search(text, run.end(), last + 40)


def _number(text: str, start: int, code: str) -> tuple[int, str]:
    """Where the number that begins there ends, and its digits; 0: it is of no such length."""
    lengths, digits, best = _LENGTHS[code], "", (0, "")
    at = start
    for _ in range(9):
        run = _RUN.match(text, at)
        if not run or len(digits) + len(run.group()) > max(lengths):
            break
        digits += run.group()
        if len(digits) in lengths:
            best = (run.end(), digits)
        gap = _SEPARATORS.match(text, run.end())
        long = code in _OPEN and len(run.group()) >= 8
        if not gap or (best[0] and long and gap.group().isspace()):
            break
        at = gap.end()
    whole = _RUN.match(text, best[0])
    return (0, "") if whole else best


def _is_other(text: str, start: int, end: int, joined: str, digits: str, code: str) -> bool:
    """Whether the number is a sum, a date or an account of a budget after all."""
    if _UNIT.match(text, end):
        return True
    if code == "personal-mobile":
        return not re.match(r"8[1-9]", digits)  # with 08 and +62 they are found without a word
    if code == "personal-bank":
        return is_budget_code(joined) or bool(_DATE.match(joined)) or not digits.strip("0")
    if code in {"personal-medical-record", "personal-nip"}:
        return bool(_DATE.match(joined))
    return False
