"""The verb `bukti`: the folder of one year, made from the data as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import pages, pipeline
from .options import Options
from .smartcity import gather
from .words import Words


@dataclass(frozen=True, slots=True)
class Made:
    """The folder of a year, and the run that it was made from."""

    year: int
    content: bytes  # a ZIP, the same bytes as the site offers
    rows: int
    datasets: int
    dated: bool  # whether a row is of that year itself
    result: pipeline.Result

    def said(self, to: Path, words: Words) -> str:
        """What was written to that file."""
        size = words.size(len(self.content))
        return words("cli.evidence", file=to, size=size, rows=self.rows, datasets=self.datasets)

    def notes(self, words: Words) -> Iterator[str]:
        """What whoever asked for it should know: that it is empty, or may lack something."""
        if not self.dated:
            yield words("cli.evidence_none", year=f"{self.year:04}")
        if self.result.exit_code() == 1:
            yield words("cli.evidence_held")


def make(options: Options, year: int) -> Made:
    """Checks and converts all datasets, with the cache, and packs the rows of a year.

    Nothing is published. Also a year without a row gives a ZIP: its index says what is missing.
    """
    result = pipeline.datasets(options)
    rows = gather(result.site)
    content, found = pages.folder_zip(result.site, rows, year)
    return Made(year, content, found.count, len(found.datasets), found.dated, result)
