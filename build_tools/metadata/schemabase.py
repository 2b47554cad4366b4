"""What the parts of the JSON Schema of a descriptor are made of: words, lists, dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model import Portal
from ..words import Words
from .labels import Property

DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
RESOURCE = r"^[a-z0-9]+([._-][a-z0-9]+)*$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
TEXT: dict[str, Any] = {"type": ["string", "number"]}
TEXTS = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
NAMES = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
TO_FILL = {"type": "string", "pattern": "^[Ii][Ss][Ii]:"}
#: Types of Table Schema beside those that a workbook offers.
MORE_TYPES = ("duration", "object", "array", "list", "geopoint", "geojson")
#: Properties with the prefix that stand elsewhere than in the tables of `labels`.
OWN = {
    "dataset": ("sdi:kontak", "sdi:periode", "sdi:terima", "sdi:en"),
    "resource": (
        *("sdi:resep", "sdi:aturan", "sdi:termasukTersembunyi", "sdi:kosong", "sdi:catatan"),
        *("sdi:grafik", "sdi:profil", "sdi:rujukan", "sdi:mutuSumber", "sdi:ketelitian"),
        *("sdi:kipKlasifikasi", "sdi:en"),
    ),
    "field": ("sdi:ketelitian", "sdi:desimal", "sdi:kipKlasifikasi", "sdi:en"),
}


class Base:
    """Properties with their words."""

    def __init__(self, portal: Portal | None) -> None:
        self._id, self._en = Words.load("id"), Words.load("en")
        topics = portal.topics if portal else ()
        agencies = portal.agencies if portal else ()
        self.offered = {
            "topics": {topic.id: topic.title.main for topic in topics},
            "agencies": {agency.id: agency.name.main for agency in agencies},
        }

    def property(self, asked: Property) -> dict[str, Any]:
        """A property with the title and the help that the workbook has for it."""
        made: dict[str, Any]
        if asked.kind == "word":
            made = self.words(asked.words, asked.key)
        elif asked.kind == "list":
            offered = self.offered.get(asked.key, {})
            item = offering(offered) if offered else TEXT
            made = {"anyOf": [{"type": "array", "items": item}, TEXT]}
        elif asked.kind == "date":
            made = or_to_fill({"type": ["string", "integer", "null"], "pattern": DATE})
        else:
            made = {"type": ["string", "number"], **({"minLength": 1} if asked.required else {})}
        return {**self.labels(f"metadata.properties.{asked.key}"), **made}

    def words(self, words: Iterable[str], key: str) -> dict[str, Any]:
        """A closed list, each word with what it means where the catalogue says so."""
        known = tuple(words)
        base = f"metadata.schema.words.{key}"
        if not self._id.has(base):
            return or_to_fill({"enum": list(known)})
        meant = [str(self._id.section(base)[word]) for word in known]
        said = {"enumDescriptions": meant, "markdownEnumDescriptions": meant}
        return or_to_fill({"enum": list(known), **said})

    def labels(self, base: str) -> dict[str, Any]:
        title, help = (self._id(f"{base}.{part}") for part in ("title", "help"))
        english = f"{self._en(f'{base}.title')}: {self._en(f'{base}.help')}"
        both = f"**{title}**\n\n{help}\n\n*{english}*"
        return {"title": title, "description": help, "markdownDescription": both}

    def said(self, key: str, made: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.labels(f"metadata.schema.properties.{key}"), **made}

    def english(
        self, properties: Iterable[Property], nested: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The translations of a thing (`sdi:en`): the same names without the prefix."""
        texts = {
            str(asked.place[-1]): TEXTS if asked.kind == "list" else TEXT
            for asked in properties
            if asked.place[0] == "sdi:en" and len(asked.place) == 2
        }
        return self.said("en", {"type": "object", "properties": {**texts, **(nested or {})}})


def offering(known: Mapping[str, str]) -> dict[str, Any]:
    """A closed list of ids, each with its name."""
    names = list(known.values())
    return or_to_fill({"enum": list(known), "enumDescriptions": names})


def or_to_fill(made: Mapping[str, Any]) -> dict[str, Any]:
    """Also what `terbuka new` left to be filled in: the check says so, once for all of them."""
    return {"anyOf": [dict(made), TO_FILL]}


def known_names(parts: Iterable[str], more: Iterable[str] = ()) -> dict[str, Any]:
    """No other name with the prefix than those: a slip of the pen is underlined."""
    own = sorted({name for name in (*parts, *more) if name.startswith("sdi:")})
    free = {"pattern": "^(?!sdi:)|^sdi:[a-z]{2}$"}
    return {"propertyNames": {"anyOf": [{"enum": own}, free]}}
