"""What the scaffolds share: their error, names, and writing without ever replacing a file."""

from __future__ import annotations

import difflib
import re
import unicodedata
from datetime import date
from pathlib import Path

from ..load import load_portal
from ..load.names import RESERVED_DATASETS

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLLECTIONS = ("himpunan", "referensi")
_LONGEST = 60
_SUGGESTED = 5


class ScaffoldError(Exception):
    """Nothing was written: the code of the words that say why (`scaffold.<code>`), and values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True


def slug(text: str) -> str:
    """A name for a folder and an address: small letters, digits and hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[:_LONGEST].rsplit("-", 1)[0]


def new_folder(root: Path, opd: str, name: str) -> Path:
    """The folder of a dataset that is not there yet; refuses a name that cannot be used."""
    if not _NAME.fullmatch(name) or name in RESERVED_DATASETS:
        raise ScaffoldError("name", name=name)
    folder = root / "datasets" / opd / name
    if folder.exists():
        raise ScaffoldError("dataset-exists", folder=folder.relative_to(root).as_posix())
    return folder


def known_owner(root: Path, opd: str) -> None:
    """Stop at an owner that the register does not have; says those that are spelt alike."""
    portal = load_portal(root, date.min)
    if opd in _COLLECTIONS or portal.agency(opd) is not None:
        return
    names = {name.casefold(): name for name in _COLLECTIONS}
    for agency in portal.agencies:
        for known in (agency.name.main, *agency.aliases, agency.id):
            names[known.casefold()] = agency.id
    close = difflib.get_close_matches(opd.casefold(), names, n=_SUGGESTED)
    if close:
        near = ", ".join(dict.fromkeys(names[name] for name in close))
        raise ScaffoldError("opd-near", opd=opd, near=near)
    raise ScaffoldError("opd", opd=opd)
