"""What stands in each answer, as JSON Schema 2020-12 (https://json-schema.org/draft/2020-12).

The sentences on each key are in ``text/<lang>/machines.yml`` under `keys`: one for a key, in
whatever answer it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model import FREQUENCIES
from .portal import CODES
from .rows import PART_ROWS

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_PLACE: Schema = {"type": "string", "format": "uri-reference"}
_DAY: Schema = {"type": "string", "format": "date"}
_YES: Schema = {"type": "boolean"}
_SHA: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_MARK: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"}


def maybe(given: Schema) -> Schema:
    """That, or null where it is not known."""
    if "type" in given and isinstance(given["type"], str) and "enum" not in given:
        return {**given, "type": [given["type"], "null"]}
    return {"anyOf": [given, {"type": "null"}]}


def ref(name: str) -> Schema:
    """What stands under that name in `schemas`."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(given: Schema) -> Schema:
    """A list of those."""
    return {"type": "array", "items": given}


def record(**keys: Schema) -> Schema:
    """An object that has all of these keys; later editions of this version may add others."""
    return {"type": "object", "properties": keys, "required": list(keys)}


_WORDS = maybe(ref("Teks"))
_STANDING = {"situsResmi": _YES, "pemberitahuan": _WORDS}
_ORIGIN: Schema = {"enum": ["resmi", "himpunan"]}
_RELEASES: Schema = {"enum": ["awal", "struktur", "baris", "koreksi", "sama"]}
_REGISTER = {
    "daftar": {"enum": list(CODES)},
    **_STANDING,
    "dataset": maybe(_PLACE),
    "diperbarui": maybe(_DAY),
    "sumber": maybe(ref("Sumber")),
    "lisensi": many(ref("Lisensi")),
}

