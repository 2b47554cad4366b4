"""One line that a figure is forwarded with: it keeps its unit, period, status, source, address."""

from __future__ import annotations

from dataclasses import dataclass

from .view import View, one_line


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in the words of one language, ready to be said anywhere.

    ``value`` holds its unit ("297.684 jiwa", "sekitar Rp 500 miliar"); ``status`` and ``period``
    are empty where nothing is known, which `line` says.
    """

    label: str  # what is counted, and of whom: "Penduduk terdaftar, Kecamatan Long Ikis"
    value: str
    period: str = ""  # in words: "2024", "Juni 2024"
    status: str = ""  # "angka sementara", "dari sumber sekunder" …
    source: str = ""  # title of the dataset, and who released it
    address: str = ""  # full, or below the site's root where that is not known: "datasets/…/"


def line(view: View, told: Told) -> str:
    """The figure on one line of plain text, the address last so that messengers link it."""
    words = view.words
    period = told.period or words("share.no_period")
    status = f" ({told.status})" if told.status else ""
    said = words(
        "share.line",
        label=told.label,
        value=told.value,
        period=period,
        status=status,
        source=told.source,
    )
    return f"{one_line(said, 600)} {told.address}".strip()


def address(view: View, target: str) -> str:
    """The full address of a page of this language; below the site's root where none is set."""
    return f"{view.base}{target}" if view.base else target
