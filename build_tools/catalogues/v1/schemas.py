"""What stands in each answer, as JSON Schema 2020-12 (https://json-schema.org/draft/2020-12).

The sentences on each key are in ``text/<lang>/machines.yml`` under `keys`: one for a key, in
whatever answer it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...model import FREQUENCIES
from .rows import PART_ROWS
from .shapes import (
    COUNT,
    DAY,
    ID,
    MARK,
    ORIGIN,
    PLACE,
    REGISTER,
    SHARED,
    STANDING,
    TEXT,
    WORDS,
    Schema,
    many,
    maybe,
    record,
    ref,
)

#: The answers, by the name that `openapi.PATHS` gives them.
ANSWERS: Mapping[str, Schema] = {
    "Indeks": record(
        versiApi={"const": "v1"},
        nama=WORDS,
        keterangan=WORDS,
        **STANDING,
        penerbit=ref("Pihak"),
        kontak=ref("Pihak"),
        lisensi=many(ref("Lisensi")),
        diperbarui=maybe(DAY),
        jumlahDataset=COUNT,
        barisPerBagian={"const": PART_ROWS},
        katalog=PLACE,
        federasi=PLACE,
        kode={"type": "object", "additionalProperties": PLACE},
        openapi=PLACE,
        dokumentasi=PLACE,
        pola={"type": "object", "additionalProperties": TEXT},
    ),
    "Katalog": record(
        versiApi={"const": "v1"},
        **STANDING,
        jumlahDataset=COUNT,
        halamanKe={"type": "integer", "minimum": 1},
        jumlahHalaman={"type": "integer", "minimum": 1},
        berikutnya=maybe(PLACE),
        dataset=many(ref("DatasetRingkas")),
        pindah=many(ref("Perpindahan")),
    ),
    "Federasi": record(
        versiApi={"const": "v1"},
        **STANDING,
        jumlahDataset=COUNT,
        dataset=many(ref("DatasetPortalLain")),
    ),
    "Dataset": record(
        id=ID,
        idLama=many(ID),
        judul=ref("Teks"),
        keterangan=WORDS,
        **STANDING,
        asal=ORIGIN,
        penerbit=ref("Pihak"),
        kontak=ref("Pihak"),
        terkait=many(ref("Pihak")),
        topik=many(ref("Topik")),
        kataKunci=many(TEXT),
        lisensi=many(ref("Lisensi")),
        terbitPertama=maybe(DAY),
        diperbarui=maybe(DAY),
        versi=maybe(TEXT),
        periode=maybe(ref("Periode")),
        frekuensi=maybe({"type": "string", "examples": list(FREQUENCIES)}),
        wilayah=maybe(ref("Wilayah")),
        akses=maybe(TEXT),
        sumber=ref("Sumber"),
        tabel=many(ref("Tabel")),
        berkas=many(ref("Berkas")),
        tautan=record(halaman=PLACE, datapackage=PLACE, dcat=PLACE, daftarVersi=PLACE, mutu=PLACE),
    ),
    "Pindah": record(pindah=ID, sejak=maybe(DAY), alamat=maybe(PLACE), halaman=PLACE),
    "Baris": record(
        dataset=ID,
        tabel=TEXT,
        judul=WORDS,
        **STANDING,
        diperbarui=maybe(DAY),
        versi=MARK,
        sumber=ref("Sumber"),
        lisensi=many(ref("Lisensi")),
        keterangan=PLACE,
        skema=PLACE,
        bagian={"type": "integer", "minimum": 1},
        jumlahBagian={"type": "integer", "minimum": 1},
        jumlahBaris=COUNT,
        berikutnya=maybe(PLACE),
        baris={"type": "array", "maxItems": PART_ROWS, "items": {"type": "object"}},
    ),
    "DaftarVersi": record(
        dataset=ID,
        **STANDING,
        diperbarui=maybe(DAY),
        lisensi=many(ref("Lisensi")),
        sumber=ref("Sumber"),
        daftarVersi=many(ref("Versi")),
    ),
    "Mutu": record(
        dataset=ID,
        **STANDING,
        keadaanPer=DAY,
        diperbarui=maybe(DAY),
        ditahanSejak=maybe(DAY),
        sumber=ref("Sumber"),
        kemutakhiran=ref("Kemutakhiran"),
        janji=ref("Janji"),
        pemeriksaan=many(ref("Pemeriksaan")),
        temuan=many(ref("Temuan")),
        peringatanDiterima=COUNT,
        laporan=PLACE,
    ),
    "DaftarWilayah": record(**REGISTER, kode=many(ref("KodeWilayah"))),
    "DaftarOpd": record(**REGISTER, kode=many(ref("KodeOpd"))),
    "DaftarTopik": record(**REGISTER, kode=many(ref("Topik"))),
}

SCHEMAS: Mapping[str, Schema] = {**SHARED, **ANSWERS}
