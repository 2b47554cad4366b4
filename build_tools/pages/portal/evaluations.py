"""The page of evaluations: by year and stage, with score, rank, organiser, place and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile, Text
from ...smartcity import Rows
from ...smartcity.evaluations import Evaluation, Rank, evaluations
from ...words import Words
from ..listing import parts
from ..view import View
from .base import PAGES, Origin, origin, supply
from .names import shortened
from .statements import Said, places, said

_PATH = PurePosixPath("smart-city", "evaluasi")
_TIME = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
#: An ISO day, month or year, or two of them parted by a slash. Any other text stays as it is.
_TIMES = re.compile(f"({_TIME})(?:/({_TIME}))?")


@dataclass(frozen=True, slots=True)
class Shown:
    """An evaluation with its facts in words; an empty text is not known."""

    evaluation: Evaluation
    title: str
    when: Markup | str
    place: Markup
    organiser: Markup
    score: str
    rank: str
    note: Markup
    origin: Origin
    status: Text  # of the figures
    statements: tuple[Said, ...]


def evaluation_pages(view: View, rows: Rows) -> Iterator[OutputFile]:
    """`smart-city/evaluasi/`, 20 stages a page."""
    words = view.words
    title, found = words("evaluations.title"), evaluations(rows)
    where = places(rows)
    for part in parts(view, _PATH, found):
        yield part.view.page(
            "smart_evaluations",
            part.title(title),
            words("evaluations.description"),
            "smart-city",
            heading=title,
            pages=PAGES,
            part=part,
            shown=[_shown(part.view, e, where) for e in part.items],
            stock=supply(part.view, rows, "evaluasi"),
            notes=supply(part.view, rows, "rekomendasi"),
        )


def _shown(view: View, evaluation: Evaluation, where: Mapping[str, str]) -> Shown:
    words, row = view.words, evaluation.row
    status = row["status_angka"]
    return Shown(
        evaluation=evaluation,
        title=stage_title(words, evaluation.year, evaluation.stage),
        when=_when(view, evaluation),
        place=shortened(view, Text(row["tempat"])),
        organiser=shortened(view, Text(row["penyelenggara"])),
        score=_score(words, evaluation),
        rank=_rank(words, evaluation.rank) if evaluation.rank else "",
        note=shortened(view, Text(row["catatan"])),
        origin=origin(view, row),
        status=row.label("status_angka") if status != "tidak-diketahui" else Text(),
        statements=tuple(said(view, s, where) for s in evaluation.statements),
    )


def stage_title(words: Words, year: int, stage: str) -> str:
    """The name of a stage: "Evaluasi 2023, tahap I"."""
    return words(f"evaluations.stage.{stage}", year=year)


def _when(view: View, evaluation: Evaluation) -> Markup | str:
    """The day or the days; else what the source has, in words where it can only mean one thing."""
    words, noted = view.words, evaluation.noted
    if evaluation.first:
        return _days(words, evaluation.first, evaluation.last)
    found = _TIMES.fullmatch(noted)
    times = [time for time in found.groups() if time] if found else []
    if not times or any(words.date(time) == time for time in times if "-" in time):
        return shortened(view, Text(noted))
    return _days(words, *times)


def _days(words: Words, first: str, last: str = "") -> str:
    told = [words.date(day) for day in dict.fromkeys((first, last)) if day]
    return words("evaluations.days", first=told[0], last=told[1]) if told[1:] else told[0]


def _score(words: Words, evaluation: Evaluation) -> str:
    if not evaluation.score:
        return ""
    key = "of_best" if evaluation.best else "no_scale"
    best = words.number(evaluation.best)
    return words(f"evaluations.score.{key}", score=words.number(evaluation.score), best=best)


def _rank(words: Words, rank: Rank) -> str:
    """Among how many of whom; what is not known is said."""
    scope = rank.scope if rank.scope in {"nasional", "provinsi", "lainnya"} else "unknown"
    key = f"evaluations.rank.{scope}" if rank.of else f"evaluations.rank.{scope}_open"
    of = words.number(rank.of) if rank.of else ""
    return words(key, place=words.number(rank.place), of=of)
