"""What the rows of a chart share, and what their areas are called."""

from __future__ import annotations

from ..model import Text
from .rows import Frame


def split(rows: Frame) -> tuple[list[str], tuple[Text, ...]]:
    """The series fields that differ between rows, and the labels of those that do not."""
    differing, context = [], []
    for name in rows.series:
        values = rows.distinct(name)
        if len(values) > 1:
            differing.append(name)
        elif values[0]:
            context.append(
                area_name(rows, values[0]) if name == rows.area else rows.label(name, values[0])
            )
    return differing, tuple(context)


def status(rows: Frame) -> tuple[Text, ...]:
    """What the rows say of their figures: provisional, an estimate; final needs no word."""
    field = next((f for f in rows.resource.fields if f.role == "status"), None)
    if field is None or field.name not in rows.rows[0]:
        return ()
    values = [v for v in rows.distinct(field.name) if v]
    return () if values == ["tetap"] else tuple(rows.label(field.name, v) for v in values)


def area_name(rows: Frame, code: str) -> Text:
    """What an area is called: by the boundaries, by the table, or its code."""
    if code in rows.names:
        return rows.names[code]
    shape = rows.boundary.areas.get(code) if rows.boundary else None
    if shape and shape.name:
        return Text(shape.name)
    named = [f.name for f in rows.resource.fields if f.role == "nama" and f.name in rows.rows[0]]
    for row in rows.rows:
        if row[rows.area] == code and named:
            return Text(row[named[0]] or code)
    return rows.label(rows.area, code)
