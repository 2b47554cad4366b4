"""Tables of the smart city portal made by hand, gathered into a site, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs.utils.meta import get_data
from pages_site import PORTAL, dataset, published

from build_tools import profiles
from build_tools.findings import Severity, error, warning
from build_tools.load.descriptor import dataset_of
from build_tools.load.expand import expanded
from build_tools.model import (
    Agency,
    HeldBack,
    OutputFile,
    Portal,
    Published,
    Site,
    Source,
    Table,
    Text,
)
from build_tools.pages.view import View
from build_tools.smartcity import Rows, gather
from build_tools.words import Words

Cells = Mapping[str, object]

#: What a compiled row has beside its figures.
COMPILED = {"sumber_url": "https://berita.contoh.example/1", "mutu_sumber": "berita"}
DIMENSIONS = (
    {"id": "governance", "urutan": "1", "nama": "Tata kelola", "nama_en": "Governance"},
    {"id": "living", "urutan": "2", "nama": "Kehidupan", "nama_en": "Living"},
)


def table(
    id: str,
    profile: str,
    lines: Sequence[Cells],
    *,
    official: bool = True,
    whole: bool = True,
    own: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Published:
    """A published dataset with one table of a profile.

    ``own`` are columns beyond it; ``without`` are optional columns that the table lacks.
    """
    names = [*profiles.all_profiles()[profile].columns, *own]
    names = [name for name in names if name not in without]
    fields = [{"name": name, **({"type": "string"} if name in own else {})} for name in names]
    raw = {
        "title": f"Tabel {id}",
        "sdi:asal": "resmi" if official else "himpunan",
        "sdi:en": {"title": f"Table {id}"},
        "resources": [
            {
                "name": profile.replace("_", "-"),
                "path": f"data/{profile}.csv",
                "sdi:profil": profile,
                "schema": {"fields": fields},
            }
        ],
    }
    full, found = expanded(raw, PORTAL, "datapackage.yaml")
    assert not [f for f in found if f.severity is Severity.ERROR], found
    read = dataset_of(Source(id, Path(), "datapackage.yaml"), full, ("id", "en"))
    (resource,) = read.resources
    given = dataset(id, title=read.title, origin=read.origin, resources=(resource,))
    for line in lines:
        assert set(line) <= {f.name for f in resource.fields}, line
    content = tuple(
        tuple(str(line[f.name]) if line.get(f.name, "") != "" else None for f in resource.fields)
        for line in lines
    )
    shown = Table(resource, len(lines), (), content[:10], content=content if whole else None)
    return published(given, tables=(shown,), findings=(), checks=())


def site(*tables: Published, portal: Portal = PORTAL) -> Site:
    """A site of those datasets, with the dimensions."""
    agencies = tuple(
        Agency(id, Text(f"Dinas {id}")) for id in ("dinas-a", "dinas-b", "dinas-c", "dinas-d")
    )
    register = table("referensi/dimensi", "dimensi", DIMENSIONS, official=False)
    return Site(replace(portal, agencies=agencies), (register, *tables))


def held_back(id: str, *of: str, errors: int = 2) -> HeldBack:
    """A dataset with tables of those profiles that errors keep from being shown."""
    found = [error("missing-label", dataset=id)] * errors
    found.append(warning("cell-spaces", dataset=id))
    return HeldBack(Source(id, Path()), Text(f"Tabel {id}"), tuple(found), of)


def rows(*tables: Published) -> Rows:
    """The rows of those tables."""
    return gather(site(*tables))


def amount(year: int, stage: str, office: str, dimension: str, rupiah: int, **more: str) -> Cells:
    """A line of an official budget."""
    return {
        "tahun": year,
        "tahap": stage,
        "opd_id": office,
        "dimensi_id": dimension,
        "uraian": "Kegiatan buatan",
        "nilai_rupiah": rupiah,
        "ketelitian": "sebagaimana-ditulis",
        "status_angka": "tetap",
        **more,
    }


def bodies(
    make: Callable[[View, Rows], Iterator[OutputFile]], given: Site, lang: str = "id"
) -> dict[str, str]:
    """The HTML of those pages, by the folder they lie in."""
    found = {}
    for file in make(View(given, Words.load(lang)), gather(given)):
        assert isinstance(file.content, bytes)
        rest, meta = get_data(file.content.decode("utf-8"))
        assert rest == ""
        found[file.path.parent.as_posix()] = str(meta["body"])
    return found
