"""A portal in which every text that a person may write is a payload, or a harmless one."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml
from hostile_payloads import harmless
from portals import portal

from build_tools.load import decisions
from build_tools.load.waivers import WAIVERS
from build_tools.load.withdrawals import WITHDRAWALS
from build_tools.load.withheld import WITHHELD
from build_tools.privacy.kinds import KINDS
from build_tools.privacy.text import kinds

#: What becomes of a payload: itself, or a harmless text in its place.
Make = Callable[[str], str]

#: Cells of each table, and columns of text.
ROWS, COLUMNS = 10, 3
#: How many texts of its own a dataset takes, besides its cells and its README.
PLACES = 20
#: What one text of a decision may be long, with room to spare.
_LONGEST = decisions.LONGEST - 50
#: How a file is named in what is held back.
_FILE = "[A-Za-z0-9*._/-]{0,200}"


def hostile_portal(
    to: Path, payloads: Sequence[str], make: Make = str, turn: int = 0
) -> tuple[str, ...]:
    """Writes the portal; gives the names of its datasets.

    Each payload stands in one place of the descriptors, by ``turn`` in another one, in a cell
    of each column, and in a README.
    """
    portal(to)
    _settings(to, payloads, make, turn)
    _registers(to, payloads, make, turn)
    _offices(to, payloads, make, turn)
    names = []
    for start in range(0, len(payloads), PLACES):
        part = payloads[start : start + PLACES]
        part = [*part, *payloads[: PLACES - len(part)]]
        part = [*part[turn % PLACES :], *part[: turn % PLACES]]
        names.append(f"jebakan-{start // PLACES:02}")
        _dataset(to, names[-1], part, make)
    _decisions(to, names, payloads, make, turn)
    _withheld(to, names, payloads, make)
    return tuple(names)


def _dataset(to: Path, name: str, part: Sequence[str], make: Make) -> None:
    folder = to / "datasets/dkisp" / name
    (folder / "data").mkdir(parents=True)
    texts = iter([make(text) for text in part])
    given: dict[str, Any] = yaml.safe_load(
        (to / "datasets/dkisp/contoh/datapackage.yaml").read_text(encoding="utf-8")
    )
    columns = [f"kolom_{n}" for n in range(COLUMNS)]
    label = {"title": next(texts), "description": next(texts)}
    categories = [
        {"value": "a", "label": next(texts), "sdi:en": {"label": next(texts)}},
        {"value": "b", "label": "Desa", "sdi:en": {"label": "Village"}},
    ]
    standard = {
        f"sdi:{key}": next(texts) for key in ("konsep", "definisi", "klasifikasi", "satuan")
    }
    fields: list[dict[str, Any]] = [
        {"name": "tahun", "type": "year", "sdi:peran": "waktu", **label},
        {"name": "jenis", "type": "string", "sdi:peran": "keterangan", **label}
        | {"categories": categories},
        {"name": "nilai", "type": "integer", "sdi:peran": "ukuran", **label}
        | {"sdi:ukuran": "Jumlah", **standard},
        *({"name": c, "type": "string", "sdi:peran": "keterangan", **label} for c in columns),
    ]
    for field in fields:
        field["sdi:en"] = dict(label)
    given |= {
        "name": name,
        "title": next(texts),
        "description": next(texts),
        "keywords": [next(texts)],
        "sources": [{"title": next(texts), "path": next(texts), "sdi:tanggalHimpun": "2026-01-02"}],
        "sdi:cakupan": next(texts),
        "sdi:metodologi": next(texts),
        "sdi:keterbatasan": next(texts),
        "sdi:kontak": {"nama": next(texts), "alamat": next(texts), "url": next(texts)},
    }
    given["licenses"] = [{"name": "CC-BY-4.0", "title": next(texts), "path": ""}]
    given["sdi:en"] |= {"title": given["title"], "description": given["description"]}
    resource = given["resources"][0]
    for key in ("sdi:aturan", "sdi:en"):
        del resource[key]
    resource |= {"path": "data/tabel.csv", "title": given["title"]}
    resource["schema"] = {"primaryKey": ["tahun", "jenis"], "fields": fields}
    text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    with (folder / "data/tabel.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow([field["name"] for field in fields])
        for row in range(2 * len(part) // 2):
            cells = [make(part[(row + shift) % len(part)]) for shift in range(COLUMNS)]
            writer.writerow([2000 + row // 2, "ab"[row % 2], row * 10, *cells])
    (folder / "README.md").write_text("\n\n".join(map(make, part)), encoding="utf-8")


def _settings(to: Path, payloads: Sequence[str], make: Make, turn: int) -> None:
    path = to / "mkdocs.yml"
    given: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = (make(payloads[(turn + n) % len(payloads)]) for n in range(len(payloads)))
    own = given["extra"]["portal"]
    own |= {key: next(texts) for key in ("deskripsi", "daerah", "penerbit", "pembina_data")}
    own["en"] = {key: next(texts) for key in ("nama", "deskripsi", "daerah", "penerbit")}
    own["lisensi"]["judul"] = next(texts)
    own["nama"] = next(texts)
    own["kontak"]["nama"] = next(texts)
    own["pencarian_umum"] = [next(texts), next(texts)]
    path.write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _registers(to: Path, payloads: Sequence[str], make: Make, turn: int) -> None:
    """Every name in the registers of offices and topics is a payload."""
    for name, column in (("opd", "nama"), ("topik", "judul")):
        path = to / f"datasets/referensi/{name}/data/{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for at, row in enumerate(rows):
            for key in (column, f"{column}_en"):
                row[key] = make(payloads[(turn * 7 + at) % len(payloads)])
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)


def _offices(to: Path, payloads: Sequence[str], make: Make, turn: int) -> None:
    """Every text about an office of the register, and about one that only its folder tells of."""
    fit = [text for text in payloads if not {*kinds(text), *kinds(harmless(text))}]
    texts = (make(fit[(turn * 11 + n) % len(fit)]) for n in range(len(fit)))

    def contact() -> dict[str, str]:
        return {key: next(texts) for key in ("nama", "alamat", "url", "surel")}

    for id in ("dkisp", "jebakan"):
        given: dict[str, Any] = {key: next(texts) for key in ("nama", "jenis", "kode_skpd")}
        given |= {"singkatan": [next(texts), next(texts)], "sumber_url": next(texts)}
        given |= {"kontak": contact(), "en": {"nama": next(texts), "kontak": contact()}}
        _write(to / "datasets" / id / "opd.yaml", given)


def _decisions(
    to: Path, names: Sequence[str], payloads: Sequence[str], make: Make, turn: int
) -> None:
    """All payloads that may stand in a decision, many in each of its texts."""
    settings = to / "mkdocs.yml"
    given: dict[str, Any] = yaml.safe_load(settings.read_text(encoding="utf-8"))
    given["extra"]["portal"]["ppid"] = {"opd": "dkisp"}
    _write(settings, given)
    parts = _joined(payloads, make)
    parts = parts[turn % len(parts) :] + parts[: turn % len(parts)]
    codes = [kind.code for kind in KINDS.values() if kind.can_be_allowed]
    aims = [(f"dkisp/{name}", code) for name in names for code in codes]
    waivers = []
    for at in range(0, len(parts), 5):
        reason, basis, number, *english = (parts[(at + n) % len(parts)] for n in range(5))
        id, code = aims[at // 5]
        waivers.append(
            {"dataset": id, "kode": code, "jenis": "boleh-diumumkan", "nomor": number}
            | {"alasan": reason, "dasar_hukum": basis, "tanggal": "2026-01-02"}
            | {"berlaku_sampai": "2026-12-31", "diputuskan_oleh": "dkisp"}
            | {"en": {"alasan": english[0], "dasar_hukum": english[1]}}
        )
    withdrawals = [
        {"dataset": f"dinkes/tarik{at:02}", "tanggal": "2026-01-02", "alasan": parts[at]}
        | {"en": {"alasan": parts[(at + 1) % len(parts)]}}
        for at in range(0, len(parts), 2)
    ]
    _write(to / WAIVERS, {"izin": waivers})
    _write(to / WITHDRAWALS, {"penarikan": withdrawals})
    for file in (WAIVERS, WITHDRAWALS):  # else none of it would be shown
        assert decisions.personal(to, file) == []


def _joined(payloads: Sequence[str], make: Make) -> list[str]:
    """Texts of many payloads each; without what looks like a person, which no decision may."""
    parts, size = [""], 0
    for text in payloads:
        both = [f" {form} " for form in (text, harmless(text))]
        if any(set(kinds(form)) or decisions._names_somebody(form) for form in both):
            continue
        longest = max(map(len, both))
        if size + longest > _LONGEST:
            parts.append("")
            size = 0
        if longest < _LONGEST:
            size += longest + 1
            parts[-1] += (" | " if parts[-1] else "") + make(text)
    return parts


def _withheld(to: Path, names: Sequence[str], payloads: Sequence[str], make: Make) -> None:
    """Every payload as each value of what the private side holds back, beside one that is fit."""
    places = [
        {"kode": "type-error", "berkas": make(text), "kolom": make(text), "baris": make(text)}
        for text in payloads
        if re.fullmatch(_FILE, text) or not re.fullmatch(_FILE, harmless(text))
    ]
    fit = {"dataset": f"dkisp/{names[0]}", "sejak": "2026-01-02", "data": "2026-01-02"}
    given: list[dict[str, Any]] = [fit | {"temuan": places}]
    keys = ("dataset", "sejak", "data")
    given += [fit | {keys[n % len(keys)]: make(text)} for n, text in enumerate(payloads)]
    given += [
        {"dataset": f"dkisp/{name}", "sejak": "2026-01-02", "temuan": [{"kode": make(text)}]}
        for name, text in zip(names[1:], payloads, strict=False)
    ]
    _write(to / WITHHELD, {"tertahan": given})


def _write(path: Path, given: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")
