"""The JSON Schema of `datapackage.yaml`, so that editors complete, explain and underline.

Draft 07, which yaml-language-server (VS Code, Neovim, JetBrains) knows best. The words of closed
lists are those that the checks go by; titles and explanations are those of the metadata workbook
and of `metadata.schema` in the catalogue of messages. What only the program can see (a file that
is missing, a code that no register has) is left to the check.
"""

from __future__ import annotations

import json
from typing import Any

from ..findings import Severity
from ..load.acceptances import KEYS as ACCEPTANCE_KEYS
from ..model import Portal
from ..model.vocabularies import REQUIRED
from ..words import Words
from .convert import UNKNOWN_PERIOD
from .labels import DATASET
from .schemabase import DATE, OWN, SLUG, TEXT, known_names, offering, or_to_fill
from .schematable import Tables

#: Where a portal keeps its copy, below its folder; and the name that it has on the site.
PLACE = "datasets/_pengaturan/datapackage.schema.json"
NAME = "datapackage.schema.json"
#: What a descriptor of `datasets/<opd>/<dataset>/` begins with, for editors without a network.
LINE = f"# yaml-language-server: $schema=../../_pengaturan/{NAME}\n"


def content(portal: Portal | None = None) -> bytes:
    """The schema as a file; see `schema`."""
    return (json.dumps(schema(portal), ensure_ascii=False, indent=1) + "\n").encode()


def schema(portal: Portal | None = None) -> dict[str, Any]:
    """The schema; with a portal, its topics and OPD are offered."""
    found = _Maker(portal).dataset()
    about = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "datapackage.yaml",
        "description": Words.load("id")("metadata.schema.about"),
    }
    return {**about, **found}


class _Maker(Tables):
    """The whole, with what is said of a dataset."""

    def dataset(self) -> dict[str, Any]:
        """A whole descriptor."""
        required = [key for key, severity in REQUIRED if severity is Severity.ERROR]
        own: dict[str, Any] = {
            "$schema": {"type": "string"},
            "name": self.said("name", {"type": "string", "pattern": SLUG}),
            "resources": self.said(
                "resources", {"type": "array", "minItems": 1, "items": self.table()}
            ),
            "sdi:periode": self._period(),
            "sdi:kontak": self._contact(),
            "sdi:terima": self._acceptances(),
            "licenses": self._licences(),
            "sources": self._sources(),
            **self.accounts(),
        }
        for asked in DATASET:
            if len(asked.place) == 1 and asked.place[0] not in own:
                own[str(asked.place[0])] = self.property(asked)
        own["sdi:en"] = self.english(DATASET, nested={"kontak": {"type": "object"}})
        return {
            "type": "object",
            "required": [*required, "resources"],
            "properties": own,
            **known_names(own, OWN["dataset"]),
        }

    def _period(self) -> dict[str, Any]:
        day = or_to_fill({"type": ["string", "integer"], "pattern": DATE})
        dates = {"mulai": day, "selesai": day}
        both = {"type": "object", "properties": dates, "additionalProperties": False}
        return self.said("period", {"anyOf": [both, {"enum": [UNKNOWN_PERIOD]}]})

    def _contact(self) -> dict[str, Any]:
        parts: dict[str, Any] = {
            str(asked.place[1]): self.property(asked)
            for asked in DATASET
            if asked.place[0] == "sdi:kontak"
        }
        return self.said("contact", {"type": "object", "properties": parts})

    def _licences(self) -> dict[str, Any]:
        entry = {
            "type": "object",
            "properties": {key: {"type": "string"} for key in ("name", "title", "path")},
            "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
        }
        base = self.labels("metadata.properties.licence")
        return {**base, "type": "array", "minItems": 1, "items": entry}

    def _sources(self) -> dict[str, Any]:
        day = or_to_fill({"type": ["string", "integer"], "pattern": DATE})
        dates = dict.fromkeys(("sdi:tanggalAkses", "sdi:tanggalHimpun", "sdi:tanggalSalinan"), day)
        texts = {key: {"type": "string"} for key in ("path", "sdi:lisensi", "email", "version")}
        title = {"type": "string", "minLength": 1}
        parts: dict[str, Any] = {"title": title, **texts, **dates}
        entry = {"type": "object", "required": ["title"], "properties": parts, **known_names(parts)}
        base = self.labels("metadata.properties.source")
        return {**base, "type": "array", "minItems": 1, "items": entry}

    def _acceptances(self) -> dict[str, Any]:
        texts: dict[str, Any] = {key: TEXT for key in ACCEPTANCE_KEYS if key != "en"}
        texts |= {"sampai": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}}
        if offered := self.offered["agencies"]:
            texts["perangkatDaerah"] = offering(offered)
        entry = {
            "type": "object",
            "required": [key for key, needed in ACCEPTANCE_KEYS.items() if needed],
            "properties": {**texts, "sdi:en": {"type": "object"}, "en": {"type": "object"}},
            "additionalProperties": False,
        }
        return self.said("accept", {"type": "array", "items": entry})
