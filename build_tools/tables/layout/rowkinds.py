"""Why a single row below a header is no record: by what its cells say alone; see `rows`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from ...model.recipe import DropReason
from . import cells as c
from .base import Raw

_AREA = (
    r"(?:se-?\s?)?(?:kab\.?|kabupaten|kota|kec\.?|kecamatan|prov\.?|provinsi|propinsi|desa|"
    r"kelurahan|kel\.?|indonesia|nasional|paser)\b.*"
)
_TOTAL = re.compile(
    r"(?:di)?pindah(?:kan|an)(?:\s+(?:dari|ke|hal)\b.*)?\s*[:.]?|(?:sub|grand)?[\s-]*"
    r"(?:j\s?u\s?m\s?l\s?a\s?h|t\s?o\s?t\s?a\s?l|jml\.?|rata[\s-]*rata|rerata|average|mean|tot\.?)"
    r"(?:[\s/]*(?:\(?(?:jumlah|total|rata[\s-]*rata|average|sub\s?total)\)?))?"
    r"(?:\s+(?:seluruhnya|keseluruhan|semua(?:nya)?|umum|akhir|besar|total|[ivx]{1,4}|[a-z]|[0-9]{1,2}"
    r"|(?:tahun\s+)?(?:19|20)[0-9]{2}|\([^)]{1,40}\)|(?:yang\s+)?(?:di)?pindah(?:kan|an)\b.*"
    r"|(?:(?:per|di)\s+)?hal(?:\.|aman)?(?:\s+(?:ini|sebelumnya|[0-9]{1,4}))?|" + _AREA + r"))?"
    r"\s*[:.]?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:(?:sumber(?:\s+data)?|source(?:\s+url)?|catatan|keterangan|ket\.?|note|notes|nb|url|"
    r"access\s?time|diakses(?:\s+pada)?|diunduh|dicetak|tanggal\s+(?:cetak|unduh)|last\s+update)"
    r"\s*(?:[:=].*|$)|sumber\s+data\s.*|\*{1,3}\s?\).*|\*{1,3}\s?\S.*\s.*|[0-9a-z]\)\s.*\s.*"
    r"|https?://.*)",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE = (
    r"kepala\s+(?:dinas|badan|bagian|bidang|seksi|sub|kantor|upt|kecamatan|desa|puskesmas)"
    r"|sekretaris|camat|bupati|lurah|plt\.|plh\.|kasubb?ag|kabid|direktur"
)
_SIGNED = re.compile(
    r"mengetahui\b.*|menyetujui\b.*|dibuat\s+oleh.*|disusun\s+oleh.*|(?:ttd|t\.t\.d)\b.*|nip\b.*"
    rf"|(?:{_OFFICE})(?:\b.*|$)"
    r"|[a-z .]{3,30},\s*(?:[0-9]{1,2}|[.…_ ]+)\s*[a-z]{3,12}\s*(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:[IVXL]{1,6}|[A-Z])[.)]?")
_GROUP = re.compile(r"(?:[IVXL]{1,6}|[A-Z])[.)]\s*\S.*", re.DOTALL)
_NUMBERED = re.compile(r"[(\[]\s*[0-9]{1,3}[A-Za-z]?(?:\s*[=:+x×/*-].*)?\s*[)\]]")
_TITLED = re.compile(r"(?:tabel|table|lampiran)\s*[0-9IVX]", re.IGNORECASE)
#: No label of a column is longer than this.
_LONG = 60
_UNIT = re.compile(r".{2,80}\([^()]{1,30}\)")
#: The number of a column, and how it is reckoned: 4, "4.", "5 = 4 - 3".
_DIGITS = re.compile(
    r"([0-9]{1,3})(?:\.0|[.)])?(?:\s*=\s*[0-9(][0-9\s()+x×*/:.,%–-]*)?", re.IGNORECASE
)
#: "(3)" as Excel keeps it when somebody types it: a number below nought.
_OWED = re.compile(r"-([0-9]{1,3})")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: What a printer puts between two pages.
_PAGE = re.compile(
    r"[\s–-]*(?:hal(?:\.|aman)?|page)[\s:.-]*[0-9]{1,4}(?:\s*(?:/|dari|of)\s*[0-9]{1,4})?[\s–-]*"
    r"|[(\[\s–-]*(?:lanjutan|sambungan|bersambung|continued)\b[^,;]{0,80}"
    r"|.{1,200}[(\[]\s*(?:lanjutan|sambungan|continued)\s*[)\]]",
    re.IGNORECASE,
)


def _said(row: Sequence[Raw]) -> list[str]:
    return [c.text(cell) for cell in row if c.filled(cell)]


def numbering(row: Sequence[Raw]) -> bool:
    """Whether a row numbers the columns: (1) (2), or 1 2 3, 1. 2. 3=2/1, a b c in three or more."""
    said = _said(row)
    if len(said) >= 2 and all(_NUMBERED.fullmatch(part) for part in said):
        return True
    if owed(row):
        return True
    if len(said) < 3:
        return False
    counted = [int(found[1]) for part in said if (found := _DIGITS.fullmatch(part))]
    if len(counted) < len(said):
        return lettered(row)
    return counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] in {0, 1}


def owed(row: Sequence[Raw]) -> bool:
    """Whether a row is (1) (2) (3) as Excel takes it in: from -1 on, most of them one apart."""
    said = _said(row)
    counted = [int(found[1]) for part in said if (found := _OWED.fullmatch(part))]
    if len(counted) < len(said) or len(said) < 2 or counted[0] != 1:
        return False
    return 2 * sum(1 for a, b in pairwise(counted) if b == a + 1) > len(counted) - 1


def pair(row: Sequence[Raw]) -> bool:
    """Whether a row says one thing or two, as in "Kecamatan : Kuaro"; such rows are titles."""
    said = _said(row)
    if len(said) in {2, 3}:
        return said[0].endswith(":") or said[1].startswith(":")
    return len(said) in {4, 6} and all(
        part.endswith(":") == (at % 2 == 0) for at, part in enumerate(said)
    )


def titled(row: Sequence[Raw]) -> bool:
    """Whether a row is the title of a table: "Tabel 2. …", alone in its row."""
    said = _said(row)
    return len(said) == 1 and _TITLED.match(said[0]) is not None


def lettered(row: Sequence[Raw]) -> bool:
    """Whether a row names the columns a, b, c: three and more, from the first on."""
    said = [part.strip("().").casefold() for part in _said(row)]
    return len(said) > 2 and said == list(_LETTERS[: len(said)])


def page(row: Sequence[Raw]) -> bool:
    """Whether a row is what stands between two printed pages: "Halaman 2", "(lanjutan)"."""
    said = _said(row)
    return 0 < len(said) < min(3, len(row)) and _PAGE.fullmatch(" ".join(said)) is not None


def nameless(row: Sequence[Raw]) -> bool:
    """Whether a row has figures and nothing that says of what."""
    return (
        len(row) > 1
        and not c.filled(row[0])
        and not any(map(c.words, row))
        and any(map(c.number, row))
    )


def total(row: Sequence[Raw]) -> bool:
    """Whether a row is a total of others: its first text says so, and numbers follow."""
    for at, cell in enumerate(row):
        if c.words(cell):
            if not _TOTAL.fullmatch(c.text(cell)):
                return False
            return any(c.number(other) or c.missing(other) for other in row[at + 1 :])
    return False


def unit(row: Sequence[Raw]) -> bool:
    """Whether the name of a row ends with its unit: "Persentase (%)", "Jumlah (ribu orang)"."""
    name = next((c.text(cell) for cell in row if c.words(cell)), "")
    return _UNIT.fullmatch(name) is not None


def note(row: Sequence[Raw]) -> bool:
    """Whether a row is a source, a remark or part of a signature block."""
    said = [cell for cell in row if c.filled(cell)]
    if not said or any(not isinstance(cell, str) for cell in said):
        return False
    if len(said) > 3:  # a remark in many cells: long texts, no labels
        return _NOTE.fullmatch(c.text(said[0])) is not None and len(c.text(said[1])) > _LONG
    if len(said) == len(row) > 1 or (len(said) > 1 and any(map(c.value, said[1:]))):
        return False
    first = c.text(said[0])
    joined = " ".join(map(c.text, said))
    if _NOTE.fullmatch(first) or _NOTE.fullmatch(joined):
        return True
    return signature(row)


def signature(row: Sequence[Raw]) -> bool:
    """Whether a row is part of what stands above or below a signature: office, place, number."""
    said = _said(row)
    return bool(said) and all(map(_SIGNED.fullmatch, said))


def group(row: Sequence[Raw]) -> bool:
    """Whether a row is the title of a group: "I. Kecamatan …", "A | Pertanian", and no values."""
    said = _said(row)
    if len(row) < 2 or not said or len(said) > 2:
        return False
    if len(said) == 2:
        return len(row) > 2 and _ORDINAL.fullmatch(said[0]) is not None and c.words(said[1])
    return _GROUP.fullmatch(said[0]) is not None and not _SIGNED.fullmatch(said[0])


def repeated(row: Sequence[Raw], labels: Sequence[Raw]) -> bool:
    """Whether a row is the header once more."""
    pairs = [
        (c.key(cell), c.key(label))
        for cell, label in zip(row, labels, strict=False)
        if c.filled(cell)
    ]
    known = sum(1 for label in labels if c.filled(label))
    return len(pairs) >= max(min(2, known), known * 0.6, 1) and all(a == b for a, b in pairs)


def kind(
    row: Sequence[Raw], *, labels: Sequence[Raw] = (), first: bool = False
) -> DropReason | Literal[""]:
    """Why a row is no record, or "" for one that is; see the top of this file."""
    if not any(map(c.filled, row)):
        return "kosong"
    if numbering(row) and (first or _NUMBERED.fullmatch(_said(row)[0]) or _numbers_all(row)):
        return "nomor"
    if labels and (repeated(row, labels) or page(row)):
        return "kepala"
    if total(row):
        return "jumlah"
    if note(row):
        return "catatan"
    if group(row):
        return "judul"
    return ""


def _numbers_all(row: Sequence[Raw]) -> bool:
    """Whether -1, -2, -3 begin in the first column, where a record has its name."""
    return c.filled(row[0]) and len(_said(row)) > 2 and owed(row)


def lonely(row: Sequence[Raw]) -> bool:
    """Whether a row holds a single text, in a table of several columns."""
    said = [cell for cell in row if c.filled(cell)]
    return len(row) > 1 and len(said) == 1 and c.words(said[0])
