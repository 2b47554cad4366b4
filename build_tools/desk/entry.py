"""One thing that the walidata has to look at, and the sections that such things stand in."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Dataset, Published
from ..reminders import office_of
from ..words import Words

#: The sections in the order in which they are told.
SECTIONS = (
    "tanpa-halaman",
    "terlambat",
    "ditahan",
    "jatuh-tempo",
    "keputusan",
    "janji",
    "daftar",
    "permintaan",
    "tanpa-jadwal",
    "verifikasi",
    "keterangan",
    "versi",
)
#: How many days ahead is looked.
AHEAD = 30
#: The owner of reference data, which the project keeps.
REFERENCE = "referensi"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to look at. ``days``: late (of what is late or missed) or left; none: no count."""

    section: str
    office: str  # id of the OPD, or `reminders.PROJECT`
    dataset: str
    title: str
    date: str = ""  # ISO
    days: int | None = None
    note: str = ""
    more: int = 0  # further ones of the section and the dataset that stand behind this


def entry(section: str, published: Published, words: Words, **more: object) -> Entry:
    """One of a published dataset; ``more``: the other values of `Entry`."""
    dataset = published.dataset
    title = dataset.title.get(words.lang) or dataset.id
    return Entry(section, office(dataset), dataset.id, title, **more)  # type: ignore[arg-type]


def office(dataset: Dataset) -> str:
    """Whose it is to look after a dataset: as in a reminder; reference data stand apart."""
    return REFERENCE if dataset.source.owner == REFERENCE else office_of(dataset)


def called(code: str, words: Words) -> str:
    """What a finding is called; its code where it has no words."""
    key = f"findings.{code}.title"
    return words.outline(key) if words.has(key) else code
