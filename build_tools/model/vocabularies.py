"""The closed lists of words of a descriptor, and which of its properties are asked for."""

from __future__ import annotations

from ..findings import Severity

#: Property and how grave it is when it is missing. None of these is guessed for anyone.
REQUIRED = (
    ("title", Severity.ERROR),
    ("description", Severity.ERROR),
    ("licenses", Severity.ERROR),
    ("sources", Severity.ERROR),
    ("sdi:asal", Severity.ERROR),
    ("sdi:frekuensi", Severity.ERROR),
    ("sdi:kipKlasifikasi", Severity.ERROR),
    ("sdi:topik", Severity.WARNING),
    ("sdi:periode", Severity.WARNING),
    ("sdi:tingkat", Severity.WARNING),
    ("sdi:cakupan", Severity.WARNING),
    ("sdi:kontak", Severity.WARNING),
    ("sdi:metodologi", Severity.WARNING),
    ("sdi:keterbatasan", Severity.WARNING),
    ("keywords", Severity.WARNING),
)
#: Units of what comes in wholes only: half of one is no figure of an office.
COUNTED = frozenset(
    {
        *("orang", "jiwa", "ekor", "unit", "buah", "keluarga", "kepala keluarga", "rumah tangga"),
        *("desa", "kelurahan", "kecamatan", "sekolah", "siswa", "guru", "kasus", "kejadian"),
        *("pohon", "batang", "butir", "kegiatan", "dokumen", "paket", "usaha", "rumah"),
        "tempat tidur",
    }
)
ORIGINS = ("resmi", "himpunan")
ACCESS = ("terbuka", "terbatas", "dikecualikan")
QUALITY = ("primer", "sekunder")
ROLES = (
    "ukuran",
    "waktu",
    "wilayah",
    "kode",
    "nama",
    "sumber",
    "catatan",
    "status",
    "ketelitian",
    "mutu-sumber",
    "keterangan",
)

#: Addresses of licences by SPDX name in lower case, as harvesters know them.
LICENCES = {
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "odc-by-1.0": "https://opendatacommons.org/licenses/by/1-0/",
    "odbl-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "pddl-1.0": "https://opendatacommons.org/licenses/pddl/1-0/",
}
