"""One portal, file by file: what a change does to the site is seen in review.

``make golden`` writes it anew; CI never does. The invariants at the end are counted apart
from the code that made the golden files.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import polars
import pytest
import yaml
from portals import AS_OF, EXAMPLES, portal

from build_tools import pipeline
from build_tools.formats import FORMATS
from build_tools.load.datasets import RESERVED_RESOURCES

GOLDEN = Path(__file__).parent / "golden/portal"
_A_CODE = re.compile(
    r"docs/(?:id|en)/panduan/temuan/(?!type-error/|profil/|pribadi/|nama/)[^/]+/index\.md"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the example portal with a map added, in no repository."""
    root = portal(tmp_path_factory.mktemp("golden"), EXAMPLES / "valid/geojson")
    pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    return root / ".build"


def readable(build: Path) -> Iterator[tuple[str, str]]:
    """Every published file as text: binary ones as what they hold, pages as their HTML."""
    for name in json.loads((build / "manifest.json").read_text(encoding="utf-8")):
        path = build / name
        # the bill of materials names what is installed: tests/test_sbom.py
        if name.startswith(("theme/", "static/assets/", "static/sbom.cdx.json")):
            continue
        if _A_CODE.fullmatch(name):  # one of hundreds alike: tests/test_guide_codes.py
            continue
        if path.suffix == ".xlsx":
            yield f"{name}.txt", workbook(path)
        elif path.suffix == ".parquet":
            table = polars.read_parquet(path)
            yield f"{name}.txt", f"{table.schema}\n{table.rows()}\n"
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield f"{name}.txt", "\n".join(archive.namelist()) + "\n"
        elif name.startswith("docs/") and path.suffix == ".md":
            yield name.replace(".md", ".html"), page(path.read_text(encoding="utf-8"))
        elif path.suffix == ".png":
            continue
        else:
            yield (
                name,
                re.sub(r'("sha256:|"sha256": ")[0-9a-f]{64}', r"\1…", path.read_text("utf-8")),
            )


def workbook(path: Path) -> str:
    """The cells of a workbook, with their kind."""
    book = openpyxl.load_workbook(path)
    lines = []
    for sheet in book:
        lines.append(f"# {sheet.title}")
        lines += [" | ".join(f"{c.data_type}:{c.value}" for c in row) for row in sheet.iter_rows()]
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """A page's front matter as sorted lines, its HTML a line per block."""
    meta = yaml.safe_load(text.split("---\n")[1])
    html = re.sub(
        r"(?<=>)(?=<(section|div|table|tr|li|ul|ol|h[1-6]|p|dl|dt|dd|nav)\b)",
        "\n",
        meta.pop("body"),
    )
    html = re.sub(r"[0-9a-f]{64}", "…", html)
    html = re.sub(r"\b[\d.,]+ [KM]?B\b", "… B", html)
    return yaml.safe_dump(meta, allow_unicode=True) + "\n" + html + "\n"


def settled(text: str) -> str:
    """Sizes of compressed files differ between builds of zlib: they are not compared."""
    return re.sub(r'"(bytes|size|hash)": ("?)[^",\n]+', r'"\1": \2…', text)


#: The page of one profile shows nothing of a portal: see test_pages_profiles.py.
PROFILE = re.compile(r"/panduan/profil/\w+/")


def test_golden(built: Path) -> None:
    made = {name: settled(text) for name, text in readable(built) if not PROFILE.search(name)}
    if os.environ.get("TERBUKA_GOLDEN") == "write" and "CI" not in os.environ:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in made.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8")
    kept = {
        p.relative_to(GOLDEN).as_posix(): p.read_text("utf-8")
        for p in GOLDEN.rglob("*")
        if p.is_file()
    }
    assert sorted(made) == sorted(kept), "files came or went: look, then `make golden`"
    for name in sorted(made):
        assert made[name] == kept[name], f"{name} changed: look, then `make golden`"


def test_no_table_can_be_called_like_a_file_of_the_sites_own(built: Path) -> None:
    folder, tables = built / "static/datasets/dkisp/contoh", {"tabel", "peta"}
    endings = {f".{ending}" for ending in (*FORMATS, "csv", "jsonl")}
    own = {p.stem for p in folder.iterdir() if p.suffix in endings} - tables
    assert {"croissant", "jelajah", "pemeriksaan", "datapackage"} <= own <= RESERVED_RESOURCES


def source_rows() -> list[dict[str, str]]:
    text = (EXAMPLES / "portal/datasets/dkisp/contoh/data/tabel.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_counts_and_sums_are_those_of_the_source(built: Path) -> None:
    folder = built / "static/datasets/dkisp/contoh"
    rows = source_rows()
    records = json.loads((folder / "tabel.json").read_text("utf-8"))
    assert len(records) == len(rows)
    assert sum(r["jumlah"] for r in records) == sum(int(r["jumlah"]) for r in rows)
    assert polars.read_parquet(folder / "tabel.parquet")["jumlah"].sum() == 35
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size


def test_every_dataset_has_a_page_in_each_language_and_every_link_leads_somewhere(
    built: Path,
) -> None:
    ids = {"dkisp/contoh", "referensi/opd", "referensi/topik"}
    for lang in ("id", "en"):
        docs = built / "docs" / lang
        assert {i for i in ids if (docs / "datasets" / i / "index.md").is_file()} == ids
        for path in docs.rglob("*.md"):
            body = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])["body"]
            for link in re.findall(r'(?:href|src)="([^"#?]+)', body):
                if re.match(r"[a-z]+:", link):
                    continue
                place = Path(os.path.normpath(path.parent.relative_to(built / "docs") / link))
                target = place.relative_to(lang) if place.is_relative_to(lang) else Path("..")
                in_docs = any(
                    (docs / target / n).exists() or (docs / target).with_suffix(".md").exists()
                    for n in ("index.md",)
                )
                from_root = place.relative_to("id") if place.is_relative_to("id") else place
                static = (built / "static" / from_root).is_file()
                prose = target.as_posix() in PROSE or from_root.as_posix() in SEALED
                assert in_docs or static or prose, f"{path.relative_to(built)}: {link}"


#: Pages that an adopter writes by hand; the example portal has none.
PROSE = {"tentang", "panduan", "aksesibilitas", "privasi", "ketentuan", "kontak"}
PROSE |= {
    f"panduan/{name}" for name in ("jadwal", "daftar-data", "metadata-statistik", "versi", "sql")
}
PROSE |= {"panduan/deskriptor", "panduan/acuan", "panduan/luring"}
#: What is laid beside the pages when the engine is done (tests/test_verify.py).
SEALED = {"SHA256SUMS", "asal-situs.json"}
