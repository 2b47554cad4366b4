"""The recipe of a resource (`sdi:resep`): from a sheet as people make it to its table.

sdi:resep:
lembar: ["2024"]
kolomLembar: bulan
bacaLembar: periode
kepala: [3, 4]
kolom:
- {nama: kecamatan, judul: Kecamatan, isiKeBawah: true}
- {nama: laki_laki_phk, judul: "Laki-laki / PHK", baca: angka}
buang:
- {alasan: jumlah, isi: Jumlah}
angka: {ribuan: ".", desimal: ","}
tetap: {tahun: "2024"}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast, get_args

from ..findings import Finding, error
from ..model.recipe import Drop, DropReason, Reading, Recipe, RecipeColumn
from ..model.vocabularies import COUNTED

KEY = "sdi:resep"
READINGS: tuple[str, ...] = get_args(Reading)
#: How the name of a sheet may be read, where it is not taken as it is.
SHEET_READING = "periode"
REASONS: tuple[str, ...] = get_args(DropReason)
#: The last row of a header, and the most of anything that a recipe may list.
_LAST_ROW, _MOST = 1000, 2000
_GROUPS, _DECIMALS = ("", ".", ",", " ", "'"), (".", ",")

#: What is wrong: a case of the words of `recipe-invalid`, and what it is about.
Wrong = tuple[str, dict[str, str]]


def recipe_of(raw: Mapping[str, Any], names: Sequence[str], kind: str) -> Recipe | None:
    """The recipe of a resource as written; None where there is none, or none that can be used.

    ``names`` are the fields of its schema in order, ``kind`` that of its file.
    """
    return None if _wrong(raw, names, kind) else _read(raw)


def recipe_problems(
    raw: Mapping[str, Any], names: Sequence[str], kind: str, file: str
) -> Iterator[Finding]:
    """Why a recipe cannot be used: the first reason, at the descriptor ``file``."""
    if KEY in raw:
        for case, facts in _wrong(raw, names, kind)[:1]:
            name = str(raw.get("name", ""))
            yield error("recipe-invalid", file=file, resource=name, case=case, **facts)


def _map(value: object) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], value) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str:
    """A text, or a number that YAML made of it."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)


def _read(raw: Mapping[str, Any]) -> Recipe | None:
    given = _map(raw.get(KEY))
    if not given:
        return None
    style = _map(given.get("angka"))
    return Recipe(
        header=tuple(given["kepala"]),
        columns=tuple(
            RecipeColumn(
                name=_text(c.get("nama")),
                label=_text(c.get("judul")),
                reading=cast(Reading, c.get("baca", "teks")),
                fill_down=c.get("isiKeBawah") is True,
            )
            for c in map(_map, given["kolom"])
        ),
        sheets=tuple(_text(s) for s in _list(given.get("lembar"))) if _is_book(raw) else (),
        sheet_field=_text(given.get("kolomLembar")),
        sheet_period=given.get("bacaLembar") == SHEET_READING,
        drops=tuple(
            Drop(cast(DropReason, d["alasan"]), _text(d.get("isi")))
            for d in map(_map, _list(given.get("buang")))
        ),
        group=_text(style.get("ribuan")),
        decimal=_text(style.get("desimal")) or ".",
        styled=bool(style),
        counted=frozenset(_counted(raw)),
        constants=tuple((k, _text(v)) for k, v in _map(given.get("tetap")).items()),
    )


def _counted(raw: Mapping[str, Any]) -> Iterator[str]:
    """The fields of whole numbers whose unit has no fractions: persons, animals, schools."""
    for field in map(_map, _list(_map(raw.get("schema")).get("fields"))):
        unit = " ".join(_text(field.get("sdi:satuan")).casefold().split())
        if field.get("type") == "integer" and unit in COUNTED:
            yield _text(field.get("name"))


def _is_book(raw: Mapping[str, Any]) -> bool:
    return "lembar" in _map(raw.get(KEY))


def _wrong(raw: Mapping[str, Any], names: Sequence[str], kind: str) -> list[Wrong]:
    """All that keeps a recipe from being used."""
    if KEY not in raw:
        return []
    given = raw[KEY]
    if not isinstance(given, Mapping) or kind not in {"csv", "xlsx"}:
        return [("shape", {})]
    return [
        *_header(given.get("kepala")),
        *_columns(given.get("kolom")),
        *_sheets(given, kind),
        *_drops(given.get("buang")),
        *_style(given.get("angka")),
        *_fields(given, names),
    ]


