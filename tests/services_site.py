"""Services made by hand, as published tables, and their pages in a folder for a browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs.utils.meta import get_data
from pages_site import PORTAL, dataset, published

from build_tools.load.descriptor import dataset_of
from build_tools.load.expand import expanded
from build_tools.model import (
    Agency,
    ColumnProfile,
    OutputFile,
    Portal,
    Published,
    Site,
    Source,
    Table,
    Text,
)
from build_tools.pages.portal.services import services
from build_tools.pages.theme import assets
from build_tools.pages.view import View
from build_tools.smartcity import gather
from build_tools.words import Words

Cells = Mapping[str, str]

#: A row of which everything is known.
WHOLE: Cells = {
    "id": "puskesmas-daring",
    "nama": "e-Puskesmas Buatan",
    "nama_lain": "Puskesmas Daring; EPUS",
    "jenis": "aplikasi",
    "kelompok": "layanan-publik",
    "sasaran": "warga",
    "opd_id": "dinkes",
    "lingkup": "daerah",
    "status": "aktif",
    "terintegrasi": "ya",
    "alamat": "https://www.puskesmas.contoh.example/masuk",
    "alamat_hasil": "dapat-dibuka",
    "alamat_diperiksa": "2026-01-09",
    "tahun_mulai": "2021",
    "uraian": "Mendaftar berobat dari rumah.",
    "uraian_en": "Sign up for treatment from home.",
    "sumber": "Laporan buatan",
    "sumber_url": "https://sumber.contoh.example/laporan",
    "mutu_sumber": "primer",
}
#: A row of which only what must be known is known.
BARE: Cells = {
    "id": "nomor-112",
    "nama": "Nomor 112",
    "sumber_url": "https://berita.contoh.example/112",
    "mutu_sumber": "berita",
}


def table(
    id: str, lines: Sequence[Cells], official: bool = True, *, name: str = "aplikasi"
) -> Published:
    """A published dataset with one table of applications."""
    raw = {
        "title": f"Daftar {id}",
        "sdi:asal": "resmi" if official else "himpunan",
        "sdi:en": {"title": f"List {id}"},
        "resources": [{"name": name, "path": f"data/{name}.csv", "sdi:profil": "aplikasi"}],
    }
    whole, _ = expanded(raw, PORTAL, "datapackage.yaml")
    read = dataset_of(Source(id, Path(), "datapackage.yaml"), whole, ("id", "en"))
    (resource,) = read.resources
    given = dataset(
        id, title=read.title, origin=read.origin, agencies=read.agencies, resources=(resource,)
    )
    content = tuple(tuple(line.get(f.name) for f in resource.fields) for line in lines)
    columns = tuple(ColumnProfile(f.name, 0, 0) for f in resource.fields)
    shown = Table(resource, len(lines), columns, content[:10], content=content)
    return published(given, tables=(shown,), findings=(), checks=())


def many(count: int, offices: int = 8) -> list[Cells]:
    """Made-up services, their names in the order of their numbers, some cells not known."""
    made = []
    for n in range(count):
        cells = {
            "id": f"layanan-{n:03}",
            "nama": f"Layanan Buatan {n:03} {'Pajak' if n % 7 == 0 else 'Izin'} {_word(n)}",
            "jenis": ("aplikasi", "layanan", "situs", "kanal", "")[n % 5],
            "sasaran": ("warga", "pelaku-usaha", "pegawai", "")[n % 4],
            "opd_id": f"dinas-{n % offices:02}" if n % 3 else "",
            "status": ("aktif", "uji-coba", "dihentikan", "", "aktif", "aktif")[n % 6],
            "terintegrasi": ("ya", "tidak", "")[n % 3],
            "uraian": f"Mengurus {_word(n * 3 + 1)} dan {_word(n * 5 + 2)} tanpa datang ke kantor.",
        }
        made.append({key: cell for key, cell in cells.items() if cell})
    return made


def _word(n: int) -> str:
    """A made-up word that is unlike the others."""
    letters = "bcdfghjklmnprstwyz"
    return "".join(letters[n // 18**k % 18] + "aeiou"[(n + k) % 5] for k in range(3))


def portal(offices: int = 0, **changes: object) -> Portal:
    """The portal of the tests' small site, with further offices."""
    more = tuple(
        Agency(f"dinas-{n:02}", Text(f"Dinas Buatan {n:02}", {"en": f"Made-up Office {n:02}"}))
        for n in range(offices)
    )
    return replace(PORTAL, agencies=(*PORTAL.agencies, *more), **changes)  # type: ignore[arg-type]


_SHELL = (
    '<!doctype html><html lang="{lang}" class="{scripts}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>x</title>'
    '<link rel="icon" href="data:,"><link rel="stylesheet" href="{up}{css}"></head>'
    '<body data-md-color-scheme="default">'
    '<nav><a class="pd-lang" href="{up}{other}">other</a></nav>'
    '<main class="pd" id="isi">{body}</main></body></html>'
)


def write(to: Path, site: Site, *, scripts: str = "js") -> None:
    """Lays the pages of services out in both languages, with a shell as small as can be.

    ``scripts`` is the class of the root: the portal's own inline script sets "js".
    """
    rows = gather(site)
    for lang in ("id", "en"):
        lay(to, lang, services(View(site, Words.load(lang)), rows), scripts=scripts)


def lay(to: Path, lang: str, files: Iterable[OutputFile], *, scripts: str = "js") -> None:
    """Lays pages of a language out, each in a shell as small as can be, with what they load."""
    css = next(f.path.as_posix() for f in assets() if f.path.name.startswith("data."))
    for file in (*files, *assets()):
        path = to / ("en" if file.lang == "en" else "") / file.path
        content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
        if file.lang:
            path = path.with_suffix(".html")
            depth = len(file.path.parent.parts) + (lang != "id")
            content = _SHELL.format(
                lang=lang,
                scripts=scripts,
                up="../" * depth,
                css=css,
                other=f"{'' if lang == 'en' else 'en/'}{file.path.parent}/index.html",
                body=get_data(content.decode("utf-8"))[1]["body"],
            ).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
