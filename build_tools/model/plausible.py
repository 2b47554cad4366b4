"""What a portal takes for plausible (`extra.portal.kewajaran`): thresholds and severities."""

from __future__ import annotations

from dataclasses import dataclass

#: What is only doubtful: codes of findings whose severity a portal may set.
DOUBTS = (
    "period-jump",
    "period-gap",
    "period-twice",
    "areas-missing",
    "code-name-differs",
    "code-empty",
    "parts-differ",
    "percent-over",
    "unit-mixed",
    "column-empty",
)


@dataclass(frozen=True, slots=True)
class Plausibility:
    """From where on a table is doubted, and how much is remembered to find that out."""

    jump: float = 10.0  # `lompatan`: a value against the period before it, in times
    least: float = 10.0  # `nilaiTerkecil`: counts below it may leap
    parts: float = 80.0  # `jumlahPas`: percent of rows in which the parts come to their total
    areas: float = 80.0  # `wilayahTercakup`: percent of the areas that a whole table has
    lost: float = 50.0  # `deretHilang`: percent of a time series whose loss holds a proposal
    rows: int = 300_000  # `barisDiingat`: most rows that are held against each other
    accept_days: int = 366  # `terimaHari`: how long a warning may be accepted, from today
    #: `tingkat`: code and severity; empty: not looked for. What is not named is a warning.
    severities: tuple[tuple[str, str], ...] = ()

    def severity(self, code: str) -> str:
        """How grave a doubt is: "error", "warning", "notice", or empty: it is not told."""
        return dict(self.severities).get(code, "warning")
