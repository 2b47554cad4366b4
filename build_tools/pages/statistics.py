"""`statistik/`: how the portal grew: datasets, rows, offices, formats and licences, by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..charts.bar import drawing
from ..csvfile import table
from ..model import OutputFile
from .card import format_names
from .growth import Growth, Month
from .view import View

PATH = PurePosixPath("statistik")
#: Months that the page shows one by one; of earlier years the last month.
RECENT = 13
#: Earlier years that it shows.
YEARS = 20
#: Licences that it names.
LICENCES = 20
_COLUMNS = (
    *("bulan", "dataset", "resmi", "dihimpun", "rujukan", "baris"),
    "banyak_perangkat_daerah",
)
_LICENCES = ("bulan", "lisensi", "dataset")


@dataclass(frozen=True, slots=True)
class Line:
    """A month in the table, with the bar of its datasets."""

    month: Month
    bar: Markup


def statistics_page(view: View, found: Growth) -> OutputFile:
    """The page of one language."""
    here = replace(view, path=PATH)
    words, months = view.words, picked(found.months)
    most = max((m.datasets for m in months), default=0)
    formats = Counter(name for p in view.site.published for name in set(format_names(p)))
    return here.page(
        "statistics",
        words("statistics.title"),
        words("statistics.description"),
        "mutu",
        now=found.months[-1],
        found=found,
        lines=[Line(m, drawing(m.datasets, 0, most)) for m in reversed(months)],
        earlier=len(found.months) - len(months),
        formats=sorted(formats.items()),
        licences=found.months[-1].licences[:LICENCES],
        more_licences=len(found.months[-1].licences[LICENCES:]),
    )


def statistics_files(found: Growth) -> Iterator[OutputFile]:
    """Every month, and the datasets of every month by licence, as CSV: oldest first."""
    months = (
        [m.month, m.datasets, m.official, m.collected, m.reference, m.rows, m.offices]
        for m in found.months
    )
    yield OutputFile(PATH / "statistik.csv", table(_COLUMNS, months))
    licences = ([m.month, name, count] for m in found.months for name, count in m.licences)
    yield OutputFile(PATH / "lisensi.csv", table(_LICENCES, licences))


def picked(months: Sequence[Month]) -> list[Month]:
    """The newest months, and the last of each year before them, oldest first."""
    recent = list(months[-RECENT:])
    ends = [m for m in months[:-RECENT] if m.month.endswith("-12")]
    return [*ends[-YEARS:], *recent]
