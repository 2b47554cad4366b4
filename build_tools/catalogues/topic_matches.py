"""What the topics of the portal correspond to: fields of government, and national topics.

Read from the tables `padanan`, `bidang-urusan` and `topik-nasional` of the dataset that
`daftar_topik` of the settings names. The matches are the portal's own decisions, as that dataset
says; a portal without those tables has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Published, Site, Table
from ..terms.texts import TITLE, plain

FIELDS, NATIONAL = "bidang-urusan", "topik-nasional"
#: The columns of a list that name a row: its code and what it is called.
_NAMED = {FIELDS: ("kode", "nama"), NATIONAL: ("id", "judul")}
_MATCHES = ("topik_id", "jenis", "padanan")
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Match:
    """A field of government or a national topic that a topic covers, wholly or in part."""

    code: str
    name: str


def matches(site: Site) -> Mapping[tuple[str, str], tuple[Match, ...]]:
    """The matches by topic and by kind (`FIELDS`, `NATIONAL`), in their order."""
    id = str(site.portal.settings.get("daftar_topik") or "")
    published = next((p for p in site.published if p.id == id), None)
    if published is None:
        return {}
    tables = {t.resource.name: t for t in published.tables}
    names = {
        kind: {row[0]: row[1] for row in _rows(published, tables.get(kind), columns)}
        for kind, columns in _NAMED.items()
    }
    found: dict[tuple[str, str], dict[Match, None]] = {}
    for topic, kind, code in _rows(published, tables.get("padanan"), _MATCHES):
        if code in names.get(kind, {}):
            found.setdefault((topic, kind), {})[Match(code, names[kind][code])] = None
    return {key: tuple(of_topic) for key, of_topic in found.items()}


def _rows(
    published: Published, table: Table | None, columns: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """The rows of a table that have a value in each column; none where it lacks a column."""
    if table is None or {*columns} - {f.name for f in table.resource.fields}:
        return
    from ..tables.lookup import Wanted, lookup  # costs much to load

    found = lookup(published, table, Wanted(columns, most=_MOST))
    for row in found.rows if found else ():
        if all(row):
            yield tuple(plain(cell or "", TITLE) for cell in row)
