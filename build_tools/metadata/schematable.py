"""The tables in the JSON Schema of a descriptor: their columns, charts, rules and recipe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..load.recipe import READINGS, REASONS, SHEET_READING
from ..model import CHART_KINDS
from ..model.vocabularies import ROLES
from ..profiles import all_profiles
from .labels import FIELD, TYPES
from .schemaaccount import Accounts
from .schemabase import MORE_TYPES, NAMES, OWN, RESOURCE, known_names, offering


class Tables(Accounts):
    """A resource, with its words."""

    def table(self) -> dict[str, Any]:
        profiles = {name: profile.title.main for name, profile in all_profiles().items()}
        text, flag = {"type": ["string", "number"]}, {"type": "boolean"}
        own: dict[str, Any] = {
            "name": self.said("resource", {"type": "string", "pattern": RESOURCE}),
            "path": self.said("path", {"type": "string", "pattern": r"^(?![/.])(?!.*(/\.|\\|:))"}),
            "title": self.said("resource_title", text),
            "description": self.said("resource_description", text),
            "data": False,  # a table is a file
            "format": {"type": "string"},
            "encoding": {"type": "string"},
            "dialect": {"type": "object"},
            "schema": self._schema(),
            "sdi:resep": self._recipe(),
            "sdi:aturan": self.said("rules", {"type": "array", "items": _rule()}),
            "sdi:termasukTersembunyi": self.said("hidden", flag),
            "sdi:kosong": self.said("empty", text),
            "sdi:catatan": self.said("note", text),
            "sdi:tanya": self.said("questions", {"type": "array", "items": {"type": "string"}}),
            "sdi:grafik": self._charts(),
            "sdi:profil": self.said("profile", offering(profiles)),
            "sdi:rujukan": self.said("reference", {"type": "object"}),
            "sdi:kodeWilayah": {**self.labels("metadata.properties.area_code"), **text},
            "sdi:en": self.english(FIELD),
        }
        return {
            "type": "object",
            "required": ["name", "path"],
            "properties": own,
            **known_names(own, OWN["resource"]),
        }

    def _schema(self) -> dict[str, Any]:
        key = {"type": "object", "required": ["fields", "reference"]}
        return self.said(
            "schema",
            {
                "type": "object",
                "properties": {
                    "fields": {"type": "array", "minItems": 1, "items": self._field()},
                    "primaryKey": NAMES,
                    "uniqueKeys": {"type": "array", "items": NAMES},
                    "foreignKeys": {"type": "array", "items": key},
                    "missingValues": {"type": "array"},
                },
            },
        )

    def _field(self) -> dict[str, Any]:
        words = [TYPES.get(name, (name,))[0] for name in (*TYPES, *MORE_TYPES)]
        types = {"enum": [*TYPES, *MORE_TYPES], "enumDescriptions": words}
        own: dict[str, Any] = {
            "name": self.said("field", {"type": "string", "minLength": 1}),
            "type": {**self.labels("metadata.properties.type"), **types},
            "constraints": self.said("constraints", {"type": "object"}),
            "categories": {**self.labels("metadata.properties.codes"), "type": "array"},
            "sdi:ketelitian": {"type": "string"},
            "sdi:desimal": {"type": "integer", "minimum": 0},
            "sdi:en": self.english(FIELD),
            **self.forms(),
        }
        for asked in FIELD:
            if len(asked.place) == 1 and asked.place[0] not in own:
                own[str(asked.place[0])] = self.property(asked)
        own["sdi:peran"] = {
            **self.labels("metadata.properties.role"),
            **self.words(ROLES, "role"),
        }
        return {
            "type": "object",
            "required": ["name"],
            "properties": own,
            **known_names(own, OWN["field"]),
        }

    def _charts(self) -> dict[str, Any]:
        texts = {key: {"type": "string"} for key in ("waktu", "wilayah", "ukuran", "pecah")}
        parts: dict[str, Any] = {
            "jenis": {"enum": list(CHART_KINDS)},
            **texts,
            "saring": {"type": "object"},
            "agregasi": {"enum": ["jumlah"]},
            "patahan": {"type": "array"},
        }
        chart = {"type": "object", "required": ["jenis"], "properties": parts}
        several = {"type": "array", "items": {**chart, "additionalProperties": False}}
        return self.said("charts", {"anyOf": [{"enum": ["tidak", False, None]}, several]})

    def _recipe(self) -> dict[str, Any]:
        name = {"type": ["string", "integer"]}
        column = {
            "nama": name,
            "judul": name,
            "baca": self.words(READINGS, "reading"),
            "isiKeBawah": {"type": "boolean"},
        }
        drop = {"alasan": self.words(REASONS, "reason"), "isi": name}
        style = {"ribuan": {"type": "string"}, "desimal": {"enum": [".", ","]}}
        parts: dict[str, Any] = {
            "lembar": {"type": "array", "items": name},
            "kolomLembar": name,
            "bacaLembar": {"enum": [SHEET_READING]},
            "kepala": {"type": "array", "minItems": 1, "items": {"type": "integer", "minimum": 1}},
            "kolom": _several(column, "nama", "judul"),
            "buang": _several(drop, "alasan"),
            "angka": {"type": "object", "properties": style, "additionalProperties": False},
            "tetap": {"type": "object"},
        }
        return self.said(
            "recipe",
            {
                "type": "object",
                "required": ["kepala", "kolom"],
                "properties": parts,
                "additionalProperties": False,
            },
        )


def _several(parts: Mapping[str, Any], *required: str) -> dict[str, Any]:
    item = {"type": "object", "required": list(required), "properties": parts}
    return {"type": "array", "items": {**item, "additionalProperties": False}}


def _rule() -> dict[str, Any]:
    texts = {key: {"type": "string"} for key in ("rumus", "jumlahkan", "keterangan")}
    parts = {
        **texts,
        "kelompok": NAMES,
        "baris_total": {"type": "object"},
        "tingkat": {"enum": ["galat", "peringatan"]},
        "sdi:en": {"type": "object"},
    }
    either = [{"required": ["rumus"]}, {"required": ["jumlahkan"]}]
    return {"type": "object", "properties": parts, "anyOf": either}
