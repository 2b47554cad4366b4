"""The portal's settings: `extra.portal` of mkdocs.yml and the registers it names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ..colour import READABLE, WHITE, contrast, parse
from ..model import MAIN_LANGUAGE, Agency, Licence, Plausibility, Portal, Text, Topic
from ..words import TEXT
from .descriptor import contact_of, plain, text_of
from .files import is_plain
from .owners import TEAM
from .plausibility import plausibility
from .vocabulary import places, synonyms
from .withheld import withheld
from .yamlfile import UnreadableError, read_mapping

#: What may be an id and a part of an address.
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_REGISTER_BYTES = 5_000_000
MAX_MARK_BYTES = 20_000


class SettingsError(Exception):
    """The settings cannot be used: the code of the words that say why, and their values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class _AnyTag(yaml.SafeLoader):
    """mkdocs.yml may carry tags of plugins (`!ENV`, `!!python/name:`): read past them."""


_AnyTag.add_multi_constructor("", lambda loader, suffix, node: None)


def read_config(path: Path, depth: int = 0) -> dict[str, Any]:
    """mkdocs.yml as a mapping, `INHERIT` followed, unknown tags ignored; `SettingsError`."""
    if depth > 5:
        raise SettingsError("settings-inherit", file=str(path.name))
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), _AnyTag)  # noqa: S506
    except FileNotFoundError as problem:
        raise SettingsError("settings-missing", file=path.name) from problem
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise SettingsError("settings-syntax", file=path.name, line=line) from problem
    if not isinstance(config, dict):
        raise SettingsError("settings-syntax", file=path.name, line=1)
    settings: dict[str, Any] = config
    parent = settings.pop("INHERIT", None)
    if parent:
        return _merge(read_config(path.parent / str(parent), depth + 1), settings)
    return settings


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged


def load_portal(root: Path, as_of: date, commit: str = "") -> Portal:
    """The settings of the portal at ``root``; raises `SettingsError`.

    ``as_of`` is the day the site is judged for, ``commit`` the one it is built from.
    """
    config = read_config(root / "mkdocs.yml")
    extra = config.get("extra") or {}
    given = extra.get("portal") if isinstance(extra, dict) else None
    if not isinstance(given, dict):
        raise SettingsError("settings-portal-missing", file="mkdocs.yml")
    languages = _languages(given)
    official = given.get("situs_resmi", False)
    if not isinstance(official, bool):
        raise SettingsError("settings-official", file="mkdocs.yml", value=str(official))
    name = text_of(given, "nama", languages) or Text(str(config.get("site_name", "")))
    return Portal(
        root=root.resolve(),
        name=name,
        description=text_of(given, "deskripsi", languages)
        or Text(str(config.get("site_description", ""))),
        region=text_of(given, "daerah", languages),
        publisher=text_of(given, "penerbit", languages) or name,
        site_url=str(config.get("site_url") or ""),
        official=official,
        languages=languages,
        contact=contact_of(given, languages),
        steward=str(given.get("walidata") or ""),
        supervisor=text_of(given, "pembina_data", languages),
        licence=_licence(given.get("lisensi")),
        repository=_address(given.get("repositori")),
        colour=_colour(given.get("warna")),
        mark=_mark(root, given.get("tanda")),
        as_of=as_of,
        commit=commit,
        agencies=tuple(_agencies(root, given, languages)),
        topics=tuple(_topics(root, given, languages)),
        synonyms=synonyms(root)[0],
        places=places(root, given),
        withheld=withheld(root)[0],
        plausibility=_plausibility(given.get("kewajaran")),
        settings=given,
    )