def _header(rows: object) -> Iterator[Wrong]:
    numbers = isinstance(rows, list) and all(type(n) is int and 0 < n <= _LAST_ROW for n in rows)
    if not numbers or not rows or rows != sorted(set(cast(list[int], rows))):
        yield "header", {}


def _columns(columns: object) -> Iterator[Wrong]:
    if not isinstance(columns, list) or not 0 < len(columns) <= _MOST:
        yield "columns", {}
        return
    for number, column in enumerate(columns, start=1):
        given = _map(column)
        name, label = _text(given.get("nama")), _text(given.get("judul"))
        if not name or "judul" not in given or not isinstance(label, str):
            yield "column", {"name": name or f"#{number}"}
        reading = given.get("baca", "teks")
        if reading not in READINGS:
            yield "reading", {"name": name, "given": _text(reading), "known": ", ".join(READINGS)}


def _sheets(given: Mapping[str, Any], kind: str) -> Iterator[Wrong]:
    sheets = _list(given.get("lembar"))
    if kind == "csv":
        if sheets or given.get("kolomLembar"):
            yield "sheets-csv", {}
        return
    reading = given.get("bacaLembar", SHEET_READING)
    if reading != SHEET_READING or ("bacaLembar" in given and not given.get("kolomLembar")):
        yield "sheet-reading", {"given": _text(reading), "known": SHEET_READING}
    names = [_text(name) for name in sheets]
    if not 0 < len(names) <= _MOST or not all(names) or len(set(names)) < len(names):
        yield "sheets", {}


def _drops(drops: object) -> Iterator[Wrong]:
    for drop in _list(drops):
        reason = _map(drop).get("alasan")
        if reason not in REASONS:
            yield "drop", {"given": _text(reason), "known": ", ".join(REASONS)}


def _style(style: object) -> Iterator[Wrong]:
    given = _map(style)
    group, decimal = given.get("ribuan", ""), given.get("desimal", ".")
    if group not in _GROUPS or decimal not in _DECIMALS or group == decimal:
        yield "style", {}


def _fields(given: Mapping[str, Any], names: Sequence[str]) -> Iterator[Wrong]:
    """Each field of the schema comes from one place, and each place has its field."""
    found = [_text(_map(c).get("nama")) for c in _list(given.get("kolom"))]
    found += [_text(given.get("kolomLembar")), *_map(given.get("tetap"))]
    counts = Counter(str(name) for name in found if name)
    for name, count in counts.items():
        if count > 1:
            yield "twice", {"name": name}
    missing = [name for name in names if name not in counts]
    if missing:
        yield "field-without", {"name": ", ".join(missing)}
    extra = [name for name in counts if name not in names]
    if extra:
        yield "without-field", {"name": ", ".join(extra)}
    if not missing and not extra:
        order = [name for name in found if name]
        own = [name for name in names if name in set(order)]
        columns = {_text(_map(c).get("nama")) for c in _list(given.get("kolom"))}
        wanted = [name for name in own if name in columns]
        listed = [name for name in order if name in columns]
        if wanted != listed and len(set(listed)) == len(listed):
            yield "order", {"name": ", ".join(wanted)}


def same_problems(resources: Sequence[object], file: str) -> Iterator[Finding]:
    """Tables that would publish the same cells: two recipes with one sheet, header and columns.

    ``resources`` are those of the descriptor ``file`` as written.
    """
    seen: dict[tuple[object, ...], str] = {}
    for raw in map(_map, resources):
        given = _map(raw.get(KEY))
        columns = map(_map, _list(given.get("kolom")))
        labels = [" ".join(_text(c.get("judul")).casefold().split()) for c in columns]
        if not labels:
            continue
        name, rows = _text(raw.get("name")), tuple(map(_text, _list(given.get("kepala"))))
        for sheet in map(_text, _list(given.get("lembar")) or [""]):
            taken = (_text(raw.get("path")), sheet, rows, tuple(sorted(labels)))
            other = seen.setdefault(taken, name)
            if other != name:
                told = {"resource": name, "other": other}
                yield error("recipe-invalid", file=file, case="same", **told)
                break
