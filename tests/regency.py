"""A made-up regency that fills every table of the smart city portal, marked as made up.

40 OPD, six dimensions, 300 programmes, five years of budget, 60 applications. Everything is drawn
from one seed, so that a failing test can be looked at again. `EMPTY` is the same regency
before anyone filled a table.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

AS_OF = date(2026, 1, 15)
DIMENSIONS = {
    "governance": ("Tata kelola cerdas", "Smart Governance"),
    "branding": ("Jenama daerah cerdas", "Smart Branding"),
    "economy": ("Ekonomi cerdas", "Smart Economy"),
    "living": ("Kehidupan cerdas", "Smart Living"),
    "society": ("Masyarakat cerdas", "Smart Society"),
    "environment": ("Lingkungan cerdas", "Smart Environment"),
}
OFFICES = 40
PROGRAMMES = 300
YEARS = range(2021, 2026)
STAGES = ("murni", "perubahan", "realisasi")
APPLICATIONS = 60
SOURCE = "Dokumen buatan untuk uji"

Row = Mapping[str, object]


def offices() -> list[str]:
    """The ids of the OPD; the first is the walidata."""
    return ["dkisp", *(f"dinas-{n:02}" for n in range(1, OFFICES))]


def regency(to: Path, filled: bool = True) -> Path:
    """Lays the portal of the made-up regency out in ``to``; gives ``to``."""
    _settings(to)
    _registers(to)
    if filled:
        for id, tables in filled_tables().items():
            dataset(to, id, tables)
    return to


def filled_tables() -> dict[str, dict[str, list[Row]]]:
    """All rows: by dataset, by profile."""
    draw = random.Random(5)
    programmes = [_programme(draw, n) for n in range(PROGRAMMES)]
    recommendations = [_recommendation(draw, year, n) for year in YEARS for n in range(1, 7)]
    return {
        "dkisp/program": {
            "program": programmes,
            "quick_win": [_quick_win(draw, n, programmes) for n in range(48)],
        },
        "dkisp/anggaran": {"anggaran": budget(draw)},
        "dkisp/aplikasi": {"aplikasi": [_application(draw, n) for n in range(APPLICATIONS)]},
        "dkisp/indikator": _indicators(draw),
        "dkisp/evaluasi": {
            "evaluasi": [_evaluation(draw, year, stage) for year in YEARS for stage in ("I", "II")],
            "rekomendasi": recommendations,
            "tindak_lanjut": _follow_ups(recommendations),
        },
        "dkisp/rapat": {"rapat": _meetings()},
        "dkisp/penghargaan": {"penghargaan": [_award(draw, n) for n in range(24)]},
        "dkisp/pernyataan": {"pernyataan": [_statement(draw, n) for n in range(12)]},
        "dkisp/daftar-data": {"daftar_data": [_promised(draw, n) for n in range(80)]},
        "dkisp/permohonan-informasi": {
            "permohonan_informasi": [_requests(draw, y, o) for y in YEARS for o in offices()[:8]]
        },
        "dkisp/permintaan-data": {"permintaan_data": [_asked(n) for n in range(40)]},
        "dkisp/catatan-angka": {"catatan_angka": _notes(), "catatan_angka_nilai": _figures()},
        "dkisp/sumber-diperiksa": {"sumber_diperiksa": [_examined()]},
    }


def budget(draw: random.Random) -> list[Row]:
    """Five years, three stages, every office in two dimensions of its own."""
    rows: list[Row] = []
    for year in YEARS:
        for number, office in enumerate(offices()):
            for dimension in (number % 6, (number + 1 + year % 5) % 6):
                amounts = [draw.randrange(50, 9_000) * 1_000_000 + draw.randrange(1_000_000)]
                amounts += [amounts[0] + draw.randrange(-40, 40) * 1_000_000]
                amounts += [amounts[1] * draw.randrange(70, 100) // 100]
                for stage, amount in zip(STAGES, amounts, strict=True):
                    rows.append(
                        {
                            "tahun": year,
                            "tahap": stage,
                            "opd_id": office,
                            "dimensi_id": list(DIMENSIONS)[dimension],
                            "uraian": f"Kegiatan {office} {dimension}",
                            "nilai_rupiah": amount,
                            "ketelitian": "sebagaimana-ditulis",
                            "status_angka": "tetap",
                            "sumber": SOURCE,
                        }
                    )
    return rows


def _programme(draw: random.Random, n: int) -> Row:
    begin = draw.choice(list(YEARS))
    horizon, years = draw.choice([("pendek", 1), ("menengah", 3), ("panjang", 5)])
    return {
        "id": f"program-{n:03}",
        "nama": f"Program buatan nomor {n}",
        "nama_en": f"Made-up programme number {n}",
        "dimensi_id": list(DIMENSIONS)[n % 6],
        "opd_id": offices()[n % OFFICES],
        "horizon": horizon,
        "tahun_mulai": begin,
        "tahun_selesai": begin + years - 1,
        "status": draw.choice(["direncanakan", "berjalan", "selesai", "dihentikan"]),
        "rujukan_masterplan": f"Masterplan buatan, halaman {n + 1}",
        "sumber": SOURCE,
    }


def _quick_win(draw: random.Random, n: int, programmes: Sequence[Row]) -> Row:
    programme = programmes[n * 7 % len(programmes)]
    return {
        "id": f"quick-win-{n:02}",
        "nama": f"Quick win buatan nomor {n}",
        "dimensi_id": programme["dimensi_id"],
        "opd_id": programme["opd_id"],
        "program_id": programme["id"],
        "tahun": list(YEARS)[n % 5],
        "status": draw.choice(["berjalan", "selesai"]),
        "rujukan_masterplan": f"Masterplan buatan, halaman {n + 1}",
        "sumber": SOURCE,
    }


def _application(draw: random.Random, n: int) -> Row:
    row: dict[str, object] = {
        "id": f"layanan-{n:02}",
        "nama": f"Layanan Buatan {_word(n)}",
        "jenis": draw.choice(["aplikasi", "layanan", "situs", "kanal"]),
        "kelompok": draw.choice(["layanan-publik", "layanan-administrasi"]),
        "sasaran": draw.choice(["warga", "pelaku-usaha", "pegawai", "pemerintah-desa", "umum"]),
        "opd_id": offices()[n % OFFICES],
        "lingkup": draw.choice(["daerah", "nasional"]),
        "status": draw.choice(["aktif", "uji-coba", "dihentikan"]),
        "terintegrasi": draw.choice(["ya", "tidak", ""]),
        "uraian": f"Uraian layanan buatan {_word(n)}.",
        "uraian_en": f"Description of the made-up service {_word(n)}.",
    }
    if n % 3:
        row["alamat"] = f"https://layanan-{n}.contoh.example/"
        row["alamat_hasil"] = draw.choice(["dapat-dibuka", "tidak-dapat-dibuka"])
        row["alamat_diperiksa"] = "2025-12-01"
    return row


def _word(n: int) -> str:
    """A made-up word that is unlike the others."""
    first, second = "bcdfghjklm"[n % 10], "nprstwyzqv"[n // 10]
    return f"{first}a{second}i{first}u{second}o".capitalize() + "aeiou"[n % 5] * 2


def _indicators(draw: random.Random) -> dict[str, list[Row]]:
    indicators: list[Row] = []
    results: list[Row] = []
    for n in range(60):
        percent = n % 2 == 0
        indicators.append(
            {
                "id": f"indikator-{n:02}",
                "nama": f"Indikator buatan nomor {n}",
                "nama_en": f"Made-up indicator number {n}",
                "dimensi_id": list(DIMENSIONS)[n % 6],
                "opd_id": offices()[n % OFFICES],
                "satuan": "persen" if percent else "layanan",
                "satuan_en": "per cent" if percent else "services",
                "arah": draw.choice(["naik", "turun"]),
                "definisi": "Definisi buatan.",
                "rujukan_masterplan": "Masterplan buatan, halaman 3",
                "sumber": SOURCE,
            }
        )
        results += [_result(draw, n, year) for year in YEARS]
    return {"indikator": indicators, "capaian": results}


def _result(draw: random.Random, n: int, year: int) -> Row:
    return {
        "indikator_id": f"indikator-{n:02}",
        "tahun": year,
        "target": draw.randrange(40, 100),
        "nilai": draw.randrange(30, 100) if (n + year) % 7 else "",
        "ketelitian": "sebagaimana-ditulis",
        "status_angka": "tetap",
        "bukti_url": f"https://contoh.example/bukti/{year}/{n}.pdf",
        "sumber": SOURCE,
    }


def _evaluation(draw: random.Random, year: int, stage: str) -> Row:
    begin = date(year, 6 if stage == "I" else 11, 10)
    return {
        "tahun_evaluasi": year,
        "tahap": stage,
        "tanggal_mulai": begin,
        "tanggal_selesai": begin + timedelta(days=2),
        "tempat": "Kota buatan",
        "penyelenggara": "Kementerian buatan",
        "nilai": f"{draw.randrange(200, 400) / 100:.2f}",
        "nilai_maksimum": 4,
        "peringkat": draw.randrange(1, 40),
        "jumlah_peserta": 40,
        "cakupan_peringkat": "nasional",
        "status_angka": "tetap",
        "sumber": SOURCE,
    }


def _recommendation(draw: random.Random, year: int, n: int) -> dict[str, object]:
    row: dict[str, object] = {
        "tahun_evaluasi": year,
        "tahap": "I",
        "nomor": n,
        "rekomendasi": f"Rekomendasi buatan {n} tahun {year}",
        "rekomendasi_en": f"Made-up recommendation {n} of {year}",
        "opd_id": offices()[(year + n) % OFFICES],
        "tanggal": date(year, 7, n),
        "status_tindak_lanjut": draw.choice(["belum", "sebagian", "selesai", "tidak-diketahui"]),
        "sumber": SOURCE,
    }
    if n < 3:
        kind = ("dewan-smart-city", "tim-pelaksana")[n - 1]
        row |= {"rapat_jenis": kind, "target_kali_per_tahun": n + 1}
    return row


def _follow_ups(recommendations: Iterable[Row]) -> list[Row]:
    rows: list[Row] = []
    for given in recommendations:
        state = given["status_tindak_lanjut"]
        if state in {"sebagian", "selesai"}:
            rows.append(
                {
                    **{k: given[k] for k in ("tahun_evaluasi", "tahap", "nomor", "opd_id")},
                    "tanggal": date(int(str(given["tahun_evaluasi"])), 10, 1),
                    "uraian": "Tindak lanjut buatan.",
                    "hasil": state,
                    "bukti_url": "https://contoh.example/bukti/tindak-lanjut.pdf",
                    "sumber": SOURCE,
                }
            )
    return rows


def _meetings() -> list[Row]:
    kinds = ("dewan-smart-city", "tim-pelaksana")
    return [
        {
            "tanggal": date(year, month, 5),
            "jenis": kinds[month % 2],
            "nama": f"Rapat buatan {month}",
            "opd_id": "dkisp",
            "tempat": "Ruang buatan",
            "risalah_url": f"https://contoh.example/risalah/{year}-{month}.pdf",
            "sumber": SOURCE,
        }
        for year in YEARS
        for month in (2, 5, 8, 9)
    ]


def _award(draw: random.Random, n: int) -> Row:
    return {
        "id": f"penghargaan-{n:02}",
        "tahun": list(YEARS)[n % 5],
        "nama": f"Penghargaan buatan {n}",
        "pemberi": "Lembaga buatan",
        "opd_id": offices()[n] if n % 2 else "",
        "tingkat": draw.choice(["kabupaten", "provinsi", "nasional"]),
        "peringkat": draw.choice(["I", "II", ""]),
        "sumber": SOURCE,
    }


def _statement(draw: random.Random, n: int) -> Row:
    return {
        "id": f"pernyataan-{n:02}",
        "tanggal": date(2025, 1 + n, 3),
        "jabatan": "Kepala kantor buatan",
        "kutipan": f"Kalimat buatan nomor {n} yang pendek.",
        "jenis_kutipan": draw.choice(["langsung", "tidak-langsung"]),
        "konteks": "Acara buatan",
        "pembuktian": "Tabel anggaran yang terbit.",
        "dataset_bukti": "dkisp/anggaran",
        "keadaan": ("terbukti", "sebagian", "tidak-ditemukan", "tidak-dapat-diuji")[n % 4],
        "diperiksa": "2026-01-10",
        "alasan": "Alasan buatan.",
        "sumber_url": f"https://contoh.example/berita/{n}",
        "mutu_sumber": "berita",
    }


def _promised(draw: random.Random, n: int) -> Row:
    return {
        "id": f"data-{n:02}",
        "judul": f"Data buatan {n}",
        "opd_id": offices()[n % OFFICES],
        "frekuensi": draw.choice(["tahunan", "bulanan"]),
        "jadwal": "2026-03-01",
        "status": draw.choice(["terbit", "direncanakan", "tertunda"]),
        "dataset": ["", "dkisp/rapat", "dkisp/belum-ada"][n % 3],
        "tahun": 2025 + n % 2,
        "prioritas": ["ya", "tidak", ""][n % 3],
        "sumber": SOURCE,
    }


def _asked(n: int) -> Row:
    answered = n % 4 == 0
    return {
        "id": f"permintaan-{n:02}",
        "tanggal": f"2025-{n % 12 + 1:02}-03",
        "perihal": f"Data buatan nomor {n}",
        "opd_id": offices()[n % 5],
        "status": ["dijawab", "diterima", "diproses", "diteruskan"][n % 4],
        "jawaban": "Datanya sudah terbit." if answered else "",
        "tanggal_jawaban": "2026-01-04" if answered else "",
        "dataset": "dkisp/rapat" if answered else "",
        "sumber": SOURCE,
    }


def _requests(draw: random.Random, year: int, office: str) -> Row:
    parts = [draw.randrange(5) for _ in range(4)]
    names = ("dikabulkan", "dikabulkan_sebagian", "ditolak", "diproses")
    return {
        "tahun": year,
        "opd_id": office,
        "masuk": sum(parts),
        **dict(zip(names, parts, strict=True)),
        "rata_rata_hari": draw.randrange(1, 17),
        "ketelitian": "sebagaimana-ditulis",
        "status_angka": "tetap",
        "sumber": SOURCE,
    }


def _notes() -> list[Row]:
    return [
        {
            "id": f"catatan-{n}",
            "judul": f"Dua angka buatan {n}",
            "penjelasan": "Tidak cocok satu dengan yang lain; sumber perlu menjelaskan.",
            "diperiksa": "2026-01-10",
        }
        for n in range(3)
    ]


def _figures() -> list[Row]:
    return [
        {
            "catatan_id": f"catatan-{n}",
            "urutan": order,
            "hal": f"Angka buatan {order}",
            "periode": "2025",
            "nilai_sebagaimana_ditulis": f"{order},{n} triliun",
            "sumber_url": f"https://contoh.example/angka/{n}/{order}",
            "mutu_sumber": "berita",
        }
        for n in range(3)
        for order in (1, 2)
    ]


def _examined() -> Row:
    return {
        "profil": "anggaran",
        "dicari": "Rincian anggaran",
        "penerbit": "Penerbit buatan",
        "alamat": "https://contoh.example/diperiksa",
        "diperiksa": "2026-01-10",
        "hasil": "ditemukan",
    }


def dataset(
    root: Path, id: str, tables: Mapping[str, Sequence[Row]], origin: str = "resmi", **more: object
) -> None:
    """Writes a dataset whose resources have profiles; ``more`` lies over each resource."""
    from build_tools.profiles import all_profiles

    folder = root / "datasets" / id
    resources = []
    for name, rows in tables.items():
        profile = all_profiles()[name]
        path = f"data/{profile.resource}.csv"
        write_csv(folder / path, profile.columns, rows)
        empty = {} if rows else {"sdi:kosong": "Belum ada isinya.", "sdi:en": {"kosong": "Empty."}}
        given = {"name": profile.resource, "path": path, "sdi:profil": name, **empty, **more}
        resources.append(given)
    about = description(id.split("/")[1], f"{id} (buatan, untuk uji)", origin)
    write_yaml(folder / "datapackage.yaml", {**about, "resources": resources})


def description(name: str, title: str, origin: str = "resmi") -> dict[str, Any]:
    """The descriptor of a made-up dataset, complete but for its resources."""
    related = {"sdi:opdTerkait": ["dkisp"]} if origin == "himpunan" else {}
    return {
        "name": name,
        "title": title,
        "description": f"Data buatan untuk uji: {title}.",
        "version": "1.0",
        "keywords": ["buatan"],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [{"title": "Rekaan untuk pengujian", "sdi:tanggalHimpun": "2026-01-02"}],
        "sdi:asal": origin,
        **related,
        "sdi:topik": ["umum"],
        "sdi:periode": {"mulai": "2016", "selesai": "2026"},
        "sdi:frekuensi": "tahunan",
        "sdi:terbitBerikutnya": "2026-06-01",
        "sdi:tingkat": "kabupaten",
        "sdi:cakupan": "Kabupaten Buatan",
        "sdi:kontak": {"nama": "Pengelola buatan"},
        "sdi:metodologi": "Dibuat oleh uji.",
        "sdi:keterbatasan": "Bukan data sungguhan.",
        "sdi:kipKlasifikasi": "terbuka",
        "sdi:en": {
            "title": f"{name} (made up, for tests)",
            "description": f"Made-up data for tests: {name}.",
            "tingkat": "regency",
            "cakupan": "Made-up Regency",
            "kontak": {"nama": "Made-up keeper"},
            "metodologi": "Made by tests.",
            "keterbatasan": "No real data.",
        },
    }


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A CSV file with those columns; what a row lacks is empty, what it has too much an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_yaml(path: Path, value: object) -> None:
    """A YAML file, keys in the order given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _settings(root: Path) -> None:
    portal = {
        "nama": "Data Buatan",
        "deskripsi": "Portal buatan untuk uji",
        "daerah": "Kabupaten Buatan",
        "situs_resmi": True,
        "penerbit": "Pemerintah buatan",
        "kontak": {"nama": "Pengelola buatan", "url": "https://contoh.example/kontak"},
        "walidata": "dkisp",
        "lisensi": {"nama": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "bahasa": ["id", "en"],
        "daftar_opd": "referensi/opd",
        "daftar_topik": "referensi/topik",
        "daftar_dimensi": "referensi/dimensi",
        "en": {
            "nama": "Made-up Data",
            "deskripsi": "Portal for tests",
            "daerah": "Made-up Regency",
        },
    }
    settings = {
        "site_name": "Data Buatan",
        "site_url": "https://contoh.example/buatan/",
        "docs_dir": ".build/docs/id",
        "site_dir": ".build/site",
        "theme": {
            "name": "material",
            "custom_dir": ".build/theme/id",
            "language": "id",
            "font": False,
        },
        "plugins": [],
        "markdown_extensions": ["admonition", "attr_list", "def_list", "tables"],
        "nav": [{"Beranda": "index.md"}],
        "not_in_nav": "*\n",
        "extra": {"portal": portal},
    }
    write_yaml(root / "mkdocs.yml", settings)


def _registers(root: Path) -> None:
    dataset(root, "referensi/opd", {"opd": [office(id) for id in offices()]})
    dataset(
        root,
        "referensi/dimensi",
        {
            "dimensi": [
                {"id": id, "urutan": n, "nama": names[0], "nama_en": names[1]}
                for n, (id, names) in enumerate(DIMENSIONS.items(), start=1)
            ]
        },
    )
    topic = {"name": "topik", "path": "data/topik.csv", "title": "Topik", "schema": _TOPIC}
    write_csv(
        root / "datasets/referensi/topik/data/topik.csv",
        ["id", "judul", "judul_en"],
        [{"id": "umum", "judul": "Umum", "judul_en": "General"}],
    )
    about = description("topik", "Topik (buatan, untuk uji)")
    write_yaml(root / "datasets/referensi/topik/datapackage.yaml", {**about, "resources": [topic]})


_TOPIC = {
    "fields": [
        {"name": name, "type": "string", "title": name, "description": name, "sdi:peran": "nama"}
        for name in ("id", "judul", "judul_en")
    ]
}


def office(id: str) -> Row:
    if id == "dkisp":
        name = "Dinas Komunikasi Buatan"
        return {
            "id": id,
            "nama": name,
            "nama_en": "Made-up Communications Office",
            "jenis": "dinas",
        }
    return {"id": id, "nama": f"Dinas Buatan {id[-2:]}", "jenis": "dinas"}
