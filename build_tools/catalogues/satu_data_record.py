"""What the national list of Satu Data Indonesia asks of a dataset, filled in from its facts.

The names of the list (`NATIONAL`) and its words for schedules, formats and access are those of
the form "Daftar Data" in the code of a portal that uses the addresses of data.go.id:
https://github.com/darkevo24/Testing-Front-End/blob/8ddd1e12b7060cc6687bfead3d5a71b8e900671c/src/containers/Daftar/DaftarForm.js
(a copy of 2023; the list in force was not examined). Perpres 39/2019 asks for the rest: standard
data, metadata, reference codes. What is not known is empty and named in ``missing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..terms import Catalogue, Entry, TableTerms, Variable
from ..words import Words
from .topic_matches import FIELDS, NATIONAL, Match

#: Our column: the name that the national form has for it.
NATIONAL_NAMES = {
    "instansi": "instansi",
    "judul": "nama",
    "id_konsep": "idKonsep",
    "konsep": "konsep",
    "definisi": "definisi",
    "sumber_definisi": "sumberDefinisi",
    "jadwal_pemutakhiran": "jadwalPemutakhiran",
    "tanggal_rilis": "tanggalDibuat",
    "tanggal_pemutakhiran": "tanggalDiperbaharui",
    "produsen_data": "produsenData",
    "data_induk": "indukData",
    "format": "format",
    "url": "linkAkses",
    "pilar_sdgs": "kodePilar",
    "tujuan_sdgs": "kodeTujuan",
    "prioritas_nasional": "kodePNRKP",
    "program_prioritas": "kodePPRKP",
}
#: The columns of the flat list, in their order: whose it is, the national form, then the rest.
COLUMNS = (
    *("kode", "rilis_resmi", *NATIONAL_NAMES, "hak_akses", "deskripsi", "walidata"),
    *("topik", "bidang_urusan", "pilihan_bidang_urusan", "topik_nasional"),
    *("pilihan_topik_nasional", "kata_kunci", "frekuensi", "mulai", "selesai", "wilayah"),
    *("kode_kemendagri", "kode_bps", "tingkat_penyajian", "klasifikasi", "ukuran", "satuan"),
    *("lisensi", "sumber", "kontak", "surel", "laman_kontak", "versi", "penerbit"),
    *("opd_terkait", "catatan", "belum_diisi"),
)
#: What a variable is told with, in the list of variables.
VARIABLE_COLUMNS = (
    *("kode", "tabel", "kolom", "nama", "id_konsep", "konsep", "definisi", "hak_akses"),
    *("kode_referensi", "klasifikasi", "ukuran", "satuan", "tipe"),
)
#: Where nothing is said there is nothing to fill in.
_OPTIONAL = frozenset(
    {"pilihan_bidang_urusan", "pilihan_topik_nasional", "opd_terkait", "catatan", "belum_diisi"}
)
#: Asked of data that an office released alone.
_OFFICIAL = ("instansi", "produsen_data", "walidata")
#: Asked where a table has figures alone.
_MEASURED = (
    "id_konsep",
    "konsep",
    "definisi",
    "sumber_definisi",
    "klasifikasi",
    "ukuran",
    "satuan",
)
_STANDARD = ("konsep", "definisi", "klasifikasi", "ukuran", "satuan")
#: Our frequency: the schedule of the national form. It has none for every five or ten years.
_SCHEDULES = {
    "harian": "Harian",
    "mingguan": "Mingguan",
    "bulanan": "Bulanan",
    "triwulanan": "Triwulanan",
    "semesteran": "Semesteran",
    "tahunan": "Tahunan",
    "dua-tahunan": "Dua Tahunan",
    "sekali": "Ad-hoc",
    "sewaktu-waktu": "Ad-hoc",
}
_FORMATS = ("csv", "xlsx", "json")  # of ours, those that the national form knows
_ACCESS = {"terbuka": "Terbuka", "terbatas": "Terbatas", "dikecualikan": "Tertutup"}
#: How many concepts and definitions stand in the row of a dataset; its variables have all.
_MANY = 20
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Record:
    """A dataset in the national list."""

    entry: Entry
    values: Mapping[str, str]  # by a name of COLUMNS; empty: not known
    missing: tuple[str, ...]
    inapplicable: tuple[str, ...]  # not asked of it
    variables: tuple[Mapping[str, str], ...]  # by names of VARIABLE_COLUMNS
    fields: tuple[Match, ...]  # of government, that its topics cover
    topics: tuple[Match, ...]  # national
    notes: tuple[str, ...]


def record(
    entry: Entry, catalogue: Catalogue, known: Mapping[tuple[str, str], tuple[Match, ...]]
) -> Record:
    """What is known of a dataset. ``known``: what the topics correspond to."""
    portal, official = catalogue.portal, entry.official
    fields = _matches(entry, FIELDS, known)
    topics = _matches(entry, NATIONAL, known)
    measured = [v for t in entry.tables for v in t.variables if v.measured]
    place, steward = entry.place, catalogue.steward
    notes = tuple(_notes(entry, catalogue))
    values = {
        "kode": entry.id,
        "rilis_resmi": "ya" if official else "tidak",
        "instansi": portal.publisher.main if official and portal.official else "",
        "judul": entry.title.main,
        "id_konsep": _each(v.standard for v in measured),
        "konsep": _each(v.concept.main for v in measured),
        "definisi": _definitions(measured),
        "jadwal_pemutakhiran": _SCHEDULES.get(entry.frequency, ""),
        "tanggal_rilis": entry.issued,
        "tanggal_pemutakhiran": entry.modified,
        "produsen_data": entry.creator.name.main if official else "",
        "format": ", ".join(f for f in _FORMATS if any(f == d.format for d in entry.distributions)),
        "url": entry.iri if catalogue.addresses.known else "",
        "hak_akses": _ACCESS.get(entry.access, ""),
        "deskripsi": entry.description.main,
        "walidata": steward.name.main if official and steward else "",
        "topik": _each(s.title.main for s in entry.subjects),
        "bidang_urusan": _only(fields),
        "pilihan_bidang_urusan": _choices(fields),
        "topik_nasional": topics[0].name if len(topics) == 1 else "",
        "pilihan_topik_nasional": _each(m.name for m in topics) if len(topics) > 1 else "",
        "kata_kunci": _each(entry.keywords),
        "frekuensi": entry.frequency,
        "mulai": entry.period[0],
        "selesai": entry.period[1],
        "wilayah": place.name.main if place else "",
        "kode_kemendagri": place.kemendagri if place else "",
        "kode_bps": place.bps if place else "",
        "tingkat_penyajian": entry.level.main,
        "klasifikasi": _each(v.classification.main for v in measured),
        "ukuran": _each(v.measure.main for v in measured),
        "satuan": _each(v.unit.main for v in measured),
        "lisensi": _each(r.title or r.name or r.iri for r in entry.rights),
        "sumber": _each(title for title, _ in entry.sources),
        "kontak": entry.contact.name.main,
        "surel": entry.contact.email,
        "laman_kontak": entry.contact.url,
        "versi": entry.version,
        "penerbit": entry.publisher.name.main,
        "opd_terkait": _each(a.name.main for a in entry.related),
        "catatan": " ".join(notes),
    }
    asked = [c for c in COLUMNS if c not in _OPTIONAL]
    skipped = [c for c in asked if (c in _OFFICIAL and not official)]
    skipped += [c for c in _MEASURED if not measured]
    missing = tuple(c for c in asked if not values.get(c) and c not in skipped)
    return Record(
        entry,
        {c: values.get(c, "") for c in COLUMNS} | {"belum_diisi": ", ".join(missing)},
        missing,
        tuple(skipped),
        tuple(_variable(entry, table, v) for table in entry.tables for v in table.variables),
        fields,
        topics,
        notes,
    )


def document(found: Record) -> dict[str, Any]:
    """The record as `metadata/satu-data.json` has it."""
    entry, values = found.entry, found.values
    flat = {c: v for c, v in values.items() if c not in _NESTED}
    return {
        "bentuk": 1,
        **flat,
        "rilis_resmi": entry.official,
        "alamat": entry.path,
        "catatan": list(found.notes),
        "topik": [s.title.main for s in entry.subjects],
        "kata_kunci": list(entry.keywords),
        **_chosen("bidang_urusan", [{"kode": m.code, "nama": m.name} for m in found.fields]),
        **_chosen("topik_nasional", [{"nama": m.name} for m in found.topics]),
        "rentang_waktu": {"mulai": entry.period[0], "selesai": entry.period[1]},
        "cakupan_wilayah": {
            "nama": values["wilayah"],
            "kode_kemendagri": values["kode_kemendagri"],
            "kode_bps": values["kode_bps"],
        },
        "lisensi": [{"nama": r.name, "judul": r.title, "url": r.iri} for r in entry.rights],
        "sumber": [{"judul": title, "url": url} for title, url in entry.sources],
        "kontak": {
            "nama": values["kontak"],
            "surel": values["surel"],
            "laman": values["laman_kontak"],
        },
        "opd_terkait": [a.name.main for a in entry.related],
        "berkas": [
            {"alamat": entry.path + d.name, "format": d.format, "bytes": d.bytes}
            for d in entry.distributions
        ],
        "variabel": [
            {
                **{c: v for c, v in variable.items() if c != "kode"},
                "kode_referensi": [r for r in variable["kode_referensi"].split(_BETWEEN) if r],
                "belum_diisi": list(unfilled(variable)),
            }
            for variable in found.variables
        ],
        "daftar_data": {name: values[column] for column, name in NATIONAL_NAMES.items()},
        "belum_diisi": list(found.missing),
        "tidak_berlaku": list(found.inapplicable),
    }


#: Columns of the flat list that the document tells in parts of its own.
_NESTED = frozenset(
    {"mulai", "selesai", "wilayah", "kode_kemendagri", "kode_bps", "surel", "laman_kontak"}
    | {"pilihan_bidang_urusan", "pilihan_topik_nasional", "belum_diisi"}
)


def _chosen(name: str, found: list[dict[str, str]]) -> dict[str, Any]:
    """What there is alone; several are choices, of which none is made here."""
    alone = found[0] if len(found) == 1 else None
    return {name: alone, f"pilihan_{name}": [] if alone else found}


def unfilled(variable: Mapping[str, str]) -> tuple[str, ...]:
    """What standard data a measured variable lacks; a column that is not measured lacks none."""
    told = any(variable[c] for c in (*_STANDARD, "id_konsep"))
    return tuple(c for c in _STANDARD if not variable[c]) if told else ()


def _variable(entry: Entry, table: TableTerms, v: Variable) -> Mapping[str, str]:
    resource = table.table.resource
    references = [k.package for k in resource.foreign_keys if k.package and v.name in k.fields]
    return {
        "kode": entry.id,
        "tabel": table.name,
        "kolom": v.name,
        "nama": v.title.main or v.name,
        "id_konsep": v.standard,
        "konsep": v.concept.main,
        "definisi": v.definition.main or v.description.main,
        "hak_akses": _ACCESS.get(entry.access, ""),
        "kode_referensi": _each(references),
        "klasifikasi": v.classification.main,
        "ukuran": v.measure.main,
        "satuan": v.unit.main,
        "tipe": v.type,
    }


def _matches(
    entry: Entry, kind: str, known: Mapping[tuple[str, str], tuple[Match, ...]]
) -> tuple[Match, ...]:
    found = (m for s in entry.subjects for m in known.get((s.id, kind), ()))
    return tuple(dict.fromkeys(found))


def _only(found: tuple[Match, ...]) -> str:
    """The one that there is; several are a choice that somebody else has to make."""
    return f"{found[0].code} {found[0].name}" if len(found) == 1 else ""


def _choices(found: tuple[Match, ...]) -> str:
    return _each(f"{m.code} {m.name}" for m in found) if len(found) > 1 else ""


def _notes(entry: Entry, catalogue: Catalogue) -> Iterable[str]:
    words = Words.load(catalogue.portal.languages[0])
    if catalogue.demonstration:
        yield catalogue.notice.main
    if not entry.official:
        yield words("terms.collected", publisher=entry.publisher.name.main)


def _definitions(measured: list[Variable]) -> str:
    """The definition; of several, each after its concept."""
    found = dict.fromkeys((v.concept.main, v.definition.main) for v in measured)
    told = [(concept, definition) for concept, definition in found if definition][:_MANY]
    if len(told) == 1:
        return told[0][1]
    return "\n".join(
        f"{concept}: {definition}" if concept else definition for concept, definition in told
    )


def _each(texts: Iterable[str]) -> str:
    """Each text once."""
    return _BETWEEN.join([*dict.fromkeys(t for t in texts if t)][:_MANY])
