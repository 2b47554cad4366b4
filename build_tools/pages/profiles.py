"""The guide's pages about profiles, made from the profile files: an index, and a page each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from .. import profiles
from ..model import OutputFile, Text
from ..profiles import Profile
from .view import View

#: The folder of the pages, below the root of each language.
FOLDER = PurePosixPath("panduan", "profil")
#: The profiles in the order of the index: a heading (`profiles.groups`) and what stands below it.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reference", ("dimensi", "opd")),
    ("programmes", ("program", "quick_win", "indikator", "capaian", "anggaran")),
    ("evaluations", ("evaluasi", "rekomendasi", "tindak_lanjut", "rapat", "penghargaan")),
    ("services", ("aplikasi", "daftar_data", "permintaan_data", "permohonan_informasi")),
    ("promises", ("pernyataan", "catatan_angka", "catatan_angka_nilai", "sumber_diperiksa")),
)
#: Columns that a check of their own asks for, whoever releases the table.
CHECKED = {"anggaran": ("tahap",)}
#: The forms of text that have a name in words (`profiles.forms`).
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
FORMS = {_ID: "id", f"{_ID}/{_ID}": "dataset"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a profile as its page shows it."""

    name: str
    title: Text
    description: Text
    type: str  # in words
    unit: Text  # of a measure
    filled: str  # when a cell of it must be filled, in words
    limits: tuple[Markup, ...]  # sentences about the values allowed
    codes: tuple[tuple[str, Text], ...]  # the only values allowed, with their meaning


def profile_pages(view: View) -> Iterator[OutputFile]:
    """`panduan/profil/` and `panduan/profil/<name>/` for every profile."""
    words, known = view.words, profiles.all_profiles()
    here = replace(view, path=FOLDER)
    yield here.page(
        "profiles",
        words("profiles.title"),
        words("profiles.description"),
        "panduan",
        groups=[(group, [known[name] for name in names]) for group, names in GROUPS],
    )
    for profile in known.values():
        there = replace(view, path=FOLDER / profile.name)
        title = words("profiles.heading", title=profile.title.get(view.lang))
        yield there.page(
            "profile",
            title,
            profile.description.get(view.lang),
            "panduan",
            kind="reference",
            profile=profile,
            columns=columns(there, profile),
            notes=list(notes(there, profile)),
        )


def columns(view: View, profile: Profile) -> list[Column]:
    """The columns of a profile in their order."""
    words = view.words
    return [
        Column(
            name=field["name"],
            title=_text(field, "title"),
            description=_text(field, "description"),
            type=words(f"ui.types.{field['type']}"),
            unit=_text(field, "satuan", "sdi:satuan"),
            filled=words(f"profiles.filled.{filled(profile, field)}"),
            limits=tuple(_limits(view, profile, field)),
            codes=tuple((c["value"], _text(c, "label")) for c in field.get("categories", ())),
        )
        for field in profile.fields
    ]


def filled(profile: Profile, field: Mapping[str, Any]) -> str:
    """When cells of a column must be filled: a key of `profiles.filled`."""
    name = field["name"]
    official, compiled = name in profile.required_official, name in profile.required_compiled
    absent = "_absent" if name in profile.optional else ""
    if field.get("constraints", {}).get("required") or name in CHECKED.get(profile.name, ()):
        return "always"
    if official and compiled:
        return "always"
    if official or compiled:
        return ("official" if official else "compiled") + absent
    return "absent" if absent else "empty"


def _limits(view: View, profile: Profile, field: Mapping[str, Any]) -> Iterator[Markup]:
    """What values a column takes, apart from its type and its codes."""
    limits = field.get("constraints", {})
    for key in ("minimum", "maximum"):
        if key in limits:
            yield view.say(f"profiles.limits.{key}", value=view.words.number(limits[key]))
    if pattern := limits.get("pattern"):
        form = FORMS.get(pattern)
        yield (
            view.say(f"profiles.forms.{form}")
            if form
            else view.say("profiles.forms.other", form=_code(pattern))
        )
    if field.get("format") == "uri":
        yield view.say("profiles.forms.uri")
    if limits.get("unique"):
        yield view.say("profiles.limits.unique")
    for foreign in profile.foreign_keys:
        if field["name"] in foreign.fields:
            column = foreign.reference[foreign.fields.index(field["name"])]
            of = _link(view, foreign.profile)
            yield view.say("profiles.limits.reference", column=_code(column), profile=of)


def notes(view: View, profile: Profile) -> Iterator[Markup]:
    """What is checked of a profile's rows beyond each cell for itself, a sentence each."""
    for columns in (profile.primary_key, *profile.unique_keys):
        if columns:
            yield view.say("profiles.notes.key", columns=_codes(columns))
    for rule in profile.rules:
        text = _text(rule, "keterangan")
        yield view.say("profiles.notes.rule", note=view.text(text), formula=_code(rule["rumus"]))
    for name, most in (profile.quotations or {}).items():
        yield view.say("profiles.notes.quotation", column=_code(name), count=most)
    if profile.names:
        key, within = "names", _code(profile.names_within)
        key += "_within" if profile.names_within else ""
        yield view.say(f"profiles.notes.{key}", column=_code(profile.names), within=within)
    for first, then in profile.order:
        yield view.say("profiles.notes.order", column=_code(then), first=_code(first))
    for key in ("past", "evidence", "addresses", "percent"):
        if columns := getattr(profile, key):
            yield view.say(f"profiles.notes.{key}", columns=_codes(columns))
    if profile.closed:
        yield view.say("profiles.notes.closed")


def _text(given: Mapping[str, Any], key: str, main: str = "") -> Text:
    """A text of a profile file with its translation; ``main``: its name where that is another."""
    translated = given.get("sdi:en", {}).get(key)
    return Text(str(given.get(main or key, "")), {"en": str(translated)} if translated else {})


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)


def _codes(names: tuple[str, ...]) -> Markup:
    return Markup(", ").join(map(_code, names))


def _link(view: View, name: str) -> Markup:
    """The title of another profile, linked to its page."""
    profile = profiles.all_profiles()[name]
    target = view.link(f"{FOLDER.as_posix()}/{name}/")
    return Markup('<a href="{}">{}</a>').format(target, view.text(profile.title))
