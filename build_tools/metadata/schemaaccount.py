"""What an office answers for, in the JSON Schema of a descriptor: endings, delays, verification,
the list of public information, and the forms of official statistics.
"""

from __future__ import annotations

from typing import Any

from ..load.accountable import DELAYS, ENDED, KEPT, VERIFIED
from ..model import MAIN_LANGUAGE
from ..statistical import IND, KEG, KEYS, VAR
from ..words import Words
from .labels import DATASET
from .schemabase import TEXT, Base, offering

_DAY = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}
_ID = {"type": "string", "pattern": r"^[a-z0-9-]+/[a-z0-9-]+$"}
_ENGLISH: dict[str, Any] = {"en": {"type": "object"}, "sdi:en": {"type": "object"}}
#: Properties of a form: a text, a number, yes or no, or a list of texts.
_SAID = {
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        {"type": "array", "items": {"type": ["string", "number"]}},
    ]
}


class Accounts(Base):
    """The properties of a dataset and of a column that tell who answers for them."""

    def accounts(self) -> dict[str, Any]:
        """Those of a dataset."""
        return {
            ENDED: self.said("ended", _entry({"tanggal": _DAY, "alasan": TEXT}, pengganti=_ID)),
            DELAYS: self.said("delays", {"type": "array", "items": _delay()}),
            VERIFIED: self.said("verification", self._verification()),
            KEPT: self.said("keeping", self._keeping()),
            KEG: self.form(KEG, "keg"),
        }

    def forms(self) -> dict[str, Any]:
        """Those of a column: the forms of a variable and of an indicator."""
        return {VAR: self.form(VAR, "var"), IND: self.form(IND, "ind")}

    def form(self, name: str, words: str) -> dict[str, Any]:
        """A form of statistics, each element with its name."""
        said = Words.load(MAIN_LANGUAGE)
        parts: dict[str, Any] = {
            key: {**_SAID, "title": said(f"statistical.{words}.{key}")} for key in KEYS[name]
        }
        made = {"type": "object", "properties": {**parts, **_ENGLISH}}
        return self.said(f"ms_{words}", {**made, "additionalProperties": False})

    def _verification(self) -> dict[str, Any]:
        offered = self.offered["agencies"]
        office = offering(offered) if offered else TEXT
        step = _entry({"opd": office, "tanggal": _DAY}, english=False)
        steps = {"disetujui": step, "diverifikasi": step}
        return {"type": "object", "properties": steps, "additionalProperties": False}

    def _keeping(self) -> dict[str, Any]:
        parts: dict[str, Any] = {
            str(asked.place[1]): self.property(asked) for asked in DATASET if asked.place[0] == KEPT
        }
        made = {"type": "object", "properties": {**parts, **_ENGLISH}}
        return {**made, "additionalProperties": False}


def _delay() -> dict[str, Any]:
    return _entry({"jadwal": _DAY, "alasan": TEXT}, tanggal=_DAY, sampai=_DAY)


def _entry(needed: dict[str, Any], english: bool = True, **more: Any) -> dict[str, Any]:
    """An entry with parts that must be there, others that may, and nothing else."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": {**needed, **more, **(_ENGLISH if english else {})},
        "additionalProperties": False,
    }
