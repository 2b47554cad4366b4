"""The check page of a portal in a folder, in a shell as small as can be; verdicts of both sides."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data
from playwright.sync_api import Page

from build_tools import checks, load, pipeline, precheck
from build_tools.findings import Finding
from build_tools.model import Dataset, Resource, Site
from build_tools.pages import assets
from build_tools.pages.checkpage import check_data, check_page
from build_tools.pages.theme import policy
from build_tools.pages.view import View
from build_tools.precheck.packed import codes_of
from build_tools.precheck.schemas import schema_of
from build_tools.words import Words

_SHELL = (
    '<!doctype html><html lang="{lang}" class="no-js"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>x</title>'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<link rel="icon" href="data:,"><link rel="stylesheet" href="{up}{css}"></head>'
    '<body data-md-color-scheme="default"><main class="pd" id="isi">{body}</main></body></html>'
)
#: Code, level, row, column: what both sides must agree on.
Told = tuple[str, str, int | None, int | None]


def built(root: Path, day: Any) -> Site:
    """The site of a portal, its tables converted."""
    return pipeline.datasets(pipeline.Options(root, day, workers=1)).site


def write(to: Path, site: Site) -> None:
    """Lays the page out in both languages, with its scripts and data."""
    css = next(f.path.as_posix() for f in assets() if f.path.name.startswith("data."))
    packed = precheck.pack(site)
    data = check_data(packed)
    files = [*assets(), *data]
    for lang in ("id", "en"):
        files += check_page(View(site, Words.load(lang)), packed, data)
    for file in files:
        path = to / ("en" if file.lang == "en" else "") / file.path
        content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
        if file.lang:
            path = path.with_suffix(".html")
            content = _SHELL.format(
                lang=file.lang,
                up="../" if file.lang == "id" else "../../",
                css=css,
                policy=policy(),
                body=get_data(content.decode("utf-8"))[1]["body"],
            ).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@dataclass(frozen=True)
class Case:
    """A table in a portal: what `build_tools.checks` says of it, and how the page sees it."""

    dataset: Dataset
    resource: Resource
    findings: tuple[Finding, ...]
    schema: dict[str, Any]
    codes: dict[str, Any]

    @property
    def file(self) -> Path:
        return self.dataset.source.folder / self.resource.path

    @property
    def told(self) -> list[Told]:
        """The findings in the file of the table that the page answers for."""
        return told(self.findings, self.resource)


def told(findings: Iterable[Finding], resource: Resource) -> list[Told]:
    """Those of the findings that the page answers for, in the file of one table."""
    return sorted(
        (
            (f.code, f.severity.value, f.row, f.column)
            for f in findings
            if f.code in precheck.CODES and f.file == resource.path
        ),
        key=str,
    )


def case(root: Path, day: Any, site: Site, id: str = "dkisp/contoh", at: int = 0) -> Case:
    """One table of a dataset, the first; ``site`` has the tables that it refers to."""
    portal = load.load_portal(root, day)
    sources = {s.id: s for s in load.discover(root)}
    known = {s: load.load(source, portal)[0] for s, source in sources.items()}
    loaded = {s: dataset for s, dataset in known.items() if dataset is not None}
    dataset = loaded[id]
    resource = dataset.resources[at]
    found = checks.check(dataset, checks.Reference(loaded), shown=10**6)
    published = {p.id: p for p in site.published}
    schema = schema_of(dataset, resource)
    codes = {}
    for key in resource.foreign_keys:
        package = key.package or dataset.id
        name = f"#{package}/{key.resource}/{','.join(key.reference_fields)}"
        rows = codes_of(published.get(package), key.resource, key.reference_fields)
        if rows is not None:
            codes[name] = rows
    return Case(dataset, resource, found.findings, schema, codes)


_CHECK = """async ([schema, codes, name, bytes]) => {
  PD_UJI.add(codes);
  PD_UJI.name = name;
  const file = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name);
  const checked = await PD_UJI.check(await PD_UJI.read(file, schema, ""), schema);
  return checked.findings.map((f) => ({ ...f, message: PD_UJI.sentence(f, "message") }));
}"""


def judged(page: Page, schema: object, codes: object, name: str, content: bytes) -> list[Any]:
    """What the scripts of an open page find in a file."""
    text = base64.b64encode(content).decode("ascii")
    found: list[Any] = page.evaluate(_CHECK, [schema, codes, name, text])
    return found


_READ = """async ([schema, name, bytes]) => {
  const file = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name);
  return (await PD_UJI.read(file, schema, "")).records;
}"""


def tidied(page: Page, schema: object, name: str, content: bytes) -> list[list[str]]:
    """The table that the scripts of an open page read by a recipe, its header first."""
    text = base64.b64encode(content).decode("ascii")
    found: list[list[str]] = page.evaluate(_READ, [schema, name, text])
    return found


def places(found: Iterable[dict[str, Any]]) -> list[Told]:
    """The same of what the page found."""
    return sorted(
        (
            (f["code"], f["level"], f.get("row"), f.get("column"))
            for f in found
            if f["code"] in precheck.CODES
        ),
        key=str,
    )
