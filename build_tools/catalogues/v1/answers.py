"""What all answers share: how texts, offices, licences and files are written, and the bytes.

Every key is always there: what is not known is null, and a list may be empty. A text is an object
of languages (``{"id": …, "en": …}``) that always has the main one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ...model import MAIN_LANGUAGE, OutputFile, Text
from ...terms import Addresses, Agent, Catalogue, Distribution, Entry, Rights, Subject

ROOT = PurePosixPath("api", "v1")
#: The page that explains the API, below the root of a language.
PAGE = "data-terbuka/"


def text(given: Text) -> dict[str, str] | None:
    """A text in the languages that it was given in."""
    return {MAIN_LANGUAGE: given.main, **given.others} if given else None


def agent(given: Agent) -> dict[str, Any]:
    """An office or the project: id of the register, name, its page here, its own site, mail."""
    return {
        "id": given.id or None,
        "nama": text(given.name),
        "alamat": given.page or None,
        "situs": given.url or None,
        "surel": given.email or None,
    }


def rights(given: Sequence[Rights]) -> list[dict[str, Any]]:
    """Licences: SPDX or Open Definition name, title, address."""
    return [
        {"nama": r.name or None, "judul": r.title or None, "alamat": r.iri or None} for r in given
    ]


def subject(given: Subject) -> dict[str, Any]:
    """A topic of the portal; ``tema`` is its code in the EU's list of data themes."""
    return {
        "id": given.id,
        "judul": text(given.title),
        "tema": given.theme or None,
        "alamat": given.page,
    }


def file(given: Distribution) -> dict[str, Any]:
    """A file to take away."""
    return {
        "nama": given.name,
        "tabel": given.resource or None,
        "format": given.format,
        "jenisMedia": given.media_type,
        "bita": given.bytes,
        "sha256": given.sha256,
        "alamat": given.url,
    }


def period(given: tuple[str, str]) -> dict[str, str | None] | None:
    """First and last day, month or year that data is about."""
    first, last = given
    return {"mulai": first or None, "selesai": last or None} if any(given) else None


def sources(entry: Entry) -> dict[str, Any]:
    """Who answers for the figures and where they are from: goes along with every row."""
    return {
        "penerbit": text(entry.publisher.name),
        "asal": origin(entry),
        "rujukan": [{"judul": title, "alamat": iri or None} for title, iri in entry.sources],
        "halaman": entry.iri,
    }


def origin(entry: Entry) -> str:
    """Released by an office, or collected by the project from public pages."""
    return "resmi" if entry.official else "himpunan"


def standing(catalogue: Catalogue) -> dict[str, Any]:
    """Whether the site speaks for a government, and what to say where it does not."""
    return {
        "situsResmi": not catalogue.demonstration,
        "pemberitahuan": text(catalogue.notice),
    }


def of_dataset(id: str, *rest: str) -> PurePosixPath:
    """Where an answer about a dataset lies: ``datasets/<id>.json``, or below ``datasets/<id>/``."""
    if rest:
        return ROOT.joinpath("datasets", id, *rest)
    return ROOT / "datasets" / f"{id}.json"


def rows_path(id: str, table: str, part: int) -> PurePosixPath:
    """Where a part of the rows of a table lies."""
    return of_dataset(id, table, "baris", f"{part}.json")


def address(catalogue: Catalogue, path: PurePosixPath) -> str:
    """The address of an answer."""
    return catalogue.addresses.of_file(path.as_posix())


def answer(addresses: Addresses, path: PurePosixPath, given: Mapping[str, Any]) -> OutputFile:
    """A file of the API in UTF-8: a line for a key, and for each value of a list at the top."""
    lines = ",\n".join(f"{_json(key)}: {_spread(value)}" for key, value in given.items())
    return OutputFile(path, _bytes(addresses, path, f"{{\n{lines}\n}}\n"))


def encoded(addresses: Addresses, path: PurePosixPath, given: Mapping[str, Any]) -> bytes:
    """An answer that lies at ``path``, on one line."""
    return _bytes(addresses, path, _json(given))


def _spread(value: Any) -> str:
    if not isinstance(value, list) or not value or not isinstance(value[0], Mapping):
        return _json(value)
    return "[\n" + ",\n".join(map(_json, value)) + "\n]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _bytes(addresses: Addresses, path: PurePosixPath, written: str) -> bytes:
    return addresses.relative(written, path.as_posix()).encode("utf-8", "replace")
