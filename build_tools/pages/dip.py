"""The Daftar Informasi Publik: the list of public information of the OPD's datasets.

Its columns are those of such a list under UU 14/2008 and Perki 1/2021: summary, who holds it, who
answers for it (a post, never a person), when and where it was made, form, and how long it is kept.
What nobody has said yet is said to be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .. import csvfile
from ..model import OutputFile, Published, Text
from ..statistical import official
from .card import formats_of
from .listing import parts
from .view import View, one_line

_PATH = PurePosixPath("daftar-informasi-publik")
CSV = _PATH / "dip.csv"
_COLUMNS = (
    *("nomor", "perangkat_daerah", "nama_perangkat_daerah", "judul"),
    *("ringkasan_isi_informasi", "satuan_kerja"),
    *("penanggung_jawab", "waktu_pembuatan", "tempat_pembuatan", "bentuk_informasi"),
    *("jangka_waktu_penyimpanan", "klasifikasi", "alamat"),
)
#: Characters of a summary.
_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: one official dataset."""

    number: int
    id: str
    office: str  # id of the OPD
    title: Text
    summary: Text
    unit: Text  # that keeps it; empty: nobody has said
    responsible: Text  # a post
    made: str  # ISO date of the data shown; empty: not recorded
    place: Text
    forms: tuple[str, ...]  # formats, by their names
    retention: Text
    access: str  # a word of `ACCESS`


def dip_pages(view: View) -> Iterator[OutputFile]:
    """`daftar-informasi-publik/`: by OPD, then by title; it says so where there is none."""
    words = view.words
    for part in parts(view, _PATH, entries(view)):
        title = part.title(words("dip.title"))
        yield part.view.page("dip", title, words("dip.description"), "mutu", part=part)


def entries(view: View) -> list[Entry]:
    """The official datasets in the order of the list, numbered."""

    def order(published: Published) -> tuple[str, str, str]:
        office = view.agency_text(published.dataset.source.owner).get(view.lang)
        title = published.dataset.title.get(view.lang)
        return office.casefold(), title.casefold(), published.id

    found = sorted((p for p in view.site.published if official(p.dataset)), key=order)
    return [_entry(view, number, published) for number, published in enumerate(found, start=1)]


def _entry(view: View, number: int, published: Published) -> Entry:
    dataset, keeping = published.dataset, published.dataset.keeping
    summary = dataset.description
    return Entry(
        number=number,
        id=dataset.id,
        office=dataset.source.owner,
        title=dataset.title,
        summary=Text(
            one_line(summary.main, _SUMMARY),
            {lang: one_line(text, _SUMMARY) for lang, text in summary.others.items()},
        ),
        unit=keeping.unit,
        responsible=keeping.responsible,
        made=published.updated,
        place=keeping.place,
        forms=tuple(view.words(f"formats.{f}.label") for f in formats_of(published)),
        retention=keeping.retention,
        access=dataset.access,
    )


def dip_csv(view: View) -> OutputFile:
    """The same list for programs; a part that nobody has said is empty."""
    base = view.portal.site_url.rstrip("/")
    rows = (
        (
            *(e.number, e.office, view.agency_text(e.office).main, e.title.main, e.summary.main),
            *(e.unit.main, e.responsible.main, e.made, e.place.main, ", ".join(e.forms)),
            *(e.retention.main, e.access, f"{base}/datasets/{e.id}/"),
        )
        for e in entries(view)
    )
    return OutputFile(CSV, csvfile.table(_COLUMNS, rows))
