"""The example that the officers' guides show: one made-up table on its way to the site.

An office drops its workbook, fills in what is left, and brings next month's file with two
mistakes. Every row is made up and every name says so ("Contoh", "Example").
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from openpyxl import Workbook, load_workbook
from portals import commit, portal

from build_tools import cli
from build_tools.load.yamlfile import parse_yaml

DATASET = "dinkes/contoh-posyandu"
LANGUAGES = ("id", "en")
#: The day on which the first file is in place, and that of next month's.
FIRST, NEXT = date(2026, 2, 10), date(2026, 3, 10)

_PLACES = ("Contoh Hulu", "Contoh Hilir", "Contoh Tengah", "Contoh Laut")
_JANUARY = ((31, 2, 155), (24, 0, 120), (40, 3, 201), (18, 1, 88))
#: A word among numbers, and a nought too many.
_FEBRUARY = ((31, 2, 158), (25, 0, 122), (40, 3, "dua ratus"), (18, 1, 880))

Rows = Sequence[tuple[object, ...]]
_POSTS = ("Pos pelayanan terpadu.", "Keadaan", "Jumlah")

#: The sheet `kamus` of the guide: what each column says.
DICTIONARY: Rows = (
    ("Kolom", "Uraian", "Satuan", "Konsep", "Definisi", "Klasifikasi kolom", "Ukuran"),
    ("Bulan", "Bulan laporan.", "", "", "", "", ""),
    ("Kecamatan", "Nama kecamatan.", "", "", "", "", ""),
    *(
        (name, f"Posyandu yang {said} bulan itu.", "posyandu", "Posyandu", *_POSTS)
        for name, said in (("Aktif", "buka"), ("Tidak aktif", "tidak buka"))
    ),
    ("Kader (orang)", "Kader yang bertugas.", "orang", "Kader", "Relawan posyandu.", "–", "Jumlah"),
)
#: The sheet `metadata` of the guide: what there is to say of the whole.
METADATA: Rows = (
    ("Judul", "Contoh posyandu menurut kecamatan"),
    ("Uraian", "Banyaknya posyandu dan kader tiap kecamatan. Baris rekaan."),
    ("Kata kunci", "posyandu; kader"),
    ("Sumber", "Contoh laporan bulanan"),
    ("Topik", "umum"),
    ("Periode mulai", "2026-01"),
    ("Periode selesai", "2026-12"),
    ("Frekuensi", "bulanan"),
    ("Satuan tiap baris", "kecamatan"),
    ("Cakupan wilayah", "Kabupaten Contoh"),
    ("Nama kontak", "Bidang Kesehatan Masyarakat"),
    ("Metodologi", "Rekap laporan puskesmas tiap bulan."),
    ("Keterbatasan", "Baris rekaan untuk contoh."),
    ("Klasifikasi informasi", "terbuka"),
)
#: What is typed over the marks that neither sheet answers.
_FILLED = {
    "alamatnya; hapus baris ini bila tidak ada": "https://contoh.example/laporan",
    "tanggal diambil, YYYY-MM-DD": "2026-02-09",
    "judul dalam bahasa Inggris": "Example health posts by district",
    "uraian dalam bahasa Inggris": "Health posts and volunteers by district. Made-up rows.",
    "satu baris tabel ini tentang apa": "Satu baris satu kecamatan pada satu bulan.",
}
#: The file that is tried on the check page: the table of `dkisp/contoh`, with mistakes.
TRIED = (
    "nomor,nama,tanggal,jenis,laki_laki,perempuan,jumlah,kode_opd\n"
    "1,Contoh Hulu,2024-01-31,a,10,12,22,dkisp\n"
    "2,Contoh Hilir,31/02/2024,Kota,1.234,3,3,dinkes\n"
    "3,Jumlah,2024-03-31,b,5,,10,\n"
)


@dataclass(frozen=True)
class Pictured:
    """The built site of the example, with pages beside it of what it sends to officers."""

    site: Path
    work: Path  # folder of the site, the portal and all that they gave


def pictured(base: Path) -> Pictured:
    """Makes the example below a folder: a portal, its site, and the pages of the next month."""
    root = portal(base / "portal")
    commit(root, "Awal", "2026-01-02")
    drop = root / "datasets/dinkes/_baru/Contoh posyandu.xlsx"
    drop.parent.mkdir(parents=True)
    _book(drop, [("Januari 2026", _JANUARY)])
    proposals = {lang: _proposed(root, base / f"usulan-{lang}", lang) for lang in LANGUAGES}
    _run("propose", "--root", str(root))
    _fill(root)
    commit(root, "Contoh posyandu", "2026-02-09")
    _run("build", "--root", str(root), "--as-of", FIRST.isoformat())
    site = base / "situs"
    shutil.copytree(root / "site", site)
    _book(_data(root), [("Januari 2026", _JANUARY), ("Februari 2026", _FEBRUARY)])
    for lang in LANGUAGES:
        _page(site, lang, "usulan", _rendered(proposals[lang]))
        _page(site, lang, "komentar", _rendered(_comment(root, lang)))
        _page(site, lang, "daftar", _listed(root, base / f"periksa-{lang}", lang))
    return Pictured(site, base)


def _data(root: Path) -> Path:
    return root / f"datasets/{DATASET}/data/contoh-posyandu.xlsx"


def _book(path: Path, months: Sequence[tuple[str, Rows]]) -> None:
    """A workbook as offices have them: title, header of two levels, column numbers, source."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Rekap"
    top: list[list[str | None]] = [
        ["CONTOH POSYANDU MENURUT KECAMATAN"],
        [],
        ["Bulan", "Kecamatan", "Posyandu", None, "Kader (orang)"],
        [None, None, "Aktif", "Tidak aktif", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ]
    for line in top:
        sheet.append(line)
    for cells in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(cells)
    for month, rows in months:
        for place, row in zip(_PLACES, rows, strict=True):
            sheet.append([month, place, *row])
    sheet.append(["Sumber: Contoh laporan bulanan"])
    for name, rows in (("kamus", DICTIONARY), ("metadata", METADATA)):
        more = book.create_sheet(name)
        for row in rows:
            more.append(list(row))
    book.save(path)


def _run(*words: str, ends: int = 0) -> None:
    with redirect_stdout(io.StringIO()):
        code = cli.main(words)
    assert code == ends, (words, code)


def _proposed(root: Path, copy: Path, lang: str) -> str:
    """What a proposal says of the file, in a language; made in a copy of the portal."""
    shutil.copytree(root, copy)
    told = copy / "usulan.md"
    _run("propose", "--root", str(copy), "--keluar", str(told), "--lang", lang)
    return told.read_text(encoding="utf-8")


def _fill(root: Path) -> None:
    path = root / f"datasets/{DATASET}/datapackage.yaml"
    text = path.read_text(encoding="utf-8")
    for mark, said in _FILLED.items():
        text = text.replace(f'"ISI: {mark}"', f'"{said}"')
    assert ': "ISI:' not in text, text
    assert parse_yaml(text)
    path.write_text(text, encoding="utf-8")


def _comment(root: Path, lang: str) -> str:
    told = root.parent / f"komentar-{lang}.md"
    more = ("--format", "markdown", "--keluar", str(told), "--lang", lang)
    _run("changes", "--root", str(root), "--as-of", NEXT.isoformat(), *more, ends=1)
    return told.read_text(encoding="utf-8")


def _listed(root: Path, folder: Path, lang: str) -> str:
    """The first sheet of the marked workbook as a table of HTML."""
    more = ("--format", "xlsx", "--keluar", str(folder), "--lang", lang)
    _run("check", "--root", str(root), "--as-of", NEXT.isoformat(), *more, ends=1)
    book = load_workbook(next(folder.rglob("*-periksa.xlsx")))
    rows = [["" if c is None else str(c) for c in row] for row in book.worksheets[0].values]
    heading, notes, *table = rows
    filled = [at for at in range(1, len(table[0])) if any(row[at] for row in table[1:])]
    lines = [f"<h2>{escape(heading[0])}</h2><p>{escape(notes[0])}</p><table>"]
    for number, row in enumerate(table):
        tag = "td" if number else "th"
        cells = "".join(f"<{tag}>{escape(row[at])}</{tag}>" for at in filled)
        if not any(row[1:]):  # the heading of a group
            cells = f'<td colspan="{len(filled)}"><b>{escape(row[0])}</b></td>'
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def _rendered(markdown: str) -> str:
    """Markdown with the HTML in it: it is our own, of made-up rows."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def _page(site: Path, lang: str, name: str, body: str) -> None:
    """A page beside the site, in its style: what lies outside the site in the officer's hands."""
    style = next((site / "assets").glob("data.*.css")).name
    folder = site / "contoh" / lang
    folder.mkdir(parents=True, exist_ok=True)
    text = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{name}</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="../../assets/{style}">'
        "<style>#daftar td, #daftar th { padding: .2rem .3rem; font-size: .6rem }</style></head>"
        f'<body data-md-color-scheme="default"><main class="pd" id="isi"><div class="pd-w">'
        f'<div class="pd-story" id="{name}">{body}</div></div></main></body></html>'
    )
    (folder / f"{name}.html").write_text(text, encoding="utf-8")
