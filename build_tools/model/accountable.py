"""What an office answers for: an ending, a missed date, an approval (`sdi:` of a descriptor)."""

from __future__ import annotations

from dataclasses import dataclass

from .words import Text


@dataclass(frozen=True, slots=True)
class Ending:
    """The dataset is not updated any more (`sdi:berakhir`)."""

    date: str  # ISO
    reason: Text = Text()
    instead: str = ""  # id of the dataset that goes on


@dataclass(frozen=True, slots=True)
class Delay:
    """The office's own words on a date that was missed (`sdi:keterlambatan`)."""

    due: str  # ISO date that was promised
    reason: Text
    date: str = ""  # ISO date on which it was written
    until: str = ""  # ISO date that the office now names; empty: none


@dataclass(frozen=True, slots=True)
class Verification:
    """Who approved and who verified the data (`sdi:verifikasi`): offices and days, no persons."""

    approved_by: str = ""  # id of the OPD that produces the data
    approved_on: str = ""  # ISO
    verified_by: str = ""  # id of the OPD that is walidata
    verified_on: str = ""  # ISO


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a Daftar Informasi Publik says of a dataset (`sdi:informasiPublik`)."""

    unit: Text = Text()  # `satuanKerja`: the unit that keeps it; an office, no person
    responsible: Text = Text()  # `penanggungJawab`: the post that answers for it; no person
    place: Text = Text()  # `tempatPembuatan`
    retention: Text = Text()  # `retensi`: how long it is kept
