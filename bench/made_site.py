"""A site of made-up datasets, ready to be shown: no table is read and no file is written.

The same number gives the same site on any machine, and a dataset is the same in a site of any
size: it is made from its own number. Ten datasets in a row are of one series, so that those
related to a dataset are the same ones too. Downloads are named, but there are no files.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from build_tools.model import (
    Agency,
    Cell,
    CheckRun,
    ColumnProfile,
    Contact,
    Dataset,
    DataSource,
    Download,
    Field,
    Licence,
    Measure,
    Portal,
    Published,
    Resource,
    Site,
    Source,
    Table,
    Text,
    Topic,
)

AGENCIES = 40
ROWS = 120
PREVIEW = 10
SERIES = 10
AS_OF = date(2026, 1, 1)
CHECKS = ("standard", "metadata", "references", "table", "categories", "rules", "personal-data")
FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}

_TOPICS = (
    *("Ekonomi", "Energi", "Kependudukan", "Kesehatan", "Lingkungan", "Pariwisata", "Pemerintahan"),
    *("Pendidikan", "Perhubungan", "Pertanian", "Sosial", "Tata ruang"),
)
_MEASURES = (
    *("Jumlah", "Luas", "Panjang", "Nilai", "Persentase", "Rata-rata", "Laju", "Kapasitas"),
    *("Produksi", "Realisasi", "Kebutuhan", "Ketersediaan", "Cakupan", "Capaian", "Sebaran"),
)
_OBJECTS = (
    *("penduduk", "sekolah", "guru", "murid", "puskesmas", "perawat", "bidan", "balita", "jalan"),
    *("jembatan", "irigasi", "embung", "sawah", "padi", "jagung", "kedelai", "kelapa sawit"),
    *("karet", "kopi", "ternak sapi", "ternak kambing", "ayam", "perikanan tangkap", "tambak"),
    *("hutan", "lahan kritis", "sampah", "air bersih", "sanitasi", "rumah layak huni", "listrik"),
    *("koperasi", "usaha mikro", "pasar", "tenaga kerja", "pencari kerja", "wisatawan", "hotel"),
    *("kendaraan", "trayek angkutan", "pelabuhan", "anggaran", "pajak daerah", "retribusi"),
    *("aparatur", "layanan perizinan", "pengaduan", "arsip", "perpustakaan", "bencana banjir"),
    *("kebakaran", "imunisasi", "gizi", "posyandu", "rumah sakit", "obat", "taman", "drainase"),
)
_KINDS = (
    *("baru", "lama", "negeri", "swasta", "terdaftar", "aktif", "rusak berat", "rusak ringan"),
    *("baik", "sedang", "tetap", "sementara", "perempuan", "laki-laki", "usia dini", "lanjut usia"),
    *("kota", "perdesaan", "pesisir", "pedalaman", "unggulan", "binaan", "bersertifikat"),
)
_BREAKDOWNS = ("kecamatan", "desa", "bulan", "triwulan", "jenis kelamin", "kelompok umur", "sektor")
_AREAS = ("Hulu", "Hilir", "Muara", "Tanjung", "Batu", "Long", "Kuala", "Sungai", "Tanah", "Pasir")


def site(
    count: int, root: Path = Path(), languages: tuple[str, ...] = ("id",), first: int = 0
) -> Site:
    """The site of the datasets with the numbers ``first`` and following."""
    return Site(portal(root, languages), tuple(map(published, range(first, first + count))))


def portal(root: Path, languages: tuple[str, ...] = ("id",)) -> Portal:
    """The settings of the made-up portal; its register of offices and topics is always the same."""
    return Portal(
        root=root,
        name=Text("Data Buatan", {"en": "Made-up Data"}),
        description=Text("Baris buatan untuk mengukur.", {"en": "Made-up rows to measure with."}),
        region=Text("Kabupaten Buatan", {"en": "Made-up Regency"}),
        publisher=Text("Uji kecepatan", {"en": "Benchmark"}),
        languages=languages,
        contact=Contact(Text("Tidak ada"), "data@example.invalid"),
        steward="opd-00",
        licence=Licence(
            "CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.id"
        ),
        as_of=AS_OF,
        commit="0123456789abcdef",
        agencies=tuple(
            Agency(
                f"opd-{n:02}",
                Text(f"Dinas {_OBJECTS[n].capitalize()}", {"en": f"Office {n}"}),
                (f"D{n:02}",),
                "dinas",
            )
            for n in range(AGENCIES)
        ),
        topics=tuple(Topic(t.lower().replace(" ", "-"), Text(t, {"en": t})) for t in _TOPICS),
        settings={"pencarian_umum": ["penduduk", "sekolah", "jalan"]},
    )


def published(number: int) -> Published:
    """The dataset of that number."""
    random_ = random.Random(number)
    dataset = _dataset(number, random_)
    resource = dataset.resources[0]
    rows = tuple(_row(random_, n) for n in range(PREVIEW))
    table = Table(
        resource,
        ROWS,
        tuple(_profiles(resource, rows)),
        rows,
        tuple(_download(dataset, f"{resource.name}.{f}", f, kind) for f, kind in FORMATS.items()),
    )
    updated = AS_OF - timedelta(days=1 + number % 900)
    return Published(
        dataset=dataset,
        tables=(table,),
        folder=Path(),
        downloads=(
            _download(dataset, f"{dataset.source.name}.zip", "zip", "application/zip"),
            _download(dataset, "datapackage.json", "datapackage", "application/json"),
        ),
        checks=tuple(CheckRun(name, "rows", ROWS, 0, 0) for name in CHECKS),
        updated=updated.isoformat(),
        created=(updated - timedelta(days=300)).isoformat(),
    )


def _dataset(number: int, random_: random.Random) -> Dataset:
    series = random.Random(-1 - number // SERIES)
    thing, topic = series.choice(_OBJECTS), series.choice(_TOPICS)
    concept = f"{series.choice(_MEASURES)} {thing} {series.choice(_KINDS)}"
    breakdown = random_.choice(_BREAKDOWNS)
    title = f"{concept} menurut {breakdown}, {random_.choice(_AREAS)} {number % SERIES + 1}"
    agency = f"opd-{number // SERIES % AGENCIES:02}"
    name = f"{thing.replace(' ', '-')}-{number:05}"
    start = series.randrange(2010, 2022)
    return Dataset(
        source=Source(f"{agency}/{name}", Path("datasets") / agency / name, "datapackage.yaml"),
        title=Text(title, {"en": f"{title} (made up)"}),
        description=Text(
            f"{concept} setiap tahun menurut {breakdown}, dari laporan bulanan yang dikumpulkan "
            f"dinas; dipakai untuk perencanaan dan evaluasi urusan {topic.lower()}."
        ),
        origin="resmi",
        agencies=(agency,),
        resources=(
            Resource(name, f"data/{name}.csv", "csv", Text(title), fields=_fields(concept)),
        ),
        topics=(topic.lower().replace(" ", "-"),),
        keywords=(thing, breakdown),
        sources=(DataSource(f"Laporan {number}", f"https://example.invalid/{number}", "", ""),),
        period=(str(start), "2025"),
        frequency="tahunan",
        level=Text(breakdown),
        area=Text("Kabupaten Buatan"),
        contact=Contact(Text("Bidang data")),
        methodology=Text("Dijumlahkan dari laporan bulanan, lalu diperiksa silang dua kali."),
        limitations=Text("Laporan yang terlambat masuk pada tahun berikutnya."),
        access="terbuka",
        version="1.0.0",
        raw={"sdi:seri": f"Seri {number // SERIES}"},
    )


def _fields(concept: str) -> tuple[Field, ...]:
    measure = Measure(
        Text(concept), Text(f"{concept} pada akhir tahun."), Text("Wilayah"), Text(concept)
    )
    return (
        Field("kode", title=Text("Kode wilayah"), constraints={"required": True}),
        Field("nama", title=Text("Nama wilayah")),
        Field("tahun", "year", title=Text("Tahun"), constraints={"required": True}),
        Field("kelompok", title=Text("Kelompok"), constraints={"enum": ["A", "B", "C"]}),
        Field("jumlah", "integer", title=Text("Jumlah"), measure=measure, role="ukuran"),
        Field("nilai", "number", title=Text("Nilai"), description=Text("Dalam juta rupiah.")),
        Field("tanggal", "date", title=Text("Tanggal laporan")),
        Field("catatan", title=Text("Catatan"), description=Text("Keterangan pelapor.")),
    )


def _row(random_: random.Random, number: int) -> tuple[Cell, ...]:
    year = 2015 + number
    return (
        f"64.01.{number + 1:02}",
        f"{random_.choice(_AREAS)} {random_.choice(_AREAS)}",
        str(year),
        random_.choice("ABC"),
        str(random_.randrange(100_000)),
        f"{random_.uniform(0, 10_000):.2f}",
        date(year, random_.randrange(1, 13), random_.randrange(1, 29)).isoformat(),
        random_.choice(("sesuai laporan", "perkiraan dinas", None)),
    )


def _profiles(resource: Resource, rows: tuple[tuple[Cell, ...], ...]) -> Iterator[ColumnProfile]:
    for number, field in enumerate(resource.fields):
        values = [row[number] for row in rows]
        given = sorted({value for value in values if value is not None})
        if field.type in {"integer", "number"}:
            given.sort(key=float)
        few = tuple(given[:3])
        yield ColumnProfile(field.name, values.count(None), len(given), given[0], given[-1], few)


def _download(dataset: Dataset, name: str, format: str, media_type: str) -> Download:
    digest = sha256(f"{dataset.id}/{name}".encode()).hexdigest()
    resource = dataset.resources[0].name if format in FORMATS else ""
    return Download(name, format, media_type, 4_000 + len(name), digest, resource)