def _languages(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages of the site, those that there are texts for; Indonesian first."""
    wanted = given.get("bahasa") or [MAIN_LANGUAGE]
    known = {path.name for path in TEXT.iterdir() if path.is_dir()}
    if not isinstance(wanted, list) or wanted[:1] != [MAIN_LANGUAGE] or not known >= {*wanted}:
        raise SettingsError("settings-languages", file="mkdocs.yml", main=MAIN_LANGUAGE)
    return tuple(dict.fromkeys(wanted))


def _address(value: object) -> str:
    text = str(value or "")
    return text if text.startswith(("https://", "http://")) else ""


def _colour(given: object) -> str:
    """The portal's colour; white text must be readable on it."""
    if given in (None, ""):
        return ""
    colour = parse(str(given))
    if colour is None or contrast(colour, WHITE) < READABLE:
        raise SettingsError("settings-colour", file="mkdocs.yml", value=str(given)[:40])
    return colour.hex


def _plausibility(given: object) -> Plausibility:
    """From where on a table is doubted; each number within bounds, each word a known one."""
    found, wrong = plausibility(given)
    if wrong:
        facts = {"key": wrong[0][:60], "value": wrong[1][:40]}
        raise SettingsError("settings-plausibility", file="mkdocs.yml", **facts)
    return found


def _mark(root: Path, given: object) -> Path | None:
    """The portal's mark: a small SVG or PNG in docs/."""
    if given in (None, ""):
        return None
    path = root / "docs" / str(given)
    small = is_plain(root / "docs", path) and path.stat().st_size <= MAX_MARK_BYTES
    if not small or path.suffix not in {".svg", ".png"}:
        raise SettingsError("settings-mark", file="mkdocs.yml", value=str(given)[:80])
    return path


def _licence(given: object) -> Licence:
    if not isinstance(given, Mapping) or not given.get("nama"):
        return Licence("CC-BY-4.0")
    return Licence(str(given["nama"]), str(given.get("judul") or ""), _address(given.get("url")))


def _register(root: Path, given: Mapping[str, Any], key: str) -> Iterator[Mapping[str, str]]:
    """The rows of a register, a CSV dataset like any other; none where it is not there.

    Only plain CSV is read: the register is needed before any dataset can be loaded. What
    is wrong with it is found when it is checked in its turn.
    """
    id, base = str(given.get(key) or ""), root / "datasets"
    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", id):
        return
    path = _register_file(base / id)
    if path is None or not is_plain(base, path) or path.stat().st_size > MAX_REGISTER_BYTES:
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}
    except (UnicodeDecodeError, csv.Error):
        return


def _register_file(folder: Path) -> Path | None:
    """The one table that is the register: named like its dataset, else the first by name.

    A dataset may hold other tables beside it, with ids of their own.
    """
    found = sorted(folder.glob("data/*.csv"))
    return next((p for p in found if p.stem == folder.name), found[0] if found else None)


def _agencies(root: Path, given: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[Agency]:
    seen = set()
    for row in _register(root, given, "daftar_opd"):
        id = row.get("id", "")
        if not NAME.fullmatch(id) or id in seen:
            continue
        seen.add(id)
        extra = _opd_file(root / "datasets", id)
        yield Agency(
            id=id,
            name=_row_text(row, "nama", languages),
            aliases=tuple(a.strip() for a in row.get("singkatan", "").split(";") if a.strip()),
            kind=row.get("jenis", ""),
            code=row.get("kode_skpd", ""),
            source=_address(row.get("sumber_url")),
            note=row.get("catatan", ""),
            contact=contact_of(extra, languages),
            **_team(extra),
        )
    for path in sorted((root / "datasets").glob("*/opd.yaml")):
        id = path.parent.name
        extra = _opd_file(root / "datasets", id)
        if id in seen or not extra.get("nama") or not NAME.fullmatch(id):
            continue
        aliases = extra.get("singkatan")
        yield Agency(
            id=id,
            name=text_of(extra, "nama", languages),
            aliases=tuple(str(a) for a in aliases) if isinstance(aliases, list) else (),
            kind=str(extra.get("jenis") or ""),
            code=str(extra.get("kode_skpd") or ""),
            source=_address(extra.get("sumber_url")),
            contact=contact_of(extra, languages),
            **_team(extra),
        )


def _team(extra: Mapping[str, Any]) -> dict[str, str]:
    """The team of an OPD on the git host, where it has the form of one."""
    given = plain(extra.get("tim"))
    return {"team": given if TEAM.fullmatch(given) else "", "team_given": given}


def _opd_file(base: Path, id: str) -> Mapping[str, Any]:
    """`opd.yaml` of an OPD's folder, empty where there is none that can be read.

    A broken one is reported by `load.strays`, in the report where staff will see it.
    """
    try:
        return read_mapping(base, base / id / "opd.yaml")
    except UnreadableError:
        return {}


def _topics(root: Path, given: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[Topic]:
    for row in _register(root, given, "daftar_topik"):
        if NAME.fullmatch(row.get("id", "")):
            yield Topic(
                row["id"],
                _row_text(row, "judul", languages),
                row.get("ikon", ""),
                row.get("tema", ""),
            )


def _row_text(row: Mapping[str, str], key: str, languages: tuple[str, ...]) -> Text:
    others = {lang: row[f"{key}_{lang}"] for lang in languages[1:] if row.get(f"{key}_{lang}")}
    return Text(row.get(key, ""), others)
