"""What can be said of a dataset and of a column in a spreadsheet: properties and their headings.

A heading is understood in Indonesian, in English and as the technical name (`sdi:frekuensi`);
what people write beside that is listed here. How a heading is shown stands in the words
(`metadata.properties.<key>`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..model import FREQUENCIES
from ..model.vocabularies import ACCESS, ORIGINS, QUALITY, ROLES
from ..words import Words

Kind = Literal["text", "list", "word", "date", "flag", "type", "codes", "licence", "source"]
Place = tuple[str | int, ...]

#: Licences that a workbook offers: name, title, address.
LICENCES = {
    "CC-BY-4.0": ("Creative Commons Atribusi 4.0 Internasional", "licenses/by/4.0/"),
    "CC0-1.0": ("Creative Commons CC0 1.0 Universal", "publicdomain/zero/1.0/"),
    "CC-BY-SA-4.0": (
        "Creative Commons Atribusi-BerbagiSerupa 4.0 Internasional",
        "licenses/by-sa/4.0/",
    ),
}

#: Types of Table Schema by the words that people use; the first one of each is shown.
TYPES: Mapping[str, tuple[str, ...]] = {
    "string": ("teks", "text", "string", "huruf", "karakter", "kode", "varchar", "char"),
    "integer": ("bilangan bulat", "integer", "int", "bulat", "angka bulat", "whole number"),
    "number": (
        *("desimal", "number", "pecahan", "bilangan desimal", "angka desimal", "decimal"),
        *("float", "double", "numerik", "numeric", "rupiah", "uang", "persen"),
    ),
    "boolean": ("ya tidak", "boolean", "benar salah", "yes no", "logika"),
    "date": ("tanggal", "date", "tgl"),
    "year": ("tahun", "year"),
    "yearmonth": ("tahun bulan", "yearmonth", "bulan tahun", "month"),
    "datetime": ("tanggal jam", "datetime", "waktu lengkap", "tanggal dan jam", "timestamp"),
    "time": ("jam", "time", "pukul"),
    "any": ("apa saja", "any"),
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property that a cell can hold: where it stands in a descriptor, how it is read."""

    key: str
    place: Place
    kind: Kind = "text"
    words: tuple[str, ...] = ()  # of a closed list
    required: bool = False
    aliases: tuple[str, ...] = ()


def _text(key: str, name: str, *aliases: str, required: bool = False) -> Property:
    return Property(key, (name,), required=required, aliases=aliases)


def _en(key: str, *place: str, kind: Kind = "text") -> Property:
    return Property(f"en_{key}", ("sdi:en", *place), kind)


def english(heading: str) -> Iterable[str]:
    """How people head the English of a heading: `title_en`, "Judul (EN)", "Judul bahasa Inggris".

    In the form of `plain`.
    """
    said = plain(heading)
    endings = ("inggris", "bahasa inggris", "dalam bahasa inggris", "en", "english")
    return (*(f"{said} {ending}" for ending in endings), f"english {said}")


#: A dataset's, in the order of the sheet.
DATASET: tuple[Property, ...] = (
    _text(
        "title", "title", "nama data", "nama dataset", "judul data", "judul dataset", required=True
    ),
    _text("description", "description", "deskripsi", "keterangan", "penjelasan", required=True),
    Property("keywords", ("keywords",), "list", aliases=("kata kunci pencarian", "tag", "tags")),
    Property(
        "licence", ("licenses",), "licence", tuple(LICENCES), required=True, aliases=("license",)
    ),
    Property(
        "source",
        ("sources", "title"),
        "source",
        required=True,
        aliases=("sumber data", "asal data"),
    ),
    Property(
        "source_address", ("sources", "path"), "source", aliases=("url sumber", "tautan sumber")
    ),
    Property(
        "source_accessed",
        ("sources", "sdi:tanggalAkses"),
        "source",
        aliases=("tanggal diambil", "tanggal akses"),
    ),
    Property("origin", ("sdi:asal",), "word", ORIGINS, required=True, aliases=("asal",)),
    Property("agencies", ("sdi:opdTerkait",), "list", aliases=("opd terkait", "opd")),
    Property("topics", ("sdi:topik",), "list", aliases=("topik", "tema")),
    Property(
        "period_start",
        ("sdi:periode", "mulai"),
        "date",
        aliases=("mulai", "periode awal", "awal periode"),
    ),
    Property(
        "period_end",
        ("sdi:periode", "selesai"),
        "date",
        aliases=("selesai", "periode akhir", "akhir periode"),
    ),
    Property(
        "frequency",
        ("sdi:frekuensi",),
        "word",
        FREQUENCIES,
        required=True,
        aliases=("periode pembaruan", "frekuensi pembaruan", "jadwal pembaruan"),
    ),
    Property("next_release", ("sdi:terbitBerikutnya",), "date", aliases=("rilis berikutnya",)),
    _text("level", "sdi:tingkat", "tingkat penyajian", "level"),
    _text("area", "sdi:cakupan", "wilayah", "cakupan", "coverage"),
    _text("area_code", "sdi:kodeWilayah", "kode wilayah", "area code"),
    Property("contact", ("sdi:kontak", "nama"), aliases=("kontak", "narahubung", "produsen data")),
    Property("contact_email", ("sdi:kontak", "surel"), aliases=("surel", "email", "e mail")),
    Property("contact_url", ("sdi:kontak", "url"), aliases=("situs kontak",)),
    Property("contact_address", ("sdi:kontak", "alamat"), aliases=("alamat", "alamat kantor")),
    _text("methodology", "sdi:metodologi", "metode", "cara pengumpulan"),
    _text("limitations", "sdi:keterbatasan", "batasan", "catatan keterbatasan"),
    Property(
        "access",
        ("sdi:kipKlasifikasi",),
        "word",
        ACCESS,
        required=True,
        aliases=("klasifikasi kip", "klasifikasi", "sifat data"),
    ),
    Property("quality", ("sdi:mutuSumber",), "word", QUALITY),
    _text("series", "sdi:seri", "seri"),
    _text("licence_note", "sdi:catatanLisensi"),
    _text("version", "version", "versi data"),
    Property("keeping_unit", ("sdi:informasiPublik", "satuanKerja"), aliases=("satuan kerja",)),
    Property("keeping_post", ("sdi:informasiPublik", "penanggungJawab")),
    Property("keeping_place", ("sdi:informasiPublik", "tempatPembuatan")),
    Property(
        "keeping_time", ("sdi:informasiPublik", "retensi"), aliases=("retensi", "retensi arsip")
    ),
    _en("title", "title"),
    _en("description", "description"),
    _en("keywords", "keywords", kind="list"),
    _en("level", "tingkat"),
    _en("area", "cakupan"),
    _en("contact", "kontak", "nama"),
    _en("methodology", "metodologi"),
    _en("limitations", "keterbatasan"),
    _en("licence_note", "catatanLisensi"),
)

