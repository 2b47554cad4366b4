"""The elements of the forms MS-Keg, MS-Var and MS-Ind of BPS (Peraturan BPS 5/2020).

Persons, telephones and faxes of the forms are left out: of who answers for an activity its
unit and post are asked alone.
"""

from __future__ import annotations

from collections.abc import Mapping

KEG, VAR, IND = "sdi:msKeg", "sdi:msVar", "sdi:msInd"

#: Block of the form and the keys of its elements, in the form's order.
BLOCKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0",
        (
            *("judulKegiatan", "tahunKegiatan", "caraPengumpulan", "sektorKegiatan"),
            *("jenisStatistik", "identitasRekomendasi"),
        ),
    ),
    ("I", ("instansiPenyelenggara", "alamat", "surel")),
    ("II", ("unitPenanggungJawab", "penanggungJawabTeknis")),
    (
        "III",
        (
            *("latarBelakang", "tujuan", "jadwalPerencanaan", "jadwalDesain"),
            *("jadwalPengumpulan", "jadwalPengolahan", "jadwalAnalisis", "jadwalDiseminasi"),
            *("jadwalEvaluasi", "variabelDikumpulkan"),
        ),
    ),
    (
        "IV",
        (
            *("pengulangan", "frekuensi", "tipePengumpulan", "cakupanWilayah"),
            *("metodePengumpulan", "saranaPengumpulan", "unitPengumpulan"),
        ),
    ),
    (
        "V",
        (
            *("rancanganSampel", "pemilihanSampel", "metodeSampel", "kerangkaSampel"),
            *("fraksiSampel", "samplingError", "unitSampel", "unitObservasi"),
        ),
    ),
    (
        "VI",
        (
            *("ujiCoba", "pemeriksaanKualitas", "penyesuaianNonrespon", "petugas"),
            *("pendidikanPetugas", "jumlahPenyelia", "jumlahEnumerator", "pelatihanPetugas"),
        ),
    ),
    ("VII", ("tahapanPengolahan", "metodeAnalisis", "unitAnalisis", "tingkatPenyajian")),
    ("VIII", ("produkTercetak", "produkDigital", "dataMikro", "rencanaRilis")),
)
#: The block that is asked of a survey alone.
SAMPLE = dict(BLOCKS)["V"]
VARIABLE = (
    *("nama", "alias", "konsep", "definisi", "referensiPemilihan", "referensiWaktu", "ukuran"),
    *("satuan", "tipeData", "klasifikasiIsian", "aturanValidasi", "kalimatPertanyaan"),
    "aksesUmum",
)
INDICATOR = (
    *("nama", "konsep", "definisi", "interpretasi", "rumus", "ukuran", "satuan"),
    *("klasifikasiPenyajian", "komposit", "publikasiPembangun", "indikatorPembangun"),
    *("variabelPembangun", "levelEstimasi", "aksesUmum"),
)
#: Of an indicator made of others, and of one that is not.
OF_OTHERS, ALONE = ("publikasiPembangun", "indikatorPembangun"), ("variabelPembangun",)
#: The keys that may stand in each property.
KEYS: Mapping[str, tuple[str, ...]] = {
    KEG: tuple(key for _, keys in BLOCKS for key in keys),
    VAR: VARIABLE,
    IND: INDICATOR,
}
