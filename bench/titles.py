"""Made-up catalogues with titles as a regency writes them: the same number, the same titles.

A small grammar of our own recombines subjects, measures, groupings and periods, each with the
agency, topic, columns and units that go with it. Nothing in it describes a real dataset.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

from build_tools.search import Entry, Labels
from build_tools.words import Words

#: Agency, its short name, topic, and subjects, each with the unit it is counted in.
_FIELDS = (
    (
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Disdukcapil",
        "Kependudukan",
        "penduduk:jiwa kepala keluarga:KK wajib KTP:jiwa akta kelahiran:lembar "
        "akta kematian:lembar perpindahan penduduk:jiwa kartu identitas anak:lembar "
        "perkawinan tercatat:pasangan",
    ),
    (
        "Dinas Kesehatan",
        "Dinkes",
        "Kesehatan",
        "balita stunting:anak kunjungan puskesmas:kunjungan tenaga kesehatan:orang "
        "kasus diare:kasus imunisasi dasar lengkap:anak ibu hamil:orang posyandu aktif:unit "
        "kasus malaria:kasus "
        "penderita hipertensi:orang kematian bayi:jiwa",
    ),
    (
        "Dinas Pendidikan dan Kebudayaan",
        "Disdikbud",
        "Pendidikan",
        "siswa sekolah dasar:siswa siswa sekolah menengah pertama:siswa guru bersertifikat:orang "
        "ruang kelas rusak:ruang lembaga PAUD:lembaga anak putus sekolah:anak cagar budaya:objek",
    ),
    (
        "Dinas Pekerjaan Umum dan Tata Ruang",
        "DPUTR",
        "Infrastruktur",
        "jalan kabupaten:kilometer jembatan:unit saluran irigasi:meter "
        "sambungan air minum:sambungan drainase perkotaan:meter bangunan gedung pemerintah:unit",
    ),
    (
        "Dinas Pertanian",
        "Distan",
        "Pertanian",
        "produksi padi sawah:ton luas panen jagung:hektare populasi sapi potong:ekor kelompok tani:"
        "kelompok penyaluran pupuk bersubsidi:ton "
        "produksi cabai rawit:kuintal alat mesin pertanian:unit",
    ),
    (
        "Dinas Perikanan",
        "Diskan",
        "Pertanian",
        "produksi perikanan tangkap:ton nelayan:orang tambak udang:hektare "
        "kapal motor nelayan:unit pembudidaya ikan:orang",
    ),
    (
        "Dinas Perindustrian dan Perdagangan",
        "Disperindag",
        "Ekonomi",
        "harga beras medium:rupiah pedagang pasar rakyat:orang industri kecil menengah:unit "
        "stok bahan pokok:ton alat ukur bertanda tera:unit",
    ),
    (
        "Badan Keuangan dan Aset Daerah",
        "BKAD",
        "Anggaran",
        "belanja daerah:rupiah pendapatan asli daerah:rupiah dana transfer:rupiah aset tetap:unit "
        "belanja modal:rupiah hibah kepada organisasi:rupiah",
    ),
    (
        "Dinas Sosial",
        "Dinsos",
        "Sosial",
        "penerima bantuan pangan:keluarga penyandang disabilitas:orang keluarga miskin:keluarga "
        "lansia terlantar:orang panti asuhan:lembaga",
    ),
    (
        "Dinas Lingkungan Hidup",
        "DLH",
        "Lingkungan",
        "timbulan sampah:ton bank sampah:unit kualitas air sungai:titik "
        "ruang terbuka hijau:hektare izin lingkungan:dokumen",
    ),
    (
        "Badan Penanggulangan Bencana Daerah",
        "BPBD",
        "Kebencanaan",
        "kejadian banjir:kejadian kebakaran hutan dan lahan:kejadian warga terdampak bencana:jiwa "
        "titik panas:titik relawan bencana:orang",
    ),
    (
        "Dinas Komunikasi, Informatika, Statistik dan Persandian",
        "DKISP",
        "Pemerintahan",
        "menara telekomunikasi:unit aplikasi perangkat daerah:aplikasi pengaduan warga:laporan "
        "titik internet publik:titik",
    ),
)
_HEADS = ("Jumlah", "Data", "Rekapitulasi", "Persentase", "Perkembangan", "Sebaran", "Daftar", "")
_GROUPS = (
    "kecamatan",
    "desa dan kelurahan",
    "jenis kelamin",
    "kelompok umur",
    "bulan",
    "triwulan",
    "puskesmas",
    "status",
    "tingkat pendidikan",
    "jenis kegiatan",
    "sumber dana",
    "golongan",
)
_LINKS = ("menurut", "per", "berdasarkan")
_DISTRICTS = (
    "Batu Engau",
    "Batu Sopang",
    "Kuaro",
    "Long Ikis",
    "Long Kali",
    "Muara Komam",
    "Muara Samu",
    "Paser Belengkong",
    "Tanah Grogot",
    "Tanjung Harapan",
)
_DESCRIPTIONS = (
    "Angka {subject} {link} {group}, hasil pencatatan perangkat daerah.",
    "{subject} {link} {group} di seluruh kecamatan.",
    "Hasil pendataan {subject} pada akhir tahun.",
    "Angka {subject} dari laporan bulanan, dihitung {link} {group}.",
)
_FORMATS = (("CSV", "XLSX"), ("CSV", "XLSX", "JSON", "Parquet"), ("CSV",), ("CSV", "GeoJSON"))
_FREQUENCIES = ("tahunan", "tahunan", "bulanan", "semesteran", "triwulanan", "sekali")
_STATES = ("mutakhir", "mutakhir", "terlambat", "sekali")
#: Words that a dataset's folder leaves out.
_SHORT = {"jumlah", "data", "menurut", "per", "berdasarkan", "dan", "rekapitulasi", "tahun", "di"}
_SEED, _LAST_YEAR = 2026, 2025


def _subjects(text: str) -> list[tuple[str, str]]:
    return re.findall(r"([^:]+):(\S+)\s*", text)


def entries(count: int) -> list[Entry]:
    """So many datasets with different titles and ids."""
    chance = random.Random(_SEED)
    found: dict[str, Entry] = {}
    titles: set[str] = set()
    while len(found) < count:
        entry = _entry(chance)
        if entry.title not in titles and entry.id not in found:
            titles.add(entry.title)
            found[entry.id] = entry
    return list(found.values())


def _entry(chance: random.Random) -> Entry:
    agency, short, topic, subjects = chance.choice(_FIELDS)
    subject, unit = chance.choice(_subjects(subjects))
    head, group, link = chance.choice(_HEADS), chance.choice(_GROUPS), chance.choice(_LINKS)
    place = f" Kecamatan {chance.choice(_DISTRICTS)}" if chance.random() < 0.4 else ""
    first = chance.randint(2010, _LAST_YEAR)
    last = min(_LAST_YEAR, first + chance.choice((0, 0, 1, 3, 5, 9)))
    year = f" Tahun {first}" if first == last else ""
    title = f"{head} {subject} {link} {group}{place}{year}".strip()
    title = title[0].upper() + title[1:]
    words = [w for w in re.findall(r"[a-z0-9]+", title.lower()) if w not in _SHORT]
    described = chance.choice(_DESCRIPTIONS).format(subject=subject, link=link, group=group)
    updated = date(2026, 11, 20) - timedelta(days=int(chance.triangular(0, 1500, 200)))
    return Entry(
        id=f"{short.lower()}/{'-'.join(words)}",
        title=title,
        description=described[0].upper() + described[1:],
        publisher=agency,
        agencies=(short.lower(),),
        topics=(topic.lower(),),
        formats=chance.choice(_FORMATS),
        frequency=chance.choice(_FREQUENCIES),
        state=chance.choice(_STATES),
        period=str(first) if first == last else f"{first}–{last}",
        years=(str(first), str(last)),
        updated=updated.isoformat(),
        keywords=tuple(dict.fromkeys((*subject.split()[:2], topic.lower()))),
        columns=("Tahun", group.capitalize(), subject.capitalize(), "Keterangan"),
        units=(unit,),
        places=("kecamatan",) if group in ("kecamatan", "puskesmas") else (),
    )


def labels() -> Labels:
    """What the codes of the made-up datasets are called."""
    words = Words.load("id")
    return Labels(
        agencies={short.lower(): agency for agency, short, _, _ in _FIELDS},
        aliases={short.lower(): (short,) for _, short, _, _ in _FIELDS},
        topics={topic.lower(): topic for _, _, topic, _ in _FIELDS},
        frequencies={f: words(f"ui.frequency.{f}") for f in _FREQUENCIES},
        states={s: words(f"ui.states.{s}") for s in _STATES},
        kinds={k: words(f"ui.origin.short.{k}") for k in ("resmi", "himpunan", "referensi")},
        places={"kecamatan": _DISTRICTS, "desa-kelurahan": tuple(_villages())},
        region="Kabupaten Contoh",
        months=words.section("ui.months"),
        texts={**words.section("search.script"), "found": words("ui.search.found")},
    )


def _villages() -> Iterator[str]:
    """So many names of villages as a regency has, of syllables."""
    chance = random.Random(_SEED)
    parts = ("ba", "tu", "ka", "li", "mu", "ra", "sa", "ma", "pe", "ring", "long", "tan", "jung")
    for _ in range(140):
        yield "".join(chance.choices(parts, k=3)).capitalize()
