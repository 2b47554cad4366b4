"""`init`: everything an adopter owns, in a folder that holds no portal yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from . import wheel
from .base import ScaffoldError, write_new

#: In the Makefile, what stands below this is for developers of the program only.
DEVELOPERS_ONLY = "# ---- Di bawah ini untuk pengembang program"

_MARK = re.compile(r"@([A-Z_]+)@")


@dataclass(frozen=True, slots=True)
class Answers:
    """What `init` asks. Only the region has no answer of its own."""

    region: str  # "Kabupaten Contoh"
    name: str = ""  # of the portal; "Data Contoh"
    publisher: str = ""  # "Proyek Data Contoh (bukan situs resmi)"
    site_url: str = ""
    repository: str = ""
    today: date = field(default_factory=date.today)

    def values(self) -> dict[str, str]:
        """The value of each mark in the templates; `ScaffoldError` for one that cannot be used."""
        region = " ".join(self.region.split())
        short = re.sub(r"^(Kabupaten|Kota|Provinsi)\s+", "", region)
        values = {
            "DAERAH": region,
            "NAMA": " ".join(self.name.split()) or f"Data {short}",
            "SITUS": self.site_url.strip(),
            "REPOSITORI": self.repository.strip(),
            "TANGGAL": self.today.isoformat(),
        }
        if not region:
            raise ScaffoldError("region-missing")
        publisher = " ".join(self.publisher.split())
        values["PENERBIT"] = publisher or f"Proyek {values['NAMA']} (bukan situs resmi)"
        for key, value in values.items():
            if re.search(r'["\\<>{}\x00-\x1f\x7f-\x9f]', value):
                raise ScaffoldError("answer", key=key.lower(), value=value)
        return values


def init(folder: Path, answers: Answers) -> list[Path]:
    """Write a new portal into the folder; gives the files written, in order.

    Raises `ScaffoldError` where there is a portal already. A file that is there is left alone
    and is not among those given.
    """
    if (folder / "mkdocs.yml").exists():
        raise ScaffoldError("portal-exists", folder=folder)
    values = answers.values()
    program, archive = wheel.build()
    written = []
    for name, content in [*_shared(program, archive), *_templates(values)]:
        if write_new(folder / name, content):
            written.append(folder / name)
    return sorted(written)


def shared() -> Iterator[tuple[str, bytes]]:
    """What every portal has in common: path and content. The program comes along as a wheel."""
    yield from _shared(*wheel.build())


def shared_names(root: Path) -> Iterator[str]:
    """The paths of the same files in a portal that `init` began, as far as they are there."""
    for pattern in (*wheel.shared_patterns(), f"bootstrap/{wheel.DISTRIBUTION}-*.whl"):
        yield from (path.relative_to(root).as_posix() for path in sorted(root.glob(pattern)))


def _shared(program: str, archive: bytes) -> Iterator[tuple[str, bytes]]:
    """What every portal has in common, the program itself and its hash among it."""
    for name, content in wheel.shared_files():
        if name == "Makefile":
            content = content.split(DEVELOPERS_ONLY.encode())[0].rstrip() + b"\n"
        elif name == "bootstrap/SHA256SUMS":
            content += f"{hashlib.sha256(archive).hexdigest()}  {program}\n".encode()
        yield name, content
    yield f"bootstrap/{program}", archive


def readme(answers: Answers) -> bytes:
    """The README of a portal: what it is, and the commands that every portal has."""
    return dict(_templates(answers.values()))["README.md"]


def _templates(values: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The portal's own files, their marks filled in."""
    base = wheel.FILES / "portal"
    for path in sorted(base.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(base).as_posix()
            yield name, _MARK.sub(lambda mark: values[mark[1]], text).encode()
