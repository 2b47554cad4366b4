"""What stands in several answers of the API, as JSON Schema: small shapes and whole records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .portal import CODES
from .rows import PART_ROWS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
PLACE: Schema = {"type": "string", "format": "uri-reference"}
DAY: Schema = {"type": "string", "format": "date"}
YES: Schema = {"type": "boolean"}
SHA: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
MARK: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
ID: Schema = {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"}


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


WORDS = maybe(ref("Teks"))
STANDING = {"situsResmi": YES, "pemberitahuan": WORDS}
ORIGIN: Schema = {"enum": ["resmi", "himpunan"]}
ABSENT: Schema = {"enum": ["ditahan", "ditarik", "dihapus"]}
RELEASES: Schema = {"enum": ["awal", "struktur", "baris", "koreksi", "sama"]}
REGISTER = {
    "daftar": {"enum": list(CODES)},
    **STANDING,
    "dataset": maybe(PLACE),
    "diperbarui": maybe(DAY),
    "sumber": maybe(ref("Sumber")),
    "lisensi": many(ref("Lisensi")),
}

#: Parts that stand in several answers.
SHARED: Mapping[str, Schema] = {
    "Teks": {
        "type": "object",
        "properties": {"id": TEXT},
        "required": ["id"],
        "additionalProperties": TEXT,
    },
    "Pihak": record(
        id=maybe(TEXT),
        nama=WORDS,
        alamat=maybe(PLACE),
        situs=maybe(PLACE),
        surel=maybe(TEXT),
    ),
    "Lisensi": record(nama=maybe(TEXT), judul=maybe(TEXT), alamat=maybe(PLACE)),
    "Topik": record(id=TEXT, judul=WORDS, tema=maybe(TEXT), alamat=PLACE),
    "Periode": record(mulai=maybe(TEXT), selesai=maybe(TEXT)),
    "Rujukan": record(judul=TEXT, alamat=maybe(PLACE)),
    "Sumber": record(penerbit=WORDS, asal=ORIGIN, rujukan=many(ref("Rujukan")), halaman=PLACE),
    "Berkas": record(
        nama=TEXT,
        tabel=maybe(TEXT),
        format=TEXT,
        jenisMedia=TEXT,
        bita=COUNT,
        sha256=SHA,
        alamat=PLACE,
    ),
    "Wilayah": record(
        nama=WORDS,
        kemendagri=maybe(TEXT),
        bps=maybe(TEXT),
        alamat=maybe(PLACE),
        kotak=maybe({"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}),
    ),
    "Kolom": record(
        nama=TEXT, jenis=TEXT, judul=WORDS, keterangan=WORDS, satuan=WORDS, konsep=WORDS
    ),
    "BagianBaris": record(
        alamat=PLACE,
        jumlahBagian={"type": "integer", "minimum": 1},
        barisPerBagian={"const": PART_ROWS},
    ),
    "Tabel": record(
        nama=TEXT,
        judul=WORDS,
        keterangan=WORDS,
        versi=maybe(MARK),
        jumlahBaris=COUNT,
        kolom=many(ref("Kolom")),
        skema=maybe(PLACE),
        berkas=many(ref("Berkas")),
        baris=maybe(ref("BagianBaris")),
        bagianParquet=maybe(PLACE),
    ),
    "DatasetRingkas": record(
        id=ID,
        judul=ref("Teks"),
        penerbit=WORDS,
        asal=ORIGIN,
        topik=many(TEXT),
        terbitPertama=maybe(DAY),
        diperbarui=maybe(DAY),
        periode=maybe(ref("Periode")),
        frekuensi=maybe(TEXT),
        versi=maybe(TEXT),
        lisensi=many(TEXT),
        jumlahTabel=COUNT,
        jumlahBaris=COUNT,
        format=many(TEXT),
        alamat=PLACE,
        halaman=PLACE,
    ),
    "BerkasPortalLain": record(
        nama=WORDS,
        format=maybe(TEXT),
        jenisMedia=maybe(TEXT),
        bita=maybe(COUNT),
        sha256=maybe(TEXT),
        alamat=PLACE,
    ),
    "DatasetPortalLain": record(
        id=TEXT,
        judul=ref("Teks"),
        keterangan=WORDS,
        portalAsal=record(nama=maybe(TEXT), alamat=PLACE),
        penerbit=WORDS,
        terbitPertama=maybe(DAY),
        diperbarui=maybe(DAY),
        periode=maybe(ref("Periode")),
        frekuensi=maybe(TEXT),
        lisensi=many(ref("Lisensi")),
        berkas=many(ref("BerkasPortalLain")),
        alamat=PLACE,
        halaman=PLACE,
    ),
    "TanpaData": record(id=ID, tiada=ABSENT, sejak=maybe(DAY)),
    "Perpindahan": record(dari=ID, ke=ID, sejak=maybe(DAY)),
    "Versi": record(
        nomor=maybe(TEXT),
        tanggal=DAY,
        perubahan=maybe(RELEASES),
        halaman=PLACE,
        berkas=many(ref("Berkas")),
    ),
    "Pemeriksaan": record(nama=TEXT, satuan=TEXT, diperiksa=COUNT, galat=COUNT, peringatan=COUNT),
    "Temuan": record(
        kode=TEXT,
        tingkat={"enum": ["error", "warning"]},
        berkas=maybe(TEXT),
        lembar=maybe(TEXT),
        baris=maybe(COUNT),
        kolom=maybe(COUNT),
        namaKolom=maybe(TEXT),
        penjelasan=PLACE,
    ),
    "Kemutakhiran": record(
        keadaan=TEXT,
        terbitBerikutnya=maybe(DAY),
        hariTerlambat=COUNT,
        dasar=maybe({"enum": ["tanggal", "frekuensi"]}),
    ),
    "Janji": record(ditepati=COUNT, terlewati=COUNT, diundur=COUNT, menunggu=COUNT),
    "KodeWilayah": record(
        kemendagri=maybe(TEXT),
        bps=maybe(TEXT),
        nama=maybe(TEXT),
        jenis=maybe(TEXT),
        induk=maybe(TEXT),
        alamat=maybe(PLACE),
    ),
    "KodeOpd": record(id=TEXT, nama=WORDS, kodeSkpd=maybe(TEXT), jenis=maybe(TEXT), alamat=PLACE),
}
