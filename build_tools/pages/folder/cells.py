"""A cell of a profile's row as the index shows it: in words, and never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from ...model import Text
from ...smartcity import Row
from ...smartcity.dimensions import Dimension
from ..portal.names import shortened
from ..view import View

#: What tells instead where a column is empty.
_INSTEAD = {"tanggal_mulai": "waktu_sebagaimana_dicatat"}
#: An award without an office went to the region as a whole.
_WHOLE = "awards.region"


def cell(view: View, row: Row | None, name: str, known: Mapping[str, Dimension]) -> Markup:
    """What a cell says; that it is not recorded where it is empty, or where there is no row."""
    if row is not None and not row[name] and name in _INSTEAD:
        name = _INSTEAD[name]
    value = row[name] if row is not None else ""
    if row is None or not value:
        whole = row is not None and name == "opd_id" and row.table.profile == "penghargaan"
        return Markup("<i>{}</i>").format(view.words(_WHOLE if whole else "portal.unknown"))
    if name == "opd_id":
        return view.text(view.agency_text(value))
    if name == "dimensi_id":
        return view.text(known[value].name if value in known else Text(value))
    if name == "nilai_rupiah" and row["ketelitian"] == "kira-kira":
        return _as_written(view, row)
    field = row.table.resource.field(name)
    kind = field.type if field else "string"
    if kind == "date" or name in _INSTEAD.values():
        return Markup("{}").format(view.words.date(value))
    if kind in {"number", "integer"}:
        return Markup('<span class="u">{}</span>').format(view.words.number(value))
    if name == "kutipan":  # a translation is not what the source says
        return shortened(view, Text(value))
    if field and field.format == "uri":
        return view.host_link(value)
    return shortened(view, row.label(name) if field and field.categories else row.text(name))


def _as_written(view: View, row: Row) -> Markup:
    """An approximate figure in the words of its source; else as "sekitar"."""
    written = row["nilai_sebagaimana_ditulis"]
    if written:
        return shortened(view, Text(written))
    figure = view.words.number(Decimal(row["nilai_rupiah"]))
    return view.say("evidence.about", figure=figure)


def source(view: View, row: Row) -> Markup:
    """Where a row is from: released or compiled, the document, its address, the dataset."""
    kind = view.words("portal.official" if row.official else "portal.compiled")
    document = shortened(view, Text(row["sumber"]))
    link = view.host_link(row["sumber_url"]) if row["sumber_url"] else Markup("")
    parts = [part for part in (document, link) if part]
    told = Markup(", ").join(parts) or view.words("portal.no_source")
    return Markup("{} ({}; {})").format(told, kind, row.dataset)
