"""A portal for the tests of the explore page: its tables, and a site of that page alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from portals import AS_OF, DESCRIPTOR, REPOSITORY, commit, portal

from build_tools import output, pages, pipeline
from build_tools import site as engine
from build_tools.model import OutputFile, Site
from build_tools.options import Options
from build_tools.pages.explore import explore_page
from build_tools.pages.explorefile import explore_files
from build_tools.pages.view import View
from build_tools.words import all_words

ID = "dkisp/contoh"


def field(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    """A field of a descriptor, with all that the checks ask for."""
    role = more.pop("role", "keterangan")
    return {
        "name": name,
        "type": kind,
        "title": more.pop("title", f"Kolom {name}"),
        "description": f"Isi {name}.",
        "sdi:peran": role,
        "sdi:en": {"title": f"Column {name}", "description": f"Content of {name}."},
        **more,
    }


def table(
    name: str, fields: Sequence[Mapping[str, Any]], key: Sequence[str] = (), **more: Any
) -> dict[str, Any]:
    """A table of a descriptor, whose rows lie in ``data/<name>.csv``."""
    schema: dict[str, Any] = {"fields": list(fields), "missingValues": [""]}
    if key:
        schema["primaryKey"] = list(key)
    return {
        "name": name,
        "type": "table",
        "path": f"data/{name}.csv",
        "title": f"Tabel {name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
        "sdi:en": {"title": f"Table {name}"},
        **more,
    }


def written(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def read(path: Path) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def laid_out(root: Path, tables: Mapping[str, tuple[dict[str, Any], str]], day: str) -> Path:
    """The example portal whose dataset has those tables (description and CSV), committed."""
    if not (root / DESCRIPTOR).exists():
        portal(root)
    path = root / DESCRIPTOR
    descriptor = yaml.safe_load(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [described for described, _ in tables.values()]
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    for old in (path.parent / "data").iterdir():
        old.unlink()
    for name, (_, content) in tables.items():
        (path.parent / f"data/{name}.csv").write_text(content, encoding="utf-8")
    commit(root, "Data baru", day)
    return root


def built(root: Path) -> tuple[Site, Path]:
    """The site of a portal with the explore page, its files and the downloads alone."""
    result = pipeline.datasets(Options(root, AS_OF, workers=1))
    assert not result.crashes, result.crashes
    given = result.site
    held = [f"{f.code} {f.field} {f.row}" for one in given.held_back for f in one.findings]
    assert ID in {published.id for published in given.published}, held[:5]
    words = all_words(given.portal.languages)
    (root / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    views = [View(given, words[lang]) for lang in given.portal.languages]
    files = chain(
        homes(views),
        *(explore_page(view) for view in views),
        explore_files(given, words),
        pages.assets(),
        downloads(given),
    )
    output.publish(list(files), pages.theme_files(given.portal, words), root / ".build")
    return given, engine.build(replace(given.portal, root=root)).folder


def homes(views: Iterable[View]) -> list[OutputFile]:
    """The front pages, which the site engine asks for."""
    content = pages.front_matter("x", "x", template="data.html")
    return [OutputFile(PurePosixPath("index.md"), content, view.lang) for view in views]


def downloads(given: Site) -> Iterable[OutputFile]:
    """The real files of all tables, and the parts of large ones."""
    for shown in given.published:
        for one in shown.tables:
            for file in (*one.downloads, *one.parts):
                place = PurePosixPath("datasets", shown.id, file.name)
                yield OutputFile(place, shown.folder / file.name)
