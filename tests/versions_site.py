"""A site whose datasets have a past, made by hand: moved, gone, withdrawn, held back, hostile."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pages_site import HOSTILE, PORTAL, dataset, published
from portals import REPOSITORY
from test_pages_built import downloads, prose

from build_tools import output, pages
from build_tools import site as engine
from build_tools.catalogues import feed, sbom
from build_tools.model import (
    Difference,
    Download,
    Ending,
    HeldBack,
    Past,
    RowChange,
    Site,
    Source,
    TableDifference,
    Text,
    Verification,
    Version,
    VersionTable,
    Withdrawal,
)
from build_tools.words import all_words

GIZI, LAMA, HILANG, RAHASIA, JEBAKAN = (
    *("dinkes/gizi", "dinkes/gizi-lama", "dkisp/hilang"),
    *("dinkes/rahasia", "dinkes/jebakan"),
)
COLUMNS = (("wilayah", "string"), ("nilai", "number"))
TABLE = b"wilayah,nilai\nA,1\n"
CHANGED = b"perubahan,wilayah,nilai\nsebelum,A,1\nsesudah,A,2\n"


def file(name: str, content: bytes, folder: Path | None = None) -> Download:
    """A CSV of that content; it is written where a folder is given, as the cache holds it."""
    sha256 = hashlib.sha256(content).hexdigest()
    if folder:
        (folder / sha256).write_bytes(content)
    return Download(name, "csv", "text/csv", len(content), sha256, name.removesuffix(".csv"))


def version(address: str, number: str = "", **changes: object) -> Version:
    """A version that is published, with one table of two columns."""
    base = Version(
        address=address,
        date=address[:10],
        commit="89abcdef" * 5,
        state="terbit",
        number=number,
        kind="baris",
        dataset=GIZI,
        agencies=("dinkes",),
        title=Text("Gizi balita", {"en": "Nutrition of infants"}),
        message="Data triwulan baru",
        period=("2025", "2026"),
        licences=("CC-BY-4.0",),
        tables=(
            VersionTable(
                *("gizi", Text("Gizi"), 120, COLUMNS, file("gizi.csv", TABLE)),
                original=True,
                plain=True,
                key=("wilayah",),
                delimiter=",",
                decimal=".",
            ),
        ),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def difference(since: str, **changes: object) -> Difference:
    """Twelve rows more, three fewer, one changed."""
    table = TableDifference(
        table="gizi",
        title=Text("Gizi"),
        rows_before=111,
        rows_after=120,
        key=("wilayah",),
        added=12,
        removed=3,
        changed=1,
        changed_by=(("nilai", 1),),
        first=(
            RowChange("diubah", (("wilayah", "Grogot"),), (("nilai", "24.9", "22.4"),)),
            RowChange("ditambah", (("wilayah", "Kuaro"),), (("nilai", None, "17.1"),)),
            RowChange("dihapus", (("wilayah", "Batu"),), (("nilai", "8.5", None),)),
        ),
        file=file("beda-gizi.csv", CHANGED),
    )
    return Difference(since, (replace(table, **changes),))  # type: ignore[arg-type]


def secret(address: str, state: str) -> Version:
    """A version of which nothing may be told, with all of what must not be."""
    return version(
        address,
        "9.9.9",
        state=state,
        message="RAHASIA",
        title=Text("RAHASIA"),
        dataset=LAMA,
        licences=("RAHASIA",),
        tables=(VersionTable("rahasia", Text("RAHASIA"), 777, COLUMNS, file("r.csv", TABLE)),),
        difference=difference("2025-01-01", table="rahasia", title=Text("RAHASIA")),
    )


VERSIONS = (
    version("2026-11-20", "2.1.1", kind="koreksi", difference=difference("2026-08-01")),
    secret("2026-10-02", "tertahan"),
    secret("2026-10-01", "ditarik"),
    secret("2026-09-01", "tak-terbaca"),
    version(
        "2026-08-01",
        "2.0.0",
        kind="struktur",
        dataset=LAMA,
        difference=difference(
            "2026-02-01",
            columns_added=("sumber",),
            columns_removed=("catatan",),
            columns_renamed=(("kec", "wilayah"),),
            columns_retyped=(("nilai", "integer", "number"),),
        ),
        strange_clock=True,
        errors=2,
    ),
    version("2026-02-01", "1.0.0", kind="awal", dataset=LAMA),
)
PAST = Past(GIZI, VERSIONS, moved_from=(LAMA,), title=Text("Gizi balita"))


def past(id: str, *versions: Version, **changes: object) -> Past:
    return replace(Past(id, versions), **changes)  # type: ignore[arg-type]


def site(folder: Path | None = None, **pasts: Past) -> Site:
    """Every case once. With a folder, the files of versions lie there."""
    if folder:
        for content in (TABLE, CHANGED):
            file("x.csv", content, folder)
    versions = tuple(replace(v, folder=folder or Path()) for v in VERSIONS)
    gizi = dataset(
        GIZI,
        title=Text("Gizi balita", {"en": "Nutrition of infants"}),
        version="",
        verification=Verification("dinkes", "2026-11-18", "dkisp", "2026-11-19"),
    )
    ended = dataset(
        "dinkes/tutup",
        title=Text("Data lama"),
        ended=Ending("2026-01-31", Text("Survei berakhir."), GIZI),
    )
    hostile = version(
        "2026-01-01",
        "1.0.0",
        message=HOSTILE,
        agencies=(HOSTILE,),
        licences=(HOSTILE,),
        title=Text(HOSTILE),
        dataset=JEBAKAN,
        folder=folder or Path(),
        tables=(
            VersionTable("a", Text(HOSTILE), 1, ((HOSTILE, HOSTILE),), file("beda-a.csv", TABLE)),
            VersionTable("beda-a", Text(), 1, (), file("beda-a-2.csv", TABLE)),
        ),
        difference=difference(
            "2025-01-01",
            table="a",
            title=Text(HOSTILE),
            key=(HOSTILE,),
            columns_added=(HOSTILE,),
            changed_by=((HOSTILE, 1),),
            first=(RowChange("diubah", ((HOSTILE, HOSTILE),), ((HOSTILE, HOSTILE, HOSTILE),)),),
            file=file("beda-a.csv", CHANGED),
        ),
    )
    withdrawal = Withdrawal(
        GIZI,
        "2026-10-05",
        Text("RAHASIA"),
        version="2026-10-01",
        office="dkisp",
        basis=Text("UU 27/2022 Pasal 16", {"en": "Law 27/2022 Article 16"}),
    )
    whole = Withdrawal(RAHASIA, "2026-05-01", Text("Ditarik seluruhnya."))
    found = {
        GIZI: replace(PAST, versions=versions),
        LAMA: past(LAMA, *versions[3:], moved_to=GIZI, gone_on="2026-09-02"),
        HILANG: past(HILANG, version("2026-03-03", "1.0.0", folder=versions[0].folder))
        if not folder
        else past(HILANG, replace(versions[-1], address="2026-03-03")),
        RAHASIA: past(RAHASIA, secret("2026-04-01", "ditarik")),
        "dinkes/rahasia-lama": past(
            "dinkes/rahasia-lama", versions[-1], moved_to=RAHASIA, gone_on="2026-04-02"
        ),
        JEBAKAN: past(JEBAKAN, hostile),
    }
    found[HILANG] = replace(found[HILANG], gone_on="2026-06-07")
    return Site(
        portal=replace(PORTAL, site_url="https://data.example/", withdrawals=(withdrawal, whole)),
        published=(published(gizi), published(dataset(JEBAKAN)), published(ended)),
        held_back=(HeldBack(Source(RAHASIA, Path()), Text("Data rahasia"), withdrawn=whole),),
        pasts={**found, **pasts},
    )


def built(root: Path) -> Path:
    """The folder of the site with every case, made by the site engine below ``root``."""
    cache = root / "simpanan"
    cache.mkdir()
    given = site(cache)
    given = replace(given, portal=replace(given.portal, root=root))
    words = all_words(given.portal.languages)
    (root / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    files = [*pages.render(given, words), *pages.assets(), *feed.make(given), *sbom.make(given)]
    files += [*prose(), *downloads(given)]
    output.publish(files, pages.theme_files(given.portal, words), root / ".build")
    return engine.build(given.portal).folder
