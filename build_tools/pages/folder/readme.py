"""What goes along in the folder as plain text: what it is, from where, of when, its licence."""

from __future__ import annotations

from collections.abc import Sequence

from ...smartcity.evidence import PARTS, Folder
from ..view import View, licence_title, one_line
from .names import CHECKSUMS, INDEX_TABLE, index_name, table_name, workbook_name


def readme(views: Sequence[View], found: Folder) -> str:
    """The text in each language of the portal, one after the other."""
    return ("\n" + "-" * 72 + "\n\n").join(_readme(view, found) for view in views)


def _readme(view: View, found: Folder) -> str:
    words, portal = view.words, view.portal
    lines = [
        words("evidence.title_year", year=f"{found.year:04}", region=portal.region.get(view.lang)),
        "",
        words("evidence.readme.what"),
        words("evidence.readme.only_links"),
    ]
    if not portal.official:
        lines += ["", words("ui.banner", region=portal.region.get(view.lang))]
    facts = [
        ("portal", f"{portal.name.get(view.lang)} {portal.site_url}"),
        ("as_of", words.date(portal.as_of.isoformat())),
        ("commit", portal.commit or words("portal.unknown")),
        ("licence", f"{licence_title(words, portal.licence)} {portal.licence.path}"),
    ]
    lines += ["", *(f"{words(f'evidence.readme.{key}')} {value.strip()}" for key, value in facts)]
    lines += ["", words("evidence.readme.files")]
    lines += [f"  {index_name(view.lang)} – {words('evidence.readme.index')}"]
    lines += [f"  {workbook_name(found.year)} – {words('evidence.readme.workbook')}"]
    lines += [f"  {INDEX_TABLE} – {words('evidence.readme.table')}"]
    for part in filter(found.items.get, PARTS):
        count = view.count("evidence.rows", len(found.items[part]))
        lines.append(f"  {table_name(part)} – {words(f'evidence.parts.{part}')}: {count}")
    lines += [f"  {CHECKSUMS} – {words('evidence.readme.checksums')}"]
    lacking = [words(f"evidence.parts.{part}") for part in PARTS if not found.items[part]]
    if lacking:
        lines += ["", words("evidence.readme.without", names=", ".join(lacking))]
    lines += ["", words("evidence.readme.excel", file=workbook_name(found.year))]
    lines += ["", words("evidence.readme.datasets"), *_datasets(view, found)]
    return "\n".join(lines) + "\n"


def _datasets(view: View, found: Folder) -> list[str]:
    """The datasets that rows come from, each with its licence."""
    known = {p.id: p.dataset for p in view.site.published}
    lines = []
    for id in found.datasets:
        dataset = known[id]
        licences = ", ".join(licence_title(view.words, x) for x in dataset.licences)
        kind = view.words("portal.official" if dataset.origin == "resmi" else "portal.compiled")
        title = dataset.title.get(view.lang)
        line = f"{id} – {title} ({kind}). {view.words('evidence.readme.licence')} {licences}"
        lines.append(f"  {one_line(line, 400)}")
    return lines or [f"  {view.words('evidence.readme.no_datasets')}"]
