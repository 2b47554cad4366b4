"""Which rows belong into the folder of one year, and how each is named in its index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Text
from .rows import Row, Rows

#: The years that the site offers a folder of: the newest.
MOST_YEARS = 10
#: The column that names the year of a row, or its day, of what a year is made of. Programmes run
#: for several years, indicators stand for all, and so do services; statements are about a year.
_YEARS = {
    "quick_win": "tahun",
    "capaian": "tahun",
    "anggaran": "tahun",
    "evaluasi": "tahun_evaluasi",
    "rekomendasi": "tahun_evaluasi",
    "tindak_lanjut": "tanggal",
    "rapat": "tanggal",
    "penghargaan": "tahun",
}
#: The profiles of a folder, in its order.
PARTS = (
    *("program", "quick_win", "indikator", *(p for p in _YEARS if p != "quick_win")),
    *("aplikasi", "pernyataan"),
)
#: What carries the title of a row.
_TITLES = {
    "program": "nama",
    "quick_win": "nama",
    "indikator": "nama",
    "capaian": "nama",
    "anggaran": "uraian",
    "rekomendasi": "rekomendasi",
    "tindak_lanjut": "uraian",
    "penghargaan": "nama",
    "aplikasi": "nama",
    "pernyataan": "kutipan",
}
_EVIDENCE = {
    "capaian": "bukti_url",
    "tindak_lanjut": "bukti_url",
    "rapat": "risalah_url",
    "aplikasi": "alamat",
}
_RECOMMENDATION = ("tahun_evaluasi", "tahap", "nomor")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the index."""

    part: str  # a profile of `PARTS`
    id: str  # the row's key, parted by "/"; its number where its table has none
    title: Text  # empty: an evaluation has none but its year and stage
    office: str  # id; empty: not known
    evidence: str  # address of a public document; empty: none named
    row: Row


@dataclass(frozen=True, slots=True)
class Folder:
    """What one year's folder holds."""

    year: int
    items: Mapping[str, tuple[Item, ...]]  # by profile of `PARTS`, each present

    @property
    def dated(self) -> bool:
        """Whether a row is of that year itself, not of several or of none that is known."""
        own = {part: self.items[part] for part in _YEARS}
        wins = own.pop("quick_win")
        return any(own.values()) or any(item.row["tahun"] for item in wins)

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return sum(map(len, self.items.values()))

    @property
    def datasets(self) -> tuple[str, ...]:
        """The ids of the datasets that rows come from."""
        return tuple(sorted({i.row.dataset for found in self.items.values() for i in found}))


def folder(rows: Rows, year: int) -> Folder:
    """The rows of a year.

    Beside those that name it: programmes that run in it or whose years are not known, quick
    wins without a year, all indicators; recommendations that were followed up in it, and
    every follow-up of the year's own recommendations; the meetings that one of these asks for,
    from the year of its evaluation on; services unless they began later; the year's statements.
    """
    text = f"{year:04}"
    chosen: dict[str, Callable[[Row], bool]] = {
        "program": lambda row: _runs(row, year),
        "quick_win": lambda row: row["tahun"] in {"", text},
        "indikator": lambda row: True,
    }
    done = {_key(r) for r in rows.of("tindak_lanjut") if r["tanggal"][:4] == text}
    chosen["rekomendasi"] = lambda row: row["tahun_evaluasi"] == text or _key(row) in done
    chosen["tindak_lanjut"] = lambda row: text in {row["tahun_evaluasi"], row["tanggal"][:4]}
    chosen["aplikasi"] = lambda row: (row.whole_number("tahun_mulai") or 0) <= year
    chosen["pernyataan"] = lambda row: row["tanggal"][:4] == text
    since = _asked([r for r in rows.of("rekomendasi") if chosen["rekomendasi"](r)])
    chosen["rapat"] = lambda row: (
        row["tanggal"][:4] == text or row["tanggal"][:4] >= since.get(row["jenis"], "9999")
    )
    indicators: dict[tuple[str, str], Row] = {}
    for r in rows.of("indikator"):
        for dataset in ("", r.dataset):
            indicators.setdefault((dataset, r["id"]), r)
    return Folder(
        year,
        {
            part: tuple(
                _item(part, row, indicators)
                for row in rows.of(part)
                if chosen.get(part, lambda row, part=part: row[_YEARS[part]][:4] == text)(row)
            )
            for part in PARTS
        },
    )


def years(rows: Rows, as_of: date) -> tuple[int, ...]:
    """The years with rows of their own up to that of ``as_of``, newest first."""
    found = {row[column][:4] for part, column in _YEARS.items() for row in rows.of(part)}
    known = {int(year) for year in found if year.isdecimal() and int(year) <= as_of.year}
    return tuple(sorted(known, reverse=True))


def _runs(row: Row, year: int) -> bool:
    """Whether a programme runs in a year, as far as its years are known."""
    first, last = row.whole_number("tahun_mulai"), row.whole_number("tahun_selesai")
    return (first is None or first <= year) and (last is None or year <= last)


def _asked(recommendations: Sequence[Row]) -> dict[str, str]:
    """The kinds of meetings that they ask for, each with the first year that counts."""
    since: dict[str, str] = {}
    for row in recommendations:
        if row["rapat_jenis"]:
            year = row["tahun_evaluasi"]
            since[row["rapat_jenis"]] = min(since.get(row["rapat_jenis"], year), year)
    return since


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _RECOMMENDATION)


def _item(part: str, row: Row, indicators: Mapping[tuple[str, str], Row]) -> Item:
    of = row
    if part == "capaian":  # its name and its office stand in the table of indicators
        id = row["indikator_id"]
        of = indicators.get((row.dataset, id)) or indicators.get(("", id)) or row
    return Item(
        part=part,
        id="/".join(_id(row)),
        title=_title(part, of) or Text(row["indikator_id"]),
        office=of["opd_id"],
        evidence=row[_EVIDENCE[part]] if part in _EVIDENCE else "",
        row=row,
    )


def _id(row: Row) -> tuple[str, ...]:
    key = row.table.resource.primary_key
    if key:
        return tuple(row[name] for name in key)
    return row.table.resource.name, str(row.number)


def _title(part: str, row: Row) -> Text:
    if part == "rapat":
        return row.text("nama") or row.label("jenis")
    return row.text(_TITLES[part]) if part in _TITLES else Text()