#: Parts that stand in several answers.
_SHARED: Mapping[str, Schema] = {
    "Teks": {
        "type": "object",
        "properties": {"id": _TEXT},
        "required": ["id"],
        "additionalProperties": _TEXT,
    },
    "Pihak": record(
        id=maybe(_TEXT),
        nama=_WORDS,
        alamat=maybe(_PLACE),
        situs=maybe(_PLACE),
        surel=maybe(_TEXT),
    ),
    "Lisensi": record(nama=maybe(_TEXT), judul=maybe(_TEXT), alamat=maybe(_PLACE)),
    "Topik": record(id=_TEXT, judul=_WORDS, tema=maybe(_TEXT), alamat=_PLACE),
    "Periode": record(mulai=maybe(_TEXT), selesai=maybe(_TEXT)),
    "Rujukan": record(judul=_TEXT, alamat=maybe(_PLACE)),
    "Sumber": record(penerbit=_WORDS, asal=_ORIGIN, rujukan=many(ref("Rujukan")), halaman=_PLACE),
    "Berkas": record(
        nama=_TEXT,
        tabel=maybe(_TEXT),
        format=_TEXT,
        jenisMedia=_TEXT,
        bita=_COUNT,
        sha256=_SHA,
        alamat=_PLACE,
    ),
    "Wilayah": record(
        nama=_WORDS,
        kemendagri=maybe(_TEXT),
        bps=maybe(_TEXT),
        alamat=maybe(_PLACE),
        kotak=maybe({"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}),
    ),
    "Kolom": record(
        nama=_TEXT, jenis=_TEXT, judul=_WORDS, keterangan=_WORDS, satuan=_WORDS, konsep=_WORDS
    ),
    "BagianBaris": record(
        alamat=_PLACE,
        jumlahBagian={"type": "integer", "minimum": 1},
        barisPerBagian={"const": PART_ROWS},
    ),
    "Tabel": record(
        nama=_TEXT,
        judul=_WORDS,
        keterangan=_WORDS,
        versi=maybe(_MARK),
        jumlahBaris=_COUNT,
        kolom=many(ref("Kolom")),
        skema=maybe(_PLACE),
        berkas=many(ref("Berkas")),
        baris=maybe(ref("BagianBaris")),
        bagianParquet=maybe(_PLACE),
    ),
    "DatasetRingkas": record(
        id=_ID,
        judul=ref("Teks"),
        penerbit=_WORDS,
        asal=_ORIGIN,
        topik=many(_TEXT),
        terbitPertama=maybe(_DAY),
        diperbarui=maybe(_DAY),
        periode=maybe(ref("Periode")),
        frekuensi=maybe(_TEXT),
        versi=maybe(_TEXT),
        lisensi=many(_TEXT),
        jumlahTabel=_COUNT,
        jumlahBaris=_COUNT,
        format=many(_TEXT),
        alamat=_PLACE,
        halaman=_PLACE,
    ),
    "BerkasPortalLain": record(
        nama=_WORDS,
        format=maybe(_TEXT),
        jenisMedia=maybe(_TEXT),
        bita=maybe(_COUNT),
        sha256=maybe(_TEXT),
        alamat=_PLACE,
    ),
    "DatasetPortalLain": record(
        id=_TEXT,
        judul=ref("Teks"),
        keterangan=_WORDS,
        portalAsal=record(nama=maybe(_TEXT), alamat=_PLACE),
        penerbit=_WORDS,
        terbitPertama=maybe(_DAY),
        diperbarui=maybe(_DAY),
        periode=maybe(ref("Periode")),
        frekuensi=maybe(_TEXT),
        lisensi=many(ref("Lisensi")),
        berkas=many(ref("BerkasPortalLain")),
        alamat=_PLACE,
        halaman=_PLACE,
    ),
    "Perpindahan": record(dari=_ID, ke=_ID, sejak=maybe(_DAY)),
    "Versi": record(
        nomor=maybe(_TEXT),
        tanggal=_DAY,
        perubahan=maybe(_RELEASES),
        halaman=_PLACE,
        berkas=many(ref("Berkas")),
    ),
    "Pemeriksaan": record(
        nama=_TEXT, satuan=_TEXT, diperiksa=_COUNT, galat=_COUNT, peringatan=_COUNT
    ),
    "Temuan": record(
        kode=_TEXT,
        tingkat={"enum": ["error", "warning"]},
        berkas=maybe(_TEXT),
        lembar=maybe(_TEXT),
        baris=maybe(_COUNT),
        kolom=maybe(_COUNT),
        namaKolom=maybe(_TEXT),
        penjelasan=_PLACE,
    ),
    "Kemutakhiran": record(
        keadaan=_TEXT,
        terbitBerikutnya=maybe(_DAY),
        hariTerlambat=_COUNT,
        dasar=maybe({"enum": ["tanggal", "frekuensi"]}),
    ),
    "Janji": record(ditepati=_COUNT, terlewati=_COUNT, diundur=_COUNT, menunggu=_COUNT),
    "KodeWilayah": record(
        kemendagri=maybe(_TEXT),
        bps=maybe(_TEXT),
        nama=maybe(_TEXT),
        jenis=maybe(_TEXT),
        induk=maybe(_TEXT),
        alamat=maybe(_PLACE),
    ),
    "KodeOpd": record(
        id=_TEXT, nama=_WORDS, kodeSkpd=maybe(_TEXT), jenis=maybe(_TEXT), alamat=_PLACE
    ),
}

#: The answers, by the name that `openapi.PATHS` gives them.
ANSWERS: Mapping[str, Schema] = {
    "Indeks": record(
        versiApi={"const": "v1"},
        nama=_WORDS,
        keterangan=_WORDS,
        **_STANDING,
        penerbit=ref("Pihak"),
        kontak=ref("Pihak"),
        lisensi=many(ref("Lisensi")),
        diperbarui=maybe(_DAY),
        jumlahDataset=_COUNT,
        barisPerBagian={"const": PART_ROWS},
        katalog=_PLACE,
        federasi=_PLACE,
        kode={"type": "object", "additionalProperties": _PLACE},
        openapi=_PLACE,
        dokumentasi=_PLACE,
        pola={"type": "object", "additionalProperties": _TEXT},
    ),
    "Katalog": record(
        versiApi={"const": "v1"},
        **_STANDING,
        jumlahDataset=_COUNT,
        halamanKe={"type": "integer", "minimum": 1},
        jumlahHalaman={"type": "integer", "minimum": 1},
        berikutnya=maybe(_PLACE),
        dataset=many(ref("DatasetRingkas")),
        pindah=many(ref("Perpindahan")),
    ),
    "Federasi": record(
        versiApi={"const": "v1"},
        **_STANDING,
        jumlahDataset=_COUNT,
        dataset=many(ref("DatasetPortalLain")),
    ),
    "Dataset": record(
        id=_ID,
        idLama=many(_ID),
        judul=ref("Teks"),
        keterangan=_WORDS,
        **_STANDING,
        asal=_ORIGIN,
        penerbit=ref("Pihak"),
        kontak=ref("Pihak"),
        terkait=many(ref("Pihak")),
        topik=many(ref("Topik")),
        kataKunci=many(_TEXT),
        lisensi=many(ref("Lisensi")),
        terbitPertama=maybe(_DAY),
        diperbarui=maybe(_DAY),
        versi=maybe(_TEXT),
        periode=maybe(ref("Periode")),
        frekuensi=maybe({"type": "string", "examples": list(FREQUENCIES)}),
        wilayah=maybe(ref("Wilayah")),
        akses=maybe(_TEXT),
        sumber=ref("Sumber"),
        tabel=many(ref("Tabel")),
        berkas=many(ref("Berkas")),
        tautan=record(
            halaman=_PLACE, datapackage=_PLACE, dcat=_PLACE, daftarVersi=_PLACE, mutu=_PLACE
        ),
    ),
    "Pindah": record(pindah=_ID, sejak=maybe(_DAY), alamat=maybe(_PLACE), halaman=_PLACE),
    "Baris": record(
        dataset=_ID,
        tabel=_TEXT,
        judul=_WORDS,
        **_STANDING,
        diperbarui=maybe(_DAY),
        versi=_MARK,
        sumber=ref("Sumber"),
        lisensi=many(ref("Lisensi")),
        keterangan=_PLACE,
        skema=_PLACE,
        bagian={"type": "integer", "minimum": 1},
        jumlahBagian={"type": "integer", "minimum": 1},
        jumlahBaris=_COUNT,
        berikutnya=maybe(_PLACE),
        baris={"type": "array", "maxItems": PART_ROWS, "items": {"type": "object"}},
    ),
    "DaftarVersi": record(
        dataset=_ID,
        **_STANDING,
        diperbarui=maybe(_DAY),
        lisensi=many(ref("Lisensi")),
        sumber=ref("Sumber"),
        daftarVersi=many(ref("Versi")),
    ),
    "Mutu": record(
        dataset=_ID,
        **_STANDING,
        keadaanPer=_DAY,
        diperbarui=maybe(_DAY),
        ditahanSejak=maybe(_DAY),
        sumber=ref("Sumber"),
        kemutakhiran=ref("Kemutakhiran"),
        janji=ref("Janji"),
        pemeriksaan=many(ref("Pemeriksaan")),
        temuan=many(ref("Temuan")),
        peringatanDiterima=_COUNT,
        laporan=_PLACE,
    ),
    "DaftarWilayah": record(**_REGISTER, kode=many(ref("KodeWilayah"))),
    "DaftarOpd": record(**_REGISTER, kode=many(ref("KodeOpd"))),
    "DaftarTopik": record(**_REGISTER, kode=many(ref("Topik"))),
}

SCHEMAS: Mapping[str, Schema] = {**_SHARED, **ANSWERS}
