"""What an office answers for: an ending, a missed date, an approval, how long data is kept.

Reads `sdi:berakhir`, `sdi:keterlambatan`, `sdi:verifikasi` and `sdi:informasiPublik` of a
descriptor. What has a wrong form is left out and told. A slip in what is said about a delay or an
approval is a warning, since it must not make the data later; in the others it is an error. That
no person is named in them is for the privacy checks, which look into every text of a descriptor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..findings import Finding, error, warning
from ..model import Dataset, Delay, Ending, Keeping, Portal, Verification
from . import decisions
from .descriptor import plain, text_of
from .files import is_folder

ENDED, DELAYS = "sdi:berakhir", "sdi:keterlambatan"
VERIFIED, KEPT = "sdi:verifikasi", "sdi:informasiPublik"
CODE = "accountable-invalid"
MOST = 100
#: Days outside of these are slips of the pen: before the republic, more than ten years ahead.
EARLIEST, AHEAD = date(1945, 8, 17), timedelta(days=3653)
#: So many unknown keys of one entry are named.
_STRANGE = 3
#: Somebody writes today's date where it is already tomorrow for the site.
_CLOCKS = timedelta(days=1)

_ENDING = {"tanggal": True, "alasan": True, "pengganti": False, "en": False}
_DELAY = {"jadwal": True, "alasan": True, "tanggal": False, "sampai": False, "en": False}
_STEP = {"opd": True, "tanggal": True}
_STEPS = ("disetujui", "diverifikasi")
_KEEPING = dict.fromkeys(
    ("satuanKerja", "penanggungJawab", "tempatPembuatan", "retensi", "en"), False
)


def accountable(dataset: Dataset, portal: Portal) -> tuple[Dataset, list[Finding]]:
    """The dataset with `ended`, `delays`, `verification` and `keeping`, and what is amiss.

    The portal gives the register of offices, the walidata and the day. Never raises.
    """
    desk = _Desk(dataset, portal)
    read = replace(
        dataset,
        ended=desk.ending(),
        delays=desk.all_delays(),
        verification=desk.verification(),
        keeping=desk.keeping(),
    )
    return read, desk.findings


@dataclass
class _Desk:
    """Reads the entries of one descriptor and collects what is wrong with them."""

    dataset: Dataset
    portal: Portal
    findings: list[Finding] = field(default_factory=list)

    def ending(self) -> Ending | None:
        given = self._entry(ENDED, self.dataset.raw.get(ENDED), _ENDING)
        if given is None:
            return None
        day = self._day(f"{ENDED}.tanggal", given["tanggal"])
        if day is None:
            return None
        reason = text_of(given, "alasan", self.portal.languages)
        return Ending(day.isoformat(), reason, self._instead(plain(given.get("pengganti"))))

    def all_delays(self) -> tuple[Delay, ...]:
        given = self.dataset.raw.get(DELAYS)
        if given is None:
            return ()
        if not isinstance(given, list) or len(given) > MOST:
            case = "list" if isinstance(given, list) else "item"
            self._wrong(DELAYS, case, given, expected=", ".join(_DELAY))
            return ()
        found: dict[str, Delay] = {}
        for number, entry in enumerate(given, start=1):
            key = f"{DELAYS}.{number}"
            delay = self._delay(key, entry)
            if delay and delay.due in found:
                self._wrong(f"{key}.jadwal", "twice", delay.due)
            elif delay:
                found[delay.due] = delay
        return tuple(sorted(found.values(), key=lambda d: d.due, reverse=True))

    def _delay(self, key: str, entry: object) -> Delay | None:
        given = self._entry(key, entry, _DELAY, there=True)
        if given is None:
            return None
        days: dict[str, date | None] = {}
        for name in ("jadwal", "tanggal", "sampai"):
            value = given.get(name)
            if value is not None:
                days[name] = self._day(f"{key}.{name}", value, past=name == "tanggal")
                if days[name] is None:
                    return None
        due, written, until = (days.get(name) for name in ("jadwal", "tanggal", "sampai"))
        if due is None:
            return None
        if until and until <= due:
            self._wrong(f"{key}.sampai", "after", until.isoformat(), than=f"{key}.jadwal")
            return None
        return Delay(
            due=due.isoformat(),
            reason=text_of(given, "alasan", self.portal.languages),
            date=written.isoformat() if written else "",
            until=until.isoformat() if until else "",
        )

    def verification(self) -> Verification | None:
        whole = self.dataset.raw.get(VERIFIED)
        if whole is None:
            return None
        given = decisions.item(whole)
        if not isinstance(whole, Mapping) or not given:
            self._wrong(VERIFIED, "mapping", whole, expected=", ".join(_STEPS))
            return None
        strange = [str(name)[:40] for name in given if name not in _STEPS]
        for name in strange[:_STRANGE]:
            self._wrong(f"{VERIFIED}.{name}", "unknown", "", known=", ".join(_STEPS))
        approved, verified = (self._step(name, given.get(name)) for name in _STEPS)
        first, second = (f"{VERIFIED}.{name}" for name in _STEPS)
        if strange:
            return None
        if verified and not approved:
            if _STEPS[0] not in given:
                self._wrong(first, "approval", verified[1], than=second)
            return None
        if verified and approved and verified[1] < approved[1]:
            self._wrong(f"{second}.tanggal", "before", verified[1], than=f"{first}.tanggal")
            return None
        steward = self.portal.steward
        if verified and steward and verified[0] != steward:
            place = f"{second}.opd"
            self._wrong(place, "steward", verified[0], severity=warning, expected=steward)
            verified = None
        owner = self.dataset.source.owner
        producers = list(dict.fromkeys((owner, *self.dataset.agencies)))
        if approved and self.portal.agency(owner) and approved[0] not in producers:
            told = ", ".join(producers)
            self._wrong(f"{first}.opd", "producer", approved[0], severity=warning, expected=told)
            approved = None
        if not approved:
            return None
        return Verification(*approved, *(verified or ("", "")))

    def _step(self, name: str, value: object) -> tuple[str, str] | None:
        """The office and the day of an approval or a verification."""
        key = f"{VERIFIED}.{name}"
        given = self._entry(key, value, _STEP)
        if given is None:
            return None
        office = plain(given["opd"])
        if self.portal.agency(office) is None:
            self._wrong(f"{key}.opd", "office", office)
            return None
        day = self._day(f"{key}.tanggal", given["tanggal"], past=True)
        return (office, day.isoformat()) if day else None

    def keeping(self) -> Keeping:
        given = self._entry(KEPT, self.dataset.raw.get(KEPT), _KEEPING)
        if given is None:
            return Keeping()
        names = ("satuanKerja", "penanggungJawab", "tempatPembuatan", "retensi")
        return Keeping(*(text_of(given, name, self.portal.languages) for name in names))

    def _entry(
        self, key: str, value: object, known: Mapping[str, bool], there: bool = False
    ) -> Mapping[str, object] | None:
        """The entry as a mapping whose keys are fit; none where it is not there or is wrong.

        ``there``: it stands in a list, so it is wrong where it is empty.
        """
        if value is None and not there:
            return None
        names = ", ".join(known)
        if not isinstance(value, Mapping) or not value:
            self._wrong(key, "mapping", value, expected=names)
            return None
        raw = decisions.item(value)
        entry = {"en" if name == "sdi:en" else name: part for name, part in raw.items()}
        wrong = decisions.unfit(entry, known)
        if wrong:
            name, case = wrong
            place = key if case == "long" else f"{key}.{name}"
            self._wrong(place, case, entry.get(name), known=names)
            return None
        return entry

    def _day(self, key: str, value: object, past: bool = False) -> date | None:
        """A day that is real and not absurd; with ``past`` also one that has come."""
        day = decisions.day(value)
        today = self.portal.as_of
        if day is None:
            self._wrong(key, "date", value)
        elif day < EARLIEST or day - today > AHEAD:
            self._wrong(key, "absurd", value)
        elif past and day - today > _CLOCKS:
            self._wrong(key, "future", value)
        else:
            return day
        return None

    def _instead(self, id: str) -> str:
        """The dataset that goes on, where there is one; it may have been renamed since."""
        key = f"{ENDED}.pengganti"
        if not id:
            return ""
        if not decisions.is_id(id):
            self._wrong(key, "id", id)
        elif id == self.dataset.id:
            self._wrong(key, "itself", id)
        elif not is_folder(self.portal.root / "datasets" / id):
            self._wrong(key, "dataset", id, severity=warning)
        else:
            return id
        return ""

    def _wrong(
        self,
        key: str,
        case: str,
        value: object,
        severity: Callable[..., Finding] | None = None,
        **facts: str,
    ) -> None:
        if severity is None:
            severity = warning if key.startswith((DELAYS, VERIFIED)) else error
        if case == "missing":  # the words of that case are for a cell that holds nothing
            case = "absent"
        file = self.dataset.source.descriptor
        told = {"expected": "", "known": "", "than": "", **facts}
        cell = plain(value)[:60] or "–"
        self.findings.append(severity(CODE, file=file, key=key, case=case, cell=cell, **told))