#: A column's.
FIELD: tuple[Property, ...] = (
    _text("field_title", "title", "judul", "judul kolom", "label", "nama tampilan"),
    _text("field_description", "description", "uraian", "keterangan", "penjelasan", "deskripsi"),
    Property(
        "type",
        ("type",),
        "type",
        aliases=("jenis", "tipe", "tipe data", "jenis data", "format data"),
    ),
    Property(
        "required",
        ("constraints", "required"),
        "flag",
        aliases=("wajib", "wajib isi", "harus diisi"),
    ),
    Property(
        "codes",
        ("categories",),
        "codes",
        aliases=("kode", "isian", "kategori", "pilihan", "daftar kode", "nilai"),
    ),
    Property("role", ("sdi:peran",), "word", ROLES, aliases=("peran",)),
    _text("concept", "sdi:konsep"),
    _text("definition", "sdi:definisi"),
    _text("classification", "sdi:klasifikasi"),
    _text("measure", "sdi:ukuran"),
    _text("unit", "sdi:satuan", "unit"),
    _text("standard", "sdi:standar", "nomor standar data"),
    _en("field_title", "title"),
    _en("field_description", "description"),
    _en("unit", "satuan"),
)

#: What names a column in a dictionary, a row of `metadata`, and the parts of a row of `kamus`.
NAME = ("nama", "nama kolom", "kolom", "variabel", "nama variabel", "field", "name", "column")
DATASET_ID = ("dataset", "kode dataset", "id dataset", "dataset id", "id")
TABLE = ("tabel", "nama tabel", "table", "resource")


def plain(label: str) -> str:
    """A heading as it is compared: small letters, digits, and spaces between words."""
    return " ".join(re.sub(r"[\W_]+", " ", label.casefold()).split())


@cache
def headings(properties: tuple[Property, ...]) -> Mapping[str, Property]:
    """The property of each heading, in the form of `plain`."""
    found: dict[str, Property] = {}
    for given in properties:  # what is shown comes before what else is understood
        for lang in ("id", "en"):
            found.setdefault(
                plain(Words.load(lang)(f"metadata.properties.{given.key}.title")), given
            )
        found.setdefault(plain(".".join(str(part) for part in given.place)), given)
    for given in properties:
        for alias in (*given.aliases, str(given.place[-1]).removeprefix("sdi:")):
            found.setdefault(plain(alias), given)
    for given in properties:  # whatever names a property names its English too
        of = next((p for p in properties if given.key == f"en_{p.key}"), None)
        for name in [name for name, named in found.items() if named == of]:
            for heading in english(name):
                found.setdefault(heading, given)
    return found


def type_of(word: str) -> str:
    """The type of Table Schema that a word means; empty where it means none.

    >>> type_of("Bilangan bulat"), type_of("ya/tidak"), type_of("entah")
    ('integer', 'boolean', '')
    """
    asked = plain(word)
    return next((name for name, words in TYPES.items() if asked in words or asked == name), "")


def type_words() -> Iterable[str]:
    """The word that is shown for each type."""
    return ("ya/tidak" if name == "boolean" else words[0] for name, words in TYPES.items())


def type_word(name: str) -> str:
    """The Indonesian word for a type; the type itself where there is none."""
    return dict(zip(TYPES, type_words(), strict=True)).get(name, name)
