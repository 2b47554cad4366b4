"""The datasets that the tests search: the made-up catalogue and this repository's own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from portals import REPOSITORY

from build_tools import load
from build_tools.model import Dataset, Portal
from build_tools.search import Entry, Labels
from build_tools.words import Words

FOLDER = Path(__file__).parent / "search"
FREQUENCIES = ("tahunan", "semesteran", "bulanan", "sekali")
STATES = ("mutakhir", "terlambat", "sekali", "tidak-diketahui")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a fixture."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def portal() -> Portal:
    """This repository's settings, its synonyms among them."""
    return load.load_portal(REPOSITORY, date(2026, 11, 24))


@cache
def own() -> tuple[Dataset, ...]:
    """This repository's datasets."""
    found = [load.load(source, portal())[0] for source in load.discover(REPOSITORY)]
    return tuple(dataset for dataset in found if dataset)


def entries(lang: str) -> tuple[list[Entry], Labels]:
    """Everything that is searched in a language, and what its codes are called."""
    made = [*_made_up(lang), *_own(lang)]
    agencies = {row["opd"]: row["opd"] for row in rows("katalog")}
    aliases = {row["opd"]: _parts(row["opd_singkatan"]) for row in rows("katalog")}
    for agency in portal().agencies:
        agencies[agency.id] = agency.name.get(lang)
        aliases[agency.id] = tuple(dict.fromkeys((agency.name.main, *agency.aliases)))
    topics = {row["topik"]: row["topik"].replace("-", " ") for row in rows("katalog")}
    topics |= {topic.id: topic.title.get(lang) for topic in portal().topics}
    return made, Labels(
        agencies=agencies,
        aliases=aliases,
        topics=topics,
        frequencies={f: f.capitalize() for f in FREQUENCIES},
        states={s: s.replace("-", " ").capitalize() for s in STATES},
        places=dict(portal().places),
        region=portal().region.get(lang),
        kinds={"resmi": "Resmi", "himpunan": "Dihimpun", "referensi": "Rujukan"},
        months=Words.load(lang).section("ui.months"),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _made_up(lang: str) -> Iterator[Entry]:
    for number, row in enumerate(rows("katalog")):
        english = lang == "en"
        first, last = row["tahun_awal"], row["tahun_akhir"]
        yield Entry(
            id=row["id"],
            title=(row["judul_en"] if english else "") or row["judul"],
            description=(row["uraian_en"] if english else "") or row["uraian"],
            publisher=row["opd"],
            agencies=(row["opd"],),
            topics=(row["topik"],),
            formats=(("CSV", "XLSX"), ("CSV",), ("CSV", "JSON", "Parquet"))[number % 3],
            frequency=FREQUENCIES[number % 4],
            state=STATES[number % 3],
            period=f"{first}–{last}",
            years=(first, last),
            updated=f"2026-{number % 11 + 1:02}-{number % 28 + 1:02}",
            keywords=_parts(row["kata_kunci"]),
            columns=_parts(row["kolom"]),
            units=_parts(row["satuan"]),
            other_title=english and not row["judul_en"],
            other_description=english and not row["uraian_en"],
        )


def _own(lang: str) -> Iterator[Entry]:
    for dataset in own():
        fields = [field for resource in dataset.resources for field in resource.fields]
        years = [day[:4] for day in dataset.period if day]
        owner = dataset.source.owner
        yield Entry(
            id=dataset.id,
            title=dataset.title.get(lang),
            description=dataset.description.get(lang)[:160],
            publisher="Proyek",
            agencies=dataset.agencies,
            topics=dataset.topics,
            formats=("CSV",),
            frequency=dataset.frequency if dataset.frequency in FREQUENCIES else "",
            kind=owner if owner in ("himpunan", "referensi") else "resmi",
            years=(years[0], years[-1]) if years else ("", ""),
            period="–".join(dict.fromkeys(years)),
            updated="2026-11-20",
            keywords=dataset.keywords,
            columns=tuple(dict.fromkeys(f.title.get(lang) or f.name for f in fields)),
            units=tuple(dict.fromkeys(f.measure.unit.get(lang) for f in fields if f.measure)),
            places=_places(dataset),
        )


def _places(dataset: Dataset) -> tuple[str, ...]:
    """The tables of areas that it refers to, or is."""
    known = dict(portal().places)
    if dataset.id == "referensi/wilayah":
        return tuple(known)
    keys = [key for resource in dataset.resources for key in resource.foreign_keys]
    return tuple(name for name in known if name in {key.resource for key in keys})
