"""The index of the folder as one HTML file: by dimension, then year by its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ... import profiles
from ...model import Text
from ...smartcity import Row, Rows
from ...smartcity.dimensions import Dimension, dimensions
from ...smartcity.evidence import PARTS, Folder, Item
from ..integrity import integrity
from ..view import TEMPLATES, View, environment, one_line
from .cells import cell, source
from .names import index_name, table_name, workbook_name

#: Lines of one table; the rest stand in the CSV.
MOST_LINES = 300
#: Parts whose rows need not be of the folder's year.
_SEVERAL_YEARS = frozenset({"aplikasi", "rapat", "rekomendasi", "tindak_lanjut"})
#: Datasets held back that are named for one part.
MOST_HELD = 5
#: Things looked for in vain that are named for one part.
MOST_SOUGHT = 5
#: What is told by dimension, and what of the year as a whole: the columns of each.
BY_DIMENSION = {
    "program": ("nama", "opd_id", "horizon", "status", "tahun_mulai", "rujukan_masterplan"),
    "quick_win": ("nama", "opd_id", "tahun", "status", "rujukan_masterplan"),
}
_RESULT = ("target", "nilai", "ketelitian", "status_angka", "bukti_url")
_INDICATOR = ("nama", "opd_id", "satuan")
_KEY = ("tahun_evaluasi", "tahap", "nomor")
WHOLE = {
    "anggaran": (
        *("tahap", "opd_id", "dimensi_id", "uraian"),
        *("nilai_rupiah", "ketelitian", "status_angka"),
    ),
    "evaluasi": (
        *("tahap", "tanggal_mulai", "tempat", "penyelenggara", "nilai", "nilai_maksimum"),
        *("peringkat", "jumlah_peserta", "cakupan_peringkat", "status_angka"),
    ),
    "rekomendasi": (*_KEY, "rekomendasi", "opd_id", "tanggal", "status_tindak_lanjut"),
    "tindak_lanjut": (*_KEY, "tanggal", "uraian", "opd_id", "hasil", "bukti_url"),
    "rapat": ("tanggal", "jenis", "nama", "opd_id", "risalah_url"),
    "penghargaan": ("nama", "pemberi", "tingkat", "opd_id", "tanggal"),
    "aplikasi": ("nama", "jenis", "sasaran", "opd_id", "status", "terintegrasi", "alamat"),
    "pernyataan": ("tanggal", "jabatan", "kutipan", "jenis_kutipan", "keadaan", "diperiksa"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A table of the index."""

    title: str
    file: str  # the CSV that has all of it
    columns: tuple[Markup, ...]
    lines: tuple[tuple[Markup, ...], ...]
    more: int  # rows that only the CSV has


@dataclass(frozen=True, slots=True)
class Section:
    """A dimension, or a part of the year."""

    id: str
    title: Markup
    year: str  # of its rows; empty: not of one year
    tables: tuple[Listed, ...]


def index_page(view: View, rows: Rows, found: Folder) -> str:
    """The page: complete in itself, no script, nothing loaded; all links are plain addresses."""
    words, portal = view.words, view.portal
    known = dimensions(rows)
    region, year = portal.region.get(view.lang), f"{found.year:04}"
    template = environment().get_template("evidence_index.html.j2")
    style = (TEMPLATES / "evidence_index.css").read_text(encoding="utf-8")
    return template.render(
        v=view,
        w=words,
        style=Markup(style),  # noqa: S704 - ours
        style_hash=integrity(style.encode()),
        title=words("evidence.title_year", year=year, region=region),
        workbook=workbook_name(found.year),
        others=[(lang, index_name(lang)) for lang in portal.languages if lang != view.lang],
        dimensions=list(_dimensions(view, found, known)),
        unseen=_unseen(view, rows, (*BY_DIMENSION, "indikator")),
        whole=[s for part in WHOLE if (s := _whole(view, part, found, known)).tables],
        missing=list(_missing(view, rows, found)),
        too_large=[
            table.dataset for part in PARTS for table in rows.tables(part) if not table.whole
        ],
    )


def _dimensions(view: View, found: Folder, known: Mapping[str, Dimension]) -> Iterator[Section]:
    """Every dimension, and what names none or one that no table has."""
    results, loose = _results(found)
    for id in (*known, ""):
        tables = []
        for part, columns in BY_DIMENSION.items():
            mine = [i for i in found.items[part] if _of(i, known) == id]
            lines = [_line(view, i, columns, known) for i in mine[:MOST_LINES]]
            tables.append(_listed(view, part, columns, lines, len(mine)))
        mine = [i for i in found.items["indikator"] if _of(i, known) == id]
        tables.append(_indicators(view, mine, results, () if id else loose, known))
        tables = [table for table in tables if table.lines]
        if id or tables:
            name = known[id].name if id else Text(view.words("evidence.no_dimension"))
            title = view.text(name) if id else Markup("{}").format(name.main)
            yield Section(f"dimensi-{id}" if id else "tanpa-dimensi", title, "", tuple(tables))


def _of(item: Item, known: Mapping[str, Dimension]) -> str:
    """The dimension of a row; empty where it names none, or one that no table has."""
    return item.row["dimensi_id"] if item.row["dimensi_id"] in known else ""


def _results(found: Folder) -> tuple[Mapping[tuple[str, str], list[Item]], list[Item]]:
    """The results of each indicator, by dataset and id; and those of indicators that no table has.

    A result is its own dataset's indicator's, else that of the first table with the id.
    """
    place: dict[tuple[str, str], tuple[str, str]] = {}
    for item in found.items["indikator"]:
        own = (item.row.dataset, item.row["id"])
        place[own] = own
        place.setdefault(("", item.row["id"]), own)
    by_indicator: dict[tuple[str, str], list[Item]] = {}
    loose = []
    for item in found.items["capaian"]:
        id = item.row["indikator_id"]
        own_or_first = place.get((item.row.dataset, id)) or place.get(("", id))
        if own_or_first:
            by_indicator.setdefault(own_or_first, []).append(item)
        else:
            loose.append(item)
    return by_indicator, loose


def _indicators(
    view: View,
    items: Sequence[Item],
    results: Mapping[tuple[str, str], list[Item]],
    loose: Sequence[Item],
    known: Mapping[str, Dimension],
) -> Listed:
    """The indicators with their results of the year; one without any says so in each cell."""
    pairs: list[tuple[Row | None, Row | None]] = []
    for item in items:
        own = results.get((item.row.dataset, item.row["id"]), ())
        pairs += [(item.row, result.row) for result in own] or [(item.row, None)]
    pairs += [(None, result.row) for result in loose]
    columns = [*(("indikator", name) for name in _INDICATOR), *(("capaian", n) for n in _RESULT)]
    return Listed(
        title=view.words("evidence.parts.indikator"),
        file=table_name("capaian"),
        columns=(*(_head(view, part, name) for part, name in columns), _source_head(view)),
        lines=tuple(_result(view, *pair, known) for pair in pairs[:MOST_LINES]),
        more=len(pairs[MOST_LINES:]),
    )


def _result(
    view: View, indicator: Row | None, result: Row | None, known: Mapping[str, Dimension]
) -> tuple[Markup, ...]:
    first = [cell(view, indicator, name, known) for name in _INDICATOR]
    if indicator is None and result is not None:
        first[0] = view.text(Text(result["indikator_id"]))
    last = [cell(view, result, name, known) for name in _RESULT]
    of = result or indicator
    return (*first, *last, source(view, of) if of else Markup(""))


def _whole(view: View, part: str, found: Folder, known: Mapping[str, Dimension]) -> Section:
    """A part of the year as a whole; spoken figures of money in a table of their own."""
    items = found.items[part]
    groups: list[tuple[str, list[Item]]] = [(part, list(items))]
    if part == "anggaran":
        spoken = [i for i in items if i.row["tahap"] == "lisan"]
        written = [i for i in items if i.row["tahap"] != "lisan"]
        groups = [(part, written), ("lisan", spoken)]
    tables = []
    for name, group in groups:
        lines = [_line(view, i, WHOLE[part], known) for i in group[:MOST_LINES]]
        listed = _listed(view, part, WHOLE[part], lines, len(group), name)
        if listed.lines:
            tables.append(listed)
    title = Markup("{}").format(view.words(f"evidence.parts.{part}"))
    year = "" if part in _SEVERAL_YEARS else f"{found.year:04}"
    return Section(part.replace("_", "-"), title, year, tuple(tables))


def _line(
    view: View, item: Item, columns: Sequence[str], known: Mapping[str, Dimension]
) -> tuple[Markup, ...]:
    return (*(cell(view, item.row, name, known) for name in columns), source(view, item.row))


def _listed(
    view: View,
    part: str,
    columns: Sequence[str],
    lines: Sequence[tuple[Markup, ...]],
    count: int,
    name: str = "",
) -> Listed:
    return Listed(
        title=view.words(f"evidence.parts.{name or part}"),
        file=table_name(part),
        columns=(*(_head(view, part, column) for column in columns), _source_head(view)),
        lines=tuple(lines),
        more=count - len(lines),
    )


def _head(view: View, part: str, column: str) -> Markup:
    """What the profile calls a column."""
    field = profiles.all_profiles()[part].field(column)
    if field is None:
        raise KeyError(column)
    english = field.get("sdi:en", {}).get("title", "")
    return view.text(Text(field["title"], {"en": english} if english else {}))


def _source_head(view: View) -> Markup:
    return Markup("{}").format(view.words("evidence.source"))


def _unseen(view: View, rows: Rows, parts: Sequence[str]) -> bool:
    """Whether there are data of those parts that the folder cannot have."""
    held = any(not set(parts).isdisjoint(h.profiles) for h in view.site.held_back)
    return held or not rows.whole(*parts)


def _missing(view: View, rows: Rows, found: Folder) -> Iterator[str]:
    """What the folder has nothing of, with the day until which it was looked for."""
    for part in PARTS:
        if found.items[part]:
            continue
        if not rows.whole(part):
            continue  # it is told that the table is too long
        name = view.words(f"evidence.parts.{part}")
        waiting = [h.source.id for h in view.site.held_back if part in h.profiles]
        if waiting:
            yield view.words("evidence.held", name=name, datasets=", ".join(waiting[:MOST_HELD]))
            continue
        told = view.words("evidence.missing", name=name, year=f"{found.year:04}")
        yield f"{told} {_looked_for(view, rows.in_vain(part, found.year))}".strip()


def _looked_for(view: View, searches: Sequence[Row]) -> str:
    """What was looked for, and until when: the folder says no more than that was not found."""
    if not searches:
        return ""
    until = max(row["diperiksa"] for row in searches)
    names = [one_line(row.text("dicari").get(view.lang), 200) for row in searches[:MOST_SOUGHT]]
    date = view.words.date(until)
    return view.words("evidence.not_found", date=date, sought="; ".join(names))
